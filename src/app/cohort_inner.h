/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the cohort only. */
#ifndef APP_COHORT_INNER_H
#define APP_COHORT_INNER_H

#include "app/cohort.h"
#include "base/random.h"
#include "model/competency.h"
#include "session/session.h"
#include "store/store.h"

/* -- cohort_people.c -- */

struct officer {
  struct person person;
  const struct position *position;
  uint8_t chief[ID_BYTES]; /* the supervisor, who is on no roster */
  double *theta;           /* by the framework's competencies */
  bool trained;            /* between the first test and the second */
};

struct unit {
  const char *agency, *name, *position;
  unsigned share;   /* of the people, against the others'; 0: COHORT_SMALL of them */
  unsigned missing; /* posts that are established and not filled */
};

extern const struct unit cohort_units[];
extern const size_t n_cohort_units;

double cohort_uniform(struct rng *rng); /* 0 <= u < 1 */
double cohort_normal(struct rng *rng);
void cohort_id(struct rng *rng, uint8_t out[ID_BYTES]);
/* How many of so many people are in each unit: counts has n_cohort_units. */
void cohort_share(uint32_t people, uint32_t *counts);
/* theta has room for the framework's competencies. False: the framework lacks the unit's post. */
bool cohort_officer(const struct framework *framework, const struct unit *unit, uint64_t seed,
                    uint32_t nth, struct officer *officer);
/* How much too high people rate themselves in it, in levels. */
double cohort_overrates(const char *competency);

/* -- cohort_sit.c -- */

struct sitting {
  const struct module *module;
  const struct framework *framework;
  const struct officer *officer;
  struct beginning how;
  double gain; /* logits beyond theta */
  struct rng rng;
  struct { /* what is to be recorded, in order */
    struct happening *list;
    size_t n, cap;
  } happened;
};

/* Plays it to its end. False: there is nothing of that kind. sitting->happened.list: free(). */
bool cohort_sit(struct sitting *sitting);

/* -- cohort.c plans, cohort_act.c does what is planned -- */

enum act { ACT_SIT, ACT_RATE, ACT_SHEET, ACT_CONTEST };

struct planned {
  int64_t at;
  uint32_t officer;
  enum act act;
  const struct module *module;
  struct beginning how;
  bool after; /* the course */
  uint64_t seed;
};

struct cohort {
  const struct cohort_how *how;
  struct cohort_done *done;
  struct store *store;
  struct framework *framework;
  struct catalogue catalogue;
  struct {
    struct module **list;
    const struct course **courses; /* of each */
    size_t n, cap;
  } modules;
  struct officer *officers;
  double *theta; /* all of them */
  uint32_t n;
  struct {
    struct planned *list;
    size_t n, cap;
  } plan;
  struct moment moment;
};

/* Who did it, to whom, in which session; NULL: nobody, none. */
struct entry_of {
  const uint8_t *actor, *subject, *session;
};

/* In one transaction, at cohort->moment. subjects as in struct append. */
enum rc cohort_record(struct cohort *cohort, const struct entry_of *of,
                      const struct happening *happened, size_t n,
                      const uint8_t (*subjects)[ID_BYTES], struct diags *diags);
/* Moves the moment on to when it is planned, does it and records it. */
enum rc cohort_act(struct cohort *cohort, const struct planned *it, struct diags *diags);

#endif
