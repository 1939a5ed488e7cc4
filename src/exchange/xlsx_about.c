/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/xlsx.h"

#include "base/text.h"
#include "exchange/say.h"

#include <string.h>

struct about {
  struct xlsx *xlsx;
  lxw_worksheet *sheet;
  size_t row;
};

enum { WIDE = 84 }; /* characters: what an upright page holds */

static void put(struct about *a, const char *text, lxw_format *format) {
  if (format == a->xlsx->wrapped)
    xlsx_set_lines(a->sheet, a->row, text_width(text, strlen(text)) / (WIDE - 4) + 1);
  xlsx_put_text(a->xlsx, a->sheet, a->row++, 0, text, format);
}

static void put_block(struct about *a, const struct paper_block *block) {
  struct str text = {0};
  if (block->table)
    str_printf(&text, "%s \xe2\x86\x92 %s", block->table->title ? block->table->title : "",
               block->table->id);
  else
    str_printf(&text, "%s%s", block->kind == PAPER_FINDING ? "\xe2\x80\xa2 " : "", block->text);
  put(a, text.at, a->xlsx->wrapped);
  str_done(&text);
}

static void put_top(struct about *a) {
  const struct paper *paper = a->xlsx->paper;
  struct str text = {0};
  put(a, paper->head.title, a->xlsx->title);
  if (paper->head.as_of) {
    paper_words_put(&text, paper->words.as_of, &(struct paper_parts){.n = paper->head.as_of});
    put(a, text.at, NULL);
  }
  if (paper->head.confidential)
    put(a, paper->words.confidential, a->xlsx->head);
  str_done(&text);
}

static void put_sign(struct about *a, const char *sign, const char *means) {
  struct str text = {0};
  str_printf(&text, "%s  %s", sign, means);
  put(a, text.at, a->xlsx->wrapped);
  str_done(&text);
}

void xlsx_put_about(struct xlsx *xlsx) {
  const struct paper *paper = xlsx->paper;
  struct about a = {.xlsx = xlsx, .sheet = xlsx_sheet(xlsx, "about")};
  if (!a.sheet)
    return;
  worksheet_set_column(a.sheet, 0, 0, WIDE, NULL);
  worksheet_set_portrait(a.sheet);
  put_top(&a);
  for (size_t s = 0; s < paper->n; s++) {
    a.row++;
    if (paper->list[s].heading)
      put(&a, paper->list[s].heading, xlsx->title);
    for (size_t b = 0; b < paper->list[s].n; b++)
      put_block(&a, &paper->list[s].list[b]);
  }
  a.row++;
  put_sign(&a, SAY_HIDDEN, paper->words.hidden);
}
