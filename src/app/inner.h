/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only. */
#ifndef APP_INNER_H
#define APP_INNER_H

#include "app/app.h"
#include "base/pack.h"

struct module_slot { /* the address of module stays, wherever the slot moves */
  const struct course *course;
  size_t index;
  struct module *module;     /* NULL: broken */
  struct diags faults;       /* then what is wrong with it */
  const char *file;          /* its path */
  uint8_t stamp[HASH_BYTES]; /* of the file as it was before it was read */
  bool lasting;              /* the stamp can be relied on */
};

/* existing.c: opens a store that is there. Who only looks must not leave an empty one behind where
 * somebody mistyped a folder: RC_MISSING "store.none". */
enum rc store_open_existing(const char *folder, struct store **store, struct diags *diags);

/* people.c: who is meant by a code, or by the first hexadecimal digits (at least 4) of an id.
 * RC_USAGE "roster.nobody": none or several. */
enum rc people_named(const struct person *people, size_t n, const char *name, uint8_t id[ID_BYTES],
                     struct diags *diags);

/* Cleans what somebody typed of a person. RC_USAGE "person.no-name", "person.position". */
enum rc people_check(struct app *app, struct person *person, struct diags *diags);

/* clock.c */
void clock_read(struct moment *moment);
/* For session time: a clock that stands still while the laptop sleeps. */
int64_t clock_active(void);
uint64_t seed_draw(void);

/* shelf.c: RC_MISSING if there is no such folder. The stamp: of the courses' files, the language
 * and the program, as they are now. */
enum rc shelf_open(struct app *app, const char *courses);
void shelf_stamp(const struct app *app, uint8_t out[HASH_BYTES]);

/* kept.c: what was understood of the courses' files, kept in the store for as long as the files, the
 * language and the program stay the same. False: nothing is known that holds. in points into bytes;
 * str_done them either way. */
bool kept_read(struct app *app, const char *name, struct str *bytes, struct unpack *in);
void kept_put(struct app *app, const char *name, const struct str *value);
const char *kept_text(struct unpack *in, struct arena *arena);
size_t kept_count(struct unpack *in); /* at most what there is room for: each takes a byte */

/* place.c: where a session stands, to be kept; false if that cannot be told for sure. */
bool place_make(const struct app *app, const uint8_t id[ID_BYTES], const struct session *session,
                const struct module *module, struct place_kept *place);
void place_stamp_module(const struct app *app, struct module_slot *slot); /* before it is read */
bool place_stamp_holds(const struct app *app, const struct module_slot *slot);
enum place_state { PLACE_UNKNOWN, PLACE_NONE, PLACE_KNOWN };
enum place_state place_read(struct app *app, struct place_kept *place); /* of who is signed in */

/* settings.c: of the person, NULL: of whoever was here last; the language changes at once. */
enum rc settings_refresh(struct app *app, const uint8_t *person, struct diags *diags);

/* gather.c */
void gather_free(struct app *app);

/* search.c */
void search_free(struct search_index *index);

/* run.c; place: where the person stands then, NULL if that is to be found out. */
enum rc run_append(struct app *app, const uint8_t session[ID_BYTES],
                   const struct happening *happened, size_t n, const struct place_kept *place,
                   struct diags *diags);
enum rc run_commit(struct app *app, struct run *run, const struct session_input *input,
                   struct diags *diags);
struct run *run_new(const struct module *module, const uint8_t id[ID_BYTES],
                    const struct session *session);

/* resume.c: a session of that person as it stands after all that is recorded of it, and *closed what must be
 * recorded because the course changed. RC_MISSING: the course has it no longer. */
enum rc resume_session(struct app *app, const uint8_t subject[ID_BYTES], const uint8_t id[ID_BYTES],
                       struct session *session, const struct module **module,
                       struct happening *closed, bool *has_closed, struct arena *arena,
                       struct diags *diags);

#endif
