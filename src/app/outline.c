/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/outline.h"

#include "app/inner.h"
#include "base/text.h"
#include "session/exam.h"

#include <string.h>

static const char *memo_of(struct arena *arena, const struct course *course) {
  return arena_printf(arena, "outline 1 %s", course->id); /* raised when laid out anew */
}

/* -- From the modules ------------------------------------------------------------------------ */

static struct outlined_questions *cell_of(struct outlined *it, const struct item *item) {
  for (size_t i = 0; i < it->n_questions; i++)
    if (it->questions[i].level == item->level &&
        strcmp(it->questions[i].competency, item->competency) == 0)
      return &it->questions[i];
  it->questions[it->n_questions] = (struct outlined_questions){item->competency, item->level, 0, 0};
  return &it->questions[it->n_questions++];
}

static void count_questions(struct arena *arena, const struct quiz *quiz, struct outlined *it) {
  it->questions = arena_array(arena, quiz->n_items, sizeof *it->questions);
  for (size_t i = 0; i < quiz->n_items; i++) {
    struct outlined_questions *cell = cell_of(it, &quiz->items[i]);
    cell->n++;
    cell->n_exam += quiz->items[i].use == USE_EXAM;
  }
}

struct outlined outline_of(struct arena *arena, const struct module *module) {
  struct outlined it = {.path = module->path,
                        .exam_path = module->exam_path,
                        .title = module->title,
                        .n_lessons = module->n_lessons,
                        .n_drills = module->n_drills,
                        .draw = module->quiz.draw,
                        .exam_questions = (unsigned)exam_questions(&module->quiz),
                        .exam_minutes = module->quiz.exam.minutes};
  it.lessons = arena_array(arena, it.n_lessons, sizeof *it.lessons);
  it.drills = arena_array(arena, it.n_drills, sizeof *it.drills);
  for (size_t i = 0; i < it.n_lessons; i++) {
    const struct lesson *lesson = &module->lessons[i];
    it.lessons[i] = (struct outlined_part){lesson->path, lesson->title, lesson->minutes};
  }
  for (size_t i = 0; i < it.n_drills; i++) {
    const struct drill *drill = &module->drills[i];
    it.drills[i] = (struct outlined_part){drill->path, drill->title, drill->minutes};
  }
  count_questions(arena, &module->quiz, &it);
  return it;
}

unsigned outlined_minutes(const struct outlined *module) {
  unsigned minutes = module->draw;
  for (size_t i = 0; i < module->n_lessons; i++)
    minutes += module->lessons[i].minutes;
  for (size_t i = 0; i < module->n_drills; i++)
    minutes += module->drills[i].minutes;
  return minutes;
}

/* What is wrong first, and where: that is what the trainer asks for on the telephone. */
static const char *fault_of(struct arena *arena, const struct diags *diags) {
  if (!diags->n)
    return "";
  const struct diag *first = &diags->list[0];
  return first->at.line ? arena_printf(arena, _("line %u: %s"), first->at.line, first->message)
                        : arena_strdup(arena, first->message);
}

/* It was read from the file as it is, and not from what that was earlier in this run. */
static bool is_up_to_date(const struct app *app, const struct course *course, size_t index) {
  for (size_t i = 0; i < app->n_modules; i++)
    if (app->modules[i].course == course && app->modules[i].index == index)
      return place_stamp_holds(app, &app->modules[i]);
  return false;
}

/* True if it may be kept. */
static bool make(struct app *app, struct arena *arena, const struct course *course,
                 struct outlined *list) {
  bool lasting = true;
  for (size_t i = 0; i < course->n_files; i++) {
    struct diags diags = {0};
    const struct module *module = app_module(app, course, i, &diags);
    if (module)
      list[i] = outline_of(arena, module);
    else
      list[i] = (struct outlined){.title = course->files[i], .fault = fault_of(arena, &diags)};
    lasting = lasting && module && is_up_to_date(app, course, i);
    diags_done(&diags);
  }
  return lasting;
}

/* -- In the store ---------------------------------------------------------------------------- */

static void pack_parts(struct str *out, const struct outlined_part *list, size_t n) {
  pack_u32(out, (uint32_t)n);
  for (size_t i = 0; i < n; i++) {
    pack_text(out, list[i].path);
    pack_text(out, list[i].title);
    pack_u32(out, list[i].minutes);
  }
}

static void pack_outlined(struct str *out, const struct outlined *it) {
  pack_text(out, it->path);
  pack_text(out, it->exam_path);
  pack_text(out, it->title);
  pack_u32(out, it->draw);
  pack_u32(out, it->exam_questions);
  pack_u32(out, it->exam_minutes);
  pack_parts(out, it->lessons, it->n_lessons);
  pack_parts(out, it->drills, it->n_drills);
  pack_u32(out, (uint32_t)it->n_questions);
  for (size_t i = 0; i < it->n_questions; i++) {
    pack_text(out, it->questions[i].competency);
    pack_u32(out, it->questions[i].level);
    pack_u32(out, (uint32_t)it->questions[i].n);
    pack_u32(out, (uint32_t)it->questions[i].n_exam);
  }
}

static struct outlined_part *take_parts(struct unpack *in, struct arena *arena, size_t *n) {
  *n = kept_count(in);
  struct outlined_part *list = arena_array(arena, *n, sizeof *list);
  for (size_t i = 0; !in->bad && i < *n; i++) {
    list[i].path = kept_text(in, arena);
    list[i].title = kept_text(in, arena);
    list[i].minutes = unpack_u32(in);
  }
  return list;
}

static void take_outlined(struct unpack *in, struct arena *arena, struct outlined *it) {
  it->path = kept_text(in, arena);
  it->exam_path = kept_text(in, arena);
  it->title = kept_text(in, arena);
  it->draw = unpack_u32(in);
  it->exam_questions = unpack_u32(in);
  it->exam_minutes = unpack_u32(in);
  it->lessons = take_parts(in, arena, &it->n_lessons);
  it->drills = take_parts(in, arena, &it->n_drills);
  it->n_questions = kept_count(in);
  it->questions = arena_array(arena, it->n_questions, sizeof *it->questions);
  for (size_t i = 0; !in->bad && i < it->n_questions; i++) {
    it->questions[i].competency = kept_text(in, arena);
    it->questions[i].level = unpack_u32(in);
    it->questions[i].n = unpack_u32(in);
    it->questions[i].n_exam = unpack_u32(in);
  }
}

/* The stamp of the course's own files stands before the rest. */
static bool read_kept(struct app *app, struct arena *arena, const struct course *course,
                      const uint8_t stamp[HASH_BYTES], struct outlined *list) {
  struct str kept = {0};
  struct unpack in;
  uint8_t was[HASH_BYTES];
  bool known = kept_read(app, memo_of(arena, course), &kept, &in);
  if (known) {
    unpack_bytes(&in, was, sizeof was);
    known = memcmp(was, stamp, sizeof was) == 0;
  }
  for (size_t i = 0; known && !in.bad && i < course->n_files; i++)
    take_outlined(&in, arena, &list[i]);
  known = known && unpack_done(&in);
  str_done(&kept);
  return known;
}

static void keep(struct app *app, struct arena *arena, const struct course *course,
                 const uint8_t stamp[HASH_BYTES], const struct outlined *list) {
  struct str out = {0};
  pack_bytes(&out, stamp, HASH_BYTES);
  for (size_t i = 0; i < course->n_files; i++)
    pack_outlined(&out, &list[i]);
  kept_put(app, memo_of(arena, course), &out);
  str_done(&out);
}

static void stamp_course(struct arena *arena, const struct course *course,
                         uint8_t out[HASH_BYTES]) {
  struct stamp stamp = {0};
  for (size_t i = 0; i < course->n_files; i++)
    stamp_file(&stamp, arena_printf(arena, "%s/%s", course->folder, course->files[i]));
  seal_hash(&(struct seal_part){stamp.bytes.at, stamp.bytes.len}, 1, out);
  stamp_done(&stamp);
}

const struct outlined *app_outline(struct app *app, struct arena *arena,
                                   const struct course *course, size_t *n) {
  uint8_t stamp[HASH_BYTES];
  *n = course->broken ? 0 : course->n_files;
  struct outlined *list = arena_array(arena, *n, sizeof *list);
  if (!*n)
    return list;
  stamp_course(arena, course, stamp);
  if (read_kept(app, arena, course, stamp, list))
    return list;
  memset(list, 0, *n * sizeof *list);
  if (make(app, arena, course, list))
    keep(app, arena, course, stamp, list);
  return list;
}
