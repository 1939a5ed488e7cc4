/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/simulate.h"

#include "base/text.h"
#include "base/vec.h"
#include "course/course.h"
#include "session/diagnostic.h"

#include <stdlib.h>
#include <string.h>

enum { IDEAL = 20 };

/* -- The courses' questions ------------------------------------------------------------------ */

struct bank {
  struct framework *framework;
  struct catalogue catalogue;
  struct {
    struct module **list;
    size_t n, cap;
  } modules; /* whose items these are */
  struct {
    struct item *list;
    size_t n, cap;
  } items; /* by competency */
};

static void add_module(struct bank *bank, struct module *module) {
  VEC_PUSH(&bank->modules, module);
  for (size_t i = 0; i < module->quiz.n_items; i++)
    if (module->quiz.items[i].use != USE_EXAM)
      VEC_PUSH(&bank->items, module->quiz.items[i]);
}

static void read_course(struct bank *bank, const struct course *course, struct diags *diags) {
  for (size_t i = 0; !course->broken && i < course->n_files; i++) {
    struct module *module = module_load(course, course->files[i], bank->framework, diags);
    if (module)
      add_module(bank, module);
  }
}

static int by_competency(const void *left, const void *right) {
  const struct item *a = left, *b = right;
  int order = strcmp(a->competency, b->competency);
  return order ? order : strcmp(a->path, b->path);
}

static enum rc read_bank(struct bank *bank, const char *courses, struct diags *diags) {
  struct str framework = {0};
  str_printf(&framework, "%s/framework", courses);
  bank->framework = framework_load(str_text(&framework), diags);
  str_done(&framework);
  if (catalogue_load(courses, bank->framework, &bank->catalogue, diags) != RC_OK) {
    diag_error(diags, (struct place){.file = courses}, 1, "file.missing", NULL, "%s",
               _("this folder cannot be read"));
    return RC_MISSING;
  }
  if (!bank->catalogue.n)
    diag_error(diags, (struct place){.file = courses}, 1, "folder.no-course",
               _("A course is a folder with course.yaml."), "%s",
               _("there is no course in this folder"));
  for (size_t i = 0; i < bank->catalogue.n; i++)
    read_course(bank, &bank->catalogue.courses[i], diags);
  if (bank->items.n)
    qsort(bank->items.list, bank->items.n, sizeof *bank->items.list, by_competency);
  return diags->errors ? RC_DATA : RC_OK;
}

static void bank_done(struct bank *bank) {
  for (size_t i = 0; i < bank->modules.n; i++)
    module_free(bank->modules.list[i]);
  free(bank->modules.list);
  free(bank->items.list);
  catalogue_done(&bank->catalogue);
  framework_free(bank->framework);
}

/* -- Officers -------------------------------------------------------------------------------- */

static void simulate_ideal_bank(const struct simulate_how *how, struct simulation *simulation) {
  struct adaptive_item items[(LEVELS - 1) * IDEAL];
  const struct simulate_bank bank = {items, (LEVELS - 1) * IDEAL};
  simulation->ideal = IDEAL;
  simulate_ideal(items, IDEAL);
  simulate_diagnostic(&(struct simulate_request){&bank, 1, how->n, how->seed, how->authors_know},
                      &simulation->on_ideal);
}

static void simulate_one(const struct simulate_how *how, uint32_t n, const struct quiz *quiz,
                         struct simulate_competency *out) {
  struct adaptive_item *items = mem_array(2 * quiz->n_items, sizeof *items);
  struct simulate_bank forms[2] = {{.items = items}, {.items = items + quiz->n_items}};
  forms[0].n = diagnostic_pool(quiz, FORM_A, items);
  forms[1].n = diagnostic_pool(quiz, FORM_B, items + quiz->n_items);
  out->n = quiz->n_items;
  for (size_t i = 0; i < quiz->n_items; i++)
    out->level[quiz->items[i].level]++;
  simulate_diagnostic(&(struct simulate_request){forms, 2, n, how->seed, how->authors_know},
                      &out->result);
  free(items);
}

/* How many from there on are of one competency. */
static size_t alike(const struct bank *bank, size_t from) {
  size_t end = from;
  while (end < bank->items.n &&
         strcmp(bank->items.list[end].competency, bank->items.list[from].competency) == 0)
    end++;
  return end - from;
}

static void simulate_bank_of(const struct simulate_how *how, const struct bank *bank,
                             struct simulation *simulation) {
  size_t n = 0;
  for (size_t i = 0; i < bank->items.n; i += alike(bank, i))
    n++;
  simulation->competencies = arena_array(&simulation->arena, n, sizeof *simulation->competencies);
  for (size_t i = 0; i < bank->items.n; i += alike(bank, i)) {
    const struct quiz quiz = {.items = &bank->items.list[i], .n_items = alike(bank, i)};
    struct simulate_competency *one = &simulation->competencies[simulation->n_competencies++];
    one->id = arena_strdup(&simulation->arena, quiz.items[0].competency);
    simulate_one(how, (uint32_t)((how->n + n - 1) / n), &quiz, one);
    simulate_join(&simulation->on_courses, &one->result);
  }
}

enum rc simulate_courses(const struct simulate_how *how, struct simulation *simulation,
                         struct diags *diags) {
  struct bank bank = {0};
  *simulation = (struct simulation){0};
  enum rc rc = read_bank(&bank, how->courses, diags);
  simulate_ideal_bank(how, simulation);
  simulate_bank_of(how, &bank, simulation);
  bank_done(&bank);
  return rc;
}

void simulation_done(struct simulation *simulation) {
  arena_done(&simulation->arena);
  *simulation = (struct simulation){0};
}
