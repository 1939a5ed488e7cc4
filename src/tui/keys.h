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
};

struct key {
  enum key_code code;
  char text[8];
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

/* Edits the draft of an entry; max is the most bytes it may have. False: not an editing key. */
bool edit_key(struct draft *draft, size_t max, const struct key *key);

#endif
