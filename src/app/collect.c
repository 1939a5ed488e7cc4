/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect.h"

#include "app/collect_inner.h"
#include "app/inner.h"
#include "app/mrz.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/receipt.h"

#include <stdlib.h>
#include <string.h>

enum {
  BATCH_EVENTS = 20000,
  BATCH_FILES = 1024
}; /* a transaction has at most these, or one file */

struct counted { /* a bundle whose events are in the transaction at hand */
  const char *path;
  uint8_t chain[KEY_BYTES];
  size_t n, added;
  bool off, ahead;
};

struct opening {    /* a file that the child is at */
  const char *path; /* NULL: it is at none */
  uint8_t file[HASH_BYTES];
};

struct collecting {
  struct store *store;
  struct collect_wanted wanted;
  struct collect_told *told;
  struct diags *diags;
  const char *const *files;
  enum rc rc;    /* of the store: what ends it */
  enum rc worst; /* of the files */
  struct collect_reader reader;
  struct opening opening;
  struct laptop *known; /* by chain */
  size_t n_known;
  bool behind, told_behind; /* the clock here is: it tells of no other that it is ahead */
  struct taking *taking;    /* the transaction at hand; NULL: there is none */
  struct counted counted[BATCH_FILES];
  size_t n_counted, n_events;
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
  bool revoked = card_revokes(&c->wanted.keys->card, bundle->about.chain) ||
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
static bool may_erase(struct collecting *c, const char *path, const struct bundle *bundle,
                      const struct collect_checked *checked) {
  if (!checked->erases || c->wanted.erasures)
    return true;
  laptop_of(c, bundle->about.chain)->refused++;
  refused(c, RC_DATA);
  diag_error(c->diags, (struct place){.file = path}, 1, "collect.erases",
             _("ask on that laptop who is erased and why; if it was agreed, collect this file once "
               "more with --erasures"),
             _("it erases somebody: nothing of it was taken"));
  return false;
}

/* -- What is taken in ----------------------------------------------------------------------------
 */

static void count_taken(struct collecting *c, const struct counted *counted) {
  struct collect_laptop *laptop = laptop_of(c, counted->chain);
  laptop->taken++;
  laptop->added += counted->added;
  laptop->had += counted->n - counted->added;
  laptop->off = laptop->off || counted->off;
  laptop->ahead = laptop->ahead || counted->ahead;
  laptop->folder = folder_of(c, counted->path);
}

/* Of what is not on the disk nothing is told. */
static enum rc end_taking(struct collecting *c) {
  enum rc rc = c->taking ? store_taking_end(c->taking, c->diags) : RC_OK;
  for (size_t i = 0; rc == RC_OK && i < c->n_counted; i++)
    count_taken(c, &c->counted[i]);
  c->taking = NULL;
  c->n_counted = c->n_events = 0;
  return rc;
}

/* A clock here that is behind would date everything that comes, for good. */
static bool is_ahead(struct collecting *c, bool ahead) {
  if (ahead && c->behind && !c->told_behind) {
    c->told_behind = true;
    diag_warn(c->diags, (struct place){0}, 1, "collect.clock", _("set the clock of this machine"),
              _("the clock of this machine is behind what it said before: clocks that are ahead of "
                "it are taken as they are"));
  }
  return ahead && !c->behind;
}

static enum rc read_clock(struct collecting *c) {
  int64_t latest, now = c->wanted.moment.wall;
  enum rc rc = store_clock_latest(c->store, &latest, c->diags);
  c->behind = now < COLLECT_NO_EARLIER || now < latest - COLLECT_DAY;
  return rc;
}

static enum rc take(struct collecting *c, const struct opening *opening,
                    const struct bundle *bundle, const struct event_bytes *events,
                    const struct collect_checked *checked) {
  const struct bundle_about *about = &bundle->about;
  struct counted counted = {
      .path = opening->path, .n = bundle->n, .off = checked->off, .ahead = checked->ahead};
  struct taken taken = {.first = about->first, .last = about->last};
  struct parcel parcel = {.events = events, .n = bundle->n, .taken = &taken};
  if (checked->ahead)
    parcel.by = &c->wanted.moment;
  taken.time = c->wanted.moment.wall;
  memcpy(taken.file, opening->file, HASH_BYTES);
  memcpy(taken.chain, about->chain, KEY_BYTES);
  memcpy(counted.chain, about->chain, KEY_BYTES);
  enum rc rc = c->taking ? RC_OK : store_taking_begin(c->store, &c->taking, c->diags);
  if (rc == RC_OK)
    rc = store_taking_add(c->taking, &parcel, c->diags);
  counted.added = parcel.added;
  c->counted[c->n_counted++] = counted;
  c->n_events += bundle->n;
  return rc;
}

/* One that is refused is no fault: the next is looked at. */
static enum rc take_opened(struct collecting *c, const struct opening *opening,
                           const struct bundle *bundle) {
  struct event_bytes *events = mem_array(bundle->n, sizeof *events);
  struct collect_checked checked;
  bool in = false;
  enum rc fault = RC_OK;
  enum rc rc =
      collect_check(opening->path, bundle, c->wanted.moment.wall, events, &checked, c->diags);
  checked.ahead = rc == RC_OK && is_ahead(c, checked.ahead);
  if (rc != RC_OK)
    refused(c, rc);
  else
    fault = check_laptop(c, opening->path, bundle, &in);
  if (in && may_erase(c, opening->path, bundle, &checked))
    fault = take(c, opening, bundle, events, &checked);
  free(events);
  return fault;
}

/* What the child made of the file that it was at, while it is at the next one already. */
static enum rc end_opening(struct collecting *c, const struct str *next, struct opening opening) {
  struct opening ended = c->opening;
  struct bundle bundle = {0};
  enum rc rc = RC_MISSING, fault = RC_OK;
  if (ended.path)
    rc = collect_read_end(&c->reader, ended.path, &bundle, c->diags);
  c->opening = opening;
  if (next)
    collect_read_begin(&c->reader, next);
  if (ended.path && rc != RC_OK)
    refused(c, rc);
  else if (ended.path)
    fault = take_opened(c, &ended, &bundle);
  bundle_done(&bundle);
  if (fault == RC_OK && (c->n_counted == BATCH_FILES || c->n_events >= BATCH_EVENTS))
    fault = end_taking(c);
  return fault;
}

static void count_again(struct collecting *c, const char *path, const struct taken *taken) {
  struct collect_laptop *laptop = laptop_of(c, taken->chain);
  laptop->again++;
  laptop->had += taken->last - taken->first + 1;
  laptop->folder = folder_of(c, path);
}

static enum rc collect_file(struct collecting *c, const char *path) {
  struct str bytes = {0};
  struct opening opening = {.path = path};
  struct taken taken;
  enum rc rc = mrz_load(path, BUNDLE_FILE_BYTES, &bytes, c->diags);
  if (rc != RC_OK) {
    refused(c, rc);
    str_done(&bytes);
    return RC_OK;
  }
  seal_hash(&(struct seal_part){bytes.at, bytes.len}, 1, opening.file);
  if (c->opening.path && memcmp(c->opening.file, opening.file, HASH_BYTES) == 0)
    rc = end_opening(c, NULL, (struct opening){0});
  if (rc == RC_OK)
    rc = store_taken(c->store, opening.file, &taken, c->diags);
  if (rc == RC_OK)
    count_again(c, path, &taken);
  else if (rc == RC_MISSING)
    rc = end_opening(c, &bytes, opening);
  str_done(&bytes);
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
  struct receipt receipt = {.seq = laptop->span.whole, .wall = c->wanted.moment.wall};
  struct diags why = {0};
  struct str bytes = {0};
  char hex[2 * KEY_BYTES + 1];
  const char *folder = c->wanted.receipts ? c->wanted.receipts : laptop->folder;
  memcpy(receipt.chain, laptop->laptop.chain, KEY_BYTES);
  memcpy(receipt.head, laptop->span.head, HASH_BYTES);
  const struct keys *keys = c->wanted.keys;
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
  bool receipts = c->wanted.keys->role == KEYS_COORDINATOR;
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

/* Two laptops have two names; those without one come last. */
static int told_by_name(const void *a, const void *b) {
  const struct laptop *one = &((const struct collect_laptop *)a)->laptop;
  const struct laptop *other = &((const struct collect_laptop *)b)->laptop;
  bool named = *one->label, other_named = *other->label;
  int order = named != other_named ? other_named - named : strcmp(one->label, other->label);
  return order ? order : memcmp(one->chain, other->chain, KEY_BYTES);
}

enum rc collect_begin(struct store *store, const struct collect_wanted *wanted,
                      struct collect_told *told, struct diags *diags,
                      struct collecting **collecting) {
  const char *const *files;
  *told = (struct collect_told){0};
  *collecting = NULL;
  enum rc rc = collect_find(wanted->paths, wanted->n, &told->arena, &files, &told->files, diags);
  if (rc != RC_OK)
    return rc;
  struct collecting *c = mem_alloc(sizeof *c);
  *c = (struct collecting){
      .store = store, .wanted = *wanted, .told = told, .diags = diags, .files = files};
  cage_keep_secret();
  collect_reader_begin(&c->reader, wanted->keys);
  c->rc = store_laptops(c->store, &c->known, &c->n_known, c->diags);
  if (c->rc == RC_OK)
    c->rc = read_clock(c);
  *collecting = c;
  return RC_OK;
}

bool collect_step(struct collecting *c) {
  if (c->rc != RC_OK || c->told->looked == c->told->files)
    return false;
  c->rc = collect_file(c, c->files[c->told->looked++]);
  return true;
}

enum rc collect_end(struct collecting *c) {
  if (c->rc == RC_OK)
    c->rc = end_opening(c, NULL, (struct opening){0});
  enum rc end = end_taking(c); /* after a fault too: it takes back what it was in the middle of */
  if (c->rc == RC_OK)
    c->rc = end;
  if (c->rc == RC_OK)
    c->rc = look_back(c);
  if (c->told->n)
    qsort(c->told->list, c->told->n, sizeof *c->told->list, told_by_name);
  collect_reader_end(&c->reader);
  enum rc rc = c->rc == RC_OK ? c->worst : c->rc;
  free(c->known);
  free(c);
  return rc;
}

enum rc collect(struct store *store, const struct collect_wanted *wanted, struct collect_told *told,
                struct diags *diags) {
  struct collecting *c;
  enum rc rc = collect_begin(store, wanted, told, diags, &c);
  if (rc != RC_OK)
    return rc;
  while (collect_step(c))
    if (wanted->progress)
      wanted->progress(wanted->ctx, told->looked, told->files);
  return collect_end(c);
}

static struct collect_wanted by_clock(const struct collect_wanted *wanted) {
  struct collect_wanted now = *wanted;
  clock_read(&now.moment);
  return now;
}

enum rc collect_app(struct app *app, const struct collect_wanted *wanted, struct collect_told *told,
                    struct diags *diags) {
  struct collect_wanted now = by_clock(wanted);
  return collect(app->store, &now, told, diags);
}

enum rc collect_app_begin(struct app *app, const struct collect_wanted *wanted,
                          struct collect_told *told, struct diags *diags,
                          struct collecting **collecting) {
  struct collect_wanted now = by_clock(wanted);
  return collect_begin(app->store, &now, told, diags, collecting);
}

void collect_told_done(struct collect_told *told) {
  free(told->list);
  arena_done(&told->arena);
  *told = (struct collect_told){0};
}
