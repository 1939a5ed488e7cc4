/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report.h"

#include "exchange/format.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct competency competencies[] = {{.id = "ZED", .name = "Last letter first"},
                                                 {.id = "ABC", .name = "Letters"},
                                                 {.id = "OFF", .name = "Not asked for"}};
static const struct requirement asked[] = {{.level = 2}, {.level = 3}, {.level = 0}};
static const struct position positions[] = {{.id = "POL", .requirements = asked}};
static const struct framework framework = {
    .competencies = competencies, .n_competencies = 3, .positions = positions, .n_positions = 1};
static struct arena arena;
static struct report_row *rows;

static void teardown(void) { arena_done(&arena); }

TestSuite(app_report, .fini = teardown);

static struct person person(uint8_t id, const char *name, const char *position) {
  struct person p = {.id = {id}};
  snprintf(p.name, sizeof p.name, "%s", name);
  snprintf(p.position, sizeof p.position, "%s", position);
  return p;
}

static struct competency_row evidence(uint8_t id, const char *competency, uint32_t items,
                                      uint32_t right) {
  struct competency_row row = {
      .person = {id}, .items = items, .right = right, .last = 1700000000999};
  snprintf(row.competency, sizeof row.competency, "%s", competency);
  return row;
}

Test(app_report, rows_follow_the_framework_and_gaps_of_evidence_are_said) {
  const struct person people[] = {person(1, "Amina", "POL")};
  const struct competency_row seen[] = {evidence(1, "ABC", 4, 3), evidence(1, "NEW", 1, 1)};
  size_t n = report_competency(&framework, people, 1, seen, 2, &arena, &rows);
  cr_assert_eq(n, 3);
  cr_expect_str_eq(rows[0].competency, "ZED");
  cr_expect_eq(rows[0].items, 0);
  cr_expect_eq(rows[0].required, 2);
  cr_expect_str_eq(rows[1].competency, "ABC");
  cr_expect_eq(rows[1].right, 3);
  cr_expect_str_eq(rows[2].competency, "NEW");
  cr_expect_eq(rows[2].required, -1);
}

Test(app_report, person_without_a_post_has_only_what_was_shown) {
  const struct person people[] = {person(1, "Amina", ""), person(2, "Bakari", "XXX")};
  const struct competency_row seen[] = {evidence(2, "OFF", 1, 0)};
  size_t n = report_competency(&framework, people, 2, seen, 1, &arena, &rows);
  cr_assert_eq(n, 1);
  cr_expect_eq(rows[0].person, &people[1]);
  cr_expect_eq(rows[0].required, -1);
}

/* Everybody has his own evidence, wherever he stands in the list; that of others is nobody's. */
Test(app_report, evidence_goes_to_its_person_in_any_order) {
  enum { N = 41, STATED = N / 2 };
  struct competency_row seen[N];
  struct person people[STATED];
  for (uint8_t i = 0; i < N; i++)
    seen[i] = evidence(i, "ABC", (uint32_t)i + 1, 0);
  for (uint8_t i = 0; i < STATED; i++)
    people[i] = person((uint8_t)(i * 7 % STATED * 2 + 1), "x", "");
  size_t n = report_competency(&framework, people, STATED, seen, N, &arena, &rows);
  cr_assert_eq(n, STATED);
  for (size_t i = 0; i < n; i++) {
    cr_expect_eq(rows[i].person, &people[i]);
    cr_expect_eq(rows[i].items, (uint32_t)people[i].id[0] + 1);
  }
}

static struct str write_csv(const struct person *who, const struct competency_row *seen, size_t n) {
  size_t n_rows = report_competency(&framework, who, 1, seen, n, &arena, &rows);
  struct sink sink = {0};
  format_csv.write(NULL, report_table(rows, n_rows, &arena), &sink, NULL);
  return sink.text;
}

Test(app_report, bytes_are_the_expected_ones) {
  struct person amina = person(1, "=Amina", "POL");
  snprintf(amina.unit, sizeof amina.unit, "Gate \x1b[31m2");
  const struct competency_row seen[] = {evidence(1, "ABC", 263, 81)};
  struct str out = write_csv(&amina, seen, 1);
  cr_expect_str_eq(
      out.at,
      "\xef\xbb\xbfperson,name,agency,unit,position,competency,competency_name,items,right,share,"
      "low,high,required,last_activity,self,supervisor\r\n"
      "01000000000000000000000000000000,'=Amina,,Gate \xef\xbf\xbd[31m2,POL,ZED,Last letter first,"
      "0,0,,,,2,,,\r\n"
      "01000000000000000000000000000000,'=Amina,,Gate \xef\xbf\xbd[31m2,POL,ABC,Letters,263,81,"
      "0.3080,0.2553,0.3662,3,2023-11-14T22:13:20Z,,\r\n");
  str_done(&out);
}

Test(app_report, time_before_1970_is_rounded_down) {
  struct person amina = person(1, "Amina", "");
  struct competency_row seen = evidence(1, "ABC", 1, 1);
  seen.last = -1;
  struct str out = write_csv(&amina, &seen, 1);
  cr_expect_not_null(strstr(out.at, "1969-12-31T23:59:59Z"));
  str_done(&out);
}

Test(app_report, no_store_is_said_and_none_is_made) {
  const struct app_paths paths = {.courses = "/nowhere", .store = "/tmp/mafunzo-no-such-store"};
  const struct report_wanted plain = {0};
  struct diags diags = {0};
  struct sink out = {0};
  cr_expect_eq(report_make(&paths, "competency", &plain, "csv", &out, &diags), RC_MISSING);
  cr_expect_str_eq(diags.list[0].code, "store.none");
  cr_expect_neq(access(paths.store, F_OK), 0);
  cr_expect_eq(out.text.len, 0);
  diags_done(&diags);
}

Test(app_report, unknown_report_or_format_is_a_fault_of_usage) {
  const struct app_paths paths = {.courses = "/nowhere", .store = "/nowhere"};
  const struct report_wanted plain = {0};
  struct diags diags = {0};
  struct sink out = {0};
  cr_expect_eq(report_make(&paths, "salaries", &plain, "csv", &out, &diags), RC_USAGE);
  cr_expect_eq(report_make(&paths, "competency", &plain, "doc", &out, &diags), RC_USAGE);
  cr_expect_str_eq(diags.list[1].code, "report.format");
  diags_done(&diags);
}
