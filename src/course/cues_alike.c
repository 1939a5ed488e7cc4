/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions that were asked before: runs of five words, digits masked. */
#include "course/cues_inner.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A run that is in many questions is a phrase of the course: each is compared with so many before.
 */
enum { BEFORE = 16 };

struct gathering {
  struct bank *bank;
  struct arena *arena;
  size_t item;
};

static void add_runs(struct gathering *to, const struct word_list *words) {
  for (size_t i = 0; i + ALIKE_RUN <= words->n; i++)
    VEC_PUSH(&to->bank->runs,
             (struct bank_run){.hash = words_hash(words, i, ALIKE_RUN), .item = to->item});
}

static void add_text(void *ctx, const char *text) {
  struct gathering *to = ctx;
  struct word_list words = words_of(to->arena, text);
  add_runs(to, &words);
}

static int by_hash(const void *left, const void *right) {
  const struct bank_run *a = left, *b = right;
  if (a->hash != b->hash)
    return a->hash < b->hash ? -1 : 1;
  return (a->item > b->item) - (a->item < b->item);
}

/* Sorts the runs from there on and keeps each once. */
static size_t keep_unlike(struct bank *bank, size_t from) {
  struct bank_run *runs = bank->runs.list + from;
  size_t n = bank->runs.n - from, kept = 0;
  if (n)
    qsort(runs, n, sizeof *runs, by_hash);
  for (size_t i = 0; i < n; i++)
    if (!kept || by_hash(&runs[i], &runs[kept - 1]) != 0)
      runs[kept++] = runs[i];
  bank->runs.n = from + kept;
  return kept;
}

void cue_runs_add(struct bank *bank, const struct cue_item *cue, const char *file) {
  const struct item *item = cue->item;
  struct gathering to = {.bank = bank, .arena = cue->arena, .item = bank->items.n};
  size_t from = bank->runs.n;
  add_runs(&to, &cue->stem);
  for (size_t i = 0; i < item->n_parts && !cue_claim(item); i++)
    add_runs(&to, &cue->parts[i]);
  for (size_t i = 0; i < item->n_targets; i++)
    add_runs(&to, &cue->targets[i]);
  item_kind_of(item)->texts(item, add_text, &to);
  struct bank_item kept = {.path = arena_strdup(&bank->arena, item->path), .at = item->at};
  kept.at.file = file;
  kept.stem = cue->stem.n > ALIKE_RUN ? words_hash(&cue->stem, 0, cue->stem.n) : 0;
  kept.runs = keep_unlike(bank, from);
  VEC_PUSH(&bank->items, kept);
}

/* -- Verdicts ------------------------------------------------------------------------------- */

struct alike { /* two questions with a run in common; before < after */
  size_t before, after;
};
struct alikes {
  struct alike *list;
  size_t n, cap;
};

static int by_pair(const void *left, const void *right) {
  const struct alike *a = left, *b = right;
  if (a->after != b->after)
    return a->after < b->after ? -1 : 1;
  return (a->before > b->before) - (a->before < b->before);
}

static struct alikes find_pairs(const struct bank *bank) {
  struct alikes pairs = {0};
  const struct bank_run *runs = bank->runs.list;
  for (size_t i = 0; i < bank->runs.n; i++)
    for (size_t j = i; j-- > 0 && i - j <= BEFORE && runs[j].hash == runs[i].hash;)
      VEC_PUSH(&pairs, (struct alike){.before = runs[j].item, .after = runs[i].item});
  if (pairs.n)
    qsort(pairs.list, pairs.n, sizeof *pairs.list, by_pair);
  return pairs;
}

static void tell_alike(struct bank *bank, const struct alike *pair, size_t common) {
  const struct bank_item *after = &bank->items.list[pair->after];
  const struct bank_item *before = &bank->items.list[pair->before];
  size_t least = after->runs < before->runs ? after->runs : before->runs;
  if (100 * common > ALIKE_SHARE * least)
    diag_warn(bank->diags, after->at, 1, "item.alike", _("Ask for something else, or drop one."),
              _("%zu of %zu runs of five words are in %s too"), common, least, before->path);
}

static void judge_runs(struct bank *bank) {
  if (bank->runs.n)
    qsort(bank->runs.list, bank->runs.n, sizeof *bank->runs.list, by_hash);
  struct alikes pairs = find_pairs(bank);
  for (size_t i = 0, common; i < pairs.n; i += common) {
    for (common = 1; i + common < pairs.n; common++)
      if (by_pair(&pairs.list[i], &pairs.list[i + common]) != 0)
        break;
    tell_alike(bank, &pairs.list[i], common);
  }
  free(pairs.list);
}

struct stem {
  uint64_t hash;
  size_t item;
};

static int by_stem(const void *left, const void *right) {
  const struct stem *a = left, *b = right;
  if (a->hash != b->hash)
    return a->hash < b->hash ? -1 : 1;
  return (a->item > b->item) - (a->item < b->item);
}

static void judge_stems(struct bank *bank) {
  struct stem *stems = mem_array(bank->items.n + 1, sizeof *stems);
  size_t n = 0;
  for (size_t i = 0; i < bank->items.n; i++)
    if (bank->items.list[i].stem)
      stems[n++] = (struct stem){bank->items.list[i].stem, i};
  qsort(stems, n, sizeof *stems, by_stem);
  for (size_t i = 1; i < n; i++)
    if (stems[i].hash == stems[i - 1].hash)
      diag_warn(bank->diags, bank->items.list[stems[i].item].at, 1, "stem.repeated",
                _("Say what is particular in this one."), _("%s asks in the same words"),
                bank->items.list[stems[i - 1].item].path);
  free(stems);
}

void cue_runs_judge(struct bank *bank) {
  judge_runs(bank);
  judge_stems(bank);
}
