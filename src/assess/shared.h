/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several kinds of question share: options that are ticked, answers that are typed.
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
