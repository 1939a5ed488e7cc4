/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"
#include "app/report.h"

#include "base/text.h"
#include "exchange/format.h"

#include <stdlib.h>
#include <string.h>

const char *const report_names[] = {"competency", NULL};

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

enum rc report_make(const struct app_paths *paths, const char *name, const char *format_name,
                    struct sink *sink, struct diags *diags) {
  const struct format *format = format_find(format_name);
  struct store *store = NULL;
  struct framework *framework = NULL;
  if (!is_report(name))
    return no_such("report.unknown", name, _("there is one report: competency"), diags);
  if (!format)
    return no_such("report.format", format_name, _("formats: text, csv, json, html, xlsx"), diags);
  enum rc rc = store_open_existing(paths->store, &store, diags);
  if (rc == RC_OK)
    rc = read_framework(paths->courses, &framework, diags);
  if (rc == RC_OK)
    rc = write_competency(store, framework, format, sink, diags);
  framework_free(framework);
  store_close(store);
  return rc;
}
