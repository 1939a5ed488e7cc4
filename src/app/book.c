/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/book.h"

#include "base/mem.h"
#include "base/text.h"
#include "course/course.h"
#include "course/source.h"
#include "session/show.h"

#include <stdlib.h>
#include <string.h>

const char *const book_names[BOOKS] = {"participant", "answers", "facilitator", "workbook"};

/* -- Reading --------------------------------------------------------------------------------- */

static enum rc read_header(const char *folder, struct book_course *it, struct diags *diags) {
  size_t errors = diags->errors;
  enum rc rc = catalogue_load(folder, NULL, &it->catalogue, diags);
  if (rc != RC_OK)
    return rc;
  if (it->catalogue.n == 1)
    it->course = &it->catalogue.courses[0];
  else
    diag_error(diags, (struct place){.file = folder}, 1, "book.course",
               _("Name the folder that has its course.yaml."), "%s",
               _("one course is printed at a time"));
  return diags->errors > errors ? RC_DATA : RC_OK;
}

enum rc book_course_read(const char *folder, const char *framework, struct book_course *it,
                         struct diags *diags) {
  *it = (struct book_course){0};
  size_t errors = diags->errors;
  enum rc rc = read_header(folder, it, diags);
  if (rc != RC_OK)
    return rc;
  it->modules = arena_array(&it->arena, it->course->n_files, sizeof *it->modules);
  for (size_t i = 0; i < it->course->n_files; i++) {
    const char *path = arena_printf(&it->arena, "%s/%s", it->course->folder, it->course->files[i]);
    struct module *module = module_open(path, framework, diags);
    if (module)
      it->modules[it->n++] = module;
  }
  return diags->errors > errors ? RC_DATA : RC_OK;
}

void book_course_done(struct book_course *it) {
  for (size_t i = 0; i < it->n; i++)
    module_free(it->modules[i]);
  catalogue_done(&it->catalogue);
  arena_done(&it->arena);
}

/* -- Lessons and questions ------------------------------------------------------------------- */

static struct page *new_page(struct arena *arena, const char *title) {
  struct page *page = arena_alloc(arena, sizeof *page);
  page_init(page, arena, title, title);
  return page;
}

static const char *safe(struct arena *arena, const char *text) {
  return text_safe(arena, text, strlen(text), false);
}

static void put_lesson(struct book *book, const struct module *module,
                       const struct lesson *lesson) {
  struct page *page = new_page(book->arena, lesson->title);
  lesson_blocks(module, lesson, page);
  book_section(book, safe(book->arena, lesson->title));
  book_page(book, page);
}

/* "2.13": the module, and which of its questions. */
static void put_questions(struct book *book, const struct module *module, size_t nth,
                          enum show show) {
  unsigned number = 0;
  for (size_t i = 0; i < module->quiz.n_items; i++) {
    const struct item *item = &module->quiz.items[i];
    if (item->use == USE_EXAM)
      continue;
    struct page *page = new_page(book->arena, item->id);
    question_blocks(item, show, NULL, page);
    book_question(book, arena_printf(book->arena, "%zu.%u", nth + 1, ++number), page);
  }
}

static void put_drills(struct book *book, const struct module *module) {
  struct page *page = new_page(book->arena, "drills");
  for (size_t i = 0; i < module->n_drills; i++)
    page_add_plain(page, arena_printf(book->arena, _("%s (%u min)"), module->drills[i].title,
                                      module->drills[i].minutes));
  if (!module->n_drills)
    return;
  book_section(book, _("Drills, to be played on the laptop"));
  book_page(book, page);
}

static void put_entries(struct book *book, const char *title, const struct entry *entries, size_t n,
                        bool keyed) {
  if (!n)
    return;
  book_section(book, title);
  book_terms(book, entries, n, keyed);
}

static void put_module(struct book *book, const struct module *module, size_t nth) {
  book_chapter(book, safe(book->arena, module->title));
  put_entries(book, _("Objectives"), module->objectives, module->n_objectives, false);
  for (size_t i = 0; i < module->n_lessons; i++)
    put_lesson(book, module, &module->lessons[i]);
  if (module->quiz.n_items) {
    book_section(book, _("Questions"));
    put_questions(book, module, nth, SHOW_ASK);
  }
  put_drills(book, module);
  put_entries(book, _("Glossary"), module->glossary, module->n_glossary, true);
  put_entries(book, _("Sources"), module->sources, module->n_sources, false);
}

static void put_answers(struct book *book, const struct book_course *it) {
  for (size_t i = 0; i < it->n; i++) {
    const struct module *module = it->modules[i];
    book_chapter(book,
                 arena_printf(book->arena, _("Answers: %s"), safe(book->arena, module->title)));
    put_questions(book, module, i, SHOW_KEY);
  }
}

/* -- What stands beside the course ----------------------------------------------------------- */

/* The text from at to the next "## " at the begin of a line, or to the end; *next: there. */
static char *section(struct arena *arena, const char *at, const char **next) {
  const char *end = strstr(at, "\n## ");
  *next = end ? end + 1 : NULL;
  return arena_strndup(arena, at, end ? (size_t)(end + 1 - at) : strlen(at));
}

static const struct module *module_named(const struct book_course *it, const char *id, size_t len) {
  for (size_t i = 0; i < it->n; i++)
    if (strlen(it->modules[i]->id) == len && memcmp(it->modules[i]->id, id, len) == 0)
      return it->modules[i];
  return NULL;
}

/* What a module takes, for who plans the day. */
static void put_minutes(struct book *book, const struct module *module) {
  struct page *page = new_page(book->arena, "minutes");
  unsigned lessons = 0, drills = 0;
  for (size_t i = 0; i < module->n_lessons; i++)
    lessons += module->lessons[i].minutes;
  for (size_t i = 0; i < module->n_drills; i++)
    drills += module->drills[i].minutes;
  page_add_plain(page, arena_printf(book->arena, _("Reading %u min, %zu questions, drills %u min."),
                                    lessons, module->quiz.n_items, drills));
  book_page(book, page);
}

static void put_sections(struct book *book, const struct book_course *it, const char *text,
                         bool minutes) {
  for (const char *at = strncmp(text, "## ", 3) == 0 ? text : strstr(text, "\n## "); at;) {
    at += *at == '\n';
    const char *name = at + 3, *next;
    size_t len = strcspn(name, "\n");
    const struct module *module = module_named(it, name, len);
    const char *title = module ? module->title : arena_strndup(book->arena, name, len);
    book_chapter(book, safe(book->arena, title));
    if (module && minutes)
      put_minutes(book, module);
    book_markup(book, section(book->arena, name + len, &next));
    at = next;
  }
}

static enum rc put_file(struct book *book, struct book_course *it, const char *name, bool minutes,
                        struct diags *diags) {
  struct source source;
  const char *path = arena_printf(&it->arena, "%s/%s", it->course->folder, name), *next;
  size_t errors = diags->errors;
  bool read = source_load(&source, path, path, diags) && diags->errors == errors;
  const char *text = read ? arena_strndup(&it->arena, source.bytes, source.len) : "";
  source_done(&source);
  if (!read)
    return RC_DATA;
  const char *title = strncmp(text, "# ", 2) == 0 ? text + 2 : "";
  size_t len = strcspn(title, "\n");
  book_chapter(book, *title ? safe(book->arena, arena_strndup(book->arena, title, len))
                            : _("For all modules"));
  book_markup(book, strncmp(text, "## ", 3) == 0 ? "" : section(book->arena, title + len, &next));
  put_sections(book, it, text, minutes);
  return RC_OK;
}

/* -- Books ----------------------------------------------------------------------------------- */

static const char *kind_of(enum book_of which, bool with_answers) {
  switch (which) {
  case BOOK_PARTICIPANT:
    return with_answers ? _("Participant's book, with answers") : _("Participant's book");
  case BOOK_ANSWERS:
    return _("Answers. Not for participants before they have answered.");
  case BOOK_FACILITATOR:
    return _("Facilitator's guide");
  default:
    return _("Workbook");
  }
}

static void put_modules(struct book *book, const struct book_course *it) {
  for (size_t i = 0; i < it->n; i++)
    put_module(book, it->modules[i], i);
}

enum rc book_make(struct book_course *it, enum book_of which, bool with_answers, struct book **out,
                  struct diags *diags) {
  struct arena *arena = &it->arena;
  const struct course *course = it->course;
  struct book *book = book_new(arena, safe(arena, course->title), kind_of(which, with_answers),
                               safe(arena, course->language));
  enum rc rc = RC_OK;
  book->summary = safe(arena, course->summary);
  book->note = safe(arena, arena_printf(arena, _("Version %s. Licence: %s"), course->version,
                                        *course->licence ? course->licence : "-"));
  if (which == BOOK_PARTICIPANT)
    put_modules(book, it);
  else if (which == BOOK_FACILITATOR)
    rc = put_file(book, it, "facilitator.md", true, diags);
  else if (which == BOOK_WORKBOOK)
    rc = put_file(book, it, "workbook.md", false, diags);
  if (which == BOOK_ANSWERS || with_answers)
    put_answers(book, it);
  *out = book;
  return rc;
}
