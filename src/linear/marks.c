/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linear/marks.h"

#include "base/text.h"
#include "linear/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct block *typed_marks_block(const struct page *page) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].kind == BLOCK_MARKS && page->blocks[i].live && page->blocks[i].n)
      return &page->blocks[i];
  return NULL;
}

struct typed {
  size_t row, column; /* from 0 */
  const char *keys;
};

static bool split(const struct block *block, const char *line, struct typed *typed) {
  char *end;
  if (*line < '0' || *line > '9')
    return false;
  size_t row = strtoul(line, &end, 10), column = 1;
  if (*end == '.')
    column = strtoul(end + 1, &end, 10);
  *typed = (struct typed){row - 1, column - 1, end + strspn(end, " ")};
  return typed->row < block->n && *end == ' ' && *typed->keys;
}

bool typed_marks_are(const struct block *block, const char *line) {
  struct typed typed;
  return split(block, line, &typed);
}

/* Blanks between the keys are for whoever likes them. */
bool typed_marks_read(const struct block *block, const char *line, char action[INPUT_ACTION]) {
  struct typed typed;
  char keys[INPUT_ACTION / 2];
  size_t n = 0;
  if (!split(block, line, &typed))
    return false;
  for (const char *at = typed.keys; *at; at++) {
    size_t column = typed.column + n;
    if (*at == ' ')
      continue;
    if (column >= block->n_columns || n + 1 == sizeof keys ||
        (*at != MARK_CLEAR && !strchr(block->asked[column].keys, *at)))
      return false;
    keys[n++] = *at;
  }
  keys[n] = '\0';
  int len = snprintf(action, INPUT_ACTION, "%s:%zu:%s", block->sheet[typed.row].action,
                     typed.column, keys);
  return len < INPUT_ACTION;
}

const char *typed_marks_expected(const struct block *block, struct arena *arena) {
  struct str keys = {0};
  for (size_t i = 0; i < block->n_columns; i++)
    str_add(&keys, block->asked[i].keys, 1);
  const char *text =
      arena_printf(arena,
                   _("Please type the number of a row and its marks, such as 1 %s. ? tells what "
                     "else can be done."),
                   str_text(&keys));
  str_done(&keys);
  return text;
}

const char *typed_marks_help(void) {
  return _("The number of a row and its marks: 2 1121. From the fourth cell on: 2.4 1. A mark is "
           "taken away by a minus sign: 2.4 -.");
}

/* What the keys mean is said where it is not what was said last. */
void render_marks(struct str *out, struct arena *arena, const struct block *block) {
  const char *last = "";
  for (size_t i = 0; i < block->n_columns; i++) {
    const struct mark_column *asked = &block->asked[i];
    const char *help = strcmp(asked->help, last) == 0 ? NULL : asked->help;
    render_wrapped(out, arena_printf(arena, _("Cell %zu: "), i + 1), "  ",
                   render_words(arena, asked->text, help, NULL));
    last = asked->help;
  }
}

void render_mark_row(struct str *out, struct arena *arena, const struct block *block, size_t row) {
  const struct mark_row *it = &block->sheet[row];
  struct str marks = {0};
  for (const char *at = it->marks; *at; at++)
    str_printf(&marks, "%s%c", at == it->marks ? "" : " ", *at == ' ' ? '.' : *at);
  const char *text = arena_printf(arena, "%s: %s", it->text, str_text(&marks));
  render_wrapped(out, arena_printf(arena, "%zu. ", row + 1), "   ",
                 render_words(arena, text, it->word, NULL));
  if (it->note)
    render_wrapped(out, "   ", "   ", it->note);
  str_done(&marks);
}
