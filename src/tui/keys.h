/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys as the face thinks of them, and what they do to a view. Pure. */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "tui/canvas.h"
#include "tui/view.h"

enum key_code {
  KEYS_NONE,
  KEYS_TEXT,     /* text: one code point */
  KEYS_CTRL,     /* text: the letter, lower case */
  KEYS_FUNCTION, /* text: the number */
  KEYS_ENTER,
  KEYS_ESC,
  KEYS_TAB,
  KEYS_BACKTAB,
  KEYS_BACKSPACE,
  KEYS_DELETE,
  KEYS_UP,
  KEYS_DOWN,
  KEYS_LEFT,
  KEYS_RIGHT,
  KEYS_PAGE_UP,
  KEYS_PAGE_DOWN,
  KEYS_HOME,
  KEYS_END,
  KEYS_CLICK, /* at row, column of the screen */
  KEYS_WHEEL_UP,
  KEYS_WHEEL_DOWN,
};

struct key {
  enum key_code code;
  char text[8];
  size_t row, column;
  bool pasted; /* text where one types, and nothing elsewhere; a control stands for what was dropped
                */
};

/* The name an action's key has: "enter", "esc", "f1", "ctrl-p", "h"; "" for moving keys. */
void keys_name(const struct key *key, char name[16]);

enum keys_effect {
  KEYS_DID,  /* the view took it, or nobody wanted it */
  KEYS_SEND, /* *input is for the program */
  KEYS_HELP, /* the help of this page is asked for */
};

/* canvas is the present layout of the page's body with view (what is visible depends on it). */
enum keys_effect keys_apply(struct view *view, const struct page *page, const struct canvas *canvas,
                            const struct key *key, struct input *input);

/* The key of that name, as an action or a hint has it. */
struct key keys_named(const char *name);

/* A click at that line of the body: goes there, and does what is done there without a keyboard: a
 * choice or field is marked, a row of an outline or a cell opened, a line taken up or put down, a
 * target given. */
enum keys_effect keys_click(struct view *view, const struct page *page, const struct canvas *canvas,
                            size_t line, size_t column, struct input *input);

/* What a kind does with a key before anyone else: false, and nothing changes, if it wants it not.
 * (A line that is carried is put down even so, where the key leads away.) Each stands in the file
 * that lays its kind out. */
typedef bool draft_key(struct draft *draft, const struct block *block, const struct key *key);
draft_key entry_key, order_key, pairs_key, gaps_key, fields_key, grid_key, marks_key;

/* Gives the row under the cursor that target, and goes to the next row. */
void pairs_give(struct draft *draft, const struct block *block, size_t target);
bool pairs_done(const struct draft *draft); /* every row was given a target */
/* Goes to the next row that was given none, and remembers that it was said. */
void pairs_ask(struct draft *draft, const struct block *block);

/* The action that a key typed in the cell under the cursor is, and the cursor goes on to the next
 * cell; false, and nothing changes: the cell does not take it. */
bool marks_type(struct draft *draft, const struct block *block, const struct key *key,
                char action[INPUT_ACTION]);
/* Goes to the next cell without a mark, after the last row from the first; false: there is none. */
bool marks_next_empty(struct draft *draft, const struct block *block);

/* Edits the draft of an entry; max is the most bytes it may have. False: not an editing key. */
bool edit_key(struct draft *draft, size_t max, const struct key *key);

#endif
