/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which modules train what is to be trained, and in which order. */
#include "app/inner.h"
#include "app/stand.h"

#include "base/text.h"

#include <string.h>

enum { TEACHES = 3 }; /* so many questions of a competency show that a module is about it */

struct chosen {
  struct stand_module *list;
  size_t n;
  const struct stands *stands;
  struct arena *arena;
};

static size_t questions_of(const struct module *module, const struct stand *stand) {
  size_t n = 0;
  for (size_t i = 0; i < module->quiz.n_items; i++) {
    const struct item *item = &module->quiz.items[i];
    n += item->level <= stand->required && strcmp(item->competency, stand->competency) == 0;
  }
  return n;
}

static unsigned minutes_of(const struct module *module) {
  unsigned minutes = 0;
  for (size_t i = 0; i < module->n_lessons; i++)
    minutes += module->lessons[i].minutes;
  for (size_t i = 0; i < module->n_drills; i++)
    minutes += module->drills[i].minutes;
  return minutes;
}

static bool is_to_be_trained(const struct stand *stand) {
  return stand->done && stand->result.status == STATUS_GAP;
}

/* The most questions of it that any module has. */
static size_t most_questions(struct app *app, const struct stand *stand) {
  const struct catalogue *catalogue = app_catalogue(app);
  struct diags ignored = {0};
  size_t most = 0;
  for (size_t c = 0; c < catalogue->n; c++)
    for (size_t i = 0; i < catalogue->courses[c].n_files; i++) {
      const struct module *module = app_module(app, &catalogue->courses[c], i, &ignored);
      size_t n = module ? questions_of(module, stand) : 0;
      most = n > most ? n : most;
    }
  diags_done(&ignored);
  return most;
}

static const char *trains(struct app *app, const struct chosen *chosen,
                          const struct module *module) {
  const char *names = NULL;
  for (size_t i = 0; i < chosen->stands->n; i++) {
    const struct stand *stand = &chosen->stands->list[i];
    size_t n = is_to_be_trained(stand) ? questions_of(module, stand) : 0;
    if (n && (n >= TEACHES || n == most_questions(app, stand)))
      names = names ? arena_printf(chosen->arena, "%s, %s", names, stand->name) : stand->name;
  }
  return names;
}

static void choose_of_course(struct app *app, const struct course *course, struct chosen *chosen) {
  struct diags ignored = {0};
  struct stand_module *list =
      arena_array(chosen->arena, chosen->n + course->n_files + 1, sizeof *list);
  if (chosen->n)
    memcpy(list, chosen->list, chosen->n * sizeof *list);
  chosen->list = list;
  for (size_t i = 0; i < course->n_files; i++) {
    const struct module *module = app_module(app, course, i, &ignored);
    const char *names = module ? trains(app, chosen, module) : NULL;
    if (names)
      list[chosen->n++] = (struct stand_module){course, module, names, minutes_of(module)};
  }
  diags_done(&ignored);
}

static bool required_by_one_left(const struct catalogue *catalogue, const bool *taken,
                                 const struct course *course) {
  for (size_t r = 0; r < course->n_requires; r++)
    for (size_t i = 0; i < catalogue->n; i++)
      if (!taken[i] && strcmp(catalogue->courses[i].id, course->requires[r]) == 0)
        return true;
  return false;
}

/* The first that needs none of those left; where they go round in circles, the first of them. */
static size_t next_course(const struct catalogue *catalogue, const bool *taken) {
  size_t first = catalogue->n;
  for (size_t i = 0; i < catalogue->n; i++) {
    if (taken[i])
      continue;
    if (!required_by_one_left(catalogue, taken, &catalogue->courses[i]))
      return i;
    first = first < catalogue->n ? first : i;
  }
  return first;
}

void stand_choose_modules(struct app *app, struct arena *arena, struct stands *stands) {
  const struct catalogue *catalogue = app_catalogue(app);
  struct chosen chosen = {.stands = stands, .arena = arena};
  bool *taken = arena_array(arena, catalogue->n + 1, sizeof *taken);
  for (size_t i = 0; i < catalogue->n; i++) {
    size_t next = next_course(catalogue, taken);
    taken[next] = true;
    choose_of_course(app, &catalogue->courses[next], &chosen);
  }
  stands->modules = chosen.list;
  stands->n_modules = chosen.n;
}
