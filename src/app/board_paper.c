/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board in words and as tables. */
#include "app/board.h"

#include "app/report_sheet.h"
#include "base/text.h"
#include "exchange/card.h"

#include <string.h>
#include <time.h>

static const struct status_word states[] = {{"nothing", N_("nothing yet"), TONE_WARN},
                                            {"else", N_("not this exam"), TONE_WARN},
                                            {"other-day", N_("of another day"), TONE_WARN},
                                            {"handed-in", N_("handed in"), TONE_GOOD}};
static const struct status_word sittings[] = {
    {"open", N_("open"), TONE_WARN},
    {"completed", N_("completed"), TONE_GOOD},
    {"closed", N_("closed, the course changed"), TONE_WARN},
    {"not-begun", N_("not begun"), TONE_WARN}};
enum { NOT_BEGUN = 3 };
static const struct status_word forms[] = {
    {"none", N_("none"), TONE_PLAIN}, {"A", "A", TONE_PLAIN}, {"B", "B", TONE_PLAIN}};
static const struct status_word accepted[] = {{"unknown", N_("not accepted"), TONE_WARN},
                                              {"accepted", N_("accepted"), TONE_PLAIN},
                                              {"revoked", N_("revoked"), TONE_WARN}};
enum {
  B_NAME,
  B_CODE,
  B_EXAM,
  B_STATE,
  B_SITTING,
  B_ANSWERED,
  B_FORM,
  B_BEGAN,
  B_LAPTOP,
  B_UNTIL,
  B_TAKEN,
  B_COLUMNS
};
static const struct column columns[B_COLUMNS] = {
    [B_NAME] = {.key = "name", .label = N_("Who")},
    [B_CODE] = {.key = "code", .label = N_("Code")},
    [B_EXAM] = {.key = "exam", .label = N_("Exam")},
    [B_STATE] = {.key = "state",
                 .label = N_("Handed in"),
                 .kind = COLUMN_STATUS,
                 .statuses = states,
                 .n_statuses = 4},
    [B_SITTING] = {.key = "sitting",
                   .label = N_("Sitting"),
                   .kind = COLUMN_STATUS,
                   .statuses = sittings,
                   .n_statuses = 4},
    [B_ANSWERED] = {.key = "answered",
                    .label = N_("Answered"),
                    .kind = COLUMN_WHOLE,
                    .parts = HAS_POINT | HAS_OF},
    [B_FORM] = {.key = "form",
                .label = N_("Form"),
                .kind = COLUMN_STATUS,
                .statuses = forms,
                .n_statuses = 3},
    [B_BEGAN] = {.key = "began", .label = N_("Begun"), .kind = COLUMN_DATE},
    [B_LAPTOP] = {.key = "laptop", .label = N_("Laptop")},
    [B_UNTIL] = {.key = "events_until", .label = N_("Its events go to"), .kind = COLUMN_DATE},
    [B_TAKEN] = {.key = "taken_in", .label = N_("Taken in"), .kind = COLUMN_DATE},
};
enum { L_NAME, L_STATE, L_UNTIL, L_TAKEN, L_COLUMNS };
static const struct column laptop_columns[L_COLUMNS] = {
    [L_NAME] = {.key = "laptop", .label = N_("Laptop")},
    [L_STATE] = {.key = "state",
                 .label = N_("State"),
                 .kind = COLUMN_STATUS,
                 .statuses = accepted,
                 .n_statuses = 3},
    [L_UNTIL] = {.key = "events_until", .label = N_("Its events go to"), .kind = COLUMN_DATE},
    [L_TAKEN] = {.key = "taken_in", .label = N_("Taken in"), .kind = COLUMN_DATE},
};

/* -- Words --------------------------------------------------------------------------------------
 */

const char *board_laptop_name(const struct laptop_seen *laptop, struct arena *arena) {
  char fingerprint[FINGERPRINT_TEXT];
  if (!laptop)
    return _("this machine");
  if (laptop->label[0])
    return text_safe(arena, laptop->label, strlen(laptop->label), false);
  card_fingerprint(laptop->chain, fingerprint);
  return arena_strndup(arena, fingerprint, strcspn(fingerprint, " -"));
}

const char *board_laptop_note(const struct laptop_seen *laptop, struct arena *arena) {
  if (!laptop->has_events)
    return NULL;
  return arena_printf(arena, _("its events go to %s"), board_time(laptop->newest, arena));
}

const char *board_time(int64_t milliseconds, struct arena *arena) {
  time_t seconds = (time_t)(milliseconds / 1000 - (milliseconds % 1000 < 0));
  struct tm utc = {0};
  gmtime_r(&seconds, &utc);
  return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", utc.tm_year + 1900, utc.tm_mon + 1,
                      utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

const char *board_row_who(const struct board_row *row, struct arena *arena) {
  return *row->code ? arena_printf(arena, "%s (%s)", row->name, row->code) : row->name;
}

const char *board_row_word(const struct board_row *row, struct arena *arena) {
  const char *state = _(states[row->state].word);
  return row->sat ? arena_printf(arena, "%s, %s", state, _(sittings[row->sitting].word)) : state;
}

const char *board_row_note(const struct board_row *row, struct arena *arena) {
  const char *note = NULL;
  if (row->state == BOARD_NOTHING)
    return NULL;
  if (row->sat)
    note = arena_printf(arena, _("%u of %u answered, form %s, begun %s; "), row->answered,
                        row->questions, _(forms[row->form].word), board_time(row->began, arena));
  note = arena_printf(arena, "%s%s", note ? note : "", board_laptop_name(row->laptop, arena));
  if (row->laptop && row->laptop->has_events)
    note = arena_printf(arena, _("%s, its events go to %s"), note,
                        board_time(row->laptop->newest, arena));
  if (row->laptop && row->laptop->taken)
    note = arena_printf(arena, _("%s, taken in %s"), note, board_time(row->laptop->taken, arena));
  return note;
}

/* -- Tables -------------------------------------------------------------------------------------
 */

static void fill_times(const struct laptop_seen *laptop, struct arena *arena, struct cell *until,
                       struct cell *taken) {
  if (laptop && laptop->has_events)
    *until = cell_text(board_time(laptop->newest, arena));
  if (laptop && laptop->taken)
    *taken = cell_text(board_time(laptop->taken, arena));
}

static void fill_row(const struct board_row *row, struct arena *arena, struct cell *cells) {
  cells[B_NAME] = cell_text(row->name);
  if (*row->code)
    cells[B_CODE] = cell_text(row->code);
  if (*row->exam)
    cells[B_EXAM] = cell_text(row->exam);
  cells[B_STATE] = cell_number((int64_t)row->state);
  if (*row->exam)
    cells[B_SITTING] = cell_number(row->sat ? (int)row->sitting : NOT_BEGUN);
  if (row->sat) {
    cells[B_ANSWERED] = cell_count(row->answered, NO_NUMBER, NO_NUMBER, row->questions);
    cells[B_FORM] = cell_number((int64_t)row->form);
    cells[B_BEGAN] = cell_text(board_time(row->began, arena));
  }
  if (row->state == BOARD_NOTHING)
    return;
  cells[B_LAPTOP] = cell_text(board_laptop_name(row->laptop, arena));
  fill_times(row->laptop, arena, &cells[B_UNTIL], &cells[B_TAKEN]);
}

static const struct table *row_table(const char *id, const struct board_row *rows, size_t n,
                                     struct arena *arena) {
  struct sheet *sheet = sheet_new(arena, id, NULL, columns, B_COLUMNS, n);
  for (size_t i = 0; i < n; i++)
    fill_row(&rows[i], arena, sheet_add(sheet));
  return &sheet->table;
}

static const struct table *silent_table(const struct board *board, struct arena *arena) {
  struct sheet *sheet =
      sheet_new(arena, "silent", NULL, laptop_columns, L_COLUMNS, board->n_silent);
  for (size_t i = 0; i < board->n_silent; i++) {
    struct cell *cells = sheet_add(sheet);
    cells[L_NAME] = cell_text(board_laptop_name(board->silent[i], arena));
    cells[L_STATE] = cell_number((int64_t)board->silent[i]->state);
    fill_times(board->silent[i], arena, &cells[L_UNTIL], &cells[L_TAKEN]);
  }
  return &sheet->table;
}

const struct paper *board_paper(const struct board *board, const struct board_wanted *wanted,
                                struct arena *arena) {
  const char *cohort = text_safe(arena, wanted->cohort, strlen(wanted->cohort), false);
  struct paper *paper =
      paper_new(arena, &(struct paper_head){.id = "board",
                                            .title = arena_printf(arena, _("Handed in by %s, %s"),
                                                                  cohort, board->day),
                                            .confidential = true});
  paper_section(paper, _("Who has handed in"));
  paper_finding(paper, board_summary(board, arena));
  paper_table(paper, PAPER_TABLE, row_table("board", board->rows, board->n, arena));
  paper_section(paper, _("On no roster"));
  if (!board->n_strangers)
    paper_text(paper, _("Nobody who is in no class sat it that day."));
  paper_table(paper, PAPER_TABLE,
              row_table("strangers", board->strangers, board->n_strangers, arena));
  paper_section(paper, _("Laptops with nothing new"));
  if (!board->n_silent)
    paper_text(paper, _("Every laptop of the class has handed in something of that day."));
  paper_table(paper, PAPER_TABLE, silent_table(board, arena));
  return paper;
}

const char *board_heading(const struct board *board, size_t nth, struct arena *arena) {
  const char *exam = board->rows[nth].exam;
  size_t n = 0;
  for (size_t i = nth; i < board->n; i += board->n / board->people)
    n += board->rows[i].state == BOARD_HANDED_IN;
  return arena_printf(arena, _("%s: %zu of %zu"), *exam ? exam : _("Anything of that day"), n,
                      board->people);
}

const char *board_summary(const struct board *board, struct arena *arena) {
  return arena_printf(arena,
                      ngettext("%zu of %zu person has handed in.",
                               "%zu of %zu people have handed in.", board->people),
                      board->handed_in, board->people);
}
