/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checklist.h"

#include "app/inner.h"
#include "base/mem.h"
#include "drill/score.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "checklist/"

const char checklist_keys[] = {CHECK_DOES,   CHECK_TRAIN,    CHECK_ELSEWHERE,
                               CHECK_UNSURE, CHECK_NOT_SEEN, '\0'};

enum { DOES, TRAINING, STEPS };
static const char *const steps[STEPS] = {"does", "training"};

static const struct meaning {
  char mark;
  uint8_t verdicts[STEPS];
} meanings[] = {
    {CHECK_DOES, {STEP_DONE, STEP_NOT_SEEN}},
    {CHECK_TRAIN, {STEP_NOT_DONE, STEP_DONE}},
    {CHECK_ELSEWHERE, {STEP_NOT_DONE, STEP_NOT_DONE}},
    {CHECK_UNSURE, {STEP_NOT_DONE, STEP_NOT_SEEN}},
    {CHECK_NOT_SEEN, {STEP_NOT_SEEN, STEP_NOT_SEEN}},
};
enum { MEANINGS = sizeof meanings / sizeof *meanings };

static void verdicts_of(const struct observation *seen, uint8_t verdicts[STEPS]) {
  memset(verdicts, STEP_NOT_SEEN, STEPS);
  for (size_t i = 0; i < seen->n_steps; i++)
    for (size_t k = 0; k < STEPS; k++)
      if (seen->steps[i].name == seal_name(steps[k]))
        verdicts[k] = seen->steps[i].verdict;
}

bool checklist_elsewhere(const struct observation *seen) {
  uint8_t verdicts[STEPS];
  verdicts_of(seen, verdicts);
  return strncmp(seen->path, PREFIX, sizeof PREFIX - 1) == 0 && verdicts[DOES] == STEP_NOT_DONE &&
         verdicts[TRAINING] == STEP_NOT_DONE;
}

static void occasion_of(enum evidence kind, uint8_t out[ID_BYTES]) {
  const char *name = kind == EVIDENCE_CHECKLIST_30 ? PREFIX "30" : PREFIX "90";
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){name, strlen(name)}, 1, hash);
  memcpy(out, hash, ID_BYTES);
}

/* -- Marking ----------------------------------------------------------------------------------- */

enum rc checklist_mark(struct app *app, const struct checklist *checklist,
                       struct checklist_row *row, char mark, struct diags *diags) {
  const struct meaning *meaning = meanings;
  while (meaning < meanings + MEANINGS && meaning->mark != mark)
    meaning++;
  if (meaning == meanings + MEANINGS)
    return RC_USAGE;
  struct arena arena = {0};
  struct step_mark marks[STEPS];
  struct happening h = {.verb = VERB_OBSERVED,
                        .evidence = checklist->kind,
                        .path = arena_printf(&arena, PREFIX "%s", row->id),
                        .passed = mark == CHECK_DOES,
                        .steps = marks,
                        .n_steps = STEPS};
  for (size_t i = 0; i < STEPS; i++)
    marks[i] = (struct step_mark){seal_name(steps[i]), meaning->verdicts[i]};
  if (mark != CHECK_NOT_SEEN)
    score_put(&h.scores[h.n_scores++], row->id, h.passed, 1);
  h.score = h.passed ? SCORE_ONE : 0;
  struct append append = {.happened = &h, .n = 1};
  memcpy(append.actor, app->person.id, ID_BYTES);
  memcpy(append.subject, checklist->person.id, ID_BYTES);
  occasion_of(checklist->kind, append.session);
  clock_read(&append.moment);
  enum rc rc = store_append(app->store, &append, diags);
  if (rc == RC_OK)
    row->mark = mark;
  arena_done(&arena);
  return rc;
}

/* -- Opening ----------------------------------------------------------------------------------- */

struct recalling {
  struct checklist *checklist;
  const uint8_t *supervisor;
};

static void recall(void *ctx, const struct observation *seen) {
  const struct recalling *r = ctx;
  struct checklist *checklist = r->checklist;
  uint8_t verdicts[STEPS];
  if (seen->evidence != checklist->kind || strncmp(seen->path, PREFIX, sizeof PREFIX - 1) != 0 ||
      memcmp(seen->assessor, r->supervisor, ID_BYTES) != 0)
    return;
  verdicts_of(seen, verdicts);
  for (size_t i = 0; i < checklist->n; i++)
    for (size_t m = 0; m < MEANINGS; m++)
      if (strcmp(checklist->rows[i].id, seen->path + sizeof PREFIX - 1) == 0 &&
          memcmp(meanings[m].verdicts, verdicts, STEPS) == 0)
        checklist->rows[i].mark = meanings[m].mark;
}

static void fill(struct checklist *checklist, const struct framework *framework) {
  const struct person *person = &checklist->person;
  int post = framework ? framework_post(framework, person->agency, person->position) : -1;
  if (post < 0)
    return;
  checklist->rows =
      arena_array(&checklist->arena, framework->n_competencies, sizeof *checklist->rows);
  for (size_t i = 0; i < framework->n_competencies; i++) {
    const struct competency *it = &framework->competencies[i];
    unsigned level = framework->positions[post].requirements[i].level;
    if (level)
      checklist->rows[checklist->n++] =
          (struct checklist_row){it->id, it->name, it->descriptors[level], level, CHECK_EMPTY};
  }
}

enum rc checklist_open(struct app *app, const struct person *person, enum evidence kind,
                       struct checklist **out, struct diags *diags) {
  assert(kind == EVIDENCE_CHECKLIST_30 || kind == EVIDENCE_CHECKLIST_90);
  struct checklist *checklist = mem_alloc(sizeof *checklist);
  *checklist = (struct checklist){.person = *person, .kind = kind};
  fill(checklist, app_framework(app));
  const struct evidence_scope scope = {
      .person = checklist->person.id, .from = INT64_MIN, .until = INT64_MAX};
  enum rc rc = store_observations(app->store, &scope, recall,
                                  &(struct recalling){checklist, app->person.id}, diags);
  *out = rc == RC_OK ? checklist : NULL;
  if (rc != RC_OK)
    checklist_free(checklist);
  return rc;
}

void checklist_free(struct checklist *checklist) {
  if (!checklist)
    return;
  arena_done(&checklist->arena);
  free(checklist);
}
