/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payloads: which sections a verb has, and each section's writer and reader side by side. */
#include "store/payload.h"
#include "store/event.h"
#include "store/field.h"

#include <assert.h>
#include <string.h>

enum { FLAG_NO_MOUSE = 1, FLAG_STILL = 2 };
enum { FLAG_HINTED = 1, FLAG_FAULTY = 2, FLAG_PASSED = 4, FLAG_CRITICAL = 8 };

/* A count that the array behind it can hold. */
static size_t get_count(struct unpack *in, size_t most) {
  size_t n = unpack_u8(in);
  if (n <= most)
    return n;
  in->bad = true;
  return 0;
}

static void put_person(const struct happening *h, struct str *out) {
  const struct person *p = &h->person;
  pack_bytes(out, p->id, ID_BYTES);
  field_put_text(out, p->name, sizeof p->name);
  field_put_text(out, p->agency, sizeof p->agency);
  field_put_text(out, p->unit, sizeof p->unit);
  field_put_text(out, p->position, sizeof p->position);
  field_put_text(out, p->cohort, sizeof p->cohort);
}

static void get_person(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  struct person *p = &h->person;
  unpack_bytes(in, p->id, ID_BYTES);
  field_get_text(in, p->name, sizeof p->name);
  field_get_text(in, p->agency, sizeof p->agency);
  field_get_text(in, p->unit, sizeof p->unit);
  field_get_text(in, p->position, sizeof p->position);
  field_get_text(in, p->cohort, sizeof p->cohort);
}

static void put_details(const struct happening *h, struct str *out) {
  const struct person *p = &h->person;
  field_put_text(out, p->code, sizeof p->code);
  field_put_text(out, p->sex, sizeof p->sex);
  field_put_text(out, p->grade, sizeof p->grade);
  field_put_text(out, p->language, sizeof p->language);
  pack_u8(out, p->served);
}

static void get_details(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  struct person *p = &h->person;
  field_get_text(in, p->code, sizeof p->code);
  field_get_text(in, p->sex, sizeof p->sex);
  field_get_text(in, p->grade, sizeof p->grade);
  field_get_text(in, p->language, sizeof p->language);
  p->served = unpack_u8(in);
}

static void put_slot(const struct plan_slot *slot, struct str *out) {
  assert(slot->n_parts <= RESPONSE_PICKS);
  pack_text(out, slot->item);
  pack_bytes(out, slot->key_rev, HASH_BYTES);
  pack_u8(out, slot->n_parts);
  pack_bytes(out, slot->order, slot->n_parts);
}

static void get_slot(struct unpack *in, struct arena *arena, struct plan_slot *slot) {
  size_t len;
  const char *item = unpack_text(in, &len);
  slot->item = arena_strndup(arena, item, len);
  unpack_bytes(in, slot->key_rev, HASH_BYTES);
  slot->n_parts = (uint8_t)get_count(in, RESPONSE_PICKS);
  unpack_bytes(in, slot->order, slot->n_parts);
  uint64_t seen = 0;
  for (size_t i = 0; i < slot->n_parts; i++) /* a permutation, or the item would be misread */
    if (slot->order[i] >= slot->n_parts || seen >> slot->order[i] & 1)
      in->bad = true;
    else
      seen |= UINT64_C(1) << slot->order[i];
}

static void put_plan(const struct happening *h, struct str *out) {
  const struct plan *plan = &h->plan;
  assert(plan->n <= PLAN_SLOTS);
  pack_u8(out, (uint8_t)plan->kind);
  pack_u32(out, plan->engine);
  pack_u64(out, plan->seed);
  pack_bytes(out, plan->key_rev, HASH_BYTES);
  pack_u8(out, (uint8_t)plan->n);
  for (size_t i = 0; i < plan->n; i++)
    put_slot(&plan->slots[i], out);
}

static void put_terms(const struct happening *h, struct str *out) {
  assert(h->plan.form <= FORM_B);
  pack_u8(out, h->plan.form);
  pack_u64(out, (uint64_t)h->plan.limit);
  pack_u8(out, h->plan.certainty);
}

static void get_plan(struct unpack *in, struct arena *arena, struct happening *h) {
  struct plan *plan = &h->plan;
  uint8_t kind = unpack_u8(in);
  if (kind >= RUN_KINDS)
    in->bad = true;
  plan->kind = (enum run_kind)(in->bad ? 0 : kind);
  plan->engine = unpack_u32(in);
  plan->seed = unpack_u64(in);
  unpack_bytes(in, plan->key_rev, HASH_BYTES);
  plan->n = get_count(in, PLAN_SLOTS);
  for (size_t i = 0; i < plan->n; i++)
    get_slot(in, arena, &plan->slots[i]);
}

static void get_terms(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->plan.form = (uint8_t)get_count(in, FORM_B);
  h->plan.limit = (int64_t)unpack_u64(in);
  h->plan.certainty = get_count(in, 1);
  if (h->plan.limit < 0 || !event_clock_sane(h->plan.limit))
    in->bad = true;
}

static void put_item(const struct happening *h, struct str *out) {
  field_put_text(out, h->competency, sizeof h->competency);
  assert(h->certainty <= CERTAINTIES);
  pack_u8(out, h->level);
  pack_u8(out, h->attempt);
  pack_u8(out, h->certainty);
}

static void get_item(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  field_get_text(in, h->competency, sizeof h->competency);
  h->level = unpack_u8(in);
  h->attempt = unpack_u8(in);
  h->certainty = (uint8_t)get_count(in, CERTAINTIES);
}

static void put_measure(const struct happening *h, struct str *out) {
  assert(h->shape < SHAPES && h->guess >= 0 && h->guess <= SCORE_ONE);
  pack_u8(out, h->shape);
  pack_u32(out, (uint32_t)h->guess);
}

static void get_measure(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  uint8_t shape = unpack_u8(in);
  uint32_t guess = unpack_u32(in);
  if (shape >= SHAPES || guess > SCORE_ONE)
    in->bad = true;
  h->shape = in->bad ? 0 : shape;
  h->guess = in->bad ? 0 : (int32_t)guess;
}

static void put_response(const struct happening *h, struct str *out) {
  assert(h->response.n <= RESPONSE_PICKS);
  pack_u8(out, h->response.n);
  for (size_t i = 0; i < h->response.n; i++) {
    pack_u8(out, h->response.pick[i]);
    pack_u64(out, h->names[i]);
  }
  field_put_text(out, h->response.text, sizeof h->response.text);
}

static void get_response(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->response.n = (uint8_t)get_count(in, RESPONSE_PICKS);
  for (size_t i = 0; i < h->response.n; i++) {
    h->response.pick[i] = unpack_u8(in);
    h->names[i] = unpack_u64(in);
    if (h->response.pick[i] >= RESPONSE_PICKS && h->response.pick[i] != PICK_NONE)
      in->bad = true;
  }
  field_get_text(in, h->response.text, sizeof h->response.text);
}

static void put_score(const struct happening *h, struct str *out) {
  unsigned flags = (h->hinted ? FLAG_HINTED : 0u) | (h->faulty ? FLAG_FAULTY : 0u) |
                   (h->passed ? FLAG_PASSED : 0u) | (h->critical ? FLAG_CRITICAL : 0u);
  pack_u32(out, (uint32_t)h->score);
  pack_u8(out, (uint8_t)flags);
  pack_u64(out, (uint64_t)h->duration);
}

static void get_score(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->score = (int32_t)unpack_u32(in);
  uint8_t flags = unpack_u8(in);
  h->hinted = flags & FLAG_HINTED;
  h->faulty = flags & FLAG_FAULTY;
  h->passed = flags & FLAG_PASSED;
  h->critical = flags & FLAG_CRITICAL;
  h->duration = (int64_t)unpack_u64(in);
  if (!event_clock_sane(h->duration))
    in->bad = true;
}

static void put_choice(const struct happening *h, struct str *out) { pack_u64(out, h->choice); }

static void get_choice(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->choice = unpack_u64(in);
}

/* What was typed with a decision, of which `choice` says what it is. */
static void put_typed(const struct happening *h, struct str *out) {
  field_put_text(out, h->response.text, sizeof h->response.text);
}

static void get_typed(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  field_get_text(in, h->response.text, sizeof h->response.text);
}

static void put_scores(const struct happening *h, struct str *out) {
  assert(h->n_scores <= SCORES_MAX);
  pack_u8(out, (uint8_t)h->n_scores);
  for (size_t i = 0; i < h->n_scores; i++) {
    field_put_text(out, h->scores[i].competency, sizeof h->scores[i].competency);
    pack_u32(out, (uint32_t)h->scores[i].score);
    pack_u32(out, (uint32_t)h->scores[i].weight);
  }
}

static void get_scores(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->n_scores = get_count(in, SCORES_MAX);
  for (size_t i = 0; i < h->n_scores; i++) {
    field_get_text(in, h->scores[i].competency, sizeof h->scores[i].competency);
    h->scores[i].score = (int32_t)unpack_u32(in);
    h->scores[i].weight = (int32_t)unpack_u32(in);
  }
}

static void put_reason(const struct happening *h, struct str *out) {
  pack_u8(out, (uint8_t)h->reason);
}

static void get_reason(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  uint8_t reason = unpack_u8(in);
  if (reason > CLOSED_COURSE_CHANGED)
    in->bad = true;
  h->reason = (enum close_reason)(in->bad ? 0 : reason);
}

static void put_inputs(const struct happening *h, struct str *out) {
  assert(h->n_inputs <= INPUTS_MAX);
  pack_u8(out, (uint8_t)h->n_inputs);
  for (size_t i = 0; i < h->n_inputs; i++) {
    pack_u64(out, (uint64_t)h->inputs[i].now);
    pack_u16(out, h->inputs[i].what);
    pack_u64(out, h->inputs[i].target);
  }
}

static void get_inputs(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  h->n_inputs = get_count(in, INPUTS_MAX);
  for (size_t i = 0; i < h->n_inputs; i++) {
    h->inputs[i].now = (int64_t)unpack_u64(in);
    h->inputs[i].what = unpack_u16(in);
    h->inputs[i].target = unpack_u64(in);
    if (!event_clock_sane(h->inputs[i].now))
      in->bad = true;
  }
}

static void put_settings(const struct happening *h, struct str *out) {
  const struct settings *s = &h->settings;
  unsigned flags = (s->no_mouse ? FLAG_NO_MOUSE : 0u) | (s->still ? FLAG_STILL : 0u);
  pack_u8(out, (uint8_t)s->theme);
  pack_u8(out, (uint8_t)flags);
  pack_u16(out, s->time_percent);
  field_put_text(out, s->language, sizeof s->language);
}

static void get_settings(struct unpack *in, struct arena *arena, struct happening *h) {
  (void)arena;
  struct settings *s = &h->settings;
  uint8_t theme = unpack_u8(in), flags = unpack_u8(in);
  s->theme = theme < THEMES ? (enum theme)theme : THEME_DEFAULT; /* a later version may have more */
  s->no_mouse = flags & FLAG_NO_MOUSE;
  s->still = flags & FLAG_STILL;
  s->time_percent = unpack_u16(in);
  if (s->time_percent > TIME_PERCENT_MOST)
    in->bad = true;
  field_get_text(in, s->language, sizeof s->language);
}

enum section {
  PERSON = 1 << 0,
  DETAILS = 1 << 1,
  PLAN = 1 << 2,
  TERMS = 1 << 3,
  ITEM = 1 << 4,
  MEASURE = 1 << 5,
  RESPONSE = 1 << 6,
  SCORE = 1 << 7,
  CHOICE = 1 << 8,
  TYPED = 1 << 9,
  SCORES = 1 << 10,
  REASON = 1 << 11,
  INPUTS = 1 << 12,
  SETTINGS = 1 << 13,
  EVIDENCE = 1 << 14,
  STEPS = 1 << 15,
  OTHER = 1 << 16,
  COUNT = 1 << 17,
  ABOUT = 1 << 18,
  RULING = 1 << 19,
  WORDS = 1 << 20,
  CALIBRATION = 1 << 21,
  UNTIL = 1 << 22,
  CAUSE = 1 << 23,
  DAY = 1 << 24
};

static const struct {
  enum section section;
  uint8_t since; /* the first layout that has it */
  void (*put)(const struct happening *, struct str *);
  void (*get)(struct unpack *, struct arena *, struct happening *);
} sections[] = {
    {PERSON, 1, put_person, get_person},
    {DETAILS, 4, put_details, get_details},
    {PLAN, 1, put_plan, get_plan},
    {TERMS, 2, put_terms, get_terms},
    {ITEM, 1, put_item, get_item},
    {MEASURE, 4, put_measure, get_measure},
    {RESPONSE, 1, put_response, get_response},
    {SCORE, 1, put_score, get_score},
    {CHOICE, 1, put_choice, get_choice},
    {TYPED, 3, put_typed, get_typed},
    {SCORES, 1, put_scores, get_scores},
    {REASON, 1, put_reason, get_reason},
    {INPUTS, 1, put_inputs, get_inputs},
    {SETTINGS, 1, put_settings, get_settings},
    {UNTIL, 4, payload_put_until, payload_get_until},
    {EVIDENCE, 4, payload_put_evidence, payload_get_evidence},
    {STEPS, 4, payload_put_steps, payload_get_steps},
    {OTHER, 4, payload_put_other, payload_get_other},
    {COUNT, 4, payload_put_count, payload_get_count},
    {ABOUT, 4, payload_put_about, payload_get_about},
    {RULING, 4, payload_put_ruling, payload_get_ruling},
    {WORDS, 4, payload_put_words, payload_get_words},
    {CALIBRATION, 4, payload_put_calibration, payload_get_calibration},
    {CAUSE, 5, payload_put_cause, payload_get_cause},
    {DAY, 5, payload_put_day, payload_get_day},
};

static const unsigned verb_sections[VERBS] = {
    [VERB_PERSON_STATED] = PERSON | DETAILS,
    [VERB_STARTED] = PLAN | TERMS,
    [VERB_ANSWERED] = ITEM | MEASURE | RESPONSE | SCORE | INPUTS,
    [VERB_DECIDED] = SCORE | CHOICE | TYPED | SCORES | INPUTS,
    [VERB_NOTED] = INPUTS,
    [VERB_COMPLETED] = SCORE | SCORES | INPUTS,
    [VERB_CLOSED] = REASON | INPUTS,
    [VERB_PREFERRED] = SETTINGS | UNTIL,
    [VERB_DRAWN] = PLAN,
    [VERB_RATED] = ITEM | EVIDENCE | CAUSE | DAY,
    [VERB_OBSERVED] = SCORE | SCORES | EVIDENCE | STEPS | DAY,
    [VERB_MARKED] = ITEM | MEASURE | SCORE | EVIDENCE | DAY,
    [VERB_JOINED] = OTHER,
    [VERB_ESTABLISHED] = PERSON | COUNT,
    [VERB_CONTESTED] = ABOUT | WORDS,
    [VERB_RULED] = MEASURE | RESPONSE | SCORE | ABOUT | RULING | WORDS,
    [VERB_CALIBRATED] = ITEM | CALIBRATION,
    [VERB_ERASED] = 0,
    [VERB_COLLECTED] = 0,
};

void event_encode_payload(const struct happening *happening, struct str *out) {
  assert(happening->verb < VERBS);
  pack_u8(out, PAYLOAD_LAYOUT);
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
    if (verb_sections[happening->verb] & sections[i].section)
      sections[i].put(happening, out);
}

bool event_decode_payload(enum verb verb, const void *bytes, size_t len, struct arena *arena,
                          struct happening *happening) {
  struct unpack in = {bytes, (const uint8_t *)bytes + len, false};
  uint8_t layout = len ? unpack_u8(&in) : 0;
  if (layout < 1 || layout > PAYLOAD_LAYOUT)
    return false;
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
    if (verb_sections[verb] & sections[i].section && sections[i].since <= layout)
      sections[i].get(&in, arena, happening);
  return unpack_done(&in);
}
