/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events out of the lines of exchange/events.c. Each ends in
 *
 *   ,"payload_hash":"HEX","head":"BASE64","payload":"BASE64"|null,"salt":"BASE64"|null}
 *
 * which is all that is taken in: salt and payload: plain; payload alone: sealed; neither: erased.
 * What stands before is for readers, and no text in it can hold these quotes unescaped. The lines
 * were signed for, to the byte: they are of our writing, and a parser of all JSON, which took two
 * thirds of the time of collecting, would tell nothing more. */
#include "exchange/bundle_inner.h"

#include <string.h>

struct cursor {
  const char *at, *end;
  bool bad;
};

static bool skip(struct cursor *in, const char *text) {
  size_t len = strlen(text);
  bool there = !in->bad && (size_t)(in->end - in->at) >= len && memcmp(in->at, text, len) == 0;
  if (there)
    in->at += len;
  return there;
}

static void expect(struct cursor *in, const char *text) {
  if (!skip(in, text))
    in->bad = true;
}

/* Up to the quote. */
static const char *quoted(struct cursor *in, size_t *len) {
  const char *text = in->at;
  expect(in, "\"");
  const char *quote = in->bad ? NULL : memchr(in->at, '"', (size_t)(in->end - in->at));
  *len = 0;
  if (!quote) {
    in->bad = true;
    return text;
  }
  text = in->at;
  *len = (size_t)(quote - text);
  in->at = quote + 1;
  return text;
}

/* Each digit's value and one. Nothing here is a secret of its reader's: a table is not in constant
 * time, as seal.h is, and takes a tenth of that. */
static const uint8_t digits[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64};

/* n digits, of which the last may be missing, as 24 bits; false: one is none. */
static bool group(const char *text, size_t n, uint32_t *bits) {
  *bits = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned digit = digits[(unsigned char)text[i]];
    if (!digit)
      return false;
    *bits |= (uint32_t)(digit - 1) << (18 - 6 * i);
  }
  return true;
}

/* What padding leaves is to be zeroes: one text stands for some bytes, and no other. */
static bool last_group(const char *text, uint8_t *out, size_t len) {
  uint32_t bits;
  if (!group(text, len + 1, &bits) || bits << 8 * len & 0xffffff)
    return false;
  for (size_t i = len + 1; i < 4; i++)
    if (text[i] != '=')
      return false;
  for (size_t i = 0; i < len; i++)
    out[i] = (uint8_t)(bits >> (16 - 8 * i));
  return true;
}

bool lines_unbase64(const char *text, size_t n, uint8_t *out, size_t len) {
  uint32_t bits;
  if (n % 4 != 0 || len > n / 4 * 3 || len + 2 < n / 4 * 3)
    return false;
  for (; len >= 3 && n > 4; len -= 3, n -= 4, text += 4, out += 3) {
    if (!group(text, 4, &bits))
      return false;
    out[0] = (uint8_t)(bits >> 16);
    out[1] = (uint8_t)(bits >> 8);
    out[2] = (uint8_t)bits;
  }
  return n == 0 || last_group(text, out, len);
}

/* How many bytes padded base 64 stands for. */
static size_t decoded_len(const char *text, size_t n) {
  size_t padding = n >= 4 ? (size_t)(text[n - 1] == '=') + (size_t)(text[n - 2] == '=') : 0;
  return n / 4 * 3 - padding;
}

/* NULL: null, or it is bad. */
static void *base64_or_null(struct cursor *in, struct arena *arena, size_t *len) {
  size_t n;
  *len = 0;
  if (skip(in, "null"))
    return NULL;
  const char *text = quoted(in, &n);
  if (in->bad)
    return NULL;
  *len = decoded_len(text, n);
  void *out = arena_alloc(arena, *len + 1);
  in->bad = !lines_unbase64(text, n, out, *len);
  return in->bad ? NULL : out;
}

static void read_hash(struct cursor *in, uint8_t out[HASH_BYTES]) {
  char hex[2 * HASH_BYTES + 1];
  size_t n;
  const char *text = quoted(in, &n);
  if (in->bad || n != sizeof hex - 1) {
    in->bad = true;
    return;
  }
  memcpy(hex, text, n);
  hex[n] = '\0';
  in->bad = !seal_unhex(hex, out, HASH_BYTES);
}

static bool read_line(const char *at, size_t len, struct arena *arena, struct bundle_event *event) {
  static const char from[] = ",\"payload_hash\":";
  const char *tail = memmem(at, len, from, sizeof from - 1);
  struct cursor in = {.at = tail, .end = at + len, .bad = !tail};
  size_t salt_len;
  *event = (struct bundle_event){0};
  expect(&in, from);
  read_hash(&in, event->payload_hash);
  expect(&in, ",\"head\":");
  event->head = base64_or_null(&in, arena, &event->head_len);
  expect(&in, ",\"payload\":");
  event->payload = base64_or_null(&in, arena, &event->payload_len);
  expect(&in, ",\"salt\":");
  const void *salt = base64_or_null(&in, arena, &salt_len);
  expect(&in, "}");
  if (salt && salt_len == SALT_BYTES)
    memcpy(event->salt, salt, SALT_BYTES);
  event->scheme = salt ? RECORD_PLAIN : event->payload ? RECORD_SEALED : RECORD_ERASED;
  return !in.bad && in.at == in.end && event->head &&
         (!salt || (salt_len == SALT_BYTES && event->payload));
}

bool lines_read(const char *bytes, size_t len, struct bundle *bundle) {
  const char *end = bytes + len;
  size_t n = (size_t)(bundle->about.last - bundle->about.first + 1);
  bundle->events = arena_array(&bundle->arena, n, sizeof *bundle->events);
  for (bundle->n = 0; bundle->n < n; bundle->n++) {
    const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
    if (!newline ||
        !read_line(bytes, (size_t)(newline - bytes), &bundle->arena, &bundle->events[bundle->n]))
      return false;
    bytes = newline + 1;
  }
  return bytes == end;
}
