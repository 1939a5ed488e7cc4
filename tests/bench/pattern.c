/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short answers against patterns: by base/re.h ("ours") or by bare PCRE2 ("bare"). Reads lines
 * PATTERN <tab> ANSWER on stdin and does each so many times.
 *
 *   bench_pattern ours|bare TIMES < LINES */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/re.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ours(const char *pattern, const char *answer) {
  char message[128];
  size_t offset;
  struct re *re = re_new(pattern, message, sizeof message, &offset);
  int matched = re && re_match(re, answer) == RE_MATCH;
  re_free(re);
  return matched;
}

static int bare(const char *pattern, const char *answer) {
  const uint32_t options = PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_CASELESS | PCRE2_UTF |
                           PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
  int code;
  size_t offset;
  pcre2_code *re =
      pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &code, &offset, NULL);
  if (!re)
    return 0;
  pcre2_match_data *data = pcre2_match_data_create_from_pattern(re, NULL);
  int matched = pcre2_match(re, (PCRE2_SPTR)answer, strlen(answer), 0, 0, data, NULL) > 0;
  pcre2_match_data_free(data);
  pcre2_code_free(re);
  return matched;
}

int main(int argc, char **argv) {
  static char line[2048];
  int matched = 0;
  if (argc != 3)
    return 2;
  int (*match)(const char *, const char *) = strcmp(argv[1], "ours") == 0 ? ours : bare;
  unsigned long times = strtoul(argv[2], NULL, 10);
  while (fgets(line, sizeof line, stdin)) {
    char *tab = strchr(line, '\t');
    if (!tab)
      return 2;
    *tab = '\0';
    tab[1 + strcspn(tab + 1, "\n")] = '\0';
    for (unsigned long i = 0; i < times; i++)
      matched += match(line, tab + 1);
  }
  printf("%d matched\n", matched);
  return 0;
}
