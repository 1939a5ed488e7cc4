/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marking sheets of practical stations, typed in: a row is what one assessor saw of one person. The
 * same steps, seen at work 30 or 90 days after the training, are a checklist.
 *
 * Who assessed the same person on the same occasion (a word of the assessors', or else the day) saw
 * the same thing: their sheets can be compared. */
#include "app/intake_inner.h"

#include "app/judge.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static const char *const headings[] = {"person", "assessor", "station",  "checklist", "days",
                                       "date",   "occasion", "specimen", NULL};

struct sheets {
  struct intake *in;
  bool at_work; /* checklists */
  bool *used;   /* of each column: some station has it as a step */
};

static bool sheets_is(const struct filled *form) {
  return filled_column(form, "station") != FILLED_NOWHERE ||
         filled_column(form, "checklist") != FILLED_NOWHERE;
}

static struct filled_cell at(const struct intake *in, size_t row, const char *heading) {
  return filled_at(&in->form, row, filled_column(&in->form, heading));
}

static const struct station *read_station(struct sheets *sheets, size_t row) {
  struct intake *in = sheets->in;
  struct filled_cell cell = at(in, row, sheets->at_work ? "checklist" : "station");
  bool several;
  const char *id;
  const struct module *module = intake_module(in, cell.text, &id, &several);
  for (size_t i = 0; module && i < module->n_stations; i++)
    if (strcmp(module->stations[i].id, id) == 0)
      return &module->stations[i];
  filled_fault(&in->form, &cell, "marks.station",
               several ? _("write the course before it: course/module/station")
                       : _("module/station, as practical: in the module has it"),
               several ? _("several courses have the module of \"%s\"")
                       : _("there is no station \"%s\" in the courses here"),
               cell.text);
  return NULL;
}

static bool read_days(struct sheets *sheets, size_t row, struct happening *seen) {
  static const char *const days[] = {"30", "90", NULL};
  struct filled_cell cell = at(sheets->in, row, "days");
  int which = filled_word(&cell, days);
  seen->evidence = EVIDENCE_PRACTICAL;
  if (!sheets->at_work && !cell.text[0])
    return true;
  if (!sheets->at_work || which == FILLED_NOWHERE) {
    filled_fault(&sheets->in->form, &cell, "marks.days", NULL,
                 sheets->at_work ? _("a checklist is filled in 30 or 90 days after the training")
                                 : _("days belong to a checklist, and this is a station"));
    return false;
  }
  seen->evidence = which ? EVIDENCE_CHECKLIST_90 : EVIDENCE_CHECKLIST_30;
  return true;
}

/* The occasion's id follows from what is said of it, wherever and whenever it is typed in. */
static bool read_occasion(struct intake *in, size_t row, const struct station *station,
                          struct intake_row *entry) {
  struct filled_cell cell = at(in, row, "occasion"), date = at(in, row, "date");
  uint8_t hash[HASH_BYTES];
  const struct seal_part parts[] = {{station->path, strlen(station->path) + 1},
                                    {cell.text, strlen(cell.text) + 1},
                                    {&entry->day, sizeof entry->day}};
  seal_hash(parts, 3, hash);
  memcpy(entry->session, hash, ID_BYTES);
  if (cell.text[0] || date.text[0])
    return true;
  filled_fault(&in->form, &date, "marks.date", _("a column date, or a column occasion"),
               _("it is not said when this was seen"));
  return false;
}

/* -- Steps ----------------------------------------------------------------------------------- */

static const struct {
  const char *word;
  enum step_verdict verdict;
} verdicts[] = {{"yes", STEP_DONE},          {"1", STEP_DONE},      {"x", STEP_DONE},
                {"done", STEP_DONE},         {"no", STEP_NOT_DONE}, {"0", STEP_NOT_DONE},
                {"not done", STEP_NOT_DONE}, {"-", STEP_NOT_SEEN},  {"not seen", STEP_NOT_SEEN}};

static bool read_verdict(struct intake *in, const struct filled_cell *cell, uint8_t *verdict) {
  for (size_t i = 0; i < COUNT(verdicts); i++)
    if (strcasecmp(cell->text, verdicts[i].word) == 0) {
      *verdict = (uint8_t)verdicts[i].verdict;
      return true;
    }
  filled_fault(&in->form, cell, "marks.step", _("yes or 1, no or 0, - for not seen"),
               _("\"%s\" does not say whether the step was done"), cell->text);
  return false;
}

static int step_of(const struct station *station, const char *id) {
  for (size_t i = 0; i < station->n_steps; i++)
    if (strcasecmp(station->steps[i].id, id) == 0)
      return (int)i;
  return -1;
}

static bool read_steps(struct sheets *sheets, size_t row, const struct station *station,
                       uint8_t *out) {
  struct intake *in = sheets->in;
  uint32_t found = 0;
  bool good = true;
  for (size_t c = 0; c < in->form.n_columns; c++) {
    const struct filled_cell *cell = filled_cell(&in->form, row, c);
    if (filled_word(filled_heading(&in->form, c), headings) != FILLED_NOWHERE)
      continue;
    int step = step_of(station, filled_heading(&in->form, c)->text);
    if (step >= 0) {
      sheets->used[c] = true;
      found |= UINT32_C(1) << step;
      good &= read_verdict(in, cell, &out[step]);
    } else if (cell->text[0]) {
      filled_fault(&in->form, cell, "marks.step", NULL, _("this station has no step \"%s\""),
                   filled_heading(&in->form, c)->text);
      good = false;
    }
  }
  for (size_t i = 0; i < station->n_steps; i++)
    if (!(found >> i & 1)) {
      filled_fault(&in->form, filled_heading(&in->form, 0), "marks.step", /* once for all rows */
                   _("a column for each step, headed by its id"),
                   _("the step \"%s\" of %s has no column"), station->steps[i].id, station->path);
      good = false;
    }
  return good;
}

/* -- Rows ------------------------------------------------------------------------------------ */

static void say_sheet(struct intake *in, const struct intake_row *entry,
                      const struct station *station, const uint8_t *marks,
                      const struct happening *how) {
  struct step_mark *steps = arena_array(&in->arena, station->n_steps, sizeof *steps);
  struct happening seen;
  judge_station(station, marks, steps, &seen);
  seen.evidence = how->evidence;
  seen.specimen = how->specimen;
  intake_say(in, entry, &seen);
}

static void read_sheet(struct sheets *sheets, size_t row) {
  struct intake *in = sheets->in;
  struct intake_row entry = intake_row_of(in, row);
  struct happening how = {0};
  uint8_t marks[STEPS_MAX] = {0};
  struct filled_cell assessor = at(in, row, "assessor"), specimen = at(in, row, "specimen");
  const struct station *station = read_station(sheets, row);
  entry.good &= intake_person(in, &assessor, entry.actor);
  entry.good &= read_days(sheets, row, &how);
  how.specimen = judge_specimen(specimen.text);
  if (!station)
    return;
  entry.good &= read_occasion(in, row, station, &entry);
  entry.good &= read_steps(sheets, row, station, marks);
  int person = filled_column(&in->form, "person");
  intake_once(in, filled_cell(&in->form, row, (size_t)person), &entry, station->path, how.evidence);
  if (entry.good)
    say_sheet(in, &entry, station, marks, &how);
}

static void check_headings(const struct sheets *sheets) {
  struct intake *in = sheets->in;
  for (size_t c = 0; c < in->form.n_columns; c++) {
    const struct filled_cell *heading = filled_heading(&in->form, c);
    if (!sheets->used[c] && filled_word(heading, headings) == FILLED_NOWHERE)
      filled_fault(
          &in->form, heading, "marks.header",
          _("person, assessor, station or checklist with days, date, occasion, specimen, and "
            "the ids of the steps"),
          _("no station here has a step \"%s\""), heading->text);
  }
}

static void sheets_take(struct intake *in) {
  static const char *const needed[] = {"assessor", NULL};
  struct sheets sheets = {.in = in};
  sheets.at_work = filled_column(&in->form, "checklist") != FILLED_NOWHERE;
  sheets.used = arena_array(&in->arena, in->form.n_columns, sizeof *sheets.used);
  if (!intake_needs(in, needed))
    return;
  for (size_t row = 0; row < in->form.n_rows; row++)
    read_sheet(&sheets, row);
  check_headings(&sheets);
}

const struct intake_kind intake_sheets = {.name = "sheets", .is = sheets_is, .take = sheets_take};
