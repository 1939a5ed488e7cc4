/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"
#include "app/reporting.h"

#include "base/text.h"
#include "store/evidence.h"

#include <stdlib.h>

enum rc report_make_competency(const struct reporting *r, const struct paper **paper,
                               struct diags *diags) {
  struct person *people = NULL;
  struct competency_row *evidence = NULL;
  struct report_row *rows;
  struct rated *ratings = NULL;
  size_t n_people, n_evidence, n_ratings;
  const struct evidence_scope all = {.until = INT64_MAX};
  enum rc rc = store_people(r->app->store, &people, &n_people, diags);
  if (rc == RC_OK)
    rc = store_competency(r->app->store, NULL, &evidence, &n_evidence, diags);
  if (rc == RC_OK)
    rc = store_ratings(r->app->store, &all, &ratings, &n_ratings, diags);
  if (rc == RC_OK) {
    size_t n =
        report_competency(r->framework, people, n_people, evidence, n_evidence, r->arena, &rows);
    report_add_ratings(rows, n, ratings, n_ratings);
    *paper = paper_of_table(r->arena,
                            &(struct paper_head){.id = "competency",
                                                 .title = _("Competencies by person"),
                                                 .confidential = true},
                            report_table(rows, n, r->arena));
  }
  free(people);
  free(evidence);
  free(ratings);
  return rc;
}
