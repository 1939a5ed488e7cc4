/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/calibrate.h"

#include "app/inner.h"
#include "base/text.h"
#include "base/vec.h"
#include "measure/ability.h"
#include "measure/calibrate.h"
#include "store/evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct question {
  size_t competency;
  uint64_t name; /* of path and key */
  char path[200];
  uint8_t key_rev[HASH_BYTES];
  uint8_t level;
  int32_t guess;
};

struct given { /* an answer, by its question's name until all questions are known */
  uint64_t name;
  uint32_t person, competency;
  int32_t score;
};

struct gathered_answers {
  const struct framework *framework;
  struct {
    struct question *list;
    size_t n, cap;
  } questions;
  struct {
    struct given *list;
    size_t n, cap;
  } given;
  uint8_t person[ID_BYTES];
  uint32_t n_people;
};

/* -- Gathering -----------------------------------------------------------------------------------
 */

static uint64_t question_name(const struct response_seen *seen) {
  uint64_t key;
  memcpy(&key, seen->key_rev, sizeof key);
  return seal_name(seen->path) ^ key;
}

static void on_response(void *ctx, const struct response_seen *seen) {
  struct gathered_answers *all = ctx;
  int competency = framework_competency(all->framework, seen->competency);
  if (seen->decision || seen->evidence != EVIDENCE_NONE || competency < 0)
    return;
  if (all->n_people == 0 || memcmp(all->person, seen->person, ID_BYTES) != 0) {
    memcpy(all->person, seen->person, ID_BYTES);
    all->n_people++;
  }
  struct given given = {question_name(seen), all->n_people, (uint32_t)competency, seen->score};
  VEC_PUSH(&all->given, given);
  struct question question = {.competency = (size_t)competency,
                              .name = given.name,
                              .level = seen->level,
                              .guess = seen->guess};
  memcpy(question.path, seen->path, sizeof question.path);
  memcpy(question.key_rev, seen->key_rev, HASH_BYTES);
  VEC_PUSH(&all->questions, question);
}

static int by_name(const void *a, const void *b) {
  const struct question *x = a, *y = b;
  if (x->competency != y->competency)
    return x->competency < y->competency ? -1 : 1;
  return (x->name > y->name) - (x->name < y->name);
}

/* Each question once. Two laptops with different words of the author on one key are hostile: the
 * least level stands, wherever it came from. */
static int by_name_and_level(const void *a, const void *b) {
  const struct question *x = a, *y = b;
  int order = by_name(a, b);
  order = order ? order : (x->level > y->level) - (x->level < y->level);
  return order ? order : (x->guess > y->guess) - (x->guess < y->guess);
}

static void questions_once(struct gathered_answers *all) {
  size_t n = 0;
  if (all->questions.n)
    qsort(all->questions.list, all->questions.n, sizeof *all->questions.list, by_name_and_level);
  for (size_t i = 0; i < all->questions.n; i++)
    if (n == 0 || by_name(&all->questions.list[n - 1], &all->questions.list[i]) != 0)
      all->questions.list[n++] = all->questions.list[i];
  all->questions.n = n;
}

/* -- One competency ------------------------------------------------------------------------------
 */

struct stream { /* the answers of one competency, in canonical order */
  const struct gathered_answers *all;
  const struct question *questions;
  size_t n, at, competency;
};

static void stream_rewind(void *ctx) { ((struct stream *)ctx)->at = 0; }

static bool stream_next(void *ctx, struct calibrate_answer *answer) {
  struct stream *stream = ctx;
  const struct given *list = stream->all->given.list;
  while (stream->at < stream->all->given.n && list[stream->at].competency != stream->competency)
    stream->at++;
  if (stream->at == stream->all->given.n)
    return false;
  const struct given *given = &list[stream->at++];
  struct question wanted = {.competency = stream->competency, .name = given->name};
  const struct question *found =
      bsearch(&wanted, stream->questions, stream->n, sizeof wanted, by_name);
  *answer =
      (struct calibrate_answer){given->person, (uint32_t)(found - stream->questions), given->score};
  return true;
}

struct recording {
  struct {
    struct happening *list;
    size_t n, cap;
  } happened;
  struct calibrate_told *told;
};

static int32_t millionths(double logits) { return (int32_t)lround(logits * SCORE_ONE); }

static void add_found(struct recording *recording, const char *path, const uint8_t *key_rev,
                      const char *competency, double b, double sd, uint32_t n) {
  struct happening h = {
      .verb = VERB_CALIBRATED, .path = path, .calibration = {millionths(b), millionths(sd), n}};
  if (key_rev)
    memcpy(h.key_rev, key_rev, HASH_BYTES);
  strncpy(h.competency, competency, sizeof h.competency - 1);
  VEC_PUSH(&recording->happened, h);
}

static void tell(struct recording *recording, const char *competency, const struct stream *stream,
                 const struct calibrate_item *items, const struct calibrated_item *out,
                 const struct calibration *whole) {
  struct calibrate_line line = {.competency = competency,
                                .people = whole->people,
                                .items = (uint32_t)stream->n,
                                .mean = whole->mean,
                                .sd = whole->sd,
                                .converged = whole->converged};
  for (size_t i = 0; i < stream->n; i++) {
    const struct question *question = &stream->questions[i];
    line.answers += out[i].n;
    line.moved += (out[i].b - items[i].b0) * (out[i].b - items[i].b0);
    if (whole->converged && out[i].n >= CALIBRATE_ANSWERS)
      add_found(recording, question->path, question->key_rev, competency, out[i].b, out[i].sd,
                out[i].n);
  }
  line.moved = sqrt(line.moved / (double)stream->n);
  VEC_PUSH(recording->told, line);
}

static void calibrate_one(struct recording *recording, const char *competency,
                          struct stream *stream) {
  struct calibrate_item *items = mem_array(stream->n, sizeof *items);
  struct calibrated_item *out = mem_array(stream->n, sizeof *out);
  struct calibration whole;
  const struct calibrate_source source = {stream, stream_rewind, stream_next};
  for (size_t i = 0; i < stream->n; i++)
    items[i] = (struct calibrate_item){ability_difficulty(stream->questions[i].level),
                                       (double)stream->questions[i].guess / SCORE_ONE, 1};
  calibrate(&source, items, stream->n, out, &whole);
  tell(recording, competency, stream, items, out, &whole);
  free(items);
  free(out);
}

static void calibrate_all(const struct gathered_answers *all, struct recording *recording) {
  for (size_t at = 0, n; at < all->questions.n; at += n) {
    const struct question *first = &all->questions.list[at];
    for (n = 1; at + n < all->questions.n && first[n].competency == first->competency;)
      n++;
    struct stream stream = {all, first, n, 0, first->competency};
    calibrate_one(recording, all->framework->competencies[first->competency].id, &stream);
  }
}

/* -- The whole way -------------------------------------------------------------------------------
 */

static enum rc append_all(struct app *app, const struct recording *recording, struct diags *diags) {
  struct append append = {.happened = recording->happened.list, .n = recording->happened.n};
  memcpy(append.actor, app->person.id, ID_BYTES);
  clock_read(&append.moment);
  return append.n ? store_append(app->store, &append, diags) : RC_OK;
}

enum rc calibrate_store(struct app *app, int64_t until, bool try_only, struct calibrate_told *told,
                        struct diags *diags) {
  struct gathered_answers all = {.framework = app_framework(app)};
  struct recording recording = {.told = told};
  const struct evidence_scope scope = {.until = until};
  *told = (struct calibrate_told){0};
  if (!all.framework) {
    diag_error(diags, (struct place){0}, 1, "report.framework",
               _("say where the courses are with --courses FOLDER"),
               _("the competency framework cannot be read, and a report needs it"));
    return RC_MISSING;
  }
  enum rc rc = store_evidence(app->store, &scope, on_response, &all, diags);
  if (rc == RC_OK) {
    questions_once(&all);
    calibrate_all(&all, &recording);
    told->recorded = recording.happened.n;
  }
  if (rc == RC_OK && !try_only)
    rc = append_all(app, &recording, diags);
  free(all.questions.list);
  free(all.given.list);
  free(recording.happened.list);
  return rc;
}
