/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions a practice asks, in which order: a function of the pool and the seed alone. */
#ifndef SESSION_DRAW_H
#define SESSION_DRAW_H

#include "base/random.h"
#include "model/course.h"
#include "model/event.h"

/* Draws quiz->draw items (at most PLAN_SLOTS, at most the pool) that practice may use, as evenly
 * over the competencies as the pool allows, then shuffles them, and the options of those kinds
 * whose options move. Fills plan->n and plan->slots, and the index of each in the pool. The seed is
 * plan->seed. */
void draw_quiz(const struct quiz *quiz, struct plan *plan, uint16_t index[PLAN_SLOTS]);

/* For other draws: Fisher-Yates over indices; and the plan's n slots from what was drawn, with
 * their parts in a drawn order. */
void draw_shuffle(struct rng *rng, uint16_t *list, size_t n);
void draw_deal(struct rng *rng, const struct quiz *quiz, const uint16_t *index, size_t n,
               struct plan *plan);

#endif
