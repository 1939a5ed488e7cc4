/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results and diagnostics.
 *
 * Whatever can fail because of input, files or the machine returns an enum rc and says why in the
 * caller's struct diags. Nothing below the faces prints. All mistakes of a load are collected; the
 * first does not end it. Messages are for people, codes are for programs: stable, "noun.what". */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/pack.h"

#include <stdbool.h>

enum rc {
  RC_OK,
  RC_USAGE,   /* asked for something that does not exist: exit 64 */
  RC_DATA,    /* a file's content is not acceptable: 65 */
  RC_MISSING, /* a file or folder is not there or not readable: 66 */
  RC_CREATE,  /* a file or folder cannot be made: 73 */
  RC_IO,      /* reading or writing failed: 74 */
  RC_FULL,    /* no room left on the disk: 74; may be tried again */
  RC_BUSY,    /* another copy holds the store: 75; may be tried again */
  RC_NEWER,   /* written by a newer version; left untouched: 65 */
};

int rc_exit(enum rc rc); /* the sysexits code */

struct place {
  const char *file;      /* as it is to be shown; NULL where there is no file */
  unsigned line, column; /* from 1, in code points; 0 where unknown */
};

enum severity { /* --strict counts warnings as errors; a note never counts */
                SEVERITY_ERROR,
                SEVERITY_WARNING,
                SEVERITY_NOTE,
};

struct diag {
  struct place at;
  unsigned span; /* code points the caret underlines, at least 1 */
  enum severity severity;
  const char *code;          /* a literal: never freed (but diags_unflatten) */
  const char *message;       /* one line, safe for a terminal */
  const char *hint;          /* the remedy, one line; NULL if there is none */
  const char *excerpt;       /* the source line, safe for a terminal; NULL until diags_excerpt */
  unsigned caret, caret_len; /* display cells before and under the caret within excerpt */
};

enum { DIAGS_MAX = 1000 };

struct diags {
  struct diag *list;
  size_t n, cap;      /* n <= DIAGS_MAX + 1 */
  size_t errors;      /* how many errors there were, kept or not */
  struct arena arena; /* owns the texts */
};

void diags_done(struct diags *diags);

/* Adds one. code: a literal of the form noun.what (a-z 0-9 and hyphens; asserted), which has its
 * page in assets/explain. hint may be NULL. The texts, the file's name too, are copied, made one
 * line and safe for a terminal (text_safe), and cut after 1 KiB. After DIAGS_MAX only errors is
 * counted, and one warning "diags.too-many" says so; it sorts last. */
void diag_add(struct diags *diags, enum severity severity, struct place at, unsigned span,
              const char *code, const char *hint, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
#define diag_error(diags, at, span, code, hint, ...)                                               \
  diag_add(diags, SEVERITY_ERROR, at, span, code, hint, __VA_ARGS__)
#define diag_warn(diags, at, span, code, hint, ...)                                                \
  diag_add(diags, SEVERITY_WARNING, at, span, code, hint, __VA_ARGS__)
#define diag_note(diags, at, span, code, hint, ...)                                                \
  diag_add(diags, SEVERITY_NOTE, at, span, code, hint, __VA_ARGS__)

/* Fills excerpt and caret of every diagnostic in file that has a line, from the file's bytes. Wide
 * characters count two cells, combining ones none, tabs are shown as one space. Of a line of more
 * than 100 cells the part around the caret is shown, with "..." where it was cut. Lines end as
 * YAML's do. One walk through the file serves all of them. */
void diags_excerpt(struct diags *diags, const char *file, const char *bytes, size_t len);

/* By file, line, column, code; drops exact repeats (and counts them no more). */
void diags_sort(struct diags *diags);

bool diag_is_code(const char *code);

/* diag_flat.c: what a child in a cage (base/cage.h) has to say, as bytes, and back: of the file
 * shown and without excerpts, made safe once more, its codes (which live as long as the others'
 * texts) of the form that codes have. False: no such bytes, and some may be added. */
void diags_flatten(const struct diags *diags, struct str *out);
bool diags_unflatten(struct unpack *in, const char *shown, struct diags *diags);

#endif
