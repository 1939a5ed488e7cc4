/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/escape.h"

void escape_text(struct str *out, const char *text) {
  for (; *text; text++)
    switch (*text) {
    case '&':
      str_puts(out, "&amp;");
      break;
    case '<':
      str_puts(out, "&lt;");
      break;
    case '>':
      str_puts(out, "&gt;");
      break;
    case '"':
      str_puts(out, "&quot;");
      break;
    case '\'':
      str_puts(out, "&#39;");
      break;
    default:
      str_putc(out, *text);
    }
}
