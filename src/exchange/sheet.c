/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet.h"

#include "base/text.h"
#include "exchange/escape.h"

static const char style[] =
    "body{font:11pt/1.35 sans-serif;margin:1.5cm auto;max-width:18cm}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:.2em .4em;"
    "text-align:left;vertical-align:top}tr{break-inside:avoid}.task{white-space:pre-wrap}"
    ".line td{height:2em;width:50%}.tick{width:4em}@page{size:A4;margin:1.5cm}"
    "@media print{body{margin:0;max-width:none}}";

static void put_element(struct str *out, const char *name, const char *text) {
  str_printf(out, "<%s>", name);
  escape_text(out, text);
  str_printf(out, "</%s>", name);
}

static void put_head(const struct module *module, const struct station *s, struct str *out) {
  str_puts(out, "<!DOCTYPE html>\n<html lang=\"");
  escape_text(out, module->language);
  str_puts(out, "\"><head><meta charset=\"utf-8\"/>");
  put_element(out, "title", s->title);
  str_printf(out, "<style>%s</style></head><body>\n", style);
  put_element(out, "h1", s->title);
  put_element(out, "p", s->path);
  if (s->minutes)
    str_printf(out, ngettext("<p>%u minute</p>", "<p>%u minutes</p>", s->minutes), s->minutes);
  str_puts(out, "<p class=\"task\">");
  escape_text(out, s->task);
  str_puts(out, "</p>\n<table class=\"line\"><tr>");
  put_element(out, "td", _("Person code:"));
  put_element(out, "td", _("Date:"));
  str_puts(out, "</tr><tr>");
  put_element(out, "td", _("Assessor:"));
  put_element(out, "td", _("Specimen number:"));
  str_puts(out, "</tr></table>\n");
}

static void put_specimens(const struct station *s, struct str *out) {
  if (!s->n_specimens)
    return;
  str_puts(out, "<p>");
  escape_text(out, _("Specimens that may be used:"));
  for (size_t i = 0; i < s->n_specimens; i++) {
    str_puts(out, i ? ", " : " ");
    escape_text(out, s->specimens[i]);
  }
  str_puts(out, "</p>\n");
}

static void put_step(const struct station_step *step, size_t number, struct str *out) {
  str_printf(out, "<tr><td>%zu</td><td>", number);
  escape_text(out, step->text);
  if (step->critical) {
    str_puts(out, "<br/><b>");
    escape_text(out, _("Critical:"));
    str_puts(out, "</b> ");
    escape_text(out, step->critical);
  }
  str_printf(out, "</td><td>%u</td><td class=\"tick\"></td><td class=\"tick\"></td></tr>\n",
             step->points);
}

static void put_steps(const struct station *s, struct str *out) {
  const char *const heads[] = {"", _("Step"), _("Points"), _("Done"), _("Not done")};
  str_puts(out, "<table><thead><tr>");
  for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
    put_element(out, "th", heads[i]);
  str_puts(out, "</tr></thead><tbody>\n");
  for (size_t i = 0; i < s->n_steps; i++)
    put_step(&s->steps[i], i + 1, out);
  str_puts(out, "</tbody></table>\n<p>");
  str_printf(out, _("To pass: %u %% of %u points, and every critical step."), s->pass,
             station_points(s));
  str_puts(out, "</p><p>");
  escape_text(out, _("Tick nothing where you could not see the step."));
  str_puts(out, "</p>\n</body></html>\n");
}

void sheet_write(const struct module *module, const struct station *station, struct str *out) {
  put_head(module, station, out);
  put_specimens(station, out);
  put_steps(station, out);
}
