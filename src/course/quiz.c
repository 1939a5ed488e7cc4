/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module's quiz and its questions. The kind of a question is whichever kind's key its map has. */
#include "course/build.h"

#include "assess/kind.h"
#include "base/canon.h"
#include "base/text.h"
#include "document/specimen_read.h"

#include <limits.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { KEYS_MAX = 64, LEVEL_LEAST = 1, LEVEL_MOST = 4 };

static const char *const quiz_keys[] = {"draw", "pass", "exam", "questions"};
static const char *const item_keys[] = {"id",   "competency", "level", "objective", "source",
                                        "hint", "why",        "use",   "specimen"};

/* -- Which kind ---------------------------------------------------------------------------- */

static int kind_of_key(const char *key) {
  for (size_t i = 0; i < n_item_kinds; i++)
    if (item_kinds[i]->key[0] == key[0] && strcmp(item_kinds[i]->key, key) == 0)
      return (int)i;
  return -1;
}

/* The key that is most likely a kind's, misspelt, and the hint that says its right spelling. */
static const struct node *misspelt_kind(struct reading *r, const struct node *map,
                                        const char **hint) {
  const char *kinds[KEYS_MAX];
  size_t n = 0;
  for (; n < n_item_kinds && n < KEYS_MAX; n++)
    kinds[n] = item_kinds[n]->key;
  for (size_t i = 0; i < map->n && i < KEYS_MAX; i++)
    if ((*hint = reading_meant(r, map->entries[i].key->text, kinds, n)))
      return map->entries[i].key;
  return NULL;
}

/* Where a mistake took the kind's own key, another one may be of one kind alone. */
static int kind_of_others(const struct node *map) {
  int found = -1;
  for (size_t i = 0; i < n_item_kinds; i++)
    for (size_t k = 0; item_kinds[i]->keys[k]; k++)
      if (found != (int)i && node_get(map, item_kinds[i]->keys[k])) {
        if (found >= 0)
          return -1;
        found = (int)i;
      }
  return found;
}

static void report_no_kind(struct reading *r, const struct node *map) {
  const char *hint = NULL;
  const struct node *key = misspelt_kind(r, map, &hint);
  if (key)
    node_error(r, key, "item.no-kind", hint, _("%.64s is no kind of question"), key->text);
  else
    node_error(r, map, "item.no-kind", _("Ask with choose:, choose-all:, true-or-false: ..."),
               _("the question is not asked"));
}

/* The kind, or -1 with the reason reported. */
static int find_kind(struct reading *r, const struct node *map) {
  int kind = -1;
  for (size_t i = 0; i < map->n; i++) {
    const struct node *key = map->entries[i].key;
    int other = kind_of_key(key->text);
    if (kind >= 0 && other >= 0) {
      node_error(r, key, "item.two-kinds", _("Make two questions of it."),
                 _("a question is of one kind, and this one is already %s"), item_kinds[kind]->key);
      return -1;
    }
    kind = other >= 0 ? other : kind;
  }
  if (kind < 0 && map->partial)
    return kind_of_others(map);
  if (kind < 0)
    report_no_kind(r, map);
  return kind;
}

static void check_item_keys(struct reading *r, const struct node *map,
                            const struct item_kind *kind) {
  const char *keys[KEYS_MAX];
  size_t n = 0;
  for (; n < COUNT(item_keys); n++)
    keys[n] = item_keys[n];
  for (size_t i = 0; kind->keys[i] && n < KEYS_MAX; i++)
    keys[n++] = kind->keys[i];
  read_keys(r, map, keys, n);
}

/* -- What every question has ----------------------------------------------------------------- */

static unsigned read_level(struct reading *r, const struct node *map) {
  const struct node *node = node_get(map, "level");
  if (!*read_text(r, map, "level"))
    return LEVEL_LEAST;
  size_t errors = r->diags->errors;
  long level = read_whole(r, map, "level", LONG_MIN, LONG_MAX, LEVEL_LEAST);
  if (r->diags->errors == errors && level >= LEVEL_LEAST && level <= LEVEL_MOST)
    return (unsigned)level;
  if (r->diags->errors == errors)
    node_error(r, node, "item.level", _("1 aware, 2 basic, 3 independent, 4 expert."),
               _("a level is 1 to 4"));
  return LEVEL_LEAST;
}

static const char *read_objective(struct building *b, const struct node *map) {
  const char *key = read_optional(b->r, map, "objective");
  b->silent = b->silent || !key;
  if (!key)
    return NULL;
  long found = names_refer(b->r, &b->objectives, node_get(map, "objective"), "objective.unknown",
                           N_("objective"));
  b->silent = b->silent || found < 0;
  if (found >= 0)
    b->tested[found] = true;
  return key;
}

static void read_common(struct building *b, const struct node *map, struct item *item) {
  static const char *const uses[] = {"both", "practice", "exam"};
  struct reading *r = b->r;
  item->at = map->at;
  item->id = build_id(b, map);
  item->path = build_path(b, item->id);
  item->competency = build_competency(b, map);
  item->level = read_level(r, map);
  item->objective = read_objective(b, map);
  item->source = build_source(b, map, "item.no-source");
  item->hint = read_optional(r, map, "hint");
  item->why = read_optional(r, map, "why");
  int use = read_word(r, map, "use", uses, COUNT(uses), USE_BOTH);
  item->use = use < 0 ? USE_BOTH : (enum item_use)use;
  specimens_build(r, map, b->module->holders, &item->specimens, &item->n_specimens);
}

/* -- One question -------------------------------------------------------------------------- */

/* The kind's own says what is right; the key names no wording, so that a reworded stem keeps its
 * statistics. */
static void item_revise(struct item *item) {
  struct canon canon = {0};
  item_kind_of(item)->canon(item, &canon);
  canon_text(&canon, "stem", item->stem);
  canon_text(&canon, "hint", item->hint);
  canon_text(&canon, "why", item->why);
  specimens_canon(item->specimens, item->n_specimens, &canon);
  canon_done(&canon, item->key_rev, item->text_rev);
}

/* False if nothing of it is usable. */
static bool item_build(struct building *b, const struct node *map, struct item *item) {
  struct reading *r = b->r;
  size_t errors = r->diags->errors;
  int kind = find_kind(r, map);
  size_t before = r->diags->errors;
  read_common(b, map, item);
  exam_pool_add(b, item, r->diags->errors == before && !map->partial);
  if (kind < 0)
    return false;
  item->kind = (unsigned)kind;
  item->stem = read_text(r, map, item_kinds[kind]->key);
  check_item_keys(r, map, item_kinds[kind]);
  build_markup_check(r, map, item_kinds[kind]->key);
  if (!item_kinds[kind]->build(r, map, item))
    return false;
  item_kinds[kind]->check(r, map, item);
  if (r->diags->errors == errors)
    item_revise(item);
  return true;
}

static void not_a_question(struct building *b, const struct node *node) {
  b->exam_pool.unsure = true;
  node_error(b->r, node, "type.map", _("Begin with - id: and go on with choose:."),
             _("a question is a map of keys"));
}

static void items_build(struct building *b, const struct node *list) {
  size_t n = 0, room = build_at_most(b->r, list, ITEMS_MAX, "quiz.many");
  struct item *items = arena_array(b->r->arena, room, sizeof *items);
  b->exam_pool.cells = arena_array(b->r->arena, room, sizeof *b->exam_pool.cells);
  b->exam_pool.unsure = list->n > room;
  for (size_t i = 0; i < room; i++)
    if (list->items[i]->kind != NODE_MAP)
      not_a_question(b, list->items[i]);
    else if (item_build(b, list->items[i], &items[n]))
      n++;
    else
      items[n] = (struct item){0};
  b->module->quiz.items = items;
  b->module->quiz.n_items = n;
}

/* -- The quiz ------------------------------------------------------------------------------ */

/* A number that must be there; LONG_MIN, which no file can say, if it is not. */
static long read_needed(struct reading *r, const struct node *map, const char *key) {
  size_t errors = r->diags->errors;
  const char *text = read_text(r, map, key);
  long number = *text ? read_whole(r, map, key, LONG_MIN + 1, LONG_MAX, -1) : -1;
  return r->diags->errors == errors && *text ? number : LONG_MIN;
}

/* How many of the questions a practice may ask: they need not be understood to be counted. */
static size_t practice_pool(const struct node *questions) {
  size_t pool = 0;
  for (size_t i = 0; questions && i < questions->n; i++) {
    const struct node *use = node_get(questions->items[i], "use");
    pool += !use || use->kind != NODE_SCALAR || strcmp(use->text, "exam") != 0;
  }
  return pool;
}

static void read_draw(struct building *b, const struct node *map, const struct node *questions) {
  long draw = read_needed(b->r, map, "draw");
  size_t pool = practice_pool(questions);
  bool whole = questions && !questions->partial;
  if (draw == LONG_MIN)
    return;
  if (draw < 1 || draw > DRAW_MAX)
    node_error(b->r, node_get(map, "draw"), "quiz.draw", NULL, _("draw is 1 to %d"), DRAW_MAX);
  else if (whole && (size_t)draw > pool)
    node_error(b->r, node_get(map, "draw"), "quiz.draw", _("Lower draw or add questions."),
               _("draws %ld of %zu questions that are not for the exam alone"), draw, pool);
  else
    b->module->quiz.draw = (unsigned)draw;
}

static void read_pass(struct building *b, const struct node *map) {
  long pass = read_needed(b->r, map, "pass");
  if (pass >= 0 && pass <= 100)
    b->module->quiz.pass = (unsigned)pass;
  else if (pass != LONG_MIN)
    node_error(b->r, node_get(map, "pass"), "quiz.pass", _("It is a percentage."),
               _("pass is 0 to 100"));
}

void quiz_build(struct building *b, const struct node *map) {
  read_keys(b->r, map, quiz_keys, COUNT(quiz_keys));
  const struct node *questions = read_list(b->r, map, "questions", true);
  read_draw(b, map, questions);
  read_pass(b, map);
  if (questions)
    items_build(b, questions);
  exam_build(b, map, questions);
}
