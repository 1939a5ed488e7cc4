/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module made from YAML without files, and a session that is driven and recorded, for the tests
 * of session/. Everything is static: each test file has its own. */
#ifndef SESSION_FIXTURE_H
#define SESSION_FIXTURE_H

#include "assess/kind.h"
#include "course/course.h"
#include "session/quiz.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct diags diags;

static inline void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

static inline void fixture_item(struct reading *r, const struct node *map, struct item *item) {
  struct canon canon = {0};
  item->id = read_text(r, map, "id");
  item->path = arena_printf(&arena, "c/m/%s", item->id);
  item->competency = read_text(r, map, "competency");
  item->level = (unsigned)read_whole(r, map, "level", 1, 4, 2);
  item->objective = read_optional(r, map, "objective");
  item->hint = read_optional(r, map, "hint");
  item->why = "why";
  if (node_get(map, "use"))
    item->use = strcmp(read_text(r, map, "use"), "exam") == 0 ? USE_EXAM : USE_PRACTICE;
  while (!node_get(map, item_kinds[item->kind]->key))
    item->kind++;
  item->stem = read_text(r, map, item_kinds[item->kind]->key);
  cr_assert(item_kind_of(item)->build(r, map, item));
  item_kind_of(item)->canon(item, &canon);
  canon_done(&canon, item->key_rev, item->text_rev);
}

static inline void fixture_drill(struct reading *r, const struct node *map, struct drill *drill) {
  struct canon canon = {0};
  drill->id = "d";
  drill->path = "c/m/d";
  drill->title = read_text(r, map, "scenario");
  cr_assert(drill_kinds[0]->build(r, map, &(struct drill_material){0}, drill));
  drill_kinds[0]->canon(drill, &canon);
  canon_done(&canon, drill->key_rev, drill->text_rev);
}

/* A map with `questions`, `draw`, `pass`, `exam`, `minutes`, `certainty` and `drill`, each
 * optional.
 */
static inline struct module *fixture_module(const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  const struct node *list = read_list(&r, map, "questions", false);
  const struct node *scenario = read_map(&r, map, "drill", false);
  struct module *module = arena_alloc(&arena, sizeof *module);
  struct item *items = arena_array(&arena, list ? list->n : 0, sizeof *items);
  *module = (struct module){.course_id = "c",
                            .id = "m",
                            .path = "c/m",
                            .exam_path = "c/m/exam",
                            .title = "M",
                            .language = "en"};
  for (size_t i = 0; list && i < list->n; i++)
    fixture_item(&r, list->items[i], &items[i]);
  module->quiz = (struct quiz){.items = items, .n_items = list ? list->n : 0};
  module->quiz.draw = (unsigned)read_whole(&r, map, "draw", 0, 99, 0);
  module->quiz.pass = (unsigned)read_whole(&r, map, "pass", 0, 100, 80);
  module->quiz.exam.draw = (unsigned)read_whole(&r, map, "exam", 0, 99, 0);
  module->quiz.exam.minutes = (unsigned)read_whole(&r, map, "minutes", 0, 99, 0);
  module->certainty = read_whole(&r, map, "certainty", 0, 1, 0);
  if (scenario) {
    struct drill *drill = arena_alloc(&arena, sizeof *drill);
    fixture_drill(&r, scenario, drill);
    module->drills = drill;
    module->n_drills = 1;
  }
  cr_assert_eq(diags.n, 0, "%s", diags.n ? diags.list[0].message : "");
  return module;
}

/* A live session with all that was recorded of it. */
struct live {
  const struct module *module;
  struct session session;
  struct session durable; /* as it was when the last happening was recorded */
  struct happening started;
  struct happening *list;
  size_t n, cap;
};

static inline void live_start(struct live *live, const struct module *module, enum run_kind kind,
                              const char *item, uint64_t seed) {
  const struct beginning how = {.kind = kind, .item = item, .seed = seed};
  free(live->list);
  memset(live, 0, sizeof *live);
  live->module = module;
  cr_assert(session_start(module, &how, &live->session, &live->started));
  live->durable = live->session;
}

static inline bool live_step(struct live *live, const struct session_input *input) {
  struct happening happened[SESSION_HAPPENINGS];
  struct session before, put = live->durable;
  size_t n;
  memcpy(&before, &live->session, sizeof before);
  bool accepted = session_step(&live->session, live->module, input, happened, &n);
  if (!accepted)
    cr_assert_eq(memcmp(&before, &live->session, sizeof before), 0,
                 "a refused input changes nothing");
  session_put(&put, &live->session);
  cr_assert_eq(memcmp(&put, &live->session, sizeof put), 0, "what is put is all that changes");
  if (live->n + n > live->cap) {
    live->cap = live->cap * 2 + 64;
    live->list = realloc(live->list, live->cap * sizeof *live->list);
  }
  if (n)
    memcpy(live->list + live->n, happened, n * sizeof *happened);
  live->n += n;
  if (n)
    memcpy(&live->durable, &live->session, sizeof live->session);
  return accepted;
}

static inline bool live_do(struct live *live, int64_t now, uint16_t what) {
  return live_step(live, &(struct session_input){.now = now, .what = what});
}

/* Answers the present question: right or wrong. */
static inline bool live_answer(struct live *live, int64_t now, bool right) {
  const struct item *item = quiz_item(&live->session, live->module);
  struct session_input input = {.now = now, .what = QUIZ_ANSWER};
  if (!item)
    return false;
  if (right)
    item_kind_of(item)->solution(item, &input.response);
  else if (item->n_parts)
    while (item->parts[input.response.pick[0]].right)
      input.response.pick[0]++;
  else
    strcpy(input.response.text, "no such answer");
  if (!right && item->n_parts)
    input.response.n = 1;
  return live_step(live, &input);
}

static inline const struct happening *live_last(const struct live *live) {
  cr_assert_gt(live->n, 0);
  return &live->list[live->n - 1];
}

/* What the recorded happenings make against a module. */
static inline struct session live_replayed(const struct live *live, const struct module *module,
                                           bool *closed) {
  static struct session session;
  struct happening closing;
  bool has_closed;
  session_resume(module, &live->started, &session, &closing, &has_closed);
  *closed = has_closed;
  for (size_t i = 0; i < live->n; i++)
    session_replay(&session, module, &live->list[i]);
  return session;
}

static inline struct page *live_page(const struct live *live) {
  struct page *page = arena_alloc(&arena, sizeof *page);
  page->arena = &arena;
  session_page(&live->session, live->module, page);
  return page;
}

static inline const struct action *page_action(const struct page *page, const char *id) {
  for (size_t i = 0; i < page->n_actions; i++)
    if (strcmp(page->actions[i].id, id) == 0)
      return &page->actions[i];
  return NULL;
}

static inline const struct block *page_block(const struct page *page, enum block_kind kind) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].kind == kind)
      return &page->blocks[i];
  return NULL;
}

#endif
