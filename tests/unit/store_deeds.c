/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_deeds_profile.h"

#include "store/activity.h"
#include "store/backup_file.h"
#include "store/erase.h"
#include "store/erased_list.h"
#include "store/estimates.h"
#include "store/laptops.h"
#include "store/recorded.h"
#include "store/rulings.h"
#include "store/sealed.h"
#include "store/sittings.h"

#include <sys/stat.h>

/* -- The store and its events ----------------------------------------------------------------- */

static void count_event(void *ctx, const struct event_bytes *event) {
  (void)event;
  ++*(size_t *)ctx;
}

static enum rc deed_open(struct world *world, struct str *result, struct diags *diags) {
  (void)result;
  world_close(world);
  return world_open(world, diags);
}

/* Another one, of which nothing is there yet. */
static enum rc deed_open_new(struct world *world, struct str *result, struct diags *diags) {
  struct store *other;
  struct str folder = {0};
  (void)result;
  str_printf(&folder, "%s/new/er", world->folder);
  enum rc rc = store_open(folder.at, &other, diags);
  store_close(other);
  str_done(&folder);
  return rc;
}

/* One that was killed: what it saved last is in its log alone. */
static enum rc deed_open_unclean(struct world *world, struct str *result, struct diags *diags) {
  struct store *other;
  struct str folder = {0};
  size_t n = 0;
  str_printf(&folder, "%s/killed", world->folder);
  enum rc rc = store_open(folder.at, &other, diags);
  if (rc == RC_OK)
    rc = store_each(other, count_event, &n, diags);
  str_printf(result, "%zu", n);
  store_close(other);
  str_done(&folder);
  return rc;
}

static enum rc deed_append(struct world *world, struct str *result, struct diags *diags) {
  struct happening h[] = {answered("c/n/b", "Y", SCORE_ONE), decided("c/d"),
                          completed("c/n", 500000, true)};
  struct place_kept place = {.session = {2}, .words = "Question 3 of 3"};
  struct append append = {
      .actor = {1}, .subject = {1}, .session = {2}, .happened = h, .n = 3, .place = &place};
  (void)result;
  return store_append(world->store, &append, diags);
}

/* With the projections at hand, which are then kept current. */
static enum rc deed_append_projected(struct world *world, struct str *result, struct diags *diags) {
  struct competency_row *rows;
  size_t n;
  enum rc rc = store_competency(world->store, NULL, INT64_MAX, &rows, &n, diags);
  free(rows);
  return rc == RC_OK ? deed_append(world, result, diags) : rc;
}

static enum rc deed_import(struct world *world, struct str *result, struct diags *diags) {
  size_t n;
  const struct event_bytes *events = world_other(&n);
  (void)result;
  return store_import(world->store, events, n, diags);
}

static enum rc deed_each(struct world *world, struct str *result, struct diags *diags) {
  size_t n = 0;
  enum rc rc = store_each(world->store, count_event, &n, diags);
  str_printf(result, "%zu", n);
  return rc;
}

/* -- What is read ------------------------------------------------------------------------------ */

static enum rc deed_people(struct world *world, struct str *result, struct diags *diags) {
  struct person *people;
  size_t n;
  enum rc rc = store_people(world->store, &people, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%s %s, ", people[i].name, people[i].agency);
  free(people);
  return rc;
}

static enum rc deed_learned_last(struct world *world, struct str *result, struct diags *diags) {
  uint8_t subject[ID_BYTES];
  enum rc rc = store_learned_last(world->store, subject, diags);
  str_printf(result, "%d", subject[0]);
  return rc;
}

static enum rc deed_open_sessions(struct world *world, struct str *result, struct diags *diags) {
  struct open_session *list;
  size_t n;
  enum rc rc = store_open_sessions(world->store, world_person, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%d %s, ", list[i].session[0], list[i].path);
  free(list);
  return rc;
}

static enum rc read_session(struct world *world, const uint8_t *session, struct str *result,
                            struct diags *diags) {
  struct arena arena = {0};
  struct happening *list;
  size_t n;
  enum rc rc = store_session(world->store, world_person, session, &arena, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%d %s, ", (int)list[i].verb, list[i].path);
  arena_done(&arena);
  return rc;
}

static enum rc deed_session(struct world *world, struct str *result, struct diags *diags) {
  return read_session(world, world_session, result, diags);
}

static enum rc deed_scattered(struct world *world, struct str *result, struct diags *diags) {
  return read_session(world, world_scattered, result, diags);
}

static enum rc deed_project(struct world *world, struct str *result, struct diags *diags) {
  (void)result;
  return store_project(world->store, NULL, diags);
}

static enum rc deed_progress(struct world *world, struct str *result, struct diags *diags) {
  struct progress *list;
  size_t n;
  enum rc rc = store_progress(world->store, world_person, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%s %d %u %d %d, ", list[i].path, (int)list[i].kind, list[i].times,
               list[i].best, list[i].passed);
  free(list);
  return rc;
}

static enum rc deed_starts(struct world *world, struct str *result, struct diags *diags) {
  uint32_t n;
  enum rc rc = store_starts(world->store, world_person, "c/m", &n, diags);
  str_printf(result, "%u", n);
  return rc;
}

static enum rc read_competency(struct world *world, const uint8_t *subject, struct str *result,
                               struct diags *diags) {
  struct competency_row *rows;
  size_t n;
  enum rc rc = store_competency(world->store, subject, INT64_MAX, &rows, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%d %s %u %u %ld, ", rows[i].person[0], rows[i].competency, rows[i].items,
               rows[i].right, (long)rows[i].last);
  free(rows);
  return rc;
}

static enum rc deed_competency(struct world *world, struct str *result, struct diags *diags) {
  return read_competency(world, NULL, result, diags);
}

static enum rc deed_competency_of(struct world *world, struct str *result, struct diags *diags) {
  return read_competency(world, world_person, result, diags);
}

static enum rc deed_met(struct world *world, struct str *result, struct diags *diags) {
  struct arena arena = {0};
  const char *const *paths;
  size_t n;
  enum rc rc = store_met(world->store, world_person, &arena, &paths, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%s, ", paths[i]);
  arena_done(&arena);
  return rc;
}

static void tell_recall(void *ctx, const struct recall_row *row) {
  str_printf(ctx, "%d %s %d %ld, ", row->person[0], row->path, row->score, (long)row->time);
}

static enum rc deed_recalls(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  enum rc rc = store_recalls(world->store, world_person, INT64_MAX, tell_recall, &told, diags);
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

static enum rc deed_recalls_mark(struct world *world, struct str *result, struct diags *diags) {
  struct recalls_mark mark;
  enum rc rc = store_recalls_mark(world->store, &mark, diags);
  str_printf(result, "%lu %ld %ld %d", (unsigned long)mark.seq, (long)mark.time, (long)mark.others,
             mark.boot[0]);
  return rc;
}

static enum rc deed_missed(struct world *world, struct str *result, struct diags *diags) {
  struct arena arena = {0};
  struct missed_row *rows;
  size_t n;
  enum rc rc = store_missed(world->store, &arena, &rows, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%s %u %u, ", rows[i].path, rows[i].asked, rows[i].missed);
  arena_done(&arena);
  return rc;
}

static void tell_run(void *ctx, const struct run_marks *run) {
  str_printf(ctx, "%s %u, ", run->module, (unsigned)run->n);
}

static void tell_answer(void *ctx, const struct answer_mark *answer) {
  str_printf(ctx, "%s %ld, ", answer->path, (long)answer->score);
}

/* A walk that fails has told what it found until then: only a whole one has a result. */
static enum rc deed_marks(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  const struct marks_reader reader = {&told, tell_run, tell_answer};
  enum rc rc = store_marks(world->store, &reader, diags);
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

static void tell_sitting(void *ctx, const struct sitting *sitting) {
  str_printf(ctx, "%s %u, ", sitting->path, (unsigned)sitting->answered);
}

static void tell_arrival(void *ctx, const struct arrival *arrival) {
  str_printf(ctx, "%d, ", arrival->person[0]);
}

static void tell_choice(void *ctx, const struct exam_choice *choice) {
  str_printf(ctx, "%s %ld, ", choice->path, (long)choice->score);
}

static void tell_exposure(void *ctx, const struct exposure *exposure) {
  str_printf(ctx, "%s %u, ", exposure->path, (unsigned)exposure->people);
}

static enum rc deed_sittings(struct world *world, struct str *result, struct diags *diags) {
  const struct evidence_scope scope = {.until = INT64_MAX};
  struct str told = {0};
  enum rc rc = store_sittings(world->store, &scope, tell_sitting, &told, diags);
  if (rc == RC_OK)
    rc = store_arrivals(world->store, &scope, tell_arrival, &told, diags);
  if (rc == RC_OK)
    rc = store_exam_choices(world->store, "c/m/exam", &scope, tell_choice, &told, diags);
  if (rc == RC_OK)
    rc = store_exposure(world->store, tell_exposure, &told, diags);
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

static enum rc deed_laptops_seen(struct world *world, struct str *result, struct diags *diags) {
  struct laptop_seen *list;
  size_t n;
  enum rc rc = store_laptops_seen(world->store, &list, &n, diags);
  if (rc == RC_OK)
    str_printf(result, "%zu", n);
  free(list);
  return rc;
}

static enum rc deed_finished(struct world *world, struct str *result, struct diags *diags) {
  struct finished_run *list;
  size_t n;
  enum rc rc = store_finished(world->store, world_person, "c/m", &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%ld, ", (long)list[i].score);
  if (rc == RC_OK)
    free(list);
  return rc;
}

static void tell_response(void *ctx, const struct response_seen *seen) {
  str_printf(ctx, "%s %ld, ", seen->path, (long)seen->score);
}

static void tell_observation(void *ctx, const struct observation *seen) {
  str_printf(ctx, "%s %zu %zu, ", seen->path, seen->n_scores, seen->n_steps);
}

static const struct evidence_scope hers = {.person = world_person, .until = INT64_MAX};

static enum rc count_evidence(struct store *store, struct str *told, struct diags *diags) {
  struct rated *ratings = NULL;
  struct person *people = NULL;
  struct posts *posts = NULL;
  size_t n_ratings = 0, n_people = 0, n_posts = 0;
  enum rc rc = store_ratings(store, &hers, &ratings, &n_ratings, diags);
  if (rc == RC_OK)
    rc = store_people_as_of(store, INT64_MAX, &people, &n_people, diags);
  if (rc == RC_OK)
    rc = store_posts(store, INT64_MAX, &posts, &n_posts, diags);
  str_printf(told, "%zu %zu %zu", n_ratings, n_people, n_posts);
  free(ratings);
  free(people);
  free(posts);
  return rc;
}

/* Everything that people are measured by. */
static enum rc deed_evidence(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  enum rc rc = store_evidence(world->store, &hers, tell_response, &told, diags);
  if (rc == RC_OK)
    rc = store_observations(world->store, &hers, tell_observation, &told, diags);
  if (rc == RC_OK)
    rc = count_evidence(world->store, &told, diags);
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

static void tell_activity(void *ctx, const struct activity *seen) {
  str_printf(ctx, "%s %d, ", seen->path, (int)seen->what);
}

static void tell_occasion(void *ctx, const struct occasion *answer) {
  str_printf(ctx, "%d %ld, ", answer->session[0], (long)answer->score);
}

static void tell_asked(void *ctx, const struct asked *answer) {
  str_printf(ctx, "%s %ld, ", answer->path, (long)answer->score);
}

static enum rc count_open_exams(struct store *store, struct str *told, struct diags *diags) {
  struct arena arena = {0};
  const char *const *paths;
  size_t n;
  enum rc rc = store_open_exams(store, &hers, &arena, &paths, &n, diags);
  str_printf(told, "%zu", n);
  arena_done(&arena);
  return rc;
}

/* What people did. */
static enum rc deed_activity(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  enum rc rc = store_activity(world->store, &hers, tell_activity, &told, diags);
  if (rc == RC_OK)
    rc = store_occasions(world->store, &hers, tell_occasion, &told, diags);
  if (rc == RC_OK)
    rc = store_asked(world->store, &hers, tell_asked, &told, diags);
  if (rc == RC_OK)
    rc = count_open_exams(world->store, &told, diags);
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

static enum rc deed_same(struct world *world, struct str *result, struct diags *diags) {
  static const uint8_t joined[ID_BYTES] = {2};
  uint8_t id[ID_BYTES];
  enum rc rc = store_same(world->store, joined, INT64_MAX, id, diags);
  str_printf(result, "%d", id[0]);
  return rc;
}

static enum rc tell_contests(struct store *store, struct str *told, struct diags *diags) {
  struct arena arena = {0};
  struct contest *list;
  bool any = false, own = false;
  size_t n;
  enum rc rc = store_any_contest(store, world_person, &any, diags);
  if (rc == RC_OK)
    rc = store_contests(store, NULL, INT64_MAX, &arena, &list, &n, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++) {
    rc = store_contest_own(store, &list[i], world_person, &own, diags);
    str_printf(told, "%d %d %s %d %u %u, ", any, own, list[i].path, list[i].ruling,
               list[i].affected, list[i].changed);
  }
  arena_done(&arena);
  return rc;
}

/* What is contested, and what counts otherwise since. */
static enum rc deed_rulings(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  struct rescored *list = NULL;
  struct ruled_run *runs = NULL;
  struct given given = {0};
  size_t n = 0, n_runs = 0;
  enum rc rc = tell_contests(world->store, &told, diags);
  if (rc == RC_OK)
    rc = store_given(world->store, &hers, "c/m/a", &given, diags);
  if (rc == RC_OK)
    rc = store_rescored(world->store, world_person, world_session, INT64_MAX, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(&told, "%s %ld %d, ", list[i].path, (long)list[i].score, list[i].annulled);
  if (rc == RC_OK)
    rc = store_ruled_runs(world->store, &hers, &runs, &n_runs, diags);
  if (rc == RC_OK)
    str_printf(result, "%s%d %zu", str_text(&told), (int)given.what, n_runs);
  if (rc == RC_OK)
    free(runs);
  free(list);
  str_done(&told);
  return rc;
}

static void tell_content(void *ctx, const uint8_t content[HASH_BYTES]) {
  str_printf(ctx, "%02x%02x, ", content[0], content[1]);
}

static enum rc deed_contents(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  enum rc rc = store_contents(world->store, tell_content, &told, diags);
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

static void count_response(void *ctx, const struct response_seen *seen) { (void)ctx, (void)seen; }

static void keep_two_bytes(void *ctx, struct str *bytes) {
  (void)ctx;
  str_puts(bytes, "ok");
}

static void tell_kept(void *ctx, const uint8_t person[ID_BYTES], const void *bytes, size_t len) {
  str_printf(ctx, "%d %.*s, ", person[0], (int)len, (const char *)bytes);
}

/* In the file, where it could be made; otherwise what it would say. */
static enum rc deed_estimates(struct world *world, struct str *result, struct diags *diags) {
  static const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};
  struct str told = {0};
  const struct estimator estimator = {
      .response = count_response, .finish = keep_two_bytes, .kept = tell_kept, .ctx = &told};
  enum rc rc = store_project(world->store, NULL, diags);
  if (rc == RC_OK && store_estimates_hold(world->store, &all))
    rc = store_estimates(world->store, &all, &estimator, diags);
  else
    str_puts(&told, "1 ok, 4 ok, ");
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

/* They are made, and then more is recorded here, and comes from elsewhere. */
static void before_stale(struct world *world) {
  struct str result = {0};
  struct diags diags = {0};
  cr_assert_eq(deed_estimates(world, &result, &diags), RC_OK);
  cr_assert(world->store->filed);
  cr_assert_eq(deed_append(world, &result, &diags), RC_OK);
  cr_assert_eq(deed_import(world, &result, &diags), RC_OK);
  world_close(world);
  cr_assert_eq(world_open(world, &diags), RC_OK);
  str_done(&result);
  diags_done(&diags);
}

/* All was made, with what people did. */
static void make_all(struct world *world) {
  struct str result = {0};
  struct diags diags = {0};
  cr_assert_eq(deed_estimates(world, &result, &diags), RC_OK);
  cr_assert_eq(deed_recalls(world, &result, &diags), RC_OK);
  cr_assert(world->store->filed && world->store->deeds);
  str_done(&result);
  diags_done(&diags);
}

/* And then something is recorded here that all are measured by, and what comes from elsewhere
 * stands before what had come: for the next start. */
static void before_behind(struct world *world) {
  struct happening h = {.verb = VERB_CONTESTED, .path = "c/n/b", .words = "No."};
  struct diags diags = {0};
  size_t n;
  const struct event_bytes *events = world_other(&n);
  cr_assert_eq(store_import(world->store, &events[n - 1], 1, &diags), RC_OK);
  make_all(world);
  scene_must_append(world->store, (struct scene){.boot = 3, .wall = 9000}, &h, 1);
  cr_assert_eq(store_import(world->store, events, n - 1, &diags), RC_OK);
  world_close(world);
  cr_assert_eq(world_open(world, &diags), RC_OK);
}

/* Two go on here, and nothing was asked since. */
static void before_waiting(struct world *world) {
  struct happening h = answered("c/m/z", "X", SCORE_ONE);
  struct diags diags = {0};
  make_all(world);
  cr_assert_eq(deed_append(world, NULL, &diags), RC_OK);
  scene_must_append(world->store, (struct scene){.person = 4, .session = 9, .boot = 3}, &h, 1);
}

static enum rc deed_moment(struct world *world, struct str *result, struct diags *diags) {
  struct moment moment;
  enum rc rc = store_session_moment(world->store, world_person, world_session, &moment, diags);
  str_printf(result, "%lld", (long long)moment.wall);
  return rc;
}

static enum rc deed_settings(struct world *world, struct str *result, struct diags *diags) {
  struct settings settings;
  enum rc rc = store_settings(world->store, NULL, &settings, diags);
  str_printf(result, "%d", settings.time_percent);
  return rc;
}

/* -- Other laptops ------------------------------------------------------------------------------
 */

static enum rc deed_laptops(struct world *world, struct str *result, struct diags *diags) {
  struct laptop *list;
  size_t n;
  enum rc rc = store_laptops(world->store, &list, &n, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++)
    str_printf(result, "%d %s, ", (int)list[i].state, list[i].label);
  free(list);
  return rc;
}

static enum rc deed_own_chains(struct world *world, struct str *result, struct diags *diags) {
  struct own_chain *list;
  size_t n;
  enum rc rc = store_own_chains(world->store, &list, &n, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++)
    str_printf(result, "%lu %02x, ", (unsigned long)list[i].receipted, list[i].receipted_hash[0]);
  own_chains_free(list, n);
  return rc;
}

static enum rc read_taken(struct world *world, uint8_t file, struct str *result,
                          struct diags *diags) {
  struct taken taken;
  enum rc rc = store_taken(world->store, (uint8_t[HASH_BYTES]){file}, &taken, diags);
  str_printf(result, "%lu %lu", (unsigned long)taken.first, (unsigned long)taken.last);
  return rc;
}

static enum rc deed_taken(struct world *world, struct str *result, struct diags *diags) {
  return read_taken(world, 1, result, diags);
}

static enum rc deed_foreign(struct world *world, struct str *result, struct diags *diags) {
  uint64_t n;
  enum rc rc = store_count_foreign(world->store, &n, diags);
  str_printf(result, "%lu", (unsigned long)n);
  return rc;
}

static enum rc deed_span(struct world *world, struct str *result, struct diags *diags) {
  struct chain_span span;
  enum rc rc = store_chain_span(world->store, world_other_chain(), &span, diags);
  if (rc == RC_OK)
    str_printf(result, "%lu %lu %lu %02x", (unsigned long)span.events, (unsigned long)span.missing,
               (unsigned long)span.whole, span.head[0]);
  return rc;
}

static enum rc deed_has(struct world *world, struct str *result, struct diags *diags) {
  bool has;
  enum rc rc =
      store_chain_has(world->store, world_other_chain(), 2, world_other_hash(), &has, diags);
  str_printf(result, "%d", has);
  return rc;
}

static void tell_seen(void *ctx, const struct event_seen *seen) {
  str_printf(ctx, "%02x %ld, ", seen->hash[0], (long)seen->time);
}

static enum rc deed_each_of_chain(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  enum rc rc = store_each_of_chain(world->store, world_other_chain(), 2, tell_seen, &told, diags);
  if (rc == RC_OK)
    str_puts(result, str_text(&told));
  str_done(&told);
  return rc;
}

static enum rc deed_laptop_put(struct world *world, struct str *result, struct diags *diags) {
  struct laptop laptop = {.chain = {7}, .state = LAPTOP_REVOKED, .label = "Moyale 2"};
  enum rc rc = store_laptop_put(world->store, &laptop, diags);
  return rc == RC_OK ? deed_laptops(world, result, diags) : rc;
}

static enum rc deed_receipt_put(struct world *world, struct str *result, struct diags *diags) {
  static const uint8_t hash[HASH_BYTES] = {0xee};
  uint8_t own[KEY_BYTES];
  memcpy(own, world->store->chain, KEY_BYTES);
  enum rc rc = store_receipt_put(world->store, own, 99, hash, diags);
  return rc == RC_OK ? deed_own_chains(world, result, diags) : rc;
}

/* A bundle, with that it was taken in. */
static enum rc deed_take(struct world *world, struct str *result, struct diags *diags) {
  const struct taken taken = {.file = {2}, .first = 3, .last = 5};
  struct parcel parcel = {.taken = &taken};
  parcel.events = world_other(&parcel.n);
  enum rc rc = store_take(world->store, &parcel, 1, diags);
  return rc == RC_OK ? read_taken(world, 2, result, diags) : rc;
}

/* -- People ------------------------------------------------------------------------------------ */

static void tell_recorded(void *ctx, const struct event_seen *seen) {
  str_printf(ctx, "%lld %d, ", (long long)seen->time, seen->whole);
}

static enum rc tell_last(struct store *store, struct str *told, struct diags *diags) {
  struct last_seen *list;
  size_t n;
  enum rc rc = store_last_seen(store, INT64_MAX, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    str_printf(told, "%d %lld, ", list[i].person[0], (long long)list[i].time);
  free(list);
  return rc;
}

/* What is recorded of one, under which ids, and when everybody was last seen. */
static enum rc deed_recorded(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  uint8_t(*ids)[ID_BYTES];
  size_t n;
  enum rc rc = store_recorded(world->store, &hers, tell_recorded, &told, diags);
  if (rc == RC_OK)
    rc = store_ids(world->store, world_person, &ids, &n, diags);
  if (rc == RC_OK)
    free(ids);
  if (rc == RC_OK)
    rc = tell_last(world->store, &told, diags);
  if (rc == RC_OK)
    str_printf(result, "%s%zu", str_text(&told), n);
  str_done(&told);
  return rc;
}

static enum rc deed_erase(struct world *world, struct str *result, struct diags *diags) {
  static const uint8_t who[1][ID_BYTES] = {{2}};
  const struct erasing erasing = {.people = who, .n = 1};
  (void)result;
  return store_erase(world->store, &erasing, diags);
}

/* A tombstone comes from elsewhere, and with it what has to be erased. */
static enum rc deed_import_tombstone(struct world *world, struct str *result, struct diags *diags) {
  const struct event_bytes *tombstone = world_tombstone();
  (void)result;
  return store_import(world->store, tombstone, 1, diags);
}

/* Its pages still hold what it erased. */
static void before_scrub(struct world *world) {
  struct str result = {0};
  struct diags diags = {0};
  cr_assert_eq(deed_import_tombstone(world, &result, &diags), RC_OK);
  diags_done(&diags);
}

static enum rc deed_scrub(struct world *world, struct str *result, struct diags *diags) {
  (void)result;
  return store_scrub(world->store, diags);
}

/* -- What is examined -------------------------------------------------------------------------- */

static enum rc deed_verify(struct world *world, struct str *result, struct diags *diags) {
  (void)result;
  return store_verify(world->store, diags);
}

static enum rc deed_inspect(struct world *world, struct str *result, struct diags *diags) {
  struct store_facts facts;
  enum rc rc = store_inspect(world->store, &facts, diags);
  str_printf(result, "%lu %lu %lu %lu %lu %ld", (unsigned long)facts.events,
             (unsigned long)facts.chains, (unsigned long)facts.unknown,
             (unsigned long)facts.backwards, (unsigned long)facts.far, (long)facts.newest);
  return rc;
}

static enum rc deed_rebuild(struct world *world, struct str *result, struct diags *diags) {
  uint8_t digest[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  enum rc rc = store_rebuild(world->store, digest, diags);
  seal_hex(digest, HASH_BYTES, hex);
  str_puts(result, hex);
  return rc;
}

static enum rc deed_reindex(struct world *world, struct str *result, struct diags *diags) {
  (void)result;
  return store_reindex(world->store, diags);
}

/* -- What is kept only to be quick ------------------------------------------------------------- */

static enum rc deed_place(struct world *world, struct str *result, struct diags *diags) {
  struct place_kept place;
  (void)diags;
  if (store_place(world->store, world_person, &place))
    str_printf(result, "%d %s %s", place.session[0], place.file, place.words);
  return RC_OK;
}

static enum rc deed_place_keep(struct world *world, struct str *result, struct diags *diags) {
  struct place_kept place = {.session = {3}, .file = "o.yaml", .words = "Question 1 of 3"};
  (void)result, (void)diags;
  store_place_keep(world->store, world_person, &place);
  return RC_OK;
}

/* Of world_person; whether that is a sealed one has to be read again. */
static void before_waits(struct world *world) {
  struct diags diags = {0};
  for (int i = 0; i < 2; i++)
    cr_assert_eq(deed_append(world, NULL, &diags), RC_OK);
  cr_assert(world->store->tip.late.waits);
  sealed_forget(world->store);
}

static void before_other_waits(struct world *world) {
  struct happening h = answered("c/m/z", "X", SCORE_ONE);
  for (int i = 0; i < 2; i++)
    scene_must_append(world->store, (struct scene){.person = 4, .session = 9, .boot = 3}, &h, 1);
  cr_assert(world->store->tip.late.waits);
}

/* That it may be lost is no fault. */
static enum rc deed_place_unsure(struct world *world, struct str *result, struct diags *diags) {
  struct place_kept place;
  (void)result, (void)diags;
  store_place(world->store, world_person, &place);
  return RC_OK;
}

static enum rc deed_settle(struct world *world, struct str *result, struct diags *diags) {
  (void)result, (void)diags;
  memo_settle(world->store);
  return RC_OK;
}

static enum rc deed_kept(struct world *world, struct str *result, struct diags *diags) {
  (void)diags;
  store_kept(world->store, world_person, result);
  return RC_OK;
}

static enum rc deed_keep(struct world *world, struct str *result, struct diags *diags) {
  struct str value = {0};
  (void)result, (void)diags;
  str_puts(&value, "anew");
  store_keep(world->store, world_person, &value);
  str_done(&value);
  return RC_OK;
}

static enum rc deed_memo(struct world *world, struct str *result, struct diags *diags) {
  (void)diags;
  store_memo(world->store, "home", result);
  return RC_OK;
}

static enum rc deed_memo_keep(struct world *world, struct str *result, struct diags *diags) {
  struct str value = {0};
  (void)result, (void)diags;
  str_puts(&value, "anew");
  store_memo_keep(world->store, "home", &value);
  str_done(&value);
  return RC_OK;
}

static enum rc deed_aside(struct world *world, struct str *result, struct diags *diags) {
  (void)diags;
  struct str value = {0};
  if (store_aside(world->store, world_person, &value))
    str_add(result, value.at, value.len);
  str_done(&value);
  return RC_OK;
}

/* Longer than what was there. There is the one or the other then, or neither: no part of any. */
static enum rc deed_set_aside(struct world *world, struct str *result, struct diags *diags) {
  struct str anew = {0}, found = {0};
  (void)diags;
  while (anew.len < 2 * WORLD_ASIDE)
    str_puts(&anew, "anew ");
  store_set_aside(world->store, world_person, &anew);
  bool known = store_aside(world->store, world_person, &found);
  if (known && found.len == anew.len && memcmp(found.at, anew.at, anew.len) == 0)
    str_puts(result, "anew");
  else if (known)
    cr_expect(found.len == WORLD_ASIDE && memcmp(found.at, "kept", 4) == 0, "neither");
  str_done(&anew);
  str_done(&found);
  return RC_OK;
}

static enum rc deed_idle(struct world *world, struct str *result, struct diags *diags) {
  (void)result, (void)diags;
  if (world->store->db)
    world->store->frames = 2000; /* a log that has grown long */
  store_idle(world->store);
  return RC_OK;
}

/* -- Backups ----------------------------------------------------------------------------------- */

static enum rc deed_backup(struct world *world, struct str *result, struct diags *diags) {
  struct str folder = {0}, path = {0};
  struct backup_facts facts = {0};
  str_printf(&folder, "%s/b", world->folder);
  mkdir(folder.at, 0700);
  enum rc rc = store_backup(world->store, folder.at, 1000, &path, &facts, diags);
  str_printf(result, "%lu", (unsigned long)facts.events);
  str_done(&folder);
  str_done(&path);
  return rc;
}

static enum rc deed_newest(struct world *world, struct str *result, struct diags *diags) {
  struct backup_facts facts = {0};
  size_t bad;
  struct str path = {0};
  (void)world;
  enum rc rc = backup_newest(world_backups(), &path, &facts, &bad, diags);
  str_printf(result, "%lu", (unsigned long)facts.events);
  str_done(&path);
  return rc;
}

static enum rc deed_count(struct world *world, struct str *result, struct diags *diags) {
  struct backup_facts facts = {0};
  size_t bad;
  struct str path = {0};
  (void)world;
  enum rc rc = backup_newest(world_backups(), &path, &facts, &bad, diags);
  if (rc == RC_OK)
    rc = backup_count(path.at, &facts, diags);
  str_printf(result, "%lu", (unsigned long)facts.events);
  str_done(&path);
  return rc;
}

static enum rc deed_prune(struct world *world, struct str *result, struct diags *diags) {
  (void)result;
  struct str folder = {0};
  str_printf(&folder, "%s/b", world->folder);
  enum rc rc = backup_prune(folder.at, "none", diags);
  str_done(&folder);
  return rc;
}

static enum rc restore_from(struct world *world, const char *path, struct str *result,
                            struct diags *diags) {
  struct restore *restore;
  struct restore_facts facts;
  struct str aside = {0};
  world_close(world);
  enum rc rc = restore_prepare(world->folder, path, 2000, &restore, &facts, diags);
  if (rc == RC_OK)
    rc = restore_commit(restore, &aside, diags);
  restore_free(restore);
  str_printf(result, "%lu", (unsigned long)facts.backup); /* which has them all */
  str_done(&aside);
  return rc;
}

static enum rc deed_restore(struct world *world, struct str *result, struct diags *diags) {
  struct backup *list;
  size_t n;
  struct str path = {0};
  enum rc rc = backup_list(world_backups(), &list, &n, diags);
  if (rc == RC_OK) {
    str_printf(&path, "%s/%s", world_backups(), list[0].name);
    rc = restore_from(world, path.at, result, diags);
  }
  free(list);
  str_done(&path);
  return rc;
}

/* Two of whom no record says that they were erased. */
static void before_listed(struct world *world) {
  static const uint8_t two[][ID_BYTES] = {{2}, {77}};
  struct diags diags = {0};
  world_close(world);
  cr_assert(erased_list_keep(world->folder, two, 2, &diags));
  cr_assert_eq(world_open(world, &diags), RC_OK);
  diags_done(&diags);
}

/* A backup of its own with a tombstone, and no list. */
static void before_unlisted(struct world *world) {
  struct str result = {0};
  struct diags diags = {0};
  before_scrub(world);
  cr_assert_eq(deed_backup(world, &result, &diags), RC_OK);
  str_done(&result);
  diags_done(&diags);
}

static enum rc deed_restore_own(struct world *world, struct str *result, struct diags *diags) {
  struct backup *list;
  size_t n;
  struct str folder = {0};
  str_printf(&folder, "%s/b", world->folder);
  enum rc rc = backup_list(folder.at, &list, &n, diags);
  if (rc == RC_OK && n) { /* not every world has one */
    str_printf(&folder, "/%s", list[0].name);
    rc = restore_from(world, folder.at, result, diags);
  }
  free(list);
  str_done(&folder);
  return rc;
}

const struct deed deeds[] = {
    {.name = "open", .act = deed_open, .reads = true},
    {.name = "open new", .act = deed_open_new},
    {.name = "open unclean", .act = deed_open_unclean, .killed = true},
    {.name = "append", .act = deed_append, .adds = 3, .twice = true},
    {.name = "append projected",
     .act = deed_append_projected,
     .adds = 3,
     .twice = true,
     .projected = true},
    {.name = "import", .act = deed_import, .adds = 3, .may_stay = true},
    {.name = "each", .act = deed_each, .reads = true},
    {.name = "people", .act = deed_people, .reads = true},
    {.name = "learned last", .act = deed_learned_last, .reads = true},
    {.name = "open sessions", .act = deed_open_sessions, .reads = true},
    {.name = "session", .act = deed_session, .reads = true},
    {.name = "scattered session", .act = deed_scattered, .reads = true, .projected = true},
    {.name = "project", .act = deed_project, .reads = true},
    {.name = "progress", .act = deed_progress, .reads = true, .projected = true},
    {.name = "starts", .act = deed_starts, .reads = true, .projected = true},
    {.name = "competency", .act = deed_competency, .reads = true, .projected = true},
    {.name = "competency of one", .act = deed_competency_of, .reads = true},
    {.name = "met", .act = deed_met, .reads = true, .projected = true},
    {.name = "recalls", .act = deed_recalls, .reads = true, .projected = true},
    {.name = "recalls' mark", .act = deed_recalls_mark, .reads = true},
    {.name = "missed", .act = deed_missed, .reads = true},
    {.name = "marks", .act = deed_marks, .reads = true, .projected = true},
    {.name = "sittings", .act = deed_sittings, .reads = true, .projected = true},
    {.name = "laptops seen", .act = deed_laptops_seen, .reads = true, .projected = true},
    {.name = "finished", .act = deed_finished, .reads = true, .projected = true},
    {.name = "evidence", .act = deed_evidence, .reads = true, .projected = true, .waiting = true},
    {.name = "activity", .act = deed_activity, .reads = true, .projected = true},
    {.name = "same", .act = deed_same, .reads = true, .unfiled = true},
    {.name = "rulings", .act = deed_rulings, .reads = true, .projected = true},
    {.name = "contents", .act = deed_contents, .reads = true},
    {.name = "estimates", .act = deed_estimates},
    {.name = "estimates, stale", .act = deed_estimates, .before = before_stale},
    {.name = "estimates, behind", .act = deed_estimates, .before = before_behind},
    {.name = "estimates, waiting", .act = deed_estimates, .before = before_waiting},
    {.name = "moment", .act = deed_moment, .reads = true},
    {.name = "settings", .act = deed_settings, .reads = true},
    {.name = "recorded", .act = deed_recorded, .reads = true, .projected = true},
    {.name = "erase", .act = deed_erase, .adds = 1, .may_stay = true},
    {.name = "erase projected", .act = deed_erase, .adds = 1, .may_stay = true, .projected = true},
    {.name = "scrub", .act = deed_scrub, .before = before_scrub},
    {.name = "import tombstone", .act = deed_import_tombstone, .adds = 1, .may_stay = true},
    {.name = "import tombstone again", .act = deed_import_tombstone, .before = before_scrub},
    {.name = "laptops", .act = deed_laptops, .reads = true},
    {.name = "own chains", .act = deed_own_chains, .reads = true},
    {.name = "taken", .act = deed_taken, .reads = true},
    {.name = "foreign", .act = deed_foreign, .reads = true},
    {.name = "span", .act = deed_span, .reads = true},
    {.name = "has", .act = deed_has, .reads = true},
    {.name = "each of a chain", .act = deed_each_of_chain, .reads = true},
    {.name = "laptop put", .act = deed_laptop_put},
    {.name = "receipt put", .act = deed_receipt_put},
    {.name = "take", .act = deed_take, .adds = 3, .may_stay = true},
    {.name = "seal", .act = deed_seal, .repeats = true},
    {.name = "unseal", .act = deed_unseal, .before = before_locked, .repeats = true},
    {.name = "reseal", .act = deed_reseal, .before = before_locked},
    {.name = "unlock", .act = deed_unlock, .before = before_locked},
    {.name = "unlock by key", .act = deed_unlock_key, .reads = true, .before = before_locked},
    {.name = "profiles", .act = deed_profiles, .reads = true, .before = before_sealed},
    {.name = "append sealed",
     .act = deed_append,
     .adds = 3,
     .twice = true,
     .before = before_locked},
    {.name = "place sealed", .act = deed_place, .silent = true, .before = before_sealed},
    {.name = "restore sealed", .act = deed_restore, .before = before_sealed, .repeats = true},
    {.name = "verify", .act = deed_verify, .reads = true},
    {.name = "inspect", .act = deed_inspect, .reads = true, .projected = true},
    {.name = "rebuild", .act = deed_rebuild, .reads = true, .repeats = true},
    {.name = "reindex", .act = deed_reindex},
    {.name = "place", .act = deed_place, .reads = true, .silent = true},
    {.name = "place keep", .act = deed_place_keep, .silent = true},
    {.name = "place waiting", .act = deed_place_unsure, .silent = true, .before = before_waits},
    {.name = "settle", .act = deed_settle, .silent = true, .before = before_waits},
    {.name = "settle of another", .act = deed_settle, .silent = true, .before = before_other_waits},
    {.name = "place keep beside",
     .act = deed_place_keep,
     .silent = true,
     .before = before_other_waits},
    {.name = "append beside",
     .act = deed_append,
     .adds = 3,
     .twice = true,
     .before = before_other_waits},
    {.name = "kept", .act = deed_kept, .reads = true, .silent = true},
    {.name = "keep", .act = deed_keep, .silent = true},
    {.name = "memo", .act = deed_memo, .reads = true, .silent = true},
    {.name = "memo keep", .act = deed_memo_keep, .silent = true},
    {.name = "aside", .act = deed_aside, .reads = true, .silent = true},
    {.name = "set aside", .act = deed_set_aside, .silent = true, .repeats = true},
    {.name = "idle", .act = deed_idle, .silent = true, .repeats = true},
    {.name = "backup", .act = deed_backup},
    {.name = "newest", .act = deed_newest, .reads = true},
    {.name = "count", .act = deed_count, .reads = true},
    {.name = "prune", .act = deed_prune},
    {.name = "restore", .act = deed_restore, .repeats = true},
    {.name = "restore listed",
     .act = deed_restore,
     .before = before_listed,
     .adds = 2,
     .may_stay = true,
     .repeats = true},
    {.name = "restore unlisted",
     .act = deed_restore_own,
     .before = before_unlisted,
     .repeats = true},
};
const size_t n_deeds = sizeof deeds / sizeof *deeds;
