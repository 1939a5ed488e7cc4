/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection: a queue of bearers with passports, most of them genuine. Each look costs seconds of a
 * day that is simulated, never the trainee's own; what looks wrong is marked where it shows; then
 * the bearer is admitted, referred to second line, or refused.
 *
 *     - id: late-ferry
 *       inspection: The late ferry
 *       competency: DOC-EXAM
 *       bearers: 24               # 4 to 60
 *       fakes: 20                 # percent of them; at least one is made
 *       alarms: 25                # percent of the genuine ones that have a false alarm; 0
 *       seconds: 120              # a bearer, on average; none said: there is no end to them
 *       tell: end                 # what was right: after `each` (none said: so), or at the `end`
 *       hits: 75                  # to pass: percent of fakes not admitted
 *       admit: 75                 # and percent of genuine bearers admitted
 *
 * and what drill/stock.h reads.
 *
 * Which bearers have what is drawn from the session's seed; all they show follows from it
 * (document/passport.h), so that a state holds no document.
 *
 * Scores. Of a genuine bearer: admitted 3 of 3, referred 1 (2 where something looked wrong),
 * refused 0. Of a fake: with the right mark referred 3, refused 2; without it 2 and 1; admitted 0.
 * All fakes together weigh as much as all genuine ones, so that neither letting all pass nor
 * stopping all gets half. Right marks: at least one stands where the anomaly can be found, and
 * those that are beside it are no more than those that are not. To pass, 80 % of the queue have to
 * be served as well. */
#ifndef DRILL_INSPECTION_H
#define DRILL_INSPECTION_H

#include "drill/stock.h"

enum { BEARERS_MIN = 4, BEARERS_MAX = 60, SECONDS_TO_DECIDE = 5, SERVED_PERCENT = 80 };

struct inspection {
  const char *competency;
  struct stock stock;
  unsigned bearers, fakes, alarms; /* how many of each; alarms are among the genuine */
  unsigned seconds;                /* for the whole queue; 0: no end */
  unsigned hits, admit;            /* percent */
  bool tell_each;
};

/* Recorded as the hashes of their words (inspection_choices), so their order may change. */
enum verdict { VERDICT_NONE, VERDICT_ADMIT, VERDICT_REFER, VERDICT_REFUSE, VERDICTS };
enum { CHOICE_MARK = LOOKS, CHOICE_NEXT, CHOICE_VERDICT, CHOICES = CHOICE_VERDICT + VERDICTS };

enum { NOTHING_SHOWN = UINT8_MAX };

struct inspected {         /* a bearer who was served */
  uint32_t looked, marked; /* sets of looks */
  uint16_t seconds;
  uint8_t verdict;
};

struct inspection_play {
  uint64_t seed, fakes, alarms;       /* sets of bearers */
  int64_t since;                      /* when the one at the desk came */
  uint32_t used;                      /* seconds, of those who were served */
  uint8_t at, over;                   /* who is at the desk; at == bearers: nobody */
  uint8_t telling;                    /* the page says what was right of the one served last */
  uint8_t shown, before;              /* looks on the page; NOTHING_SHOWN */
  struct inspected done[BEARERS_MAX]; /* done[at]: so far */
};

struct inspection_case { /* what stands at the desk */
  const struct series *series;
  const struct anomaly *anomaly; /* NULL: nothing is odd */
  bool fake;
  uint64_t seed;
};

struct inspection_tally {
  unsigned served, fakes, hits, genuine, alarms; /* alarms: genuine ones who were not admitted */
  unsigned found;                                /* hits with the right mark */
  unsigned seconds;
  unsigned by_step[STEPS][2], by_depth[DEPTHS][2]; /* fakes served; hits */
};

bool inspection_build(struct reading *r, const struct node *map,
                      const struct drill_material *material, struct drill *drill);

struct inspection_play inspection_unpack(const struct drill_state *state);
void inspection_start(const struct drill *drill, uint64_t seed, struct drill_state *state);
void inspection_step(const struct drill *drill, const struct drill_state *state,
                     const struct drill_input *input, struct drill_state *next,
                     struct drill_outcome *outcome);
bool inspection_ended(const struct drill *drill, const struct drill_state *state);
void inspection_result(const struct drill *drill, const struct drill_state *state,
                       struct drill_result *result);
uint64_t inspection_view(const struct drill *drill, const struct drill_state *state);
void inspection_page(const struct drill *drill, const struct drill_state *state, struct page *page);
void inspection_debrief(const struct drill *drill, const struct drill_state *state,
                        struct page *page);

/* The name of a choice, as it is recorded. */
uint64_t inspection_choice(unsigned choice);

struct inspection_case inspection_case(const struct inspection *inspection,
                                       const struct inspection_play *play, unsigned bearer);
/* Their passports, alike but for the anomaly. */
void inspection_passports(const struct inspection *inspection, const struct inspection_case *c,
                          struct arena *arena, struct passport *presented,
                          struct passport *genuine);
/* Points of 3. */
unsigned inspection_points(const struct inspection_case *c, const struct inspected *inspected);
bool inspection_marked_right(const struct anomaly *anomaly, uint32_t marked);
struct inspection_tally inspection_tally(const struct inspection *inspection,
                                         const struct inspection_play *play);
unsigned inspection_spent(const struct inspected *inspected); /* seconds */

/* What was right of one who was served, and why: with what a genuine one shows where that was
 * missed. */
void inspection_tell(const struct inspection *inspection, const struct inspection_play *play,
                     unsigned bearer, struct page *page);

#endif
