/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exams sat on a laptop here and one elsewhere, what was picked in them, and to how many people a
 * question was shown. */
#include "base/vec.h"
#include "fault.h"
#include "store/erase.h"
#include "store/laptops.h"
#include "store/sittings.h"
#include "store_fixture.h"

static char folder[64];
static struct store *store;
static struct diags diags;
static const struct evidence_scope everything = {.until = INT64_MAX};

static struct sitting sat[8];
static struct arrival came[8];
static struct exam_choice chosen[8];
static struct exposure shown[16];
static size_t n;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(store_sittings, .init = setup, .fini = teardown);

static void at(uint8_t person, uint8_t session, int64_t second, struct happening h) {
  scene_must_append(store, (struct scene){person, session, 1, 1000 * second, 1000 * second}, &h, 1);
}

static struct happening planned(enum run_kind kind, const char *path, const char *one,
                                const char *other) {
  struct happening h = started(path, kind);
  h.plan.n = other ? 2 : 1;
  h.plan.form = kind == RUN_EXAM ? FORM_B : FORM_NONE;
  h.plan.slots[0].item = one;
  h.plan.slots[1].item = other;
  return h;
}

static struct happening exam(void) { return planned(RUN_EXAM, "c/m/exam", "a", "b"); }

static struct happening picks(const char *path, uint64_t name, int32_t score) {
  struct happening h = answered(path, "X", score);
  h.mode = MODE_EXAM;
  h.names[0] = name;
  return h;
}

static struct happening ended(void) {
  struct happening h = completed("c/m/exam", SCORE_ONE / 2, true);
  h.mode = MODE_EXAM;
  return h;
}

static void see_sitting(void *ctx, const struct sitting *one) {
  (void)ctx;
  cr_assert_lt(n, COUNT(sat));
  sat[n++] = *one;
}

static void see_arrival(void *ctx, const struct arrival *one) {
  (void)ctx;
  cr_assert_lt(n, COUNT(came));
  came[n++] = *one;
}

static void see_choice(void *ctx, const struct exam_choice *one) {
  (void)ctx;
  cr_assert_lt(n, COUNT(chosen));
  chosen[n++] = *one;
}

static void see_exposure(void *ctx, const struct exposure *one) {
  (void)ctx;
  cr_assert_lt(n, COUNT(shown));
  shown[n++] = *one;
}

static void read_sittings(const struct evidence_scope *scope) {
  n = 0;
  cr_assert_eq(store_sittings(store, scope, see_sitting, NULL, &diags), RC_OK);
}

static void read_choices(const struct evidence_scope *scope) {
  n = 0;
  cr_assert_eq(store_exam_choices(store, "c/m/exam", scope, see_choice, NULL, &diags), RC_OK);
}

static void read_exposure(void) {
  n = 0;
  cr_assert_eq(store_exposure(store, see_exposure, NULL, &diags), RC_OK);
}

/* As an older program, or somebody, left it. */
static void alter(const char *sql) {
  cr_assert_eq(sqlite3_exec(store->db, sql, NULL, NULL, NULL), SQLITE_OK, "%s", sql);
}

/* -- Sittings ----------------------------------------------------------------------------------
 */

Test(store_sittings, an_exam_is_told_with_how_far_it_is) {
  at(1, 1, 1, exam());
  at(1, 1, 2, picks("c/m/a", 7, 0));
  at(1, 1, 3, picks("c/m/a", 8, 0)); /* changed: one question still */
  at(2, 2, 4, exam());
  at(2, 2, 5, picks("c/m/a", 7, 0));
  at(2, 2, 6, picks("c/m/b", 7, 0));
  at(2, 2, 7, ended());
  at(3, 3, 8, exam());
  at(3, 3, 9, (struct happening){.verb = VERB_CLOSED, .path = "c/m/exam", .language = ""});
  at(4, 4, 10, planned(RUN_QUIZ, "c/m", "a", NULL));
  read_sittings(&everything);
  cr_assert_eq(n, 3, "%zu", n);
  cr_expect(sat[0].person[0] == 1 && sat[0].state == SITTING_OPEN);
  cr_expect(sat[0].questions == 2 && sat[0].answered == 1 && sat[0].form == FORM_B);
  cr_expect_str_eq(sat[0].path, "c/m/exam");
  cr_expect(sat[0].began == 1000 && sat[0].last == 3000);
  cr_expect(sat[1].state == SITTING_FINISHED && sat[1].answered == 2);
  cr_expect(sat[2].state == SITTING_CLOSED && sat[2].answered == 0);
  read_sittings(&(struct evidence_scope){.from = 4000, .until = 8000});
  cr_assert_eq(n, 1, "only who began within the time");
  cr_expect_eq(sat[0].person[0], 2);
  read_sittings(&(struct evidence_scope){.person = (const uint8_t[ID_BYTES]){3}, .until = 9999});
  cr_assert_eq(n, 1);
  cr_expect_eq(sat[0].person[0], 3);
}

/* A second plan of a session is hostile. */
Test(store_sittings, a_session_is_one_sitting) {
  at(1, 1, 1, exam());
  at(1, 1, 2, planned(RUN_EXAM, "c/n/exam", "a", NULL));
  read_sittings(&everything);
  cr_assert_eq(n, 1);
  cr_expect_str_eq(sat[0].path, "c/m/exam");
}

Test(store_sittings, who_is_joined_is_one_and_who_is_erased_is_nobody) {
  struct happening joined = {.verb = VERB_JOINED, .path = "", .language = "", .other = {1}};
  const uint8_t erased[][ID_BYTES] = {{3}};
  at(2, 2, 1, exam());
  at(3, 3, 2, exam());
  at(2, 0, 3, joined);
  read_sittings(&everything);
  cr_assert_eq(n, 2);
  cr_expect_eq(sat[0].person[0], 1);
  cr_assert_eq(store_erase(store, &(struct erasing){.people = erased, .n = 1}, &diags), RC_OK);
  alter("UPDATE event SET scheme = 0, salt = zeroblob(16), payload = (SELECT payload FROM event"
        " WHERE verb = 'started' AND scheme = 0) WHERE verb = 'started' AND scheme = 2");
  read_sittings(&everything);
  cr_expect_eq(n, 1);
  read_exposure();
  cr_assert_eq(n, 2);
  cr_expect_eq(shown[0].people, 1);
}

Test(store_sittings, each_laptop_that_somebody_was_at_is_told) {
  at(1, 1, 1, exam());
  at(1, 1, 5, ended());
  at(2, 2, 7, planned(RUN_QUIZ, "c/m", "a", NULL));
  cr_assert_eq(store_arrivals(store, &everything, see_arrival, NULL, &diags), RC_OK);
  cr_assert_eq(n, 2);
  cr_expect(came[0].person[0] == 1 && came[0].last == 5000);
  cr_expect(memcmp(came[0].chain, came[1].chain, KEY_BYTES) == 0);
  cr_expect_eq(came[1].last, 7000);
}

/* -- What was picked ---------------------------------------------------------------------------
 */

Test(store_sittings, latest_choice_of_the_first_finished_sitting_is_told) {
  struct happening faulty = picks("c/m/b", 5, 0), written = picks("c/m/b", 5, 0);
  faulty.faulty = true;
  written.response.n = 0;
  at(1, 1, 1, exam());
  at(1, 1, 2, picks("c/m/a", 7, 0));
  at(1, 1, 3, picks("c/m/a", 8, 0));
  at(1, 1, 4, faulty);
  at(1, 1, 5, ended());
  at(1, 2, 6, exam()); /* once more */
  at(1, 2, 7, picks("c/m/a", 9, SCORE_ONE));
  at(1, 2, 8, ended());
  at(2, 3, 9, exam());
  at(2, 3, 10, picks("c/m/a", 8, 0));
  at(2, 3, 11, written);
  at(2, 3, 12, ended());
  at(3, 4, 13, exam()); /* still sat */
  at(3, 4, 14, picks("c/m/a", 8, 0));
  read_choices(&everything);
  cr_assert_eq(n, 2, "%zu", n);
  cr_expect(chosen[0].person[0] == 1 && chosen[1].person[0] == 2);
  cr_expect_eq(chosen[0].picked, chosen[1].picked);
  cr_expect(chosen[0].score == 0 && chosen[0].form == FORM_B && chosen[0].session[0] == 1);
  cr_expect_str_eq(chosen[0].path, "c/m/a");
  read_choices(&(struct evidence_scope){.from = 6000, .until = 9000});
  cr_assert_eq(n, 1);
  cr_expect_eq(chosen[0].score, SCORE_ONE);
}

/* What was ruled to count for nothing, or to be right, is no wrong answer. */
Test(store_sittings, choices_are_told_as_ruled) {
  struct happening contest = {
      .verb = VERB_CONTESTED, .path = "c/m/a", .language = "", .words = "?"};
  struct happening ruled = {.verb = VERB_RULED,
                            .path = "c/m/a",
                            .language = "",
                            .ruling = RULING_CORRECTED,
                            .shape = SHAPE_CHOICE,
                            .response = {.n = 1},
                            .names = {8},
                            .words = "!"};
  at(1, 1, 1, exam());
  at(1, 1, 2, picks("c/m/a", 8, 0));
  at(1, 1, 3, ended());
  at(1, 0, 4, contest);
  at(5, 0, 5, ruled);
  read_choices(&everything);
  cr_assert_eq(n, 1);
  cr_expect_eq(chosen[0].score, SCORE_ONE);
  ruled.ruling = RULING_ANNULLED;
  at(5, 0, 6, ruled);
  read_choices(&everything);
  cr_expect_eq(n, 0);
}

/* -- Exposure ----------------------------------------------------------------------------------
 */

Test(store_sittings, a_question_is_counted_once_for_each_person) {
  const struct happening joined = {.verb = VERB_JOINED, .path = "", .language = "", .other = {2}};
  struct happening drawn = planned(RUN_DIAGNOSTIC, "Diagnostic/X/2", "c/m/a", NULL);
  drawn.verb = VERB_DRAWN;
  at(1, 1, 1, exam());
  at(1, 2, 2, exam()); /* the same person once more */
  at(1, 3, 3, planned(RUN_QUIZ, "c/m", "a", NULL));
  at(2, 4, 4, planned(RUN_QUIZ, "c/m", "a", NULL));
  at(3, 5, 5, planned(RUN_REVIEW, "review", "c/m/a", "c/n/z"));
  at(4, 6, 6, drawn);
  at(5, 7, 7, planned(RUN_QUIZ, "c/m", "a", NULL));
  at(5, 0, 8, joined); /* who is the second */
  read_exposure();
  cr_assert_eq(n, 3, "%zu", n);
  cr_expect_str_eq(shown[0].path, "c/m/a");
  cr_expect(shown[0].people == 4 && shown[0].in_exams == 1 && shown[0].outside == 4, "%u %u %u",
            shown[0].people, shown[0].in_exams, shown[0].outside);
  cr_expect(shown[0].exams_since == 1000 && shown[0].outside_since == 3000);
  cr_expect_str_eq(shown[1].path, "c/m/b");
  cr_expect(shown[1].people == 1 && shown[1].outside == 0 && shown[1].outside_since == INT64_MAX);
  cr_expect(shown[2].in_exams == 0 && shown[2].exams_since == INT64_MAX);
}

Test(store_sittings, what_an_exam_draws_on_its_way_was_shown_and_begins_nothing) {
  struct happening drawn = exam();
  drawn.verb = VERB_DRAWN;
  at(1, 1, 1, drawn);
  read_sittings(&everything);
  cr_expect_eq(n, 0);
  read_exposure();
  cr_assert_eq(n, 2);
  cr_expect(shown[0].in_exams == 1 && shown[1].in_exams == 1);
}

Test(store_sittings, another_key_is_another_question) {
  struct happening changed = planned(RUN_QUIZ, "c/m", "a", NULL);
  changed.plan.slots[0].key_rev[0] = 1;
  at(1, 1, 1, planned(RUN_QUIZ, "c/m", "a", NULL));
  at(1, 2, 2, changed);
  read_exposure();
  cr_assert_eq(n, 2);
  cr_expect(shown[0].people == 1 && shown[1].people == 1);
}

Test(store_sittings, altered_plans_show_nothing) {
  at(1, 1, 1, exam());
  at(2, 2, 2, planned(RUN_EXAM, "exam", "a", NULL)); /* of no module: beneath itself */
  alter("UPDATE event SET payload = x'05' WHERE subject < x'02'");
  read_exposure();
  cr_assert_eq(n, 1);
  cr_expect_str_eq(shown[0].path, "exam/a");
  cr_assert_eq(
      sqlite3_exec(store->db, "UPDATE event SET verb = 'drawn', head = x'01'", NULL, NULL, NULL),
      SQLITE_OK);
  read_exposure();
  cr_expect_eq(n, 0);
}

/* What it leaves behind is cleared up before the next: it could not be made again. */
Test(store_sittings, a_walk_that_could_not_clear_up_hinders_none_later) {
  bool came_up = true;
  at(1, 1, 1, exam());
  for (unsigned nth = 1; came_up; nth++) {
    n = 0;
    fault_arm_call("sqlite3_exec", nth, SQLITE_INTERRUPT);
    store_exposure(store, see_exposure, NULL, &diags);
    came_up = fault_disarm();
    n = 0;
    cr_assert_eq(store_exposure(store, see_exposure, NULL, &diags), RC_OK, "after the %u-th", nth);
  }
}

/* -- Laptops -----------------------------------------------------------------------------------
 */

struct carried {
  struct event_bytes list[4];
  size_t n;
  struct arena arena;
};

static void carry(void *ctx, const struct event_bytes *event) {
  struct carried *all = ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&all->arena, event->head, event->head_len);
  copy.payload = arena_strndup(&all->arena, event->payload, event->payload_len);
  all->list[all->n++] = copy;
}

static void live_elsewhere(struct carried *carried) {
  char other[64];
  struct happening h = exam();
  folder_temporary(other, sizeof other);
  struct store *elsewhere = store_must_open(other);
  scene_must_append(elsewhere, (struct scene){9, 9, 9, 77000, 1}, &h, 1);
  cr_assert_eq(store_each(elsewhere, carry, carried, &diags), RC_OK);
  store_close(elsewhere);
}

static void take(const struct event_bytes *events, uint8_t file, int64_t time,
                 const uint8_t chain[KEY_BYTES]) {
  struct taken taken = {.file = {file}, .first = 1, .last = 1, .time = time};
  memcpy(taken.chain, chain, KEY_BYTES);
  struct parcel parcel = {.events = events, .n = 1, .taken = &taken};
  cr_assert_eq(store_take(store, &parcel, 1, &diags), RC_OK);
}

Test(store_sittings, every_other_laptop_is_seen_with_when_it_was_taken_in) {
  struct carried carried = {0};
  struct laptop accepted = {.chain = {0xff}, .state = LAPTOP_ACCEPTED, .label = "Gate 2"};
  struct laptop_seen *list;
  struct taken found;
  size_t n_seen;
  at(1, 1, 1, exam()); /* this one is no laptop of the class */
  live_elsewhere(&carried);
  read_sittings(&everything);
  cr_assert_eq(store_laptop_put(store, &accepted, &diags), RC_OK);
  cr_assert_eq(store_import(store, carried.list, carried.n, &diags), RC_OK);
  read_sittings(&(struct evidence_scope){.from = 77000, .until = 77001});
  cr_assert_eq(n, 1);
  cr_assert_eq(store_laptops_seen(store, &list, &n_seen, &diags), RC_OK);
  cr_assert_eq(n_seen, 2);
  cr_expect(list[0].has_events && list[0].newest == 77000 && list[0].taken == 0);
  cr_expect_eq(list[0].state, LAPTOP_SEEN);
  cr_expect(!list[1].has_events && list[1].newest == 0 && list[1].state == LAPTOP_ACCEPTED);
  cr_expect_str_eq(list[1].label, "Gate 2");
  free(list);
  take(carried.list, 1, 5000, sat[0].chain);
  take(carried.list, 2, 4000, sat[0].chain);
  cr_assert_eq(store_laptops_seen(store, &list, &n_seen, &diags), RC_OK);
  cr_expect_eq(list[0].taken, 5000, "the last of its files");
  cr_assert_eq(store_taken(store, (const uint8_t[HASH_BYTES]){2}, &found, &diags), RC_OK);
  cr_expect_eq(found.time, 4000);
  free(list);
  arena_done(&carried.arena);
}

/* More than a list has room for at first. */
Test(store_sittings, every_laptop_of_many_is_seen) {
  enum { MANY = 9 };
  struct laptop_seen *list;
  size_t n_seen;
  for (uint8_t i = 1; i <= MANY; i++) {
    struct laptop laptop = {.chain = {i}, .state = LAPTOP_ACCEPTED};
    snprintf(laptop.label, sizeof laptop.label, "Gate %d", i);
    cr_assert_eq(store_laptop_put(store, &laptop, &diags), RC_OK);
  }
  cr_assert_eq(store_laptops_seen(store, &list, &n_seen, &diags), RC_OK);
  cr_assert_eq(n_seen, MANY);
  for (size_t i = 0; i < n_seen; i++)
    cr_expect_eq(atoi(list[i].label + 5), list[i].chain[0], "%s", list[i].label);
  free(list);
}
