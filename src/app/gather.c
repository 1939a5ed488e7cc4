/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gather.h"

#include "app/inner.h"
#include "app/review.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static const struct gather_row rows[] = {
    {REVIEW_PATH, N_("Review"), review_again},
};

/* -- Items ----------------------------------------------------------------------------------- */

struct found {
  const struct module *home;
  const struct item *item;
};

struct basket {
  const struct gathering *what;
  struct found *list;
  size_t n, cap;
};

static void take(struct basket *basket, const struct module *home, const struct item *item) {
  const struct gathering *what = basket->what;
  bool wanted = !what->wants || what->wants(what->ctx, home, item);
  if (wanted && item->use != USE_EXAM && basket->n < UINT16_MAX) /* slots count them so */
    VEC_PUSH(basket, ((struct found){home, item}));
}

static void take_module(struct basket *basket, const struct module *home) {
  for (size_t i = 0; home && i < home->quiz.n_items; i++)
    take(basket, home, &home->quiz.items[i]);
}

/* What is broken is told where it is listed. */
static void take_all(struct app *app, struct basket *basket) {
  const struct catalogue *catalogue = app_catalogue(app);
  struct diags ignored = {0};
  for (size_t c = 0; c < catalogue->n; c++)
    for (size_t i = 0; i < catalogue->courses[c].n_files; i++)
      take_module(basket, app_module(app, &catalogue->courses[c], i, &ignored));
  diags_done(&ignored);
}

static bool is_of(const char *path, const struct module *module) {
  size_t len = strlen(module->path);
  return strncmp(path, module->path, len) == 0 && path[len] == '/';
}

const struct item *gather_find(struct app *app, const char *path, const struct module **home) {
  struct diags ignored = {0};
  if (!*home || !is_of(path, *home))
    *home = gather_title(path) ? NULL : app_module_at(app, path, &ignored);
  diags_done(&ignored);
  for (size_t i = 0; *home && i < (*home)->quiz.n_items; i++) {
    const struct item *item = &(*home)->quiz.items[i];
    if (strcmp(item->path, path) == 0)
      return item->use == USE_EXAM ? NULL : item;
  }
  return NULL;
}

static void take_listed(struct app *app, struct basket *basket) {
  const struct module *home = NULL;
  for (size_t i = 0; i < basket->what->n_items; i++) {
    const struct item *item = gather_find(app, basket->what->items[i], &home);
    if (item)
      take(basket, home, item);
  }
}

/* -- The module ------------------------------------------------------------------------------ */

static void fill_quiz(struct module *module, const struct basket *basket) {
  struct item *items = arena_array(&module->arena, basket->n, sizeof *items);
  const struct module **homes = arena_array(&module->arena, basket->n, sizeof *homes);
  for (size_t i = 0; i < basket->n; i++) {
    const struct module *home = homes[i] = basket->list[i].home;
    items[i] = *basket->list[i].item;
    items[i].id = items[i].path;
    module->certainty |= home->certainty;
    module->language =
        i == 0 || strcmp(module->language, home->language) == 0 ? home->language : "";
    module->competencies = home->competencies; /* the framework's: the same in all */
    module->n_competencies = home->n_competencies;
  }
  module->homes = homes;
  module->quiz = (struct quiz){.draw = (unsigned)basket->n, .items = items, .n_items = basket->n};
}

static struct gathered *keep(struct app *app, struct gathered *gathered) {
  struct gathered **list = mem_grow(app->gathered, app->n_gathered + 1, sizeof *list);
  app->gathered = list;
  list[app->n_gathered++] = gathered;
  return gathered;
}

struct gathered *gather(struct app *app, const struct gathering *what) {
  struct gathered *gathered = mem_alloc(sizeof *gathered);
  struct module *module = &gathered->module;
  struct basket basket = {.what = what};
  if (what->items)
    take_listed(app, &basket);
  else
    take_all(app, &basket);
  module->course_id = module->id = module->path = arena_strdup(&module->arena, what->path);
  module->exam_path = arena_printf(&module->arena, "%s/exam", what->path);
  module->title = arena_strdup(&module->arena, what->title);
  module->language = module->file = "";
  fill_quiz(module, &basket);
  free(basket.list);
  return keep(app, gathered);
}

const struct module *gather_home(const struct gathered *gathered, const struct item *item) {
  return module_home(&gathered->module, item);
}

void gather_free(struct app *app) {
  for (size_t i = 0; i < app->n_gathered; i++) {
    arena_done(&app->gathered[i]->module.arena);
    free(app->gathered[i]);
  }
  free(app->gathered);
}

/* -- Found again ----------------------------------------------------------------------------- */

static const struct gather_row *row_of(const char *path) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    size_t len = strlen(rows[i].path);
    bool open = rows[i].path[len - 1] == '/';
    if (strncmp(path, rows[i].path, len) == 0 && open == (path[len] != '\0'))
      return &rows[i];
  }
  return NULL;
}

const char *gather_title(const char *path) {
  const struct gather_row *row = row_of(path);
  return row ? _(row->title) : NULL;
}

const struct module *gather_again(struct app *app, const char *path,
                                  const struct happening *started) {
  const struct gather_row *row = row_of(path);
  struct gathered *gathered = row ? row->again(app, path, started) : NULL;
  return gathered ? &gathered->module : NULL;
}

struct gathered *gather_planned(struct app *app, const char *path, const char *title,
                                const struct happening *started) {
  const char *items[PLAN_SLOTS];
  for (size_t i = 0; i < started->plan.n; i++)
    items[i] = started->plan.slots[i].item;
  return gather(app, &(struct gathering){path, title, items, started->plan.n, NULL, NULL});
}
