/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shown.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* -- Rows ------------------------------------------------------------------------------------- */

struct rows {
  struct measured *list;
  size_t n;
  const struct person *person;
};

static void on_row(void *ctx, const struct measured *row) {
  struct rows *rows = ctx;
  rows->list[rows->n] = *row;
  rows->list[rows->n++].person = rows->person;
}

enum rc shown_read(struct store *store, const struct framework *framework,
                   const struct person *person, int64_t until, struct arena *arena,
                   const struct measured **list, size_t *n, struct diags *diags) {
  struct rows rows = {arena_array(arena, framework->n_competencies + 1, sizeof *rows.list), 0,
                      person};
  struct person same = *person;
  const struct measured_roster roster = {&same, 1};
  enum rc rc = store_same(store, person->id, until, same.id, diags);
  const struct evidence_scope scope = {.person = same.id, .until = until};
  if (rc == RC_OK)
    rc = measured_each(store, framework, &roster, &scope, on_row, &rows, NULL, diags);
  *list = rows.list;
  *n = rc == RC_OK ? rows.n : 0;
  return rc;
}

/* -- Pieces ----------------------------------------------------------------------------------- */

struct pieces {
  struct shown_piece *list;
  size_t n, cap;
  const char *competency;
  struct arena *arena;
};

static void on_response(void *ctx, const struct response_seen *seen) {
  struct pieces *pieces = ctx;
  if (strcmp(seen->competency, pieces->competency) != 0)
    return;
  struct shown_piece piece = {.kind = seen->decision                     ? SHOWN_DECISION
                                      : seen->evidence == EVIDENCE_PAPER ? SHOWN_PAPER
                                                                         : SHOWN_ANSWER,
                              .time = seen->time,
                              .path = arena_strdup(pieces->arena, seen->path),
                              .mode = seen->mode,
                              .score = seen->score,
                              .ruled = seen->score != seen->marked};
  VEC_PUSH(pieces, piece);
}

static void on_observation(void *ctx, const struct observation *seen) {
  struct pieces *pieces = ctx;
  for (size_t i = 0; i < seen->n_scores; i++) {
    if (strcmp(seen->scores[i].competency, pieces->competency) != 0)
      continue;
    struct shown_piece piece = {.kind = seen->evidence == EVIDENCE_PRACTICAL      ? SHOWN_PRACTICAL
                                        : seen->evidence == EVIDENCE_CHECKLIST_30 ? SHOWN_AFTER_30
                                                                                  : SHOWN_AFTER_90,
                                .time = seen->time,
                                .path = arena_strdup(pieces->arena, seen->path),
                                .score = seen->scores[i].score,
                                .passed = seen->passed,
                                .critical = seen->critical};
    VEC_PUSH(pieces, piece);
  }
}

static enum rc add_ratings(struct store *store, const struct evidence_scope *scope,
                           struct pieces *pieces, struct diags *diags) {
  struct rated *list = NULL;
  size_t n = 0;
  enum rc rc = store_ratings(store, scope, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i].competency, pieces->competency) == 0) {
      struct shown_piece piece = {.kind = list[i].evidence == EVIDENCE_SELF ? SHOWN_SELF
                                                                            : SHOWN_SUPERVISOR,
                                  .time = list[i].time,
                                  .path = "",
                                  .level = list[i].level};
      VEC_PUSH(pieces, piece);
    }
  free(list);
  return rc;
}

static int newest_first(const void *left, const void *right) {
  const struct shown_piece *a = left, *b = right;
  if (a->time != b->time)
    return a->time > b->time ? -1 : 1;
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  return strcmp(a->path, b->path);
}

static void settle(struct pieces *pieces, const struct shown_piece **list, size_t *n) {
  struct shown_piece *kept = arena_array(pieces->arena, pieces->n + 1, sizeof *kept);
  if (pieces->n) {
    qsort(pieces->list, pieces->n, sizeof *pieces->list, newest_first);
    memcpy(kept, pieces->list, pieces->n * sizeof *kept);
  }
  *list = kept;
  *n = pieces->n;
}

enum rc shown_pieces(struct store *store, const char *competency, const struct person *person,
                     int64_t until, struct arena *arena, const struct shown_piece **list, size_t *n,
                     struct diags *diags) {
  struct pieces pieces = {.competency = competency, .arena = arena};
  uint8_t same[ID_BYTES];
  enum rc rc = store_same(store, person->id, until, same, diags);
  const struct evidence_scope scope = {.person = same, .until = until};
  if (rc == RC_OK)
    rc = store_evidence(store, &scope, on_response, &pieces, diags);
  if (rc == RC_OK)
    rc = add_ratings(store, &scope, &pieces, diags);
  if (rc == RC_OK)
    rc = store_observations(store, &scope, on_observation, &pieces, diags);
  settle(&pieces, list, n);
  free(pieces.list);
  return rc;
}
