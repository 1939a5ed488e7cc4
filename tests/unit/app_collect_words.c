/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a collecting, on every face the same. */
#include "app/collect.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void end(void) { arena_done(&arena); }

TestSuite(app_collect_words, .fini = end);

static struct collect_laptop a_laptop(size_t taken, size_t again, size_t refused) {
  return (struct collect_laptop){.laptop = {.state = LAPTOP_ACCEPTED, .label = "North Gate"},
                                 .taken = taken,
                                 .again = again,
                                 .refused = refused};
}

static size_t lines_of(const struct collect_laptop *row) {
  const char **lines;
  return collect_lines(row, &arena, &lines);
}

Test(app_collect_words, the_worst_of_a_laptop_is_its_state) {
  struct collect_laptop row = a_laptop(0, 1, 0);
  cr_expect_eq(collect_state(&row), COLLECT_NOTHING_NEW);
  row.added = 3;
  cr_expect_eq(collect_state(&row), COLLECT_NEW);
  row.off = true;
  cr_expect_eq(collect_state(&row), COLLECT_CLOCK);
  row.span.missing = 2;
  cr_expect_eq(collect_state(&row), COLLECT_MISSING);
  row.refused = 1;
  cr_expect_eq(collect_state(&row), COLLECT_PARTLY);
  row.span.forked = 1;
  cr_expect_eq(collect_state(&row), COLLECT_FORKED);
  cr_expect_eq(lines_of(&row), 5, "and all of it is said");
}

/* What was there of it before is no news of this time. */
Test(app_collect_words, of_what_was_refused_nothing_else_is_said) {
  struct collect_laptop row = a_laptop(0, 0, 2);
  row.span.missing = row.span.forked = 1;
  cr_expect_eq(collect_state(&row), COLLECT_REFUSED);
  cr_expect_eq(lines_of(&row), 1);
}

Test(app_collect_words, who_has_no_name_is_known_by_the_fingerprint) {
  struct collect_laptop row = a_laptop(0, 0, 1);
  cr_expect_str_eq(collect_name(&row, &arena), "North Gate");
  row.laptop.label[0] = '\0';
  cr_expect_eq(strspn(collect_name(&row, &arena), "0123456789 "), FINGERPRINT_TEXT - 1);
}

static const char *carried(const char *const *receipts, size_t n) {
  struct collect_laptop rows[3];
  for (size_t i = 0; i < n; i++) {
    rows[i] = a_laptop(1, 0, 0);
    rows[i].receipt = receipts[i];
  }
  return collect_carry(&(struct collect_told){.list = rows, .n = n}, &arena);
}

Test(app_collect_words, the_folder_of_receipts_is_named_where_there_is_one) {
  cr_expect_str_eq(carried((const char *[]){"s/a.receipt", NULL, "s/b.receipt"}, 3),
                   "Carry back 2 receipts; they lie in s.");
  cr_expect_str_eq(carried((const char *[]){NULL, "/a.receipt"}, 2),
                   "Carry back 1 receipt; it lies in /.");
  cr_expect_null(carried((const char *[]){NULL}, 1));
}

Test(app_collect_words, nor_is_the_first_of_several_named_for_all) {
  cr_expect_str_eq(carried((const char *[]){"s/a.receipt", "s/t/b.receipt", "s/c.receipt"}, 3),
                   "Carry back 3 receipts; each lies beside its laptop's bundle.");
  cr_expect_str_eq(carried((const char *[]){"s/a.receipt", "s/b.receipt", "t/c.receipt"}, 3),
                   "Carry back 3 receipts; each lies beside its laptop's bundle.");
}

Test(app_collect_words, that_it_was_stopped_is_said) {
  struct collect_told told = {.files = 9, .looked = 9};
  cr_expect_null(strstr(collect_summary(&told, &arena), "Stopped"));
  told.looked = 4;
  cr_expect_not_null(strstr(collect_summary(&told, &arena), "Stopped: 4 of 9"));
}
