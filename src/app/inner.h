/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only. */
#ifndef APP_INNER_H
#define APP_INNER_H

#include "app/app.h"

struct module_slot { /* the address of module stays, wherever the slot moves */
  const struct course *course;
  size_t index;
  struct module *module;
};

/* clock.c */
void clock_read(struct moment *moment);
/* For session time: a clock that stands still while the laptop sleeps. */
int64_t clock_active(void);
uint64_t seed_draw(void);

/* people.c: what the person who is signed in has completed, anew. */
enum rc progress_refresh(struct app *app, struct diags *diags);

/* settings.c: of the person, NULL: of whoever was here last; the language changes at once. */
enum rc settings_refresh(struct app *app, const uint8_t *person, struct diags *diags);

/* search.c */
void search_free(struct search_index *index);

/* run.c */
enum rc run_append(struct app *app, const uint8_t session[ID_BYTES],
                   const struct happening *happened, size_t n, struct diags *diags);
struct run *run_new(const struct module *module, const uint8_t id[ID_BYTES],
                    const struct session *session);

/* resume.c: the session as it stands after all that is recorded of it, and *closed what must be
 * recorded because the course changed. RC_MISSING: the course has it no longer. */
enum rc resume_session(struct app *app, const uint8_t id[ID_BYTES], struct session *session,
                       const struct module **module, struct happening *closed, bool *has_closed,
                       struct arena *arena, struct diags *diags);

#endif
