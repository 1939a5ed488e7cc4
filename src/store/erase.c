/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/erase.h"

#include "base/mem.h"
#include "base/vec.h"
#include "store/erased_list.h"
#include "store/sealed.h"
#include "store/sql_gen.h"

#include <stdlib.h>
#include <string.h>

/* A memo: what an erasing left to be done. */
static const char pending[] = "scrub";
static const char pages[] = "1";   /* they may still hold what was erased */
static const char list[] = "list"; /* of who was erased (erased_list.h): somebody is not in it */

/* -- Who was ---------------------------------------------------------------------------------- */

void erase_forget(struct store *store) {
  free(store->erased.list);
  store->erased = (struct erased){0};
}

static enum rc read_erased(struct store *store, struct diags *diags) {
  struct erased all = {.known = true};
  sqlite3_stmt *rows;
  enum rc rc = db_prepare(store, sql_erase_list, &rows, diags);
  if (rc != RC_OK)
    return rc;
  int step;
  while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
    VEC_ROOM(&all);
    db_blob(rows, 0, all.list[all.n++], ID_BYTES);
  }
  rc = db_finish(store, rows, step, diags);
  erase_forget(store);
  store->erased = all;
  store->erased.known = rc == RC_OK;
  return rc;
}

enum rc erase_known(struct store *store, struct diags *diags) {
  return store->erased.known ? RC_OK : read_erased(store, diags);
}

static int by_id(const void *a, const void *b) { return memcmp(a, b, ID_BYTES); }

enum rc erase_check(struct store *store, const uint8_t subject[ID_BYTES], bool *erased,
                    struct diags *diags) {
  const struct erased *all = &store->erased;
  enum rc rc = erase_known(store, diags);
  *erased = rc == RC_OK && all->n && bsearch(subject, all->list, all->n, ID_BYTES, by_id);
  return rc;
}

/* -- Erasing ---------------------------------------------------------------------------------- */

/* Payloads, and the profile that would open them: it bears a nickname. */
static enum rc erase_one(struct store *store, const uint8_t subject[ID_BYTES],
                         struct diags *diags) {
  enum rc rc = db_do_for(store, sql_erase_payloads, subject, diags);
  if (rc == RC_OK)
    rc = db_do_for(store, sql_profile_forget, subject, diags);
  sealed_forget(store);
  return rc;
}

/* what NULL: nothing is left to be done. */
static enum rc put_pending(struct store *store, const char *what, struct diags *diags) {
  struct str value = {0};
  if (what)
    str_puts(&value, what);
  enum rc rc = memo_put(store, pending, sizeof pending - 1, what ? &value : NULL, diags);
  str_done(&value);
  return rc;
}

enum rc erase_leave(struct store *store, struct diags *diags) {
  enum rc rc = db_run(store, sql_erase_quick, diags);
  if (rc == RC_OK)
    rc = put_pending(store, pages, diags);
  store->erased.fresh = rc == RC_OK;
  return rc;
}

enum rc erase_list_later(struct store *store, struct diags *diags) {
  return put_pending(store, list, diags);
}

enum rc erase_apply(struct store *store, struct diags *diags) {
  enum rc rc = read_erased(store, diags);
  for (size_t i = 0; rc == RC_OK && i < store->erased.n; i++)
    rc = erase_one(store, store->erased.list[i], diags);
  return rc == RC_OK ? erase_leave(store, diags) : rc;
}

void erase_settle(struct store *store) {
  if (!store->erased.fresh)
    return;
  store->erased.fresh = false;
  if (store->attached)
    project_detach(store);
  if (!store->copy)
    projected_unlink(store);
}

/* -- Scrubbing -------------------------------------------------------------------------------- */

enum left { LEFT_NOTHING, LEFT_LIST, LEFT_PAGES /* and the list */ };

static enum rc read_pending(struct store *store, enum left *left, struct diags *diags) {
  struct str value = {0};
  enum rc rc = memo_get(store, pending, sizeof pending - 1, &value, diags);
  *left = !value.len ? LEFT_NOTHING : strcmp(value.at, list) == 0 ? LEFT_LIST : LEFT_PAGES;
  str_done(&value);
  return rc;
}

/* A copy has no folder of its own: whoever puts it in place has the list. */
enum rc erase_keep_list(struct store *store, bool *kept, struct diags *diags) {
  const struct erased *all = &store->erased;
  enum rc rc = erase_known(store, diags);
  *kept = rc == RC_OK &&
          (store->copy || !all->n ||
           erased_list_keep(store->folder, (const uint8_t(*)[ID_BYTES])all->list, all->n, diags));
  return rc;
}

/* The copy that all pages are written from lies beside the store, under no name. */
static enum rc scrub(struct store *store, struct diags *diags) {
  if (store->attached)
    project_detach(store);
  if (!store->copy)
    projected_unlink(store);
  sqlite3_free(sqlite3_temp_directory);
  sqlite3_temp_directory = sqlite3_mprintf("%s", store->folder);
  enum rc rc = db_run(store, sql_erase_scrub, diags);
  sqlite3_exec(store->db, sql_erase_sort_in_memory, NULL, NULL, NULL); /* however it ended */
  if (rc == RC_OK)
    store->frames = 0;
  return rc;
}

enum rc store_scrub(struct store *store, struct diags *diags) {
  enum left left = LEFT_NOTHING;
  bool kept = false;
  enum rc rc = db_ready(store, diags);
  if (rc == RC_OK)
    rc = read_pending(store, &left, diags);
  if (rc == RC_OK && left)
    rc = erase_keep_list(store, &kept, diags);
  if (rc == RC_OK && left == LEFT_PAGES)
    rc = scrub(store, diags);
  if (rc == RC_OK && (kept || left == LEFT_PAGES))
    rc = put_pending(store, kept ? NULL : list, diags);
  if (rc != RC_OK && store->db)
    append_undo(store);
  return rc;
}

void erase_finish(struct store *store) {
  struct diags ignored = {0};
  store_scrub(store, &ignored);
  diags_done(&ignored);
}

/* Who is erased already needs no second tombstone. */
static enum rc choose(struct store *store, const struct erasing *erasing,
                      uint8_t (*people)[ID_BYTES], size_t *n, struct diags *diags) {
  enum rc rc = db_ready(store, diags);
  *n = 0;
  for (size_t i = 0; rc == RC_OK && i < erasing->n; i++) {
    bool erased;
    rc = erase_check(store, erasing->people[i], &erased, diags);
    if (rc == RC_OK && !erased)
      memcpy(people[(*n)++], erasing->people[i], ID_BYTES);
  }
  return rc;
}

enum rc erase_people(struct store *store, const struct erasing *erasing, size_t *n,
                     struct diags *diags) {
  uint8_t(*people)[ID_BYTES] = mem_array(erasing->n + 1, sizeof *people);
  struct happening *happened = mem_array(erasing->n + 1, sizeof *happened);
  struct append append = {.happened = happened,
                          .subjects = (const uint8_t(*)[ID_BYTES])people,
                          .moment = erasing->moment};
  memcpy(append.actor, erasing->actor, ID_BYTES);
  for (size_t i = 0; i < erasing->n; i++)
    happened[i].verb = VERB_ERASED;
  enum rc rc = choose(store, erasing, people, &append.n, diags);
  if (rc == RC_OK)
    rc = store_append(store, &append, diags);
  *n = append.n;
  free(happened);
  free(people);
  return rc;
}

enum rc store_erase(struct store *store, const struct erasing *erasing, struct diags *diags) {
  size_t n;
  enum rc rc = erase_people(store, erasing, &n, diags);
  return rc == RC_OK ? store_scrub(store, diags) : rc;
}
