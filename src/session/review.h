/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review: questions of many modules (app/gather.h) that are about to be forgotten, in the order
 * in which they come, at most PLAN_SLOTS of them. After each answer all is told, as in practice;
 * there is no second try at once. What was missed is asked once more when the others are through,
 * as its second attempt: that counts for the memory of the same day, and nowhere else. */
#ifndef SESSION_REVIEW_H
#define SESSION_REVIEW_H

#include "session/session.h"

/* The slot that is asked after those that were answered: the first that was not asked, or else the
 * first that was missed and not asked again. n: none is left. */
size_t review_following(const struct quiz_state *quiz);

/* Before a recorded answer to the slot is stepped through; see session_kind.align. */
bool review_align(struct session *session, size_t at);

#endif
