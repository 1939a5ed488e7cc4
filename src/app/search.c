/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/search.h"

#include "app/inner.h"
#include "base/markup.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

struct passage {
  const char *text, *folded;
};

struct indexed { /* all in the app's arena */
  struct finding finding;
  const char *title_folded;
  const struct passage *passages;
  size_t n_passages;
  size_t nth; /* in the order of the courses */
};

struct search_index {
  struct indexed *list;
  size_t n, cap;
};

/* -- The index ------------------------------------------------------------------------------- */

static const char *flat(struct arena *arena, const struct markup_block *block) {
  struct str text = {0};
  for (size_t i = 0; i < block->n; i++)
    str_puts(&text, block->spans[i].text);
  const char *kept = arena_strdup(arena, str_text(&text));
  str_done(&text);
  return kept;
}

static void add_passages(struct arena *arena, const char *commonmark, struct indexed *to) {
  const struct markup *markup = markup_parse(arena, commonmark ? commonmark : "");
  struct passage *passages = arena_array(arena, markup->n, sizeof *passages);
  for (size_t i = 0; i < markup->n; i++) {
    passages[i].text = flat(arena, &markup->blocks[i]);
    passages[i].folded = text_fold(arena, passages[i].text);
  }
  to->passages = passages;
  to->n_passages = markup->n;
}

static void add(struct app *app, enum finding_kind kind, const struct module *module,
                const char *title, const char *text, const char *path) {
  struct arena *arena = &app->arena;
  struct indexed one = {.finding = {kind, title, "", module->title, path}, .nth = app->search->n};
  one.title_folded = text_fold(arena, title);
  add_passages(arena, text, &one);
  if (one.n_passages)
    one.finding.text = one.passages[0].text;
  VEC_PUSH(app->search, one);
}

static const char *one_line(struct arena *arena, const char *commonmark) {
  const struct markup *markup = markup_parse(arena, commonmark);
  return markup->n ? flat(arena, &markup->blocks[0]) : "";
}

static void add_module(struct app *app, const struct module *module) {
  for (size_t i = 0; i < module->n_glossary; i++)
    add(app, FOUND_TERM, module, module->glossary[i].key, module->glossary[i].text, module->path);
  for (size_t i = 0; i < module->n_lessons; i++)
    add(app, FOUND_LESSON, module, module->lessons[i].title, module->lessons[i].text,
        module->lessons[i].path);
  for (size_t i = 0; i < module->quiz.n_items; i++) {
    const struct item *item = &module->quiz.items[i];
    if (item->use != USE_EXAM)
      add(app, FOUND_ITEM, module, one_line(&app->arena, item->stem), item->stem, item->path);
  }
}

static int by_kind(const void *a, const void *b) {
  const struct indexed *x = a, *y = b;
  if (x->finding.kind != y->finding.kind)
    return x->finding.kind < y->finding.kind ? -1 : 1;
  int order = x->finding.kind == FOUND_TERM ? strcmp(x->title_folded, y->title_folded) : 0;
  return order ? order : x->nth < y->nth ? -1 : 1;
}

static void build(struct app *app) {
  struct diags ignored = {0}; /* a broken module is told where it is opened */
  app->search = mem_alloc(sizeof *app->search);
  const struct catalogue *catalogue = app_catalogue(app);
  for (size_t c = 0; c < catalogue->n; c++)
    for (size_t i = 0; i < catalogue->courses[c].n_files; i++) {
      const struct module *module = app_module(app, &catalogue->courses[c], i, &ignored);
      if (module)
        add_module(app, module);
    }
  diags_done(&ignored);
  if (app->search->n)
    qsort(app->search->list, app->search->n, sizeof *app->search->list, by_kind);
}

void search_free(struct search_index *index) {
  if (index)
    free(index->list);
  free(index);
}

/* -- A query --------------------------------------------------------------------------------- */

enum { WORDS_MOST = 12 };

struct query {
  const char *words[WORDS_MOST];
  size_t n;
};

static struct query split(struct arena *arena, const char *text) {
  struct query query = {0};
  char *folded = text_fold(arena, text), *rest = NULL;
  for (char *word = strtok_r(folded, " ", &rest); word && query.n < WORDS_MOST;
       word = strtok_r(NULL, " ", &rest))
    query.words[query.n++] = word;
  return query;
}

/* The first passage with that word; NULL if there is none. */
static const struct passage *passage_with(const struct indexed *one, const char *word) {
  for (size_t i = 0; i < one->n_passages; i++)
    if (strstr(one->passages[i].folded, word))
      return &one->passages[i];
  return NULL;
}

/* Every word is in the title or in the text; *titled: one is in the title. */
static bool fits(const struct indexed *one, const struct query *query, bool *titled,
                 const char **text) {
  *titled = query->n == 0;
  *text = one->finding.text;
  bool found = query->n > 0 || one->finding.kind == FOUND_TERM;
  for (size_t i = query->n; found && i-- > 0;) {
    const struct passage *passage = passage_with(one, query->words[i]);
    bool in_title = strstr(one->title_folded, query->words[i]) != NULL;
    *titled |= in_title;
    if (passage)
      *text = passage->text;
    found = passage || in_title;
  }
  return found;
}

static int by_text(const void *a, const void *b) {
  const char *const *x = a, *const *y = b;
  return strcmp(*x, *y);
}

static bool is_met(const char *const *met, size_t n, const char *path) {
  return n && bsearch(&path, met, n, sizeof *met, by_text);
}

struct hits {
  struct finding *list;
  size_t n, most;
};

static void gather(const struct app *app, const struct query *query, const char *const *met,
                   size_t n_met, bool titles, struct hits *hits) {
  for (size_t i = 0; i < app->search->n && hits->n < hits->most; i++) {
    const struct indexed *one = &app->search->list[i];
    bool titled;
    const char *text;
    if (!fits(one, query, &titled, &text) || titled != titles)
      continue;
    if (one->finding.kind == FOUND_ITEM && !is_met(met, n_met, one->finding.path))
      continue;
    hits->list[hits->n] = one->finding;
    hits->list[hits->n++].text = text;
  }
}

size_t app_search(struct app *app, const char *text, bool items, size_t most, struct arena *arena,
                  const struct finding **findings) {
  const char *const *met = NULL;
  size_t n_met = 0;
  struct diags ignored = {0}; /* without a record there are no questions to find */
  struct hits hits = {.list = arena_array(arena, most, sizeof *hits.list), .most = most};
  if (!app->search)
    build(app);
  if (items && app->signed_in)
    store_met(app->store, app->person.id, arena, &met, &n_met, &ignored);
  diags_done(&ignored);
  struct query query = split(arena, text);
  gather(app, &query, met, n_met, true, &hits);
  if (query.n)
    gather(app, &query, met, n_met, false, &hits);
  *findings = hits.list;
  return hits.n;
}
