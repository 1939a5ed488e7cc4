/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of run share among themselves; nobody else includes it. */
#ifndef SESSION_INNER_H
#define SESSION_INNER_H

#include "assess/kind.h"
#include "session/session.h"
#include "session/show.h"

/* A new happening at the end of the list: zeroed, with verb, mode, path and language. */
struct happening *session_happen(const struct session *session, const struct module *module,
                                 enum verb verb, const char *path,
                                 struct happening happened[SESSION_HAPPENINGS], size_t *n);

/* An input that decides nothing waits; when as many wait as fit, a VERB_NOTED carries them. */
void session_wait(struct session *next, const struct module *module,
                  const struct session_input *input, struct happening happened[SESSION_HAPPENINGS],
                  size_t *n);
/* An input that decides nothing on screen, but what an answer is worth: noted at once. */
void session_note(struct session *next, const struct module *module,
                  const struct session_input *input, struct happening happened[SESSION_HAPPENINGS],
                  size_t *n);
/* The happening carries all inputs that waited, and this one as the last. */
void session_carry(struct session *next, const struct session_input *input,
                   struct happening *happening);

/* "leave" and "again" of a run that is over. */
void session_over_actions(struct page *page, const char *again, const char *again_help);
/* Content blocks from the index on are marked as the module's language. */
void session_language(struct page *page, size_t from, const struct module *module);

/* Scores as text: whole percent, rounded down so that no one "has" a mark that was not reached. */
int session_percent(int32_t score);

#endif
