/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session: one run through a lesson, a quiz or a drill, as a value.
 *
 * step(session, input) makes it the next session and tells what happened. Nothing here knows a
 * clock, a file or a terminal; `now` is the session's active time in milliseconds. A session is
 * flat and bounded: it can be copied with =, compared and hashed. It is resumed by starting from
 * the recorded plan and replaying the recorded happenings; recorded scores win over what today's
 * course would give.
 *
 * To add a kind of run: one file ending in its row, and the row in session/kinds.c. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "drill/kind.h"
#include "model/course.h"
#include "model/event.h"
#include "model/page.h"

enum slot_state { SLOT_OPEN, SLOT_WRONG_ONCE, SLOT_DONE, SLOT_WITHDRAWN };

struct quiz_slot {
  uint64_t name;                 /* seal_name of the item's id: finds the slot of a record */
  char competency[24];           /* kept, since the item may be gone when scores are added up */
  uint16_t item;                 /* index in the module's pool; meaningless if stale */
  bool stale;                    /* today's module has no such item with that key */
  bool once;                     /* after one wrong answer nothing is left to try */
  uint8_t order[RESPONSE_PICKS]; /* row -> part */
  enum slot_state state;
  bool hinted, faulty;
  bool seen, flagged;       /* exam */
  uint8_t level, shape;     /* of the item, and its chance of a right guess in millionths: kept, */
  int32_t guess;            /* since it may be gone when a diagnostic weighs its answers */
  uint8_t attempts;         /* recorded answers; in an exam, where the latest counts, at most 1 */
  uint8_t certainty;        /* of the first attempt, 1..CERTAINTIES; 0: not asked */
  int32_t score;            /* of the first attempt */
  int32_t last_score;       /* of the latest */
  int64_t shown;            /* session time it was first asked (again) */
  struct response response; /* the latest */
};

enum exam_view { EXAM_INTRO, EXAM_ASK, EXAM_OVERVIEW, EXAM_SURE };

struct quiz_state { /* of a practice, a review, an exam or a diagnostic */
  uint16_t n, at;   /* practice: at == n: over, results */
  bool telling;     /* practice: showing the feedback to slot at */
  bool certainty;   /* each first answer says how sure one is */
  uint8_t form;     /* exam, diagnostic: FORM_A or FORM_B; exam, from here on */
  enum exam_view view;
  int64_t limit;   /* milliseconds allowed; 0: as long as it takes */
  int64_t began;   /* session time of the first question */
  int64_t since;   /* when one came to the present page */
  uint16_t breaks; /* exam: how often it was gone on with */
  int64_t away;    /* exam: milliseconds between, by the laptop's clock */
  struct quiz_slot slots[PLAN_SLOTS];
};

struct session {
  enum run_kind kind;
  enum run_mode mode;
  uint64_t seed;
  int64_t now;        /* of the last accepted input */
  bool over;          /* completed or closed */
  bool drill_changed; /* the drill is not what it was: closed, and the page says so */
  uint16_t withdrawn; /* items withdrawn because their key changed */
  uint16_t index;     /* lesson or drill: which one of the module */
  uint16_t n_pending; /* inputs that decided nothing, not yet recorded */
  struct recorded_input pending[INPUTS_MAX];
  union {
    struct quiz_state quiz;
    struct drill_state drill;
  } u; /* of a lesson nothing */
};

struct session_input {
  int64_t now;   /* >= session.now */
  uint16_t what; /* the kind's own numbers, see its file */
  uint64_t target;
  uint8_t certainty; /* as the person stated it; 0: not said */
  struct response response;
};

enum { SESSION_HAPPENINGS = 2 }; /* the most one step can give: answered and completed */

struct beginning {
  enum run_kind kind;
  const char *item;      /* the lesson's or drill's id; for a quiz or an exam nothing */
  uint64_t seed;         /* of all that is drawn */
  uint8_t form;          /* exam, diagnostic: FORM_A or FORM_B */
  unsigned time_percent; /* exam: of the minutes it allows; 0: no limit */
};

/* A new session over module. Fills the session and the happening that records its plan. False:
 * nothing of that name, nothing to draw. */
bool session_start(const struct module *module, const struct beginning *how,
                   struct session *session, struct happening *started);

/* In place: nearly all of a session stays as it was, and is not worth copying; who may have to go
 * back puts it aside first. An input's now that lies before the session's is taken as the
 * session's: a clock that stumbles must not lock anybody out.
 *
 * What happened (0..SESSION_HAPPENINGS) is to be recorded in one transaction, or else the session
 * is put back. False: the input fits nothing here, and nothing changed. */
bool session_step(struct session *session, const struct module *module,
                  const struct session_input *input, struct happening happened[SESSION_HAPPENINGS],
                  size_t *n);
/* Of an answer that did not fit: what the kind of question has against it, in words (untranslated)
 * to be said behind what was written; NULL: nothing. */
const char *session_refusal(const struct session *session, const struct module *module,
                            const struct input *input);
/* Copies what is in use of a session, which is all that session_step changes. to: another state of
 * the same run, or nothing more than what is put back from. */
void session_put(struct session *to, const struct session *from);

/* From the recorded plan against today's module. Items gone or with another key are withdrawn, a
 * changed drill is closed (over, drill_changed): *closed then holds the happening that records it.
 * False: the module no longer has what was run, and *closed holds the CLOSED happening. */
bool session_resume(const struct module *module, const struct happening *started,
                    struct session *session, struct happening *closed, bool *has_closed);

/* Steps through one recorded happening's inputs, in the order in which they were recorded. Its
 * recorded score replaces the computed one. After the session is over nothing has an effect. */
void session_replay(struct session *session, const struct module *module,
                    const struct happening *recorded);

/* After the last replay: who comes back goes on, instead of being told again what was told. Steps
 * on as the trainee would, so that it is recorded with the next answer. */
void session_return(struct session *session, const struct module *module);

/* The input that says that one comes back after so many milliseconds by the laptop's clock. False:
 * the run need not know. */
bool session_came_back(const struct session *session, int64_t away, struct session_input *input);

/* What is to be seen now; the page's actions are understood by session_read_input, save "leave",
 * "again", "look:N" and "results", which are the screen's. page->arena is set; all else of it is
 * begun here. page->wake counts from session->now. */
void session_page(const struct session *session, const struct module *module, struct page *page);

/* Of a session that is over: its nth question (from 1) with all there is to tell of it. It moves
 * nothing. False: there is no such thing to look at. */
bool session_look(const struct session *session, const struct module *module, unsigned nth,
                  struct page *page);

/* The question whose answer and key a page tells: of a session that is over the nth (from 1), nth
 * 0: the one that is being told of now. NULL: none. */
const struct item *session_told(const struct session *session, const struct module *module,
                                unsigned nth);

struct slot_ruled { /* of a question of the run */
  const char *path;
  bool annulled; /* it counts no more */
  int32_t score; /* or what its answer counts as, millionths */
};
struct session_result {
  size_t n; /* questions that count */
  int32_t score;
  bool passed;
};
/* What a practice or an exam that is over came to, and what it comes to as ruled. False: it is
 * another kind of run, which has no such result. */
bool session_rescore(const struct session *session, const struct module *module,
                     const struct slot_ruled *ruled, size_t n, struct session_result *marked,
                     struct session_result *now);

/* A face's input as this session's; false if it is not for the session (the screen's then). */
bool session_read_input(const struct session *session, const struct module *module,
                        const struct input *input, int64_t now, struct session_input *out);

/* "Question 4 of 10": for "Continue", so as it will be after session_return. */
char *session_where(const struct session *session, const struct module *module,
                    struct arena *arena);

/* A lesson, a question with its key and reasons, or (the module's own path) the glossary, only to
 * be read; term: which one comes first, NULL: none. False: the module has none of that path, or it
 * is kept for exams. */
bool session_look_up(const struct module *module, const char *path, const char *term,
                     struct page *page);

struct session_kind {
  enum run_kind kind;
  enum run_mode mode;
  bool (*start)(const struct module *, const struct beginning *, struct session *, struct plan *,
                const char **path);
  /* In place; false, and nothing changed: the input does not fit. */
  bool (*step)(struct session *, const struct module *, const struct session_input *,
               struct happening *happened, size_t *n);
  bool (*resume)(const struct module *, const struct happening *started, struct session *);
  /* Before a record's inputs are stepped through. False: the course changed so that they cannot be,
   * and outcome does it all. NULL: always true. */
  bool (*align)(struct session *, const struct happening *recorded);
  void (*outcome)(struct session *, const struct happening *recorded); /* recorded wins */
  /* What was drawn on the way is asked (VERB_DRAWN); NULL: nothing ever is. */
  void (*drawn)(struct session *, const struct module *, const struct happening *recorded);
  /* The input that going on takes, if it decides nothing; NULL: the run needs none. */
  bool (*go_on)(const struct session *, struct session_input *);
  bool (*came_back)(const struct session *, int64_t away, struct session_input *); /* or NULL */
  void (*page)(const struct session *, const struct module *, struct page *);
  /* NULL: nothing to look at once it is over. */
  bool (*look)(const struct session *, const struct module *, unsigned nth, struct page *);
  bool (*read)(const struct session *, const struct module *, const struct input *,
               struct session_input *);
  char *(*where)(const struct session *, const struct module *, struct arena *);
};

extern const struct session_kind *const session_kinds[];
extern const size_t n_session_kinds;

#endif
