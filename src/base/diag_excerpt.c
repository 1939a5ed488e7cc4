/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line under a diagnostic, and where its caret stands.
 *
 * All diagnostics of a file are filled in one walk from its first byte to its last, so that a file
 * of one endless line with a thousand mistakes costs no more than any other. */
#include "base/diag.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum {
  LINE_CELLS = 100, /* a longer line is shown in part */
  LEFT_CELLS = 40,  /* of it before the caret */
  CELL_BYTES = 8,   /* no cell is worth more: a heap of accents is cut as well */
};

struct walk {
  const char *bytes;
  size_t len, at, begin; /* at: here; begin: of its line */
  unsigned line, column;
};

/* Bytes of the character at at; ill-formed bytes are characters of their own. */
static size_t point_size(const char *bytes, size_t len, size_t at) {
  ucs4_t c;
  int n = u8_mbtoucr(&c, (const uint8_t *)bytes + at, len - at);
  return n > 0 ? (size_t)n : 1;
}

/* Cells of a character as it will be shown: what is not safe becomes U+FFFD. */
static size_t point_cells(const char *point, size_t size) {
  return text_unsafe_at(point, size, true) < size ? 1 : text_width(point, size);
}

/* Bytes of the line break at at, 0 if there is none. They are YAML's: LF, CR, CR LF, U+0085, U+2028
 * and U+2029, since its reader counted the lines. */
static size_t break_size(const char *bytes, size_t len, size_t at) {
  const char *here = bytes + at;
  size_t left = len - at;
  if (left >= 2 && memcmp(here, "\r\n", 2) == 0)
    return 2;
  if (left && (*here == '\n' || *here == '\r'))
    return 1;
  if (left >= 2 && memcmp(here, "\xc2\x85", 2) == 0)
    return 2;
  return left >= 3 && (memcmp(here, "\xe2\x80\xa8", 3) == 0 || memcmp(here, "\xe2\x80\xa9", 3) == 0)
             ? 3
             : 0;
}

/* Goes on to a position not before the present one; stops at the end of its line. */
static void walk_to(struct walk *w, unsigned line, unsigned column) {
  while (w->at < w->len) {
    size_t stop = break_size(w->bytes, w->len, w->at);
    if (w->line == line && (w->column >= column || stop))
      return;
    w->at += stop ? stop : point_size(w->bytes, w->len, w->at);
    w->column = stop ? 1 : w->column + 1;
    w->line += stop != 0;
    if (stop)
      w->begin = w->at;
  }
}

/* Offset after at most so many cells from at, or of the end of the line. */
static size_t cells_after(const struct walk *w, size_t at, size_t cells) {
  size_t most = at + cells * CELL_BYTES;
  while (at < w->len && at < most && !break_size(w->bytes, w->len, at)) {
    size_t n = point_size(w->bytes, w->len, at), width = point_cells(w->bytes + at, n);
    if (width > cells)
      break;
    cells -= width;
    at += n;
  }
  return at;
}

/* Offset before at most so many cells before at, not before the line's begin. */
static size_t cells_before(const struct walk *w, size_t at, size_t cells) {
  size_t least = at - w->begin > cells * CELL_BYTES ? at - cells * CELL_BYTES : w->begin;
  while (at > least) {
    size_t n = 1;
    while (n < 4 && at - n > least && ((unsigned char)w->bytes[at - n] & 0xc0) == 0x80)
      n++;
    if (point_size(w->bytes, at, at - n) != n)
      n = 1;
    size_t width = point_cells(w->bytes + at - n, n);
    if (width > cells)
      break;
    cells -= width;
    at -= n;
  }
  return at;
}

static bool ends_line(const struct walk *w, size_t at) {
  return at >= w->len || break_size(w->bytes, w->len, at);
}

static char *show(struct arena *arena, const char *bytes, size_t len) {
  char *text = text_safe(arena, bytes, len, true);
  for (char *at = text; *at; at++)
    if (*at == '\t')
      *at = ' ';
  return text;
}

static size_t points_size(const char *text, size_t points) {
  size_t at = 0, len = strlen(text);
  while (points-- && at < len)
    at += point_size(text, len, at);
  return at;
}

static void diag_excerpt(struct arena *arena, struct diag *diag, const struct walk *w) {
  size_t from = w->begin, to = cells_after(w, from, LINE_CELLS);
  if (!ends_line(w, to)) {
    from = cells_before(w, w->at, LEFT_CELLS);
    to = cells_after(w, from, LINE_CELLS - 6);
  }
  to = to < w->at ? w->at : to;
  const char *left = show(arena, w->bytes + from, w->at - from);
  const char *right = show(arena, w->bytes + w->at, to - w->at);
  const char *head = from > w->begin ? "..." : "", *tail = ends_line(w, to) ? "" : "...";
  size_t under = text_width(right, points_size(right, diag->span));
  diag->excerpt = arena_printf(arena, "%s%s%s%s", head, left, right, tail);
  diag->caret = (unsigned)(strlen(head) + text_width(left, strlen(left)));
  diag->caret_len = under ? (unsigned)under : 1;
}

static int compare_places(const void *left, const void *right) {
  const struct diag *a = *(struct diag *const *)left, *b = *(struct diag *const *)right;
  int order = (a->at.line > b->at.line) - (a->at.line < b->at.line);
  return order ? order : (a->at.column > b->at.column) - (a->at.column < b->at.column);
}

static size_t select_file(struct diags *diags, const char *file, struct diag **out) {
  struct arena scratch = {0};
  const char *shown = text_safe(&scratch, file, strlen(file), false); /* as diag_add kept it */
  size_t n = 0;
  for (size_t i = 0; i < diags->n; i++) {
    struct diag *diag = &diags->list[i];
    if (diag->at.line && diag->at.file && strcmp(diag->at.file, shown) == 0)
      out[n++] = diag;
  }
  arena_done(&scratch);
  return n;
}

void diags_excerpt(struct diags *diags, const char *file, const char *bytes, size_t len) {
  struct diag **chosen = mem_array(diags->n, sizeof *chosen);
  size_t n = select_file(diags, file, chosen);
  if (n)
    qsort(chosen, n, sizeof *chosen, compare_places);
  struct walk w = {.bytes = bytes, .len = len, .line = 1, .column = 1};
  if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
    w.at = w.begin = 3; /* a byte order mark is no column */
  for (size_t i = 0; i < n; i++) {
    walk_to(&w, chosen[i]->at.line, chosen[i]->at.column);
    if (w.line == chosen[i]->at.line)
      diag_excerpt(&diags->arena, chosen[i], &w);
  }
  free(chosen);
}
