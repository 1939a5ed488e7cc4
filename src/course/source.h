/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a YAML file, before they are YAML: read within limits, and found to be text. */
#ifndef COURSE_SOURCE_H
#define COURSE_SOURCE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdint.h>

enum { SOURCE_BYTES = 1 << 20 };

struct source {
  const char *file;  /* as shown; the caller's, outlives the source */
  const char *text;  /* as written, for excerpts, without the byte order mark */
  const char *bytes; /* same length and columns, harmless: what is parsed */
  size_t len;
  uint32_t *lines; /* offset of each line */
  size_t n_lines;
  char *owned, *clean;
};

/* A moving point of a source; lines and columns from 0, in code points. */
struct cursor {
  size_t line, column, offset;
};

/* Reads a regular file of at most SOURCE_BYTES. False if there is nothing to parse ("file.missing",
 * "file.unreadable", "file.outside" (a link out of its folder), "file.kind", "file.large",
 * "file.empty", "file.binary", "file.encoding"). Ill-formed UTF-8, control characters and bidi
 * controls are reported and made harmless. Either way the source is the caller's to source_done. */
bool source_load(struct source *source, const char *path, const char *shown, struct diags *diags);
bool source_borrow(struct source *source, const char *bytes, size_t len, const char *shown,
                   struct diags *diags);
void source_done(struct source *source);

/* False, and "file.outside" says so, if path is a link out of the folder it lies in. For folders
 * within a folder, since source_load looks at the last part of a path alone. */
bool source_stays_within(const char *path, struct diags *diags);

/* Moves the cursor; cheap forwards. Past the end of a line it stays at its end. */
void source_seek(const struct source *source, struct cursor *cursor, size_t line, size_t column);

/* Offset of the end of a line, without its line end. */
size_t source_line_end(const struct source *source, size_t line);

/* Code points from the cursor to the last character of its line that is no blank, at least 1. */
unsigned source_rest(const struct source *source, const struct cursor *cursor);

/* Is the character of n bytes one that changes the direction of the text around it? */
bool source_is_bidi(const char *c, size_t n);

#endif
