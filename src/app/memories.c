/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/memories.h"

#include "app/inner.h"
#include "base/pack.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static bool same_item(const struct remembered *one, const struct recall_row *row) {
  return strcmp(one->path, row->path) == 0 && memcmp(one->person, row->person, ID_BYTES) == 0;
}

static void answer(struct remembered *one, const struct recall_row *row) {
  const struct recalled recalled = {row->score == SCORE_ONE, row->hinted, row->certainty,
                                    row->duration};
  if (memcmp(one->key_rev, row->key_rev, HASH_BYTES) != 0)
    one->memory = (struct memory){0};
  memcpy(one->person, row->person, ID_BYTES);
  memcpy(one->key_rev, row->key_rev, HASH_BYTES);
  retention_answer(&one->memory, retention_day(row->time), retention_rating(&recalled));
}

static void remember(void *ctx, const struct recall_row *row) {
  struct memories *all = ctx;
  if (all->n == 0 || !same_item(&all->list[all->n - 1], row))
    VEC_PUSH(all, ((struct remembered){.path = arena_strdup(all->arena, row->path)}));
  answer(&all->list[all->n - 1], row);
}

enum rc memories_read(struct store *store, const uint8_t *person, int32_t today,
                      struct arena *arena, struct memories *memories, struct diags *diags) {
  *memories = (struct memories){.arena = arena};
  return store_recalls(store, person, retention_day_end(today), remember, memories, diags);
}

void memories_done(struct memories *memories) {
  free(memories->list);
  *memories = (struct memories){0};
}

/* -- Kept ------------------------------------------------------------------------------------ */

/* Of one person; in its place by path, made if it is not there. */
static struct remembered *place_of(struct memories *all, const char *path) {
  size_t low = 0, high = all->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(all->list[middle].path, path);
    if (order == 0)
      return &all->list[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  VEC_ROOM(all);
  memmove(&all->list[low + 1], &all->list[low], (all->n++ - low) * sizeof *all->list);
  all->list[low] = (struct remembered){.path = arena_strdup(all->arena, path)};
  return &all->list[low];
}

static void remember_new(void *ctx, const struct recall_row *row) {
  struct remembered *one = place_of(ctx, row->path);
  answer(one, row);
  one->here = true;
}

static void pack_mark(struct str *out, const struct recalls_mark *mark) {
  pack_bytes(out, mark->tip, HASH_BYTES);
  pack_u64(out, mark->seq);
  pack_u64(out, (uint64_t)mark->time);
  pack_u64(out, (uint64_t)mark->others);
  pack_bytes(out, mark->boot, ID_BYTES);
  pack_u64(out, (uint64_t)mark->wall);
  pack_u64(out, (uint64_t)mark->mono);
}

static void take_mark(struct unpack *in, struct recalls_mark *mark) {
  unpack_bytes(in, mark->tip, HASH_BYTES);
  mark->seq = unpack_u64(in);
  mark->time = (int64_t)unpack_u64(in);
  mark->others = (int64_t)unpack_u64(in);
  unpack_bytes(in, mark->boot, ID_BYTES);
  mark->wall = (int64_t)unpack_u64(in);
  mark->mono = (int64_t)unpack_u64(in);
}

static void pack_number(struct str *out, double number) { pack_bytes(out, &number, sizeof number); }

static double take_number(struct unpack *in) {
  double number;
  unpack_bytes(in, &number, sizeof number);
  return number;
}

void memories_keep(struct app *app, const struct str *head, const struct memories *memories,
                   const struct recalls_mark *mark) {
  struct str out = {0};
  pack_bytes(&out, head->at, head->len);
  pack_mark(&out, mark);
  pack_u32(&out, (uint32_t)memories->n);
  for (size_t i = 0; i < memories->n; i++) {
    const struct remembered *one = &memories->list[i];
    pack_text(&out, one->path);
    pack_bytes(&out, one->key_rev, HASH_BYTES);
    pack_number(&out, one->memory.stability);
    pack_number(&out, one->memory.difficulty);
    pack_u32(&out, (uint32_t)one->memory.last);
    pack_u8(&out, one->here);
  }
  store_set_aside(app->store, app->person.id, &out);
  str_done(&out);
}

static void take_memories(struct unpack *in, const uint8_t person[ID_BYTES],
                          struct memories *memories) {
  size_t n = kept_count(in);
  for (size_t i = 0; !in->bad && i < n; i++) {
    struct remembered one = {.path = kept_text(in, memories->arena)};
    memcpy(one.person, person, ID_BYTES);
    unpack_bytes(in, one.key_rev, HASH_BYTES);
    one.memory.stability = take_number(in);
    one.memory.difficulty = take_number(in);
    one.memory.last = (int32_t)unpack_u32(in);
    one.here = unpack_u8(in);
    VEC_PUSH(memories, one);
  }
}

static bool read_kept(struct app *app, const struct str *head, struct memories *memories,
                      struct recalls_mark *mark) {
  struct str kept = {0};
  bool known = store_aside(app->store, app->person.id, &kept) && kept.len > head->len &&
               memcmp(kept.at, head->at, head->len) == 0;
  if (known) {
    const uint8_t *at = (const uint8_t *)kept.at;
    struct unpack in = {.at = at + head->len, .end = at + kept.len};
    take_mark(&in, mark);
    take_memories(&in, app->person.id, memories);
    known = unpack_done(&in);
  }
  str_done(&kept);
  return known;
}

bool memories_catch_up(struct app *app, const struct str *head, int32_t today, struct arena *arena,
                       struct memories *memories, struct recalls_mark *mark, uint64_t *kept) {
  struct diags ignored = {0};
  bool told = false;
  *memories = (struct memories){.arena = arena};
  if (!read_kept(app, head, memories, mark))
    return false;
  *kept = mark->seq;
  store_recalls_since(app->store, app->person.id, retention_day_end(today), mark, remember_new,
                      memories, &told, &ignored);
  diags_done(&ignored);
  return told;
}
