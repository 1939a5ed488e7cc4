/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/preview.h"

#include "assess/kind.h"
#include "base/random.h"
#include "base/text.h"
#include "drill/show.h"
#include "session/inner.h"
#include "session/slots.h"

#include <stdio.h>
#include <string.h>

enum { STEM_CELLS = 56 };

/* -- What is open ---------------------------------------------------------------------------- */

static const struct lesson *lesson_open(const struct preview *preview) {
  for (size_t i = 0; i < preview->module->n_lessons; i++)
    if (strcmp(preview->module->lessons[i].path, preview->open) == 0)
      return &preview->module->lessons[i];
  return NULL;
}

static const struct item *item_open(const struct preview *preview) {
  for (size_t i = 0; i < preview->module->quiz.n_items; i++)
    if (strcmp(preview->module->quiz.items[i].path, preview->open) == 0)
      return &preview->module->quiz.items[i];
  return NULL;
}

static const struct drill *drill_open(const struct preview *preview) {
  for (size_t i = 0; i < preview->module->n_drills; i++)
    if (strcmp(preview->module->drills[i].path, preview->open) == 0)
      return &preview->module->drills[i];
  return NULL;
}

static void start_drill(struct preview *preview, const struct drill *drill) {
  struct happening started;
  const struct beginning how = {.kind = RUN_DRILL, .item = drill->id, .seed = 1};
  session_start(preview->module, &how, &preview->drill, &started);
}

static bool step_drill(struct preview *preview, const struct session_input *input) {
  struct happening happened[SESSION_HAPPENINGS];
  size_t n;
  return session_step(&preview->drill, preview->module, input, happened, &n);
}

static void open_path(struct preview *preview, const char *path) {
  snprintf(preview->open, sizeof preview->open, "%s", path);
  preview->told = false;
  preview->n_steps = 0;
  const struct drill *drill = drill_open(preview);
  if (drill)
    start_drill(preview, drill);
}

/* The way that was taken is walked again as far as the new drill has it. */
static void walk_again(struct preview *preview, const struct drill *drill) {
  size_t n = 0;
  start_drill(preview, drill);
  while (n < preview->n_steps && step_drill(preview, &preview->steps[n]))
    n++;
  preview->n_steps = n;
}

void preview_exchange(struct preview *preview, const struct module *module) {
  preview->module = module;
  const struct drill *drill = drill_open(preview);
  if (drill)
    walk_again(preview, drill);
  else if (!lesson_open(preview) && !item_open(preview))
    open_path(preview, "");
}

/* -- Pages ----------------------------------------------------------------------------------- */

static void add_trouble(const struct preview *preview, struct page *page) {
  if (preview->trouble)
    page_add_notice(page, TONE_BAD, preview->trouble);
}

static const char *use_word(const struct item *item) {
  return item->use == USE_EXAM       ? _("exam only")
         : item->use == USE_PRACTICE ? _("practice only")
                                     : "";
}

static void add_outline(const struct preview *preview, struct page *page) {
  const struct module *m = preview->module;
  struct arena *arena = page->arena;
  size_t n = 0;
  struct outline_row *rows =
      arena_array(arena, m->n_lessons + m->quiz.n_items + m->n_drills, sizeof *rows);
  for (size_t i = 0; i < m->n_lessons; i++)
    rows[n++] = (struct outline_row){.text = m->lessons[i].title,
                                     .word = _("Lesson"),
                                     .action = arena_printf(arena, "open:%s", m->lessons[i].path)};
  for (size_t i = 0; i < m->quiz.n_items; i++) {
    const struct item *item = &m->quiz.items[i];
    const char *use = use_word(item);
    rows[n++] = (struct outline_row){.text = show_words(arena, item->stem, STEM_CELLS),
                                     .word = arena_printf(arena, "%s", item_kind_of(item)->key),
                                     .note = arena_printf(arena, _("%s, %s, level %u%s%s"),
                                                          item->id, item->competency, item->level,
                                                          *use ? ", " : "", use),
                                     .action = arena_printf(arena, "open:%s", item->path)};
  }
  for (size_t i = 0; i < m->n_drills; i++)
    rows[n++] = (struct outline_row){.text = m->drills[i].title,
                                     .word = _("Drill"),
                                     .action = arena_printf(arena, "open:%s", m->drills[i].path)};
  page_add_outline(page, "preview", rows, n);
}

size_t preview_row_of_drill(const struct module *module, size_t drill) {
  return module->n_lessons + module->quiz.n_items + drill + 1;
}

static void outline_page(const struct preview *preview, struct page *page) {
  const struct module *module = preview->module;
  page_init(page, page->arena, "preview", module ? module->title : _("Preview"));
  page->status = _("Preview");
  add_trouble(preview, page);
  if (module)
    add_outline(preview, page);
  else
    page_add_plain(page, _("As soon as the file can be read, it is shown here."));
  page_add_action(page, "quit", "esc", _("Leave"), _("Leave the preview"), false);
}

static void open_actions(struct page *page) {
  page_add_action(page, "next", "n", _("Next"), _("The next of this module"), false);
  page_add_action(page, "previous", "p", _("Previous"), _("The one before"), false);
  page_add_action(page, "outline", "esc", _("Outline"), _("Back to the outline"), false);
}

static void lesson_page(const struct preview *preview, const struct lesson *lesson,
                        struct page *page) {
  page_init(page, page->arena, lesson->path, lesson->title);
  page->status = _("Preview");
  add_trouble(preview, page);
  lesson_blocks(preview->module, lesson, page);
  open_actions(page);
}

/* Dealt anew for each question, but always alike: what moves while one writes cannot be judged. */
void question_order(const struct item *item, uint8_t order[RESPONSE_PICKS]) {
  struct rng rng;
  rng_seed(&rng, seal_name(item->id));
  for (size_t i = 0; i < RESPONSE_PICKS; i++)
    order[i] = (uint8_t)i;
  if (item_kind_of(item)->shuffles)
    rng_permute(&rng, order, item->n_parts);
}

void question_blocks(const struct item *item, enum show show, const struct response *response,
                     struct page *page) {
  uint8_t order[RESPONSE_PICKS];
  question_order(item, order);
  question_dealt(item, order, show, response, page);
}

void question_dealt(const struct item *item, const uint8_t *order, enum show show,
                    const struct response *response, struct page *page) {
  show_specimens(page, item->specimens, item->n_specimens);
  if (!item_kind_of(item)->stem_inside)
    page_add_prose(page, item->stem);
  item_kind_of(item)->page(item, order, show, response, page);
}

static void add_verdict(const struct item *item, const struct response *response,
                        struct page *page) {
  struct grade grade = item_kind_of(item)->grade(item, response);
  if (grade.faulty)
    page_add_notice(page, TONE_WARN,
                    _("This answer could not be marked: the pattern takes too "
                      "long on it."));
  else if (grade.score == SCORE_ONE)
    page_add_notice(page, TONE_GOOD, _("Right."));
  else if (grade.score > 0)
    page_add_notice(
        page, TONE_BAD,
        arena_printf(page->arena, _("Partly right: %d %%."), session_percent(grade.score)));
  else
    page_add_notice(page, TONE_BAD, _("Wrong."));
}

static void item_page(const struct preview *preview, const struct item *item, struct page *page) {
  page_init(page, page->arena,
            arena_printf(page->arena, "%s:%s", item->path, preview->told ? "told" : "ask"),
            preview->module->title);
  page->status = arena_printf(page->arena, _("Preview: %s"), item->id);
  add_trouble(preview, page);
  const char *refused = preview->told ? NULL : slot_refusal(item, &preview->response);
  if (refused)
    page_add_notice(page, TONE_WARN,
                    arena_printf(page->arena, _("%s: %s"), preview->response.text, _(refused)));
  if (preview->told)
    add_verdict(item, &preview->response, page);
  question_blocks(item, preview->told ? SHOW_KEY : SHOW_ASK,
                  preview->told ? &preview->response : NULL, page);
  if (item->hint && !preview->told)
    page_add_prose(page, arena_printf(page->arena, _("Hint: %s"), item->hint));
  if (preview->told)
    page_add_action(page, "retry", "enter", _("Try again"), _("Answer once more"), false);
  else
    page_add_action(page, "answer", "enter", _("Answer"), _("Give this answer"), true);
  page_add_action(page, "key", "f2", _("Show answer"), _("What is right, and the reasons"), false);
  open_actions(page);
}

static void drill_page(const struct preview *preview, struct page *page) {
  session_page(&preview->drill, preview->module, page);
  add_trouble(preview, page);
  open_actions(page);
}

void preview_page(const struct preview *preview, struct page *page) {
  const struct lesson *lesson = preview->module ? lesson_open(preview) : NULL;
  const struct item *item = preview->module ? item_open(preview) : NULL;
  if (lesson)
    lesson_page(preview, lesson, page);
  else if (item)
    item_page(preview, item, page);
  else if (preview->module && drill_open(preview))
    drill_page(preview, page);
  else
    outline_page(preview, page);
}

/* -- Actions --------------------------------------------------------------------------------- */

static const char *path_at(const struct module *m, size_t i) {
  if (i < m->n_lessons)
    return m->lessons[i].path;
  i -= m->n_lessons;
  if (i < m->quiz.n_items)
    return m->quiz.items[i].path;
  return m->drills[i - m->quiz.n_items].path;
}

static void move(struct preview *preview, bool forward) {
  const struct module *m = preview->module;
  size_t n = m->n_lessons + m->quiz.n_items + m->n_drills, at = 0;
  while (at < n && strcmp(path_at(m, at), preview->open) != 0)
    at++;
  if (n)
    open_path(preview, path_at(m, (at + (forward ? 1 : n - 1)) % n));
}

/* As a session would take it. */
static void answer(struct preview *preview, const struct input *input) {
  const struct response *response = input_value(input, ITEM_BLOCK);
  preview->response = (struct response){0};
  if (response)
    preview->response = *response;
  preview->told =
      response && !response_empty(response) && !slot_refusal(item_open(preview), response);
}

static void act_item(struct preview *preview, const struct input *input) {
  if (strcmp(input->action, "answer") == 0)
    answer(preview, input);
  else if (strcmp(input->action, "retry") == 0)
    preview->told = false;
  else if (strcmp(input->action, "key") == 0) {
    item_kind_of(item_open(preview))->solution(item_open(preview), &preview->response);
    preview->told = true;
  }
}

static void act_drill(struct preview *preview, const struct input *input) {
  struct session_input read;
  if (strcmp(input->action, "again") == 0) {
    preview->n_steps = 0;
    start_drill(preview, drill_open(preview));
  } else if (strcmp(input->action, "leave") == 0)
    open_path(preview, "");
  else if (preview->n_steps < PREVIEW_STEPS &&
           session_read_input(&preview->drill, preview->module, input, preview->drill.now, &read) &&
           step_drill(preview, &read))
    preview->steps[preview->n_steps++] = read;
}

bool preview_act(struct preview *preview, const struct input *input) {
  const char *path = strncmp(input->action, "open:", 5) == 0 ? input->action + 5 : NULL;
  if (strcmp(input->action, "quit") == 0)
    return false;
  if (!preview->module)
    return true;
  if (path)
    open_path(preview, path);
  else if (strcmp(input->action, "outline") == 0)
    open_path(preview, "");
  else if (strcmp(input->action, "next") == 0 || strcmp(input->action, "previous") == 0)
    move(preview, input->action[0] == 'n');
  else if (item_open(preview))
    act_item(preview, input);
  else if (drill_open(preview))
    act_drill(preview, input);
  return true;
}
