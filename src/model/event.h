/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened: the only thing that is ever recorded.
 *
 * A *happening* is what an engine or a use case says: plain, flat, bounded values. The store turns
 * it into an event (head, payload, salt, hash: store/event.h) and back. Verbs are neutral. Which
 * fields a verb uses is said beside it; the others are zero. Strings point into the course model or
 * into the arena the happening was read into. */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "model/item.h"
#include "model/person.h"
#include "model/response.h"
#include "model/settings.h"
#include "model/specimen.h"

enum verb {
  VERB_PERSON_STATED, /* person */
  VERB_STARTED,       /* plan; path = the lesson, module or drill */
  VERB_ANSWERED,      /* path, revs, competency, level, attempt, certainty, shape, guess, hinted,
                         response + names, score, faulty, duration, inputs */
  VERB_DECIDED,   /* a drill's choice: path = drill, choice, response.text, scores, critical, inputs
                   */
  VERB_NOTED,     /* inputs only: when more wait than fit */
  VERB_COMPLETED, /* score, passed, scores, critical, duration, inputs; path as started */
  VERB_CLOSED,    /* ended without completing: reason; path as started */
  VERB_PREFERRED, /* settings */
  VERB_DRAWN,     /* plan with one slot: what an adaptive run asks next; path as started */
  /* What others saw of a person (the subject); the actor is who saw it. */
  VERB_RATED,    /* evidence, competency, level: a level of its descriptors; cause, day */
  VERB_OBSERVED, /* evidence, path = the station or checklist, specimen, steps, score, passed,
                    critical, scores, day; the session is the occasion: two assessors share it */
  VERB_MARKED,   /* evidence, path = the paper's question, competency, level, shape, guess, score,
                    day */
  /* What a coordinator states. */
  VERB_JOINED,      /* other: the subject is that person too; undone: is not after all */
  VERB_ESTABLISHED, /* person's agency, unit and position, count: so many posts there; no subject */
  VERB_CONTESTED,   /* about, path, key_rev, words */
  VERB_RULED,       /* about, path, key_rev, ruling, shape, response + names, score, words */
  VERB_CALIBRATED,  /* path, key_rev or competency; calibration */
  VERB_ERASED,      /* nothing: the subject is erased (store/erase.h) */
  VERB_COLLECTED, /* key_rev = the hash of an event of another chain, text_rev = that chain: what it
                     holds up to there had happened by now (store/clock.c); no subject */
  VERBS
};

enum run_mode { MODE_NONE, MODE_PRACTICE, MODE_EXAM, MODE_REVIEW, MODE_DIAGNOSTIC, MODES };

enum run_kind {
  RUN_LESSON,
  RUN_QUIZ,
  RUN_DRILL,
  RUN_EXAM,
  RUN_REVIEW,     /* over questions of many modules */
  RUN_DIAGNOSTIC, /* over those of one competency */
  RUN_KINDS
};

enum exam_form { FORM_NONE, FORM_A, FORM_B };

enum close_reason { CLOSED_BY_PERSON, CLOSED_COURSE_CHANGED };

/* Kinds of evidence stand side by side and are never averaged unseen. */
enum evidence {
  EVIDENCE_NONE,
  EVIDENCE_SELF,         /* the person's own rating */
  EVIDENCE_SUPERVISOR,   /* a supervisor's rating */
  EVIDENCE_PRACTICAL,    /* a station, seen by an assessor */
  EVIDENCE_CHECKLIST_30, /* at work, 30 days after the training */
  EVIDENCE_CHECKLIST_90,
  EVIDENCE_PAPER, /* a test on paper, keyed in or imported */
  EVIDENCES
};

/* What a supervisor says is missing where somebody does not do what is asked: the question before
 * every training. Only the first is mended by a course. */
enum cause {
  CAUSE_NOT_ASKED,
  CAUSE_TRAINING, /* knowledge or skill */
  CAUSE_TOOLS,
  CAUSE_RULES,
  CAUSE_SUPERVISION,
  CAUSE_MOTIVE,
  CAUSE_OTHER, /* something else that no course mends */
  CAUSES
};

enum step_verdict { STEP_NOT_SEEN, STEP_DONE, STEP_NOT_DONE, STEP_VERDICTS };

/* What became of a contested question (every answer to that key revision) or of one contested
 * event. */
enum ruling {
  RULING_UPHELD,   /* it stays as it was */
  RULING_ANNULLED, /* it counts no more */
  RULING_CORRECTED /* a question: an answer that picks exactly these names is right too; an event:
                      its score is this one */
};

enum {
  PLAN_SLOTS = 40,
  INPUTS_MAX = 16,
  SCORES_MAX = 16,
  STEPS_MAX = 32,
  CERTAINTIES = 3,
  ENGINE_VERSION = 1
};

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

struct step_mark { /* of a station or checklist, as one assessor saw it */
  uint64_t name;   /* seal_name of the step's id */
  uint8_t verdict; /* of enum step_verdict */
};

struct difficulty { /* millionths of a logit */
  int32_t b, sd;    /* of an item: difficulty and its standard error; of a competency (path ""):
                       mean and SD of the ability it was found with */
  uint32_t n;       /* answers it rests on */
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
  uint8_t shape;          /* of enum item_shape */
  int32_t guess;          /* chance of a right answer by guessing, millionths */
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
  enum evidence evidence;
  uint16_t specimen; /* its number; 0: none */
  size_t n_steps;
  const struct step_mark *steps; /* the caller's, or in the arena */
  enum cause cause;
  uint32_t day; /* since 1970, on which it was seen; 0: when it was recorded */
  uint8_t other[ID_BYTES];
  bool undone;
  uint32_t count;
  uint8_t about[HASH_BYTES]; /* the event; zero: the question itself */
  enum ruling ruling;
  const char *words; /* why, as somebody wrote it; NULL: nothing */
  struct difficulty calibration;
};

enum { EVENT_WORDS = 2000 }; /* bytes of such words, at most */

extern const char *const verb_names[VERBS]; /* "person-stated", "answered", ... */

#endif
