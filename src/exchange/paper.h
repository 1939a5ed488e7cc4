/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a value: what is to be read, in order, and nothing of how. (A "document" is a
 * passport in this house.)
 *
 * Whoever makes it has said everything: texts are translated, dates are given, and the words that
 * the formats put between are in it too. So a format is a function of the paper alone: no clock,
 * zone, locale or language of the machine shows in its bytes.
 *
 *   struct paper *paper = paper_new(&arena, &(struct paper_head){.id = "tna", ...});
 *   paper_section(paper, _("Findings"));
 *   paper_finding(paper, _("..."));
 *   paper_table(paper, PAPER_TABLE, &priorities);
 *
 * What is hidden is hidden by whoever makes the paper, in every column that would tell of it (the
 * status beside a share): formats write what they are given.
 *
 * Texts are borrowed, valid UTF-8 and safe to show (text_safe). */
#ifndef EXCHANGE_PAPER_H
#define EXCHANGE_PAPER_H

#include "base/arena.h"
#include "exchange/paper_words.h"
#include "exchange/table.h"

enum paper_kind {
  PAPER_TEXT,    /* a paragraph */
  PAPER_FINDING, /* a plain sentence of a list */
  PAPER_TABLE,
  /* Tables that are drawn too, where a format can. Their columns, by place: */
  PAPER_HEAT,   /* 0 row, 1 column (texts); 2 what was measured, of any parts; 3 what is required (a
                   number); 4 the status. Row by row, across columns each. */
  PAPER_BARS,   /* 0 label; 1 the length, not below 0; perhaps 2 the status */
  PAPER_SLOPES, /* 0 label; 1 before; 2 after: of one kind and digits */
};

struct paper_block {
  enum paper_kind kind;
  const char *text;          /* of texts and findings */
  const struct table *table; /* of the others */
  size_t across;             /* of a heat map */
};

struct paper_section {
  const char *heading;
  struct paper_block *list;
  size_t n, cap;
  bool new_page; /* begins one, where there are pages */
};

struct paper_head {
  const char *id;       /* stable: "tna" */
  const char *title;    /* translated */
  const char *language; /* "fr"; NULL: that of the words */
  const char *as_of;    /* "2026-11-26", or NULL */
  bool confidential;    /* names people */
};

struct paper {
  struct paper_head head;
  struct paper_words words;
  struct paper_section *list;
  size_t n, cap;
  struct arena *arena;
};

/* In the arena, with the words of the language spoken now. */
struct paper *paper_new(struct arena *arena, const struct paper_head *head);

void paper_section(struct paper *paper, const char *heading);
void paper_new_page(struct paper *paper); /* before the section begun last */
void paper_text(struct paper *paper, const char *text);
void paper_finding(struct paper *paper, const char *text);

/* kind is one of tables. Asserts that its columns stand as said above. */
void paper_table(struct paper *paper, enum paper_kind kind, const struct table *table);
void paper_heat(struct paper *paper, const struct table *table, size_t across);

/* A paper that is one table and its title. */
struct paper *paper_of_table(struct arena *arena, const struct paper_head *head,
                             const struct table *table);

/* The nth block with a table, from 0; NULL behind the last. */
const struct paper_block *paper_nth_table(const struct paper *paper, size_t nth);
const struct table *paper_find_table(const struct paper *paper, const char *id); /* NULL: none */

/* Arabic, Hebrew, Persian, Urdu. */
bool paper_is_rtl(const struct paper *paper);

#endif
