/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item from the YAML of its map, its diagnostics, its page. Everything is static: each test file
 * has its own. */
#ifndef ASSESS_FIXTURE_H
#define ASSESS_FIXTURE_H

#include "assess/kind.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct page page;

static inline void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

/* Builds and checks; diags holds what was wrong. False where nothing of it is usable. */
static inline bool read_item(const char *yaml, struct item *item) {
  struct reading r = {.arena = &arena, .diags = &diags};
  diags_done(&diags);
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  *item = (struct item){.id = "x", .path = "c/m/x", .competency = "C", .level = 1};
  while (!node_get(map, item_kinds[item->kind]->key))
    item->kind++;
  item->stem = read_text(&r, map, item_kind_of(item)->key);
  item->why = read_optional(&r, map, "why");
  if (!item_kind_of(item)->build(&r, map, item))
    return false;
  item_kind_of(item)->check(&r, map, item);
  return true;
}

static inline struct item sound(const char *yaml) {
  struct item item;
  cr_assert(read_item(yaml, &item));
  cr_assert_eq(diags.n, 0, "%s", diags.n ? diags.list[0].message : "");
  return item;
}

/* What is said of it: "code@line:column ...". */
static inline const char *said(const char *yaml) {
  struct item item;
  struct str text = {0};
  (void)read_item(yaml, &item);
  diags_sort(&diags);
  for (size_t i = 0; i < diags.n; i++)
    str_printf(&text, "%s%s@%u:%u", i ? " " : "", diags.list[i].code, diags.list[i].at.line,
               diags.list[i].at.column);
  const char *kept = arena_strdup(&arena, str_text(&text));
  str_done(&text);
  return kept;
}

#define SAYS(yaml, what) cr_expect_str_eq(said(yaml), what, "%s", said(yaml))

static inline int32_t score(const struct item *item, size_t n, const uint8_t *pick) {
  struct response response = {.n = (uint8_t)n};
  memcpy(response.pick, pick, n);
  return item_kind_of(item)->grade(item, &response).score;
}

#define SCORE(item, ...)                                                                           \
  score(item, sizeof((uint8_t[]){__VA_ARGS__}), (const uint8_t[]){__VA_ARGS__})

static const uint8_t as_written[RESPONSE_PICKS] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                                   11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
                                                   22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

/* The answer's block. */
static inline const struct block *show(const struct item *item, const uint8_t *order, enum show how,
                                       const struct response *response) {
  memset(&page, 0, sizeof page);
  page_init(&page, &arena, "p", "t");
  item_kind_of(item)->page(item, order ? order : as_written, how, response, &page);
  for (size_t i = 0; i < page.n_blocks; i++)
    if (page.blocks[i].id == page_id(ITEM_BLOCK))
      return &page.blocks[i];
  return NULL;
}

static inline bool prose_has(const char *word) {
  for (size_t i = 0; i < page.n_blocks; i++)
    for (size_t j = 0; page.blocks[i].kind == BLOCK_PROSE && j < page.blocks[i].prose->n; j++)
      for (size_t k = 0; k < page.blocks[i].prose->blocks[j].n; k++)
        if (strstr(page.blocks[i].prose->blocks[j].spans[k].text, word))
          return true;
  return false;
}

static inline void add_word(void *ctx, const char *text) { str_printf(ctx, "[%s]", text); }

/* What the kind gives to search and translation. */
static inline const char *texts(const struct item *item) {
  struct str all = {0};
  item_kind_of(item)->texts(item, add_word, &all);
  const char *kept = arena_strdup(&arena, str_text(&all));
  str_done(&all);
  return kept;
}

static inline void revise(const char *yaml, uint8_t key[HASH_BYTES], uint8_t text[HASH_BYTES]) {
  struct canon canon = {0};
  struct item item = sound(yaml);
  item_kind_of(&item)->canon(&item, &canon);
  canon_text(&canon, "stem", item.stem);
  canon_done(&canon, key, text);
}

/* Whether the key revision of b differs from a's (bit 0), and the text revision (bit 1). */
static inline int changed(const char *a, const char *b) {
  uint8_t keys[2][HASH_BYTES], shown[2][HASH_BYTES];
  revise(a, keys[0], shown[0]);
  revise(b, keys[1], shown[1]);
  return (memcmp(keys[0], keys[1], HASH_BYTES) != 0) | (memcmp(shown[0], shown[1], HASH_BYTES) != 0)
                                                           << 1;
}

#endif
