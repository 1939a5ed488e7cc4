/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of block whose answer has several parts, as text; each says at its end what to type. */
#include "linear/parts.h"
#include "linear/render.h"

#include "base/text.h"

#include <string.h>

static void put_note(struct str *out, struct arena *arena, const char *note) {
  if (note)
    render_wrapped(out, "     ", "     ", render_flat(arena, note));
}

static void render_order(struct str *out, struct arena *arena, const struct block *block) {
  for (size_t i = 0; i < block->n; i++) {
    const struct choice *line = &block->choices[i];
    const char *text = render_words(arena, render_flat(arena, line->text), line->word, NULL);
    render_wrapped(out, arena_printf(arena, "  %zu. ", i + 1), "     ", text);
    put_note(out, arena, line->note);
  }
}

static void render_pairs(struct str *out, struct arena *arena, const struct block *block) {
  for (size_t i = 0; i < block->n; i++) {
    const struct pair *pair = &block->pairs[i];
    const char *text = render_flat(arena, pair->text), *mark = NULL;
    if (pair->mate < block->n_targets && block->live)
      mark = arena_printf(arena, _("has %u"), pair->mate + 1U);
    else if (!block->live)
      text =
          arena_printf(arena, "%s = %s", text,
                       pair->mate < block->n_targets ? block->targets[pair->mate] : _("nothing"));
    render_wrapped(out, arena_printf(arena, _("  Line %zu: "), i + 1), "     ",
                   render_words(arena, text, pair->word, mark));
    put_note(out, arena, pair->note);
  }
  if (!block->live)
    return;
  render_wrapped(out, "", "", _("Numbers to give:"));
  for (size_t i = 0; i < block->n_targets; i++)
    render_wrapped(out, arena_printf(arena, "  %zu. ", i + 1), "     ", block->targets[i]);
}

/* "44 (gap 2, right)" */
static void put_gap(struct str *text, const struct block *block, size_t i) {
  const struct gap *gap = &block->gaps[i];
  str_printf(text, *gap->value ? "%s (" : "%s(", gap->value);
  str_printf(text, _("gap %zu"), i + 1);
  if (!block->live && !*gap->value)
    str_printf(text, ", %s", _("empty"));
  if (gap->word)
    str_printf(text, ", %s", gap->word);
  str_putc(text, ')');
}

static void render_gaps(struct str *out, struct arena *arena, const struct block *block) {
  struct str text = {0};
  for (size_t i = 0; i <= block->n; i++) {
    str_puts(&text, block->pieces[i]);
    if (i < block->n)
      put_gap(&text, block, i);
  }
  render_wrapped(out, "", "", str_text(&text));
  str_done(&text);
  for (size_t i = 0; i < block->n; i++)
    if (block->gaps[i].note)
      render_wrapped(out, arena_printf(arena, _("  Gap %zu: "), i + 1), "     ",
                     render_flat(arena, block->gaps[i].note));
}

static bool speaks(const struct block *block, const struct field *field) {
  return block->live || field->marked || field->word || field->note;
}

/* Rows are never wrapped: "Sex  [2: F]". */
static void put_field_row(struct str *out, const struct block *block, size_t row) {
  const char *text = block->rows[row];
  size_t at = 0;
  str_puts(out, *text ? "  " : "");
  for (size_t i = 0; i < block->n_fields; i++) {
    const struct field *field = &block->fields[i];
    if (field->row != row || !speaks(block, field))
      continue;
    str_add(out, text + at, field->from - at);
    str_printf(out, "[%zu: %.*s]", i + 1, (int)field->len, text + field->from);
    at = field->from + field->len;
  }
  str_printf(out, "%s\n", text + at);
}

static void render_fields(struct str *out, struct arena *arena, const struct block *block) {
  if (block->text)
    render_wrapped(out, "", "", block->text);
  if (block->alt)
    render_wrapped(out, "  ", "  ", block->alt);
  for (size_t row = 0; row < block->n; row++)
    put_field_row(out, block, row);
  for (size_t i = 0; i < block->n_fields; i++) {
    const struct field *field = &block->fields[i];
    const char *mark = NULL;
    if (field->marked)
      mark = block->live ? _("chosen") : field->word ? NULL : _("your answer");
    if (!field->word && !field->note && !mark)
      continue;
    const char *text = arena_strndup(arena, block->rows[field->row] + field->from, field->len);
    render_wrapped(out, arena_printf(arena, "  %zu. ", i + 1), "     ",
                   render_words(arena, text, field->word, mark));
    put_note(out, arena, field->note);
  }
}

void render_parts(struct str *out, struct arena *arena, const struct block *block) {
  if (block->kind == BLOCK_ORDER)
    render_order(out, arena, block);
  else if (block->kind == BLOCK_PAIRS)
    render_pairs(out, arena, block);
  else if (block->kind == BLOCK_GAPS)
    render_gaps(out, arena, block);
  else
    render_fields(out, arena, block);
  if (block->live)
    render_wrapped(out, "", "", parts_expected(block, arena));
}
