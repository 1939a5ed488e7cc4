/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree of scalars, lists and maps with positions: what a YAML file says, before it has meaning.
 *
 * All of it lies in one arena. Scalars are text as written (`44`, `no`, `012` stay); who wants a
 * number asks for one. Keys keep their order and are unique (the reader of the file saw to that).
 *
 * struct reading carries where things go while a tree is read into a model: the arena, the
 * diagnostics. Its functions report what they do not find as they go, each with a code of the form
 * "<what>.<fault>", and give a harmless value, so that one pass finds every mistake. */
#ifndef BASE_NODE_H
#define BASE_NODE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stdint.h>

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node;

struct node_entry {
  const struct node *key; /* always a scalar */
  const struct node *value;
};

struct node {
  enum node_kind kind;
  struct place at;  /* of the first character */
  unsigned span;    /* code points of the first line of it; 1 for collections */
  unsigned column;  /* a literal block (|): where its lines begin, the first below at; else 0 */
  bool plain;       /* a scalar without quotes and not a block: `~` and nothing mean null */
  bool partial;     /* a list or map that lost entries to a mistake in the YAML: what is not in it
                       may have been meant to be, so nothing is reported as missing from it */
  const char *text; /* scalar: NUL-terminated, valid UTF-8, no NUL inside */
  size_t n;         /* length of text, or number of items or entries */
  const struct node **items;
  struct node_entry *entries;
};

/* What the content of one file may ask for beyond being read (Markdown, patterns to try, situations
 * of a drill), in units of about a hundred instructions. More than a module of 1 MiB has use for,
 * and no more than it costs to read. */
enum { WORK_MOST = 2800 * 1000 };

struct reading {
  struct arena *arena; /* what is read goes here */
  struct diags *diags;
  size_t worked;   /* of WORK_MOST */
  size_t playable; /* errors of drills that can be played all the same, to see what is wrong */
};

/* Takes so much of what is left, and leaves some. False where that is not enough: then nothing is
 * left. Who found it so says it; who finds nothing left at all need not say it again. */
bool reading_work(struct reading *r, size_t work);
static inline size_t reading_left(const struct reading *r) { return WORK_MOST - r->worked; }

/* Guessing what was meant is costly, and nobody reads the hundredth guess: then false. */
bool reading_guesses(const struct reading *r);
/* "Did you mean ...?" with the nearest of the words, for a hint; NULL if none is near, or where
 * nothing is guessed any more. */
const char *reading_meant(struct reading *r, const char *word, const char *const *words, size_t n);

/* NULL where the map has no such key, or map is not a map. */
const struct node *node_get(const struct node *map, const char *key);

bool node_is_null(const struct node *node); /* plain and empty, ~ or null */

/* Where the byte at offset of a scalar's text stands, as far as its style lets us know: in a folded
 * one, or behind an escape, the place is that of the scalar or near. */
struct place node_place(const struct node *node, size_t offset);

/* Neither it nor what stands directly in it is partial: what is missing there is missing. */
bool node_is_whole(const struct node *node);

/* Every key must be one of the n; others are "key.unknown" with "did you mean". */
void read_keys(struct reading *r, const struct node *map, const char *const *keys, size_t n);

/* The map's text under key. Missing or null: "" and, if required, "key.missing" at the map; nothing
 * but blanks there: "text.empty". A list or map there is "type.text". read_text is for what is
 * required and never gives NULL; read_optional gives NULL where it is absent. */
const char *read_text(struct reading *r, const struct node *map, const char *key);
const char *read_optional(struct reading *r, const struct node *map, const char *key);

/* A whole number between least and most, else "number.range" or "type.number" and fallback; absent:
 * fallback. read_real: false where there is none; wrong or not finite is "type.number". */
long read_whole(struct reading *r, const struct node *map, const char *key, long least, long most,
                long fallback);
bool read_real(struct reading *r, const struct node *map, const char *key, double *out);
/* yes/no/true/false (any case); else "type.truth" ("key.missing") and false. */
bool read_truth(struct reading *r, const struct node *map, const char *key, bool *out);

/* The node under key if it is a list (map); absent: NULL, and "key.missing" if required; another
 * kind: NULL and "type.list" ("type.map"). */
const struct node *read_list(struct reading *r, const struct node *map, const char *key,
                             bool required);
const struct node *read_map(struct reading *r, const struct node *map, const char *key,
                            bool required);

/* An identifier: a-z 0-9 and single hyphens, a letter first, at most 64 bytes: else "id.form". */
bool node_is_id(const char *text);
const char *read_id(struct reading *r, const struct node *map, const char *key);

/* One of the n words, else "word.unknown" with "did you mean" and -1; absent: fallback. */
int read_word(struct reading *r, const struct node *map, const char *key, const char *const *words,
              size_t n, int fallback);

/* Once no more are kept, its words are not looked up either: only that there is one more counts. */
#define node_error(r, node, code, hint, ...)                                                       \
  ((r)->diags->n > DIAGS_MAX                                                                       \
       ? (void)(r)->diags->errors++                                                                \
       : diag_error((r)->diags, (node)->at, (node)->span, code, hint, __VA_ARGS__))
#define node_warn(r, node, code, hint, ...)                                                        \
  ((r)->diags->n > DIAGS_MAX                                                                       \
       ? (void)0                                                                                   \
       : diag_warn((r)->diags, (node)->at, (node)->span, code, hint, __VA_ARGS__))

#endif
