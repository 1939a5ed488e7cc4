/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing text buffer on the heap. {0} is an empty one; at is NUL-terminated once anything was
 * added. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stddef.h>

struct str {
  char *at; /* NULL while nothing was added */
  size_t len, cap;
};

void str_done(struct str *str);
void str_clear(struct str *str); /* keeps the memory */
void str_add(struct str *str, const void *bytes, size_t len);
/* Room for so many more behind what is there, for whoever writes at at + len and then counts len
 * up; that they end in a NUL is for him to see to. */
void str_room(struct str *str, size_t more);
void str_puts(struct str *str, const char *text);
static inline void str_putc(struct str *str, char c) {
  if (str->cap - str->len < 2) {
    str_add(str, &c, 1);
    return;
  }
  str->at[str->len++] = c;
  str->at[str->len] = '\0';
}
void str_printf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *str_text(const struct str *str); /* "" while empty */

#endif
