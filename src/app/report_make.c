/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/basis.h"
#include "app/inner.h"
#include "app/reporting.h"
#include "app/warmup.h"

#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"
#include "exchange/format.h"
#include "store/activity.h"

#include <stdlib.h>
#include <string.h>

/* -- What is wanted ---------------------------------------------------------------------------- */

const char *report_names(struct arena *arena) {
  const char *names = report_kinds[0].name;
  for (size_t i = 1; report_kinds[i].name; i++)
    names = arena_printf(arena, "%s, %s", names, report_kinds[i].name);
  return names;
}

static const struct report_kind *find_kind(const char *name) {
  for (size_t i = 0; report_kinds[i].name; i++)
    if (strcmp(report_kinds[i].name, name) == 0)
      return &report_kinds[i];
  return NULL;
}

static enum rc no_such(const char *code, const char *what, const char *hint, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, _("there is no report or format \"%s\""),
             what);
  return RC_USAGE;
}

static enum rc not_taken(const struct report_kind *kind, const char *option, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, "report.option", _("leave it out"),
             _("the report \"%s\" cannot be made with %s"), kind->name, option);
  return RC_USAGE;
}

static enum rc check_options(const struct report_kind *kind, const struct report_wanted *wanted,
                             struct diags *diags) {
  if (wanted->by && !(kind->takes & REPORT_TAKES_BY))
    return not_taken(kind, "--by", diags);
  if (wanted->audience && !(kind->takes & REPORT_TAKES_BY))
    return not_taken(kind, "--audience", diags);
  if (wanted->as_of && !(kind->takes & REPORT_TAKES_AS_OF))
    return not_taken(kind, "--as-of", diags);
  if (wanted->cohort && !(kind->takes & REPORT_TAKES_COHORT))
    return not_taken(kind, "--cohort", diags);
  if (wanted->agency &&
      (!(kind->takes & REPORT_TAKES_BY) || wanted->audience == REPORT_FOR_MINISTRY))
    return not_taken(kind, "--agency", diags);
  if (wanted->pseudonymous && !(kind->takes & REPORT_TAKES_CODES))
    return not_taken(kind, "--pseudonymous", diags);
  return wanted->on && !(kind->takes & REPORT_TAKES_ON) ? not_taken(kind, "--on", diags) : RC_OK;
}

static enum report_by usual_by(const struct report_kind *kind, enum report_audience audience) {
  bool groups = audience == REPORT_FOR_TRAINER && kind->takes & REPORT_IS_OF_GROUPS;
  if (audience == REPORT_FOR_AGENCY || groups)
    return REPORT_BY_UNIT;
  return audience == REPORT_FOR_MINISTRY ? REPORT_BY_AGENCY : REPORT_BY_PERSON;
}

static enum report_audience usual_audience(const struct report_kind *kind,
                                           const struct report_wanted *wanted) {
  if (!wanted->audience && wanted->agency)
    return wanted->by == REPORT_BY_PERSON ? REPORT_FOR_TRAINER : REPORT_FOR_AGENCY;
  if (wanted->audience || !(kind->takes & REPORT_IS_OF_GROUPS))
    return wanted->audience;
  return wanted->by == REPORT_BY_PERSON ? REPORT_FOR_TRAINER : REPORT_FOR_AGENCY;
}

/* An agency's or a ministry's report never names people, nor a class of few, whom two reports that
 * are subtracted would tell of. */
static enum rc settle(const struct report_kind *kind, struct report_wanted *wanted,
                      struct diags *diags) {
  wanted->audience = usual_audience(kind, wanted);
  bool no_names = wanted->audience >= REPORT_FOR_AGENCY;
  if (!wanted->by)
    wanted->by = usual_by(kind, wanted->audience);
  if (!no_names || (wanted->by != REPORT_BY_PERSON && !wanted->cohort))
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "report.people",
             _("make it for a trainer, or by unit, agency or position without --cohort"),
             _("a report for an agency or a ministry names no people and no class"));
  return RC_USAGE;
}

bool report_names_people(const char *name, const struct report_wanted *wanted) {
  const struct report_kind *kind = find_kind(name);
  if (!kind || !(kind->takes & REPORT_TAKES_BY))
    return !kind || !(kind->takes & REPORT_NAMES_NOBODY);
  if (wanted->cohort)
    return true;
  enum report_audience audience = usual_audience(kind, wanted);
  if (kind->takes & REPORT_IS_OF_GROUPS)
    return audience < REPORT_FOR_AGENCY;
  return (wanted->by ? wanted->by : usual_by(kind, audience)) == REPORT_BY_PERSON;
}

/* -- From what --------------------------------------------------------------------------------- */

static enum rc keep_cohort(struct person *people, size_t *n, const char *cohort,
                           struct diags *diags) {
  size_t kept = 0;
  for (size_t i = 0; cohort && i < *n; i++)
    if (strcmp(people[i].cohort, cohort) == 0)
      people[kept++] = people[i];
  if (!cohort)
    return RC_OK;
  *n = kept;
  if (kept)
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "report.cohort", _("write it as the roster has it"),
             _("nobody is in the cohort \"%.90s\""), cohort);
  return RC_USAGE;
}

/* asked: the table that is wanted alone, or NULL. */
static enum rc write_paper(const struct report_kind *kind, enum report_by by, const char *asked,
                           const struct paper *paper, const struct format *format,
                           struct sink *sink, struct diags *diags) {
  bool bare = paper->n == 1 && paper->list[0].n == 1; /* a table, and not a word beside it */
  bool one = format->one_table || bare;
  const char *table = by == REPORT_BY_PERSON && kind->people ? kind->people : kind->table;
  if (asked)
    return format_write(format, paper, asked, sink, diags);
  return format_write(format, paper, one ? table : NULL, sink, diags);
}

struct strangers {
  const struct person *people; /* those stated, by id */
  size_t n_people;
  struct person *list;
  size_t n, cap;
};

static int by_id(const void *a, const void *b) {
  return memcmp(((const struct person *)a)->id, ((const struct person *)b)->id, ID_BYTES);
}

static void take_stranger(void *ctx, const struct activity *activity) {
  struct strangers *s = ctx;
  struct person who = {0};
  memcpy(who.id, activity->person, ID_BYTES);
  if (s->n && by_id(&s->list[s->n - 1], &who) == 0)
    return;
  if (!s->n_people || !bsearch(&who, s->people, s->n_people, sizeof who, by_id))
    VEC_PUSH(s, who);
}

/* Answers may arrive before the statement of whose they are: who did something is told of, though
 * nothing is known of him but that. Of no cohort, though. */
static enum rc add_strangers(const struct reporting *r, struct person **people, size_t *n,
                             struct diags *diags) {
  const struct evidence_scope scope = {.from = INT64_MIN, .until = r->until};
  struct strangers s = {.people = *people, .n_people = *n};
  enum rc rc = store_activity(r->app->store, &scope, take_stranger, &s, diags);
  if (s.n) {
    *people = mem_grow(*people, *n + s.n, sizeof **people);
    memcpy(*people + *n, s.list, s.n * sizeof **people);
    qsort(*people, *n += s.n, sizeof **people, by_id);
  }
  free(s.list);
  return rc;
}

/* Reports that know no readers are of whoever holds the records. */
static enum rc read_agencies(const struct report_kind *kind, struct reporting *r,
                             struct diags *diags) {
  const struct report_wanted *wanted = r->wanted;
  const struct agency_asked asked = {wanted->by, r->holder ? REPORT_FOR_ANYBODY : wanted->audience,
                                     wanted->agency, wanted->as_of, wanted->cohort};
  enum rc rc = RC_OK;
  if (kind->takes & REPORT_TAKES_BY)
    rc = agencies_read(r->app, &asked, r->until, r->arena, &r->agencies, diags);
  if (rc == RC_OK)
    r->framework = agency_framework(r->agencies, app_framework(r->app));
  return rc;
}

static void show_people(struct reporting *r) {
  const struct person **shown = arena_array(r->arena, r->n + 1, sizeof *shown);
  for (size_t i = 0; i < r->n; i++)
    shown[i] = agency_person(r->agencies, &r->people[i], r->arena);
  r->shown = shown;
}

static enum rc make(const struct report_kind *kind, struct reporting *r,
                    const struct format *format, struct sink *sink, struct diags *diags) {
  const struct paper *paper = NULL;
  struct person *people = NULL;
  enum rc rc = basis_framework(r->app, diags);
  bool of_people = kind->takes & REPORT_TAKES_COHORT; /* the others read them themselves */
  if (rc == RC_OK && of_people)
    rc = store_people_as_of(r->app->store, r->until, &people, &r->n, diags);
  if (rc == RC_OK && of_people)
    rc = keep_cohort(people, &r->n, r->wanted->cohort, diags);
  if (rc == RC_OK && kind->takes & REPORT_TELLS_OF_STRANGERS && !r->wanted->cohort)
    rc = add_strangers(r, &people, &r->n, diags);
  if (rc == RC_OK)
    rc = read_agencies(kind, r, diags);
  if (rc == RC_OK) {
    r->people = people;
    show_people(r);
    rc = kind->make(r, &paper, diags);
  }
  if (rc == RC_OK)
    rc = write_paper(kind, r->wanted->by, r->wanted->table, paper, format, sink, diags);
  free(people);
  return rc;
}

enum rc report_make(const struct app_paths *paths, const char *name,
                    const struct report_wanted *asked, const char *format_name, struct sink *sink,
                    struct diags *diags) {
  const struct format *format = format_find(format_name);
  const struct report_kind *kind = find_kind(name);
  struct arena arena = {0};
  struct report_wanted wanted = *asked;
  struct reporting r = {.wanted = &wanted, .arena = &arena};
  enum rc rc = RC_OK;
  if (!kind)
    rc = no_such("report.unknown", name,
                 arena_printf(&arena, _("reports: %s"), report_names(&arena)), diags);
  else if (!format)
    rc = no_such("report.format", format_name, _("formats: text, csv, json, html, xlsx"), diags);
  else
    rc = check_options(kind, &wanted, diags);
  if (rc == RC_OK)
    rc = settle(kind, &wanted, diags);
  r.holder = !asked->audience && !asked->agency && wanted.by == REPORT_BY_PERSON;
  if (rc == RC_OK)
    rc = basis_until(wanted.as_of, &r.until, diags);
  if (rc == RC_OK)
    rc = warm_up_open(paths, &r.app, diags);
  if (rc == RC_OK)
    rc = make(kind, &r, format, sink, diags);
  app_close(r.app);
  arena_done(&arena);
  return rc;
}
