/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What officers who do not exist do, one thing at a time, and how it is recorded. */
#include "app/cohort_inner.h"

#include "app/judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATINGS = 6 };
static const double gain = .8;

enum rc cohort_record(struct cohort *cohort, const struct entry_of *of,
                      const struct happening *happened, size_t n,
                      const uint8_t (*subjects)[ID_BYTES], struct diags *diags) {
  struct append append = {
      .moment = cohort->moment, .happened = happened, .n = n, .subjects = subjects};
  if (of->actor)
    memcpy(append.actor, of->actor, ID_BYTES);
  if (of->subject)
    memcpy(append.subject, of->subject, ID_BYTES);
  if (of->session)
    memcpy(append.session, of->session, ID_BYTES);
  return n ? store_append(cohort->store, &append, diags) : RC_OK;
}

static void count(struct cohort_done *done, const struct happening *happened, size_t n) {
  done->sessions++;
  for (size_t i = 0; i < n; i++) {
    done->answers += happened[i].verb == VERB_ANSWERED;
    done->decisions += happened[i].verb == VERB_DECIDED;
  }
}

static enum rc do_sit(struct cohort *cohort, const struct planned *it, struct rng *rng,
                      struct diags *diags) {
  const struct officer *officer = &cohort->officers[it->officer];
  struct sitting sitting = {.module = it->module,
                            .framework = cohort->framework,
                            .officer = officer,
                            .how = it->how,
                            .gain = it->after ? gain : 0};
  uint8_t session[ID_BYTES];
  enum rc rc = RC_OK;
  cohort_id(rng, session);
  rng_seed(&sitting.rng, rng_next(rng));
  if (cohort_sit(&sitting)) {
    rc = cohort_record(cohort, &(struct entry_of){officer->person.id, officer->person.id, session},
                       sitting.happened.list, sitting.happened.n, NULL, diags);
    count(cohort->done, sitting.happened.list, sitting.happened.n);
  }
  free(sitting.happened.list);
  return rc;
}

static struct happening rated(const struct cohort *cohort, const struct officer *officer,
                              size_t competency, enum evidence evidence, struct rng *rng) {
  struct happening h = {.verb = VERB_RATED, .evidence = evidence};
  const char *id = cohort->framework->competencies[competency].id;
  double too_high = evidence == EVIDENCE_SELF ? cohort_overrates(id) : .4;
  double level = officer->theta[competency] + 2 + too_high + .6 * cohort_normal(rng);
  snprintf(h.competency, sizeof h.competency, "%s", id);
  h.level = (uint8_t)fmin(fmax(floor(level + .5), 0), LEVELS - 1);
  return h;
}

/* By oneself and by the supervisor, of what the post needs most: those of importance 4 and 5. */
static enum rc do_rate(struct cohort *cohort, const struct planned *it, struct rng *rng,
                       struct diags *diags) {
  const struct officer *officer = &cohort->officers[it->officer];
  struct happening self[RATINGS], chief[RATINGS];
  size_t n = 0;
  for (size_t i = 0; i < cohort->framework->n_competencies && n < RATINGS; i++) {
    if (officer->position->requirements[i].importance < 4)
      continue;
    self[n] = rated(cohort, officer, i, EVIDENCE_SELF, rng);
    chief[n++] = rated(cohort, officer, i, EVIDENCE_SUPERVISOR, rng);
  }
  cohort->done->ratings += (uint32_t)(2 * n);
  const uint8_t *id = officer->person.id;
  enum rc rc = cohort_record(cohort, &(struct entry_of){id, id, NULL}, self, n, NULL, diags);
  return rc == RC_OK ? cohort_record(cohort, &(struct entry_of){officer->chief, id, NULL}, chief, n,
                                     NULL, diags)
                     : rc;
}

static const struct station *station_of(const struct cohort *cohort, const char *path) {
  for (size_t i = 0; i < cohort->modules.n; i++)
    for (size_t k = 0; k < cohort->modules.list[i]->n_stations; k++)
      if (strcmp(cohort->modules.list[i]->stations[k].path, path) == 0)
        return &cohort->modules.list[i]->stations[k];
  return NULL;
}

/* The station of the module on the two minutes at the booth. */
static enum rc do_sheet(struct cohort *cohort, const struct planned *it, struct rng *rng,
                        struct diags *diags) {
  const struct officer *officer = &cohort->officers[it->officer];
  const struct station *station =
      station_of(cohort, "interviewing/two-minutes-at-the-booth/ordinary-traveller");
  uint8_t session[ID_BYTES], verdicts[STEPS_MAX];
  struct step_mark marks[STEPS_MAX];
  struct happening h;
  if (!station)
    return RC_OK;
  for (size_t i = 0; i < station->n_steps; i++) {
    int at = framework_competency(cohort->framework, station->steps[i].competency);
    double theta = at < 0 ? 0 : officer->theta[at] + 1.5; /* steps are easier than questions */
    verdicts[i] = cohort_uniform(rng) < 1 / (1 + exp(-theta)) ? STEP_DONE : STEP_NOT_DONE;
  }
  judge_station(station, verdicts, marks, &h);
  cohort_id(rng, session);
  cohort->done->sheets++;
  return cohort_record(cohort, &(struct entry_of){officer->chief, officer->person.id, session}, &h,
                       1, NULL, diags);
}

/* The first question of the first module that asks any: contested, and not yet ruled on. */
static enum rc do_contest(struct cohort *cohort, const struct planned *it, struct diags *diags) {
  struct happening h = {.verb = VERB_CONTESTED,
                        .words = "Two of the answers seem right to us, after the new procedure."};
  static const uint8_t nobody[ID_BYTES]; /* a question is nobody's */
  const uint8_t *id = cohort->officers[it->officer].person.id;
  for (size_t i = 0; i < cohort->modules.n; i++) {
    const struct quiz *quiz = &cohort->modules.list[i]->quiz;
    if (!quiz->n_items)
      continue;
    h.path = quiz->items[0].path;
    memcpy(h.key_rev, quiz->items[0].key_rev, HASH_BYTES);
    return cohort_record(cohort, &(struct entry_of){id, nobody, NULL}, &h, 1, NULL, diags);
  }
  return RC_OK;
}

enum rc cohort_act(struct cohort *cohort, const struct planned *it, struct diags *diags) {
  struct rng rng;
  rng_seed(&rng, it->seed);
  cohort->moment.mono += it->at - cohort->moment.wall;
  cohort->moment.wall = it->at;
  switch (it->act) {
  case ACT_SIT:
    return do_sit(cohort, it, &rng, diags);
  case ACT_RATE:
    return do_rate(cohort, it, &rng, diags);
  case ACT_SHEET:
    return do_sheet(cohort, it, &rng, diags);
  case ACT_CONTEST:
    break;
  }
  return do_contest(cohort, it, diags);
}
