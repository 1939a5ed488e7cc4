/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum { TEXT_BYTES = 1024 }; /* of a message or a hint; the rest of a longer one is cut */

static const char too_many[] = "diags.too-many";

int rc_exit(enum rc rc) {
  switch (rc) {
  case RC_OK:
    return EX_OK;
  case RC_USAGE:
    return EX_USAGE;
  case RC_DATA:
  case RC_NEWER:
    return EX_DATAERR;
  case RC_MISSING:
    return EX_NOINPUT;
  case RC_CREATE:
    return EX_CANTCREAT;
  case RC_IO:
  case RC_FULL:
    return EX_IOERR;
  case RC_BUSY:
    return EX_TEMPFAIL;
  }
  return EX_SOFTWARE;
}

void diags_done(struct diags *diags) {
  free(diags->list);
  arena_done(&diags->arena);
  *diags = (struct diags){0};
}

/* One safe line; a text that was cut ends in "...". */
static const char *keep_line(struct arena *arena, const char *text, size_t len) {
  bool cut = len >= TEXT_BYTES;
  if (cut)
    for (len = TEXT_BYTES - 1; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
      len--;
  char *line = text_safe(arena, text, len, true);
  for (char *at = line; *at; at++)
    if (*at == '\n' || *at == '\t')
      *at = ' ';
  return cut ? arena_printf(arena, "%s...", line) : line;
}

static const char *keep_file(struct diags *diags, const char *file) {
  const char *last = diags->n ? diags->list[diags->n - 1].at.file : NULL;
  if (!file || (last && strcmp(file, last) == 0))
    return file ? last : NULL;
  return text_safe(&diags->arena, file, strlen(file), false);
}

static void diag_keep(struct diags *diags, struct diag diag) { VEC_PUSH(diags, diag); }

/* True while there is room; the first one too many leaves a note instead of itself. */
static bool diag_has_room(struct diags *diags, struct place at) {
  if (diags->n < DIAGS_MAX)
    return true;
  if (diags->n == DIAGS_MAX)
    diag_keep(diags, (struct diag){
                         .at = {.file = keep_file(diags, at.file)},
                         .span = 1,
                         .severity = SEVERITY_WARNING,
                         .code = too_many,
                         .message = arena_printf(&diags->arena, _("only the first %d are shown"),
                                                 DIAGS_MAX),
                     });
  return false;
}

/* noun.what: so that a search for such literals finds every code there is (tests/cli/explain.sh).
 */
bool diag_is_code(const char *code) {
  size_t noun = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-");
  if (!noun || code[noun] != '.')
    return false;
  const char *what = code + noun + 1;
  return *what &&
         !what[strspn(what, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

void diag_add(struct diags *diags, enum severity severity, struct place at, unsigned span,
              const char *code, const char *hint, const char *format, ...) {
  char message[TEXT_BYTES + 1];
  assert(diag_is_code(code));
  diags->errors += severity == SEVERITY_ERROR;
  if (!diag_has_room(diags, at))
    return;
  va_list args;
  va_start(args, format);
  int len = vsnprintf(message, sizeof message, format, args);
  va_end(args);
  size_t kept = len < 0 ? 0 : (size_t)len < sizeof message ? (size_t)len : sizeof message - 1;
  at.file = keep_file(diags, at.file);
  diag_keep(diags, (struct diag){
                       .at = at,
                       .span = span ? span : 1,
                       .severity = severity,
                       .code = code,
                       .message = keep_line(&diags->arena, message, kept),
                       .hint = hint ? keep_line(&diags->arena, hint, strlen(hint)) : NULL,
                   });
}

static int compare_texts(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : ""); }

static int compare_numbers(unsigned a, unsigned b) { return (a > b) - (a < b); }

/* The note that some are missing comes last, wherever it was left. */
static int compare_notes(const struct diag *a, const struct diag *b) {
  return (a->code == too_many) - (b->code == too_many);
}

static int diag_compare(const void *left, const void *right) {
  const struct diag *a = left, *b = right;
  int order = compare_notes(a, b);
  order = order ? order : compare_texts(a->at.file, b->at.file);
  order = order ? order : compare_numbers(a->at.line, b->at.line);
  order = order ? order : compare_numbers(a->at.column, b->at.column);
  order = order ? order : strcmp(a->code, b->code);
  order = order ? order : strcmp(a->message, b->message);
  order = order ? order : compare_numbers(a->severity, b->severity);
  order = order ? order : compare_numbers(a->span, b->span);
  return order ? order : compare_texts(a->hint, b->hint);
}

void diags_sort(struct diags *diags) {
  if (!diags->n)
    return;
  qsort(diags->list, diags->n, sizeof *diags->list, diag_compare);
  size_t kept = 1;
  for (size_t i = 1; i < diags->n; i++)
    if (diag_compare(&diags->list[i], &diags->list[kept - 1]) != 0)
      diags->list[kept++] = diags->list[i];
    else
      diags->errors -= diags->list[i].severity == SEVERITY_ERROR;
  diags->n = kept;
}
