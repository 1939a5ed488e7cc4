/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/readiness.h"

#include "app/memories.h"
#include "base/text.h"
#include "base/vec.h"
#include "model/competency.h"

#include <stdlib.h>
#include <string.h>

enum { ALL_LEVELS = LEVELS - 1 };

/* -- The questions there are ----------------------------------------------------------------- */

struct asked { /* a question that practice may ask */
  const struct item *item;
  int competency; /* index in the framework */
};

struct bank {
  struct asked *list; /* by path */
  size_t n, cap;
};

static int by_path(const void *a, const void *b) {
  return strcmp(((const struct asked *)a)->item->path, ((const struct asked *)b)->item->path);
}

static void add_module(struct bank *bank, const struct framework *framework,
                       const struct module *module) {
  for (size_t i = 0; module && i < module->quiz.n_items; i++) {
    const struct item *item = &module->quiz.items[i];
    int competency = framework_competency(framework, item->competency);
    if (item->use != USE_EXAM && competency >= 0)
      VEC_PUSH(bank, ((struct asked){item, competency}));
  }
}

static void fill(struct app *app, struct bank *bank) {
  const struct catalogue *catalogue = app_catalogue(app);
  struct diags ignored = {0};
  for (size_t c = 0; c < catalogue->n; c++)
    for (size_t i = 0; i < catalogue->courses[c].n_files; i++)
      add_module(bank, app_framework(app), app_module(app, &catalogue->courses[c], i, &ignored));
  diags_done(&ignored);
  if (bank->n)
    qsort(bank->list, bank->n, sizeof *bank->list, by_path);
}

/* -- One person ------------------------------------------------------------------------------ */

struct sum { /* of one competency */
  uint32_t items, met;
  double recall;
};

struct forecasting {
  const struct framework *framework;
  const struct bank *bank;
  const struct memories *memories;
  int32_t day;
  struct sum *sums; /* one a competency */
  struct {
    struct readiness_row *list;
    size_t n, cap;
  } rows;
};

static const struct requirement *requirement_of(const struct framework *framework,
                                                const struct person *person, size_t competency) {
  int at = person->position[0] ? framework_post(framework, person->agency, person->position) : -1;
  return at < 0 ? NULL : &framework->positions[at].requirements[competency];
}

/* Where the person's memories begin: they are by person, then by path, as the bank is. */
static size_t memories_from(const struct memories *memories, const uint8_t person[ID_BYTES]) {
  size_t low = 0, high = memories->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (memcmp(memories->list[middle].person, person, ID_BYTES) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void add_question(struct forecasting *f, const struct person *person,
                         const struct asked *asked, const struct remembered *met) {
  const struct requirement *required =
      requirement_of(f->framework, person, (size_t)asked->competency);
  struct sum *sum = &f->sums[asked->competency];
  unsigned most = required && required->level ? required->level : ALL_LEVELS;
  if (asked->item->level > most)
    return;
  sum->items++;
  if (!met || memcmp(met->key_rev, asked->item->key_rev, HASH_BYTES) != 0)
    return;
  sum->met++;
  sum->recall += retention_recall(&met->memory, f->day);
}

static void sum_up(struct forecasting *f, const struct person *person) {
  const struct memories *memories = f->memories;
  size_t at = memories_from(memories, person->id);
  memset(f->sums, 0, f->framework->n_competencies * sizeof *f->sums);
  for (size_t i = 0; i < f->bank->n; i++) {
    const struct remembered *met = NULL;
    while (at < memories->n && memcmp(memories->list[at].person, person->id, ID_BYTES) == 0 &&
           strcmp(memories->list[at].path, f->bank->list[i].item->path) < 0)
      at++;
    if (at < memories->n && memcmp(memories->list[at].person, person->id, ID_BYTES) == 0 &&
        strcmp(memories->list[at].path, f->bank->list[i].item->path) == 0)
      met = &memories->list[at];
    add_question(f, person, &f->bank->list[i], met);
  }
}

static void add_row(struct forecasting *f, const struct person *person, size_t competency) {
  const struct competency *c = &f->framework->competencies[competency];
  const struct requirement *required = requirement_of(f->framework, person, competency);
  const struct sum *sum = &f->sums[competency];
  if (!sum->met && !(required && required->level))
    return;
  struct readiness_row row = {.person = person,
                              .competency = c->id,
                              .name = c->name,
                              .required = required ? (int)required->level : -1,
                              .items = sum->items,
                              .met = sum->met,
                              .forecast = FORECAST_NONE};
  if (sum->items)
    row.forecast = (int32_t)(sum->recall / sum->items * SCORE_ONE);
  if (required && required->level)
    row.weight = (int32_t)(2 * required->importance + required->frequency + required->difficulty);
  VEC_PUSH(&f->rows, row);
}

static int32_t post_forecast(const struct readiness_row *rows, size_t n) {
  int64_t sum = 0, weights = 0;
  for (size_t i = 0; i < n; i++)
    if (rows[i].forecast != FORECAST_NONE) {
      sum += (int64_t)rows[i].weight * rows[i].forecast;
      weights += rows[i].weight;
    }
  return weights ? (int32_t)(sum / weights) : FORECAST_NONE;
}

static void add_person(struct forecasting *f, const struct person *person,
                       struct readiness_post *post) {
  *post = (struct readiness_post){.person = person, .first = f->rows.n};
  sum_up(f, person);
  for (size_t i = 0; i < f->framework->n_competencies; i++)
    add_row(f, person, i);
  post->n = f->rows.n - post->first;
  post->forecast = post_forecast(f->rows.list + post->first, post->n);
}

/* -- All ------------------------------------------------------------------------------------- */

static void forecast_all(struct forecasting *f, const struct person *people, size_t n,
                         struct arena *arena, struct readiness *readiness) {
  f->sums = mem_array(f->framework->n_competencies + 1, sizeof *f->sums);
  readiness->posts = arena_array(arena, n, sizeof *readiness->posts);
  readiness->n_posts = n;
  for (size_t i = 0; i < n; i++)
    add_person(f, &people[i], &readiness->posts[i]);
  readiness->rows = arena_array(arena, f->rows.n, sizeof *readiness->rows);
  readiness->n_rows = f->rows.n;
  if (f->rows.n)
    memcpy(readiness->rows, f->rows.list, f->rows.n * sizeof *readiness->rows);
  free(f->rows.list);
  free(f->sums);
}

enum rc readiness_forecast(struct app *app, const struct person *people, size_t n_people,
                           int32_t day, struct arena *arena, struct readiness *readiness,
                           struct diags *diags) {
  struct memories memories = {0};
  struct bank bank = {0};
  *readiness = (struct readiness){0};
  if (!app_framework(app)) {
    diag_error(diags, (struct place){.file = app->courses}, 1, "readiness.framework",
               _("say where the courses are with --courses FOLDER"),
               _("the competency framework cannot be read, and a forecast needs it"));
    return RC_MISSING;
  }
  enum rc rc =
      memories_read(app->store, n_people == 1 ? people->id : NULL, day, arena, &memories, diags);
  if (rc == RC_OK) {
    struct forecasting f = {app_framework(app), &bank, &memories, day, NULL, {0}};
    fill(app, &bank);
    forecast_all(&f, people, n_people, arena, readiness);
  }
  memories_done(&memories);
  free(bank.list);
  return rc;
}
