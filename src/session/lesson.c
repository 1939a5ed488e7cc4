/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lesson: read, then done. */
#include "base/text.h"
#include "drill/show.h"
#include "session/inner.h"

#include "base/str.h"

#include <string.h>

enum { LESSON_DONE = 1 }; /* recorded: never reused */

static int find(const struct module *module, const char *id) {
  for (size_t i = 0; id && i < module->n_lessons; i++)
    if (strcmp(module->lessons[i].id, id) == 0)
      return (int)i;
  return -1;
}

static const struct lesson *lesson_of(const struct session *session, const struct module *module) {
  return &module->lessons[session->index];
}

static bool start(const struct module *module, const struct beginning *how, struct session *session,
                  struct plan *plan, const char **path) {
  int at = find(module, how->item);
  (void)plan; /* nothing is drawn */
  if (at < 0)
    return false;
  session->index = (uint16_t)at;
  *path = module->lessons[at].path;
  return true;
}

/* A reworded lesson disturbs nothing. */
static bool resume(const struct module *module, const struct happening *started,
                   struct session *session) {
  const char *slash = strrchr(started->path, '/');
  int at = find(module, slash ? slash + 1 : started->path);
  session->index = (uint16_t)(at < 0 ? 0 : at);
  return at >= 0;
}

static bool step(struct session *session, const struct module *module,
                 const struct session_input *input, struct happening *happened, size_t *n) {
  if (input->what != LESSON_DONE)
    return false;
  const struct lesson *lesson = lesson_of(session, module);
  struct happening *done =
      session_happen(session, module, VERB_COMPLETED, lesson->path, happened, n);
  memcpy(done->text_rev, lesson->text_rev, HASH_BYTES);
  done->score = SCORE_ONE;
  done->passed = true;
  done->duration = input->now;
  session_carry(session, input, done);
  session->over = true;
  return true;
}

static const char *text_of(const struct entry *entries, size_t n, const char *key) {
  for (size_t i = 0; key && i < n; i++)
    if (strcmp(entries[i].key, key) == 0)
      return entries[i].text;
  return NULL;
}

static void add_objectives(const struct lesson *lesson, const struct module *module,
                           struct page *page) {
  struct str list = {0};
  for (size_t i = 0; i < lesson->n_objectives; i++) {
    const char *text = text_of(module->objectives, module->n_objectives, lesson->objectives[i]);
    if (text)
      str_printf(&list, "- %s\n", text);
  }
  if (list.len) {
    page_add_heading(page, _("Objectives"));
    page_add_prose(page, str_text(&list))->language = module->language;
  }
  str_done(&list);
}

void lesson_blocks(const struct module *module, const struct lesson *lesson, struct page *page) {
  const char *source = text_of(module->sources, module->n_sources, lesson->source);
  add_objectives(lesson, module, page);
  page_add_prose(page, lesson->text)->language = module->language;
  show_specimens(page, lesson->specimens, lesson->n_specimens);
  if (source)
    page_add_plain(page, arena_printf(page->arena, _("Source: %s"), source));
}

static void page_of(const struct session *session, const struct module *module, struct page *page) {
  const struct lesson *lesson = lesson_of(session, module);
  page_init(page, page->arena, lesson->path, lesson->title);
  if (lesson->minutes)
    page->status = arena_printf(page->arena, ngettext("%u minute", "%u minutes", lesson->minutes),
                                lesson->minutes);
  lesson_blocks(module, lesson, page);
  if (session->over)
    page_add_action(page, "leave", "enter", _("Done"), _("Back to the course"), false);
  else
    page_add_action(page, "done", "enter", _("Done"), _("Mark this lesson as read"), false);
}

static bool read(const struct session *session, const struct module *module,
                 const struct input *input, struct session_input *out) {
  (void)session, (void)module;
  out->what = LESSON_DONE;
  return strcmp(input->action, "done") == 0;
}

static char *where(const struct session *session, const struct module *module,
                   struct arena *arena) {
  return arena_strdup(arena, lesson_of(session, module)->title);
}

extern const struct session_kind session_lesson;
const struct session_kind session_lesson = {
    .kind = RUN_LESSON,
    .mode = MODE_PRACTICE,
    .start = start,
    .step = step,
    .resume = resume,
    .page = page_of,
    .read = read,
    .where = where,
};
