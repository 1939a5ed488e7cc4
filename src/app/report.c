/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report.h"

#include "app/inner.h"
#include "base/vec.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

struct rows {
  struct report_row *list;
  size_t n, cap;
};

static int required_level(const struct framework *framework, const struct person *person,
                          size_t competency) {
  int at = person->position[0] ? framework_post(framework, person->agency, person->position) : -1;
  return at < 0 ? -1 : (int)framework->positions[at].requirements[competency].level;
}

static const struct competency_row *find_evidence(const struct competency_row *evidence, size_t n,
                                                  const char *competency) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(evidence[i].competency, competency) == 0)
      return &evidence[i];
  return NULL;
}

static void add_row(struct rows *rows, const struct person *person, const char *competency,
                    const char *name, int required, const struct competency_row *evidence) {
  struct report_row row = {.person = person,
                           .competency = competency,
                           .name = name,
                           .required = required,
                           .self = -1,
                           .supervisor = -1};
  if (evidence) {
    row.items = evidence->items;
    row.right = evidence->right;
    row.items_marked = evidence->items_marked;
    row.right_marked = evidence->right_marked;
    row.last = evidence->last;
  }
  VEC_PUSH(rows, row);
}

/* evidence: this person's only. No evidence where the post asks for some is a finding. */
static void add_person(struct rows *rows, const struct framework *framework,
                       const struct person *person, const struct competency_row *evidence,
                       size_t n) {
  for (size_t i = 0; i < framework->n_competencies; i++) {
    const struct competency *c = &framework->competencies[i];
    const struct competency_row *found = find_evidence(evidence, n, c->id);
    int required = required_level(framework, person, i);
    if (found || required > 0)
      add_row(rows, person, c->id, c->name, required, found);
  }
  for (size_t i = 0; i < n; i++)
    if (framework_competency(framework, evidence[i].competency) < 0)
      add_row(rows, person, evidence[i].competency, "", -1, &evidence[i]);
}

static size_t same_person(const struct competency_row *evidence, size_t n) {
  size_t len = 0;
  while (len < n && memcmp(evidence[len].person, evidence[0].person, ID_BYTES) == 0)
    len++;
  return len;
}

/* Where a person's evidence begins, or would. */
static size_t evidence_of(const struct competency_row *evidence, size_t n,
                          const uint8_t id[ID_BYTES]) {
  size_t from = 0;
  while (n > 0) {
    size_t half = n / 2;
    bool before = memcmp(evidence[from + half].person, id, ID_BYTES) < 0;
    from += before ? half + 1 : 0;
    n = before ? n - half - 1 : half;
  }
  return from;
}

size_t report_competency(const struct framework *framework, const struct person *people,
                         size_t n_people, const struct competency_row *evidence, size_t n_evidence,
                         struct arena *arena, struct report_row **out) {
  struct rows rows = {0};
  for (size_t i = 0; i < n_people; i++) {
    size_t at = evidence_of(evidence, n_evidence, people[i].id);
    bool any = at < n_evidence && memcmp(evidence[at].person, people[i].id, ID_BYTES) == 0;
    add_person(&rows, framework, &people[i], evidence + at,
               any ? same_person(evidence + at, n_evidence - at) : 0);
  }
  *out = arena_array(arena, rows.n, sizeof **out);
  if (rows.n)
    memcpy(*out, rows.list, rows.n * sizeof **out);
  free(rows.list);
  return rows.n;
}

static int by_rated(const void *key, const void *element) {
  const struct report_row *row = key;
  const struct rated *rating = element;
  int order = memcmp(row->person->id, rating->person, ID_BYTES);
  return order ? order : strcmp(row->competency, rating->competency);
}

/* One of several was found, and they stand together. */
static void add_ratings(struct report_row *row, const struct rated *at, const struct rated *first,
                        const struct rated *end) {
  while (at > first && by_rated(row, at - 1) == 0)
    at--;
  for (; at < end && by_rated(row, at) == 0; at++)
    if (at->evidence == EVIDENCE_SELF)
      row->self = at->level;
    else if (at->evidence == EVIDENCE_SUPERVISOR &&
             (row->supervisor < 0 || at->level < row->supervisor))
      row->supervisor = at->level;
}

void report_add_ratings(struct report_row *rows, size_t n, const struct rated *ratings,
                        size_t n_ratings) {
  for (size_t i = 0; i < n && n_ratings; i++) {
    const struct rated *found = bsearch(&rows[i], ratings, n_ratings, sizeof *ratings, by_rated);
    if (found)
      add_ratings(&rows[i], found, ratings, ratings + n_ratings);
  }
}

enum rc app_competency(struct app *app, struct arena *arena, struct report_row **rows, size_t *n,
                       struct diags *diags) {
  struct competency_row *evidence = NULL;
  size_t n_evidence = 0;
  *rows = NULL;
  *n = 0;
  struct person *same = arena_alloc(arena, sizeof *same); /* under the id that evidence is under */
  *same = app->person;
  enum rc rc = store_same(app->store, app->person.id, INT64_MAX, same->id, diags);
  if (rc == RC_OK)
    rc = store_competency(app->store, same->id, INT64_MAX, &evidence, &n_evidence, diags);
  if (rc == RC_OK && app_framework(app))
    *n = report_competency(app_framework(app), same, 1, evidence, n_evidence, arena, rows);
  free(evidence);
  return rc;
}
