/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which modules train what is to be trained, and in which order. */
#include "app/stand.h"

#include "base/text.h"

#include <string.h>

enum { TEACHES = 3 }; /* so many questions of a competency show that a module is about it */

struct chosen {
  const struct stand_course *courses;
  size_t n_courses;
  const struct stands *stands;
  struct arena *arena;
  struct stand_module *list;
  size_t n;
};

static size_t questions_of(const struct outlined *module, const struct stand *stand) {
  size_t n = 0;
  for (size_t i = 0; i < module->n_questions; i++) {
    const struct outlined_questions *some = &module->questions[i];
    if (some->level <= stand->required && strcmp(some->competency, stand->competency) == 0)
      n += some->n;
  }
  return n;
}

static bool is_to_be_trained(const struct stand *stand) {
  return stand->done && stand->result.status == STATUS_GAP;
}

/* The most questions of it that any module has. */
static size_t most_questions(const struct chosen *chosen, const struct stand *stand) {
  size_t most = 0;
  for (size_t c = 0; c < chosen->n_courses; c++)
    for (size_t i = 0; i < chosen->courses[c].n; i++) {
      size_t n = questions_of(&chosen->courses[c].modules[i], stand);
      most = n > most ? n : most;
    }
  return most;
}

static const char *trains(const struct chosen *chosen, const struct outlined *module) {
  const char *names = NULL;
  for (size_t i = 0; i < chosen->stands->n; i++) {
    const struct stand *stand = &chosen->stands->list[i];
    size_t n = is_to_be_trained(stand) ? questions_of(module, stand) : 0;
    if (n && (n >= TEACHES || n == most_questions(chosen, stand)))
      names = names ? arena_printf(chosen->arena, "%s, %s", names, stand->name) : stand->name;
  }
  return names;
}

static void choose_of_course(const struct stand_course *of, struct chosen *chosen) {
  struct stand_module *list = arena_array(chosen->arena, chosen->n + of->n, sizeof *list);
  if (chosen->n)
    memcpy(list, chosen->list, chosen->n * sizeof *list);
  chosen->list = list;
  for (size_t i = 0; i < of->n; i++) {
    const struct outlined *module = &of->modules[i];
    const char *names = trains(chosen, module);
    if (names)
      list[chosen->n++] =
          (struct stand_module){of->course, module, names, outlined_minutes(module)};
  }
}

static bool required_by_one_left(const struct chosen *chosen, const bool *taken,
                                 const struct course *course) {
  for (size_t r = 0; r < course->n_requires; r++)
    for (size_t i = 0; i < chosen->n_courses; i++)
      if (!taken[i] && strcmp(chosen->courses[i].course->id, course->requires[r]) == 0)
        return true;
  return false;
}

/* The first that needs none of those left; where they go round in circles, the first of them. */
static size_t next_course(const struct chosen *chosen, const bool *taken) {
  size_t first = chosen->n_courses;
  for (size_t i = 0; i < chosen->n_courses; i++) {
    if (taken[i])
      continue;
    if (!required_by_one_left(chosen, taken, chosen->courses[i].course))
      return i;
    first = first < chosen->n_courses ? first : i;
  }
  return first;
}

void stand_choose_modules(struct arena *arena, const struct stand_course *courses, size_t n,
                          struct stands *stands) {
  struct chosen chosen = {.courses = courses, .n_courses = n, .stands = stands, .arena = arena};
  bool *taken = arena_array(arena, n + 1, sizeof *taken);
  for (size_t i = 0; i < n; i++) {
    size_t next = next_course(&chosen, taken);
    taken[next] = true;
    choose_of_course(&courses[next], &chosen);
  }
  stands->modules = chosen.list;
  stands->n_modules = chosen.n;
}
