/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keyin.h"

#include "app/class.h"
#include "app/inner.h"
#include "app/judge.h"
#include "app/review.h"
#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"
#include "model/page.h"
#include "store/evidence.h"

#include <stdlib.h>
#include <string.h>

static const char step_keys[] = {KEYIN_DONE, KEYIN_NOT_DONE, KEYIN_NOT_SEEN, '\0'};
static const char specimen_keys[] = "0123456789abcdefghijklmnopqrstuvwxyz";

bool keyin_has_specimen(const struct keyin *keyin) { return keyin->station->n_specimens > 0; }

const char *keyin_keys(const struct keyin *keyin, size_t column) {
  return column || !keyin_has_specimen(keyin) ? step_keys : keyin->specimens;
}

size_t keyin_to_go(const struct keyin *keyin, const struct keyin_row *row) {
  size_t n = 0;
  for (size_t i = 0; i < keyin->n_columns; i++)
    n += row->marks[i] == KEYIN_EMPTY;
  return n;
}

struct keyin_row *keyin_row(struct keyin *keyin, const uint8_t person[ID_BYTES]) {
  for (size_t i = 0; i < keyin->n; i++)
    if (memcmp(keyin->rows[i].person.id, person, ID_BYTES) == 0)
      return &keyin->rows[i];
  return NULL;
}

void keyin_occasion(const char *path, const char *word, uint8_t out[ID_BYTES]) {
  struct arena arena = {0};
  const char *folded = text_fold(&arena, word);
  uint8_t hash[HASH_BYTES];
  const struct seal_part parts[] = {
      {"occasion", sizeof "occasion"}, {path, strlen(path) + 1}, {folded, strlen(folded)}};
  seal_hash(parts, sizeof parts / sizeof *parts, hash);
  memcpy(out, hash, ID_BYTES);
  arena_done(&arena);
}

const char *keyin_today(struct arena *arena) {
  struct date date = date_from_number(review_today());
  return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

size_t keyin_stations(struct app *app, struct arena *arena, const struct keyin_station **list) {
  const struct catalogue *catalogue = app_catalogue(app);
  struct diags untold = {0}; /* mistakes of courses are for mafunzo check */
  struct {
    struct keyin_station *list;
    size_t n, cap;
  } all = {0};
  for (size_t c = 0; c < catalogue->n; c++)
    for (size_t i = 0; !catalogue->courses[c].broken && i < catalogue->courses[c].n_files; i++) {
      const struct module *module = app_module(app, &catalogue->courses[c], i, &untold);
      for (size_t s = 0; module && s < module->n_stations; s++)
        VEC_PUSH(&all, (struct keyin_station){&catalogue->courses[c], module,
                                              &module->stations[s]});
    }
  struct keyin_station *kept = arena_array(arena, all.n, sizeof *kept);
  if (all.n)
    memcpy(kept, all.list, all.n * sizeof *kept);
  free(all.list);
  diags_done(&untold);
  *list = kept;
  return all.n;
}

/* -- Recording --------------------------------------------------------------------------------- */

static uint16_t specimen_of(const struct keyin *keyin, const struct keyin_row *row) {
  if (!keyin_has_specimen(keyin) || row->marks[0] == '0')
    return 0;
  size_t nth = (size_t)(strchr(specimen_keys, row->marks[0]) - specimen_keys);
  return judge_specimen(keyin->station->specimens[nth - 1]);
}

static enum step_verdict verdict_of(char mark) {
  return mark == KEYIN_DONE ? STEP_DONE : mark == KEYIN_NOT_DONE ? STEP_NOT_DONE : STEP_NOT_SEEN;
}

static void judge_row(const struct keyin *keyin, const struct keyin_row *row,
                      struct step_mark *marks, struct happening *out) {
  uint8_t verdicts[STEPS_MAX];
  size_t first = keyin_has_specimen(keyin);
  for (size_t i = 0; i < keyin->station->n_steps; i++)
    verdicts[i] = (uint8_t)verdict_of(row->marks[first + i]);
  judge_station(keyin->station, verdicts, marks, out);
  out->specimen = specimen_of(keyin, row);
}

struct saving {
  struct happening *happened;
  struct step_mark *marks; /* STEPS_MAX each */
  uint8_t (*subjects)[ID_BYTES];
  struct keyin_row **rows;
  size_t n;
};

static struct saving collect(struct keyin *keyin) {
  struct saving s = {0};
  s.happened = mem_array(keyin->n + 1, sizeof *s.happened);
  s.marks = mem_array((keyin->n + 1) * STEPS_MAX, sizeof *s.marks);
  s.subjects = mem_array(keyin->n + 1, ID_BYTES);
  s.rows = mem_array(keyin->n + 1, sizeof(void *));
  for (size_t i = 0; i < keyin->n; i++) {
    struct keyin_row *row = &keyin->rows[i];
    if (row->saved || keyin_to_go(keyin, row))
      continue;
    judge_row(keyin, row, s.marks + s.n * STEPS_MAX, &s.happened[s.n]);
    memcpy(s.subjects[s.n], row->person.id, ID_BYTES);
    s.rows[s.n++] = row;
  }
  return s;
}

enum rc keyin_save(struct app *app, struct keyin *keyin, struct diags *diags) {
  struct saving s = collect(keyin);
  struct append append = {.happened = s.happened,
                          .n = s.n,
                          .subjects = (const uint8_t(*)[ID_BYTES])s.subjects};
  memcpy(append.actor, app->person.id, ID_BYTES);
  memcpy(append.session, keyin->occasion, ID_BYTES);
  clock_read(&append.moment);
  enum rc rc = store_append(app->store, &append, diags);
  for (size_t i = 0; rc == RC_OK && i < s.n; i++)
    s.rows[i]->saved = true;
  free(s.happened);
  free(s.marks);
  free(s.subjects);
  free(s.rows);
  return rc;
}

static bool takes(const struct keyin *keyin, const struct keyin_row *row, size_t column, char key) {
  if (column >= keyin->n_columns)
    return false;
  return key == MARK_CLEAR ? !row->saved : strchr(keyin_keys(keyin, column), key) != NULL;
}

enum rc keyin_type(struct app *app, struct keyin *keyin, struct keyin_row *row, size_t column,
                   const char *keys, struct diags *diags) {
  for (size_t i = 0; keys[i]; i++)
    if (!takes(keyin, row, column + i, keys[i]))
      return RC_USAGE;
  for (size_t i = 0; keys[i]; i++) {
    char mark = keys[i] == MARK_CLEAR ? KEYIN_EMPTY : keys[i];
    row->saved &= row->marks[column + i] == mark;
    row->marks[column + i] = mark;
  }
  return row->saved || keyin_to_go(keyin, row) ? RC_OK : keyin_save(app, keyin, diags);
}

/* -- What was keyed in before ------------------------------------------------------------------ */

struct recalling {
  struct keyin *keyin;
  const uint8_t *assessor;
};

static char specimen_key(const struct station *station, uint16_t specimen) {
  for (size_t i = 0; specimen && i < station->n_specimens && i < KEYIN_SPECIMENS; i++)
    if (judge_specimen(station->specimens[i]) == specimen)
      return specimen_keys[i + 1];
  return '0';
}

static char step_key(const struct observation *seen, const char *step) {
  static const char keys[STEP_VERDICTS] = {KEYIN_NOT_SEEN, KEYIN_DONE, KEYIN_NOT_DONE};
  uint64_t name = seal_name(step);
  for (size_t i = 0; i < seen->n_steps; i++)
    if (seen->steps[i].name == name && seen->steps[i].verdict < STEP_VERDICTS)
      return keys[seen->steps[i].verdict];
  return KEYIN_EMPTY; /* the station has a step more since */
}

static void recall(void *ctx, const struct observation *seen) {
  struct recalling *r = ctx;
  struct keyin *keyin = r->keyin;
  const struct station *station = keyin->station;
  if (memcmp(seen->assessor, r->assessor, ID_BYTES) != 0 ||
      memcmp(seen->occasion, keyin->occasion, ID_BYTES) != 0 ||
      strcmp(seen->path, station->path) != 0)
    return;
  struct keyin_row *row = keyin_row(keyin, seen->person);
  if (!row)
    return;
  size_t first = keyin_has_specimen(keyin);
  if (first)
    row->marks[0] = specimen_key(station, seen->specimen);
  for (size_t i = 0; i < station->n_steps; i++)
    row->marks[first + i] = step_key(seen, station->steps[i].id);
  row->saved = keyin_to_go(keyin, row) == 0;
}

/* -- Opening ----------------------------------------------------------------------------------- */

static const struct station *find(struct app *app, const char *path, struct diags *diags) {
  const struct module *module = app_module_at(app, path, diags);
  for (size_t i = 0; module && i < module->n_stations; i++)
    if (strcmp(module->stations[i].path, path) == 0)
      return &module->stations[i];
  if (!diags->errors)
    diag_error(diags, (struct place){0}, 1, "practical.unknown",
               _("The ids stand under practical: in the file."), _("there is no station %.64s"),
               path);
  return NULL;
}

static enum rc fill(struct app *app, struct keyin *keyin, struct diags *diags) {
  struct person *people;
  size_t n;
  enum rc rc = class_people(app, &keyin->arena, keyin->cohort, &people, &n, diags);
  if (rc != RC_OK)
    return rc;
  keyin->rows = arena_array(&keyin->arena, n, sizeof *keyin->rows);
  for (size_t i = 0; i < n; i++) {
    if (memcmp(people[i].id, app->person.id, ID_BYTES) == 0)
      continue;
    struct keyin_row *row = &keyin->rows[keyin->n++];
    row->person = people[i];
    memset(row->marks, KEYIN_EMPTY, keyin->n_columns);
  }
  const struct evidence_scope scope = {.from = INT64_MIN, .until = INT64_MAX};
  return store_observations(app->store, &scope, recall,
                            &(struct recalling){keyin, app->person.id}, diags);
}

enum rc keyin_open(struct app *app, const char *path, const char *cohort, const char *word,
                   struct keyin **out, struct diags *diags) {
  *out = NULL;
  const struct station *station = find(app, path, diags);
  if (!station)
    return RC_DATA;
  struct keyin *keyin = mem_alloc(sizeof *keyin);
  *keyin = (struct keyin){.station = station,
                          .n_columns = station->n_steps + (station->n_specimens > 0)};
  size_t known = station->n_specimens;
  memcpy(keyin->specimens, specimen_keys, 1 + (known < KEYIN_SPECIMENS ? known : KEYIN_SPECIMENS));
  keyin->cohort = arena_strdup(&keyin->arena, cohort);
  keyin->word = arena_strdup(&keyin->arena, word);
  keyin_occasion(path, word, keyin->occasion);
  enum rc rc = fill(app, keyin, diags);
  if (rc == RC_OK)
    *out = keyin;
  else
    keyin_free(keyin);
  return rc;
}

void keyin_free(struct keyin *keyin) {
  if (!keyin)
    return;
  arena_done(&keyin->arena);
  free(keyin);
}
