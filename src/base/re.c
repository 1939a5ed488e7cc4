/* SPDX-License-Identifier: GPL-3.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/re.h"

#include "base/mem.h"

#include <pcre2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  PATTERN_BYTES = 512,
  SUBJECT_BYTES = 1024,
  DEPTH_LIMIT = 10 * 1000,
  HEAP_KIB = 2 * 1024,
  /* Looks at a character that one match may take, by measure some 2 ns each: see match_limit. */
  BUDGET = 1500 * 1000,
  LOOKS = 16,           /* in a unit of work */
  COMPILE_BYTE = 40,    /* units of work for a byte of the pattern, by measure */
  NOT_COMPILED = 65536, /* the largest that a pattern can be when it is compiled */
};

struct re {
  pcre2_code *code;
  pcre2_general_context *memory;
  uint32_t kinds; /* most tests that one character may have to pass */
  size_t len;     /* of the pattern */
};

static void *take(size_t size, void *unused) {
  (void)unused;
  return mem_grow(NULL, size, 1);
}

static void give(void *at, void *unused) {
  (void)unused;
  free(at);
}

/* Kinds of characters and wide characters in the fullest class. Counted between closing brackets,
 * so that it may be too high and never too low; \Q could hide a bracket, and then all are counted.
 */
static uint32_t count_kinds(const char *pattern) {
  bool hidden = strstr(pattern, "\\Q");
  uint32_t most = 0, count = 0;
  for (const char *at = pattern, *last = ""; *at; last = at++) {
    if (*at == '\\' && at[1])
      count += strchr("pPwWdDsShHvVX", *++at) != NULL;
    else if ((unsigned char)*at >= 0xc0 || strncmp(at, "[:", 2) == 0)
      count++;
    else if (*at == ']' && !hidden && !strchr("[^:", *last))
      count = 0;
    most = count > most ? count : most;
  }
  return most;
}

static struct re *refuse(char *message, size_t size, size_t *offset, size_t at, const char *why) {
  snprintf(message, size, "%s", why);
  *offset = at;
  return NULL;
}

struct re *re_new(const char *pattern, char *message, size_t size, size_t *offset) {
  if (strlen(pattern) > PATTERN_BYTES)
    return refuse(message, size, offset, PATTERN_BYTES, "pattern is longer than 512 bytes");
  pcre2_general_context *memory = pcre2_general_context_create(take, give, NULL);
  pcre2_compile_context *context = pcre2_compile_context_create(memory);
  uint32_t options = PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP |
                     PCRE2_NEVER_BACKSLASH_C;
  int code;
  pcre2_code *compiled =
      pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &code, offset, context);
  pcre2_compile_context_free(context);
  if (!compiled) {
    PCRE2_UCHAR why[128] = "";
    pcre2_get_error_message(code, why, sizeof why);
    pcre2_general_context_free(memory);
    return refuse(message, size, offset, *offset, (const char *)why);
  }
  struct re *re = mem_alloc(sizeof *re);
  *re = (struct re){compiled, memory, count_kinds(pattern), strlen(pattern)};
  return re;
}

void re_free(struct re *re) {
  if (!re)
    return;
  pcre2_code_free(re->code);
  pcre2_general_context_free(re->memory);
  free(re);
}

/* One counted step may look at every byte that is left (as `.*+` does), each time through every
 * member of a class. So the longer both are, the fewer steps are allowed. */
static uint32_t match_limit(const struct re *re, size_t len, size_t looks) {
  return (uint32_t)(looks / ((len + 16) * (1 + re->kinds)));
}

static enum re_result result_of(int code) {
  if (code >= 0)
    return RE_MATCH;
  bool ill_formed = code <= PCRE2_ERROR_UTF8_ERR1 && code >= PCRE2_ERROR_UTF8_ERR21;
  return code == PCRE2_ERROR_NOMATCH || ill_formed ? RE_NO : RE_LIMIT;
}

static enum re_result match(const struct re *re, const char *subject, size_t looks) {
  size_t len = strlen(subject);
  if (len > SUBJECT_BYTES)
    return RE_NO;
  pcre2_match_context *limits = pcre2_match_context_create(re->memory);
  pcre2_set_match_limit(limits, match_limit(re, len, looks));
  pcre2_set_depth_limit(limits, DEPTH_LIMIT);
  pcre2_set_heap_limit(limits, HEAP_KIB);
  pcre2_match_data *data = pcre2_match_data_create(1, re->memory);
  int code = pcre2_match(re->code, (PCRE2_SPTR)subject, len, 0, 0, data, limits);
  pcre2_match_data_free(data);
  pcre2_match_context_free(limits);
  return result_of(code);
}

enum re_result re_match(const struct re *re, const char *subject) {
  return match(re, subject, BUDGET);
}

/* PCRE2 does not say how far it went: so it is let go eight times as far each time. */
enum re_result re_try(const struct re *re, const char *subject, size_t *work) {
  enum re_result result = RE_LIMIT;
  for (int shift = 12; result == RE_LIMIT && shift >= 0; shift -= 3) {
    size_t looks = (size_t)BUDGET >> shift;
    result = match(re, subject, looks);
    *work += looks / LOOKS;
  }
  return result;
}

size_t re_work(const struct re *re) {
  size_t size = NOT_COMPILED;
  if (re)
    pcre2_pattern_info(re->code, PCRE2_INFO_SIZE, &size);
  return size + (re ? re->len : 0) * COMPILE_BYTE;
}
