/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the bytes a program wrote as a terminal would, for what a screen does not tell. */
#include "driver.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct raw {
  bool color, bold, dim, underline, reverse; /* as they stand */
  bool used_color, mixed;                    /* at any time */
  bool alternate, entered, hidden, mouse, paste;
};

static void sgr_one(struct raw *r, long p) {
  if (p == 0)
    r->color = r->bold = r->dim = r->underline = r->reverse = false;
  else if (p == 1)
    r->bold = true;
  else if (p == 2)
    r->dim = true;
  else if (p == 4)
    r->underline = true;
  else if (p == 7)
    r->reverse = true;
  else if (p == 22)
    r->bold = r->dim = false;
  else if (p == 24)
    r->underline = false;
  else if (p == 27)
    r->reverse = false;
  else if (p == 39 || p == 49)
    r->color = false;
  else if ((p >= 30 && p <= 48) || (p >= 90 && p <= 107))
    r->color = r->used_color = true;
}

static void sgr(struct raw *r, const char *at, const char *end) {
  if (at == end)
    sgr_one(r, 0);
  while (at < end) {
    char *next;
    long p = strtol(at, &next, 10);
    sgr_one(r, p);
    if (p == 38 || p == 48) /* what follows names the colour */
      break;
    at = next < end ? next + 1 : end;
  }
  r->mixed |= r->color && (r->dim || r->underline);
}

static void mode_one(struct raw *r, long p, bool on) {
  if (p == 47 || p == 1047 || p == 1049)
    r->alternate = on;
  r->entered |= r->alternate;
  if (p == 25)
    r->hidden = !on;
  if (p == 1000)
    r->mouse = on;
  if (p == 2004)
    r->paste = on;
}

static void mode(struct raw *r, const char *at, bool on) {
  for (;; at++) {
    char *end;
    mode_one(r, strtol(at, &end, 10), on);
    at = end;
    if (*at != ';')
      return;
  }
}

/* After ESC [: parameters, then a letter. */
static const char *csi(struct raw *r, const char *at, const char *end) {
  const char *first = at;
  while (at < end && (unsigned char)*at < 0x40)
    at++;
  if (at == end)
    return end;
  if (*at == 'm')
    sgr(r, first, at);
  else if (*first == '?' && (*at == 'h' || *at == 'l'))
    mode(r, first + 1, *at == 'h');
  return at + 1;
}

static const char *escape(struct raw *r, const char *at, const char *end) {
  if (at == end)
    return end;
  if (*at == '[')
    return csi(r, at + 1, end);
  if (*at == ']') {
    const char *bell = memchr(at, '\007', (size_t)(end - at));
    return bell ? bell + 1 : end;
  }
  if (strchr("()*+#", *at))
    at++;
  return at < end ? at + 1 : end;
}

static bool in_font(uint32_t point) {
  static const uint16_t page_437[] = {
      0x0192, 0x0393, 0x0398, 0x03A3, 0x03A6, 0x03A9, 0x03B1, 0x03B4, 0x03B5, 0x03C0,
      0x03C3, 0x03C4, 0x03C6, 0x2022, 0x203C, 0x207F, 0x20A7, 0x2190, 0x2191, 0x2192,
      0x2193, 0x2194, 0x2195, 0x21A8, 0x2219, 0x221A, 0x221E, 0x221F, 0x2229, 0x2248,
      0x2261, 0x2264, 0x2265, 0x2302, 0x2310, 0x2320, 0x2321, 0x2500, 0x2502, 0x250C,
      0x2510, 0x2514, 0x2518, 0x251C, 0x2524, 0x252C, 0x2534, 0x253C};
  if (point < 0x100)
    return true;
  if (point >= 0x2550 && point <= 0x256C)
    return true;
  for (size_t i = 0; i < sizeof page_437 / sizeof *page_437; i++)
    if (page_437[i] == point)
      return true;
  return false;
}

/* One code point; 0 for a broken one. */
static const char *point_at(const char *at, const char *end, uint32_t *point) {
  unsigned char c = (unsigned char)*at++;
  size_t more = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
  *point = more ? c & (0x3FU >> more) : c;
  for (; more > 0 && at < end; more--)
    *point = *point << 6 | ((unsigned char)*at++ & 0x3FU);
  return at;
}

static const char *read_raw(const struct terminal *t, struct raw *r) {
  static char wrong[64];
  *r = (struct raw){0};
  const char *bad = NULL;
  for (const char *at = t->raw, *end = t->raw + t->n; at < end;) {
    if (*at == '\033') {
      at = escape(r, at + 1, end);
      continue;
    }
    uint32_t point;
    at = point_at(at, end, &point);
    if (!bad && !in_font(point)) {
      snprintf(wrong, sizeof wrong, "U+%04X is not in the font", (unsigned)point);
      bad = wrong;
    }
  }
  return bad;
}

const char *raw_color(const struct terminal *t) {
  struct raw r;
  read_raw(t, &r);
  return r.used_color ? "colour was sent" : NULL;
}

const char *raw_mixed(const struct terminal *t) {
  struct raw r;
  read_raw(t, &r);
  return r.mixed ? "dim or underline was sent with colour" : NULL;
}

bool raw_mouse(const struct terminal *t) {
  struct raw r;
  read_raw(t, &r);
  return r.mouse;
}

const char *raw_font(const struct terminal *t) {
  struct raw r;
  return read_raw(t, &r);
}

const char *raw_reset(const struct terminal *t) {
  struct raw r;
  read_raw(t, &r);
  if (r.color || r.bold || r.dim || r.underline || r.reverse)
    return "attributes are still on";
  if (r.hidden)
    return "the cursor is hidden";
  if (r.mouse)
    return "the mouse is still asked for";
  if (r.paste)
    return "pastes are still marked";
  if (r.alternate)
    return "the alternate screen was not left";
  return !r.entered && !terminal_blank(t) ? "the screen was not erased" : NULL;
}
