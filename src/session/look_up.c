/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a module holds, only to be read: no run, no record. */
#include "base/text.h"
#include "session/inner.h"

#include <string.h>

static void glossary_page(const struct module *module, struct page *page) {
  page_init(page, page->arena, module->path, module->title);
  page->status = _("Terms");
  for (size_t i = 0; i < module->n_glossary; i++) {
    page_add_heading(page, module->glossary[i].key)->language = module->language;
    page_add_prose(page, module->glossary[i].text)->language = module->language;
  }
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

bool session_look_up(const struct module *module, const char *path, struct page *page) {
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
  glossary_page(module, page);
  return true;
}
