/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several kinds of question share: options that are ticked, lines that are ordered or paired,
 * answers that are typed.
 * options_build is declared in assess/kind.h. */
#ifndef ASSESS_SHARED_H
#define ASSESS_SHARED_H

#include "assess/kind.h"

/* Schema members and keys of a kind that has options; the kind puts its own key before them. */
#define OPTION_TEXT "{\"$ref\": \"#/definitions/text\"}"
#define OPTIONS_SCHEMA                                                                             \
  "\"options\": {\"type\": \"array\", \"minItems\": 2, \"maxItems\": 32, \"items\": "              \
  "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {"                      \
  "\"right\": " OPTION_TEXT ", \"wrong\": " OPTION_TEXT ", \"why\": " OPTION_TEXT                  \
  ", \"was\": " OPTION_TEXT "}, "                                                                  \
  "\"oneOf\": [{\"required\": [\"right\"]}, {\"required\": [\"wrong\", \"why\"]}]}}"

/* item.few-options, item.many-options, item.duplicate-option, item.no-key, item.all-right,
 * item.no-reason. */
void options_check(struct reading *r, const struct node *map, const struct item *item);
void options_canon(const struct item *item, struct canon *canon);
/* The rows in the order shown. text says a part's text (a kind may translate it). */
void options_page(const struct item *item, const uint8_t *order, enum show show,
                  const struct response *response, bool many,
                  const char *(*text)(const struct part *part), struct page *page);
const char *options_text(const struct part *part);
void options_solution(const struct item *item, struct response *out); /* every right part */

size_t parts_right(const struct item *item);
/* The parts that were picked as bits; false if a pick is no part of the item or comes twice. */
bool parts_picked(const struct item *item, const struct response *response, uint32_t *picked);
/* Any number of the parts are right: max(0, hits/K - false/(n-K)), where K of n are right. */
struct grade picks_grade(const struct item *item, const struct response *response);
double picks_guess(const struct item *item);

/* A line that is ordered or paired: a text, or a map of item: and maybe why: and was:. */
#define LINE_SCHEMA                                                                                \
  "{\"anyOf\": [" OPTION_TEXT ", {\"type\": \"object\", \"additionalProperties\": false, "         \
  "\"properties\": {\"item\": " OPTION_TEXT ", \"why\": " OPTION_TEXT ", \"was\": " OPTION_TEXT    \
  "}, \"required\": [\"item\"]}]}"

/* Reads one; "text.empty", "type.text" leave its text "". Gives the wording that names it. */
const char *line_build(struct reading *r, const struct node *node, struct part *line);
/* "item.duplicate-line" if one before it has its name. */
void line_unlike(struct reading *r, const struct node *node, const struct part *lines, size_t at);
/* How many entries of a list are read: no more than most; says it of fewer or more. */
size_t list_within(struct reading *r, const struct node *list, size_t least, size_t most,
                   const char *few, const char *many);
/* item.no-reason where neither the item nor a part of it has a why. */
void lines_reason_check(struct reading *r, const struct node *map, const struct item *item);
void name_canon(struct canon *canon, const char *label, uint64_t name);

/* Parts that are given targets: the item's body. The kind fills it in; the rest is the same. */
struct pairing {
  uint8_t mate[RESPONSE_PICKS]; /* of each part the right target */
};
enum { TARGET_POINTS = 120 };

/* "text.long" if it is too long to be a target. */
void target_check(struct reading *r, const struct node *node, const struct part *target);
void pairing_canon(const struct item *item, struct canon *canon);
void pairing_texts(const struct item *item, void (*each)(void *ctx, const char *text), void *ctx);
void pairing_page(const struct item *item, const uint8_t *order, enum show show,
                  const struct response *response, struct page *page);
struct grade pairing_grade(const struct item *item, const struct response *response);
void pairing_solution(const struct item *item, struct response *out);

/* Folded, for comparing; NULL where the file asks for too much of it, said once ("item.slow"). */
const char *fold_within(struct reading *r, struct arena *arena, const struct node *node,
                        const char *text);
/* The nearest millionth of a share. 0 <= part <= whole, 0 < whole. */
int32_t share_of(size_t part, size_t whole);

/* An answer that is typed: the field, or what was typed and how it was marked, and with SHOW_KEY
 * the accepted form. most: bytes that may be typed. */
struct typed {
  const char *label, *accepted, *unit;
  size_t most;
};
void typed_page(const struct item *item, const struct typed *typed, enum show show,
                const struct response *response, struct page *page);
/* item.no-reason where the item itself has no why. */
void reason_check(struct reading *r, const struct node *map, const struct item *item);
/* The item's reason, if it has one: the last thing that SHOW_KEY shows. */
void reason_page(const struct item *item, struct page *page);

#endif
