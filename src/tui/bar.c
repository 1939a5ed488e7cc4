/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines above and below the body: title and status, keys and how far one has read. */
#include "tui/keys.h"
#include "tui/layout.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *layout_key_name(const char *key, char *buffer) {
  if (!key[0] || !key[1])
    return strcmp(key, " ") == 0 ? _("Space") : key;
  if ((unsigned char)key[0] >= 0x80)
    return key;
  if (strcmp(key, "enter") == 0)
    return _("Enter");
  if (strcmp(key, "esc") == 0)
    return _("Esc");
  snprintf(buffer, 16, "%s", key);
  buffer[0] = (char)toupper((unsigned char)buffer[0]);
  if (strncmp(key, "ctrl-", 5) == 0 && buffer[5])
    buffer[5] = (char)toupper((unsigned char)buffer[5]);
  return buffer;
}

void layout_clock(int64_t left, char *buffer) {
  int64_t seconds = (left + 999) / 1000, hours = seconds / 3600;
  int minutes = (int)(seconds / 60 % 60), rest = (int)(seconds % 60);
  if (hours > 0)
    snprintf(buffer, 16, "%d:%02d:%02d", (int)(hours < 1000 ? hours : 999), minutes, rest);
  else
    snprintf(buffer, 16, "%d:%02d", minutes, rest);
}

bool layout_offered(const struct page *page, const struct view *view, const struct action *action) {
  if (!action->needs_answer || view_answered(view, page))
    return true;
  /* Enter takes the row under the cursor. */
  const struct block *block = view_focused(view, page);
  return strcmp(action->key, "enter") == 0 && block && block->kind == BLOCK_CHOICES && !block->many;
}

static bool is_letter(const char *key) {
  return strcmp(key, "enter") != 0 && strcmp(key, "esc") != 0 && strncmp(key, "ctrl-", 5) != 0 &&
         !(key[0] == 'f' && isdigit((unsigned char)key[1]));
}

bool layout_reachable(const struct page *page, const struct view *view,
                      const struct action *action) {
  const struct block *block = view_focused(view, page);
  bool typing = block && block_typed(block);
  return layout_offered(page, view, action) && !(typing && is_letter(action->key));
}

void layout_ends(struct canvas *canvas, const char *left, const char *right, enum ink ink,
                 size_t width) {
  const char *end = canvas_glyphs(canvas, right), *begin = canvas_glyphs(canvas, left);
  size_t cells = canvas_measure(end);
  if (cells > width * 2 / 3)
    cells = width * 2 / 3;
  size_t room = width - (cells ? cells + 2 : 0);
  canvas_line(canvas);
  canvas_cut(canvas, ink, begin, strlen(begin), room);
  if (cells) {
    canvas_column(canvas, width - cells);
    canvas_cut(canvas, ink, end, strlen(end), cells);
  }
}

enum { HINTS = 40, LONG_HELP = 50 /* columns from which help says what else it offers */ };

struct hint {
  const char *text;
  const char *bare; /* the key without its label */
  const char *key;  /* a click presses it; NULL: stands for several */
  bool needed;      /* is the last to go: enter, esc, help */
};

struct hints {
  struct hint list[HINTS];
  size_t n;
};

static void add_hint(struct canvas *canvas, struct hints *hints, const char *key, const char *label,
                     bool needed) {
  char buffer[16];
  if (hints->n == HINTS)
    return;
  const char *bare = arena_strdup(canvas->arena, layout_key_name(key, buffer));
  const char *text = arena_printf(canvas->arena, "%s %s", bare, label);
  hints->list[hints->n++] =
      (struct hint){canvas_glyphs(canvas, text), canvas_glyphs(canvas, bare), key, needed};
}

/* While one types, letters are no keys: help is the way to the actions that have one. */
static const char *only_by_help(const struct page *page, const struct view *view) {
  for (size_t i = 0; i < page->n_actions; i++)
    if (layout_offered(page, view, &page->actions[i]) &&
        !layout_reachable(page, view, &page->actions[i]))
      return page->actions[i].label;
  return NULL;
}

static void add_help(struct canvas *canvas, struct hints *hints, const struct view *view,
                     const struct page *page) {
  const struct block *block = view_focused(view, page);
  const char *other = canvas->width >= LONG_HELP ? only_by_help(page, view) : NULL;
  add_hint(canvas, hints, block && block_typed(block) ? "f1" : "?",
           other ? arena_printf(canvas->arena, _("Help, %s"), other) : _("Help"), true);
}

/* What Enter does before it is the page's own; NULL: it is. */
static const char *enter_first(const struct page *page, const struct view *view) {
  const struct block *block = view_focused(view, page);
  const struct draft *draft = block ? view_draft(view, block->id) : NULL;
  if (view->more)
    return _("More");
  if (!draft)
    return NULL;
  if (draft->carried)
    return _("Put down");
  if (block->kind == BLOCK_MARKS && marks_next_empty(&(struct draft){0}, block))
    return _("Next empty");
  return block->kind == BLOCK_GAPS && draft->cursor + 1 < block->n ? _("Next") : NULL;
}

static void add_keys(struct canvas *canvas, struct hints *hints, const char *keys,
                     const char *label, bool needed) {
  size_t before = hints->n;
  add_hint(canvas, hints, keys, label, needed);
  if (hints->n > before)
    hints->list[before].key = NULL;
}

static void add_digits(struct canvas *canvas, struct hints *hints, size_t n, const char *label,
                       bool needed) {
  const char *keys = n < 2 ? "1" : arena_printf(canvas->arena, "1-%zu", n < 9 ? n : 9);
  add_keys(canvas, hints, keys, label, needed);
}

/* The keys of the kind that has the focus. */
static void add_own(struct canvas *canvas, struct hints *hints, const struct block *block,
                    const struct draft *draft) {
  if (block->kind == BLOCK_FIELDS || (block->kind == BLOCK_CHOICES && block->many))
    add_hint(canvas, hints, " ", _("Mark"), true);
  if (block->kind == BLOCK_ORDER && draft->carried)
    add_keys(canvas, hints, _("Up Down"), _("Carry"), true);
  if (block->kind == BLOCK_ORDER && !draft->carried) {
    add_hint(canvas, hints, " ", _("Take"), true);
    add_digits(canvas, hints, block->n, _("To that place"), false);
  }
  if (block->kind == BLOCK_PAIRS) {
    add_digits(canvas, hints, block->n_targets, _("Give"), true);
    add_hint(canvas, hints, "0", _("Take away"), false);
  }
  if (block->kind == BLOCK_MARKS && block->asked[draft->column].keys[0])
    add_keys(canvas, hints, block->asked[draft->column].keys, _("Mark"), true);
}

static void add_actions(struct canvas *canvas, struct hints *hints, const struct page *page,
                        const struct view *view, const char *first) {
  bool helped = false;
  for (size_t i = 0; i < page->n_actions; i++) {
    const struct action *action = &page->actions[i];
    bool esc = strcmp(action->key, "esc") == 0, enter = strcmp(action->key, "enter") == 0;
    if (esc && !helped) {
      add_help(canvas, hints, view, page);
      helped = true;
    }
    if (layout_reachable(page, view, action) && !(enter && first))
      add_hint(canvas, hints, action->key, action->label, esc || enter);
  }
  if (!helped)
    add_help(canvas, hints, view, page);
}

static void collect(struct canvas *canvas, struct hints *hints, const struct page *page,
                    const struct view *view) {
  const struct block *block = view_focused(view, page);
  const struct draft *draft = block ? view_draft(view, block->id) : NULL;
  const char *first = enter_first(page, view);
  bool enter = first != NULL;
  for (size_t i = 0; i < page->n_actions; i++)
    enter |= strcmp(page->actions[i].key, "enter") == 0;
  if (first)
    add_hint(canvas, hints, "enter", first, true);
  if (!enter && block && block_opens(block))
    add_hint(canvas, hints, "enter", _("Choose"), true);
  if (draft)
    add_own(canvas, hints, block, draft);
  if (draft && draft->carried)
    add_hint(canvas, hints, "esc", _("Put back"), true);
  else
    add_actions(canvas, hints, page, view, first);
}

static size_t hints_width(const struct hints *hints) {
  size_t width = 0;
  for (size_t i = 0; i < hints->n; i++)
    width += canvas_measure(hints->list[i].text) + (i ? 2 : 0);
  return width;
}

static void drop(struct hints *hints, size_t at) {
  hints->n--;
  memmove(&hints->list[at], &hints->list[at + 1], (hints->n - at) * sizeof *hints->list);
}

/* The last that is not needed goes first; then labels go, from the end; then the last but the
 * first. */
static void fit(struct hints *hints, size_t width) {
  for (size_t i = hints->n; i-- > 0 && hints_width(hints) > width;)
    if (!hints->list[i].needed)
      drop(hints, i);
  for (size_t i = hints->n; i-- > 1 && hints_width(hints) > width;)
    hints->list[i].text = hints->list[i].bare;
  while (hints->n > 1 && hints_width(hints) > width)
    drop(hints, hints->n - 1);
}

void layout_keys(struct canvas *canvas, const struct page *page, const struct view *view,
                 const char *right, size_t width) {
  struct hints hints = {0};
  collect(canvas, &hints, page, view);
  size_t cells = right ? canvas_measure(right) + 2 : 0;
  fit(&hints, width - cells);
  canvas_line(canvas);
  for (size_t i = 0; i < hints.n; i++) {
    canvas_column(canvas, canvas->col + (i ? 2 : 0));
    const char *text = hints.list[i].text;
    size_t begin = canvas->col;
    canvas_cut(canvas, INK_PLAIN, text, strlen(text), width - cells - canvas->col);
    if (hints.list[i].key)
      canvas_spot(canvas, begin, -1, hints.list[i].key);
  }
  if (right) {
    canvas_column(canvas, width + 2 - cells);
    canvas_put(canvas, INK_PLAIN, right);
  }
}
