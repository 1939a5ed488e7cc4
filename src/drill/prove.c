/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drill/prove.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void proof_way(struct proof *proof, const char *scene, const char *const *lines, size_t n) {
  if (!proof->diags.n || proof->diags.n > DIAGS_MAX)
    return; /* it was not kept */
  if (!proof->ways)
    proof->ways = arena_array(proof->arena, DIAGS_MAX + 1, sizeof *proof->ways);
  proof->ways[proof->diags.n - 1] = (struct proof_way){scene, lines, n};
}

/* How many numbers the fields of the page take before its rows are numbered. */
static size_t numbers_taken(const struct page *page) {
  size_t most = 0;
  for (size_t i = 0; i < page->n_blocks; i++) {
    const struct block *block = &page->blocks[i];
    size_t taken = block->kind == BLOCK_CHOICES || block->kind == BLOCK_ORDER ? block->n
                   : block->kind == BLOCK_FIELDS                              ? block->n_fields
                                                                              : 0;
    if (block->live && taken > most)
      most = taken;
  }
  return most;
}

static bool is_choice(const char *action, uint64_t *name) {
  static const char prefix[] = "choose:";
  if (!action || strncmp(action, prefix, sizeof prefix - 1) != 0)
    return false;
  *name = strtoull(action + sizeof prefix - 1, NULL, 16);
  return true;
}

static void offer_add(struct offers *offers, const char *action, const char *text,
                      const char *line) {
  uint64_t name;
  if (is_choice(action, &name))
    offers->list[offers->n++] = (struct offer){name, text ? text : "", line};
}

static size_t most_offers(const struct page *page) {
  size_t n = page->n_actions;
  for (size_t i = 0; i < page->n_blocks; i++)
    n += page->blocks[i].kind == BLOCK_OUTLINE ? page->blocks[i].n : 0;
  return n;
}

struct offers offers_of(const struct drill_kind *kind, const struct drill *drill,
                        const struct drill_state *state, struct arena *arena) {
  struct page page = {0};
  page_init(&page, arena, drill->id, drill->title);
  kind->page(drill, state, &page);
  struct offers offers = {arena_array(arena, most_offers(&page), sizeof *offers.list), 0, false};
  size_t number = numbers_taken(&page);
  for (size_t i = 0; i < page.n_blocks; i++) {
    const struct block *block = &page.blocks[i];
    offers.typed |= block->live && (block->kind == BLOCK_ENTRY || block->kind == BLOCK_GAPS);
    for (size_t k = 0; block->kind == BLOCK_OUTLINE && k < block->n; k++)
      if (block->outline[k].action)
        offer_add(&offers, block->outline[k].action, block->outline[k].text,
                  arena_printf(arena, "%zu", ++number));
  }
  for (size_t i = 0; i < page.n_actions; i++)
    offer_add(&offers, page.actions[i].id, page.actions[i].label, page.actions[i].id);
  for (size_t i = 0; offers.typed && i < offers.n; i++) /* where a line is a text, a mark */
    offers.list[i].line = arena_printf(arena, ":%s", offers.list[i].line);
  return offers;
}

void drill_prove(const struct drill_kind *kind, const struct drill *drill,
                 const struct proving *how, struct proof *proof) {
  if (kind->prove) {
    kind->prove(drill, how->limit, proof);
    return;
  }
  proof->played = true;
  games_play(kind, drill, how, proof);
  players_play(kind, drill, NULL, proof);
}
