/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/plain.h"

#include "base/text.h"
#include "exchange/format.h"

#include <string.h>

void plain_pad(struct str *out, size_t blanks) { str_printf(out, "%*s", (int)blanks, ""); }

struct wrapping {
  struct str *out;
  const char *first;
  size_t indent;
};

static void put_line(void *ctx, const char *at, size_t len) {
  struct wrapping *w = ctx;
  if (w->first)
    str_puts(w->out, w->first);
  else
    plain_pad(w->out, w->indent);
  w->first = NULL;
  str_add(w->out, at, len);
  str_putc(w->out, '\n');
}

void plain_put_text(struct str *out, const char *first, size_t indent, const char *text) {
  struct wrapping w = {out, first, indent};
  text_wrap(text, strlen(text), PLAIN_WIDE - indent, put_line, &w);
}

void plain_put_title(struct str *out, const char *text, char under) {
  size_t wide = text_width(text, strlen(text));
  plain_put_text(out, "", 0, text);
  for (size_t i = 0; i < wide && i < PLAIN_WIDE; i++)
    str_putc(out, under);
  str_puts(out, "\n\n");
}

static void put_head(struct str *out, const struct paper *paper) {
  struct str line = {0};
  plain_put_title(out, paper->head.title, '=');
  if (paper->head.as_of) {
    paper_words_put(&line, paper->words.as_of, &(struct paper_parts){.n = paper->head.as_of});
    plain_put_text(out, "", 0, line.at);
  }
  if (paper->head.confidential)
    plain_put_text(out, "", 0, paper->words.confidential);
  if (paper->head.as_of || paper->head.confidential)
    str_putc(out, '\n');
  str_done(&line);
}

static void put_block(struct plain *plain, const struct paper_block *block) {
  struct str *out = &plain->sink->text;
  switch (block->kind) {
  case PAPER_TEXT:
    plain_put_text(out, "", 0, block->text);
    str_putc(out, '\n');
    break;
  case PAPER_FINDING:
    plain_put_text(out, "* ", 2, block->text);
    break;
  case PAPER_TABLE:
    plain_put_table(plain, block->table);
    break;
  case PAPER_HEAT:
  case PAPER_BARS:
  case PAPER_SLOPES:
    plain_put_drawing(plain, block);
    break;
  }
}

static void put_section(struct plain *plain, const struct paper_section *section) {
  struct str *out = &plain->sink->text;
  if (section->heading)
    plain_put_title(out, section->heading, '-');
  for (size_t i = 0; i < section->n; i++) {
    bool last = i + 1 == section->n || section->list[i + 1].kind != PAPER_FINDING;
    put_block(plain, &section->list[i]);
    if (section->list[i].kind == PAPER_FINDING && last)
      str_putc(out, '\n');
  }
}

static void put_legend(struct plain *plain) {
  struct str *out = &plain->sink->text;
  if (plain->seen.hidden)
    plain_put_text(out, SAY_HIDDEN " ", 4, plain->paper->words.hidden);
  if (plain->seen.absent)
    plain_put_text(out, SAY_ABSENT "   ", 4, plain->paper->words.absent);
}

static enum rc text_write(const struct paper *paper, const struct table *only, struct sink *sink,
                          struct diags *diags) {
  struct plain plain = {.paper = paper, .sink = sink};
  (void)diags;
  put_head(&sink->text, paper);
  if (only)
    plain_put_table(&plain, only);
  for (size_t i = 0; i < paper->n && !only; i++)
    put_section(&plain, &paper->list[i]);
  put_legend(&plain);
  return RC_OK;
}

const struct format format_text = {.name = "text", .write = text_write};
