/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projections in a file beside the store, mafunzo.projected: the tables that are otherwise in
 * memory, by the same statements, and what was computed of them (estimates.h).
 *
 * A store has one if it holds events of a chain that is not its own: then it collects, as a
 * coordinator's does. A trainee's laptop never writes such a file: what is on it is read in a tenth
 * of a second, and is sealed if its owner wants it so: while anything sealed is open, all is in
 * memory. Nor is it a matter of which program asks: a
 * coordinator looks at his store in both.
 *
 * What people did (answers, decisions, marks, starts and ends of runs) is nearly all that comes,
 * and estimates are computed without it (responses.c): it is added when a report asks for it,
 * person by person, and until then only known who is behind.
 *
 * The file is no record. It may be deleted at any time, and is thrown away and made anew when the
 * layout of its tables, its marks or its bytes do not fit; whatever fails with it (a full disk, a
 * folder that cannot be written) is passed over, and all is computed in memory once more. It is
 * brought up to date by what came since its marks: the own chain from a number on, whose event must
 * still be the one that was marked, and of other chains those that arrived.c names. All of that is
 * one transaction, so that a kill leaves what was there before. */
#include "base/mem.h"
#include "base/text.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROJECTED_LAYOUT = 1 }; /* counted up when facts.c reads the same events otherwise */

struct mark {
  uint8_t layout[HASH_BYTES], chain[KEY_BYTES], tip[HASH_BYTES], arrived[ID_BYTES];
  uint64_t seq;
};

/* -- The file --------------------------------------------------------------------------------- */

static char *name_of(const struct store *store, const char *suffix) {
  struct str path = {0};
  str_printf(&path, "%s/mafunzo.projected%s", store->folder, suffix);
  return path.at;
}

void projected_unlink(const struct store *store) {
  static const char *const suffixes[] = {"-journal", ""};
  for (size_t i = 0; i < 2; i++) {
    char *path = name_of(store, suffixes[i]);
    unlink(path);
    free(path);
  }
}

/* Made here for its mode. */
static bool make_file(const char *path) {
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0)
    close(fd);
  return fd >= 0;
}

/* What is sorted goes beside the store, where it is as safe as the records. */
static void sort_beside(const struct store *store) {
  sqlite3_free(sqlite3_temp_directory);
  sqlite3_temp_directory = sqlite3_mprintf("%s", store->folder);
}

static enum rc attach_path(struct store *store, const char *path, struct diags *diags) {
  sqlite3_stmt *attach;
  enum rc rc = db_prepare(store, sql_projection_attach_file, &attach, diags);
  if (rc != RC_OK)
    return rc;
  db_bind_text(attach, 1, path);
  rc = db_finish(store, attach, sqlite3_step(attach), diags);
  store->attached = store->filed = rc == RC_OK;
  sort_beside(store);
  if (rc == RC_OK)
    rc = db_run(store, sql_projection_file_options, diags);
  return rc == RC_OK ? db_run(store, sql_projection_clock, diags) : rc;
}

static enum rc attach_file(struct store *store, struct diags *diags) {
  char *path = name_of(store, "");
  enum rc rc = make_file(path) ? attach_path(store, path, diags) : RC_IO;
  free(path);
  return rc;
}

/* What is added lies all over the file; what a report reads, it reads once. */
enum rc projected_cache(struct store *store, bool large, struct diags *diags) {
  return db_run(store, large ? sql_projection_file_cache_large : sql_projection_file_cache_small,
                diags);
}

static enum rc is_collected(struct store *store, bool *collected, struct diags *diags) {
  int64_t n;
  enum rc rc = db_number(store, sql_projection_has_collected, &n, diags);
  *collected = n > 0;
  return rc;
}

/* -- Marks ------------------------------------------------------------------------------------ */

static void layout_of(uint8_t layout[HASH_BYTES]) {
  static const uint8_t version[] = {PROJECTED_LAYOUT};
  seal_hash((struct seal_part[]){{version, sizeof version},
                                 {sql_projection_tables, strlen(sql_projection_tables)},
                                 {sql_projection_file_tables, strlen(sql_projection_file_tables)}},
            3, layout);
}

static bool read_columns(sqlite3_stmt *row, struct mark *mark) {
  mark->seq = (uint64_t)sqlite3_column_int64(row, 2);
  return db_blob(row, 0, mark->layout, HASH_BYTES) && db_blob(row, 1, mark->chain, KEY_BYTES) &&
         db_blob(row, 3, mark->tip, HASH_BYTES) && db_blob(row, 4, mark->arrived, ID_BYTES);
}

/* An empty file, and one that is none of SQLite's, have no marks. */
static bool read_mark(struct store *store, struct mark *mark) {
  sqlite3_stmt *row = NULL;
  bool there = sqlite3_prepare_v2(store->db, sql_projection_mark, -1, &row, NULL) == SQLITE_OK &&
               sqlite3_step(row) == SQLITE_ROW && read_columns(row, mark);
  sqlite3_finalize(row);
  return there;
}

static bool has_event(struct store *store, const struct mark *mark) {
  sqlite3_stmt *row = NULL;
  if (mark->seq == 0)
    return true;
  if (sqlite3_prepare_v2(store->db, sql_projection_has_event, -1, &row, NULL) != SQLITE_OK)
    return false;
  db_bind(row, 1, mark->chain, KEY_BYTES);
  sqlite3_bind_int64(row, 2, (sqlite3_int64)mark->seq);
  db_bind(row, 3, mark->tip, HASH_BYTES);
  bool there = sqlite3_step(row) == SQLITE_ROW;
  sqlite3_finalize(row);
  return there;
}

/* The tip is known. */
static bool mark_fits(struct store *store, const struct mark *mark, const struct arrived *arrived) {
  uint8_t layout[HASH_BYTES];
  layout_of(layout);
  return memcmp(mark->layout, layout, HASH_BYTES) == 0 &&
         memcmp(mark->chain, store->chain, KEY_BYTES) == 0 && mark->seq <= store->tip.seq &&
         arrived_since(arrived, mark->arrived) && has_event(store, mark);
}

static enum rc put_mark(struct store *store, const struct arrived *arrived, struct diags *diags) {
  sqlite3_stmt *put;
  uint8_t layout[HASH_BYTES];
  enum rc rc = db_keep(store, sql_projection_put_mark, &put, diags);
  if (rc != RC_OK)
    return rc;
  layout_of(layout);
  db_bind(put, 1, layout, HASH_BYTES);
  db_bind(put, 2, store->chain, KEY_BYTES);
  sqlite3_bind_int64(put, 3, (sqlite3_int64)store->tip.seq);
  db_bind(put, 4, store->tip.hash, HASH_BYTES);
  db_bind(put, 5, arrived->now, ID_BYTES);
  return db_do(store, put, diags);
}

/* -- Times ------------------------------------------------------------------------------------ */

static enum rc read_deeds(struct store *store, struct diags *diags) {
  int64_t n = 0;
  enum rc rc = db_number(store, sql_projection_has_deeds, &n, diags);
  store->deeds = n > 0;
  return rc;
}

static enum rc read_times(struct store *store, struct diags *diags) {
  sqlite3_stmt *row;
  enum rc rc = db_keep(store, sql_projection_times, &row, diags);
  if (rc != RC_OK)
    return rc;
  int step = sqlite3_step(row);
  if (step == SQLITE_ROW)
    store->times = (struct extent){sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)};
  return db_end(store, row, step, diags);
}

/* -- Anew, and what came since ---------------------------------------------------------------- */

static enum rc fill(struct store *store, const struct arrived *arrived, struct diags *diags) {
  static const char *const steps[] = {"BEGIN", sql_projection_tables, sql_projection_file_tables};
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < sizeof steps / sizeof *steps; i++)
    rc = db_run(store, steps[i], diags);
  if (rc == RC_OK)
    rc = clock_fill(store, diags);
  if (rc == RC_OK)
    rc = project_add(store, sql_projection_events_said, NULL, 0, diags);
  if (rc == RC_OK)
    rc = put_mark(store, arrived, diags);
  return rc == RC_OK ? db_run(store, "COMMIT", diags) : rc;
}

static enum rc fill_anew(struct store *store, const struct arrived *arrived, struct diags *diags) {
  project_detach(store);
  projected_unlink(store);
  store->deeds = false;
  enum rc rc = attach_file(store, diags);
  store->filling = true;
  if (rc == RC_OK)
    rc = projected_cache(store, true, diags);
  if (rc == RC_OK)
    rc = fill(store, arrived, diags);
  store->filling = false;
  return rc == RC_OK ? projected_cache(store, false, diags) : rc;
}

static enum rc touch_chain(struct store *store, const uint8_t chain[KEY_BYTES],
                           struct diags *diags) {
  sqlite3_stmt *statement;
  enum rc rc = db_keep(store, sql_projection_dirty_chain, &statement, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(statement, 1, chain, KEY_BYTES);
  return db_do(store, statement, diags);
}

/* What arrived may stand before what was there: then whoever is in the chain may have other times.
 */
static enum rc add_chain(struct store *store, const uint8_t chain[KEY_BYTES],
                         const struct clock_caps *caps, struct diags *diags) {
  int64_t after;
  enum rc rc = clock_arrived(store, chain, caps, &after, diags);
  if (rc == RC_OK)
    rc = project_add(store, sql_projection_events_of_chain, chain, after, diags);
  return rc == RC_OK && after == INT64_MIN ? touch_chain(store, chain, diags) : rc;
}

static enum rc add_own(struct store *store, uint64_t seq, struct diags *diags) {
  return seq < store->tip.seq ? project_add_waiting(store, seq + 1, diags) : RC_OK;
}

static enum rc add_since(struct store *store, const struct mark *mark,
                         const struct arrived *arrived, struct diags *diags) {
  bool behind = memcmp(mark->arrived, arrived->now, ID_BYTES) != 0;
  struct clock_caps caps = {0};
  enum rc rc = db_run(store, "BEGIN", diags);
  if (rc == RC_OK && behind)
    rc = clock_caps_read(store, &caps, diags);
  for (size_t i = 0; rc == RC_OK && behind && i < arrived->n; i++)
    rc = add_chain(store, arrived->list[i], &caps, diags);
  free(caps.list);
  if (rc == RC_OK)
    rc = add_own(store, mark->seq, diags);
  if (rc == RC_OK)
    rc = put_mark(store, arrived, diags);
  return rc == RC_OK ? db_run(store, "COMMIT", diags) : rc;
}

static enum rc follow(struct store *store, const struct mark *mark, const struct arrived *arrived,
                      struct diags *diags) {
  if (memcmp(mark->arrived, arrived->now, ID_BYTES) == 0 && mark->seq == store->tip.seq)
    return RC_OK;
  enum rc rc = projected_cache(store, true, diags);
  if (rc == RC_OK)
    rc = add_since(store, mark, arrived, diags);
  return rc == RC_OK ? projected_cache(store, false, diags) : rc;
}

static enum rc update(struct store *store, struct arrived *arrived, struct diags *diags) {
  struct mark mark;
  enum rc rc = store->attached ? RC_OK : attach_file(store, diags);
  bool fits =
      rc == RC_OK && !store->spoilt && read_mark(store, &mark) && mark_fits(store, &mark, arrived);
  if (fits)
    rc = read_deeds(store, diags);
  if (fits && rc == RC_OK)
    rc = follow(store, &mark, arrived, diags);
  if (fits && rc != RC_OK && !sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  store->spoilt = false;
  if (!fits || rc != RC_OK)
    rc = fill_anew(store, arrived, diags);
  return rc == RC_OK ? read_times(store, diags) : rc;
}

/* What arrived is in the file now, and need not be named again. Failing, it is named again. */
static void settle(struct store *store, struct arrived *arrived) {
  struct diags ignored = {0};
  if (arrived_settled(arrived))
    return;
  enum rc rc = db_run(store, sql_begin, &ignored);
  if (rc == RC_OK)
    rc = arrived_settle(store, arrived, &ignored);
  if (rc == RC_OK)
    rc = db_run(store, sql_commit, &ignored);
  if (rc != RC_OK && !sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  diags_done(&ignored);
}

static void give_up(struct store *store) {
  if (!sqlite3_get_autocommit(store->db))
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  project_detach(store);
  projected_unlink(store);
  store->unfiled = true;
  store->spoilt = false;
}

bool projected_bring_up(struct store *store) {
  struct diags ignored = {0};
  struct arrived arrived = {0};
  bool collected = store->filed;
  if (store->copy || store->unfiled || (store->attached && !store->filed) || sealed_any_open(store))
    return false;
  enum rc rc = collected ? RC_OK : is_collected(store, &collected, &ignored);
  if (rc == RC_OK && collected)
    rc = append_tip(store, &ignored);
  if (rc == RC_OK && collected)
    rc = arrived_begin(store, &arrived, &ignored);
  if (rc == RC_OK && collected)
    rc = update(store, &arrived, &ignored);
  if (rc == RC_OK && collected)
    settle(store, &arrived);
  else if (rc != RC_OK)
    give_up(store);
  arrived_done(&arrived);
  diags_done(&ignored);
  return rc == RC_OK && collected;
}

/* -- Deeds ------------------------------------------------------------------------------------- */

enum rc projected_behind(struct store *store, const uint8_t subject[ID_BYTES],
                         struct diags *diags) {
  sqlite3_stmt *add;
  if (!store->deeds)
    return RC_OK;
  enum rc rc = db_keep(store, sql_projection_add_behind, &add, diags);
  if (rc != RC_OK)
    return rc;
  db_bind(add, 1, subject, ID_BYTES);
  return db_do(store, add, diags);
}

/* Of everybody, or of whoever did something since. */
static enum rc add_deeds(struct store *store, struct diags *diags) {
  const char *events = store->deeds ? sql_projection_events_behind : sql_projection_events_done;
  enum rc rc = projected_cache(store, true, diags);
  if (rc == RC_OK)
    rc = db_run(store, "BEGIN", diags);
  store->filling = true;
  if (rc == RC_OK)
    rc = project_add(store, events, NULL, 0, diags);
  store->filling = false;
  if (rc == RC_OK)
    rc = db_run(store, sql_projection_put_deeds, diags);
  if (rc == RC_OK)
    rc = db_run(store, "COMMIT", diags);
  store->deeds = rc == RC_OK;
  return rc == RC_OK ? projected_cache(store, false, diags) : rc;
}

bool projected_deeds(struct store *store) {
  struct diags ignored = {0};
  int64_t behind = 1;
  enum rc rc =
      store->deeds ? db_number(store, sql_projection_count_behind, &behind, &ignored) : RC_OK;
  if (rc == RC_OK && behind)
    rc = add_deeds(store, &ignored);
  if (rc != RC_OK)
    give_up(store);
  diags_done(&ignored);
  return rc == RC_OK;
}
