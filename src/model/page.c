/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/page.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

static uint32_t id_of(const void *bytes, size_t len) { /* FNV-1a, 32 bits */
  const unsigned char *at = bytes;
  uint32_t id = 2166136261u;
  for (size_t i = 0; i < len; i++)
    id = (id ^ at[i]) * 16777619u;
  return id ? id : 1;
}

uint32_t page_id(const char *name) { return id_of(name, strlen(name)); }

static const char *keep_lines(struct page *page, const char *text) {
  char *lines = text ? text_safe(page->arena, text, strlen(text), true) : NULL;
  for (char *at = lines; at && (at = strchr(at, '\t'));)
    *at = ' ';
  return lines;
}

/* What must stay on one line: breaks become blanks, those at the end nothing. */
static const char *keep_line(struct page *page, const char *text) {
  if (!text)
    return NULL;
  char *line = text_safe(page->arena, text, strlen(text), true);
  size_t len = strlen(line);
  while (len && line[len - 1] == '\n')
    line[--len] = '\0';
  for (char *at = line; (at = strpbrk(at, "\n\t"));)
    *at = ' ';
  return line;
}

static const char *keep_action(struct page *page, const char *id) {
  assert(!id || strlen(id) < INPUT_ACTION);
  return arena_strdup(page->arena, id);
}

void page_init(struct page *page, struct arena *arena, const char *name, const char *title) {
  *page = (struct page){.arena = arena, .id = page_id(name), .wake = -1, .clock = -1};
  page->title = keep_line(page, title);
}

/* Arrays of a page grow inside its arena: what was outgrown goes with the page. */
static void *grow(struct page *page, void *list, size_t n, size_t *cap, size_t size) {
  if (n < *cap)
    return list;
  *cap = *cap ? *cap * 2 : 8;
  void *grown = arena_array(page->arena, *cap, size);
  if (n)
    memcpy(grown, list, n * size);
  return grown;
}

/* name NULL: the block is known by its kind and how many of the kind come before it. */
static struct block *add(struct page *page, enum block_kind kind, const char *name) {
  page->blocks = grow(page, page->blocks, page->n_blocks, &page->cap_blocks, sizeof *page->blocks);
  size_t before = 0;
  for (size_t i = 0; i < page->n_blocks; i++)
    before += page->blocks[i].kind == kind;
  struct block *block = &page->blocks[page->n_blocks++];
  *block = (struct block){.kind = kind};
  const size_t nameless[] = {kind, before};
  block->id = name ? page_id(name) : id_of(nameless, sizeof nameless);
  return block;
}

struct block *page_add_heading(struct page *page, const char *text) {
  struct block *block = add(page, BLOCK_HEADING, NULL);
  block->text = keep_line(page, text);
  return block;
}

struct block *page_add_prose(struct page *page, const char *commonmark) {
  struct block *block = add(page, BLOCK_PROSE, NULL);
  block->prose = markup_parse(page->arena, commonmark);
  return block;
}

struct block *page_add_plain(struct page *page, const char *text) {
  struct block *block = add(page, BLOCK_PROSE, NULL);
  block->prose = markup_plain(page->arena, text);
  return block;
}

struct block *page_add_notice(struct page *page, enum tone tone, const char *text) {
  struct block *block = add(page, BLOCK_NOTICE, NULL);
  block->tone = tone;
  block->text = keep_lines(page, text);
  return block;
}

static const char *const *keep_list(struct page *page, const char *const *texts, size_t n) {
  const char **kept = arena_array(page->arena, n, sizeof *kept);
  for (size_t i = 0; i < n; i++)
    kept[i] = keep_line(page, texts[i]);
  return kept;
}

struct block *page_add_panel(struct page *page, const char *title, const char *const *rows,
                             size_t n, const char *alt) {
  struct block *block = add(page, BLOCK_PANEL, NULL);
  block->text = keep_line(page, title);
  block->alt = keep_lines(page, alt);
  block->rows = keep_list(page, rows, n);
  block->n = n;
  return block;
}

static struct block *add_choices(struct page *page, enum block_kind kind, const char *name,
                                 const struct choice *choices, size_t n, bool live) {
  struct block *block = add(page, kind, name);
  struct choice *kept = arena_array(page->arena, n, sizeof *kept);
  for (size_t i = 0; i < n; i++) {
    kept[i] = choices[i];
    kept[i].text = keep_lines(page, choices[i].text);
    kept[i].word = keep_line(page, choices[i].word);
    kept[i].note = keep_lines(page, choices[i].note);
  }
  block->choices = kept;
  block->n = n;
  block->live = live;
  return block;
}

struct block *page_add_choices(struct page *page, const char *name, const struct choice *choices,
                               size_t n, bool many, bool live) {
  struct block *block = add_choices(page, BLOCK_CHOICES, name, choices, n, live);
  block->many = many;
  block->first = 1;
  return block;
}

struct block *page_add_order(struct page *page, const char *name, const struct choice *lines,
                             size_t n, bool live) {
  return add_choices(page, BLOCK_ORDER, name, lines, n, live);
}

struct block *page_add_pairs(struct page *page, const char *name, const struct pair *pairs,
                             size_t n, const char *const *targets, size_t n_targets, bool live) {
  assert(n <= RESPONSE_PICKS && n_targets < PICK_NONE);
  struct block *block = add(page, BLOCK_PAIRS, name);
  struct pair *kept = arena_array(page->arena, n, sizeof *kept);
  for (size_t i = 0; i < n; i++) {
    kept[i] = pairs[i];
    kept[i].text = keep_lines(page, pairs[i].text);
    kept[i].word = keep_line(page, pairs[i].word);
    kept[i].note = keep_lines(page, pairs[i].note);
  }
  block->pairs = kept;
  block->n = n;
  block->targets = keep_list(page, targets, n_targets);
  block->n_targets = n_targets;
  block->live = live;
  return block;
}

/* As much of value as fits into max bytes, in whole characters. */
static const char *keep_value(struct page *page, const char *value, size_t max) {
  const char *line = keep_line(page, value ? value : "");
  size_t len = strlen(line);
  if (len <= max)
    return line;
  for (len = max; len && ((unsigned char)line[len] & 0xc0) == 0x80;)
    len--;
  return arena_strndup(page->arena, line, len);
}

struct block *page_add_entry(struct page *page, const char *name, const char *label,
                             const char *value, size_t max, const char *unit) {
  struct block *block = add(page, BLOCK_ENTRY, name);
  block->live = true;
  block->max = max < RESPONSE_TEXT ? max : RESPONSE_TEXT - 1;
  block->text = keep_line(page, label);
  block->value = keep_value(page, value, block->max);
  block->unit = keep_line(page, unit);
  return block;
}

struct block *page_add_gaps(struct page *page, const char *name, const char *const *pieces,
                            const struct gap *gaps, size_t n, bool live) {
  struct block *block = add(page, BLOCK_GAPS, name);
  struct gap *kept = arena_array(page->arena, n, sizeof *kept);
  for (size_t i = 0; i < n; i++) {
    kept[i] = gaps[i];
    kept[i].value = keep_value(page, gaps[i].value, gaps[i].max);
    kept[i].word = keep_line(page, gaps[i].word);
    kept[i].note = keep_lines(page, gaps[i].note);
  }
  block->gaps = kept;
  block->pieces = keep_list(page, pieces, n + 1);
  block->n = n;
  block->live = live;
  return block;
}

struct block *page_add_fields(struct page *page, const char *name, const char *title,
                              const char *const *rows, size_t n, const struct field *fields,
                              size_t n_fields, bool live) {
  struct block *block = add(page, BLOCK_FIELDS, name);
  struct field *kept = arena_array(page->arena, n_fields, sizeof *kept);
  block->text = keep_line(page, title);
  block->rows = keep_list(page, rows, n);
  block->n = n;
  for (size_t i = 0; i < n_fields; i++) {
    kept[i] = fields[i];
    assert(kept[i].row < n && kept[i].from + kept[i].len <= strlen(block->rows[kept[i].row]));
    kept[i].word = keep_line(page, fields[i].word);
    kept[i].note = keep_lines(page, fields[i].note);
  }
  block->fields = kept;
  block->n_fields = n_fields;
  block->live = live;
  return block;
}

struct block *page_add_outline(struct page *page, const char *name, const struct outline_row *rows,
                               size_t n) {
  struct block *block = add(page, BLOCK_OUTLINE, name);
  struct outline_row *kept = arena_array(page->arena, n, sizeof *kept);
  for (size_t i = 0; i < n; i++) {
    kept[i] = rows[i];
    kept[i].text = keep_line(page, rows[i].text);
    kept[i].word = keep_line(page, rows[i].word);
    kept[i].note = keep_line(page, rows[i].note);
    kept[i].action = keep_action(page, rows[i].action);
    block->live = block->live || kept[i].action;
  }
  block->outline = kept;
  block->n = n;
  return block;
}

struct block *page_add_grid(struct page *page, const char *caption, const char *const *columns,
                            size_t n_columns, const struct grid_cell *cells, size_t n_cells) {
  assert(n_columns && n_cells % n_columns == 0);
  struct block *block = add(page, BLOCK_GRID, NULL);
  const char **heads = arena_array(page->arena, n_columns, sizeof *heads);
  struct grid_cell *kept = arena_array(page->arena, n_cells, sizeof *kept);
  for (size_t i = 0; i < n_columns; i++)
    heads[i] = keep_line(page, columns[i]);
  for (size_t i = 0; i < n_cells; i++) {
    kept[i] = cells[i];
    kept[i].text = keep_line(page, cells[i].text);
    kept[i].word = keep_line(page, cells[i].word);
    kept[i].note = keep_line(page, cells[i].note);
    kept[i].action = keep_action(page, cells[i].action);
    block->live = block->live || kept[i].action;
  }
  block->text = keep_line(page, caption);
  block->columns = heads;
  block->n_columns = n_columns;
  block->cells = kept;
  block->n = n_cells;
  return block;
}

struct block *page_add_marks(struct page *page, const char *name, const struct mark_column *asked,
                             size_t n_columns, const struct mark_row *rows, size_t n) {
  struct block *block = add(page, BLOCK_MARKS, name);
  struct mark_column *columns = arena_array(page->arena, n_columns, sizeof *columns);
  struct mark_row *kept = arena_array(page->arena, n, sizeof *kept);
  for (size_t i = 0; i < n_columns; i++)
    columns[i] =
        (struct mark_column){keep_line(page, asked[i].head), keep_line(page, asked[i].text),
                             keep_line(page, asked[i].keys), keep_line(page, asked[i].help)};
  for (size_t i = 0; i < n; i++) {
    assert(strlen(rows[i].marks) == n_columns);
    kept[i] = (struct mark_row){keep_line(page, rows[i].text),     keep_line(page, rows[i].note),
                                keep_action(page, rows[i].action), keep_line(page, rows[i].marks),
                                keep_line(page, rows[i].word),     rows[i].tone};
  }
  block->asked = columns;
  block->n_columns = n_columns;
  block->sheet = kept;
  block->n = n;
  block->live = true;
  return block;
}

const char *block_action(const struct block *block, size_t nth) {
  if (nth >= block->n)
    return NULL;
  if (block->kind == BLOCK_GRID)
    return block->cells[nth].action;
  return block->kind == BLOCK_OUTLINE ? block->outline[nth].action : NULL;
}

struct block *page_add_bars(struct page *page, const struct bar *bars, size_t n) {
  struct block *block = add(page, BLOCK_BARS, NULL);
  struct bar *kept = arena_array(page->arena, n, sizeof *kept);
  for (size_t i = 0; i < n; i++) {
    kept[i] = bars[i];
    kept[i].label = keep_line(page, bars[i].label);
    kept[i].word = keep_line(page, bars[i].word);
  }
  block->bars = kept;
  block->n = n;
  return block;
}

struct action *page_add_action(struct page *page, const char *id, const char *key,
                               const char *label, const char *help, bool needs_answer) {
  page->actions =
      grow(page, page->actions, page->n_actions, &page->cap_actions, sizeof *page->actions);
  page->actions[page->n_actions++] = (struct action){
      .id = keep_action(page, id),
      .key = arena_strdup(page->arena, key),
      .label = keep_line(page, label),
      .help = keep_line(page, help),
      .needs_answer = needs_answer,
  };
  return &page->actions[page->n_actions - 1];
}

const struct response *input_value(const struct input *input, const char *block_name) {
  uint32_t id = page_id(block_name);
  for (size_t i = 0; i < input->n; i++)
    if (input->fields[i].block == id)
      return &input->fields[i].value;
  return NULL;
}
