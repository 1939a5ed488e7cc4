/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole report through every format. What it says is read back by programs that are not ours
 * (tests/read/report.py). */
#include "exchange_fixture.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct arena arena;
static struct diags diags;
static struct paper *paper;

static void setup(void) { paper = sample_paper(&arena, "en"); }

static void teardown(void) {
  diags_done(&diags);
  arena_done(&arena);
}

TestSuite(exchange_paper, .init = setup, .fini = teardown);

static void save(const char *folder, const char *name, const char *format, const char *table) {
  char path[400];
  struct sink sink = sample_write(format, paper, table);
  snprintf(path, sizeof path, "%s/%s.%s", folder, name, format);
  cr_assert_eq(file_write_whole(path, sink.text.at, sink.text.len, &diags), RC_OK);
  sink_done(&sink);
}

Test(exchange_paper, others_read_the_same_cells_in_all_formats) {
  const char *root = getenv("TMPDIR");
  char folder[256], command[600];
  snprintf(folder, sizeof folder, "%s/mafunzo-XXXXXX", root ? root : "/tmp");
  cr_assert_not_null(mkdtemp(folder));
  save(folder, "paper", "html", NULL);
  save(folder, "paper", "json", NULL);
  save(folder, "paper", "xlsx", NULL);
  for (size_t i = 0; paper_nth_table(paper, i); i++)
    save(folder, paper_nth_table(paper, i)->table->id, "csv", paper_nth_table(paper, i)->table->id);
  snprintf(command, sizeof command, "/usr/bin/python3 tests/read/report.py %s >&2", folder);
  cr_expect_eq(system(command), 0);
  snprintf(command, sizeof command, "rm -r %s", folder);
  cr_expect_eq(system(command), 0);
}

static void expect_same(const struct sink *a, const struct sink *b, const char *what) {
  cr_expect_eq(a->text.len, b->text.len, "%s", what);
  cr_expect(a->text.len == b->text.len && memcmp(a->text.at, b->text.at, a->text.len) == 0, "%s",
            what);
}

/* What libxlsxwriter asks for the time, since the program's own comes first: the clock is turned,
 * and not waited for. */
static time_t turned;
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at)
    *at = now.tv_sec + turned;
  return now.tv_sec + turned;
}

Test(exchange_paper, clock_zone_and_locale_do_not_show) {
  for (size_t i = 0; i < n_formats; i++) {
    const char *table = formats[i]->one_table ? "heat" : NULL;
    struct sink here = sample_write(formats[i]->name, paper, table);
    turned += 100000;
    setenv("TZ", "Asia/Tokyo", 1);
    setenv("LC_ALL", "fr_FR.UTF-8", 1);
    tzset();
    struct sink there = sample_write(formats[i]->name, paper, table);
    expect_same(&here, &there, formats[i]->name);
    sink_done(&here);
    sink_done(&there);
  }
}

Test(exchange_paper, one_table_alone_is_written_by_every_format) {
  for (size_t i = 0; i < n_formats; i++) {
    struct sink sink = sample_write(formats[i]->name, paper, "priorities");
    cr_expect_gt(sink.text.len, 500);
    sink_done(&sink);
  }
}

Test(exchange_paper, csv_of_several_tables_asks_which) {
  struct sink sink = {0};
  cr_expect_eq(format_write(&format_csv, paper, NULL, &sink, &diags), RC_USAGE);
  cr_expect_str_eq(diags.list[0].code, "report.one-table");
  cr_expect_not_null(strstr(diags.list[0].hint, "priorities"));
  cr_expect_eq(sink.text.len, 0);
}

Test(exchange_paper, table_that_is_not_there_is_said) {
  struct sink sink = {0};
  cr_expect_eq(format_write(&format_html, paper, "salaries", &sink, &diags), RC_USAGE);
  cr_expect_str_eq(diags.list[0].code, "report.table");
}

static bool refuse(void *none, const char *bytes, size_t len) {
  (void)none, (void)bytes, (void)len;
  return false;
}

Test(exchange_paper, failed_sink_fails_every_format) {
  for (size_t i = 0; i < n_formats; i++) {
    struct sink sink = {.give = refuse};
    cr_expect_eq(format_write(formats[i], paper, "priorities", &sink, &diags), RC_IO);
    sink_done(&sink);
  }
  cr_expect_eq(diags.n, 0); /* whose sink it is tells why */
}

/* -- HTML ------------------------------------------------------------------------------------ */

static size_t times(const char *text, const char *part) {
  size_t n = 0;
  while ((text = strstr(text, part)) != NULL)
    n++, text++;
  return n;
}

Test(exchange_paper, names_are_text_and_no_markup) {
  struct sink sink = sample_write("html", paper, NULL);
  cr_expect_null(strstr(sink.text.at, "<script"));
  cr_expect_null(strstr(sink.text.at, "<b>"));
  cr_expect_gt(times(sink.text.at, "&lt;script&gt;alert(1)"), 4);
  sink_done(&sink);
}

Test(exchange_paper, each_cell_of_a_heat_map_says_its_status_in_words) {
  struct sink sink = sample_write("html", paper, NULL);
  char *map = strstr(sink.text.at, "<figure class=\"heat\">"), *end = strstr(map, "<details>");
  *end = '\0';
  cr_expect_eq(times(map, "<g><title>"), UNITS * COMPETENCIES);
  cr_expect_eq(times(map, ">[c]</text>"), 3);
  for (int i = 0; i < 3; i++) { /* by word, once in the key and once a cell; and by pattern */
    char word[64], edge[64];
    snprintf(word, sizeof word, "%s</text>", sample_statuses[i].word);
    snprintf(edge, sizeof edge, "class=\"edge-%s\"", (const char *[]){"good", "lack", "unsure"}[i]);
    cr_expect_gt(times(map, word), 10);
    cr_expect_eq(times(map, word), times(map, edge));
  }
  sink_done(&sink);
}

Test(exchange_paper, arabic_is_read_from_the_right) {
  struct paper *arabic = sample_paper(&arena, "ar");
  struct sink sink = sample_write("html", arabic, NULL);
  cr_expect_not_null(strstr(sink.text.at, "lang=\"ar\" dir=\"rtl\""));
  cr_expect_not_null(strstr(sink.text.at, "x=\"1000\"")); /* the first row's head, at the right */
  sink_done(&sink);
  cr_expect(!paper_is_rtl(paper));
  cr_expect(!paper_is_rtl(sample_paper(&arena, "arn"))); /* Mapuche */
}

/* -- Texts ----------------------------------------------------------------------------------- */

static void expect_said(const struct column *column, struct cell cell, const char *want) {
  struct str out = {0};
  say_cell(&out, &paper->words, column, &cell);
  cr_expect_str_eq(str_text(&out), want);
  str_done(&out);
}

Test(exchange_paper, cells_are_said_as_people_say_them) {
  const struct column count = {.kind = COLUMN_WHOLE, .parts = HAS_POINT | HAS_INTERVAL | HAS_OF};
  const struct column share = {.kind = COLUMN_SHARE, .parts = HAS_POINT | HAS_INTERVAL};
  const struct column range = {.kind = COLUMN_DECIMAL, .digits = 2, .parts = HAS_INTERVAL};
  const struct column date = {.kind = COLUMN_DATE};
  expect_said(&count, cell_count(310, 270, 350, 520), "about 310 (270 to 350) of 520");
  expect_said(&count, cell_count(310, NO_NUMBER, NO_NUMBER, 520), "310 of 520");
  expect_said(&count, cell_hidden(), "[c]");
  expect_said(&count, (struct cell){0}, "-");
  expect_said(&share, cell_between(3080, 2553, 3663), "31% (26% to 37%)");
  expect_said(&share, cell_number(50), "1%");
  expect_said(&share, cell_number(49), "0%");
  expect_said(&range, cell_between(NO_NUMBER, -5, 1200), "-0.05 to 12.00");
  expect_said(&date, cell_text("2026-09-21T08:15:30Z"), "2026-09-21 08:15 UTC");
  expect_said(&date, cell_text("spring"), "spring");
}

Test(exchange_paper, text_keeps_to_eighty_columns) {
  struct sink sink = sample_write("text", paper, NULL);
  for (char *line = strtok(sink.text.at, "\n"); line; line = strtok(NULL, "\n"))
    cr_expect_leq(text_width(line, strlen(line)), 80, "%s", line);
  sink_done(&sink);
}

Test(exchange_paper, narrow_tables_stand_in_columns) {
  static const struct column columns[] = {{.key = "topic", .label = "Topic"},
                                          {.key = "hours", .label = "Hours", .kind = COLUMN_WHOLE}};
  const struct cell cells[] = {cell_text("First aid"), cell_number(8), cell_text("Rail"),
                               cell_hidden()};
  const struct table table = {
      .id = "t", .columns = columns, .n_columns = 2, .cells = cells, .n_rows = 2};
  struct paper *small =
      paper_of_table(&arena, &(struct paper_head){.id = "t", .title = "T"}, &table);
  struct sink sink = sample_write("text", small, "t");
  cr_expect_str_eq(sink.text.at, "T\n=\n\n"
                                 "Topic      Hours\n"
                                 "----------------\n"
                                 "First aid      8\n"
                                 "Rail         [c]\n\n"
                                 "[c] not shown: the group is so small that it would tell of "
                                 "single people\n");
  sink_done(&sink);
}

/* -- Workbooks ------------------------------------------------------------------------------- */

static void fill_nothing(void *none, size_t nth, struct cell *cells) {
  (void)none, (void)nth, (void)cells;
}

Test(exchange_paper, table_longer_than_a_sheet_is_refused) {
  static const struct column columns[] = {{.key = "n", .kind = COLUMN_WHOLE}};
  const struct table table = {
      .id = "long", .columns = columns, .n_columns = 1, .n_rows = 1048576, .row = fill_nothing};
  struct sink sink = {0};
  struct paper *longest =
      paper_of_table(&arena, &(struct paper_head){.id = "t", .title = "T"}, &table);
  cr_expect_eq(format_write(&format_xlsx, longest, NULL, &sink, &diags), RC_DATA);
  cr_expect_str_eq(diags.list[0].code, "xlsx.rows");
  cr_expect_eq(sink.text.len, 0);
}

Test(exchange_paper, folder_without_room_for_a_workbook_is_said) {
  struct sink sink = {0};
  setenv("TMPDIR", "/nowhere/at/all", 1);
  cr_expect_eq(format_write(&format_xlsx, paper, NULL, &sink, &diags), RC_IO);
  cr_expect_str_eq(diags.list[0].code, "xlsx.file");
  cr_expect_eq(sink.text.len, 0);
}

Test(exchange_paper, text_longer_than_a_cell_is_cut) {
  static const struct column columns[] = {{.key = "text"}};
  char *much = arena_alloc(&arena, 100001);
  memset(much, 'x', 100000);
  const struct cell cell = cell_text(much);
  const struct table table = {
      .id = "t", .columns = columns, .n_columns = 1, .cells = &cell, .n_rows = 1};
  struct paper *one = paper_of_table(&arena, &(struct paper_head){.id = "t", .title = "T"}, &table);
  struct sink sink = sample_write("xlsx", one, NULL);
  cr_expect_gt(sink.text.len, 1000);
  sink_done(&sink);
}

/* What is read by people has their decimal mark, what is read by machines a point. */
Test(exchange_paper, decimal_mark_is_that_of_the_language) {
  struct paper_words words = {.half = "0,5", .percent = "{n}%"};
  struct str said = {0};
  paper_words_put_number(&said, &words, "-12.75");
  cr_expect_str_eq(said.at, "-12,75");
  str_clear(&said);
  paper_words_put_number(&said, &words, "12");
  cr_expect_str_eq(said.at, "12");
  str_clear(&said);
  words.half = "none";
  paper_words_put_number(&said, &words, "1.5");
  cr_expect_str_eq(said.at, "1.5", "a translation that is none");
  str_done(&said);
}

/* -- In print ---------------------------------------------------------------------------------- */

static const struct column many[9] = {{.key = "a"}, {.key = "b"}, {.key = "c"},
                                      {.key = "d"}, {.key = "e"}, {.key = "f"},
                                      {.key = "g"}, {.key = "h"}, {.key = "i"}};
static const struct table narrow = {.id = "narrow", .columns = many, .n_columns = 8};
static const struct table broad = {.id = "broad", .columns = many, .n_columns = 9};

static bool html_has(const struct table *first, const char *only, const char *words) {
  const struct paper_head head = {.id = "x", .title = "X"};
  struct paper *report = paper_new(&arena, &head);
  paper_section(report, "One");
  paper_table(report, PAPER_TABLE, first);
  paper_section(report, "Two");
  paper_table(report, PAPER_TABLE, first == &broad ? &narrow : &broad);
  struct sink sink = sample_write("html", report, only);
  bool has = strstr(str_text(&sink.text), words) != NULL;
  sink_done(&sink);
  return has;
}

/* A title that is not across would be alone on its page. */
Test(exchange_paper, title_is_across_where_what_follows_is) {
  cr_expect(html_has(&broad, NULL, "<header class=\"wide\">"));
  cr_expect(html_has(&narrow, NULL, "<header>"));
  cr_expect(html_has(&narrow, "narrow", "<header>"));
}

/* A table asked for alone has no section that would turn the page. */
Test(exchange_paper, broad_table_alone_is_printed_across) {
  cr_expect(html_has(&narrow, "broad", "<header class=\"wide\">"));
  cr_expect(html_has(&narrow, "broad", "<main class=\"wide\">"));
  cr_expect(html_has(&narrow, "narrow", "<main>"));
  cr_expect(html_has(&broad, NULL, "<main>"));
}
