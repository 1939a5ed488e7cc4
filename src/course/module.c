/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One module file. */
#include "course/build.h"

#include "base/mem.h"
#include "base/text.h"
#include "document/specimen_read.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const module_keys[] = {"id",      "title",    "objectives", "glossary",
                                          "sources", "holders",  "lessons",    "quiz",
                                          "drills",  "practical"};

/* -- Entries ------------------------------------------------------------------------------- */

static const struct entry *entries_read(struct reading *r, const struct node *root, const char *key,
                                        size_t *n) {
  const struct node *map = read_map(r, root, key, false);
  struct entry *entries = arena_array(r->arena, map ? map->n : 0, sizeof *entries);
  *n = map ? map->n : 0;
  for (size_t i = 0; i < *n; i++) {
    const struct node_entry *entry = &map->entries[i];
    bool text = entry->value->kind == NODE_SCALAR && entry->value->n;
    entries[i] = (struct entry){entry->key->text, text ? entry->value->text : ""};
    if (!text)
      node_error(r, entry->key, entry->value->kind == NODE_SCALAR ? "text.empty" : "type.text",
                 _("Put the text in quotes if it has a colon."), _("%.64s should be a text"),
                 entry->key->text);
  }
  return entries;
}

static void refer_to(struct names *names, const struct node *root, const char *key) {
  const struct node *map = node_get(root, key);
  names->partial = root->partial && !map; /* the whole map may be what was lost */
  names_add_keys(names, map);
  names_sort(names);
}

/* A module keeps the names: who shows results has the module and no framework. */
static void refer_to_framework(struct building *b) {
  struct arena *arena = b->r->arena;
  size_t n = b->framework ? b->framework->n_competencies : 0;
  struct entry *kept = arena_array(arena, n, sizeof *kept);
  for (size_t i = 0; i < n; i++) {
    const struct competency *one = &b->framework->competencies[i];
    kept[i].key = arena_strdup(arena, one->id);
    kept[i].text =
        one->name && *one->name ? arena_printf(arena, "%s (%s)", one->name, one->id) : kept[i].key;
    names_add(&b->competencies, one->id, NULL);
  }
  names_sort(&b->competencies);
  b->module->competencies = kept;
  b->module->n_competencies = n;
}

/* -- Objectives ---------------------------------------------------------------------------- */

/* Where some lesson or item does not name its objective, silence proves nothing. */
static void check_objectives(struct building *b, const struct node *root) {
  const struct node *map = node_get(root, "objectives");
  if (b->silent || b->objectives.partial || !map || map->kind != NODE_MAP)
    return;
  for (size_t i = 0; i < map->n; i++) {
    const struct node *key = map->entries[i].key;
    if (!b->taught[i] && b->module->n_lessons)
      node_warn(b->r, key, "objective.untaught", _("Name it in a lesson's objectives."),
                _("no lesson teaches %.64s"), key->text);
    if (!b->tested[i] && b->module->quiz.n_items)
      node_warn(b->r, key, "objective.untested", _("Name it as the objective of a question."),
                _("no question tests %.64s"), key->text);
  }
}

/* -- The whole ----------------------------------------------------------------------------- */

static void read_parts(struct building *b, const struct node *root) {
  const struct node *lessons = read_list(b->r, root, "lessons", false);
  const struct node *quiz = read_map(b->r, root, "quiz", false);
  const struct node *drills = read_list(b->r, root, "drills", false);
  const struct node *practical = read_list(b->r, root, "practical", false);
  if (lessons)
    lessons_build(b, lessons);
  if (quiz)
    quiz_build(b, quiz);
  if (drills)
    drills_build(b, drills);
  if (practical)
    practical_build(b, practical);
  bool partial = root->partial || (lessons && lessons->partial) || (quiz && quiz->partial);
  if (!lessons && !quiz && !drills && !partial)
    node_error(b->r, root, "module.empty", _("Add lessons:, quiz: or drills:."),
               _("the module teaches nothing"));
  names_sort(&b->ids);
  names_report_duplicates(b->r, &b->ids);
  if (!partial)
    check_objectives(b, root);
}

static void build_free(struct building *b) {
  names_done(&b->objectives);
  names_done(&b->sources);
  names_done(&b->competencies);
  names_done(&b->ids);
}

static void read_module(struct reading *r, const struct node *root,
                        const struct framework *framework, struct module *m) {
  struct building b = {.r = r, .module = m, .framework = framework};
  read_keys(r, root, module_keys, COUNT(module_keys));
  m->id = read_id(r, root, "id");
  m->path = arena_printf(r->arena, "%s/%s", m->course_id, m->id);
  m->exam_path = arena_printf(r->arena, "%s/%s", m->path, EXAM_ID);
  m->title = build_title(r, root, "title");
  m->objectives = entries_read(r, root, "objectives", &m->n_objectives);
  m->glossary = entries_read(r, root, "glossary", &m->n_glossary);
  m->sources = entries_read(r, root, "sources", &m->n_sources);
  m->holders = read_map(r, root, "holders", false);
  holders_check(r, m->holders);
  refer_to(&b.objectives, root, "objectives");
  refer_to(&b.sources, root, "sources");
  refer_to_framework(&b);
  b.taught = arena_array(r->arena, m->n_objectives, sizeof *b.taught);
  b.tested = arena_array(r->arena, m->n_objectives, sizeof *b.tested);
  read_parts(&b, root);
  build_free(&b);
}

struct module *module_read(const struct course *course, const char *file,
                           const struct framework *framework, struct diags *diags,
                           enum soundness *soundness) {
  struct module *m = mem_alloc(sizeof *m);
  struct reading r = {.arena = &m->arena, .diags = diags};
  struct source source;
  size_t errors = diags->errors;
  m->course_id = arena_strdup(r.arena, course->id);
  m->language = arena_strdup(r.arena, course->language);
  m->file = arena_strdup(r.arena, file);
  m->certainty = course->certainty;
  m->id = m->title = m->path = m->exam_path = "";
  const struct node *root = file_read(&r, &source, path_join(r.arena, course->folder, file));
  if (root)
    read_module(&r, root, framework, m);
  file_done(&r, &source);
  *soundness = !root || diags->errors > errors + r.playable ? SOUND_NOT
               : r.playable                                 ? SOUND_TO_TRY
                                                            : SOUND;
  return m;
}

struct module *module_load(const struct course *course, const char *file,
                           const struct framework *framework, struct diags *diags) {
  enum soundness soundness;
  struct module *m = module_read(course, file, framework, diags, &soundness);
  if (soundness == SOUND)
    return m;
  module_free(m);
  return NULL;
}

void module_free(struct module *module) {
  if (!module)
    return;
  arena_done(&module->arena);
  framework_free(module->framework);
  free(module);
}
