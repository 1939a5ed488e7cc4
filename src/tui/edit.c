/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of text under a caret that stands between grapheme clusters. */
#include "tui/keys.h"

#include "base/text.h"

#include <string.h>

static void cut_out(struct draft *draft, size_t from, size_t to) {
  memmove(draft->text + from, draft->text + to, strlen(draft->text + to) + 1);
  draft->caret = from;
}

/* The first place at or after at that is not inside a cluster. */
static size_t boundary(const char *text, size_t at) {
  size_t len = strlen(text), end = 0;
  while (end < at)
    end = text_next(text, len, end);
  return end;
}

static void insert(struct draft *draft, size_t max, const char *text) {
  size_t len = strlen(text), has = strlen(draft->text);
  size_t room = max && max < sizeof draft->text ? max : sizeof draft->text - 1;
  enum refused refused = text_unsafe_at(text, len, false) < len ? REFUSED_UNSAFE
                         : has + len > room                     ? REFUSED_FULL
                                                                : REFUSED_NOTHING;
  if (refused) {
    draft->refused = refused;
    return;
  }
  memmove(draft->text + draft->caret + len, draft->text + draft->caret, has - draft->caret + 1);
  memcpy(draft->text + draft->caret, text, len);
  draft->caret = boundary(draft->text, draft->caret + len);
}

bool edit_key(struct draft *draft, size_t max, const struct key *key) {
  size_t len = strlen(draft->text), at = draft->caret;
  size_t before = at ? text_prev(draft->text, at) : 0;
  size_t after = at < len ? text_next(draft->text, len, at) : len;
  if (key->code != KEYS_TEXT)
    draft->refused = REFUSED_NOTHING;
  switch (key->code) {
  case KEYS_TEXT:
    insert(draft, max, key->text);
    return true;
  case KEYS_LEFT:
    draft->caret = before;
    return true;
  case KEYS_RIGHT:
    draft->caret = after;
    return true;
  case KEYS_HOME:
    draft->caret = 0;
    return true;
  case KEYS_END:
    draft->caret = len;
    return true;
  case KEYS_BACKSPACE:
    cut_out(draft, before, at);
    return true;
  case KEYS_DELETE:
    cut_out(draft, at, after);
    return true;
  case KEYS_CTRL:
    if (key->text[0] != 'u')
      return false;
    draft->text[draft->caret = 0] = 0;
    return true;
  default:
    return false;
  }
}
