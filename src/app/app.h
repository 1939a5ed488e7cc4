/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Use cases: what ties the rooms together. Owns the store, the catalogue, the framework, the clock.
 *
 * A *run* is a session that is recorded: every accepted input is committed before the session
 * moves. If it cannot be (full disk, read-only folder), the session stays, the input is kept, and
 * run_retry tries again when there may be room. */
#ifndef APP_APP_H
#define APP_APP_H

#include "course/course.h"
#include "course/stamp.h"
#include "measure/schedule.h"
#include "session/session.h"
#include "store/store.h"

struct app_paths {
  const char *courses; /* folder of courses; "framework" beneath it */
  const char *store;   /* folder of the store; made if missing (parents too) */
};

struct gathered;     /* app/gather.h */
struct search_index; /* app/search.h */

struct app {
  struct arena arena;
  struct store *store;
  const char *folder;        /* of the store */
  const char *courses;       /* folder */
  struct stamp files;        /* of the courses at the start, and its hash */
  uint8_t files_hash[HASH_BYTES];
  const struct shelf *shelf; /* NULL until it is asked for: app_shelf */
  struct {                   /* read when first asked for: app_framework, app_catalogue */
    bool has_framework, has_catalogue;
    struct framework *framework;
    struct catalogue catalogue;
  } lazy;
  struct diags diags;          /* what was wrong with courses, once they were read */
  struct module_slot *modules; /* loaded so far */
  size_t n_modules, cap_modules;
  struct gathered **gathered; /* made so far: runs point into them */
  size_t n_gathered;
  struct search_index *search; /* NULL until something is looked for */
  struct person person;        /* who is signed in */
  bool signed_in;
  struct settings settings; /* of that person, or else those that were used here last */
  bool projected;           /* that person's events were read since the program began */
  struct {                  /* review_count */
    bool known;
    int32_t day;
    struct schedule_count count;
  } due;
  struct { /* appeal_run.c: whether anything was contested that concerns them */
    bool known, any;
  } contests;
  bool has_progress;         /* the next two hold: app_progress, app_progress_all */
  struct progress *progress; /* of that person; NULL when none */
  size_t n_progress;
};

/* The clock and the source of seeds; tests pin both (MAFUNZO_CLOCK, MAFUNZO_SEED in cli). */
void app_pin_clock(int64_t wall); /* fixed wall clock; the monotonic one then steps 1 s a reading */
void app_pin_seed(uint64_t seed);

enum rc app_open(const struct app_paths *paths, struct app **app, struct diags *diags);
void app_close(struct app *app); /* and makes the day's backup, if it is due (care.h) */

const struct framework *app_framework(struct app *app); /* NULL if it cannot be read */
const struct catalogue *app_catalogue(struct app *app);
const struct course *app_course(struct app *app, const char *id);
/* Loaded once and kept; NULL with diagnostics if it is broken. */
const struct module *app_module(struct app *app, const struct course *course, size_t index,
                                struct diags *diags);
/* "course/module" or longer, or what gather.h finds again; NULL if there is none. */
const struct module *app_module_at(struct app *app, const char *path, struct diags *diags);
/* A file of a course was replaced: modules that are asked for from now on are read anew. Those that
 * were given out stay as they are. */
void app_course_changed(struct app *app);
const struct progress *app_progress(struct app *app, const char *path); /* NULL: never */
size_t app_progress_all(struct app *app, const struct progress **list);

/* Whose record is sealed (sealing.h) comes last, by a nickname. */
enum rc app_people(struct app *app, struct person **people, size_t *n, struct diags *diags);
/* Records a person-stated event; a zero id makes a new person, and fills it in. */
enum rc app_state_person(struct app *app, struct person *person, struct diags *diags);
enum rc app_sign_in(struct app *app, const uint8_t id[ID_BYTES], struct diags *diags);
/* Signs in who is alone on this laptop. False: there is nobody, or somebody else too. */
bool app_sign_in_alone(struct app *app);
/* Who learned here last, signed in or not; zeroes if nobody. */
void app_learned_last(struct app *app, uint8_t id[ID_BYTES]);

/* Records how the person who is signed in likes it; without one it holds until the program ends. */
enum rc app_prefer(struct app *app, const struct settings *settings, struct diags *diags);
/* How much of the time that a test gives this person has: 100 as it stands; 0: no limit. */
unsigned app_time_percent(const struct app *app);

struct run {
  uint8_t id[ID_BYTES];
  struct session session;
  const struct module *module;
  int64_t began; /* on the clock that stops in sleep: when session time 0 would have been */
  bool unsaved;  /* the last input is kept but could not be recorded */
  struct session_input kept;
};

/* Begins a recorded run, or goes on with one. *run is NULL on failure; run_free it. */
enum rc run_begin(struct app *app, const struct module *module, enum run_kind kind,
                  const char *item, struct run **run, struct diags *diags);
enum rc run_resume(struct app *app, const uint8_t session[ID_BYTES], struct run **run,
                   struct diags *diags);
/* item: the lesson's or drill's id, "exam" for an exam, NULL for the quiz.
 * Goes on with the newest open run of that lesson, quiz, exam or drill that can be gone on with, or
 * else begins one. A drill that changed comes back over: its page says so, and "again" begins one.
 */
enum rc run_open(struct app *app, const struct module *module, enum run_kind kind, const char *item,
                 struct run **run, struct diags *diags);
/* A run that is over, as it ended, only to be read: nothing is recorded. RC_MISSING: the course has
 * it no longer. */
enum rc run_look_back(struct app *app, const uint8_t session[ID_BYTES], struct run **run,
                      struct diags *diags);
/* Those of what the path names that the person who is signed in completed, the newest first; none
 * if they cannot be read now. */
size_t app_finished(struct app *app, struct arena *arena, const char *path,
                    const struct finished_run **list);
/* RC_OK: recorded, and the session moved. RC_USAGE: not for the session. Else unsaved. */
enum rc run_input(struct app *app, struct run *run, const struct input *input, struct diags *diags);
enum rc run_retry(struct app *app, struct run *run, struct diags *diags);
/* Ends a run for good without completing it (a started one would otherwise be offered for ever). */
enum rc run_abandon(struct app *app, struct run *run, struct diags *diags);
/* Milliseconds since the input that the session took last. */
int64_t run_elapsed(const struct run *run);
const char *run_path(const struct run *run); /* of the lesson, module or drill */
void run_free(struct run *run);

/* The newest run to continue: its session id, and where it stands in words. False: none. */
bool app_continue(struct app *app, uint8_t session[ID_BYTES], struct arena *arena,
                  const char **where);

/* The paths of the runs that were begun and are still open, newest first; none if they cannot be
 * read now. */
size_t app_begun(struct app *app, struct arena *arena, const char *const **paths);

#endif
