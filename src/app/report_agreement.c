/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do assessors read the steps of a station alike? Of each step, over all who were marked by two
 * assessors on one occasion: how often the two gave the same mark, and how much of that is more
 * than chance (measure/kappa.h). Where three marked somebody, each two of them are a pair. What one
 * of the two could not see is no pair.
 *
 *   too few       fewer than AGREEMENT_LEAST pairs
 *   differently   surely fewer than nine in ten marks are the same
 *   alike         surely more than eight in ten are, and not by chance alone: kappa is at least .4,
 *                 or not defined because everybody was marked the same
 *   cannot tell   otherwise
 *
 * "Surely": the interval at 95 % says so. Who was marked and by whom is not told. */
#include "app/reporting.h"

#include "base/text.h"
#include "base/vec.h"
#include "measure/kappa.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

enum { AGREEMENT_LEAST = 10 };
static const double nine_in_ten = .9, eight_in_ten = .8, kappa_least = .4;

enum agreement { READ_TOO_FEW, READ_DIFFERENTLY, READ_ALIKE, READ_UNCLEAR, READINGS };
static const struct status_word readings[READINGS] = {
    {"too-few", N_("too few pairs to tell"), TONE_WARN},
    {"differently", N_("read differently"), TONE_BAD},
    {"alike", N_("read alike"), TONE_GOOD},
    {"unclear", N_("cannot tell yet"), TONE_WARN},
};

static const struct column columns[] = {
    {.key = "station", .label = N_("Station")},
    {.key = "step", .label = N_("Step")},
    {.key = "pairs", .label = N_("Marked by two"), .kind = COLUMN_WHOLE},
    {.key = "same",
     .label = N_("Same mark"),
     .kind = COLUMN_SHARE,
     .parts = HAS_POINT | HAS_INTERVAL},
    {.key = "kappa",
     .label = N_("Beyond chance (kappa)"),
     .kind = COLUMN_DECIMAL,
     .digits = 2,
     .parts = HAS_POINT | HAS_INTERVAL},
    {.key = "reading",
     .label = N_("The step is"),
     .kind = COLUMN_STATUS,
     .statuses = readings,
     .n_statuses = READINGS},
};

/* -- Pairs ------------------------------------------------------------------------------------- */

struct station_counts {
  const struct station *station;
  struct kappa_counts *steps;
  uint32_t people; /* marked by two or more */
};

struct pairing {
  const struct reporting *r;
  struct station_counts *list;
  size_t n;
  struct {
    struct observation *list;
    size_t n, cap;
  } sheets;         /* of one person, station and occasion */
  uint32_t unknown; /* sheets of stations that no course has */
};

static struct station_counts *counts_of(struct pairing *p, const char *path) {
  for (size_t i = 0; i < p->n; i++)
    if (strcmp(p->list[i].station->path, path) == 0)
      return &p->list[i];
  return NULL;
}

static enum step_verdict verdict_of(const struct observation *sheet, uint64_t name) {
  for (size_t i = 0; i < sheet->n_steps; i++)
    if (sheet->steps[i].name == name)
      return (enum step_verdict)sheet->steps[i].verdict;
  return STEP_NOT_SEEN;
}

static bool is_mark(enum step_verdict verdict) {
  return verdict == STEP_DONE || verdict == STEP_NOT_DONE;
}

static void add_pair(struct station_counts *counts, const struct observation *one,
                     const struct observation *two) {
  for (size_t i = 0; i < counts->station->n_steps; i++) {
    uint64_t name = seal_name(counts->station->steps[i].id);
    enum step_verdict a = verdict_of(one, name), b = verdict_of(two, name);
    if (is_mark(a) && is_mark(b))
      counts->steps[i].of[a == STEP_DONE][b == STEP_DONE]++;
  }
}

/* Those of one performance are all read: each two are a pair. */
static void performance_end(struct pairing *p) {
  struct station_counts *counts = p->sheets.n ? counts_of(p, p->sheets.list[0].path) : NULL;
  if (p->sheets.n && !counts)
    p->unknown += (uint32_t)p->sheets.n;
  if (counts && p->sheets.n > 1)
    counts->people++;
  for (size_t i = 0; counts && i < p->sheets.n; i++)
    for (size_t k = i + 1; k < p->sheets.n; k++)
      add_pair(counts, &p->sheets.list[i], &p->sheets.list[k]);
  p->sheets.n = 0;
}

static bool same_performance(const struct observation *a, const struct observation *b) {
  return memcmp(a->person, b->person, ID_BYTES) == 0 && strcmp(a->path, b->path) == 0 &&
         memcmp(a->occasion, b->occasion, ID_BYTES) == 0;
}

/* By person, station, occasion, assessor; nobody is his own second assessor: of each the store
 * gives but the last sheet. */
static void take(void *ctx, const struct observation *seen) {
  struct pairing *p = ctx;
  if (seen->evidence != EVIDENCE_PRACTICAL || reporting_person(p->r, seen->person) == NOBODY)
    return;
  if (p->sheets.n && !same_performance(&p->sheets.list[0], seen))
    performance_end(p);
  VEC_PUSH(&p->sheets, *seen);
}

static void find_stations(struct pairing *p) {
  const struct reporting_module *modules;
  size_t n = reporting_modules(p->r, &modules), most = 0;
  for (size_t i = 0; i < n; i++)
    most += modules[i].module->n_stations;
  p->list = arena_array(p->r->arena, most, sizeof *p->list);
  for (size_t i = 0; i < n; i++)
    for (size_t s = 0; s < modules[i].module->n_stations; s++) {
      const struct station *station = &modules[i].module->stations[s];
      struct kappa_counts *steps = arena_array(p->r->arena, station->n_steps, sizeof *steps);
      p->list[p->n++] = (struct station_counts){station, steps, 0};
    }
}

/* -- What they say ----------------------------------------------------------------------------- */

static enum agreement reading_of(const struct kappa_numbers *numbers) {
  if (numbers->n < AGREEMENT_LEAST)
    return READ_TOO_FEW;
  if (numbers->agreed_interval.high < nine_in_ten)
    return READ_DIFFERENTLY;
  bool beyond_chance = !numbers->has_kappa || numbers->kappa >= kappa_least;
  return numbers->agreed_interval.low > eight_in_ten && beyond_chance ? READ_ALIKE : READ_UNCLEAR;
}

static struct cell between(struct cell point, struct cell low, struct cell high) {
  return cell_between(point.part[PART_POINT], low.part[PART_POINT], high.part[PART_POINT]);
}

static void fill(const struct reporting *r, const struct station_counts *counts, size_t step,
                 struct cell *cells, uint32_t *differently) {
  struct kappa_numbers it;
  kappa_measure(&counts->steps[step], &it);
  enum agreement reading = reading_of(&it);
  *differently += reading == READ_DIFFERENTLY;
  cells[0] = cell_line(r, counts->station->title);
  cells[1] = cell_line(r, counts->station->steps[step].text);
  cells[2] = cell_number(it.n);
  if (it.n)
    cells[3] = between(cell_share((double)it.agreed / it.n), cell_share(it.agreed_interval.low),
                       cell_share(it.agreed_interval.high));
  if (it.has_kappa && reading != READ_TOO_FEW)
    cells[4] = between(cell_decimal(it.kappa, 2), cell_decimal(it.interval.low, 2),
                       cell_decimal(it.interval.high, 2));
  cells[5] = cell_number(reading);
}

static const struct table *steps_table(const struct pairing *p, uint32_t *differently) {
  size_t most = 0;
  for (size_t i = 0; i < p->n; i++)
    most += p->list[i].people ? p->list[i].station->n_steps : 0;
  struct sheet *sheet = sheet_new(p->r->arena, "agreement", NULL, columns, COUNT(columns), most);
  for (size_t i = 0; i < p->n; i++)
    for (size_t s = 0; p->list[i].people && s < p->list[i].station->n_steps; s++)
      fill(p->r, &p->list[i], s, sheet_add(sheet), differently);
  return &sheet->table;
}

static void say_findings(const struct table *steps, uint32_t differently, struct paper *paper) {
  paper_section(paper, _("Findings"));
  if (!steps->n_rows)
    paper_finding(paper, _("Nobody was marked by two assessors on one occasion, so that nothing "
                           "can be said of how they read the steps."));
  else if (differently)
    paper_finding(paper,
                  arena_printf(paper->arena,
                               ngettext("%u step is read differently by the assessors. Talk it "
                                        "over with them, or word it anew, before it decides.",
                                        "%u steps are read differently by the assessors. Talk "
                                        "them over with them, or word them anew, before they "
                                        "decide.",
                                        differently),
                               differently));
  else
    paper_finding(paper, _("No step was found that assessors surely read differently."));
}

static void say_rules(const struct pairing *p, struct paper *paper) {
  paper_section(paper, _("How this was measured"));
  paper_text(paper,
             arena_printf(paper->arena,
                          _("A pair is two assessors who marked the same person at the same "
                            "station and occasion. What one of them could not see is left out. "
                            "With fewer than %d pairs nothing is said of a step. It is read "
                            "differently where surely fewer than nine in ten marks are the same, "
                            "and alike where surely more than eight in ten are and that is more "
                            "than chance would give."),
                          AGREEMENT_LEAST));
  paper_text(paper,
             _("Kappa is the part of the possible agreement beyond chance: 1 is all of it, 0 "
               "what chance alone gives. It is left empty where both assessors gave "
               "everybody the same mark, which tells nothing of how they read the step."));
  if (p->unknown)
    paper_text(paper, _("Sheets of stations that no course here has are left out."));
}

enum rc report_make_agreement(const struct reporting *r, const struct paper **out,
                              struct diags *diags) {
  const struct evidence_scope scope = {.from = INT64_MIN, .until = r->until};
  struct pairing p = {.r = r};
  uint32_t differently = 0;
  find_stations(&p);
  enum rc rc = store_observations(r->app->store, &scope, take, &p, diags);
  performance_end(&p);
  free(p.sheets.list);
  if (rc != RC_OK)
    return rc;
  const struct table *steps = steps_table(&p, &differently);
  struct paper *paper = reporting_nameless(r, "agreement", _("Do assessors agree?"));
  say_findings(steps, differently, paper);
  paper_table(paper, PAPER_TABLE, steps);
  say_rules(&p, paper);
  *out = paper;
  return RC_OK;
}
