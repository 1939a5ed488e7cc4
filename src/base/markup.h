/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CommonMark as a span tree that a terminal can lay out: the only user of cmark.
 *
 * The tree is a flat list of blocks, each a list of spans of one style. HTML, images and links'
 * targets are not shown (a link keeps its text, an image its alt): a lesson is read on a terminal
 * that is offline. The same tree makes the linear face, and later HTML. */
#ifndef BASE_MARKUP_H
#define BASE_MARKUP_H

#include "base/arena.h"

enum span_style { SPAN_PLAIN = 0, SPAN_STRONG = 1, SPAN_EMPHASIS = 2, SPAN_CODE = 4 }; /* bits */

struct span {
  unsigned style; /* of enum span_style */
  const char
      *text; /* NUL-terminated, safe for a terminal (text_safe), without tabs; a hard break is
                a newline, a soft break a space; MARKUP_CODE is one span with its newlines */
};

enum markup_kind {
  MARKUP_PARAGRAPH,
  MARKUP_HEADING,
  MARKUP_ITEM,
  MARKUP_CODE,
  MARKUP_QUOTE,
  MARKUP_RULE
};

struct markup_block {
  enum markup_kind kind;
  unsigned depth;     /* lists and quotes around it, its own not counted: 0 for the items of a list
                         that stands at the top; heading: its level, 1..6 */
  const char *marker; /* MARKUP_ITEM: "-" or "3."; NULL for a further paragraph of that item */
  const struct span *spans; /* none in a rule, and in an item that begins with another block */
  size_t n;
};

struct markup {
  const struct markup_block *blocks;
  size_t n;
};

/* All in the arena; never fails: hostile nesting is flattened at depth 8, what comes after 64 KiB
 * is not read, ill-formed bytes become U+FFFD. NULL and "" give no block. */
const struct markup *markup_parse(struct arena *arena, const char *text);
/* A text that is not Markdown, as one paragraph of one plain span. */
const struct markup *markup_plain(struct arena *arena, const char *text);

/* What the signs in a text make it cost to parse, in units of about a hundred instructions. */
size_t markup_work(const char *text);

/* Kinds of Markdown that are not shown, for check: "html", "image", "link", or NULL when clean. */
const char *markup_unsupported(const char *text);

#endif
