/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened: the only thing that is ever recorded.
 *
 * A *happening* is what an engine or a use case says: plain, flat, bounded values. The store turns
 * it into an event (head, payload, salt, hash: store/event.h) and back. Verbs are neutral. Which
 * fields a verb uses is said beside it; the others are zero. Strings point into the course model or
 * into the arena the happening was read into. */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "model/person.h"
#include "model/response.h"
#include "model/settings.h"
#include "model/specimen.h"

enum verb {
  VERB_PERSON_STATED, /* person */
  VERB_STARTED,       /* plan; path = the lesson, module or drill */
  VERB_ANSWERED,  /* path, revs, competency, level, attempt, certainty, hinted, response + names,
                     score, faulty, duration, inputs */
  VERB_DECIDED,   /* a drill's choice: path = drill, choice, response.text, scores, critical, inputs
                   */
  VERB_NOTED,     /* inputs only: when more wait than fit */
  VERB_COMPLETED, /* score, passed, scores, critical, duration, inputs; path as started */
  VERB_CLOSED,    /* ended without completing: reason; path as started */
  VERB_PREFERRED, /* settings */
  VERBS
};

enum run_mode { MODE_NONE, MODE_PRACTICE, MODE_EXAM, MODE_REVIEW };

enum run_kind { RUN_LESSON, RUN_QUIZ, RUN_DRILL, RUN_EXAM, RUN_KINDS };

enum exam_form { FORM_NONE, FORM_A, FORM_B };

enum close_reason { CLOSED_BY_PERSON, CLOSED_COURSE_CHANGED };

enum { PLAN_SLOTS = 40, INPUTS_MAX = 16, SCORES_MAX = 16, CERTAINTIES = 3, ENGINE_VERSION = 1 };

struct plan_slot {
  const char *item; /* id within the module */
  uint8_t key_rev[HASH_BYTES];
  uint8_t n_parts;
  uint8_t order[RESPONSE_PICKS]; /* row shown -> part number */
};

struct plan {
  enum run_kind kind;
  uint32_t engine; /* ENGINE_VERSION of the program that drew it */
  uint64_t seed;
  uint8_t key_rev[HASH_BYTES]; /* of the drill; zero otherwise */
  uint8_t form;                /* of an exam: FORM_A or FORM_B */
  bool certainty;              /* each answer says how sure one is */
  int64_t limit;               /* of an exam: milliseconds of session time; 0: none */
  size_t n;                    /* slots: quiz and exam only */
  struct plan_slot slots[PLAN_SLOTS];
};

struct recorded_input { /* an accepted input as the session saw it */
  int64_t now;          /* session time, milliseconds */
  uint16_t what;        /* the session kind's own number for it */
  uint64_t target;      /* the kind's own: for a drill the choice's name */
};

struct competency_score {
  char competency[24];
  int32_t score;  /* millionths */
  int32_t weight; /* points at stake; the unit is the drill author's */
};

struct happening {
  enum verb verb;
  enum run_mode mode;
  const char *path;     /* "" if none */
  const char *language; /* of the content, "" if none */
  uint8_t key_rev[HASH_BYTES], text_rev[HASH_BYTES];
  char competency[24];
  uint8_t level, attempt; /* attempt from 1 */
  uint8_t certainty;      /* as the person stated it, 1..CERTAINTIES; 0: not asked */
  bool hinted, faulty, passed, critical;
  struct response response;       /* picks are part numbers; see names */
  uint64_t names[RESPONSE_PICKS]; /* of the picked parts or targets; of none 0 */
  int32_t score;                  /* millionths */
  int64_t duration;               /* milliseconds of active time */
  uint64_t choice;                /* name */
  enum close_reason reason;
  size_t n_scores;
  struct competency_score scores[SCORES_MAX];
  size_t n_inputs; /* the deciding one last */
  struct recorded_input inputs[INPUTS_MAX];
  struct plan plan;
  struct person person;
  struct settings settings;
};

extern const char *const verb_names[VERBS]; /* "person-stated", "answered", ... */

#endif
