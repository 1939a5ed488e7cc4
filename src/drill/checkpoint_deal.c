/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes to the booth, in which order, and all that one of them shows. */
#include "drill/checkpoint.h"

#include <string.h>

enum { DEAL_ROLES = 1, DEAL_ALIKE, DEAL_MANUAL, DEAL_SLIPS, DEAL_FRAUDS, DEAL_HARMLESS, DEAL_ONE };

/* The parts of a traveller that have a chance of their own. */
enum { PART_SLIP = 1, PART_LIST, PART_PEOPLE };

static struct rng order_by(const struct checkpoint_play *play, uint64_t purpose, unsigned n,
                           uint8_t order[TRAVELLERS_MAX]) {
  struct rng rng = stock_chance(play->seed, purpose);
  rng_permute(&rng, order, n);
  return rng;
}

/* By turns, beginning with either. */
static uint8_t by_turns(uint64_t seed, unsigned nth, uint8_t one, uint8_t other) {
  return (nth ^ (unsigned)seed) & 1 ? one : other;
}

static void deal_roles(const struct checkpoint *checkpoint, struct checkpoint_play *play) {
  uint8_t order[TRAVELLERS_MAX], *next = order;
  (void)order_by(play, DEAL_ROLES, checkpoint->travellers, order);
  for (unsigned i = 0; i < checkpoint->fakes; i++)
    play->roles[*next++] = ROLE_FAKE;
  for (unsigned i = 0; i < checkpoint->listed; i++, next++) {
    play->roles[*next] = ROLE_LISTED;
    play->likes[*next] = by_turns(play->seed, i, LIKE_MATCH, LIKE_VERIFY);
  }
  for (unsigned i = 0; i < checkpoint->protection; i++)
    play->roles[*next++] = by_turns(play->seed, i, ROLE_AFRAID, ROLE_CONTROLLED);
  for (unsigned i = 0; i < checkpoint->alarms; i++)
    play->roles[*next++] = ROLE_ALARM;
}

static void deal_alike(const struct checkpoint *checkpoint, struct checkpoint_play *play) {
  uint8_t order[TRAVELLERS_MAX];
  unsigned left = checkpoint->alike;
  (void)order_by(play, DEAL_ALIKE, checkpoint->travellers, order);
  for (unsigned i = 0; left && i < checkpoint->travellers; i++)
    if (play->roles[order[i]] != ROLE_LISTED) {
      play->likes[order[i]] = LIKE_OTHER;
      left--;
    }
}

static void deal_forms(const struct checkpoint *checkpoint, struct checkpoint_play *play) {
  uint8_t order[TRAVELLERS_MAX];
  (void)order_by(play, DEAL_MANUAL, checkpoint->travellers, order);
  for (unsigned i = 0; i < checkpoint->manual; i++)
    play->manual |= UINT32_C(1) << order[i];
  for (unsigned i = 0; i < checkpoint->slips; i++)
    play->slips |= UINT32_C(1) << order[checkpoint->manual + i];
}

void checkpoint_deal(const struct checkpoint *checkpoint, struct checkpoint_play *play) {
  deal_roles(checkpoint, play);
  deal_alike(checkpoint, play);
  deal_forms(checkpoint, play);
}

static size_t count_before(const struct checkpoint_play *play, unsigned nth, enum role role) {
  size_t n = 0;
  for (unsigned i = 0; i < nth; i++)
    n += play->roles[i] == role;
  return n;
}

/* The second who is afraid, and so on, travels on a document that is not genuine: who flees may
 * have no other, and needs protection all the same. */
static void deal_anomaly(const struct checkpoint *checkpoint, const struct checkpoint_play *play,
                         unsigned nth, struct traveller *out) {
  const struct stock *stock = &checkpoint->stock;
  size_t before = count_before(play, nth, out->role);
  out->fake = out->role == ROLE_FAKE || (out->role == ROLE_AFRAID && before % 2 == 1);
  if (out->fake)
    out->anomaly = stock_deal(stock->frauds, stock->n_frauds, play->seed, DEAL_FRAUDS,
                              out->role == ROLE_AFRAID ? checkpoint->fakes + before / 2 : before);
  else if (out->role == ROLE_ALARM)
    out->anomaly =
        stock_deal(stock->harmless, stock->n_harmless, play->seed, DEAL_HARMLESS, before);
}

void checkpoint_traveller(const struct checkpoint *checkpoint, const struct checkpoint_play *play,
                          unsigned nth, struct arena *arena, struct traveller *out) {
  struct rng rng = stock_chance(play->seed, DEAL_ONE + nth);
  *out = (struct traveller){.role = play->roles[nth],
                            .like = play->likes[nth],
                            .manual = play->manual >> nth & 1,
                            .slip = play->slips >> nth & 1};
  out->series = checkpoint->stock.series[rng_below(&rng, checkpoint->stock.n_series)];
  out->seed = rng_next(&rng);
  deal_anomaly(checkpoint, play, nth, out);
  stock_passports(&checkpoint->stock, out->series, out->anomaly, out->seed, arena, &out->passport,
                  &out->genuine);
  for (unsigned i = 0; i < FORM_FIELDS; i++)
    out->fill[i] = "";
  if (!out->manual)
    form_fill(&out->passport, out->slip, out->seed ^ PART_SLIP, arena, out->fill);
  if (out->like != LIKE_NOBODY)
    list_make(&out->passport, out->like, out->seed ^ PART_LIST, arena, &out->entry);
  people_make(out->role, out->seed ^ PART_PEOPLE, out);
}
