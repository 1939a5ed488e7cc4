/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/measured.h"

#include "app/checklist.h"
#include "base/mem.h"
#include "base/vec.h"
#include "store/estimates.h"

#include <stdlib.h>
#include <string.h>

struct cell { /* of the person at hand and a competency */
  bool any;
  bool settled; /* the row has its estimate: it was kept */
  struct ability ability;
  struct measured row;
};

/* What is kept of a person and competency (store/estimates.h), as it is in memory: read by whoever
 * wrote it, or by a program whose tag is the same. */
struct kept_pair {
  char competency[24]; /* zeroes after its end */
  double mean, sd, at_least[LEVELS - 1];
  int64_t last;
  uint32_t picked, typed, decisions, paper;
};

enum { KEPT_LAYOUT = 1 }; /* counted up when the same answers give another pair */

struct observations {
  struct observation_part { /* what one sheet says of one competency */
    uint8_t person[ID_BYTES];
    char competency[24];
    enum evidence evidence;
    int32_t score;
    bool passed, critical, elsewhere;
    int64_t time;
  } * list;
  size_t n, cap;
};

struct measuring {
  const struct framework *framework;
  const struct measured_roster *roster;
  size_t at;   /* in the roster: who comes next */
  bool anyone; /* cells are of somebody */
  struct person person;
  struct cell *cells; /* one per competency */
  const struct rated *ratings;
  size_t n_ratings, rating;
  const struct calibrated *calibrated;
  size_t n_calibrated;
  const struct observations *observations;
  size_t observation;
  struct ability prior; /* before any answer, and what it says: the same for everybody */
  struct ability_estimate nothing;
  struct {
    struct known { /* where the pairs of the person before were: mostly there again */
      char competency[24];
      int at; /* in the framework; -1: not there */
    } * list;
    size_t n, cap;
  } known;
  struct {
    struct kept_pair *list;
    struct ability *abilities; /* of each */
    size_t n, cap;
  } pairs; /* of the person whose estimates are computed to be kept */
  uint32_t unknown;
  void (*each)(void *ctx, const struct measured *row);
  void *ctx;
};

/* -- One person ----------------------------------------------------------------------------------
 */

static void cell_clear(struct cell *cell) {
  cell->any = cell->settled = false;
  cell->row = (struct measured){.self = RATED_NOT, .supervisor = RATED_NOT};
}

static struct cell *cell_of(struct measuring *m, const char *competency) {
  int at = framework_competency(m->framework, competency);
  if (at < 0) {
    m->unknown++;
    return NULL;
  }
  struct cell *cell = &m->cells[at];
  if (!cell->any)
    cell->ability = m->prior;
  cell->any = true;
  return cell;
}

static void take_rating(struct measuring *m, const struct rated *rating) {
  struct cell *cell = cell_of(m, rating->competency);
  if (!cell)
    return;
  if (rating->evidence == EVIDENCE_SUPERVISOR && rating->cause)
    cell->row.causes |= 1U << rating->cause;
  if (rating->evidence == EVIDENCE_SELF)
    cell->row.self = rating->level;
  else if (rating->evidence == EVIDENCE_SUPERVISOR &&
           (cell->row.supervisor == RATED_NOT || rating->level < cell->row.supervisor))
    cell->row.supervisor = rating->level;
}

static struct observed *observed_as(struct measured *row, enum evidence evidence) {
  if (evidence == EVIDENCE_PRACTICAL)
    return &row->practical;
  if (evidence == EVIDENCE_CHECKLIST_30)
    return &row->after_30;
  return evidence == EVIDENCE_CHECKLIST_90 ? &row->after_90 : NULL;
}

static void take_observation(struct measuring *m, const struct observation_part *part) {
  struct cell *cell = cell_of(m, part->competency);
  struct observed *observed = cell ? observed_as(&cell->row, part->evidence) : NULL;
  if (!observed)
    return;
  observed->passed = part->passed && (observed->n == 0 || observed->passed);
  observed->critical |= part->critical;
  observed->elsewhere |= part->elsewhere;
  if (observed->n == 0 || part->score < observed->score)
    observed->score = part->score;
  observed->n++;
  if (part->time > cell->row.last)
    cell->row.last = part->time;
}

struct wanted {
  const char *path;
  const uint8_t *key_rev;
};

static int by_question(const void *key, const void *element) {
  const struct wanted *wanted = key;
  const struct calibrated *calibrated = element;
  int order = strcmp(wanted->path, calibrated->path);
  return order ? order : memcmp(wanted->key_rev, calibrated->key_rev, HASH_BYTES);
}

/* As found by calibration, or else the author's word. */
static double difficulty_of(const struct measuring *m, const struct response_seen *seen) {
  const struct wanted wanted = {seen->path, seen->key_rev};
  const struct calibrated *found =
      m->n_calibrated && !seen->decision
          ? bsearch(&wanted, m->calibrated, m->n_calibrated, sizeof *found, by_question)
          : NULL;
  return found ? (double)found->values.b / SCORE_ONE : ability_difficulty(seen->level);
}

static void ability_take(const struct measuring *m, const struct response_seen *seen,
                         struct ability *ability) {
  const struct ability_item item = {difficulty_of(m, seen), (double)seen->guess / SCORE_ONE};
  ability_add(ability, &item, (double)seen->score / SCORE_ONE,
              seen->decision ? ABILITY_DECISION : 1);
}

static bool is_typed(const struct response_seen *seen) {
  return seen->shape == SHAPE_TEXT || seen->shape == SHAPE_NUMBER;
}

static void take_response(struct measuring *m, const struct response_seen *seen) {
  struct cell *cell = cell_of(m, seen->competency);
  if (!cell)
    return;
  struct measured *row = &cell->row;
  bool typed = is_typed(seen);
  ability_take(m, seen, &cell->ability);
  uint32_t *count = seen->decision ? &row->decisions : typed ? &row->typed : &row->picked;
  ++*count;
  row->paper += seen->evidence == EVIDENCE_PAPER;
  row->basis |= seen->decision ? BASIS_DRILL : typed ? BASIS_TYPED : BASIS_PICKED;
  if (seen->time > row->last)
    row->last = seen->time;
}

/* Of every competency; NULL: no post is known. */
static const struct requirement *requirements_of(const struct measuring *m) {
  int at = m->person.position[0]
               ? framework_post(m->framework, m->person.agency, m->person.position)
               : -1;
  return at < 0 ? NULL : m->framework->positions[at].requirements;
}

static void row_require(struct measured *row, const struct requirement *requirement) {
  row->required = requirement ? (int)requirement->level : -1;
  row->importance = requirement ? requirement->importance : 0;
  row->frequency = requirement ? requirement->frequency : 0;
  row->difficulty = requirement ? requirement->difficulty : 0;
}

static void row_settle(const struct measuring *m, struct cell *cell) {
  struct measured *row = &cell->row;
  if (row->practical.n && row->practical.passed && !row->practical.critical)
    row->basis |= BASIS_OBSERVED;
  if (!cell->settled)
    row->estimate = cell->any && cell->ability.n ? ability_estimate(&cell->ability) : m->nothing;
  row->status =
      status_of(&row->estimate, row->required > 0 ? (unsigned)row->required : 0, row->basis);
}

/* -- From person to person -----------------------------------------------------------------------
 */

/* The two lists are few and sorted as the answers are: whoever is passed over has no answers. */
static void take_sheets(struct measuring *m) {
  while (m->rating < m->n_ratings &&
         memcmp(m->ratings[m->rating].person, m->person.id, ID_BYTES) <= 0) {
    const struct rated *rating = &m->ratings[m->rating++];
    if (memcmp(rating->person, m->person.id, ID_BYTES) == 0)
      take_rating(m, rating);
  }
  while (m->observation < m->observations->n &&
         memcmp(m->observations->list[m->observation].person, m->person.id, ID_BYTES) <= 0) {
    const struct observation_part *part = &m->observations->list[m->observation++];
    if (memcmp(part->person, m->person.id, ID_BYTES) == 0)
      take_observation(m, part);
  }
}

static void person_finish(struct measuring *m, const struct person *person) {
  const struct requirement *required = requirements_of(m);
  take_sheets(m);
  for (size_t i = 0; i < m->framework->n_competencies; i++) {
    struct cell *cell = &m->cells[i];
    row_require(&cell->row, required ? &required[i] : NULL);
    if (!cell->any && cell->row.required <= 0)
      continue;
    cell->row.person = person;
    cell->row.competency = i;
    row_settle(m, cell);
    m->each(m->ctx, &cell->row);
    cell_clear(cell);
  }
}

/* Everybody of the roster up to an id (NULL: all), who has no answers. */
static void people_pass(struct measuring *m, const uint8_t *until) {
  while (m->at < m->roster->n &&
         (!until || memcmp(m->roster->people[m->at].id, until, ID_BYTES) < 0)) {
    const struct person *person = &m->roster->people[m->at++];
    m->person = *person;
    person_finish(m, person);
  }
}

static void person_end(struct measuring *m) {
  bool known =
      m->at < m->roster->n && memcmp(m->roster->people[m->at].id, m->person.id, ID_BYTES) == 0;
  if (known)
    m->person = m->roster->people[m->at];
  person_finish(m, known ? &m->roster->people[m->at] : &m->person);
  m->at += known;
  m->anyone = false;
}

static void person_begin(struct measuring *m, const uint8_t id[ID_BYTES]) {
  if (m->anyone)
    person_end(m);
  people_pass(m, id);
  m->person = (struct person){0};
  memcpy(m->person.id, id, ID_BYTES);
  m->anyone = true;
}

static void on_response(void *ctx, const struct response_seen *seen) {
  struct measuring *m = ctx;
  if (!m->anyone || memcmp(m->person.id, seen->person, ID_BYTES) != 0)
    person_begin(m, seen->person);
  take_response(m, seen);
}

static void on_observation(void *ctx, const struct observation *seen) {
  struct observations *all = ctx;
  for (size_t i = 0; i < seen->n_scores; i++) {
    struct observation_part part = {.evidence = seen->evidence,
                                    .score = seen->scores[i].score,
                                    .passed = seen->passed,
                                    .critical = seen->critical,
                                    .elsewhere = checklist_elsewhere(seen),
                                    .time = seen->time};
    memcpy(part.person, seen->person, ID_BYTES);
    memcpy(part.competency, seen->scores[i].competency, sizeof part.competency);
    VEC_PUSH(all, part);
  }
}

/* -- What is kept --------------------------------------------------------------------------------
 */

/* Answers come competency by competency. */
static void keep_response(void *ctx, const struct response_seen *seen) {
  struct measuring *m = ctx;
  struct kept_pair *pair = m->pairs.n ? &m->pairs.list[m->pairs.n - 1] : NULL;
  if (!pair || strcmp(pair->competency, seen->competency) != 0) {
    if (m->pairs.n == m->pairs.cap) {
      m->pairs.cap = m->pairs.cap ? 2 * m->pairs.cap : 8;
      m->pairs.list = mem_grow(m->pairs.list, m->pairs.cap, sizeof *m->pairs.list);
      m->pairs.abilities = mem_grow(m->pairs.abilities, m->pairs.cap, sizeof *m->pairs.abilities);
    }
    m->pairs.abilities[m->pairs.n] = m->prior;
    pair = &m->pairs.list[m->pairs.n++];
    *pair = (struct kept_pair){0};
    memcpy(pair->competency, seen->competency, strlen(seen->competency));
  }
  ability_take(m, seen, &m->pairs.abilities[m->pairs.n - 1]);
  ++*(seen->decision ? &pair->decisions : is_typed(seen) ? &pair->typed : &pair->picked);
  pair->paper += seen->evidence == EVIDENCE_PAPER;
  if (seen->time > pair->last)
    pair->last = seen->time;
}

static void keep_finish(void *ctx, struct str *bytes) {
  struct measuring *m = ctx;
  for (size_t i = 0; i < m->pairs.n; i++) {
    struct kept_pair *pair = &m->pairs.list[i];
    const struct ability_estimate estimate = ability_estimate(&m->pairs.abilities[i]);
    pair->mean = estimate.mean;
    pair->sd = estimate.sd;
    memcpy(pair->at_least, estimate.at_least + 1, sizeof pair->at_least);
  }
  str_add(bytes, (const char *)m->pairs.list, m->pairs.n * sizeof *m->pairs.list);
  m->pairs.n = 0;
}

static int known_at(struct measuring *m, size_t nth, const struct kept_pair *pair) {
  if (nth < m->known.n &&
      memcmp(m->known.list[nth].competency, pair->competency, sizeof pair->competency) == 0)
    return m->known.list[nth].at;
  m->known.n = nth; /* what came after it was of another list */
  struct known known = {.at = framework_competency(m->framework, pair->competency)};
  memcpy(known.competency, pair->competency, sizeof known.competency);
  VEC_PUSH(&m->known, known);
  return known.at;
}

static void take_pair(struct measuring *m, size_t nth, const struct kept_pair *pair) {
  int at = known_at(m, nth, pair);
  uint32_t n = pair->picked + pair->typed + pair->decisions;
  if (at < 0) {
    m->unknown += n;
    return;
  }
  struct cell *cell = &m->cells[at];
  struct measured *row = &cell->row;
  cell->any = cell->settled = true;
  row->estimate = (struct ability_estimate){n, ABILITY_PRIOR_SD, pair->mean, pair->sd, {1}};
  memcpy(row->estimate.at_least + 1, pair->at_least, sizeof pair->at_least);
  row->picked = pair->picked;
  row->typed = pair->typed;
  row->decisions = pair->decisions;
  row->paper = pair->paper;
  row->basis = (pair->picked ? BASIS_PICKED : 0) | (pair->typed ? BASIS_TYPED : 0) |
               (pair->decisions ? BASIS_DRILL : 0);
  row->last = pair->last;
}

static void on_kept(void *ctx, const uint8_t person[ID_BYTES], const void *bytes, size_t len) {
  struct measuring *m = ctx;
  struct kept_pair pair;
  person_begin(m, person);
  for (size_t i = 0; i < len / sizeof pair; i++) {
    memcpy(&pair, (const char *)bytes + i * sizeof pair, sizeof pair);
    take_pair(m, i, &pair);
  }
}

/* What estimates are computed by, besides answers. */
static void tag_of(const struct measuring *m, uint8_t tag[HASH_BYTES]) {
  const int64_t constants[] = {KEPT_LAYOUT, sizeof(struct kept_pair), ABILITY_CELLS, DECISION_LEVEL,
                               DECISION_GUESS};
  struct str found = {0};
  for (size_t i = 0; i < m->n_calibrated; i++) {
    const struct calibrated *calibrated = &m->calibrated[i];
    str_add(&found, calibrated->path, strlen(calibrated->path) + 1);
    str_add(&found, (const char *)calibrated->key_rev, HASH_BYTES);
    str_add(&found, (const char *)&calibrated->values.b, sizeof calibrated->values.b);
  }
  seal_hash((struct seal_part[]){{constants, sizeof constants}, {found.at, found.len}}, 2, tag);
  str_done(&found);
}

static enum rc measure_kept(struct store *store, const struct evidence_scope *scope,
                            struct measuring *m, struct diags *diags) {
  struct estimator estimator = {
      .response = keep_response, .finish = keep_finish, .kept = on_kept, .ctx = m};
  tag_of(m, estimator.tag);
  return store_estimates(store, scope, &estimator, diags);
}

/* -- The whole way -------------------------------------------------------------------------------
 */

enum rc measured_roster(struct store *store, int64_t until, struct measured_roster *roster,
                        struct diags *diags) {
  return store_people_as_of(store, until, &roster->people, &roster->n, diags);
}

void measured_roster_free(struct measured_roster *roster) {
  free(roster->people);
  *roster = (struct measured_roster){0};
}

static void measure_begin(struct measuring *m) {
  ability_begin(&m->prior, ABILITY_PRIOR_SD);
  m->nothing = ability_estimate(&m->prior);
  m->cells = mem_array(m->framework->n_competencies + 1, sizeof *m->cells);
  for (size_t i = 0; i < m->framework->n_competencies; i++)
    cell_clear(&m->cells[i]);
}

/* Who has ratings or sheets but neither a statement nor an answer is told of nowhere: nothing is
 * known of him that could be shown. */
static void measure_end(struct measuring *m) {
  if (m->anyone)
    person_end(m);
  people_pass(m, NULL);
}

enum rc measured_each(struct store *store, const struct framework *framework,
                      const struct measured_roster *roster, const struct evidence_scope *scope,
                      void (*each)(void *ctx, const struct measured *row), void *ctx,
                      uint32_t *unknown, struct diags *diags) {
  struct observations observations = {0};
  struct rated *ratings = NULL;
  struct calibrated *calibrated = NULL;
  struct measuring m = {.framework = framework, .roster = roster, .each = each, .ctx = ctx};
  enum rc rc = store_ratings(store, scope, &ratings, &m.n_ratings, diags);
  if (rc == RC_OK)
    rc = store_observations(store, scope, on_observation, &observations, diags);
  if (rc == RC_OK)
    rc = store_calibrations(store, scope->until, &calibrated, &m.n_calibrated, diags);
  if (rc == RC_OK) {
    m.calibrated = calibrated;
    m.ratings = ratings;
    m.observations = &observations;
    measure_begin(&m);
    rc = store_estimates_hold(store, scope) ? measure_kept(store, scope, &m, diags)
                                            : store_evidence(store, scope, on_response, &m, diags);
  }
  if (rc == RC_OK)
    measure_end(&m);
  if (unknown)
    *unknown = m.unknown;
  free(m.cells);
  free(m.known.list);
  free(m.pairs.list);
  free(m.pairs.abilities);
  free(ratings);
  free(calibrated);
  free(observations.list);
  return rc;
}
