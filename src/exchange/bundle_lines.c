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
  in->bad = !seal_unbase64(text, n, out, *len);
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
