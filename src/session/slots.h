/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questions of a run, drawn and answered: what practice and exam have in common. */
#ifndef SESSION_SLOTS_H
#define SESSION_SLOTS_H

#include "session/session.h"

/* From a plan just drawn; index: where each of its items stands in the module's pool. */
void slots_begin(const struct module *module, const struct plan *plan,
                 const uint16_t index[PLAN_SLOTS], struct quiz_state *quiz);
/* From a recorded plan against today's module: what is gone or has another key is stale and
 * withdrawn, unless an answer to it was recorded. False: a plan that nobody drew. */
bool slots_restore(const struct module *module, const struct plan *plan, struct quiz_state *quiz);

/* One more, which an adaptive run draws as it goes; index: where it stands in the pool. False:
 * there is no room. */
bool slots_add(const struct module *module, const struct plan_slot *drawn, uint16_t index,
               struct quiz_state *quiz);
/* The same as recorded, against today's module. */
bool slots_restore_one(const struct module *module, const struct plan_slot *drawn,
                       struct quiz_state *quiz);

bool slot_gone(const struct quiz_slot *slot); /* nothing of it can be shown */
void slots_count_withdrawn(struct session *session);
/* The slot that a record is about; quiz->n if it is about none. */
size_t slot_of(const struct quiz_state *quiz, const struct happening *recorded);

/* What the kind has against it, see assess/kind.h; NULL: nothing. */
const char *slot_refusal(const struct item *item, const struct response *response);
/* Only what the shape of the question knows, all else zero; false if it is no answer. */
bool slot_take(const struct item *item, const struct response *given, struct response *out);
/* How sure one is: 0 where it is not asked; false if it is asked and not said. */
bool slot_take_certainty(bool asked, const struct session_input *input, uint8_t *out);
/* Response and certainty from the page's blocks. */
void slot_read_answer(const struct input *input, struct session_input *out);
/* What is recorded of the slot's latest answer. */
void slot_tell(const struct item *item, const struct quiz_slot *slot, int64_t now, bool faulty,
               struct happening *answered);

#endif
