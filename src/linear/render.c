/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linear/render.h"

#include "base/text.h"
#include "linear/marks.h"

#include <string.h>

struct wrapping {
  struct str *out;
  const char *prefix, *rest;
};

static void put_line(void *ctx, const char *at, size_t len) {
  struct wrapping *w = ctx;
  if (len)
    str_puts(w->out, w->prefix);
  str_add(w->out, at, len);
  str_putc(w->out, '\n');
  w->prefix = w->rest;
}

void render_wrapped(struct str *out, const char *first, const char *rest, const char *text) {
  struct wrapping w = {out, first, rest};
  size_t indent = text_width(rest, strlen(rest));
  text_wrap(text, strlen(text), indent < LINEAR_CELLS ? LINEAR_CELLS - indent : 1, put_line, &w);
}

static const char *blanks(unsigned n) {
  static const char row[] = "                                        ";
  return row + (sizeof row - 1 - (n < sizeof row - 1 ? n : sizeof row - 1));
}

static void put_spans(struct str *out, const struct markup_block *block) {
  for (size_t i = 0; i < block->n; i++)
    str_puts(out, block->spans[i].text);
}

static void render_markup_block(struct str *out, struct arena *arena,
                                const struct markup_block *block) {
  struct str text = {0};
  put_spans(&text, block);
  const char *indent = blanks(2 * block->depth);
  const char *marker = block->marker ? arena_printf(arena, "%s ", block->marker) : "  ";
  switch (block->kind) {
  case MARKUP_PARAGRAPH:
    render_wrapped(out, indent, indent, str_text(&text));
    break;
  case MARKUP_HEADING:
    render_wrapped(out, "== ", "", str_text(&text));
    break;
  case MARKUP_ITEM: {
    const char *rest = blanks(2 * block->depth + (unsigned)strlen(marker));
    render_wrapped(out, arena_printf(arena, "%s%s", indent, marker), rest, str_text(&text));
    break;
  }
  case MARKUP_QUOTE:
    indent = blanks(2 * block->depth + 2);
    render_wrapped(out, indent, indent, str_text(&text));
    break;
  case MARKUP_CODE: { /* never wrapped: its columns mean something */
    struct wrapping w = {out, blanks(2 * block->depth + 2), blanks(2 * block->depth + 2)};
    for (const char *at = str_text(&text), *end; at; at = *end ? end + 1 : NULL) {
      end = strchrnul(at, '\n');
      put_line(&w, at, (size_t)(end - at));
    }
    break;
  }
  case MARKUP_RULE:
    break;
  }
  str_done(&text);
}

/* A blank line between blocks, but not between the items of a list. */
static void render_prose(struct str *out, struct arena *arena, const struct markup *prose) {
  for (size_t i = 0; prose && i < prose->n; i++) {
    bool items = i && prose->blocks[i].kind == MARKUP_ITEM && prose->blocks[i].marker &&
                 prose->blocks[i - 1].kind == MARKUP_ITEM;
    if (i && !items && prose->blocks[i].kind != MARKUP_RULE)
      str_putc(out, '\n');
    render_markup_block(out, arena, &prose->blocks[i]);
  }
}

const char *render_words(struct arena *arena, const char *text, const char *word,
                         const char *mark) {
  if (word && mark)
    return arena_printf(arena, "%s (%s, %s)", text, word, mark);
  if (!word && !mark)
    return text;
  return arena_printf(arena, "%s (%s)", text, word ? word : mark);
}

const char *render_flat(struct arena *arena, const char *commonmark) {
  const struct markup *markup = markup_parse(arena, commonmark);
  if (markup->n == 1 && markup->blocks[0].n == 1)
    return markup->blocks[0].spans[0].text;
  struct str text = {0};
  for (size_t i = 0; i < markup->n; i++) {
    if (i)
      str_putc(&text, '\n');
    put_spans(&text, &markup->blocks[i]);
  }
  char *flat = arena_strdup(arena, str_text(&text));
  str_done(&text);
  return flat;
}

static void render_choices(struct str *out, struct arena *arena, const struct block *block) {
  if (block->text)
    render_wrapped(out, "", "", block->text);
  for (size_t i = 0; i < block->n; i++) {
    const struct choice *choice = &block->choices[i];
    const char *mark = NULL;
    if (choice->marked)
      mark = block->live ? _("chosen") : choice->word ? NULL : _("your answer");
    const char *text = render_words(arena, render_flat(arena, choice->text), choice->word, mark);
    render_wrapped(out, arena_printf(arena, "  %zu. ", i + block->first), "     ", text);
    if (choice->note)
      render_wrapped(out, "     ", "     ", render_flat(arena, choice->note));
  }
}

static void render_entry(struct str *out, struct arena *arena, const struct block *block) {
  const char *label = block->text ? block->text : _("Your answer");
  const char *unit = block->unit ? block->unit : "";
  if (!block->live)
    label = arena_printf(arena, "%s: %s%s%s", label, block->value, *unit ? " " : "", unit);
  else if (*unit)
    label = arena_printf(arena, "%s (%s)", label, unit);
  render_wrapped(out, "", "  ", label);
}

/* The highest number that means something in an answer of this block. */
static size_t highest(const struct block *block) {
  switch (block->kind) {
  case BLOCK_CHOICES:
    return block->n + block->first - 1;
  case BLOCK_ORDER:
  case BLOCK_MARKS:
    return block->n;
  case BLOCK_PAIRS:
    return block->n_targets;
  case BLOCK_FIELDS:
    return block->n_fields;
  default:
    return 0;
  }
}

size_t render_outline_first(const struct page *page) {
  size_t most = 0;
  for (size_t i = 0; i < page->n_blocks; i++) {
    const struct block *block = &page->blocks[i];
    if (block->live && highest(block) > most)
      most = highest(block);
  }
  return most + 1;
}

const char *render_outline_action(const struct page *page, size_t number, size_t *last) {
  const char *action = NULL;
  *last = render_outline_first(page) - 1;
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t k = 0; k < page->blocks[i].n; k++) {
      const char *here = block_action(&page->blocks[i], k);
      *last += here != NULL;
      if (here && *last == number)
        action = here;
    }
  return action;
}

struct numbering {
  size_t next;      /* the number of the next row that can be chosen */
  const char *mark; /* what is typed before it */
};

static void render_outline_row(struct str *out, struct arena *arena, const struct outline_row *row,
                               struct numbering *numbering) {
  unsigned depth = row->depth < 8 ? row->depth : 8;
  const char *text = render_words(arena, row->text, row->word, NULL);
  const char *first = blanks(2 * depth), *rest = blanks(2 * depth + 4);
  if (row->action)
    first = arena_printf(arena, "%s%s%zu. ", first, numbering->mark, numbering->next++);
  render_wrapped(out, first, rest, text);
  if (row->note)
    render_wrapped(out, rest, rest, row->note);
}

static void render_panel(struct str *out, const struct block *block) {
  if (block->text)
    render_wrapped(out, "", "", block->text);
  if (block->alt)
    render_wrapped(out, "  ", "  ", block->alt);
  for (size_t i = 0; !block->alt && i < block->n; i++)
    str_printf(out, "%s%s\n", *block->rows[i] ? "  " : "", block->rows[i]);
}

static void render_row(struct str *line, const struct block *block, const struct grid_cell *cells) {
  for (size_t i = 0; i < block->n_columns; i++) {
    const char *text = cells[i].text, *head = block->columns ? block->columns[i] : NULL;
    if (!text || !*text)
      continue;
    str_puts(line, line->len ? "; " : "");
    str_printf(line, "%s%s%s", head ? head : "", head && *head ? ": " : "", text);
  }
}

/* A row's name, and beneath it cell by cell: "3. Visas: 62% high; 54% to 70%". */
static void render_cell(struct str *out, struct arena *arena, const struct block *block, size_t at,
                        struct numbering *numbering) {
  const struct grid_cell *cell = &block->cells[at];
  size_t column = at % block->n_columns;
  struct str text = {0};
  if (!cell->text || !*cell->text)
    return;
  if (column)
    str_printf(&text, "%s: ", block->columns[column]);
  str_printf(&text, "%s%s%s", cell->text, cell->word ? " " : "", cell->word ? cell->word : "");
  if (cell->note)
    str_printf(&text, "; %s", cell->note);
  const char *first = column ? "  " : "", *rest = column ? "      " : "    ";
  if (cell->action)
    first = arena_printf(arena, "%s%s%zu. ", first, numbering->mark, numbering->next++);
  render_wrapped(out, first, rest, str_text(&text));
  str_done(&text);
}

static void render_grid(struct str *out, struct arena *arena, const struct block *block,
                        struct numbering *numbering) {
  if (block->text)
    render_wrapped(out, "", "", block->text);
  for (size_t at = 0; block->live && at < block->n; at++)
    render_cell(out, arena, block, at, numbering);
  if (block->live)
    return;
  for (size_t at = 0; at + block->n_columns <= block->n; at += block->n_columns) {
    struct str line = {0};
    render_row(&line, block, block->cells + at);
    render_wrapped(out, "", "  ", str_text(&line));
    str_done(&line);
  }
}

static void render_bars(struct str *out, struct arena *arena, const struct block *block) {
  if (block->text)
    render_wrapped(out, "", "", block->text);
  for (size_t i = 0; i < block->n; i++) {
    const struct bar *bar = &block->bars[i];
    const char *word = bar->word;
    if (!word)
      word = bar->share < 0 ? _("nothing known yet")
                            : arena_printf(arena, "%d%%", (int)(bar->share / 10000));
    render_wrapped(out, "", "  ", arena_printf(arena, "%s: %s", bar->label, word));
  }
}

/* All but outlines, which are made row by row. */
static void render_block(struct str *out, struct arena *arena, const struct block *block,
                         struct numbering *numbering) {
  switch (block->kind) {
  case BLOCK_HEADING:
    render_wrapped(out, "== ", "", block->text);
    break;
  case BLOCK_PROSE:
    render_prose(out, arena, block->prose);
    break;
  case BLOCK_PANEL:
    render_panel(out, block);
    break;
  case BLOCK_CHOICES:
    render_choices(out, arena, block);
    break;
  case BLOCK_ENTRY:
    render_entry(out, arena, block);
    break;
  case BLOCK_ORDER:
  case BLOCK_PAIRS:
  case BLOCK_GAPS:
  case BLOCK_FIELDS:
    render_parts(out, arena, block);
    break;
  case BLOCK_OUTLINE:
    break;
  case BLOCK_GRID:
    render_grid(out, arena, block, numbering);
    break;
  case BLOCK_MARKS:
    render_marks(out, arena, block);
    break;
  case BLOCK_BARS:
    render_bars(out, arena, block);
    break;
  case BLOCK_NOTICE:
    render_wrapped(out, "", "", block->text);
    break;
  }
}

static void render_head(struct str *out, const struct page *page) {
  render_wrapped(out, "", "", page->title ? page->title : "");
  if (page->status)
    render_wrapped(out, "", "", page->status);
}

/* What was gathered, to be shown; text is empty then. Makers of pages set some texts by hand. */
static const char *take_safe(struct arena *arena, struct str *text) {
  char *safe = text_safe(arena, str_text(text), text->len, true);
  for (char *at = safe; (at = strchr(at, '\t'));)
    *at = ' ';
  str_clear(text);
  return safe;
}

static void add_outline(struct rendering *r, const struct block *block,
                        struct numbering *numbering) {
  struct str text = {0}, row = {0};
  const char **rows = arena_array(&r->arena, block->n, sizeof *rows);
  if (block->text)
    render_wrapped(&text, "", "", block->text);
  for (size_t i = 0; i < block->n; i++) {
    render_outline_row(&row, &r->arena, &block->outline[i], numbering);
    rows[i] = take_safe(&r->arena, &row);
    str_puts(&text, rows[i]);
  }
  r->list[r->n++] = (struct piece){block->id, take_safe(&r->arena, &text), rows, block->n};
  str_done(&text);
  str_done(&row);
}

/* Where a line is text, the number of a row has a colon before it. */
static const char *number_mark(const struct page *page) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].live &&
        (page->blocks[i].kind == BLOCK_ENTRY || page->blocks[i].kind == BLOCK_GAPS))
      return ":";
  return "";
}

/* A row is a piece of its own: after a mark only that row is said anew. */
static void add_mark_rows(struct rendering *r, const struct block *block, struct str *text) {
  for (size_t i = 0; i < block->n; i++) {
    render_mark_row(text, &r->arena, block, i);
    r->list[r->n++] =
        (struct piece){page_id(block->sheet[i].action), take_safe(&r->arena, text), NULL, 0};
  }
}

static size_t count_pieces(const struct page *page) {
  size_t n = 1; /* the head */
  for (size_t i = 0; i < page->n_blocks; i++)
    n += 1 + (page->blocks[i].kind == BLOCK_MARKS ? page->blocks[i].n : 0);
  return n;
}

void render_page(struct rendering *r, const struct page *page) {
  *r = (struct rendering){.page = page->id};
  r->list = arena_array(&r->arena, count_pieces(page), sizeof *r->list);
  struct str text = {0};
  struct numbering numbering = {render_outline_first(page), number_mark(page)};
  render_head(&text, page);
  r->list[r->n++] = (struct piece){.text = take_safe(&r->arena, &text)};
  for (size_t i = 0; i < page->n_blocks; i++) {
    const struct block *block = &page->blocks[i];
    if (block->kind == BLOCK_OUTLINE) {
      add_outline(r, block, &numbering);
      continue;
    }
    render_block(&text, &r->arena, block, &numbering);
    r->list[r->n++] = (struct piece){block->id, take_safe(&r->arena, &text), NULL, 0};
    if (block->kind == BLOCK_MARKS)
      add_mark_rows(r, block, &text);
  }
  str_done(&text);
}

void render_done(struct rendering *r) {
  arena_done(&r->arena);
  *r = (struct rendering){0};
}
