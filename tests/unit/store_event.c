/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "model/item.h"
#include "store/event.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct event_head sample_head(void) {
  struct event_head head = {.seq = 3,
                            .wall = 1700000000000,
                            .mono = 5000,
                            .mode = MODE_EXAM,
                            .language = "en",
                            .path = "course/module/item",
                            .verb_name = "answered",
                            .verb = VERB_ANSWERED};
  memset(head.chain, 0xc4, sizeof head.chain);
  head.subject[15] = 9;
  head.text_rev[31] = 1;
  return head;
}

Test(store_event, head_comes_back_as_it_was) {
  struct event_head head = sample_head(), back;
  struct str bytes = {0};
  event_encode_head(&head, &bytes);
  cr_assert(event_decode_head(bytes.at, bytes.len, &back));
  cr_expect_eq(back.seq, 3);
  cr_expect_eq(back.wall, head.wall);
  cr_expect_eq(back.mode, MODE_EXAM);
  cr_expect_eq(back.verb, VERB_ANSWERED);
  cr_expect_str_eq(back.path, "course/module/item");
  cr_expect_str_eq(back.language, "en");
  cr_expect_arr_eq(back.subject, head.subject, ID_BYTES);
  cr_expect_arr_eq(back.text_rev, head.text_rev, HASH_BYTES);
  str_done(&bytes);
}

/* The layout is a promise to stores that exist: where the written-down fields stand. */
Test(store_event, head_layout_is_the_written_one) {
  struct event_head head = sample_head();
  struct str bytes = {0};
  event_encode_head(&head, &bytes);
  const uint8_t *at = (const uint8_t *)bytes.at;
  cr_expect_eq(at[0], 1);
  cr_expect_eq(at[33], 0xc4);
  cr_expect_eq(at[65], 3);
  cr_expect_eq(at[89], (uint8_t)(1700000000000 & 0xff));
  cr_expect_eq(at[97], 5000 & 0xff);
  cr_expect_eq(at[105 + 3 * ID_BYTES - 1], 9);
  cr_expect_eq(at[105 + 4 * ID_BYTES], MODE_EXAM);
  cr_expect_eq(bytes.len, 170 + (2 + 2) + (2 + 18) + 64 + (2 + 8));
  str_done(&bytes);
}

Test(store_event, no_shorter_or_longer_head_is_taken) {
  struct event_head head = sample_head(), back;
  struct str bytes = {0};
  event_encode_head(&head, &bytes);
  for (size_t len = 0; len < bytes.len; len++)
    cr_expect_not(event_decode_head(bytes.at, len, &back), "%zu bytes", len);
  str_putc(&bytes, 'x');
  cr_expect_not(event_decode_head(bytes.at, bytes.len, &back));
  str_done(&bytes);
}

Test(store_event, clocks_and_numbers_out_of_this_world_are_refused) {
  struct event_head back, heads[4];
  for (size_t i = 0; i < 4; i++)
    heads[i] = sample_head();
  heads[0].wall = INT64_MAX;
  heads[1].mono = INT64_MIN;
  heads[2].seq = 0;
  heads[3].seq = UINT64_MAX;
  for (size_t i = 0; i < 4; i++) {
    struct str bytes = {0};
    event_encode_head(&heads[i], &bytes);
    cr_expect_not(event_decode_head(bytes.at, bytes.len, &back), "%zu", i);
    str_done(&bytes);
  }
}

Test(store_event, verb_of_a_later_version_is_kept_and_not_understood) {
  struct event_head head = sample_head(), back;
  struct str bytes = {0};
  strcpy(head.verb_name, "foreseen");
  event_encode_head(&head, &bytes);
  cr_assert(event_decode_head(bytes.at, bytes.len, &back));
  cr_expect_eq(back.verb, VERB_UNKNOWN);
  str_done(&bytes);
}

static const struct step_mark steps[STEPS_MAX] = {{UINT64_MAX, STEP_NOT_DONE}, {7, STEP_DONE}};

static struct happening full_happening(enum verb verb) {
  struct happening h = {.verb = verb,
                        .level = 3,
                        .attempt = 2,
                        .hinted = true,
                        .critical = true,
                        .score = 250000,
                        .duration = 4321,
                        .choice = 0x1122334455667788,
                        .reason = CLOSED_COURSE_CHANGED,
                        .competency = "DOC-EXAM"};
  h.response = (struct response){.n = 2, .pick = {3, 1}, .text = "C\xc3\xb4te d'Ivoire"};
  h.certainty = CERTAINTIES;
  h.names[0] = 11;
  h.names[1] = UINT64_MAX;
  h.n_scores = SCORES_MAX;
  for (size_t i = 0; i < SCORES_MAX; i++)
    h.scores[i] = (struct competency_score){.competency = "PROT-REF", .score = -5, .weight = 3};
  h.n_inputs = INPUTS_MAX;
  for (size_t i = 0; i < INPUTS_MAX; i++)
    h.inputs[i] = (struct recorded_input){(int64_t)i * 1000, (uint16_t)i, i + 7};
  h.plan = (struct plan){.kind = RUN_QUIZ, .engine = ENGINE_VERSION, .seed = 42, .n = PLAN_SLOTS};
  for (size_t i = 0; i < PLAN_SLOTS; i++)
    h.plan.slots[i] = (struct plan_slot){.item = "item", .n_parts = 3, .order = {2, 0, 1}};
  strcpy(h.person.name, "Amina Yusuf");
  strcpy(h.person.position, "POL");
  strcpy(h.person.code, "K7M-2");
  strcpy(h.person.language, "sw");
  h.person.served = 12;
  h.shape = SHAPE_REGION;
  h.guess = 333333;
  h.evidence = EVIDENCE_CHECKLIST_90;
  h.specimen = 512;
  h.steps = steps;
  h.n_steps = STEPS_MAX;
  h.cause = CAUSE_OTHER;
  h.day = UINT32_MAX;
  h.other[15] = 4;
  h.undone = true;
  h.count = UINT32_MAX;
  h.about[31] = 5;
  h.ruling = RULING_CORRECTED;
  h.words = "The source says otherwise.";
  h.calibration = (struct difficulty){-1500000, 420000, 77};
  return h;
}

static bool there_and_back(enum verb verb, struct arena *arena, struct happening *back) {
  struct happening h = full_happening(verb);
  struct str bytes = {0};
  event_encode_payload(&h, &bytes);
  bool good = event_decode_payload(verb, bytes.at, bytes.len, arena, back);
  str_done(&bytes);
  return good;
}

Test(store_event, answer_comes_back_as_it_was) {
  struct arena arena = {0};
  struct happening back = {0};
  cr_assert(there_and_back(VERB_ANSWERED, &arena, &back));
  cr_expect_str_eq(back.competency, "DOC-EXAM");
  cr_expect_eq(back.level, 3);
  cr_expect_eq(back.attempt, 2);
  cr_expect_eq(back.certainty, 3);
  cr_expect(back.hinted && back.critical && !back.faulty && !back.passed);
  cr_expect_eq(back.score, 250000);
  cr_expect_eq(back.duration, 4321);
  cr_expect_eq(back.response.n, 2);
  cr_expect_eq(back.response.pick[0], 3);
  cr_expect_eq(back.names[1], UINT64_MAX);
  cr_expect_str_eq(back.response.text, "C\xc3\xb4te d'Ivoire");
  cr_expect_eq(back.n_inputs, INPUTS_MAX);
  cr_expect_eq(back.inputs[15].now, 15000);
  cr_expect_eq(back.inputs[15].target, 22);
  cr_expect_eq(back.n_scores, 0);
  arena_done(&arena);
}

Test(store_event, plan_person_and_end_come_back_as_they_were) {
  struct arena arena = {0};
  struct happening plan = {0}, person = {0}, decided = {0}, closed = {0};
  cr_assert(there_and_back(VERB_STARTED, &arena, &plan));
  cr_expect_eq(plan.plan.n, PLAN_SLOTS);
  cr_expect_eq(plan.plan.seed, 42);
  cr_expect_eq(plan.plan.slots[39].order[0], 2);
  cr_expect_str_eq(plan.plan.slots[39].item, "item");
  cr_assert(there_and_back(VERB_PERSON_STATED, &arena, &person));
  cr_expect_str_eq(person.person.name, "Amina Yusuf");
  cr_expect_str_eq(person.person.position, "POL");
  cr_assert(there_and_back(VERB_DECIDED, &arena, &decided));
  cr_expect_eq(decided.choice, 0x1122334455667788);
  cr_expect_eq(decided.scores[15].score, -5);
  cr_expect_eq(decided.scores[15].weight, 3);
  cr_expect_str_eq(decided.response.text, "C\xc3\xb4te d'Ivoire");
  cr_assert(there_and_back(VERB_CLOSED, &arena, &closed));
  cr_expect_eq(closed.reason, CLOSED_COURSE_CHANGED);
  cr_expect_eq(closed.n_inputs, INPUTS_MAX);
  arena_done(&arena);
}

/* Bytes as layout 1 wrote them: a quiz with one slot, and an answer. */
static const char *const layout_1[] = {
    "0101010000002a00000000000000000000000000000000000000000000000000000000000000000000000000000001"
    "03"
    "006f6e65000000000000000000000000000000000000000000000000000000000000000003020001",
    "010800444f432d4558414d03010201026300000000000000000090d0030000dc050000000000000107000000000000"
    "0001"
    "000000000000000000",
};

Test(store_event, layout_1_stays_readable) {
  struct arena arena = {0};
  struct happening plan = {0}, answer = {0};
  uint8_t bytes[256];
  size_t len = strlen(layout_1[0]) / 2;
  cr_assert(seal_unhex(layout_1[0], bytes, len));
  cr_assert(event_decode_payload(VERB_STARTED, bytes, len, &arena, &plan));
  cr_expect_eq(plan.plan.kind, RUN_QUIZ);
  cr_expect_eq(plan.plan.seed, 42);
  cr_expect_eq(plan.plan.n, 1);
  cr_expect_str_eq(plan.plan.slots[0].item, "one");
  cr_expect_eq(plan.plan.slots[0].order[0], 2);
  cr_expect_eq(plan.plan.form, FORM_NONE);
  cr_expect_eq(plan.plan.limit, 0);
  cr_expect_not(plan.plan.certainty);
  cr_expect_not(event_decode_payload(VERB_STARTED, bytes, len - 1, &arena, &plan));
  bytes[0] = 2;
  cr_expect_not(event_decode_payload(VERB_STARTED, bytes, len, &arena, &plan), "it has no terms");
  len = strlen(layout_1[1]) / 2;
  cr_assert(seal_unhex(layout_1[1], bytes, len));
  cr_assert(event_decode_payload(VERB_ANSWERED, bytes, len, &arena, &answer));
  cr_expect_str_eq(answer.competency, "DOC-EXAM");
  cr_expect_eq(answer.certainty, 2);
  cr_expect_eq(answer.names[0], 99);
  cr_expect_eq(answer.inputs[0].now, 7);
  cr_expect_eq(answer.guess, 0);
  bytes[0] = PAYLOAD_LAYOUT + 1;
  cr_expect_not(event_decode_payload(VERB_ANSWERED, bytes, len, &arena, &answer), "a later one");
  arena_done(&arena);
}

/* A decision as layout 2 wrote it: nothing stands between the choice and the scores. */
Test(store_event, layout_2_stays_readable) {
  enum { CHOICE_END = 1 + 4 + 1 + 8 + 8, LENGTH = 2 };
  struct arena arena = {0};
  struct happening h = full_happening(VERB_DECIDED), back = {0};
  struct str bytes = {0};
  h.response.text[0] = '\0';
  event_encode_payload(&h, &bytes);
  memmove(bytes.at + CHOICE_END, bytes.at + CHOICE_END + LENGTH, bytes.len - CHOICE_END - LENGTH);
  bytes.at[0] = 2;
  cr_assert(event_decode_payload(VERB_DECIDED, bytes.at, bytes.len - LENGTH, &arena, &back));
  cr_expect_eq(back.choice, h.choice);
  cr_expect_str_eq(back.response.text, "");
  cr_expect_eq(back.n_scores, SCORES_MAX);
  cr_expect_eq(back.n_inputs, INPUTS_MAX);
  str_done(&bytes);
  arena_done(&arena);
}

/* An answer as layout 3 wrote it: nothing stands between the item and the response. */
Test(store_event, layout_3_stays_readable) {
  enum { ITEM_END = 1 + 2 + 8 + 3, LENGTH = 1 + 4 };
  struct arena arena = {0};
  struct happening h = full_happening(VERB_ANSWERED), back = {0};
  struct str bytes = {0};
  event_encode_payload(&h, &bytes);
  memmove(bytes.at + ITEM_END, bytes.at + ITEM_END + LENGTH, bytes.len - ITEM_END - LENGTH);
  bytes.at[0] = 3;
  cr_assert(event_decode_payload(VERB_ANSWERED, bytes.at, bytes.len - LENGTH, &arena, &back));
  cr_expect_eq(back.shape, SHAPE_CHOICE);
  cr_expect_eq(back.guess, 0);
  cr_expect_eq(back.names[1], UINT64_MAX);
  cr_expect_eq(back.n_inputs, INPUTS_MAX);
  str_done(&bytes);
  arena_done(&arena);
}

/* What others saw, as layout 4 wrote it: neither cause nor day stand at the end. */
Test(store_event, layout_4_stays_readable) {
  enum { CAUSE_LENGTH = 1, DAY_LENGTH = 4 };
  static const struct {
    enum verb verb;
    size_t more;
  } said[] = {{VERB_RATED, CAUSE_LENGTH + DAY_LENGTH},
              {VERB_OBSERVED, DAY_LENGTH},
              {VERB_MARKED, DAY_LENGTH}};
  struct arena arena = {0};
  for (size_t i = 0; i < 3; i++) {
    struct happening h = full_happening(said[i].verb), back = {0};
    struct str bytes = {0};
    event_encode_payload(&h, &bytes);
    bytes.at[0] = 4;
    cr_expect_not(event_decode_payload(h.verb, bytes.at, bytes.len, &arena, &back));
    back = (struct happening){0};
    cr_assert(event_decode_payload(h.verb, bytes.at, bytes.len - said[i].more, &arena, &back));
    cr_expect_eq(back.evidence, EVIDENCE_CHECKLIST_90);
    cr_expect_eq(back.cause, CAUSE_NOT_ASKED);
    cr_expect_eq(back.day, 0);
    str_done(&bytes);
  }
  arena_done(&arena);
}

Test(store_event, what_others_saw_comes_back_as_it_was) {
  struct arena arena = {0};
  struct happening rated = {0}, observed = {0}, marked = {0};
  cr_assert(there_and_back(VERB_RATED, &arena, &rated));
  cr_expect_eq(rated.evidence, EVIDENCE_CHECKLIST_90);
  cr_expect_str_eq(rated.competency, "DOC-EXAM");
  cr_expect_eq(rated.level, 3);
  cr_expect_eq(rated.cause, CAUSE_OTHER);
  cr_expect_eq(rated.day, UINT32_MAX);
  cr_assert(there_and_back(VERB_OBSERVED, &arena, &observed));
  cr_expect_eq(observed.specimen, 512);
  cr_assert_eq(observed.n_steps, STEPS_MAX);
  cr_expect_eq(observed.steps[0].name, UINT64_MAX);
  cr_expect_eq(observed.steps[0].verdict, STEP_NOT_DONE);
  cr_expect_eq(observed.steps[1].verdict, STEP_DONE);
  cr_expect_eq(observed.n_scores, SCORES_MAX);
  cr_expect(observed.critical);
  cr_expect_eq(observed.day, UINT32_MAX);
  cr_assert(there_and_back(VERB_MARKED, &arena, &marked));
  cr_expect_eq(marked.shape, SHAPE_REGION);
  cr_expect_eq(marked.guess, 333333);
  cr_expect_eq(marked.score, 250000);
  cr_expect_eq(marked.day, UINT32_MAX);
  arena_done(&arena);
}

static struct happening through_bytes(const struct happening *h, struct arena *arena) {
  struct happening back = {0};
  struct str bytes = {0};
  event_encode_payload(h, &bytes);
  cr_assert(event_decode_payload(h->verb, bytes.at, bytes.len, arena, &back));
  str_done(&bytes);
  return back;
}

Test(store_event, nothing_picked_seen_or_said_comes_back_as_nothing) {
  struct arena arena = {0};
  struct happening h = {.verb = VERB_ANSWERED, .response = {.n = 2, .pick = {PICK_NONE, 1}}};
  cr_expect_eq(through_bytes(&h, &arena).response.pick[0], PICK_NONE);
  h = (struct happening){.verb = VERB_OBSERVED};
  cr_expect_eq(through_bytes(&h, &arena).n_steps, 0);
  h = (struct happening){.verb = VERB_CONTESTED};
  cr_expect_str_eq(through_bytes(&h, &arena).words, "");
  arena_done(&arena);
}

Test(store_event, what_a_coordinator_states_comes_back_as_it_was) {
  struct arena arena = {0};
  struct happening person = {0}, joined = {0}, posts = {0}, contested = {0}, ruled = {0},
                   found = {0};
  cr_assert(there_and_back(VERB_PERSON_STATED, &arena, &person));
  cr_expect_str_eq(person.person.code, "K7M-2");
  cr_expect_str_eq(person.person.language, "sw");
  cr_expect_eq(person.person.served, 12);
  cr_assert(there_and_back(VERB_JOINED, &arena, &joined));
  cr_expect_eq(joined.other[15], 4);
  cr_expect(joined.undone);
  cr_assert(there_and_back(VERB_ESTABLISHED, &arena, &posts));
  cr_expect_eq(posts.count, UINT32_MAX);
  cr_expect_str_eq(posts.person.position, "POL");
  cr_assert(there_and_back(VERB_CONTESTED, &arena, &contested));
  cr_expect_eq(contested.about[31], 5);
  cr_expect_str_eq(contested.words, "The source says otherwise.");
  cr_assert(there_and_back(VERB_RULED, &arena, &ruled));
  cr_expect_eq(ruled.ruling, RULING_CORRECTED);
  cr_expect_eq(ruled.names[0], 11);
  cr_expect_str_eq(ruled.words, "The source says otherwise.");
  cr_assert(there_and_back(VERB_CALIBRATED, &arena, &found));
  cr_expect_eq(found.calibration.b, -1500000);
  cr_expect_eq(found.calibration.sd, 420000);
  cr_expect_eq(found.calibration.n, 77);
  arena_done(&arena);
}

/* One byte that says more than there can be, in each section that has such a byte. */
Test(store_event, kinds_beyond_the_known_are_refused) {
  static const struct {
    enum verb verb;
    size_t from_end;
    char byte;
  } wrong[] = {
      {VERB_RATED, 3 + 1 + 4, EVIDENCES},
      {VERB_RATED, 1 + 4, CAUSES},
      {VERB_OBSERVED, 1 + 4, STEP_VERDICTS},
      {VERB_OBSERVED, 1 + STEPS_MAX * 9 + 4, STEPS_MAX + 1},
      {VERB_JOINED, 1, 2},
      {VERB_RULED, 2 + 26 + 1, RULING_CORRECTED + 1},
      {VERB_MARKED, 4 + 3 + 13 + 5, SHAPES},
      {VERB_MARKED, 4 + 3 + 13 + 1, 1},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct arena arena = {0};
    struct happening h = full_happening(wrong[i].verb), back = {0};
    struct str bytes = {0};
    event_encode_payload(&h, &bytes);
    cr_assert(event_decode_payload(h.verb, bytes.at, bytes.len, &arena, &back));
    bytes.at[bytes.len - wrong[i].from_end] = wrong[i].byte;
    cr_expect_not(event_decode_payload(h.verb, bytes.at, bytes.len, &arena, &back), "%zu", i);
    str_done(&bytes);
    arena_done(&arena);
  }
}

Test(store_event, words_have_their_limit) {
  static char words[EVENT_WORDS + 2];
  struct arena arena = {0};
  struct happening h = full_happening(VERB_CONTESTED), back = {0};
  struct str bytes = {0};
  memset(words, 'a', EVENT_WORDS);
  h.words = words;
  event_encode_payload(&h, &bytes);
  cr_expect(event_decode_payload(h.verb, bytes.at, bytes.len, &arena, &back));
  uint16_t len = EVENT_WORDS + 1; /* as a hostile laptop would write it */
  memcpy(bytes.at + 1 + HASH_BYTES, &len, sizeof len);
  str_putc(&bytes, 'a');
  cr_expect_not(event_decode_payload(h.verb, bytes.at, bytes.len, &arena, &back));
  str_done(&bytes);
  arena_done(&arena);
}

static bool decodes(struct happening *h, struct arena *arena, struct happening *back) {
  struct str bytes = {0};
  event_encode_payload(h, &bytes);
  bool good = event_decode_payload(h->verb, bytes.at, bytes.len, arena, back);
  str_done(&bytes);
  return good;
}

Test(store_event, terms_of_an_exam_come_back) {
  struct arena arena = {0};
  struct happening h = full_happening(VERB_STARTED), back = {0};
  h.plan.kind = RUN_EXAM;
  h.plan.form = FORM_B;
  h.plan.limit = 540000;
  h.plan.certainty = true;
  cr_assert(decodes(&h, &arena, &back));
  cr_expect_eq(back.plan.kind, RUN_EXAM);
  cr_expect_eq(back.plan.form, FORM_B);
  cr_expect_eq(back.plan.limit, 540000);
  cr_expect(back.plan.certainty);
  h.plan.limit = -1;
  cr_expect_not(decodes(&h, &arena, &back));
  h.plan.limit = INT64_MAX;
  cr_expect_not(decodes(&h, &arena, &back));
  h.plan.limit = 0;
  h.plan.kind = RUN_KINDS;
  cr_expect_not(decodes(&h, &arena, &back));
  arena_done(&arena);
}

Test(store_event, plan_that_is_no_permutation_is_refused) {
  struct arena arena = {0};
  struct happening h = full_happening(VERB_STARTED), back = {0};
  struct str bytes = {0};
  h.plan.slots[5].order[1] = 2;
  event_encode_payload(&h, &bytes);
  cr_expect_not(event_decode_payload(VERB_STARTED, bytes.at, bytes.len, &arena, &back));
  str_done(&bytes);
  arena_done(&arena);
}

/* Whatever a stick brings: no crash (the sanitizers watch), no count beyond its array. */
Test(store_event, damaged_payloads_never_break_bounds) {
  struct rng rng;
  rng_seed(&rng, 20260101);
  size_t refused = 0;
  for (unsigned round = 0; round < 4000; round++) {
    enum verb verb = (enum verb)(round % VERBS);
    struct arena arena = {0};
    struct happening h = full_happening(verb), back = {0};
    struct str bytes = {0};
    event_encode_payload(&h, &bytes);
    for (size_t i = 0; i < 1 + round % 4; i++)
      bytes.at[rng_below(&rng, bytes.len)] = (char)rng_next(&rng);
    size_t len = round % 3 ? bytes.len : rng_below(&rng, bytes.len + 1);
    refused += !event_decode_payload(verb, bytes.at, len, &arena, &back);
    cr_assert(back.n_inputs <= INPUTS_MAX && back.n_scores <= SCORES_MAX &&
              back.plan.n <= PLAN_SLOTS && back.response.n <= RESPONSE_PICKS);
    cr_assert_lt(strnlen(back.response.text, RESPONSE_TEXT), RESPONSE_TEXT);
    str_done(&bytes);
    arena_done(&arena);
  }
  cr_expect_gt(refused, 1000);
}

Test(store_event, id_is_a_uuid_of_version_7_and_its_time) {
  uint8_t id[ID_BYTES], other[ID_BYTES];
  cr_assert(seal_init());
  event_make_id(0x0123456789ab, id);
  event_make_id(0x0123456789ab, other);
  const uint8_t time[6] = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab};
  cr_expect_arr_eq(id, time, 6);
  cr_expect_eq(id[6] >> 4, 7);
  cr_expect_eq(id[8] >> 6, 2);
  cr_expect_neq(memcmp(id, other, ID_BYTES), 0);
}
