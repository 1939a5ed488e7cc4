/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions for a class, on a projector. */
#include "session/preview.h"

#include "assess/kind.h"
#include "base/text.h"
#include "drill/show.h"
#include "session/inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct item *item_at(const struct present *present) {
  return &present->module->quiz.items[present->at];
}

/* The next in that direction that is not kept for exams; the same if there is no other. */
static size_t towards(const struct module *module, size_t at, size_t by) {
  size_t n = module->quiz.n_items;
  for (size_t k = 1; k <= n; k++) {
    size_t i = (at + k * by) % n;
    if (module->quiz.items[i].use != USE_EXAM)
      return i;
  }
  return n;
}

bool present_begin(struct present *present, const struct module *module) {
  *present = (struct present){.module = module};
  size_t n = module->quiz.n_items;
  present->at = n ? towards(module, n - 1, 1) : n;
  return present->at < n;
}

/* Hands are counted where each raises one for one option, and the form holds them all. */
static bool countable(const struct item *item) {
  return item_kind_of(item)->shape == SHAPE_CHOICE && item->n_parts <= INPUT_FIELDS;
}

static const char *count_name(struct arena *arena, size_t part) {
  return arena_printf(arena, "hands:%zu", part);
}

/* Numbered as on the page before: the row that shows the part. */
static void count_page(const struct present *present, struct page *page) {
  const struct item *item = item_at(present);
  uint8_t order[RESPONSE_PICKS];
  question_order(item, order);
  if (present->unclear)
    page_add_notice(page, TONE_WARN,
                    _("Hands are counted in digits alone. Nothing stands for none."));
  page_add_plain(page, _("How many hands went up for each?"));
  for (size_t row = 0; row < item->n_parts; row++) {
    const struct part *part = &item->parts[order[row]];
    const char *text = item_kind_of(item)->shuffles ? part->text : _(part->text);
    const char *was = present->hands[order[row]]
                          ? arena_printf(page->arena, "%u", present->hands[order[row]])
                          : "";
    page_add_entry(page, count_name(page->arena, order[row]),
                   arena_printf(page->arena, "%zu. %s", row + 1, show_words(page->arena, text, 60)),
                   was, 4, NULL);
  }
  page_add_action(page, "counted", "enter", _("Done"), _("Show what is right, and why"), true);
  page_add_action(page, "tell", "f2", _("Without"), _("Go on without a count"), false);
}

static void add_hands(const struct present *present, struct page *page) {
  const struct item *item = item_at(present);
  uint8_t order[RESPONSE_PICKS];
  struct bar bars[RESPONSE_PICKS] = {0};
  uint64_t all = 0;
  question_order(item, order);
  for (size_t i = 0; i < item->n_parts; i++)
    all += present->hands[i];
  for (size_t row = 0; all && row < item->n_parts; row++) {
    uint32_t hands = present->hands[order[row]];
    bars[row].label = arena_printf(page->arena, "%zu%s", row + 1,
                                   item->parts[order[row]].right ? _(" (right)") : "");
    bars[row].share = (int32_t)((uint64_t)SCORE_ONE * hands / all);
    bars[row].word = arena_printf(page->arena, ngettext("%u hand", "%u hands", hands), hands);
  }
  if (all)
    page_add_bars(page, bars, item->n_parts);
}

static void around_actions(struct page *page) {
  page_add_action(page, "next", "n", _("Next"), _("The next question"), false);
  page_add_action(page, "previous", "p", _("Previous"), _("The question before"), false);
  page_add_action(page, "quit", "esc", _("Leave"), _("Leave the presentation"), false);
}

void present_page(const struct present *present, struct page *page) {
  const struct item *item = item_at(present);
  page_init(page, page->arena,
            arena_printf(page->arena, "present:%zu:%d", present->at, (int)present->stage),
            present->module->title);
  page->status = arena_printf(page->arena, _("Question %zu of %zu"), present->at + 1,
                              present->module->quiz.n_items);
  switch (present->stage) {
  case PRESENT_ASK:
    question_blocks(item, SHOW_ASK, NULL, page);
    for (size_t i = 0; i < page->n_blocks; i++)
      page->blocks[i].live = false; /* to be looked at: hands are raised, not keys pressed */
    page_add_action(page, "tell", "enter", countable(item) ? _("Count") : _("Answer"),
                    _("Count hands, then show what is right"), false);
    break;
  case PRESENT_COUNT:
    count_page(present, page);
    break;
  case PRESENT_TELL:
    if (present->counted)
      add_hands(present, page);
    question_blocks(item, SHOW_KEY, NULL, page);
    page_add_action(page, "next", "enter", _("Next"), _("The next question"), false);
    break;
  }
  around_actions(page);
}

static void go(struct present *present, size_t by) {
  size_t at = towards(present->module, present->at, by);
  *present = (struct present){.module = present->module, .at = at};
}

/* Digits, at most four of them by the field's length, or nothing. */
static bool read_hands(const struct response *value, uint32_t *hands) {
  const char *text = value ? value->text : "";
  size_t n = strspn(text, "0123456789");
  *hands = n < 5 ? (uint32_t)strtoul(text, NULL, 10) : 0;
  return n < 5 && !text[n];
}

/* A count that cannot be read is asked for again: taken for none it would be lost unseen. */
static void take_counts(struct present *present, const struct input *input) {
  const struct item *item = item_at(present);
  struct arena arena = {0};
  present->unclear = false;
  for (size_t i = 0; i < item->n_parts; i++)
    if (!read_hands(input_value(input, count_name(&arena, i)), &present->hands[i]))
      present->unclear = true;
  arena_done(&arena);
  present->counted = !present->unclear;
  present->stage = present->unclear ? PRESENT_COUNT : PRESENT_TELL;
}

bool present_act(struct present *present, const struct input *input) {
  bool count = present->stage == PRESENT_ASK && countable(item_at(present));
  if (strcmp(input->action, "quit") == 0)
    return false;
  if (strcmp(input->action, "tell") == 0)
    present->stage = count ? PRESENT_COUNT : PRESENT_TELL;
  else if (strcmp(input->action, "counted") == 0 && present->stage == PRESENT_COUNT)
    take_counts(present, input);
  else if (strcmp(input->action, "next") == 0)
    go(present, 1);
  else if (strcmp(input->action, "previous") == 0)
    go(present, present->module->quiz.n_items - 1);
  return true;
}
