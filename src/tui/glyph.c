/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/glyph.h"

#include "base/str.h"
#include "base/text.h"

#include <string.h>

static const struct {
  uint32_t first, last;
  const char *ascii;
} likeness[] = {
    {0x0152, 0x0152, "OE"}, {0x0153, 0x0153, "oe"},  {0x2000, 0x200A, " "},
    {0x2010, 0x2015, "-"},  {0x2018, 0x201B, "'"},   {0x201C, 0x201F, "\""},
    {0x2022, 0x2022, "*"},  {0x2026, 0x2026, "..."}, {0x202F, 0x202F, " "},
    {0x2032, 0x2032, "'"},  {0x2033, 0x2033, "\""},  {0x2039, 0x2039, "<"},
    {0x203A, 0x203A, ">"},  {0x20AC, 0x20AC, "EUR"}, {0x2122, 0x2122, "(TM)"},
    {0x2190, 0x2190, "<-"}, {0x2191, 0x2191, "^"},   {0x2192, 0x2192, "->"},
    {0x2193, 0x2193, "v"},  {0x2212, 0x2212, "-"},   {0x2580, 0x259F, "#"},
    {0x25CF, 0x25CF, "*"},
};

/* U+00A0 to U+00FF, one character each. */
static const char latin[] = " !cL$Y|S\"ca<--r-o+23'uP.,1o>????"
                            "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTs"
                            "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

/* Code page 437 without its pictures, blocks and arrows: letters and signs. Lines are U+2500 on. */
static const uint16_t page_437[] = {
    0x0192, 0x0393, 0x0398, 0x03A3, 0x03A6, 0x03A9, 0x03B1, 0x03B4, 0x03B5, 0x03C0, 0x03C3, 0x03C4,
    0x03C6, 0x207F, 0x20A7, 0x2219, 0x221A, 0x221E, 0x2229, 0x2248, 0x2261, 0x2264, 0x2265, 0x2310,
    0x2500, 0x2502, 0x250C, 0x2510, 0x2514, 0x2518, 0x251C, 0x2524, 0x252C, 0x2534, 0x253C,
};

uint32_t glyph_next(const char **at) {
  const unsigned char *s = (const unsigned char *)*at;
  size_t more = s[0] < 0xC0 ? 0 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;
  uint32_t point = more == 0 ? s[0] : s[0] & (0x3FU >> more);
  for (size_t i = 1; i <= more; i++) {
    if ((s[i] & 0xC0) != 0x80) { /* broken off: take what there is */
      more = i - 1;
      break;
    }
    point = point << 6 | (s[i] & 0x3FU);
  }
  *at += more + 1;
  return point;
}

static bool in_console(uint32_t point) {
  if (point > 0xA0 && point <= 0xFF && point != 0xAD)
    return true;
  for (size_t i = 0; i < sizeof page_437 / sizeof *page_437; i++)
    if (page_437[i] == point)
      return true;
  return false;
}

static const char *ascii_line(uint32_t point) {
  if (point < 0x2500 || point > 0x257F)
    return NULL;
  return point == 0x2500 ? "-" : point == 0x2502 ? "|" : "+";
}

static void add_likeness(struct str *out, uint32_t point, const char *bytes, size_t len) {
  for (size_t i = 0; i < sizeof likeness / sizeof *likeness; i++)
    if (point >= likeness[i].first && point <= likeness[i].last) {
      str_puts(out, likeness[i].ascii);
      return;
    }
  if (point >= 0xA0 && point <= 0xFF)
    str_putc(out, latin[point - 0xA0]);
  else if (ascii_line(point))
    str_puts(out, ascii_line(point));
  else if (text_width(bytes, len) > 0)
    str_putc(out, '?');
}

const char *glyph_text(struct arena *arena, enum font font, const char *text) {
  if (font == FONT_FULL)
    return text;
  struct str out = {0};
  for (const char *at = text; *at;) {
    const char *start = at;
    uint32_t point = glyph_next(&at);
    size_t len = (size_t)(at - start);
    if (point < 0x80 || (font == FONT_CONSOLE && in_console(point)))
      str_add(&out, start, len);
    else
      add_likeness(&out, point, start, len);
  }
  const char *copy = arena_strndup(arena, str_text(&out), out.len);
  str_done(&out);
  return copy;
}
