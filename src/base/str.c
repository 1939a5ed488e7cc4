/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_room(struct str *str, size_t more) {
  if (more > SIZE_MAX / 4 - str->len)
    mem_die();
  size_t need = str->len + more + 1;
  if (need <= str->cap)
    return;
  str->cap = need < 512 ? 1024 : need * 2;
  str->at = mem_grow(str->at, str->cap, 1);
}

void str_done(struct str *str) {
  free(str->at);
  *str = (struct str){0};
}

void str_clear(struct str *str) {
  str->len = 0;
  if (str->at)
    str->at[0] = '\0';
}

void str_add(struct str *str, const void *bytes, size_t len) {
  str_room(str, len);
  if (len)
    memcpy(str->at + str->len, bytes, len);
  str->len += len;
  str->at[str->len] = '\0';
}

void str_puts(struct str *str, const char *text) { str_add(str, text, strlen(text)); }

void str_printf(struct str *str, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  str_room(str, 0);
  size_t room = str->cap - str->len; /* where it mostly fits */
  int len = vsnprintf(str->at + str->len, room, format, args);
  if (len > 0 && (size_t)len >= room) {
    str_room(str, (size_t)len);
    vsnprintf(str->at + str->len, (size_t)len + 1, format, again);
  }
  str->len += (size_t)(len > 0 ? len : 0);
  va_end(again);
  va_end(args);
}

const char *str_text(const struct str *str) { return str->at ? str->at : ""; }
