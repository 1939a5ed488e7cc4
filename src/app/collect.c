/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect.h"

#include "app/collect_inner.h"
#include "app/inner.h"
#include "app/mrz.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/file.h"
#include "exchange/receipt.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH_EVENTS = 20000, BATCH_FILES = 256 }; /* a transaction has at most these, or one file */

struct waiting { /* a bundle that was verified, and is not in the store yet */
  struct bundle bundle;
  struct event_bytes *events;
  struct taken taken;
  const char *path;
  struct collect_checked checked;
};

struct collecting {
  struct store *store;
  const struct collect_wanted *wanted;
  struct collect_told *told;
  struct diags *diags;
  enum rc worst; /* of the files */
  struct collect_reader reader;
  struct laptop *known; /* by chain */
  size_t n_known;
  struct waiting waiting[BATCH_FILES];
  size_t n_waiting, n_events;
};

/* -- Laptops -------------------------------------------------------------------------------------
 */

static int by_chain(const void *a, const void *b) {
  return memcmp(((const struct laptop *)a)->chain, ((const struct laptop *)b)->chain, KEY_BYTES);
}

static const struct laptop *known_laptop(const struct collecting *c,
                                         const uint8_t chain[KEY_BYTES]) {
  struct laptop wanted;
  memcpy(wanted.chain, chain, KEY_BYTES);
  return c->n_known ? bsearch(&wanted, c->known, c->n_known, sizeof wanted, by_chain) : NULL;
}

/* Files come sorted, and their names begin with the chain: mostly it is the last. */
static struct collect_laptop *laptop_of(struct collecting *c, const uint8_t chain[KEY_BYTES]) {
  struct collect_told *told = c->told;
  for (size_t i = told->n; i > 0; i--)
    if (memcmp(told->list[i - 1].laptop.chain, chain, KEY_BYTES) == 0)
      return &told->list[i - 1];
  struct collect_laptop fresh = {0};
  const struct laptop *known = known_laptop(c, chain);
  memcpy(fresh.laptop.chain, chain, KEY_BYTES);
  if (known)
    fresh.laptop = *known;
  VEC_PUSH(told, fresh);
  return &told->list[told->n - 1];
}

static const char *folder_of(struct collecting *c, const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? arena_strndup(&c->told->arena, path, (size_t)(slash - path) + (slash == path))
               : ".";
}

/* -- What is refused -----------------------------------------------------------------------------
 */

static void refused(struct collecting *c, enum rc rc) {
  c->told->refused++;
  if (c->worst == RC_OK || rc == RC_DATA)
    c->worst = rc;
}

/* Its key is noted, once, so that it can be accepted by its fingerprint. */
static enum rc note_unknown(struct collecting *c, const struct bundle *bundle,
                            struct collect_laptop *laptop) {
  memcpy(laptop->laptop.parent, bundle->about.parent, KEY_BYTES);
  return known_laptop(c, bundle->about.chain)
             ? RC_OK
             : store_laptop_put(c->store, &laptop->laptop, c->diags);
}

static enum rc check_laptop(struct collecting *c, const char *path, const struct bundle *bundle,
                            bool *in) {
  struct place at = {.file = path};
  const struct laptop *known = known_laptop(c, bundle->about.chain);
  bool revoked = card_revokes(&c->wanted->keys->card, bundle->about.chain) ||
                 (known && known->state == LAPTOP_REVOKED);
  *in = !revoked && known && known->state == LAPTOP_ACCEPTED;
  if (*in)
    return RC_OK;
  struct collect_laptop *laptop = laptop_of(c, bundle->about.chain);
  enum rc rc = note_unknown(c, bundle, laptop);
  laptop->refused++;
  refused(c, RC_DATA);
  if (revoked)
    diag_error(c->diags, at, 1, "collect.revoked",
               _("if it is in good hands again, mafunzo laptops accept takes it in"),
               _("this laptop was revoked: nothing of it was taken"));
  else
    diag_error(c->diags, at, 1, "collect.unknown",
               _("compare the fingerprint with the laptop's (mafunzo laptops lists it), accept it "
                 "with mafunzo laptops accept FINGERPRINT --as NAME, and collect again"),
               _("this laptop is not known here: nothing of it was taken"));
  return rc;
}

/* A tombstone holds for whoever it names, for good: no laptop lays one by itself on what others
 * handed in. */
static bool may_erase(struct collecting *c, const struct waiting *waiting) {
  if (!waiting->checked.erases || c->wanted->erasures)
    return true;
  laptop_of(c, waiting->bundle.about.chain)->refused++;
  refused(c, RC_DATA);
  diag_error(c->diags, (struct place){.file = waiting->path}, 1, "collect.erases",
             _("ask on that laptop who is erased and why; if it was agreed, collect this file once "
               "more with --erasures"),
             _("it erases somebody: nothing of it was taken"));
  return false;
}

/* -- What is taken in ----------------------------------------------------------------------------
 */

static void forget_waiting(struct collecting *c) {
  for (size_t i = 0; i < c->n_waiting; i++) {
    bundle_done(&c->waiting[i].bundle);
    free(c->waiting[i].events);
  }
  c->n_waiting = c->n_events = 0;
}

static void count_taken(struct collecting *c, const struct waiting *waiting, size_t added) {
  struct collect_laptop *laptop = laptop_of(c, waiting->taken.chain);
  laptop->taken++;
  laptop->added += added;
  laptop->had += waiting->bundle.n - added;
  laptop->off = laptop->off || waiting->checked.off;
  laptop->folder = folder_of(c, waiting->path);
}

/* One transaction for all that waits. */
static enum rc take_waiting(struct collecting *c) {
  struct parcel parcels[BATCH_FILES];
  for (size_t i = 0; i < c->n_waiting; i++)
    parcels[i] = (struct parcel){
        .events = c->waiting[i].events, .n = c->waiting[i].bundle.n, .taken = &c->waiting[i].taken};
  enum rc rc = c->n_waiting ? store_take(c->store, parcels, c->n_waiting, c->diags) : RC_OK;
  for (size_t i = 0; rc == RC_OK && i < c->n_waiting; i++)
    count_taken(c, &c->waiting[i], parcels[i].added);
  forget_waiting(c);
  return rc;
}

static enum rc open_file(struct collecting *c, const char *path, const struct str *bytes,
                         const uint8_t file[HASH_BYTES]) {
  struct waiting *waiting = &c->waiting[c->n_waiting];
  *waiting = (struct waiting){.path = path};
  bool in = false;
  enum rc rc = collect_read(&c->reader, path, bytes, &waiting->bundle, c->diags);
  if (rc == RC_OK) {
    waiting->events = mem_array(waiting->bundle.n, sizeof *waiting->events);
    rc = collect_check(path, &waiting->bundle, c->wanted->wall, waiting->events, &waiting->checked,
                       c->diags);
  }
  enum rc fault = RC_OK;
  if (rc != RC_OK)
    refused(c, rc);
  else
    fault = check_laptop(c, path, &waiting->bundle, &in);
  in = in && may_erase(c, waiting);
  if (!in) {
    bundle_done(&waiting->bundle);
    free(waiting->events);
    return fault;
  }
  memcpy(waiting->taken.file, file, HASH_BYTES);
  memcpy(waiting->taken.chain, waiting->bundle.about.chain, KEY_BYTES);
  waiting->taken.first = waiting->bundle.about.first;
  waiting->taken.last = waiting->bundle.about.last;
  waiting->taken.time = c->wanted->wall;
  c->n_events += waiting->bundle.n;
  c->n_waiting++;
  return RC_OK;
}

static void count_again(struct collecting *c, const char *path, const struct taken *taken) {
  struct collect_laptop *laptop = laptop_of(c, taken->chain);
  laptop->again++;
  laptop->had += taken->last - taken->first + 1;
  laptop->folder = folder_of(c, path);
}

static enum rc collect_file(struct collecting *c, const char *path) {
  struct str bytes = {0};
  uint8_t file[HASH_BYTES];
  struct taken taken;
  enum rc rc = mrz_load(path, BUNDLE_FILE_BYTES, &bytes, c->diags);
  if (rc != RC_OK) {
    refused(c, rc);
    str_done(&bytes);
    return RC_OK;
  }
  seal_hash(&(struct seal_part){bytes.at, bytes.len}, 1, file);
  rc = store_taken(c->store, file, &taken, c->diags);
  if (rc == RC_OK)
    count_again(c, path, &taken);
  else if (rc == RC_MISSING)
    rc = open_file(c, path, &bytes, file);
  str_done(&bytes);
  if (rc == RC_OK && (c->n_waiting == BATCH_FILES || c->n_events >= BATCH_EVENTS))
    rc = take_waiting(c);
  return rc;
}

/* -- Afterwards ----------------------------------------------------------------------------------
 */

/* One of before that says the same: collecting again then writes nothing at all. */
static bool stands(const char *path, const struct receipt *receipt,
                   const uint8_t signer[KEY_BYTES]) {
  struct diags ignored = {0};
  struct str bytes = {0};
  struct receipt old;
  bool same = mrz_load(path, RECEIPT_BYTES, &bytes, &ignored) == RC_OK &&
              receipt_read(path, str_text(&bytes), bytes.len, signer, &old, &ignored) == RC_OK &&
              memcmp(old.chain, receipt->chain, KEY_BYTES) == 0 && old.seq == receipt->seq &&
              memcmp(old.head, receipt->head, HASH_BYTES) == 0;
  str_done(&bytes);
  diags_done(&ignored);
  return same;
}

static enum rc write_receipt(struct collecting *c, struct collect_laptop *laptop) {
  struct receipt receipt = {.seq = laptop->span.whole, .wall = c->wanted->wall};
  struct diags why = {0};
  struct str bytes = {0};
  char hex[2 * KEY_BYTES + 1];
  const char *folder = c->wanted->receipts ? c->wanted->receipts : laptop->folder;
  memcpy(receipt.chain, laptop->laptop.chain, KEY_BYTES);
  memcpy(receipt.head, laptop->span.head, HASH_BYTES);
  const struct keys *keys = c->wanted->keys;
  seal_hex(receipt.chain, KEY_BYTES, hex);
  const char *path = arena_printf(&c->told->arena, "%s/%.16s" RECEIPT_SUFFIX, folder, hex);
  enum rc rc = RC_OK;
  if (!stands(path, &receipt, keys->card.signer)) {
    receipt_write(&receipt, keys->secrets.list[keys->secrets.n - 1].sign, &bytes);
    rc = file_write_whole(path, bytes.at, bytes.len, &why);
  }
  if (rc == RC_OK)
    laptop->receipt = path;
  else
    diag_error(c->diags, (struct place){.file = path}, 1, "collect.receipt",
               _("what was collected is in; say where receipts may be written with --receipts "
                 "FOLDER, and collect the same again"),
               "%s", why.n ? why.list[0].message : "");
  str_done(&bytes);
  diags_done(&why);
  return rc;
}

/* The state after collecting, whatever came in which order. */
static enum rc look_back(struct collecting *c) {
  enum rc rc = RC_OK;
  bool receipts = c->wanted->keys->role == KEYS_COORDINATOR;
  for (size_t i = 0; rc == RC_OK && i < c->told->n; i++) {
    struct collect_laptop *laptop = &c->told->list[i];
    rc = store_chain_span(c->store, laptop->laptop.chain, &laptop->span, c->diags);
    if (rc != RC_OK || !receipts || !laptop->folder || laptop->laptop.state != LAPTOP_ACCEPTED ||
        laptop->span.forked || !laptop->span.whole)
      continue;
    enum rc written = write_receipt(c, laptop);
    if (c->worst == RC_OK)
      c->worst = written;
  }
  return rc;
}

static int told_by_chain(const void *a, const void *b) {
  return memcmp(((const struct collect_laptop *)a)->laptop.chain,
                ((const struct collect_laptop *)b)->laptop.chain, KEY_BYTES);
}

static enum rc collect_files(struct collecting *c, const char *const *files, size_t n) {
  enum rc rc = store_laptops(c->store, &c->known, &c->n_known, c->diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++) {
    rc = collect_file(c, files[i]);
    if (c->wanted->progress)
      c->wanted->progress(c->wanted->ctx, i + 1, n);
  }
  if (rc == RC_OK)
    rc = take_waiting(c);
  forget_waiting(c);
  if (rc == RC_OK)
    rc = look_back(c);
  if (c->told->n)
    qsort(c->told->list, c->told->n, sizeof *c->told->list, told_by_chain);
  free(c->known);
  return rc == RC_OK ? c->worst : rc;
}

enum rc collect(struct store *store, const struct collect_wanted *wanted, struct collect_told *told,
                struct diags *diags) {
  const char *const *files;
  *told = (struct collect_told){0};
  enum rc rc = collect_find(wanted->paths, wanted->n, &told->arena, &files, &told->files, diags);
  if (rc != RC_OK)
    return rc;
  struct collecting *c = mem_alloc(sizeof *c);
  *c = (struct collecting){.store = store, .wanted = wanted, .told = told, .diags = diags};
  cage_keep_secret();
  collect_reader_begin(&c->reader, wanted->keys);
  rc = collect_files(c, files, told->files);
  collect_reader_end(&c->reader);
  free(c);
  return rc;
}

enum rc collect_app(struct app *app, const struct collect_wanted *wanted, struct collect_told *told,
                    struct diags *diags) {
  struct collect_wanted now = *wanted;
  struct moment moment;
  clock_read(&moment);
  now.wall = moment.wall;
  return collect(app->store, &now, told, diags);
}

void collect_told_done(struct collect_told *told) {
  free(told->list);
  arena_done(&told->arena);
  *told = (struct collect_told){0};
}
