/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess/shared.h"

#include "base/text.h"

static void typed_verdict(const struct item *item, const struct response *response,
                          struct page *page) {
  struct grade grade = item_kind_of(item)->grade(item, response);
  const char *text = response->text;
  if (grade.faulty)
    page_add_notice(page, TONE_WARN,
                    arena_printf(page->arena, _("Your answer: %s (not marked)"), text));
  else if (grade.score == SCORE_ONE)
    page_add_notice(page, TONE_GOOD, arena_printf(page->arena, _("Your answer: %s (right)"), text));
  else
    page_add_notice(page, TONE_BAD, arena_printf(page->arena, _("Your answer: %s (wrong)"), text));
}

static void typed_key(const struct typed *typed, struct page *page) {
  const char *unit = typed->unit ? typed->unit : "";
  page_add_notice(
      page, TONE_PLAIN,
      arena_printf(page->arena, _("Accepted: %s%s%s"), typed->accepted, unit[0] ? " " : "", unit));
}

void typed_page(const struct item *item, const struct typed *typed, enum show show,
                const struct response *response, struct page *page) {
  if (show == SHOW_ASK) {
    page_add_entry(page, ITEM_BLOCK, typed->label, response ? response->text : "", typed->most,
                   typed->unit);
    return;
  }
  if (response)
    typed_verdict(item, response, page);
  if (show != SHOW_KEY)
    return;
  typed_key(typed, page);
  reason_page(item, page);
}

void reason_check(struct reading *r, const struct node *map, const struct item *item) {
  if (!item->why && !map->partial)
    node_error(r, map, "item.no-reason", _("Add `why:` with what makes the answer right."),
               _("a question without a reason"));
}

void reason_page(const struct item *item, struct page *page) {
  if (item->why)
    page_add_prose(page, item->why);
}
