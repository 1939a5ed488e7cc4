/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/board.h"

#include "app/basis.h"
#include "app/class.h"
#include "app/inner.h"
#include "app/warmup.h"
#include "base/text.h"
#include "base/vec.h"
#include "measure/retention.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_MS = 86400000 };

struct boarding {
  const struct board_wanted *wanted;
  struct arena *arena;
  struct diags *diags;
  struct app *app;
  int64_t from, until; /* the day */
  struct person *people;
  size_t n_people;
  const struct person **by_id;
  struct laptop_seen *laptops; /* by chain; in the arena */
  size_t n_laptops;
  struct {
    struct sitting *list;
    size_t n, cap;
  } sittings; /* by person */
  struct arrivals {
    struct arrival *list;
    size_t n, cap;
  } that_day, ever;
  struct {
    const char **list;
    size_t n, cap;
  } exams;
};

/* -- Who ----------------------------------------------------------------------------------------
 */

static int by_id(const void *a, const void *b) {
  return memcmp((*(const struct person *const *)a)->id, (*(const struct person *const *)b)->id,
                ID_BYTES);
}

static int id_to_person(const void *id, const void *at) {
  return memcmp(id, (*(const struct person *const *)at)->id, ID_BYTES);
}

static bool is_of_class(const struct boarding *b, const uint8_t id[ID_BYTES]) {
  return bsearch(id, b->by_id, b->n_people, sizeof *b->by_id, id_to_person) != NULL;
}

static enum rc read_class(struct boarding *b) {
  enum rc rc =
      class_cohort(b->app, b->arena, b->wanted->cohort, &b->people, &b->n_people, b->diags);
  if (rc != RC_OK)
    return rc;
  b->by_id = arena_array(b->arena, b->n_people, sizeof *b->by_id);
  for (size_t i = 0; i < b->n_people; i++)
    b->by_id[i] = &b->people[i];
  qsort(b->by_id, b->n_people, sizeof *b->by_id, by_id);
  return RC_OK;
}

/* -- What is here -------------------------------------------------------------------------------
 */

static void take_sitting(void *ctx, const struct sitting *sitting) {
  struct boarding *b = ctx;
  if (!b->wanted->exam || strcmp(b->wanted->exam, sitting->path) == 0)
    VEC_PUSH(&b->sittings, *sitting);
}

static void take_arrival(void *ctx, const struct arrival *arrival) {
  struct arrivals *arrivals = ctx;
  VEC_PUSH(arrivals, *arrival);
}

static enum rc read_laptops(struct boarding *b) {
  struct laptop_seen *list;
  enum rc rc = store_laptops_seen(b->app->store, &list, &b->n_laptops, b->diags);
  b->laptops = arena_array(b->arena, b->n_laptops + 1, sizeof *b->laptops);
  if (rc == RC_OK && b->n_laptops)
    memcpy(b->laptops, list, b->n_laptops * sizeof *list);
  free(list);
  return rc;
}

static enum rc read_all(struct boarding *b) {
  static const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};
  const struct evidence_scope day = {.from = b->from, .until = b->until};
  enum rc rc = store_sittings(b->app->store, &all, take_sitting, b, b->diags);
  if (rc == RC_OK)
    rc = store_arrivals(b->app->store, &all, take_arrival, &b->ever, b->diags);
  if (rc == RC_OK)
    rc = store_arrivals(b->app->store, &day, take_arrival, &b->that_day, b->diags);
  return rc == RC_OK ? read_laptops(b) : rc;
}

static int chain_to_laptop(const void *chain, const void *laptop) {
  return memcmp(chain, ((const struct laptop_seen *)laptop)->chain, KEY_BYTES);
}

/* NULL: this machine itself. */
static struct laptop_seen *laptop_of(const struct boarding *b, const uint8_t chain[KEY_BYTES]) {
  return b->n_laptops
             ? bsearch(chain, b->laptops, b->n_laptops, sizeof *b->laptops, chain_to_laptop)
             : NULL;
}

static bool on_day(const struct boarding *b, int64_t time) {
  return time >= b->from && time < b->until;
}

static void add_exam(struct boarding *b, const char *path) {
  for (size_t i = 0; i < b->exams.n; i++)
    if (strcmp(b->exams.list[i], path) == 0)
      return;
  VEC_PUSH(&b->exams, path);
}

static int by_path(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void find_exams(struct boarding *b) {
  if (b->wanted->exam)
    add_exam(b, b->wanted->exam);
  for (size_t i = 0; i < b->sittings.n; i++)
    if (on_day(b, b->sittings.list[i].began) && is_of_class(b, b->sittings.list[i].person))
      add_exam(b, b->sittings.list[i].path);
  if (b->exams.n)
    qsort(b->exams.list, b->exams.n, sizeof *b->exams.list, by_path);
}

/* -- Rows ---------------------------------------------------------------------------------------
 */

/* The last that was begun on the day; or else on any other. */
static const struct sitting *find_sitting(const struct boarding *b, const uint8_t id[ID_BYTES],
                                          const char *exam) {
  const struct sitting *found = NULL;
  for (size_t i = 0; i < b->sittings.n; i++) {
    const struct sitting *one = &b->sittings.list[i];
    if (memcmp(one->person, id, ID_BYTES) == 0 && strcmp(one->path, exam) == 0 &&
        (!found || on_day(b, one->began) >= on_day(b, found->began)))
      found = one;
  }
  return found;
}

/* The laptop on which the person did something that day last; NULL: nothing. */
static const struct arrival *find_arrival(const struct boarding *b, const uint8_t id[ID_BYTES]) {
  const struct arrival *found = NULL;
  for (size_t i = 0; i < b->that_day.n; i++) {
    const struct arrival *one = &b->that_day.list[i];
    if (memcmp(one->person, id, ID_BYTES) == 0 && (!found || one->last > found->last))
      found = one;
  }
  return found;
}

static void fill_sat(const struct boarding *b, const struct sitting *sitting,
                     struct board_row *row) {
  row->state = on_day(b, sitting->began) ? BOARD_HANDED_IN : BOARD_OTHER_DAY;
  row->sat = true;
  row->sitting = sitting->state;
  row->form = sitting->form;
  row->answered = sitting->answered;
  row->questions = sitting->questions;
  row->began = sitting->began;
  row->laptop = laptop_of(b, sitting->chain);
}

/* exam "": whatever was done that day. */
static void fill_row(const struct boarding *b, const struct person *person, const char *exam,
                     struct board_row *row) {
  const struct sitting *sitting = *exam ? find_sitting(b, person->id, exam) : NULL;
  const struct arrival *arrival = find_arrival(b, person->id);
  *row = (struct board_row){
      .name = text_safe(b->arena, person->name, strlen(person->name), false),
      .code = text_safe(b->arena, person->code, strlen(person->code), false),
      .exam = text_safe(b->arena, exam, strlen(exam), false),
  };
  if (sitting) {
    fill_sat(b, sitting, row);
    return;
  }
  if (arrival) {
    row->state = *exam ? BOARD_ELSE : BOARD_HANDED_IN;
    row->laptop = laptop_of(b, arrival->chain);
  }
}

static void fill_class(struct boarding *b, struct board *board) {
  size_t n_exams = b->exams.n ? b->exams.n : 1;
  board->rows = arena_array(b->arena, b->n_people * n_exams + 1, sizeof *board->rows);
  board->people = b->n_people;
  for (size_t i = 0; i < b->n_people; i++) {
    bool all = true;
    for (size_t k = 0; k < n_exams; k++) {
      struct board_row *row = &board->rows[board->n++];
      fill_row(b, &b->people[i], b->exams.n ? b->exams.list[k] : "", row);
      all = all && row->state == BOARD_HANDED_IN;
    }
    board->handed_in += all;
  }
}

/* -- Who is on no roster ------------------------------------------------------------------------
 */

static const char *stranger_name(const struct boarding *b, const struct person *person,
                                 const uint8_t id[ID_BYTES]) {
  char hex[2 * ID_BYTES + 1];
  if (person && *person->name)
    return text_safe(b->arena, person->name, strlen(person->name), false);
  seal_hex(id, ID_BYTES, hex);
  return arena_printf(b->arena, "%s (%.8s)", _("no name stated"), hex);
}

static int id_to_all(const void *id, const void *person) {
  return memcmp(id, ((const struct person *)person)->id, ID_BYTES);
}

static bool is_exam_of_day(const struct boarding *b, const struct sitting *sitting) {
  for (size_t i = 0; i < b->exams.n; i++)
    if (strcmp(b->exams.list[i], sitting->path) == 0)
      return on_day(b, sitting->began);
  return false;
}

/* Whoever is in another class is that class's. */
static enum rc fill_strangers(struct boarding *b, struct board *board) {
  struct person *all;
  size_t n;
  enum rc rc = store_people_as_of(b->app->store, INT64_MAX, &all, &n, b->diags);
  board->strangers = arena_array(b->arena, b->sittings.n + 1, sizeof *board->strangers);
  for (size_t i = 0; rc == RC_OK && i < b->sittings.n; i++) {
    const struct sitting *sitting = &b->sittings.list[i];
    const struct person *person =
        n ? bsearch(sitting->person, all, n, sizeof *all, id_to_all) : NULL;
    if (!is_exam_of_day(b, sitting) || (person && *person->cohort))
      continue;
    struct board_row *row = &board->strangers[board->n_strangers++];
    *row = (struct board_row){
        .name = stranger_name(b, person, sitting->person),
        .code = person ? text_safe(b->arena, person->code, strlen(person->code), false) : "",
        .exam = text_safe(b->arena, sitting->path, strlen(sitting->path), false)};
    fill_sat(b, sitting, row);
  }
  free(all);
  return rc;
}

/* -- Laptops ------------------------------------------------------------------------------------
 */

static void mark_laptop(const struct boarding *b, bool *marks, const uint8_t chain[KEY_BYTES]) {
  const struct laptop_seen *laptop = laptop_of(b, chain);
  if (laptop)
    marks[laptop - b->laptops] = true;
}

/* One that somebody of the class was ever at; and one that was accepted, and nobody was yet. */
static void fill_silent(struct boarding *b, struct board *board) {
  bool *of_class = arena_array(b->arena, b->n_laptops + 1, sizeof *of_class);
  bool *came = arena_array(b->arena, b->n_laptops + 1, sizeof *came);
  for (size_t i = 0; i < b->ever.n; i++)
    if (is_of_class(b, b->ever.list[i].person))
      mark_laptop(b, of_class, b->ever.list[i].chain);
  for (size_t i = 0; i < b->that_day.n; i++)
    mark_laptop(b, came, b->that_day.list[i].chain);
  board->silent = arena_array(b->arena, b->n_laptops + 1, sizeof *board->silent);
  for (size_t i = 0; i < b->n_laptops; i++) {
    bool fresh = b->laptops[i].state == LAPTOP_ACCEPTED && !b->laptops[i].has_events;
    if ((of_class[i] && !came[i]) || fresh)
      board->silent[board->n_silent++] = &b->laptops[i];
  }
}

/* -- All of it ----------------------------------------------------------------------------------
 */

static enum rc find_day(struct boarding *b, struct board *board) {
  struct moment now;
  clock_read(&now);
  b->until = ((int64_t)retention_day(now.wall) + 1) * DAY_MS;
  enum rc rc = b->wanted->on ? basis_until(b->wanted->on, &b->until, b->diags) : RC_OK;
  b->from = b->until - DAY_MS;
  if (rc == RC_OK)
    board->day = arena_strndup(b->arena, board_time(b->from, b->arena), strlen("2026-11-26"));
  return rc;
}

static enum rc fill(struct boarding *b, struct board *board) {
  enum rc rc = find_day(b, board);
  if (rc == RC_OK)
    rc = read_class(b);
  if (rc == RC_OK)
    rc = read_all(b);
  if (rc != RC_OK)
    return rc;
  find_exams(b);
  fill_class(b, board);
  fill_silent(b, board);
  return fill_strangers(b, board);
}

enum rc board_read(const struct app_paths *paths, const struct board_wanted *wanted,
                   struct arena *arena, struct board *board, struct diags *diags) {
  struct boarding b = {.wanted = wanted, .arena = arena, .diags = diags};
  *board = (struct board){.day = ""};
  enum rc rc = warm_up_open(paths, &b.app, diags);
  if (rc == RC_OK)
    rc = fill(&b, board);
  free(b.sittings.list);
  free(b.that_day.list);
  free(b.ever.list);
  free(b.exams.list);
  app_close(b.app);
  return rc;
}
