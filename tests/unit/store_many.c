/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of everything more than fits at first, and nothing of it. */
#include "store/evidence.h"
#include "store_fixture.h"

enum { MANY = 40 };

static char folder[256];
static struct store *store;
static struct diags diags;
static struct arena arena;
static const uint8_t id[ID_BYTES] = {1};

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
  arena_done(&arena);
}

TestSuite(store_many, .init = setup, .fini = teardown);

static void fill(void) {
  for (uint8_t i = 1; i <= MANY; i++) {
    const char *path = arena_printf(&arena, "c/m%02d", i);
    struct happening person = stated(arena_printf(&arena, "Person %02d", i));
    struct happening run[] = {started(path, RUN_QUIZ),
                              answered(arena_printf(&arena, "%s/q", path), path + 2, SCORE_ONE)};
    struct happening end = completed(path, SCORE_ONE, true);
    scene_must_append(store, (struct scene){.person = i, .wall = i}, &person, 1);
    scene_must_append(store, (struct scene){.person = 1, .session = i, .wall = i}, run, 2);
    scene_must_append(store, (struct scene){.person = 1, .session = 99, .wall = i}, &end, 1);
  }
}

struct counts {
  size_t people, open, progress, met, competency, session;
};

static struct counts count(void) {
  struct counts n;
  struct person *people;
  struct open_session *open;
  struct progress *progress;
  const char *const *met;
  struct competency_row *rows;
  struct happening *happened;
  uint8_t session[ID_BYTES] = {99};
  cr_assert_eq(store_people(store, &people, &n.people, &diags), RC_OK);
  cr_assert_eq(store_open_sessions(store, id, &open, &n.open, &diags), RC_OK);
  cr_assert_eq(store_progress(store, id, &progress, &n.progress, &diags), RC_OK);
  cr_assert_eq(store_met(store, id, &arena, &met, &n.met, &diags), RC_OK);
  cr_assert_eq(store_competency(store, id, INT64_MAX, &rows, &n.competency, &diags), RC_OK);
  cr_assert_eq(store_session(store, id, session, &arena, &happened, &n.session, &diags), RC_OK);
  for (size_t i = 1; i < n.met; i++)
    cr_expect_lt(strcmp(met[i - 1], met[i]), 0);
  free(people), free(open), free(progress), free(rows);
  return n;
}

Test(store_many, every_list_grows) {
  fill();
  struct counts n = count();
  cr_expect(n.people == MANY && n.open == MANY && n.progress == MANY && n.met == MANY &&
            n.competency == MANY && n.session == MANY);
}

Test(store_many, of_nobody_there_is_nothing) {
  struct counts n = count();
  cr_expect(n.people + n.open + n.progress + n.met + n.competency + n.session == 0);
}

/* Once all is projected, people are among it. */
Test(store_many, people_after_everything_else) {
  struct person *people;
  size_t n;
  fill();
  cr_assert_eq(store_project(store, NULL, &diags), RC_OK);
  cr_assert_eq(project_people(store, &diags), RC_OK);
  cr_expect_not(store->knows_people);
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_expect_eq(n, MANY);
  free(people);
}
