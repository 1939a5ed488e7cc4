/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keys.h"

#include "base/text.h"
#include "base/vec.h"
#include "tui/layout.h"
#include "tui/scroll.h"

#include <stdio.h>
#include <string.h>

enum { PAN_STEP = 8, WHEEL_STEP = 3 };

struct press {
  struct view *view;
  const struct page *page;
  const struct canvas *canvas;
  const struct block *block; /* with the focus; or NULL */
  struct draft *draft;       /* of it */
};

void keys_name(const struct key *key, char name[16]) {
  const char *before = key->code == KEYS_CTRL ? "ctrl-" : key->code == KEYS_FUNCTION ? "f" : "";
  if (key->code == KEYS_ENTER || key->code == KEYS_ESC)
    snprintf(name, 16, "%s", key->code == KEYS_ENTER ? "enter" : "esc");
  else if (key->code <= KEYS_FUNCTION)
    snprintf(name, 16, "%s%s", before, key->text);
  else
    name[0] = 0;
}

struct key keys_named(const char *name) {
  struct key key = {.code = KEYS_TEXT};
  bool function = name[0] == 'f' && name[1] >= '0' && name[1] <= '9';
  if (strcmp(name, "enter") == 0 || strcmp(name, "esc") == 0) {
    key.code = name[1] == 'n' ? KEYS_ENTER : KEYS_ESC;
    return key;
  }
  if (strncmp(name, "ctrl-", 5) == 0)
    key.code = KEYS_CTRL;
  else if (function)
    key.code = KEYS_FUNCTION;
  snprintf(key.text, sizeof key.text, "%s", name + (function ? 1 : key.code == KEYS_CTRL ? 5 : 0));
  return key;
}

static const struct action *find_action(const struct page *page, const char *key) {
  for (size_t i = 0; key[0] && i < page->n_actions; i++)
    if (strcmp(page->actions[i].key, key) == 0)
      return &page->actions[i];
  return NULL;
}

static size_t last_scroll(const struct press *p) {
  size_t lines = p->canvas->lines.n;
  return lines > p->view->height ? lines - p->view->height : 0;
}

static draft_key *own_key(const struct block *block) {
  static draft_key *const keys[] = {
      [BLOCK_ENTRY] = entry_key, [BLOCK_ORDER] = order_key,   [BLOCK_PAIRS] = pairs_key,
      [BLOCK_GAPS] = gaps_key,   [BLOCK_FIELDS] = fields_key, [BLOCK_MARKS] = marks_key,
      [BLOCK_GRID] = grid_key};
  return block && block->kind < COUNT(keys) ? keys[block->kind] : NULL;
}

static bool focus_visible(const struct press *p) { return scroll_shows_focus(p->view, p->canvas); }

static bool scroll_by(struct press *p, size_t lines, bool down) {
  size_t most = last_scroll(p), old = p->view->scroll;
  if (down)
    p->view->scroll = old + lines < most ? old + lines : most;
  else
    p->view->scroll = old > lines ? old - lines : 0;
  return p->view->scroll != old;
}

/* After scrolling by pages the cursor goes along, to a row of the same block that can be seen. */
static void follow(struct press *p, bool down) {
  if (!p->block || p->block->kind == BLOCK_ENTRY || p->draft->carried || focus_visible(p))
    return;
  size_t first = p->view->scroll, end = first + p->view->height;
  for (size_t k = first; k < end && k < p->canvas->lines.n; k++) {
    const struct line *line = &p->canvas->lines.list[k];
    if (line->block != p->block->id || line->row < 0 ||
        !block_row_selectable(p->block, (size_t)line->row))
      continue;
    if (k > 0 && line[-1].row == line->row) /* its first line is above */
      continue;
    draft_to(p->draft, p->block, (size_t)line->row);
    if (down)
      return;
  }
}

static void wheel(struct press *p, bool down) {
  scroll_by(p, WHEEL_STEP, down);
  follow(p, down);
}

static void page_by(struct press *p, bool down) {
  size_t lines = p->view->height > 2 ? p->view->height - 1 : 1;
  scroll_by(p, lines, down);
  follow(p, down);
}

/* A row that is not on the screen is first brought there: nobody answers what he does not see. */
static void bring(struct press *p) {
  scroll_by(p, p->view->height / 2, p->canvas->focus_line >= p->view->scroll);
  p->view->reveal = focus_visible(p);
}

static void step(struct press *p, int by) {
  bool seen = focus_visible(p);
  if (p->block && !seen && (p->canvas->focus_line >= p->view->scroll) == (by > 0))
    bring(p);
  else if (!seen || !view_step(p->view, p->page, by))
    scroll_by(p, 1, by > 0);
}

static void to_end(struct press *p, bool last) {
  if (p->block)
    draft_to_end(p->draft, p->block, last);
  p->view->scroll = last ? last_scroll(p) : 0;
  if (p->block)
    view_focus(p->view, p->page, p->block);
}

static void pan_by(struct press *p, bool right) {
  size_t old = p->view->pan, most = p->canvas->overhang;
  if (right)
    p->view->pan = old + PAN_STEP < most ? old + PAN_STEP : most;
  else
    p->view->pan = old > PAN_STEP ? old - PAN_STEP : 0;
}

static enum keys_effect send(struct press *p, const char *action, struct input *input) {
  view_input(p->view, p->page, action, input);
  return KEYS_SEND;
}

static const char *what_first(const struct block *block) {
  if (block && block_typed(block))
    return _("Type an answer first.");
  if (block && block->kind == BLOCK_ORDER)
    return _("Put the lines in order first.");
  return block && block->kind == BLOCK_PAIRS ? _("Give a line its number first.")
                                             : _("Pick an answer first.");
}

/* A paste goes by at once: the word stays while letters follow. */
static const char *what_refused(const struct draft *draft) {
  if (draft->refused == REFUSED_FULL)
    return _("It is full: what came last was not taken.");
  return draft->refused == REFUSED_UNSAFE ? _("Not taken: a character that shows nothing.") : NULL;
}

static enum keys_effect act(struct press *p, const struct action *action, struct input *input) {
  if (!action->needs_answer || view_answered(p->view, p->page))
    return send(p, action->id, input);
  p->view->say = what_first(p->block);
  return KEYS_DID;
}

/* The next block to fill in after the focus that is still empty. */
static const struct block *next_empty(const struct press *p) {
  for (const struct block *b = p->block + 1; b < p->page->blocks + p->page->n_blocks; b++)
    if (block_drafted(b) && view_empty(p->view, b))
      return b;
  return NULL;
}

/* Some rows were given nothing: once it is said, and then it is the answer. */
static bool ask_pairs(struct press *p) {
  if (!p->block || p->block->kind != BLOCK_PAIRS || p->draft->asked || pairs_done(p->draft) ||
      view_empty(p->view, p->block))
    return false;
  pairs_ask(p->draft, p->block);
  view_focus(p->view, p->page, p->block);
  p->view->say = _("Some are empty. Enter answers anyway.");
  return true;
}

static bool to_empty_cell(struct press *p) {
  if (!p->block || p->block->kind != BLOCK_MARKS || !marks_next_empty(p->draft, p->block))
    return false;
  view_focus(p->view, p->page, p->block);
  return true;
}

/* What is typed in a cell goes to the program at once. */
static bool types_mark(struct press *p, const struct key *key, struct input *input) {
  char action[INPUT_ACTION];
  if (!p->block || p->block->kind != BLOCK_MARKS || !focus_visible(p) ||
      !marks_type(p->draft, p->block, key, action))
    return false;
  view_focus(p->view, p->page, p->block);
  view_input(p->view, p->page, action, input);
  return true;
}

static enum keys_effect enter(struct press *p, struct input *input) {
  const struct action *action = find_action(p->page, "enter");
  if (p->view->more) { /* nobody is done with what he has not read */
    page_by(p, true);
    return KEYS_DID;
  }
  if (p->block && p->block->kind != BLOCK_ENTRY && !focus_visible(p)) {
    bring(p);
    return KEYS_DID;
  }
  if (p->block && block_opens(p->block)) {
    view_focus(p->view, p->page, p->block);
    return send(p, block_action(p->block, p->draft->cursor), input);
  }
  if (p->block && p->block->kind == BLOCK_CHOICES && !p->block->many)
    view_mark(p->view, p->block, false);
  if (ask_pairs(p) || to_empty_cell(p))
    return KEYS_DID;
  if (p->block && !view_empty(p->view, p->block) && next_empty(p)) {
    view_focus(p->view, p->page, next_empty(p));
    return KEYS_DID;
  }
  return action ? act(p, action, input) : KEYS_DID;
}

static void mark(struct press *p) {
  view_mark(p->view, p->block, p->block->many);
  p->view->reveal = true;
}

static void digit(struct press *p, size_t nth) {
  if (view_go(p->view, p->page, nth))
    return;
  if (own_key(p->block) && !focus_visible(p))
    bring(p);
  if (!p->block || p->block->kind != BLOCK_CHOICES)
    return;
  size_t first = p->block->first;
  if (nth >= first && !block_row_selectable(p->block, nth - first))
    return;
  if (nth >= first) /* or 0, where no row has it: the row under the cursor */
    p->draft->cursor = nth - first;
  mark(p);
}

static void space(struct press *p) {
  if (p->block && p->block->kind == BLOCK_CHOICES && focus_visible(p))
    mark(p);
  else
    page_by(p, true);
}

static bool move(struct press *p, enum key_code code) {
  switch (code) {
  case KEYS_UP:
    step(p, -1);
    return true;
  case KEYS_DOWN:
    step(p, 1);
    return true;
  case KEYS_LEFT:
    pan_by(p, false);
    return true;
  case KEYS_RIGHT:
    pan_by(p, true);
    return true;
  case KEYS_PAGE_UP:
    page_by(p, false);
    return true;
  case KEYS_PAGE_DOWN:
    page_by(p, true);
    return true;
  case KEYS_HOME:
    to_end(p, false);
    return true;
  case KEYS_END:
    to_end(p, true);
    return true;
  case KEYS_TAB:
    view_tab(p->view, p->page, 1);
    return true;
  case KEYS_BACKTAB:
    view_tab(p->view, p->page, -1);
    return true;
  default:
    return false;
  }
}

/* What the focused kind does with the key: but where one types, only if it can be seen. */
static bool take(struct press *p, const struct key *key) {
  draft_key *own = own_key(p->block);
  if (!own || (!block_typed(p->block) && !focus_visible(p)) || !own(p->draft, p->block, key))
    return false;
  view_focus(p->view, p->page, p->block);
  return true;
}

static void letter(struct press *p, const char *text) {
  static const char hjkl[] = "hjkl";
  static const enum key_code codes[] = {KEYS_LEFT, KEYS_DOWN, KEYS_UP, KEYS_RIGHT};
  const char *found = text[0] && !text[1] ? strchr(hjkl, text[0]) : NULL;
  if (found && !take(p, &(struct key){.code = codes[found - hjkl]}))
    move(p, codes[found - hjkl]);
  else if (strcmp(text, " ") == 0)
    space(p);
  else if (strcmp(text, "<") == 0 || strcmp(text, ">") == 0)
    pan_by(p, *text == '>');
  else if (text[0] >= '0' && text[0] <= '9')
    digit(p, (size_t)(text[0] - '0'));
}

/* What was pasted is text where one types; elsewhere it must not act as keys. */
static enum keys_effect paste(struct press *p, const struct key *key, struct input *input) {
  if (!p->block || !block_typed(p->block))
    return KEYS_DID;
  if (key->code == KEYS_TEXT)
    take(p, key);
  else
    p->draft->refused = REFUSED_UNSAFE;
  p->view->say = what_refused(p->draft);
  return p->block->eager ? send(p, INPUT_TYPED, input) : KEYS_DID;
}

enum keys_effect keys_apply(struct view *view, const struct page *page, const struct canvas *canvas,
                            const struct key *key, struct input *input) {
  struct press p = {.view = view, .page = page, .canvas = canvas};
  if (key->code == KEYS_NONE)
    return KEYS_DID;
  p.block = view_focused(view, page);
  p.draft = p.block ? view_draft(view, p.block->id) : NULL;
  char name[16];
  keys_name(key, name);
  view->say = NULL;
  if (key->pasted)
    return paste(&p, key, input);
  if (key->code == KEYS_WHEEL_UP || key->code == KEYS_WHEEL_DOWN) {
    wheel(&p, key->code == KEYS_WHEEL_DOWN);
    return KEYS_DID;
  }
  if (types_mark(&p, key, input))
    return KEYS_SEND;
  if (take(&p, key)) {
    view->say = what_refused(p.draft);
    return p.block->eager ? send(&p, INPUT_TYPED, input) : KEYS_DID;
  }
  if (key->code == KEYS_TEXT && strcmp(key->text, "?") == 0)
    return KEYS_HELP;
  if (key->code == KEYS_ENTER)
    return enter(&p, input);
  const struct action *action = find_action(page, name);
  if (action)
    return act(&p, action, input);
  if (strcmp(name, "f1") == 0)
    return KEYS_HELP;
  if (key->code == KEYS_TEXT)
    letter(&p, key->text);
  else
    move(&p, key->code);
  return KEYS_DID;
}
