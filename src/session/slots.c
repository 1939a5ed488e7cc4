/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/slots.h"

#include "assess/kind.h"
#include "base/text.h"
#include "session/certainty.h"

#include <stdio.h>
#include <string.h>

bool slot_gone(const struct quiz_slot *slot) {
  return slot->stale || slot->state == SLOT_WITHDRAWN;
}

void slots_count_withdrawn(struct session *session) {
  const struct quiz_state *quiz = &session->u.quiz;
  unsigned n = 0;
  for (size_t i = 0; i < quiz->n; i++)
    n += quiz->slots[i].state == SLOT_WITHDRAWN;
  session->withdrawn = (uint16_t)n;
}

static int32_t guess_of(const struct item *item) {
  return (int32_t)(item_kind_of(item)->guess(item) * SCORE_ONE + .5);
}

static void slot_fill(struct quiz_slot *slot, const struct item *item, size_t index) {
  const struct item_kind *kind = item_kind_of(item);
  slot->item = (uint16_t)index;
  slot->once = kind->shape == SHAPE_CHOICE && kind->guess(item) >= 0.5;
  slot->level = (uint8_t)item->level;
  slot->shape = (uint8_t)kind->shape;
  slot->guess = guess_of(item);
  snprintf(slot->competency, sizeof slot->competency, "%s", item->competency);
}

bool slots_add(const struct module *module, const struct plan_slot *drawn, uint16_t index,
               struct quiz_state *quiz) {
  if (quiz->n == PLAN_SLOTS)
    return false;
  struct quiz_slot *slot = &quiz->slots[quiz->n++];
  memset(slot, 0, sizeof *slot);
  slot->name = seal_name(drawn->item);
  memcpy(slot->order, drawn->order, sizeof slot->order);
  slot_fill(slot, &module->quiz.items[index], index);
  return true;
}

void slots_begin(const struct module *module, const struct plan *plan,
                 const uint16_t index[PLAN_SLOTS], struct quiz_state *quiz) {
  quiz->certainty = plan->certainty;
  for (size_t i = 0; i < plan->n; i++)
    slots_add(module, &plan->slots[i], index[i], quiz);
}

static bool is_permutation(const uint8_t *order, size_t n) {
  uint32_t seen = 0;
  if (n > RESPONSE_PICKS)
    return false;
  for (size_t i = 0; i < n; i++) {
    if (order[i] >= n || seen >> order[i] & 1)
      return false;
    seen |= UINT32_C(1) << order[i];
  }
  return true;
}

static bool same_item(const struct item *item, const struct plan_slot *planned) {
  return strcmp(item->id, planned->item) == 0 && item->n_parts == planned->n_parts &&
         memcmp(item->key_rev, planned->key_rev, HASH_BYTES) == 0 &&
         is_permutation(planned->order, planned->n_parts);
}

static void slot_resume(const struct module *module, const struct plan_slot *planned,
                        struct quiz_slot *slot) {
  const struct quiz *pool = &module->quiz;
  slot->name = seal_name(planned->item);
  memcpy(slot->order, planned->order, sizeof slot->order);
  for (size_t i = 0; i < pool->n_items; i++)
    if (same_item(&pool->items[i], planned)) {
      slot_fill(slot, &pool->items[i], i);
      return;
    }
  slot->stale = slot->once = true;
  slot->state = SLOT_WITHDRAWN; /* unless an answer to it was recorded */
}

bool slots_restore_one(const struct module *module, const struct plan_slot *drawn,
                       struct quiz_state *quiz) {
  if (quiz->n == PLAN_SLOTS)
    return false;
  slot_resume(module, drawn, &quiz->slots[quiz->n++]);
  return true;
}

bool slots_restore(const struct module *module, const struct plan *plan, struct quiz_state *quiz) {
  if (plan->n == 0 || plan->n > PLAN_SLOTS)
    return false;
  quiz->certainty = plan->certainty;
  for (size_t i = 0; i < plan->n; i++)
    slots_restore_one(module, &plan->slots[i], quiz);
  return true;
}

static bool take_text(const struct response *given, struct response *out) {
  size_t len = strnlen(given->text, sizeof given->text);
  if (len == sizeof given->text || text_invalid_at(given->text, len) != len ||
      !given->text[strspn(given->text, " \t\n")])
    return false;
  memcpy(out->text, given->text, len);
  return true;
}

static bool take_picks(const struct item *item, const struct response *given,
                       struct response *out) {
  if (given->n == 0 || given->n > item->n_parts ||
      (item_kind_of(item)->shape == SHAPE_ARRANGEMENT && given->n != item->n_parts))
    return false;
  for (size_t i = 0; i < given->n; i++) {
    if (given->pick[i] >= item->n_parts || memchr(given->pick, given->pick[i], i))
      return false;
    out->pick[i] = given->pick[i];
  }
  out->n = given->n;
  return true;
}

/* A target for each part, or none for some. */
static bool take_pairs(const struct item *item, const struct response *given,
                       struct response *out) {
  bool any = false;
  if (given->n != item->n_parts)
    return false;
  for (size_t i = 0; i < given->n; i++) {
    if (given->pick[i] != PICK_NONE && given->pick[i] >= item->n_targets)
      return false;
    any |= given->pick[i] != PICK_NONE;
    out->pick[i] = given->pick[i];
  }
  out->n = given->n;
  return any;
}

const char *slot_refusal(const struct item *item, const struct response *response) {
  const struct item_kind *kind = item_kind_of(item);
  return kind->refuse && !response_empty(response) ? kind->refuse(item, response) : NULL;
}

bool slot_take(const struct item *item, const struct response *given, struct response *out) {
  memset(out, 0, sizeof *out);
  if (slot_refusal(item, given))
    return false;
  switch (item_kind_of(item)->shape) {
  case SHAPE_TEXT:
  case SHAPE_NUMBER:
    return take_text(given, out);
  case SHAPE_PAIRING:
    return take_pairs(item, given, out);
  case SHAPE_CHOICE:
  case SHAPE_ARRANGEMENT:
  case SHAPE_REGION:
    break;
  }
  return take_picks(item, given, out);
}

bool slot_take_certainty(bool asked, const struct session_input *input, uint8_t *out) {
  *out = asked ? input->certainty : 0;
  return !asked || (*out >= 1 && *out <= CERTAINTIES);
}

void slot_read_answer(const struct input *input, struct session_input *out) {
  const struct response *response = input_value(input, ITEM_BLOCK);
  const struct response *sure = input_value(input, CERTAINTY_BLOCK);
  if (response)
    out->response = *response;
  if (sure && sure->n == 1)
    out->certainty = sure->pick[0];
}

static uint64_t pick_name(const struct item *item, uint8_t pick) {
  if (item_kind_of(item)->shape == SHAPE_PAIRING)
    return pick == PICK_NONE ? 0 : item->targets[pick].name;
  return item->parts[pick].name;
}

void slot_tell(const struct item *item, const struct quiz_slot *slot, int64_t now, bool faulty,
               struct happening *answered) {
  memcpy(answered->key_rev, item->key_rev, HASH_BYTES);
  memcpy(answered->text_rev, item->text_rev, HASH_BYTES);
  memcpy(answered->competency, slot->competency, sizeof answered->competency);
  answered->level = (uint8_t)item->level;
  answered->shape = (uint8_t)item_kind_of(item)->shape;
  answered->guess = guess_of(item);
  answered->attempt = slot->attempts;
  answered->certainty = slot->attempts <= 1 ? slot->certainty : 0;
  answered->hinted = slot->hinted;
  answered->faulty = faulty;
  answered->score = slot->last_score;
  answered->duration = now - slot->shown;
  memcpy(&answered->response, &slot->response, sizeof answered->response);
  for (size_t i = 0; i < slot->response.n; i++)
    answered->names[i] = pick_name(item, slot->response.pick[i]);
}

size_t slot_of(const struct quiz_state *quiz, const struct happening *recorded) {
  const char *slash = recorded->path ? strrchr(recorded->path, '/') : NULL;
  uint64_t name = slash ? seal_name(slash + 1) : 0;
  uint64_t whole = slash ? seal_name(recorded->path) : 0; /* in a gathered module that is the id */
  size_t i = 0;
  while (i < quiz->n && quiz->slots[i].name != name && quiz->slots[i].name != whole)
    i++;
  return slash ? i : quiz->n;
}
