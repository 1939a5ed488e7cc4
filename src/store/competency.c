/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions counted by competency, from the evidence that everything else is measured by. */
#include "store/evidence.h"

#include "base/vec.h"
#include "store/db.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

struct counting {
  struct competency_row *list;
  size_t n, cap;
};

static void take(void *ctx, const struct response_seen *seen) {
  struct counting *c = ctx;
  struct competency_row *row = c->n ? &c->list[c->n - 1] : NULL;
  if (!row || memcmp(row->person, seen->person, ID_BYTES) != 0 ||
      strcmp(row->competency, seen->competency) != 0) {
    VEC_PUSH(c, (struct competency_row){0});
    row = &c->list[c->n - 1];
    memcpy(row->person, seen->person, ID_BYTES);
    memcpy(row->competency, seen->competency, sizeof row->competency);
  }
  bool question = !seen->decision && seen->evidence == EVIDENCE_NONE;
  row->items += question;
  row->right += question && seen->score == SCORE_ONE;
  row->last = seen->time > row->last ? seen->time : row->last;
}

static int row_order(const struct competency_row *a, const struct competency_row *b) {
  int order = memcmp(a->person, b->person, ID_BYTES);
  return order ? order : strcmp(a->competency, b->competency);
}

/* Both by person, competency. What was annulled altogether is in the second alone. */
static void merge(const struct counting *now, const struct counting *marked, struct counting *out) {
  for (size_t i = 0, k = 0; i < now->n || k < marked->n;) {
    int order = i == now->n ? 1 : k == marked->n ? -1 : row_order(&now->list[i], &marked->list[k]);
    struct competency_row row = order <= 0 ? now->list[i] : marked->list[k];
    if (order > 0)
      row.items = row.right = 0;
    row.items_marked = order >= 0 ? marked->list[k].items : 0;
    row.right_marked = order >= 0 ? marked->list[k].right : 0;
    VEC_PUSH(out, row);
    i += order <= 0;
    k += order >= 0;
  }
}

static enum rc count(struct store *store, const uint8_t *person, int64_t until, bool as_marked,
                     struct counting *counting, struct diags *diags) {
  const struct evidence_scope scope = {
      .person = person, .from = INT64_MIN, .until = until, .as_marked = as_marked};
  return store_evidence(store, &scope, take, counting, diags);
}

enum rc store_competency(struct store *store, const uint8_t *person, int64_t until,
                         struct competency_row **rows, size_t *n, struct diags *diags) {
  struct counting now = {0}, marked = {0}, out = {0};
  bool ruled = false;
  *rows = NULL;
  *n = 0;
  enum rc rc = count(store, person, until, false, &now, diags);
  if (rc == RC_OK)
    rc = rulings_held(store, &ruled, diags);
  if (rc == RC_OK && ruled)
    rc = count(store, person, until, true, &marked, diags);
  if (rc == RC_OK)
    merge(&now, ruled ? &marked : &now, &out);
  free(now.list);
  free(marked.list);
  *rows = out.list;
  *n = out.n;
  return rc;
}
