/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Characters that a terminal's font has, in place of those it has not. Pure. */
#ifndef TUI_GLYPH_H
#define TUI_GLYPH_H

#include "base/arena.h"

#include <stdint.h>

enum font {
  FONT_FULL,    /* anything */
  FONT_CONSOLE, /* ASCII, Latin-1 and the letters, signs and lines of code page 437 */
  FONT_ASCII,   /* no UTF-8 on this line */
};

/* The same text in characters of that font: smart punctuation becomes ASCII, what has no likeness
 * '?', and combining marks vanish. The text itself for FONT_FULL, else a copy in the arena. Mapping
 * twice changes nothing more. text is valid UTF-8. */
const char *glyph_text(struct arena *arena, enum font font, const char *text);

/* Decodes one code point of valid UTF-8 and advances. */
uint32_t glyph_next(const char **at);

#endif
