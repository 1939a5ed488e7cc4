/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"
#include "app/report.h"

#include "base/text.h"
#include "document/date.h"
#include "exchange/format.h"

#include <stdlib.h>
#include <string.h>

const char *const report_names[] = {"competency", "tna", NULL};

static enum rc no_such(const char *code, const char *what, const char *hint, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, _("there is no report or format \"%s\""),
             what);
  return RC_USAGE;
}

static bool is_report(const char *name) {
  for (size_t i = 0; report_names[i]; i++)
    if (strcmp(report_names[i], name) == 0)
      return true;
  return false;
}

static enum rc read_framework(const char *courses, struct framework **framework,
                              struct diags *diags) {
  struct arena arena = {0};
  *framework = framework_load(arena_printf(&arena, "%s/framework", courses), diags);
  arena_done(&arena);
  if (*framework)
    return RC_OK;
  diag_error(diags, (struct place){.file = courses}, 1, "report.framework",
             _("say where the courses are with --courses FOLDER"),
             _("the competency framework cannot be read, and a report needs it"));
  return RC_MISSING;
}

static enum rc write_table(const struct table *table, const struct format *format,
                           struct sink *sink, struct arena *arena, struct diags *diags) {
  const struct paper *paper = paper_of_table(arena,
                                             &(struct paper_head){
                                                 .id = table->id,
                                                 .title = _("Competencies by person"),
                                                 .confidential = true,
                                             },
                                             table);
  return format_write(format, paper, table->id, sink, diags);
}

static enum rc write_competency(struct store *store, const struct framework *framework,
                                const struct format *format, struct sink *sink,
                                struct diags *diags) {
  struct arena arena = {0};
  struct person *people = NULL;
  struct competency_row *evidence = NULL;
  struct report_row *rows;
  size_t n_people, n_evidence;
  enum rc rc = store_people(store, &people, &n_people, diags);
  if (rc == RC_OK)
    rc = store_competency(store, NULL, &evidence, &n_evidence, diags);
  if (rc == RC_OK) {
    size_t n = report_competency(framework, people, n_people, evidence, n_evidence, &arena, &rows);
    rc = write_table(report_table(rows, n, &arena), format, sink, &arena, diags);
  }
  free(people);
  free(evidence);
  arena_done(&arena);
  return rc;
}

/* -- Training needs -------------------------------------------------------------------------- */

/* The end of that day, UTC; of none, of all time. */
static enum rc read_day(const char *day, int64_t *until, struct diags *diags) {
  struct date date;
  *until = INT64_MAX;
  if (!day)
    return RC_OK;
  if (!date_read(day, &date)) {
    diag_error(diags, (struct place){.file = "--as-of"}, 1, "report.date",
               _("write a day of the calendar as YYYY-MM-DD"), _("there is no day \"%s\""), day);
    return RC_USAGE;
  }
  *until = (date_number(date) + 1) * INT64_C(86400000);
  return RC_OK;
}

/* The key of the codes is this store's: made once, then the same in each report. */
static enum rc read_pseudonym(struct store *store, uint8_t key[KEY_BYTES], struct diags *diags) {
  static const char name[] = "pseudonyms";
  struct str kept = {0};
  store_memo(store, name, &kept);
  if (kept.len != KEY_BYTES) {
    seal_random(key, KEY_BYTES);
    str_clear(&kept);
    str_add(&kept, key, KEY_BYTES);
    store_memo_keep(store, name, &kept);
    str_clear(&kept);
    store_memo(store, name, &kept);
  }
  bool there = kept.len == KEY_BYTES;
  if (there)
    memcpy(key, kept.at, KEY_BYTES);
  else
    diag_error(diags, (struct place){0}, 1, "report.pseudonyms", NULL,
               _("the key of the codes cannot be kept, so that codes would change each time"));
  str_done(&kept);
  return there ? RC_OK : RC_IO;
}

static enum rc write_needs(const struct app_paths *paths, const struct needs *needs,
                           const struct tna_wanted *wanted, const struct format *format,
                           struct sink *sink, struct diags *diags) {
  struct arena arena = {0};
  struct taught taught;
  taught_read(paths->courses, needs->framework, &taught);
  const struct paper *paper = tna_paper(&arena, needs, &taught, wanted);
  const char *table = NULL;
  if (format->one_table)
    table = wanted->by == TNA_BY_PERSON ? "people" : TNA_TABLE;
  enum rc rc = format_write(format, paper, table, sink, diags);
  taught_done(&taught);
  arena_done(&arena);
  return rc;
}

static enum rc write_tna(const struct app_paths *paths, struct store *store,
                         const struct framework *framework, const struct report_wanted *wanted,
                         const struct format *format, struct sink *sink, struct diags *diags) {
  struct tna_wanted settled = wanted->tna;
  struct needs needs = {0};
  uint8_t key[KEY_BYTES];
  int64_t until;
  enum rc rc = read_day(settled.as_of, &until, diags);
  if (rc == RC_OK)
    rc = tna_settle(&settled, diags);
  if (rc == RC_OK && wanted->pseudonymous)
    rc = read_pseudonym(store, key, diags);
  settled.pseudonym = wanted->pseudonymous ? key : NULL;
  if (rc == RC_OK)
    rc = needs_measure(store, framework, until, &needs, diags);
  if (rc == RC_OK)
    rc = write_needs(paths, &needs, &settled, format, sink, diags);
  needs_done(&needs);
  return rc;
}

/* -- Any report ------------------------------------------------------------------------------ */

static enum rc refuse_options(const struct report_wanted *wanted, struct diags *diags) {
  if (!wanted->tna.by && !wanted->tna.audience && !wanted->tna.as_of && !wanted->pseudonymous)
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "report.option", _("leave them out, or make report tna"),
             _("--by, --audience, --as-of and --pseudonymous are options of the report tna"));
  return RC_USAGE;
}

enum rc report_make(const struct app_paths *paths, const struct report_wanted *wanted,
                    struct sink *sink, struct diags *diags) {
  const struct format *format = format_find(wanted->format);
  struct store *store = NULL;
  struct framework *framework = NULL;
  if (!is_report(wanted->name))
    return no_such("report.unknown", wanted->name, _("reports: competency, tna"), diags);
  if (!format)
    return no_such("report.format", wanted->format, _("formats: text, csv, json, html, xlsx"),
                   diags);
  bool tna = strcmp(wanted->name, "tna") == 0;
  enum rc rc = tna ? RC_OK : refuse_options(wanted, diags);
  if (rc == RC_OK)
    rc = store_open_existing(paths->store, &store, diags);
  if (rc == RC_OK)
    rc = read_framework(paths->courses, &framework, diags);
  if (rc == RC_OK)
    rc = tna ? write_tna(paths, store, framework, wanted, format, sink, diags)
             : write_competency(store, framework, format, sink, diags);
  framework_free(framework);
  store_close(store);
  return rc;
}
