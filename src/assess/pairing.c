/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that are given targets. Score: the share that got the right one (methods.md, Items). */
#include "assess/shared.h"

#include "base/text.h"

#include <string.h>

void target_check(struct reading *r, const struct node *node, const struct part *target) {
  if (text_points(target->text, strlen(target->text)) > TARGET_POINTS)
    node_error(r, node, "text.long", _("Shorten it."), _("over %d characters"), TARGET_POINTS);
}

/* The targets as they stand in the list: an answer says their places. */
void pairing_canon(const struct item *item, struct canon *canon) {
  const struct pairing *pairing = item->body;
  canon_key(canon, "kind", item_kind_of(item)->key);
  for (size_t i = 0; i < item->n_targets; i++) {
    name_canon(canon, "target", item->targets[i].name);
    canon_text(canon, "text", item->targets[i].text);
    canon_text(canon, "why", item->targets[i].why);
  }
  for (size_t i = 0; i < item->n_parts; i++) {
    name_canon(canon, "part", item->parts[i].name);
    name_canon(canon, "mate", item->targets[pairing->mate[i]].name);
    canon_text(canon, "text", item->parts[i].text);
    canon_text(canon, "why", item->parts[i].why);
  }
}

void pairing_texts(const struct item *item, void (*each)(void *ctx, const char *text), void *ctx) {
  for (size_t i = 0; i < item->n_targets; i++) {
    each(ctx, item->targets[i].text);
    if (item->targets[i].why)
      each(ctx, item->targets[i].why);
  }
}

/* The target that a part was given, or PICK_NONE. */
static uint8_t given(const struct item *item, const struct response *response, size_t part) {
  bool any = response && part < response->n && response->pick[part] < item->n_targets;
  return any ? response->pick[part] : PICK_NONE;
}

static const char *both(struct arena *arena, const char *a, const char *b) {
  return a && b ? arena_printf(arena, "%s\n\n%s", a, b) : a ? a : b;
}

/* Answered and to be tried again: what was given is judged, what is right is not said. */
static void tell(const struct item *item, uint8_t mate, bool right, struct pair *row) {
  row->mate = mate;
  row->tone = right ? TONE_GOOD : TONE_BAD;
  if (mate == PICK_NONE) {
    row->word = _("not answered");
    return;
  }
  row->word = right ? _("your answer, right") : _("your answer, wrong");
  row->note = right ? item->parts[row->value].why : item->targets[mate].why;
}

/* The right target stands beside the part; the word says what was given. */
static void tell_key(const struct item *item, uint8_t mate, bool right, struct arena *arena,
                     struct pair *row) {
  tell(item, mate, right, row);
  if (mate != PICK_NONE && !right) {
    row->word = arena_printf(arena, _("wrong; you answered: %s"), item->targets[mate].text);
    row->note = both(arena, row->note, item->parts[row->value].why);
  } else {
    row->note = item->parts[row->value].why;
  }
}

static struct pair pairing_row(const struct item *item, uint8_t part, enum show show,
                               const struct response *response, struct arena *arena) {
  const struct pairing *pairing = item->body;
  struct pair row = {.value = part, .mate = PICK_NONE, .text = item->parts[part].text};
  uint8_t mate = given(item, response, part);
  bool right = mate == pairing->mate[part];
  if (show == SHOW_ASK)
    row.mate = mate;
  if (show == SHOW_TOLD)
    tell(item, mate, right, &row);
  if (show == SHOW_KEY && response)
    tell_key(item, mate, right, arena, &row);
  if (show == SHOW_KEY) {
    row.mate = pairing->mate[part];
    row.note = response ? row.note : item->parts[part].why;
  }
  return row;
}

void pairing_page(const struct item *item, const uint8_t *order, enum show show,
                  const struct response *response, struct page *page) {
  struct pair rows[RESPONSE_PICKS] = {0};
  const char *targets[RESPONSE_PICKS];
  for (size_t i = 0; i < item->n_parts; i++)
    rows[i] = pairing_row(item, order[i], show, response, page->arena);
  for (size_t i = 0; i < item->n_targets; i++)
    targets[i] = item->targets[i].text;
  page_add_pairs(page, ITEM_BLOCK, rows, item->n_parts, targets, item->n_targets, show == SHOW_ASK);
  if (show == SHOW_KEY)
    reason_page(item, page);
}

struct grade pairing_grade(const struct item *item, const struct response *response) {
  const struct pairing *pairing = item->body;
  size_t right = 0;
  for (size_t i = 0; i < item->n_parts; i++)
    right += given(item, response, i) == pairing->mate[i];
  return (struct grade){.score = item->n_parts ? share_of(right, item->n_parts) : 0};
}

void pairing_solution(const struct item *item, struct response *out) {
  const struct pairing *pairing = item->body;
  memset(out, 0, sizeof *out);
  out->n = (uint8_t)item->n_parts;
  memcpy(out->pick, pairing->mate, item->n_parts);
}
