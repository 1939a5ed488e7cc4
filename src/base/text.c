/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#define REPLACEMENT "\xef\xbf\xbd"

static const uint8_t *u8(const char *text) { return (const uint8_t *)text; }

/* Bytes of the character at text; an ill-formed byte is U+FFFD of one byte, and *well is false. */
static size_t decode(const char *text, size_t len, ucs4_t *c, bool *well) {
  *c = (uint8_t)text[0];
  *well = true;
  if (*c < 0x80)
    return 1;
  int n = u8_mbtoucr(c, u8(text), len);
  *well = n > 0;
  if (!*well)
    *c = 0xfffd;
  return *well ? (size_t)n : 1;
}

/* Eight bytes at once (Mycroft's test for a byte below n): a high bit of the result is set where
 * one is no printable ASCII. */
static bool plain_word(const char *text) {
  const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
  uint64_t word, del;
  memcpy(&word, text, sizeof word);
  del = word ^ (ones * 0x7f);
  return !((word | (word - ones * 0x20) | (del - ones)) & high);
}

size_t text_plain(const char *text, size_t len) {
  size_t at = 0;
  while (len - at >= sizeof(uint64_t) && plain_word(text + at))
    at += sizeof(uint64_t);
  while (at < len && text[at] >= 0x20 && text[at] < 0x7f)
    at++;
  return at;
}

static bool is_bidi_control(ucs4_t c) {
  return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

static bool is_safe(ucs4_t c, bool keep_lines) {
  if (c < 0x20)
    return keep_lines && (c == '\n' || c == '\t');
  if (c < 0x7f)
    return true;
  if (c < 0xa0 || is_bidi_control(c))
    return false;
  return c != 0x2028 && c != 0x2029 && c != 0xfeff && !uc_is_property_not_a_character(c);
}

size_t text_unsafe_at(const char *text, size_t len, bool keep_lines) {
  ucs4_t c;
  bool well;
  size_t at = 0;
  while ((at += text_plain(text + at, len - at)) < len) {
    size_t n = decode(text + at, len - at, &c, &well);
    if (!well || !is_safe(c, keep_lines))
      return at;
    at += n;
  }
  return len;
}

char *text_safe(struct arena *arena, const char *text, size_t len, bool keep_lines) {
  size_t good = text_unsafe_at(text, len, keep_lines);
  if (good == len)
    return arena_strndup(arena, text, len);
  struct str out = {0};
  for (ucs4_t c; good < len; good = text_unsafe_at(text, len, keep_lines)) {
    bool well;
    str_add(&out, text, good);
    str_puts(&out, REPLACEMENT);
    good += decode(text + good, len - good, &c, &well);
    text += good;
    len -= good;
  }
  str_add(&out, text, len);
  char *safe = arena_strndup(arena, out.at, out.len);
  str_done(&out);
  return safe;
}

size_t text_invalid_at(const char *text, size_t len) {
  if (!len)
    return 0;
  const uint8_t *bad = u8_check(u8(text), len);
  return bad ? (size_t)(bad - u8(text)) : len;
}

size_t text_points(const char *text, size_t len) {
  ucs4_t c;
  bool well;
  size_t points = 0, plain;
  for (size_t at = 0; at < len; points += plain) {
    plain = text_plain(text + at, len - at);
    at += plain;
    if (at < len) {
      at += decode(text + at, len - at, &c, &well);
      plain++;
    }
  }
  return points;
}

size_t text_width(const char *text, size_t len) {
  ucs4_t c;
  bool well;
  size_t cells = 0;
  for (size_t at = 0; at < len;) {
    size_t plain = text_plain(text + at, len - at);
    cells += plain;
    at += plain;
    if (at == len)
      break;
    at += decode(text + at, len - at, &c, &well);
    int width = uc_width(c, "UTF-8");
    cells += width < 0 ? c != '\n' : (size_t)width;
  }
  return cells;
}

size_t text_next(const char *text, size_t len, size_t at) {
  if (at >= len)
    return len;
  if (at + 1 < len && text_plain(text + at, 2) == 2) /* nothing joins two of them */
    return at + 1;
  const uint8_t *next = u8_grapheme_next(u8(text) + at, u8(text) + len);
  return next ? (size_t)(next - u8(text)) : len;
}

/* From the front, so that it cuts exactly where text_next does, ill-formed bytes or not. */
size_t text_prev(const char *text, size_t at) {
  size_t begin = 0;
  for (size_t next = 0; next < at;) {
    begin = next;
    next = text_next(text, at, next);
  }
  return begin;
}

size_t text_fit(const char *text, size_t len, size_t cells) {
  size_t at = 0;
  while (at < len) {
    size_t next = text_next(text, len, at);
    size_t width = text_width(text + at, next - at);
    if (width > cells)
      break;
    cells -= width;
    at = next;
  }
  return at;
}

enum { SHORT = 12 /* bytes between brackets that stay on one line */ };

struct wrap {
  const char *text;
  size_t len;
  const char *breaks; /* per byte: may a line begin here? */
  size_t width;
  size_t start, cells; /* of the present line, and cells so far */
  void (*line)(void *ctx, const char *at, size_t len);
  void *ctx;
};

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static size_t without_blanks(const char *text, size_t start, size_t end) {
  while (end > start && is_blank(text[end - 1]))
    end--;
  return end;
}

/* The line ends here, and the next begins. */
static void wrap_emit(struct wrap *w, size_t end) {
  w->line(w->ctx, w->text + w->start, without_blanks(w->text, w->start, end) - w->start);
  w->start = end;
  w->cells = 0;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Within short brackets, "(8 min)", no line is broken. */
static bool in_short_brackets(const struct wrap *w, size_t at) {
  size_t least = at > SHORT ? at - SHORT : 0, open = at, close = at;
  while (open > least && w->text[open] != '(' && w->text[open] != ')')
    open--;
  if (open == at || w->text[open] != '(')
    return false;
  while (close < w->len && close - open < SHORT && w->text[close] != ')' && w->text[close] != '(')
    close++;
  return close < w->len && w->text[close] == ')' && close - open < w->width;
}

/* What the rules of Unicode allow and no reader expects; "F.A.L." is their rule 29, which not every
 * version of the library knows. */
static bool holds_together(const struct wrap *w, size_t at) {
  char before = w->text[at - 1];
  if (strchr(".,:;", before) && is_letter(w->text[at]))
    return true;
  return in_short_brackets(w, at);
}

/* Some rules allow a line to begin within what is seen as one character; from is where one begins.
 */
static bool begins_cluster(const struct wrap *w, size_t from, size_t at) {
  if (text_plain(w->text + at - 1, 2) == 2)
    return true;
  while (from < at)
    from = text_next(w->text, w->len, from);
  return from == at;
}

static bool may_break(const struct wrap *w, size_t from, size_t at) {
  char how = w->breaks[at];
  return (how == UC_BREAK_MANDATORY || (how == UC_BREAK_POSSIBLE && !holds_together(w, at))) &&
         begins_cluster(w, from, at);
}

/* Longer than a line: broken wherever it is full. */
static void wrap_by_clusters(struct wrap *w, size_t at, size_t end) {
  for (size_t next; at < end; at = next) {
    next = text_next(w->text, w->len, at);
    size_t width = text_width(w->text + at, next - at);
    bool blank = next - at == 1 && is_blank(w->text[at]); /* a blank with an accent is none */
    if (!blank && at > w->start && w->cells + width > w->width)
      wrap_emit(w, at);
    w->cells += width;
  }
}

/* What stands between two places where a line may be broken; blanks at its end may hang over. */
static void wrap_piece(struct wrap *w, size_t at, size_t end) {
  size_t seen = without_blanks(w->text, at, end) - at;
  size_t width = text_width(w->text + at, seen);
  if (seen && at > w->start && w->cells + width > w->width)
    wrap_emit(w, at);
  if (width > w->width)
    wrap_by_clusters(w, at, end);
  else
    w->cells += width + (end - at - seen);
}

enum common { STRANGE, LETTER, DIGIT, BLANK, STOP, QUOTE, HYPHEN };

static enum common common_of(char c) {
  if (is_letter(c))
    return LETTER;
  switch (c) {
  case ' ':
    return BLANK;
  case '.':
  case ',':
  case ';':
  case ':':
    return STOP;
  case '\'':
    return QUOTE;
  case '-':
    return HYPHEN;
  default:
    return c >= '0' && c <= '9' ? DIGIT : STRANGE;
  }
}

/* Words of letters and digits, and what is written behind or between them, break where blanks end
 * and behind the hyphen of two letters: that much of the rules of Unicode is enough for most
 * paragraphs. False: for this one it is not. */
static bool find_common_breaks(const char *text, size_t len, char *breaks) {
  enum common before = BLANK, now = common_of(text[0]);
  for (size_t i = 0; i < len; i++) {
    enum common next = i + 1 < len ? common_of(text[i + 1]) : BLANK;
    if (now == STRANGE || (before == BLANK && now >= STOP) ||
        (now == HYPHEN && (before != LETTER || next != LETTER)))
      return false;
    bool may = (before == BLANK && now != BLANK) || before == HYPHEN;
    breaks[i] = may ? UC_BREAK_POSSIBLE : UC_BREAK_PROHIBITED;
    before = now;
    now = next;
  }
  breaks[0] = UC_BREAK_PROHIBITED;
  return true;
}

static void wrap_paragraph(struct wrap *w) {
  w->start = w->cells = 0;
  if (w->len <= w->width && text_plain(w->text, w->len) == w->len) { /* one line as it is */
    wrap_emit(w, w->len);
    return;
  }
  char *breaks = mem_alloc(w->len);
  if (!find_common_breaks(w->text, w->len, breaks))
    u8_possible_linebreaks(u8(w->text), w->len, "UTF-8", breaks);
  w->breaks = breaks;
  for (size_t at = 0, end; at < w->len; at = end) {
    for (end = at + 1; end < w->len && !may_break(w, at, end);)
      end++;
    wrap_piece(w, at, end);
  }
  wrap_emit(w, w->len);
  free(breaks);
}

void text_wrap(const char *text, size_t len, size_t width,
               void (*line)(void *ctx, const char *at, size_t len), void *ctx) {
  const char *end = text + len;
  struct wrap w = {.width = width ? width : 1, .line = line, .ctx = ctx};
  do {
    const char *stop = text < end ? memchr(text, '\n', (size_t)(end - text)) : NULL;
    w.text = text;
    w.len = (size_t)((stop ? stop : end) - text);
    wrap_paragraph(&w);
    text = stop ? stop + 1 : end;
  } while (text < end);
}
