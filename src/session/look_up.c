/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a module holds, only to be read: no run, no record. */
#include "base/text.h"
#include "session/inner.h"

#include <string.h>

static void add_term(const struct module *module, const struct entry *entry, struct page *page) {
  page_add_heading(page, entry->key)->language = module->language;
  page_add_prose(page, entry->text)->language = module->language;
}

static bool is_term(const struct entry *entry, const char *term) {
  return term && strncmp(entry->key, term, strlen(term)) == 0;
}

/* The term that was looked for, then all the others. */
static void glossary_page(const struct module *module, const char *term, struct page *page) {
  page_init(page, page->arena, arena_printf(page->arena, "%s:%s", module->path, term ? term : ""),
            module->title);
  page->status = _("Terms");
  for (int first = 1; first >= 0; first--)
    for (size_t i = 0; i < module->n_glossary; i++)
      if (is_term(&module->glossary[i], term) == first)
        add_term(module, &module->glossary[i], page);
}

static void lesson_page(const struct module *module, const struct lesson *lesson,
                        struct page *page) {
  page_init(page, page->arena, lesson->path, lesson->title);
  page->status = arena_strdup(page->arena, module->title);
  lesson_blocks(module, lesson, page);
}

static void item_page(const struct module *module, const struct item *item, struct page *page) {
  page_init(page, page->arena, item->path, module->title);
  question_blocks(item, SHOW_KEY, NULL, page);
  session_language(page, 0, module);
}

bool session_look_up(const struct module *module, const char *path, const char *term,
                     struct page *page) {
  for (size_t i = 0; i < module->n_lessons; i++)
    if (strcmp(module->lessons[i].path, path) == 0)
      return lesson_page(module, &module->lessons[i], page), true;
  for (size_t i = 0; i < module->quiz.n_items; i++) {
    const struct item *item = &module->quiz.items[i];
    if (strcmp(item->path, path) == 0 && item->use != USE_EXAM)
      return item_page(module, item, page), true;
  }
  if (strcmp(module->path, path) != 0)
    return false;
  glossary_page(module, term, page);
  return true;
}
