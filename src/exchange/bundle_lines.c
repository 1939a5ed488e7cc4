/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/bundle_inner.h"
#include "exchange/json_value.h"

#include <string.h>

enum { LINE_BYTES = 1 << 20 }; /* an event has some 2 kB; this bounds what a parser is given */

/* How many bytes padded base 64 stands for. */
static size_t decoded_len(const char *text, size_t n) {
  size_t padding = n >= 2 ? (size_t)(text[n - 1] == '=') + (size_t)(text[n - 2] == '=') : 0;
  return n / 4 * 3 - (n >= 4 ? padding : 0);
}

/* NULL: no base 64. */
static void *read_base64(const json_t *value, struct arena *arena, size_t *len) {
  const char *text = json_string_value(value);
  size_t n = json_string_length(value);
  if (!text)
    return NULL;
  *len = decoded_len(text, n);
  void *out = arena_alloc(arena, *len + 1);
  return seal_unbase64(text, n, out, *len) ? out : NULL;
}

static bool read_scheme(const json_t *line, enum record_scheme *scheme) {
  static const char *const names[] = {"plain", "sealed", "erased"};
  const char *name = json_string_value(json_object_get(line, "scheme"));
  for (unsigned i = 0; name && i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) {
      *scheme = (enum record_scheme)i;
      return true;
    }
  return false;
}

static bool read_salt(const json_t *value, struct bundle_event *event) {
  if (event->scheme != RECORD_PLAIN)
    return json_is_null(value);
  const char *text = json_string_value(value);
  return text && seal_unbase64(text, json_string_length(value), event->salt, SALT_BYTES);
}

static bool read_payload(const json_t *value, struct arena *arena, struct bundle_event *event) {
  if (event->scheme == RECORD_ERASED)
    return json_is_null(value);
  event->payload = read_base64(value, arena, &event->payload_len);
  return event->payload;
}

static bool read_line(const char *at, size_t len, struct arena *arena, struct bundle_event *event) {
  json_t *line = len <= LINE_BYTES ? json_loadb(at, len, JSON_REJECT_DUPLICATES, NULL) : NULL;
  const char *hash = json_string_value(json_object_get(line, "payload_hash"));
  *event = (struct bundle_event){0};
  event->head = read_base64(json_object_get(line, "head"), arena, &event->head_len);
  bool good = event->head && hash && seal_unhex(hash, event->payload_hash, HASH_BYTES) &&
              read_scheme(line, &event->scheme) &&
              read_payload(json_object_get(line, "payload"), arena, event) &&
              read_salt(json_object_get(line, "salt"), event);
  json_decref(line);
  return good;
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
