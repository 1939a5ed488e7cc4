/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Class sticks: how one is made, what is refused of it, and that taking it in twice is once. What
 * is inside of class.sealed is tested in exchange_stick.c. */
#include "class_fixture.h"

#include "base/vec.h"
#include "exchange/codebox.h"
#include "fault.h"

#include <errno.h>

TestSuite(app_class_stick, .init = setup_class, .fini = teardown_class);

static size_t count_in(const char *folder) {
  size_t n = 0;
  DIR *dir = opendir(folder);
  cr_assert_not_null(dir);
  for (const struct dirent *entry; (entry = readdir(dir));)
    n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
  closedir(dir);
  return n;
}

/* -- Codes ------------------------------------------------------------------------------------ */

static enum rc codes_read(const struct keys *by, const char *name, struct stick_codes *back) {
  stick_codes_done(back);
  return stick_codes_read(desk, by, name, back, &diags);
}

Test(app_class_stick, codes_are_read_as_they_were_written_by_these_keys_alone) {
  struct stick_codes made = {.id = {7}, .serial = 3, .code = "2222-2222-2222"}, back = {0};
  struct keys others;
  uint8_t escrow[KEY_BYTES];
  struct stick_exam_codes exam = *stick_codes_of(&made, EXAM);
  MUST(stick_codes_write(desk, &keys, "A", &made, &diags));
  MUST(codes_read(&keys, "A", &back));
  cr_expect_eq(memcmp(back.id, made.id, ID_BYTES), 0);
  cr_expect_eq(back.serial, 3);
  cr_expect_str_eq(back.code, made.code);
  cr_assert_eq(back.exams.n, 1);
  cr_expect_eq(memcmp(&back.exams.list[0], &exam, sizeof exam), 0);
  MUST(keys_init(beneath(root, "other"), KEYS_COORDINATOR, "Other", "four words nobody joins",
                 &others, escrow, &diags));
  EXPECT_REFUSED(codes_read(&others, "A", &back), RC_DATA, "stick.codes");
  EXPECT_REFUSED(codes_read(&keys, "B", &back), RC_MISSING, "stick.no-codes");
  EXPECT_REFUSED(codes_read(&keys, "../A", &back), RC_MISSING, "stick.no-codes");
  keys_done(&others);
  stick_codes_done(&made);
  stick_codes_done(&back);
}

Test(app_class_stick, damaged_codes_are_told) {
  struct stick_codes made = {.serial = 1, .code = "2222-2222-2222"}, back = {0};
  struct str bytes = {0};
  const char *path = beneath(desk, "keys/class-A.codes");
  MUST(stick_codes_write(desk, &keys, "A", &made, &diags));
  read_bytes(path, &bytes);
  for (size_t len = 0; len < bytes.len; len += 7) {
    write_bytes(path, bytes.at, len);
    EXPECT_REFUSED(codes_read(&keys, "A", &back), RC_DATA, "stick.codes");
  }
  bytes.at[bytes.len - 1] ^= 1;
  write_bytes(path, bytes.at, bytes.len);
  EXPECT_REFUSED(codes_read(&keys, "A", &back), RC_DATA, "stick.codes");
  str_done(&bytes);
  stick_codes_done(&back);
}

Test(app_class_stick, each_exam_has_a_start_and_a_closing_code_and_keeps_them) {
  struct stick_codes made = {0};
  struct stick_exam_codes first = *stick_codes_of(&made, "a/b/exam");
  struct stick_exam_codes second = *stick_codes_of(&made, "a/c/exam");
  char read[SPOKEN_TEXT];
  cr_expect(spoken_read(first.start, read) && spoken_read(first.closing, read));
  cr_expect_str_neq(first.start, first.closing);
  cr_expect_str_neq(first.start, second.start);
  cr_expect_eq(memcmp(stick_codes_of(&made, "a/b/exam"), &first, sizeof first), 0);
  cr_expect_eq(made.exams.n, 2);
  stick_codes_done(&made);
}

/* -- Making ----------------------------------------------------------------------------------- */

Test(app_class_stick, made_anew_it_keeps_its_codes_and_its_serial_rises) {
  MUST(make_class("A", "demo/first"));
  uint8_t id[ID_BYTES];
  char code[SPOKEN_TEXT];
  struct stick_exam_codes exam = codes.exams.list[0];
  memcpy(id, codes.id, ID_BYTES);
  strcpy(code, codes.code);
  cr_expect_eq(codes.serial, 1);
  MUST(make_class("A", "demo/first"));
  cr_expect_eq(codes.serial, 2);
  cr_expect_eq(memcmp(codes.id, id, ID_BYTES), 0);
  cr_expect_str_eq(codes.code, code);
  cr_expect_eq(memcmp(&codes.exams.list[0], &exam, sizeof exam), 0);
  cr_expect_eq(count_in(out), 1, "nothing is left beside it");
}

static enum rc make_wanted(struct stick_wanted wanted) {
  struct roster_taken taken;
  wanted.roster = beneath(root, "roster.csv");
  wanted.out = out;
  stick_codes_done(&codes);
  return stick_make(app, &wanted, &keys, &taken, &codes, &diags);
}

Test(app_class_stick, what_cannot_be_on_one_is_refused_before_anything_is_written) {
  static const char *const names[] = {"", "../A", ".A", "a/b", "A B"};
  static const char *const twice[] = {"demo", "demo"}, *const no_module[] = {"demo/nothing"},
                           *const no_path[] = {"demo"}, *const first[] = {"demo/first"};
  const char *many[STICK_SITTINGS + 1];
  char longest[STICK_NAME];
  for (size_t i = 0; i < COUNT(names); i++)
    EXPECT_REFUSED(make_wanted((struct stick_wanted){.name = names[i]}), RC_USAGE, "stick.name");
  memset(longest, 'a', sizeof longest - 1);
  longest[sizeof longest - sizeof STICK_FOLDER] = '\0';
  EXPECT_REFUSED(make_wanted((struct stick_wanted){.name = longest}), RC_USAGE, "stick.name");
  for (size_t i = 0; i < COUNT(many); i++)
    many[i] = "demo/first";
  EXPECT_REFUSED(make_wanted((struct stick_wanted){.name = "A", .exams = {many, COUNT(many)}}),
                 RC_USAGE, "stick.many");
  EXPECT_REFUSED(make_wanted((struct stick_wanted){.name = "A", .courses = {twice, 2}}), RC_USAGE,
                 "stick.twice");
  EXPECT_REFUSED(make_wanted((struct stick_wanted){.name = "A", .exams = {no_path, 1}}), RC_USAGE,
                 "stick.no-exam");
  EXPECT_REFUSED(make_wanted((struct stick_wanted){.name = "A", .exams = {first, 1}}), RC_USAGE,
                 "stick.no-course");
  EXPECT_REFUSED(make_wanted((struct stick_wanted){
                     .name = "A", .courses = {twice, 1}, .exams = {no_module, 1}}),
                 RC_USAGE, "stick.no-exam");
  cr_expect_eq(count_in(out), 0);
}

/* What is on the stick is a class that opens by the code that the desk knows: the one before, or
 * the one that was being made. */
static void expect_whole(const char *when) {
  struct stick_codes known = {0};
  MUST(stick_codes_read(desk, &keys, "A", &known, &diags));
  stick_offer_done(&offer);
  MUST(stick_examine(beneath(root, "nobody"), out, false, &offer, &diags));
  MUST(stick_open(beneath(root, "nobody"), &offer, known.code, &diags));
  cr_expect(offer.stick.serial >= 1 && offer.stick.serial <= known.serial, "%s", when);
  stick_codes_done(&known);
}

/* A stick that is full, or that says it wrote and did not, at each flush in its turn. */
Test(app_class_stick, one_that_fails_is_told_and_what_was_there_is_there, .timeout = 120) {
  static const struct {
    int error;
    enum rc rc;
  } rows[] = {{ENOSPC, RC_FULL}, {EROFS, RC_CREATE}, {EIO, RC_IO}};
  MUST(make_class("A", NULL));
  for (size_t i = 0; i < COUNT(rows); i++) {
    unsigned failed = 0, nth = 0;
    for (bool came = true; came;) {
      forget_diags();
      fault_arm_call("fsync", ++nth, rows[i].error);
      enum rc rc = make_class("A", NULL);
      came = fault_disarm();
      cr_expect_eq(rc != RC_OK, came, "flush %u", nth);
      if (came && strcmp(refusal(), "stick.failed") == 0) {
        cr_expect_eq(rc, rows[i].rc, "flush %u", nth);
        failed++;
      }
      expect_whole("after a flush that failed");
      cr_expect_eq(count_in(out), 1, "flush %u", nth);
    }
    cr_expect(failed >= 4, "%u: of each file, and of both folders", failed);
  }
}

Test(app_class_stick, one_that_is_not_there_or_read_only_is_told) {
  cr_assert_eq(rmdir(out), 0);
  EXPECT_REFUSED(make_class("A", NULL), RC_CREATE, "stick.failed");
  cr_assert_eq(mkdir(out, 0700), 0);
  MUST(make_class("A", NULL));
  fault_arm_call("renameat2", 1, EROFS);
  EXPECT_REFUSED(make_class("A", NULL), RC_CREATE, "stick.failed");
  cr_expect(fault_disarm());
  expect_whole("after it could not be exchanged");
}

/* -- Taking in -------------------------------------------------------------------------------- */

static void change_case(const char *code, char *typed) {
  for (; *code; code++)
    *typed++ = *code == '-' ? ' ' : *code >= 'A' && *code <= 'Z' ? (char)(*code + 32) : *code;
  *typed = '\0';
}

Test(app_class_stick, opens_by_its_class_code_however_that_is_typed_and_by_no_other) {
  char typed[SPOKEN_TEXT];
  MUST(make_class("A", "demo/first"));
  go_to_laptop();
  EXPECT_REFUSED(open_stick("2222-2222-2222"), RC_USAGE, "stick.code");
  EXPECT_REFUSED(open_stick(codes.exams.list[0].start), RC_USAGE, "stick.code");
  EXPECT_REFUSED(open_stick(codes.exams.list[0].closing), RC_USAGE, "stick.code");
  EXPECT_REFUSED(open_stick(""), RC_USAGE, "stick.mistyped");
  change_case(codes.code, typed);
  MUST(open_stick(typed));
  cr_expect_str_eq(offer.stick.name, "A");
  cr_expect_eq(offer.stick.packs.n, 1);
  cr_expect_eq(offer.stick.sittings.n, 1);
  cr_expect(stick_seals(&offer, "demo") && !stick_seals(&offer, "dem"));
  cr_expect_not(stick_brings_framework(&offer));
}

Test(app_class_stick, every_sign_of_a_code_misheard_is_no_code) {
  char heard[SPOKEN_TEXT], typed[SPOKEN_TEXT];
  spoken_make(12345, typed);
  for (size_t i = 0; typed[i]; i++) {
    char sign = typed[i];
    if (sign == '-')
      continue;
    typed[i] = sign == '7' ? '8' : '7';
    EXPECT_REFUSED(sitting_hear(typed, heard, &diags), RC_USAGE, "stick.mistyped");
    typed[i] = sign;
  }
  MUST(sitting_hear(typed, heard, &diags));
  cr_expect_str_eq(heard, typed);
}

Test(app_class_stick, cut_or_altered_is_refused_before_a_code_is_typed) {
  struct str bytes = {0};
  MUST(make_class("A", NULL));
  char sealed[600];
  snprintf(sealed, sizeof sealed, "%s/" STICK_SEALED, on_stick);
  read_bytes(sealed, &bytes);
  go_to_laptop();
  for (size_t i = 0; i < bytes.len; i += 29) {
    bytes.at[i] ^= 1;
    write_bytes(sealed, bytes.at, bytes.len);
    EXPECT_REFUSED(examine(), RC_DATA, "stick.damaged");
    bytes.at[i] ^= 1;
    write_bytes(sealed, bytes.at, i);
    EXPECT_REFUSED(examine(), RC_DATA, "stick.damaged");
  }
  bytes.at[strlen("mafunzo box ")] = '2';
  write_bytes(sealed, bytes.at, bytes.len);
  EXPECT_REFUSED(examine(), RC_NEWER, "stick.newer");
  str_done(&bytes);
}

static void expect_file_refused(const char *name) {
  struct str bytes = {0};
  char path[600];
  snprintf(path, sizeof path, "%s/%s", on_stick, name);
  read_bytes(path, &bytes);
  bytes.at[bytes.len / 2] ^= 1;
  write_bytes(path, bytes.at, bytes.len);
  EXPECT_REFUSED(open_stick(codes.code), RC_DATA, "stick.damaged");
  cr_expect(diags.n && strstr(diags.list[0].at.file, name), "%s", name);
  bytes.at[bytes.len / 2] ^= 1;
  write_bytes(path, bytes.at, bytes.len);
  cr_assert_eq(unlink(path), 0);
  forget_diags();
  cr_expect_eq(open_stick(codes.code), RC_MISSING, "%s", name);
  write_bytes(path, bytes.at, bytes.len);
  str_done(&bytes);
}

Test(app_class_stick, each_of_its_files_is_as_the_trainer_put_it_there) {
  MUST(make_class("A", "demo/first"));
  go_to_laptop();
  expect_file_refused("demo.pack");
  expect_file_refused("exam-1.sealed");
  MUST(open_stick(codes.code));
}

Test(app_class_stick, a_card_that_does_not_vouch_for_its_maker_is_refused) {
  struct keys others;
  struct str card = {0};
  uint8_t escrow[KEY_BYTES];
  MUST(make_class("A", NULL));
  MUST(keys_init(beneath(root, "other"), KEYS_COORDINATOR, "Other", "four words nobody joins",
                 &others, escrow, &diags));
  keys_card(&others, NULL, &card);
  go_to_laptop();
  write_bytes(beneath(on_stick, STICK_CARD), card.at, card.len);
  EXPECT_REFUSED(open_stick(codes.code), RC_DATA, "stick.stranger");
  keys_done(&others);
  str_done(&card);
}

Test(app_class_stick, one_of_several_classes_is_said) {
  go_to_laptop();
  EXPECT_REFUSED(examine(), RC_MISSING, "stick.none");
  go_to_desk();
  MUST(make_class("A", NULL));
  MUST(make_class("B", NULL));
  go_to_laptop();
  EXPECT_REFUSED(examine(), RC_USAGE, "stick.several");
  stick_offer_done(&offer);
  MUST(stick_examine(records, on_stick, false, &offer, &diags));
}

static const struct person *named(const struct person *people, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(people[i].name, name) == 0 && people[i].code[0])
      return &people[i];
  cr_assert_fail("nobody is called %s", name);
  return NULL;
}

static void who_is(const char *name, struct person *person) {
  struct person *people;
  size_t n;
  MUST(app_people(app, &people, &n, &diags));
  *person = *named(people, n, name);
  free(people);
}

static struct roster_taken take_people(bool try_only) {
  struct roster_taken taken;
  MUST(open_stick(codes.code));
  MUST(stick_people(app, &offer, try_only, &taken, &diags));
  return taken;
}

Test(app_class_stick, everybody_is_the_same_on_every_laptop_and_is_taken_in_once) {
  struct person there, here;
  MUST(make_class("A", NULL));
  who_is("Bakari", &there);
  for (int laptop = 0; laptop < 2; laptop++) {
    go_to_laptop();
    struct roster_taken taken = take_people(true);
    cr_expect_eq(taken.added, 2);
    taken = take_people(false);
    cr_expect_eq(taken.added, 2, "trying stated nothing");
    who_is("Bakari", &here);
    cr_expect_eq(memcmp(here.id, there.id, ID_BYTES), 0);
    cr_expect_str_eq(here.code, there.code);
    taken = take_people(false);
    cr_expect(taken.added == 0 && taken.changed == 0 && taken.same == 2, "twice is once");
  }
}

/* Who has that code on the laptop already keeps the id that the records there are under: another
 * would cut the person in two. */
Test(app_class_stick, who_has_that_code_here_under_another_id_stays_who_that_is) {
  static const char before[] = "code,name,agency,unit,position\n222-222,Amina,BG,North,POL\n";
  struct roster_taken taken;
  struct person there, here, after;
  MUST(make_class("A", NULL));
  who_is("Amina", &there);
  go_to_laptop();
  MUST(roster_take(app, "r.csv", before, strlen(before), false, &taken, &diags));
  who_is("Amina", &here);
  cr_expect_neq(memcmp(here.id, there.id, ID_BYTES), 0);
  taken = take_people(false);
  cr_expect_eq(taken.added, 1);
  cr_expect_eq(taken.same, 1);
  who_is("Amina", &after);
  cr_expect_eq(memcmp(after.id, here.id, ID_BYTES), 0);
}

Test(app_class_stick, an_older_one_of_the_class_is_refused_after_a_later_one) {
  MUST(make_class("A", NULL));
  cr_assert_eq(rename(out, beneath(root, "first")), 0);
  cr_assert_eq(mkdir(out, 0700), 0);
  MUST(make_class("A", NULL));
  go_to_laptop();
  join(0);
  cr_assert_eq(rename(out, beneath(root, "second")), 0);
  cr_assert_eq(rename(beneath(root, "first"), out), 0);
  EXPECT_REFUSED(open_stick(codes.code), RC_DATA, "stick.older");
}
