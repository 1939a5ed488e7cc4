/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page: what is to be seen and what can be done, as a value.
 *
 * Screens and sessions make pages; faces draw them and know no kind of question. A page lies in one
 * arena. A block's id is stable from frame to frame (page_id of a name that means the block), so
 * that the face keeps cursor, scroll and drafts through redraws, resizes and reloads.
 *
 * Texts are safe for a terminal once the page is finished: page_add_* pass all of it through
 * text_safe. Text that a person reads is translated by the maker of the page. */
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include "base/arena.h"
#include "base/markup.h"
#include "model/response.h"

enum block_kind {
  BLOCK_HEADING, /* text */
  BLOCK_PROSE,   /* prose */
  BLOCK_PANEL,   /* title, rows: fixed-width lines, drawn in a frame, never wrapped */
  BLOCK_CHOICES, /* choices; many; live */
  BLOCK_ENTRY,   /* label, value, max, unit; live */
  BLOCK_ORDER,   /* choices: lines to be put in order; live */
  BLOCK_PAIRS,   /* pairs, and the targets to give them; live */
  BLOCK_GAPS,    /* gaps, and the pieces of text around them; live */
  BLOCK_FIELDS,  /* rows as a panel, and the fields in them that can be marked; live */
  BLOCK_OUTLINE, /* rows: each may carry an action; live */
  BLOCK_GRID,    /* columns, cells: each may carry an action; live: the first column heads rows */
  BLOCK_MARKS,   /* asked, sheet: cells that take a key each; live */
  BLOCK_BARS,    /* bars */
  BLOCK_NOTICE,  /* tone, text: which says by itself what the tone colours */
};

enum tone {
  TONE_PLAIN,
  TONE_GOOD,
  TONE_BAD,
  TONE_WARN
}; /* said by a word as well, never colour alone */

struct choice {
  uint8_t value;    /* the part number a pick of this row means */
  const char *text; /* CommonMark */
  const char *word; /* "right", "your answer, wrong", ...; NULL if none */
  enum tone tone;
  const char *note; /* a reason under it, CommonMark; NULL if none */
  bool marked;      /* picked in a block that is not live; first state of one that is */
};

struct pair {       /* a line that is given one of the targets */
  uint8_t value;    /* where its target stands in response.pick; below the block's n */
  uint8_t mate;     /* the target it has: an index; PICK_NONE: none (yet) */
  const char *text; /* CommonMark */
  const char *word;
  enum tone tone;
  const char *note; /* CommonMark; NULL if none */
};

struct gap {         /* stands between piece i and piece i + 1 of its block */
  const char *value; /* what stands in it; "" if nothing */
  size_t max;        /* most bytes; of all gaps and the breaks between them < RESPONSE_TEXT */
  const char *word;
  enum tone tone;
  const char *note;
};

struct field {           /* a stretch of a panel's row */
  size_t row, from, len; /* bytes; len > 0; by row and from, never overlapping */
  uint8_t value;         /* the part number a mark means */
  bool marked;           /* in a block that is not live; first state of one that is */
  const char *word;
  enum tone tone;
  const char *note; /* CommonMark; NULL if none */
};

struct outline_row {
  unsigned depth;
  const char *text;
  const char *word; /* state: "done", "3 of 10", "locked"; NULL if none */
  enum tone tone;
  const char *note;   /* a second, dimmer line; NULL if none */
  const char *action; /* what Enter on it does, < INPUT_ACTION bytes; NULL: not selectable */
};

struct bar {
  const char *label;
  int32_t share;    /* millionths of full; -1: nothing known */
  const char *word; /* "4 of 5" */
};

struct grid_cell {
  const char *text;
  enum tone tone;
  bool right;         /* numbers stand to the right */
  const char *word;   /* what the value means: "high"; NULL if it says so itself */
  const char *note;   /* more of it, said of the cell under the cursor and read out; NULL if none */
  const char *action; /* what Enter on it does, < INPUT_ACTION bytes; NULL: not selectable */
};

/* A key typed in a cell is sent at once: "ACTION:COLUMN:KEYS", the row's action, the column from 0,
 * and what is typed there and in the cells after it. MARK_CLEAR takes a mark away. */
#define MARK_CLEAR '-'

struct mark_column {
  const char *head; /* above it, at most 3 cells */
  const char *text; /* what is asked */
  const char *keys; /* letters and digits that can be typed in it, ASCII */
  const char *help; /* what they mean: "1 done, 2 not done" */
};

struct mark_row {
  const char *text;   /* whose */
  const char *note;   /* more of it, for who is there; NULL if none */
  const char *action; /* stable: the row is known by it */
  const char *marks;  /* a key for each column, a blank where there is none yet */
  const char *word;   /* state: "saved", "3 to go"; NULL if none */
  enum tone tone;
};

struct block {
  enum block_kind kind;
  uint32_t id;
  const char *language; /* of the content; NULL: the interface's */
  bool live;            /* takes input */
  const char *text;     /* heading, notice, entry label, panel title, grid caption; NULL if none */
  enum tone tone;
  const struct markup *prose;
  const char *const *rows; /* panel */
  const char *alt;         /* panel: what it shows, in words, for who hears it; NULL: the rows */
  const struct choice *choices; /* order: in the order to begin with; when not live, as arranged */
  const struct pair *pairs;
  const char *const *targets;
  size_t n_targets; /* < PICK_NONE */
  const struct gap *gaps;
  const char *const *pieces; /* gaps: n + 1 stretches of plain text */
  const struct field *fields;
  size_t n_fields;
  const struct outline_row *outline;
  const struct bar *bars;
  const char *const *columns;    /* grid */
  size_t n_columns;              /* of a grid, of marks */
  const struct grid_cell *cells; /* n / n_columns rows of them */
  const struct mark_column *asked;
  const struct mark_row *sheet;
  size_t n;          /* of rows, choices, pairs, gaps, outline, bars or cells */
  size_t at;         /* outline: the row the cursor begins on; 0: where it was, or the first */
  bool many;         /* choices: any number of them */
  size_t first;      /* choices: the number of the first row: 1, or 0 where rows are numbers */
  const char *value; /* entry: first text; "" if none */
  size_t max;        /* entry: most bytes, < RESPONSE_TEXT */
  const char *unit;  /* entry: after the field; NULL if none */
  bool secret;       /* entry: what is typed is nobody else's to see */
  bool eager; /* entry: a face that can sends INPUT_TYPED after each change, so that the page can
                 answer while one types; the page keeps its id */
};

struct action {
  const char *id;    /* what comes back in struct input, < INPUT_ACTION bytes */
  const char *key;   /* "enter", "esc", "?", "h", "f1", "ctrl-p"; one key a page */
  const char *label; /* in the key bar, one or two words */
  const char *help;  /* one line for the help of this page */
  bool
      needs_answer; /* sends the drafts; not offered while every live entry/choice block is empty */
  bool everywhere;  /* the same on every page: told by its help, not read out each time */
};

struct page {
  struct arena *arena;
  const char *title;  /* where we are: the top line's left side */
  const char *status; /* the top line's right side: "Question 3 of 10"; NULL if none */
  int64_t clock;  /* milliseconds left, for a face that draws: it counts them down by itself, unless
                     nothing is to move; -1: none. What they mean is said in words by a block. */
  uint32_t id;    /* changes when the page is another page: scroll and focus start anew */
  uint32_t focus; /* block to focus on arrival; 0: the first live one */
  int64_t wake;   /* milliseconds until a tick is wanted; -1: never */
  bool works;     /* wakes at once, again and again, until its work is done, and only tells how far
                     it is: what a script typed is for the page after it */
  struct block *blocks;
  size_t n_blocks, cap_blocks;
  struct action *actions;
  size_t n_actions, cap_actions;
};

/* What a face returns: an action, and the drafts of the live blocks that are answered. Each such
 * block is one field: choices and fields give the picked values; order all values, first place
 * first, once a line was moved (before: nothing, so that nobody answers by what chance dealt);
 * pairs pick[value] = target or PICK_NONE, nothing while all are; an entry its text; gaps a line
 * each, nothing while all are empty. */
enum { INPUT_FIELDS = 8, INPUT_ACTION = 256 };
#define INPUT_TYPED "typed"

struct input {
  char action[INPUT_ACTION]; /* an action's, outline row's or grid cell's id; "tick" when a wake is
                                due */
  size_t n;
  struct input_field {
    uint32_t block;
    struct response value;
  } fields[INPUT_FIELDS];
};

uint32_t page_id(const char *name); /* never 0 */

/* What Enter does on that row of an outline or cell of a grid; NULL: nothing, or another kind. */
const char *block_action(const struct block *block, size_t nth);

void page_init(struct page *page, struct arena *arena, const char *name, const char *title);

/* Each adds one block and returns it for further filling; texts are copied and made safe. The name
 * gives the id; blocks without a name are known by their kind and place among their kind. The
 * pointer is valid until the next page_add. Notices, notes, alt and the texts of choices keep their
 * line breaks; in all else a break becomes a blank. No text holds a tab. What a maker sets by hand
 * (status, language) it makes safe by hand. */
struct block *page_add_heading(struct page *page, const char *text);
struct block *page_add_prose(struct page *page, const char *commonmark);
struct block *page_add_plain(struct page *page, const char *text); /* prose that is no Markdown */
struct block *page_add_notice(struct page *page, enum tone tone, const char *text);
struct block *page_add_panel(struct page *page, const char *title, const char *const *rows,
                             size_t n, const char *alt);
struct block *page_add_choices(struct page *page, const char *name, const struct choice *choices,
                               size_t n, bool many, bool live);
struct block *page_add_entry(struct page *page, const char *name, const char *label,
                             const char *value, size_t max, const char *unit);
struct block *page_add_order(struct page *page, const char *name, const struct choice *lines,
                             size_t n, bool live);
struct block *page_add_pairs(struct page *page, const char *name, const struct pair *pairs,
                             size_t n, const char *const *targets, size_t n_targets, bool live);
struct block *page_add_gaps(struct page *page, const char *name, const char *const *pieces,
                            const struct gap *gaps, size_t n, bool live);
/* alt as of a panel. Rows hold no tab and nothing that text_safe changes: fields count their bytes.
 */
struct block *page_add_fields(struct page *page, const char *name, const char *title,
                              const char *const *rows, size_t n, const struct field *fields,
                              size_t n_fields, bool live);
struct block *page_add_outline(struct page *page, const char *name, const struct outline_row *rows,
                               size_t n);
struct block *page_add_grid(struct page *page, const char *caption, const char *const *columns,
                            size_t n_columns, const struct grid_cell *cells, size_t n_cells);
struct block *page_add_marks(struct page *page, const char *name, const struct mark_column *asked,
                             size_t n_columns, const struct mark_row *rows, size_t n);
struct block *page_add_bars(struct page *page, const struct bar *bars, size_t n);
struct action *page_add_action(struct page *page, const char *id, const char *key,
                               const char *label, const char *help, bool needs_answer);

/* The value of a block in an input, or NULL. */
const struct response *input_value(const struct input *input, const char *block_name);

#endif
