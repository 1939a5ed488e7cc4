/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lessons, and what lessons, questions and drills have in common. */
#include "course/build.h"

#include "base/canon.h"
#include "base/markup.h"
#include "base/text.h"
#include "document/specimen_read.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const lesson_keys[] = {"id",   "title",    "minutes", "objectives",
                                          "text", "specimen", "source"};

/* -- Shared -------------------------------------------------------------------------------- */

const char *build_id(struct building *b, const struct node *map) {
  const char *id = read_id(b->r, map, "id");
  const struct node *node = node_get(map, "id");
  names_add(&b->ids, id, node ? node : map);
  if (strcmp(id, EXAM_ID) == 0)
    node_error(b->r, node, "id.reserved", _("Choose another id, such as exam-1."),
               _("the exam of the module has this name"));
  return id;
}

const char *build_path(struct building *b, const char *id) {
  return arena_printf(b->r->arena, "%s/%s", b->module->path, id);
}

const char *build_title(struct reading *r, const struct node *map, const char *key) {
  const char *title = read_text(r, map, key);
  if (text_points(title, strlen(title)) > TITLE_POINTS)
    node_error(r, node_get(map, key), "text.long", _("Shorten it."), _("%s is over %d characters"),
               key, TITLE_POINTS);
  return title;
}

const char *build_competency(struct building *b, const struct node *map) {
  const char *id = read_text(b->r, map, "competency");
  if (*id && b->framework)
    names_refer(b->r, &b->competencies, node_get(map, "competency"), "competency.unknown",
                N_("competency"));
  return id;
}

void build_tests(struct building *b, const struct node *map) {
  if (!read_optional(b->r, map, "objective"))
    return;
  long found = names_refer(b->r, &b->objectives, node_get(map, "objective"), "objective.unknown",
                           N_("objective"));
  b->silent = b->silent || found < 0;
  if (found >= 0)
    b->tested[found] = true;
}

const char *build_source(struct building *b, const struct node *map, const char *no_source) {
  const char *key = read_optional(b->r, map, "source");
  if (key)
    names_refer(b->r, &b->sources, node_get(map, "source"), "source.unknown", N_("source"));
  else if (no_source && !node_get(map, "source") && !map->partial)
    node_warn(b->r, map, no_source, _("Add source: with a key of the module's sources."),
              _("no source is given"));
  return key;
}

/* False: it would cost too much. */
static bool may_parse(struct reading *r, const struct node *node) {
  bool any = reading_left(r);
  bool enough = reading_work(r, markup_work(node->text));
  if (any && !enough)
    node_error(r, node, "text.signs", _("Split the module, or write plainer text."),
               _("the texts up to here have too many signs of Markdown"));
  return enough;
}

void build_markup_check(struct reading *r, const struct node *map, const char *key) {
  const struct node *node = node_get(map, key);
  if (!node || node->kind != NODE_SCALAR || !may_parse(r, node))
    return;
  const char *kind = markup_unsupported(node->text);
  if (kind && strcmp(kind, "html") == 0)
    node_warn(r, node, "text.html", _("Put a < that belongs to the text in backticks."),
              _("HTML is not shown"));
  else if (kind && strcmp(kind, "image") == 0)
    node_warn(r, node, "text.image", _("Describe it in words, or draw a specimen."),
              _("images are not shown"));
}

size_t build_at_most(struct reading *r, const struct node *list, size_t most, const char *code) {
  if (list->n <= most)
    return list->n;
  node_error(r, list, code, _("Split the module."), _("%zu of them; at most %zu are possible"),
             list->n, most);
  return most;
}

const char *const *build_words(struct reading *r, const struct node *map, const char *key,
                               bool required, size_t *n) {
  const struct node *list = read_list(r, map, key, required);
  const char **words = arena_array(r->arena, list ? list->n : 0, sizeof *words);
  *n = 0;
  if (required && list && !list->n && !list->partial)
    node_error(r, list, "list.empty", _("Name at least one."), _("%s is empty"), key);
  for (size_t i = 0; list && i < list->n; i++)
    if (list->items[i]->kind == NODE_SCALAR && list->items[i]->n)
      words[(*n)++] = list->items[i]->text;
    else
      node_error(r, list->items[i], "type.text", NULL, _("a word is expected in %s"), key);
  return words;
}

/* -- Lessons ------------------------------------------------------------------------------- */

static void lesson_objectives(struct building *b, const struct node *map, struct lesson *lesson) {
  const struct node *list = read_list(b->r, map, "objectives", false);
  lesson->objectives = build_words(b->r, map, "objectives", false, &lesson->n_objectives);
  b->silent = b->silent || !list || !list->n;
  for (size_t i = 0; list && i < list->n; i++) {
    long found =
        names_refer(b->r, &b->objectives, list->items[i], "objective.unknown", N_("objective"));
    b->silent = b->silent || found < 0;
    if (found >= 0)
      b->taught[found] = true;
  }
}

static void lesson_revise(struct lesson *lesson) {
  struct canon canon = {0};
  uint8_t key[HASH_BYTES];
  canon_text(&canon, "title", lesson->title);
  canon_text(&canon, "text", lesson->text);
  specimens_canon(lesson->specimens, lesson->n_specimens, &canon);
  canon_done(&canon, key, lesson->text_rev);
}

static void lesson_build(struct building *b, const struct node *map, struct lesson *lesson) {
  struct reading *r = b->r;
  read_keys(r, map, lesson_keys, COUNT(lesson_keys));
  lesson->at = map->at;
  lesson->id = build_id(b, map);
  lesson->path = build_path(b, lesson->id);
  lesson->title = build_title(r, map, "title");
  lesson->minutes = (unsigned)read_whole(r, map, "minutes", 1, MINUTES_MAX, 0);
  lesson->text = read_text(r, map, "text");
  build_markup_check(r, map, "text");
  lesson_objectives(b, map, lesson);
  lesson->source = build_source(b, map, "lesson.no-source");
  specimens_build(r, map, b->module->holders, &lesson->specimens, &lesson->n_specimens);
  lesson_revise(lesson);
}

void lessons_build(struct building *b, const struct node *list) {
  size_t n = build_at_most(b->r, list, LESSONS_MAX, "lessons.many");
  struct lesson *lessons = arena_array(b->r->arena, n, sizeof *lessons);
  for (size_t i = 0; i < n; i++)
    if (list->items[i]->kind == NODE_MAP)
      lesson_build(b, list->items[i], &lessons[b->module->n_lessons++]);
    else
      node_error(b->r, list->items[i], "type.map", _("Begin with - id: and go on with title:."),
                 _("a lesson is a map of keys"));
  b->module->lessons = lessons;
}
