/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates that are kept are those that are computed anew, to the last bit, whatever happened since
 * they were kept: more answers here and elsewhere, in any order; people joined and parted again;
 * marks contested and ruled upon; questions found harder than their authors said. */
#include "app/measured.h"
#include "base/random.h"
#include "base/vec.h"
#include "store/estimates.h"
#include "store_fixture.h"

static const struct competency competencies[] = {{.id = "ABC"}, {.id = "DEF"}, {.id = "GHI"}};
static const struct requirement asked[] = {
    {3, 5, 4, 3}, {.level = 2, .importance = 1}, {.level = 0}};
static const struct position positions[] = {{.id = "POL", .requirements = asked}};
static const struct framework framework = {
    .competencies = competencies, .n_competencies = 3, .positions = positions, .n_positions = 1};

static char folder[64], elsewhere[64];
static struct store *store, *laptop;
static struct diags diags;
static struct rng rng;
static int64_t second;
static struct {
  struct event_bytes *list;
  size_t n, cap;
} carried;
static struct arena arena;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  folder_temporary(elsewhere, sizeof elsewhere);
  store = store_must_open(folder);
  laptop = store_must_open(elsewhere);
  rng_seed(&rng, 7);
}

static void teardown(void) {
  store_close(store);
  store_close(laptop);
  free(carried.list);
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(app_kept, .init = setup, .fini = teardown);

/* -- What happens ----------------------------------------------------------------------------- */

static void say(struct store *where, uint8_t person, struct happening h) {
  second++;
  struct scene scene = {person, (uint8_t)(1 + rng_below(&rng, 3)), 1, 1000 * second, 1000 * second};
  scene_must_append(where, scene, &h, 1);
}

static uint8_t somebody(void) { return (uint8_t)(1 + rng_below(&rng, 5)); }

static struct happening an_answer(void) {
  static const char *const of[] = {"ABC", "DEF", "GHI", "OLD"};
  static char path[64];
  snprintf(path, sizeof path, "c/m/%u", (unsigned)rng_below(&rng, 12));
  struct happening h =
      answered(path, of[rng_below(&rng, 4)], rng_below(&rng, 2) ? SCORE_ONE : 400000);
  h.level = (uint8_t)(1 + rng_below(&rng, 4));
  h.guess = 250000;
  h.shape = rng_below(&rng, 3) ? SHAPE_CHOICE : SHAPE_TEXT;
  h.faulty = rng_below(&rng, 9) == 0;
  return h;
}

/* The key of each question is none: all answers are to the same one. */
static struct happening found_hard(void) {
  struct happening h = {.verb = VERB_CALIBRATED, .path = "c/m/1", .competency = "ABC"};
  h.calibration = (struct difficulty){(int32_t)rng_below(&rng, 900000), 300000, 40};
  return h;
}

static struct happening joined_with(uint8_t other) {
  struct happening h = {.verb = VERB_JOINED, .undone = rng_below(&rng, 3) == 0};
  h.other[0] = other;
  return h;
}

static struct happening on_a_question(enum verb verb) {
  struct happening h = {.verb = verb, .path = "c/m/2", .words = "Both are right"};
  h.ruling = RULING_ANNULLED;
  return h;
}

static void contest(struct store *where) {
  say(where, 4, on_a_question(VERB_CONTESTED));
  say(where, 5, on_a_question(VERB_RULED));
}

static void anything(struct store *where) {
  uint8_t who = somebody();
  switch (rng_below(&rng, 24)) {
  case 0:
    say(where, who, found_hard());
    break;
  case 1:
    say(where, who, joined_with(somebody()));
    break;
  case 2:
    contest(where);
    break;
  case 3:
    say(where, who, completed("c/d", 500000, true));
    break;
  case 4:
  case 5: {
    struct happening h = decided("c/d");
    strcpy(h.scores[0].competency, "DEF");
    say(where, who, h);
    break;
  }
  case 6: {
    struct happening h = stated("Amina");
    strcpy(h.person.position, "POL");
    say(where, who, h);
    break;
  }
  default:
    say(where, who, an_answer());
  }
}

static void take(void *ctx, const struct event_bytes *event) {
  (void)ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&arena, event->head, event->head_len);
  copy.payload = arena_strndup(&arena, event->payload, event->payload_len);
  VEC_PUSH(&carried, copy);
}

/* Any stretch of what happened there: some of it was here before, and some comes after later. */
static void carry(void) {
  carried.n = 0;
  cr_assert_eq(store_each(laptop, take, NULL, &diags), RC_OK);
  size_t from = rng_below(&rng, (uint32_t)carried.n),
         n = 1 + rng_below(&rng, (uint32_t)(carried.n - from));
  cr_assert_eq(store_import(store, carried.list + from, n, &diags), RC_OK);
}

/* -- What is measured ------------------------------------------------------------------------- */

static void tell(void *ctx, const struct measured *row) {
  str_printf(ctx, "%d %zu %d %u %a %a", row->person->id[0], row->competency, row->required,
             row->estimate.n, row->estimate.mean, row->estimate.sd);
  for (size_t i = 0; i < LEVELS; i++)
    str_printf(ctx, " %a", row->estimate.at_least[i]);
  str_printf(ctx, " %u %d %u %u %u %u %ld\n", row->basis, (int)row->status, row->picked, row->typed,
             row->decisions, row->paper, (long)row->last);
}

static void measure(int64_t until, struct str *told) {
  const struct evidence_scope all = {.until = until};
  struct measured_roster roster;
  uint32_t unknown;
  str_clear(told);
  cr_assert_eq(measured_roster(store, until, &roster, &diags), RC_OK);
  cr_assert_eq(measured_each(store, &framework, &roster, &all, tell, told, &unknown, &diags),
               RC_OK);
  str_printf(told, "%u\n", (unsigned)unknown);
  measured_roster_free(&roster);
}

static void expect_same(int64_t until, const char *when, unsigned step) {
  static struct str kept, anew;
  const struct evidence_scope all = {.until = until};
  measure(until, &kept);
  cr_assert(store->filed);
  cr_assert_eq(store_estimates_hold(store, &all), until == INT64_MAX);
  store->unfiled = true; /* in memory, from the events alone */
  project_detach(store);
  measure(until, &anew);
  cr_assert_not(store->filed);
  cr_assert(kept.len == anew.len && memcmp(kept.at, anew.at, kept.len) == 0, "%s, %u:\n%s\n%s",
            when, step, kept.at, anew.at);
  store->unfiled = false;
  project_detach(store);
  measure(until, &kept); /* from here on what is appended is followed */
}

Test(app_kept, estimates_are_those_computed_anew) {
  for (unsigned i = 0; i < 40; i++)
    anything(laptop);
  carry();
  for (unsigned step = 0; step < 60; step++) {
    unsigned what = (unsigned)rng_below(&rng, 3);
    for (uint64_t i = 1 + rng_below(&rng, 4); i > 0; i--)
      anything(what ? store : laptop);
    if (!what)
      carry();
    if (rng_below(&rng, 2))
      expect_same(INT64_MAX, what ? "here" : "carried", step);
  }
  expect_same(INT64_MAX, "at the end", 0);
  expect_same(1000 * second / 2, "half way", 0);
}

/* Nobody answered anything, and yet everybody's are others. */
Test(app_kept, difficulties_found_since_are_told) {
  struct str told = {0}, again = {0};
  struct happening h = answered("c/m/1", "ABC", SCORE_ONE);
  say(laptop, 1, h);
  cr_assert_eq(store_each(laptop, take, NULL, &diags), RC_OK);
  cr_assert_eq(store_import(store, carried.list, carried.n, &diags), RC_OK);
  measure(INT64_MAX, &told);
  h = found_hard();
  h.calibration.b = 1900000;
  say(store, 2, h);
  measure(INT64_MAX, &again);
  cr_expect_str_neq(again.at, told.at);
  expect_same(INT64_MAX, "found hard", 0);
  str_done(&told);
  str_done(&again);
}

/* Asked at once again, nothing is read but what is kept. */
Test(app_kept, what_nobody_changed_is_not_computed_again) {
  struct str told = {0};
  for (unsigned i = 0; i < 20; i++)
    anything(laptop);
  say(laptop, 1, an_answer());
  carried.n = 0;
  cr_assert_eq(store_each(laptop, take, NULL, &diags), RC_OK);
  cr_assert_eq(store_import(store, carried.list, carried.n, &diags), RC_OK);
  measure(INT64_MAX, &told);
  cr_assert_eq(db_run(store, "DELETE FROM proj.answer", &diags), RC_OK);
  struct str again = {0};
  measure(INT64_MAX, &again);
  cr_expect_str_eq(again.at, told.at);
  str_done(&told);
  str_done(&again);
}

/* A byte that was altered within a value is told, and then all is made anew. */
Test(app_kept, altered_bytes_are_told_and_made_anew) {
  struct str told = {0}, again = {0};
  const struct evidence_scope all = {.until = INT64_MAX};
  struct measured_roster roster;
  for (unsigned i = 0; i < 30; i++)
    say(laptop, 1, an_answer());
  carried.n = 0;
  cr_assert_eq(store_each(laptop, take, NULL, &diags), RC_OK);
  cr_assert_eq(store_import(store, carried.list, carried.n, &diags), RC_OK);
  measure(INT64_MAX, &told);
  cr_assert_eq(db_run(store,
                      "UPDATE proj.kept SET bytes = "
                      "CAST(substr(bytes, 1, 30) || x'7f' || substr(bytes, 32) AS BLOB)",
                      &diags),
               RC_OK);
  cr_assert_eq(measured_roster(store, INT64_MAX, &roster, &diags), RC_OK);
  cr_expect_eq(measured_each(store, &framework, &roster, &all, tell, &again, NULL, &diags),
               RC_DATA);
  cr_expect(diags_have(&diags, "projection.damaged"));
  measured_roster_free(&roster);
  measure(INT64_MAX, &again);
  cr_expect_str_eq(again.at, told.at);
  str_done(&told);
  str_done(&again);
}
