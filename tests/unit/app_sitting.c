/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sittings on a laptop of a class: which code does what and when, who may sit, what holds
 * meanwhile, and what is left of it where a disk fails. */
#include "class_fixture.h"

#include "base/vec.h"
#include "fault.h"
#include "session/exam.h"

#include <errno.h>

static const char *start_code, *closing_code;

/* At the laptop, of the class and at that seat; somebody of the roster is signed in. */
static void sit_down(unsigned seat) {
  struct person *people;
  size_t n;
  MUST(make_class("A", "demo/first"));
  start_code = codes.exams.list[0].start;
  closing_code = codes.exams.list[0].closing;
  go_to_laptop();
  join(seat);
  MUST(app_people(app, &people, &n, &diags));
  cr_assert_eq(n, 2);
  MUST(app_sign_in(app, people[0].id, &diags));
  free(people);
}

static void sit_down_at_7(void) {
  setup_class();
  sit_down(7);
}

TestSuite(app_sitting, .init = sit_down_at_7, .fini = teardown_class);

static enum rc start(const char *code, unsigned seat) {
  const char *path;
  return sitting_start(app, code, seat, &path, &diags);
}

static enum rc close_it(const char *code) {
  const char *path;
  return sitting_close(app, code, &path, &diags);
}

static enum sitting_stage stage(void) {
  struct joined joined;
  MUST(joined_read(records, &joined, &diags));
  enum sitting_stage at = sitting_of(&joined, EXAM);
  joined_done(&joined);
  return at;
}

/* -- Codes ------------------------------------------------------------------------------------ */

Test(app_sitting, each_code_does_its_own_thing_in_its_turn) {
  EXPECT_REFUSED(close_it(closing_code), RC_USAGE, "sitting.code");
  EXPECT_REFUSED(start(closing_code, 0), RC_USAGE, "sitting.code");
  EXPECT_REFUSED(start(codes.code, 0), RC_USAGE, "sitting.code");
  EXPECT_REFUSED(start("2222-2222", 0), RC_USAGE, "stick.mistyped");
  cr_expect_eq(stage(), SITTING_SEALED);
  MUST(start(start_code, 0));
  cr_expect_eq(stage(), SITTING_OPEN);
  EXPECT_REFUSED(close_it(start_code), RC_USAGE, "sitting.code");
  cr_expect_eq(stage(), SITTING_OPEN);
  MUST(start(start_code, 0));
  MUST(close_it(closing_code));
  MUST(close_it(closing_code));
  cr_expect_eq(stage(), SITTING_CLOSED);
  MUST(start(start_code, 0));
  cr_expect_eq(stage(), SITTING_CLOSED, "what is closed stays so");
}

Test(app_sitting, of_no_class_no_code_does_anything) {
  go_to_laptop();
  EXPECT_REFUSED(start(start_code, 0), RC_MISSING, "class.none");
  EXPECT_REFUSED(close_it(closing_code), RC_MISSING, "class.none");
  cr_expect_not(sitting_hushed(records));
}

Test(app_sitting, the_exam_is_here_only_from_the_start_on) {
  struct str there = {0}, here = {0};
  char path[600];
  snprintf(path, sizeof path, "%s/demo/" EXAM_FILE, courses);
  read_bytes(path, &here);
  cr_expect_null(strstr(str_text(&here), "q0"));
  str_clear(&here);
  MUST(start(start_code, 0));
  read_bytes(path, &here);
  read_bytes(beneath(root, "courses/demo/" EXAM_FILE), &there);
  cr_expect(here.len == there.len && memcmp(here.at, there.at, here.len) == 0);
  str_done(&here);
  str_done(&there);
}

/* -- Seats ------------------------------------------------------------------------------------ */

Test(app_sitting, odd_seats_have_form_a_and_even_ones_form_b) {
  uint8_t form = UINT8_MAX;
  cr_expect_not(sitting_form(records, EXAM, &form), "not before it is open");
  for (unsigned seat = 1; seat <= 4; seat++) {
    MUST(start(start_code, seat));
    cr_assert(sitting_form(records, EXAM, &form));
    cr_expect_eq(form, seat % 2 ? FORM_A : FORM_B, "seat %u", seat);
  }
  MUST(start(start_code, 0));
  cr_expect(sitting_form(records, EXAM, &form) && form == FORM_B, "not said: as before");
  cr_expect_not(sitting_form(records, "demo/other/exam", &form));
  MUST(close_it(closing_code));
  cr_expect_not(sitting_form(records, EXAM, &form));
}

Test(app_sitting, without_a_seat_no_form_is_given) {
  uint8_t form;
  go_to_laptop();
  join(0);
  MUST(start(start_code, 0));
  cr_expect_not(sitting_form(records, EXAM, &form));
}

/* -- Attempts --------------------------------------------------------------------------------- */

static enum rc begin_exam(void) {
  struct run *run = NULL;
  const struct module *module = app_module_at(app, "demo/first", &diags);
  cr_assert_not_null(module);
  enum rc rc = run_begin(app, module, RUN_EXAM, "exam", &run, &diags);
  run_free(run);
  return rc;
}

static void other_person(void) {
  struct person *people;
  size_t n;
  MUST(app_people(app, &people, &n, &diags));
  bool first = memcmp(people[0].id, app->person.id, ID_BYTES) == 0;
  MUST(app_sign_in(app, people[first].id, &diags));
  free(people);
}

Test(app_sitting, each_person_has_one_attempt) {
  MUST(start(start_code, 0));
  MUST(begin_exam());
  EXPECT_REFUSED(begin_exam(), RC_USAGE, "sitting.sat");
  other_person();
  MUST(begin_exam());
  EXPECT_REFUSED(begin_exam(), RC_USAGE, "sitting.sat");
  other_person();
  EXPECT_REFUSED(begin_exam(), RC_USAGE, "sitting.sat");
}

Test(app_sitting, what_was_interrupted_is_gone_on_with) {
  struct run *run;
  uint8_t id[ID_BYTES];
  MUST(start(start_code, 0));
  for (int time = 0; time < 2; time++) {
    const struct module *module = app_module_at(app, "demo/first", &diags);
    MUST(run_open(app, module, RUN_EXAM, "exam", &run, &diags));
    cr_expect(time == 0 || memcmp(id, run->id, ID_BYTES) == 0);
    memcpy(id, run->id, ID_BYTES);
    run_free(run);
  }
}

/* Given up is not interrupted: who has seen the questions does not get others. */
Test(app_sitting, who_gave_up_does_not_begin_again) {
  struct run *run;
  MUST(start(start_code, 0));
  MUST(run_open(app, app_module_at(app, "demo/first", &diags), RUN_EXAM, "exam", &run, &diags));
  MUST(run_abandon(app, run, &diags));
  run_free(run);
  EXPECT_REFUSED(begin_exam(), RC_USAGE, "sitting.sat");
}

/* The power went between keeping the attempt and recording it. */
Test(app_sitting, an_attempt_that_is_in_no_record_hinders_none) {
  struct joined joined;
  MUST(start(start_code, 0));
  for (uint8_t id[ID_BYTES] = {1}; id[0] < 4; id[0]++)
    MUST(sitting_attempt(app, EXAM, id, &diags));
  MUST(joined_read(records, &joined, &diags));
  cr_assert_eq(joined.sittings.list[0].attempts.n, 1);
  cr_expect_eq(joined.sittings.list[0].attempts.list[0].session[0], 3);
  joined_done(&joined);
  MUST(begin_exam());
  EXPECT_REFUSED(begin_exam(), RC_USAGE, "sitting.sat");
}

Test(app_sitting, the_stick_taken_in_again_makes_no_attempt_forgotten) {
  uint8_t id[ID_BYTES], form;
  MUST(start(start_code, 0));
  MUST(begin_exam());
  memcpy(id, app->person.id, ID_BYTES);
  join(0);
  MUST(app_sign_in(app, id, &diags));
  cr_expect_eq(stage(), SITTING_OPEN);
  cr_expect(sitting_form(records, EXAM, &form) && form == FORM_A, "nor the seat");
  EXPECT_REFUSED(begin_exam(), RC_USAGE, "sitting.sat");
}

Test(app_sitting, after_it_is_closed_nothing_is_kept_of_who_practises) {
  struct joined joined;
  MUST(start(start_code, 0));
  MUST(close_it(closing_code));
  MUST(begin_exam());
  MUST(begin_exam());
  MUST(joined_read(records, &joined, &diags));
  cr_expect_eq(joined.sittings.list[0].attempts.n, 0);
  joined_done(&joined);
}

/* Who has sat it must not get another because the records could not be read just then. */
Test(app_sitting, a_record_that_cannot_be_read_is_no_attempt_that_never_was) {
  uint8_t id[ID_BYTES] = {1};
  MUST(start(start_code, 0));
  MUST(begin_exam());
  forget_diags();
  fault_arm(FAULT_STATEMENT, 1);
  cr_expect_eq(sitting_attempt(app, EXAM, id, &diags), RC_IO);
  cr_expect(fault_disarm());
  cr_expect_gt(diags.n, 0);
  EXPECT_REFUSED(begin_exam(), RC_USAGE, "sitting.sat");
}

/* -- What holds meanwhile --------------------------------------------------------------------- */

Test(app_sitting, nothing_is_told_while_it_is_open_or_cannot_be_known) {
  cr_expect_not(sitting_hushed(records));
  MUST(sitting_refuse(records, &diags));
  MUST(start(start_code, 0));
  cr_expect(sitting_hushed(records));
  EXPECT_REFUSED(sitting_refuse(records, &diags), RC_USAGE, "sitting.hushed");
  MUST(close_it(closing_code));
  cr_expect_not(sitting_hushed(records));
  write_bytes(beneath(records, "class/joined.json"), "{", 1);
  cr_expect(sitting_hushed(records));
}

Test(app_sitting, what_is_kept_of_it_is_read_as_written_or_refused) {
  struct joined joined;
  struct str text = {0};
  char path[600];
  snprintf(path, sizeof path, "%s/class/joined.json", records);
  MUST(start(start_code, 0));
  MUST(begin_exam());
  read_bytes(path, &text);
  MUST(joined_read(records, &joined, &diags));
  cr_expect(joined.seat == 7 && joined.serial == 1 && joined.sittings.n == 1);
  cr_expect_eq(memcmp(joined.sittings.list[0].attempts.list[0].person, app->person.id, ID_BYTES),
               0);
  joined_done(&joined);
  static const char *const changes[][2] = {
      {"\"joined\"", "\"joinee\""},          {"\"open\"", "\"ajar\""},
      {"\"seat\": 7", "\"seat\": -7"},       {"\"seat\": 7", "\"seat\": 1000"},
      {"\"serial\": 1", "\"serial\": 0"},    {"\"name\": \"A\"", "\"name\": \"/\""},
      {"\"person\": \"", "\"person\": \"x"}, {"\"session\": \"", "\"session\": \"x"},
  };
  for (size_t i = 0; i < COUNT(changes); i++) {
    struct str other = {0};
    const char *found = strstr(str_text(&text), changes[i][0]);
    cr_assert_not_null(found, "%s", changes[i][0]);
    str_add(&other, text.at, (size_t)(found - text.at));
    str_puts(&other, changes[i][1]);
    str_puts(&other, found + strlen(changes[i][0]));
    write_bytes(path, other.at, other.len);
    EXPECT_REFUSED(joined_read(records, &joined, &diags), RC_DATA, "class.damaged");
    cr_expect_eq(joined.sittings.n, 0);
    str_done(&other);
  }
  for (size_t len = 0; len + 2 < text.len; len += 13) {
    write_bytes(path, text.at, len);
    EXPECT_REFUSED(joined_read(records, &joined, &diags), RC_DATA, "class.damaged");
  }
  str_done(&text);
}

Test(app_sitting, no_other_class_is_joined_before_it_is_closed) {
  struct stick later = {.id = {9}, .serial = 1, .name = "B"};
  MUST(joined_weigh(records, &later, &diags));
  MUST(start(start_code, 0));
  EXPECT_REFUSED(joined_weigh(records, &later, &diags), RC_DATA, "sitting.open");
  MUST(joined_weigh(records, &offer.stick, &diags));
  MUST(close_it(closing_code));
  MUST(joined_weigh(records, &later, &diags));
}

/* The trainer made the stick anew without the exam, while some still sit it. */
Test(app_sitting, no_stick_that_lacks_it_is_taken_in_before_it_is_closed) {
  struct stick later = {.serial = 2, .name = "A"};
  memcpy(later.id, offer.stick.id, ID_BYTES);
  MUST(joined_weigh(records, &later, &diags));
  MUST(start(start_code, 0));
  EXPECT_REFUSED(joined_weigh(records, &later, &diags), RC_DATA, "sitting.open");
  MUST(close_it(closing_code));
  MUST(joined_weigh(records, &later, &diags));
}

Test(app_sitting, another_class_has_neither_the_seat_nor_the_sittings_of_the_one_before) {
  struct stick other = {.id = {9}, .serial = 1, .name = "B"};
  struct joined joined;
  MUST(joined_take(records, on_stick, &other, 0, &diags));
  MUST(joined_read(records, &joined, &diags));
  cr_expect(joined.seat == 0 && joined.sittings.n == 0);
  cr_expect_str_eq(joined.name, "B");
  joined_done(&joined);
}

Test(app_sitting, a_course_is_started_only_where_that_class_started_it) {
  struct stick other = {.id = {9}};
  cr_expect_not(joined_started(records, &offer.stick, "demo"));
  MUST(start(start_code, 0));
  cr_expect(joined_started(records, &offer.stick, "demo"));
  cr_expect_not(joined_started(records, &offer.stick, "dem"));
  cr_expect_not(joined_started(records, &other, "demo"));
  MUST(close_it(closing_code));
  cr_expect(joined_started(records, &offer.stick, "demo"));
}

/* -- What cannot be started ------------------------------------------------------------------- */

Test(app_sitting, a_course_of_another_version_is_not_started) {
  put_file("demo/course.yaml",
           "id: demo\ntitle: Demo\nlanguage: en\nversion: 2.0.0\nsummary: A demo.\n"
           "audience: [POL]\nlicence: CC-BY-SA-4.0\nmodules:\n  - 01-first.yaml\n");
  app_close(app);
  open_app();
  EXPECT_REFUSED(start(start_code, 0), RC_DATA, "sitting.version");
  cr_expect_eq(stage(), SITTING_SEALED);
}

Test(app_sitting, a_sealed_exam_that_is_cut_or_altered_is_not_started) {
  struct str box = {0};
  char path[600];
  snprintf(path, sizeof path, "%s/class/exam-1.sealed", records);
  read_bytes(path, &box);
  for (size_t i = 0; i < box.len; i += box.len / 5) {
    write_bytes(path, box.at, i);
    EXPECT_REFUSED(start(start_code, 0), RC_DATA, "class.damaged");
    box.at[i] ^= 1;
    write_bytes(path, box.at, box.len);
    EXPECT_REFUSED(start(start_code, 0), RC_DATA, "class.damaged");
    box.at[i] ^= 1;
  }
  cr_expect_eq(stage(), SITTING_SEALED);
  str_done(&box);
  join(0);
  MUST(start(start_code, 0));
}

Test(app_sitting, an_exam_of_somebody_no_longer_trusted_is_not_started) {
  struct keys others;
  struct trust_offer given = {0};
  struct str card = {0};
  uint8_t escrow[KEY_BYTES];
  MUST(keys_init(beneath(root, "other"), KEYS_COORDINATOR, "Other", "four words nobody joins",
                 &others, escrow, &diags));
  keys_card(&others, NULL, &card);
  write_bytes(beneath(root, "card"), card.at, card.len);
  MUST(trust_weigh(records, beneath(root, "card"), true, &given, &diags));
  MUST(trust_take(records, &given, &diags));
  EXPECT_REFUSED(start(start_code, 0), RC_DATA, "stick.stranger");
  cr_expect_eq(stage(), SITTING_SEALED);
  trust_offer_done(&given);
  keys_done(&others);
  str_done(&card);
}

/* -- A disk that fails ------------------------------------------------------------------------ */

/* At each flush in its turn: sealed or open, and open by the next try. */
Test(app_sitting, a_start_that_fails_can_be_done_again, .timeout = 60) {
  unsigned nth = 0;
  for (bool came = true; came;) {
    forget_diags();
    fault_arm_call("fsync", ++nth, ENOSPC);
    enum rc rc = start(start_code, 0);
    came = fault_disarm();
    cr_expect_eq(rc, came ? RC_FULL : RC_OK, "flush %u", nth);
    cr_expect_neq(stage(), SITTING_CLOSED);
  }
  cr_expect_gt(nth, 2);
  cr_expect_eq(stage(), SITTING_OPEN);
}

Test(app_sitting, an_attempt_that_cannot_be_kept_is_not_begun) {
  uint32_t starts;
  MUST(start(start_code, 0));
  forget_diags();
  fault_arm_call("fsync", 1, EROFS);
  cr_expect_neq(begin_exam(), RC_OK);
  cr_expect(fault_disarm());
  MUST(store_starts(app->store, app->person.id, EXAM, &starts, &diags));
  cr_expect_eq(starts, 0);
  MUST(begin_exam());
}
