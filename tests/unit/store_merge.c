/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The union of stores: whatever the order, the repetitions and the clocks, one result. */
#include "base/random.h"
#include "store/evidence.h"
#include "store/laptops.h"
#include "store_fixture.h"

enum { DEVICES = 8, EVENTS = 200 };

struct copies {
  struct event_bytes list[2 * DEVICES * EVENTS];
  size_t n;
  struct arena arena;
};

static void keep(void *ctx, const struct event_bytes *event) {
  struct copies *copies = ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&copies->arena, event->head, event->head_len);
  if (event->payload)
    copy.payload = arena_strndup(&copies->arena, event->payload, event->payload_len);
  copies->list[copies->n++] = copy;
}

static struct happening random_happening(struct rng *rng) {
  static const char *const paths[] = {"c/m/a", "c/m/b", "c/m/d", "c/n/a"};
  static const char *const competencies[] = {"DOC-EXAM", "PROT-REF"};
  const char *path = paths[rng_below(rng, 4)];
  switch (rng_below(rng, 6)) {
  case 0:
    return stated(paths[rng_below(rng, 4)]);
  case 1:
    return started("c/m", RUN_QUIZ);
  case 2:
    return completed("c/m", (int32_t)rng_below(rng, SCORE_ONE), rng_below(rng, 2));
  default: {
    struct happening h =
        answered(path, competencies[rng_below(rng, 2)], rng_below(rng, 2) ? SCORE_ONE : 300000);
    h.hinted = rng_below(rng, 4) == 0;
    h.faulty = rng_below(rng, 8) == 0;
    h.attempt = (uint8_t)(1 + rng_below(rng, 4) / 3);
    return h;
  }
  }
}

/* One device's history: clocks jump, boots come and go, people share the machine. */
static void live(struct store *store, struct rng *rng, size_t events) {
  struct scene scene = {.wall = 1000000, .mono = 1};
  for (size_t i = 0; i < events; i++) {
    struct happening h = random_happening(rng);
    if (rng_below(rng, 20) == 0) {
      scene.boot++;
      scene.mono = (int64_t)rng_below(rng, 50);
      scene.wall = 1000000 + (int64_t)rng_below(rng, 100000) - 50000;
    }
    scene.person = (uint8_t)(1 + rng_below(rng, 5));
    scene.session = (uint8_t)(1 + rng_below(rng, 10));
    scene.mono += (int64_t)rng_below(rng, 100);
    scene_must_append(store, scene, &h, 1);
  }
}

static void describe_people(struct store *store, struct str *out, struct diags *diags) {
  struct person *people;
  size_t n;
  cr_assert_eq(store_people(store, &people, &n, diags), RC_OK);
  for (size_t i = 0; i < n; i++)
    str_printf(out, "%d %s\n", people[i].id[0], people[i].name);
  free(people);
}

static void describe_person(struct store *store, uint8_t who, struct str *out,
                            struct diags *diags) {
  struct progress *progress;
  struct open_session *open;
  size_t n;
  uint8_t id[ID_BYTES] = {who};
  cr_assert_eq(store_progress(store, id, &progress, &n, diags), RC_OK);
  for (size_t i = 0; i < n; i++)
    str_printf(out, "%d %s %d %u %d %d\n", who, progress[i].path, (int)progress[i].kind,
               progress[i].times, progress[i].best, progress[i].passed);
  free(progress);
  cr_assert_eq(store_open_sessions(store, id, &open, &n, diags), RC_OK);
  for (size_t i = 0; i < n; i++)
    str_printf(out, "%d %d %s\n", who, open[i].session[0], open[i].path);
  free(open);
}

/* Everything a reader can learn from a store, as text. */
static void describe(struct store *store, struct str *out) {
  struct diags diags = {0};
  struct competency_row *rows;
  size_t n;
  describe_people(store, out, &diags);
  for (uint8_t who = 1; who <= 5; who++)
    describe_person(store, who, out, &diags);
  cr_assert_eq(store_competency(store, NULL, INT64_MAX, &rows, &n, &diags), RC_OK);
  for (size_t i = 0; i < n; i++)
    str_printf(out, "%d %s %u %u %ld\n", rows[i].person[0], rows[i].competency, rows[i].items,
               rows[i].right, (long)rows[i].last);
  free(rows);
  diags_done(&diags);
}

static struct store *open_new(char *folder, size_t size) {
  folder_temporary(folder, size);
  return store_must_open(folder);
}

Test(store_merge, kept_current_is_the_same_as_computed_anew) {
  struct rng rng;
  for (uint64_t seed = 1; seed <= 6; seed++) {
    char folder[256];
    struct str current = {0}, anew = {0}, ignored = {0};
    struct store *store = open_new(folder, sizeof folder);
    rng_seed(&rng, seed);
    live(store, &rng, 60);
    describe(store, &ignored); /* from here on the projections are kept current */
    live(store, &rng, 60);
    describe(store, &current);
    store_close(store);
    store = store_must_open(folder);
    describe(store, &anew);
    cr_expect_str_eq(current.at, anew.at, "seed %lu", (unsigned long)seed);
    cr_expect_gt(anew.len, 100);
    store_close(store);
    str_done(&current);
    str_done(&anew);
    str_done(&ignored);
  }
}

/* Eight devices, one of them cloned in mid-life so that its chain forks. */
static void gather(struct copies *all, struct rng *rng) {
  for (int device = 0; device < DEVICES; device++) {
    char folder[256], command[600], clone[300];
    struct diags diags = {0};
    struct store *store = open_new(folder, sizeof folder);
    live(store, rng, EVENTS / 2);
    if (device == 0) {
      store_close(store);
      snprintf(clone, sizeof clone, "%s-clone", folder);
      snprintf(command, sizeof command, "cp -r '%s' '%s'", folder, clone);
      cr_assert_eq(system(command), 0);
      store = store_must_open(clone);
      live(store, rng, EVENTS / 4);
      cr_assert_eq(store_each(store, keep, all, &diags), RC_OK);
      store_close(store);
      store = store_must_open(folder);
    }
    live(store, rng, EVENTS / 2);
    cr_assert_eq(store_each(store, keep, all, &diags), RC_OK);
    store_close(store);
    diags_done(&diags);
  }
}

static void shuffle(struct copies *all, struct rng *rng) {
  for (size_t i = all->n; i > 1; i--) {
    size_t j = rng_below(rng, i);
    struct event_bytes swapped = all->list[i - 1];
    all->list[i - 1] = all->list[j];
    all->list[j] = swapped;
  }
}

/* In pieces of changing size, some of them twice, with reports in between. */
static void import_pieces(struct store *store, const struct copies *all, struct rng *rng) {
  struct diags diags = {0};
  for (size_t at = 0; at < all->n;) {
    size_t piece = 1 + rng_below(rng, 400);
    if (piece > all->n - at)
      piece = all->n - at;
    cr_assert_eq(store_import(store, all->list + at, piece, &diags), RC_OK);
    if (rng_below(rng, 3) == 0)
      cr_assert_eq(store_import(store, all->list + at, piece, &diags), RC_OK);
    if (rng_below(rng, 4) == 0) {
      struct str ignored = {0};
      describe(store, &ignored);
      str_done(&ignored);
    }
    at += piece;
  }
  diags_done(&diags);
}

Test(store_merge, any_order_and_repetition_gives_one_result, .timeout = 120) {
  static struct copies all;
  struct rng rng;
  struct str first = {0};
  rng_seed(&rng, 4711);
  gather(&all, &rng);
  for (int round = 0; round < 4; round++) {
    char folder[256];
    struct str said = {0};
    struct diags diags = {0};
    struct store *store = open_new(folder, sizeof folder);
    shuffle(&all, &rng);
    import_pieces(store, &all, &rng);
    describe(store, round ? &said : &first);
    cr_expect_eq(store_verify(store, &diags), RC_OK);
    cr_expect(diags_have(&diags, "event.fork"));
    if (round)
      cr_expect_str_eq(said.at, first.at);
    store_close(store);
    str_done(&said);
    diags_done(&diags);
  }
  cr_expect_gt(first.len, 300);
  str_done(&first);
  arena_done(&all.arena);
}

static void digest_of(struct store *store, uint8_t digest[HASH_BYTES]) {
  struct diags diags = {0};
  cr_expect_eq(store_rebuild(store, digest, &diags), RC_OK);
  diags_done(&diags);
}

/* Every device is carried off before two people are erased, one here and one there, and after it:
 * of their events there are whole ones and erased ones, before and behind the tombstones. */
static void gather_erased(struct copies *all, struct rng *rng) {
  for (int device = 0; device < 3; device++) {
    char folder[256];
    struct diags diags = {0};
    struct store *store = open_new(folder, sizeof folder);
    const struct happening erased = {.verb = VERB_ERASED};
    live(store, rng, 60);
    cr_assert_eq(store_each(store, keep, all, &diags), RC_OK);
    if (device < 2)
      scene_must_append(store, (struct scene){.person = (uint8_t)(2 + device), .wall = 1}, &erased,
                        1);
    live(store, rng, 30);
    cr_assert_eq(store_each(store, keep, all, &diags), RC_OK);
    store_close(store);
    diags_done(&diags);
  }
}

static size_t plain_of(struct store *store, uint8_t who) {
  char sql[200];
  struct diags diags = {0};
  int64_t n;
  snprintf(sql, sizeof sql,
           "SELECT count(*) FROM main.event WHERE substr(subject, 1, 1) = x'%02x' AND scheme = 0 "
           "AND verb <> 'erased'",
           who);
  cr_assert_eq(db_number(store, sql, &n, &diags), RC_OK);
  return (size_t)n;
}

Test(store_merge, tombstones_in_any_order_give_one_result, .timeout = 120) {
  static struct copies all;
  struct rng rng;
  uint8_t first[HASH_BYTES], digest[HASH_BYTES];
  rng_seed(&rng, 1213);
  gather_erased(&all, &rng);
  for (int round = 0; round < 12; round++) {
    char folder[256];
    struct diags diags = {0};
    struct store *store = open_new(folder, sizeof folder);
    shuffle(&all, &rng);
    import_pieces(store, &all, &rng);
    digest_of(store, round ? digest : first);
    cr_expect(round == 0 || memcmp(first, digest, HASH_BYTES) == 0, "round %d", round);
    cr_expect_eq(plain_of(store, 2) + plain_of(store, 3), 0);
    cr_expect_gt(plain_of(store, 1), 10);
    cr_expect_eq(store_verify(store, &diags), RC_OK);
    store_close(store);
    diags_done(&diags);
  }
  arena_done(&all.arena);
}

Test(store_merge, import_is_all_or_nothing) {
  static struct copies all;
  char folder[256], target[256];
  struct rng rng;
  struct diags diags = {0};
  int64_t n;
  rng_seed(&rng, 3);
  struct store *store = open_new(folder, sizeof folder);
  live(store, &rng, 10);
  cr_assert_eq(store_each(store, keep, &all, &diags), RC_OK);
  store_close(store);
  ((char *)(uintptr_t)all.list[9].payload)[3] ^= 1;
  store = open_new(target, sizeof target);
  cr_expect_eq(store_import(store, all.list, all.n, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "event.hash"));
  cr_assert_eq(db_number(store, "SELECT count(*) FROM main.event", &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  cr_expect_eq(store_import(store, all.list, all.n - 1, &diags), RC_OK);
  store_close(store);
  diags_done(&diags);
  arena_done(&all.arena);
}

Test(store_merge, what_fails_makes_nothing_of_all_that_was_taken) {
  static struct copies all;
  char folder[256], target[256];
  struct rng rng;
  struct diags diags = {0};
  struct taking *taking;
  int64_t n;
  rng_seed(&rng, 3);
  struct store *store = open_new(folder, sizeof folder);
  live(store, &rng, 10);
  cr_assert_eq(store_each(store, keep, &all, &diags), RC_OK);
  store_close(store);
  struct event_bytes none = {.head = "", .payload = ""};
  struct parcel good = {.events = all.list, .n = 5}, bad = {.events = &none, .n = 1},
                late = {.events = all.list + 5, .n = 5};
  store = open_new(target, sizeof target);
  cr_assert_eq(store_taking_begin(store, &taking, &diags), RC_OK);
  cr_expect_eq(store_taking_add(taking, &good, &diags), RC_OK);
  cr_expect_eq(good.added, 5);
  cr_expect_eq(store_taking_add(taking, &bad, &diags), RC_DATA);
  cr_expect_eq(store_taking_add(taking, &late, &diags), RC_DATA);
  cr_expect_eq(late.added, 0);
  cr_expect_eq(store_taking_end(taking, &diags), RC_DATA);
  cr_assert_eq(db_number(store, "SELECT count(*) FROM main.event", &n, &diags), RC_OK);
  cr_expect_eq(n, 0);
  cr_assert_eq(store_taking_begin(store, &taking, &diags), RC_OK);
  cr_expect_eq(store_taking_add(taking, &good, &diags), RC_OK);
  cr_expect_eq(store_taking_add(taking, &late, &diags), RC_OK);
  cr_expect_eq(store_taking_end(taking, &diags), RC_OK);
  cr_assert_eq(db_number(store, "SELECT count(*) FROM main.event", &n, &diags), RC_OK);
  cr_expect_eq(n, 10);
  store_close(store);
  diags_done(&diags);
  arena_done(&all.arena);
}

/* The end of the own chain may come from outside: a laptop that was copied went on. */
Test(store_merge, own_chain_is_gone_on_from_what_was_imported) {
  static struct copies later;
  char folder[256], command[600];
  struct rng rng;
  struct diags diags = {0};
  rng_seed(&rng, 5);
  struct store *store = open_new(folder, sizeof folder);
  live(store, &rng, 3);
  store_close(store);
  snprintf(command, sizeof command, "cp -r '%s' '%s.copy'", folder, folder);
  cr_assert_eq(system(command), 0);
  snprintf(command, sizeof command, "%s.copy", folder);
  store = store_must_open(command);
  live(store, &rng, 4);
  cr_assert_eq(store_each(store, keep, &later, &diags), RC_OK);
  store_close(store);
  store = store_must_open(folder);
  cr_assert_eq(append_tip(store, &diags), RC_OK);
  cr_assert_eq(store_import(store, later.list, later.n, &diags), RC_OK);
  live(store, &rng, 1);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  cr_expect_not(diags_have(&diags, "event.fork"));
  store_close(store);
  diags_done(&diags);
  arena_done(&later.arena);
}
