/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/json_value.h"

#include "base/mem.h"
#include "base/seal.h"
#include "base/text.h"
#include "exchange/number.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void json_begin(void) { json_set_alloc_funcs(mem_alloc, free); }

void json_add(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) < 0)
    mem_die();
}

void json_push(json_t *array, json_t *value) {
  if (json_array_append_new(array, value) < 0)
    mem_die();
}

json_t *json_text(const char *text) {
  if (!text)
    return json_null();
  size_t len = strlen(text);
  if (text_unsafe_at(text, len, true) == len)
    return json_stringn_nocheck(text, len); /* looked at already */
  struct arena arena = {0};
  json_t *value = json_string_nocheck(text_safe(&arena, text, len, true));
  arena_done(&arena);
  return value;
}

json_t *json_hex(const void *bytes, size_t len) {
  char small[2 * HASH_BYTES + 1];
  assert(len <= HASH_BYTES);
  seal_hex(bytes, len, small);
  return json_string_nocheck(small);
}

json_t *json_name(uint64_t name) {
  char text[17];
  snprintf(text, sizeof text, "%016llx", (unsigned long long)name);
  return json_string_nocheck(text);
}

json_t *json_base64(const void *bytes, size_t len) {
  char *text = mem_alloc(SEAL_BASE64(len));
  seal_base64(bytes, len, text);
  json_t *value = json_string_nocheck(text);
  free(text);
  return value;
}

json_t *json_decimal(int64_t number, unsigned digits) {
  return json_real(number_real(number, digits));
}

void json_time_put(struct str *out, int64_t milliseconds) {
  static const int64_t least = INT64_C(-62135596800000), most = INT64_C(253402300799999);
  int64_t bounded = milliseconds < least ? least : milliseconds > most ? most : milliseconds;
  int64_t rest = (bounded % 1000 + 1000) % 1000;
  time_t seconds = (time_t)((bounded - rest) / 1000);
  struct tm utc = {0};
  gmtime_r(&seconds, &utc);
  str_printf(out, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", utc.tm_year + 1900, utc.tm_mon + 1,
             utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, (int)rest);
}

json_t *json_time(int64_t milliseconds) {
  struct str text = {0};
  json_time_put(&text, milliseconds);
  json_t *value = json_string_nocheck(str_text(&text));
  str_done(&text);
  return value;
}

static int add_bytes(const char *bytes, size_t len, void *out) {
  str_add(out, bytes, len);
  return 0;
}

/* 15 digits write every decimal as it is said, and never its binary neighbour. */
void json_put(struct str *out, json_t *value, size_t flags) {
  if (json_dump_callback(value, add_bytes, out, flags | JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY) <
      0)
    mem_die();
  json_decref(value);
}

void json_line(struct sink *sink, json_t *value) {
  json_put(&sink->text, value, JSON_COMPACT);
  str_putc(&sink->text, '\n');
  sink_spill(sink);
}
