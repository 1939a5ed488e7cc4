/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/cards.h"

#include "base/text.h"
#include "exchange/escape.h"

static const char style[] =
    "@page{size:A4;margin:12mm}body{font:12pt sans-serif;margin:0}"
    "ul{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:1fr 1fr}"
    "li{border:1px dashed #666;box-sizing:border-box;height:52mm;padding:8mm;break-inside:avoid}"
    "b{display:block;font:bold 26pt monospace;letter-spacing:.1em;margin:3mm 0}"
    "small{display:block;color:#333;overflow-wrap:anywhere}";

static void put_line(struct str *out, const char *tag, const char *text) {
  str_printf(out, "<%s>", tag);
  escape_text(out, text);
  str_printf(out, "</%s>", tag);
}

void cards_write(const struct person *people, size_t n, struct str *out) {
  str_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"/><title>",
             _("en"));
  escape_text(out, _("Codes of people"));
  str_printf(out, "</title><style>%s</style></head><body><ul>\n", style);
  for (size_t i = 0; i < n; i++) {
    if (!people[i].code[0])
      continue;
    str_puts(out, "<li>");
    put_line(out, "span", people[i].name);
    put_line(out, "b", people[i].code);
    put_line(out, "small", people[i].agency);
    put_line(out, "small", people[i].unit);
    str_puts(out, "</li>\n");
  }
  str_puts(out, "</ul></body></html>\n");
}
