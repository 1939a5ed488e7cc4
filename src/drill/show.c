/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drill/show.h"

#include "base/str.h"
#include "base/text.h"
#include "document/specimen.h"

#include <string.h>

static void show_specimen(struct page *page, const struct specimen *specimen) {
  char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
  const char *lines[SPECIMEN_ROWS];
  size_t n = 0;
  if (specimen_panel(specimen, rows, SPECIMEN_ROWS, &n) != MRZ_OK)
    return;
  for (size_t i = 0; i < n; i++)
    lines[i] = rows[i];
  page_add_panel(page, _("Specimen"), lines, n, NULL);
}

void show_specimens(struct page *page, const struct specimen *specimens, size_t n) {
  for (size_t i = 0; i < n; i++)
    show_specimen(page, &specimens[i]);
}

const char *show_words(struct arena *arena, const char *commonmark, size_t cells) {
  const struct markup *markup = markup_parse(arena, commonmark);
  struct str words = {0};
  for (size_t i = 0; markup->n && i < markup->blocks[0].n; i++)
    str_puts(&words, markup->blocks[0].spans[i].text);
  for (char *at = words.at; at && *at; at++)
    *at = *at == '\n' ? ' ' : *at;
  const char *text = str_text(&words), *out;
  size_t fit = text_fit(text, words.len, cells);
  if (fit == words.len) {
    out = arena_strdup(arena, text);
  } else {
    fit = text_fit(text, words.len, cells > 3 ? cells - 3 : 0);
    while (fit && text[fit] != ' ' && memchr(text, ' ', fit))
      fit--; /* back to the end of a word, where there is one */
    out = arena_printf(arena, "%.*s...", (int)fit, text);
  }
  str_done(&words);
  return out;
}

void show_look(struct page *page, const struct passport *passport, enum look look,
               const char *heading) {
  struct shown shown = look_show(passport, look, page->arena);
  if (heading)
    page_add_heading(page, heading);
  if (shown.text)
    page_add_prose(page, shown.text);
  if (shown.n_rows)
    page_add_panel(page, _("Specimen"), shown.rows, shown.n_rows, shown.alt);
}

const char *show_minutes(struct arena *arena, unsigned seconds) {
  return arena_printf(arena, "%u:%02u", seconds / 60, seconds % 60);
}
