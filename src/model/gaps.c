/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/gaps.h"

#include <string.h>

const char *gaps_get(const char *text, size_t nth, size_t *len) {
  for (; nth > 0 && *text; nth--) {
    text += strcspn(text, "\n");
    text += *text == '\n';
  }
  *len = nth == 0 ? strcspn(text, "\n") : 0;
  return text;
}

bool gaps_put(char text[RESPONSE_TEXT], size_t n, size_t nth, const char *what) {
  char all[RESPONSE_TEXT];
  size_t at = 0;
  bool any = false;
  for (size_t i = 0; i < n; i++) {
    size_t len = strlen(what);
    const char *line = i == nth ? what : gaps_get(text, i, &len);
    if (at + len + 1 >= sizeof all || memchr(line, '\n', len))
      return false;
    if (i > 0)
      all[at++] = '\n';
    memcpy(all + at, line, len);
    at += len;
    any |= len > 0;
  }
  all[any ? at : 0] = 0;
  memcpy(text, all, strlen(all) + 1);
  return true;
}
