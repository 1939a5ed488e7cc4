/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An interview: a person with facts, who answers by what they know, what they will say, and how
 * they were asked. Private to drill/interview*.c and their tests.
 *
 * What can be said stands in *groups*: a topic has a wording in every form of question, a move
 * (greet, explain, close ...) has its good wording and others. A turn is one wording said; turning
 * to a group, or to the keyboard, decides nothing. */
#ifndef DRILL_INTERVIEW_H
#define DRILL_INTERVIEW_H

#include "drill/interview_listen.h"
#include "drill/kind.h"

enum {
  TOPICS_MOST = 10,
  FACTS_MOST = 32,
  OTHERS_MOST = 4,
  WORDINGS_MOST = 6, /* of one form: each time it is asked, the next */
  TURNS_MOST = 60,
  SAID_ROOM = 5400, /* bytes of typed text that are kept */
  SAID_MOST = 120,  /* of one */
  NO_GROUP = 255,
  LEVEL_MOST = 10,
};

enum form { OPEN, PROBING, CLOSED, LEADING, MULTIPLE, BLAMING, FORMS };

/* The moves, after PEACE: those up to INTERPRETER open the talk. */
enum move {
  GREET,
  INTRODUCE,
  EXPLAIN,
  GROUND_RULES,
  SEPARATE,
  INTERPRETER,
  REASSURE,
  OFFER_BREAK,
  CHALLENGE,
  SUMMARISE,
  CLOSE,
  MOVES
};

enum said_as { AS_GOOD, AS_WEAK, AS_PROMISE, AS_THREAT };

enum fact_by { BY_OPEN, BY_PROBING, BY_CLOSED, BY_SUMMARY, BY_CHALLENGE };

struct fact {
  const char *id, *note, *says, *brief; /* note: as a colleague would write it down */
  uint8_t topic, by, trust, worth;
  struct place at;
  unsigned span;
};

struct topic {
  const char *id, *name;
  const char *ask[FORMS][WORDINGS_MOST]; /* NULL behind the last */
  const char *evades, *agrees, *puts;    /* puts: what its leading question puts in */
  const char *avoid;                     /* why nobody should ask this here; NULL: ask */
  bool alone;                            /* never before the companion */
  const char *words;                     /* more that mean it, for who types; "" if none */
  uint32_t facts;                        /* those that are its own */
  uint8_t competency;
  uint64_t name_of, form_name[FORMS];
  struct place at;
  unsigned span;
};

struct saying {
  const char *say, *answer, *why;
  enum said_as as;
  const char *critical; /* NULL: it is none */
  uint64_t name;
};

struct move_row {
  bool given;                             /* this interview has it */
  struct saying sayings[1 + OTHERS_MOST]; /* the good one first */
  uint8_t n, competency;
  uint64_t name_of;
};

struct interview {
  bool secondary, child, interpreter, broken;
  uint16_t seconds;               /* that the talk may take */
  uint8_t pass;                   /* percent */
  const char *person, *companion; /* companion: NULL if none */
  const char *story;
  const char *evades, *agrees, *denies, *confused, *repeats, *shuts; /* what the person says */
  uint8_t fluency; /* 0: few words, 1: fair, 2: fluent */
  int8_t trust, tired, fear;
  const struct topic *topics;
  uint8_t n_topics;
  const struct fact *facts;
  uint8_t n_facts;
  struct move_row moves[MOVES];
  const char *competencies[SCORES_MAX], *labels[SCORES_MAX];
  uint8_t n_competencies;
  const struct listener *listener; /* NULL: nothing is typed */
};

enum reaction {
  TOLD,       /* facts came, whole or in brief */
  EVADED,     /* asked in a form that could have brought some; the person would not */
  NO_MORE,    /* nothing is left in this topic for such a question */
  CONFIRMED,  /* a leading question was agreed to */
  REFUSED_IT, /* a leading question was put right */
  CONFUSED,
  SHUT,
  REPLIED, /* to a move */
};

struct turn {
  uint8_t group, form, nth, reaction; /* form: of a move its saying */
  int8_t trust, fear, tired;          /* after it */
  int8_t points, best;
  uint8_t competency;
  bool critical, in_time;
  uint32_t told, hinted;   /* facts */
  uint16_t text, text_len; /* typed words; len 0: chosen */
};

struct interview_play {
  uint64_t seed;
  int64_t gained[SCORES_MAX], stake[SCORES_MAX];
  uint32_t told, hinted;
  uint32_t done, in_time; /* bits: moves said well; and when they are due */
  uint16_t seconds, n_said;
  uint8_t at; /* the group turned to */
  bool typing, closing, separated, understood, ended, out_of_time, critical;
  uint8_t puzzled; /* how often in a row nothing was understood: each time it is another page */
  uint8_t stage[TOPICS_MOST]; /* 0 untouched, 1 opened, 2 probed */
  bool tainted[TOPICS_MOST];
  int8_t trust, fear, tired;
  uint8_t n_turns;
  struct turn turns[TURNS_MOST];
  uint8_t held;         /* closing: bytes of it behind n_said, if there was room */
  char said[SAID_ROOM];
};

extern const char *const move_keys[MOVES + 1];
extern const char *const form_keys[FORMS + 1];

bool interview_build(struct reading *r, const struct node *map,
                     const struct drill_material *material, struct drill *drill);
void interview_check(struct reading *r, const struct node *map, const struct drill *drill);

/* Groups: topics first, then moves. */
static inline uint8_t group_of_move(const struct interview *it, enum move move) {
  return (uint8_t)(it->n_topics + move);
}
static inline bool group_is_topic(const struct interview *it, uint8_t group) {
  return group < it->n_topics;
}

/* -- The person: interview_person.c -- */

/* A form that would be said now, before it is: its points, and the most and least that any form
 * could have here. */
struct weighing {
  int8_t points, best, worst;
};
struct weighing person_weigh(const struct interview *it, const struct interview_play *play,
                             uint8_t group, uint8_t form);
/* Says it: play and the turn are changed. The turn's group and form are set. */
void person_hear(const struct interview *it, struct interview_play *play, struct turn *turn);
/* Facts of a topic that a form could still bring. */
uint32_t person_left(const struct interview *it, const struct interview_play *play, uint8_t topic,
                     enum form form);
/* What the person said, and what was said to them; in the arena: interview_speech.c. */
const char *person_answer(const struct interview *it, const struct turn *turn, struct arena *arena);
const char *turn_said(const struct interview *it, const struct interview_play *play,
                      const struct turn *turn, struct arena *arena);

/* -- In play: interview_play.c, _step.c, _best.c, _page.c, _debrief.c -- */

struct interview_play interview_unpack(const struct drill_state *state);
void interview_pack(const struct interview_play *play, struct drill_state *state);
void interview_begin(const struct interview *it, uint64_t seed, struct interview_play *play);
/* Says one form of one group, chosen or typed (text ""). */
void interview_say(const struct interview *it, struct interview_play *play, uint8_t group,
                   uint8_t form, const char *text, struct drill_outcome *outcome);
/* A typed close is held, as it ends the talk, until it is confirmed. */
void interview_hold_close(struct interview_play *play, const char *text);
void interview_close_held(const struct interview *it, struct interview_play *play,
                          struct drill_outcome *outcome);
/* The best next thing to say for who knows everything; false: nothing is left but to close. */
bool interview_best(const struct interview *it, const struct interview_play *play, uint8_t *group,
                    uint8_t *form);

void interview_start(const struct drill *drill, uint64_t seed, struct drill_state *state);
void interview_step(const struct drill *drill, const struct drill_state *state,
                    const struct drill_input *input, struct drill_state *next,
                    struct drill_outcome *outcome);
bool interview_ended(const struct drill *drill, const struct drill_state *state);
void interview_result(const struct drill *drill, const struct drill_state *state,
                      struct drill_result *result);
void interview_page(const struct drill *drill, const struct drill_state *state, struct page *page);
void interview_debrief(const struct drill *drill, const struct drill_state *state,
                       struct page *page);

/* Names of what can be chosen beside the wordings. */
#define TURN_BACK "interview:back"
#define TURN_TO_TYPING "interview:type"
#define TURN_TO_LIST "interview:list"
#define SAY_TYPED "interview:say"
#define CLOSE_TYPED "interview:close"
#define GO_ON "interview:go-on"

#endif
