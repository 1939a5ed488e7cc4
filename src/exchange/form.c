/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/form.h"

#include "base/text.h"
#include "exchange/escape.h"
#include "exchange/plain.h"

#include <string.h>

/* -- HTML -------------------------------------------------------------------------------------- */

static const char style[] =
    "body{font:11pt/1.35 sans-serif;margin:1.5cm auto;max-width:18cm}"
    "section+section{break-before:page}section.wide{max-width:none;page:wide}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:.2em .4em;"
    "text-align:left;vertical-align:top}tr{break-inside:avoid}.task{white-space:pre-wrap}"
    ".line td{height:2em;width:50%}.most{width:99%}.tick{min-width:2.5em}"
    "@page{size:A4;margin:1.5cm}@page wide{size:A4 landscape;margin:1.5cm}"
    "@media print{body{margin:0;max-width:none}}";

static void put_element(struct str *out, const char *name, const char *text) {
  str_printf(out, "<%s>", name);
  escape_text(out, text);
  str_printf(out, "</%.*s>", (int)strcspn(name, " "), name);
}

static void html_blanks(const struct form *form, struct str *out) {
  size_t i = 0;
  str_puts(out, "<table class=\"line\">");
  for (; i < FORM_BLANKS && form->blanks[i].label; i++) {
    str_puts(out, i % 2 ? "<td>" : "<tr><td>");
    escape_text(out, form->blanks[i].label);
    str_puts(out, " <b>");
    escape_text(out, form->blanks[i].value ? form->blanks[i].value : "");
    str_puts(out, i % 2 ? "</b></td></tr>" : "</b></td>");
  }
  str_puts(out, i % 2 ? "<td></td></tr></table>\n" : "</table>\n");
}

static void html_heads(const struct form *form, struct str *out) {
  str_puts(out, "<table><thead><tr>");
  for (size_t i = 0; i < FORM_TEXTS && form->heads[i]; i++)
    put_element(out, "th", form->heads[i]);
  for (size_t i = 0; i < form->n_boxes; i++)
    put_element(out, "th", form->boxes[i]);
  str_puts(out, "</tr></thead><tbody>\n");
}

static void html_row(const struct form *form, const struct form_row *row, struct str *out) {
  str_puts(out, "<tr>");
  for (size_t i = 0; i < FORM_TEXTS && form->heads[i]; i++) {
    str_puts(out, i == form->widest ? "<td class=\"most\">" : "<td>");
    escape_text(out, row->texts[i] ? row->texts[i] : "");
    if (i == form->widest && row->note) {
      str_puts(out, "<br/><b>");
      escape_text(out, row->note);
      str_puts(out, "</b>");
    }
    str_puts(out, "</td>");
  }
  for (size_t i = 0; i < form->n_boxes; i++)
    str_puts(out, "<td class=\"tick\"></td>");
  str_puts(out, "</tr>\n");
}

static void html_form(const struct form *form, struct str *out) {
  str_puts(out, form->wide ? "<section class=\"wide\">" : "<section>");
  put_element(out, "h1", form->title);
  if (form->path)
    put_element(out, "p", form->path);
  if (form->text)
    put_element(out, "p class=\"task\"", form->text);
  html_blanks(form, out);
  html_heads(form, out);
  for (size_t i = 0; i < form->n_rows; i++)
    html_row(form, &form->rows[i], out);
  str_puts(out, "</tbody></table>\n");
  for (size_t i = 0; i < FORM_FEET && form->feet[i]; i++)
    put_element(out, "p", form->feet[i]);
  str_puts(out, "</section>\n");
}

void form_html(const struct form *forms, size_t n, const char *language, struct str *out) {
  str_puts(out, "<!DOCTYPE html>\n<html lang=\"");
  escape_text(out, language);
  str_puts(out, "\"><head><meta charset=\"utf-8\"/>");
  put_element(out, "title", n ? forms[0].title : "");
  str_printf(out, "<style>%s</style></head><body>\n", style);
  for (size_t i = 0; i < n; i++)
    html_form(&forms[i], out);
  str_puts(out, "</body></html>\n");
}

/* -- Text -------------------------------------------------------------------------------------- */

/* A printer and a terminal obey what stands in a text: nothing of it gets there. */
static const char *safe(struct arena *arena, const char *text) {
  char *kept = text_safe(arena, text ? text : "", text ? strlen(text) : 0, true);
  for (char *at = kept; (at = strchr(at, '\t'));)
    *at = ' ';
  return kept;
}

static void put_paragraph(struct arena *arena, const char *text, struct str *out) {
  if (!text)
    return;
  plain_put_text(out, "", 0, safe(arena, text));
  str_putc(out, '\n');
}

static void text_blanks(struct arena *arena, const struct form *form, struct str *out) {
  for (size_t i = 0; i < FORM_BLANKS && form->blanks[i].label; i++)
    str_printf(out, "%s %s\n", safe(arena, form->blanks[i].label),
               form->blanks[i].value ? safe(arena, form->blanks[i].value)
                                     : "______________________________");
  str_putc(out, '\n');
}

/* "[ ] done  [ ] not done", in as many lines as it takes. */
static void text_boxes(struct arena *arena, const struct form *form, struct str *out) {
  struct str boxes = {0};
  for (size_t i = 0; i < form->n_boxes; i++)
    str_printf(&boxes, "%s[\u00a0]\u00a0%s", i ? "   " : "", safe(arena, form->boxes[i]));
  plain_put_text(out, "    ", 4, str_text(&boxes));
  str_done(&boxes);
}

static void text_row(struct arena *arena, const struct form *form, const struct form_row *row,
                     struct str *out) {
  struct str line = {0};
  for (size_t i = 0; i < FORM_TEXTS && form->heads[i]; i++)
    if (row->texts[i] && *row->texts[i])
      str_printf(&line, "%s%s", line.len ? "  " : "", safe(arena, row->texts[i]));
  plain_put_text(out, "", 4, str_text(&line));
  if (row->note)
    plain_put_text(out, "    ", 4, safe(arena, row->note));
  text_boxes(arena, form, out);
  str_putc(out, '\n');
  str_done(&line);
}

void form_text(const struct form *forms, size_t n, struct str *out) {
  for (size_t i = 0; i < n; i++) {
    struct arena arena = {0};
    const struct form *form = &forms[i];
    if (i)
      str_puts(out, "\f");
    plain_put_title(out, safe(&arena, form->title), '=');
    put_paragraph(&arena, form->path, out);
    put_paragraph(&arena, form->text, out);
    text_blanks(&arena, form, out);
    for (size_t k = 0; k < form->n_rows; k++)
      text_row(&arena, form, &form->rows[k], out);
    for (size_t k = 0; k < FORM_FEET && form->feet[k]; k++)
      put_paragraph(&arena, form->feet[k], out);
    arena_done(&arena);
  }
}
