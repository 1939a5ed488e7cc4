/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hand_in.h"

#include "app/inner.h"
#include "app/telling.h"
#include "app/trust.h"
#include "base/cage.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "store/laptops.h"
#include "store/profile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct link { /* an event's place in the chain */
  uint64_t seq;
  uint8_t hash[HASH_BYTES], previous[HASH_BYTES];
};

struct handing {
  struct store *store;
  const struct hand_in_wanted *wanted;
  struct hand_in_told *told;
  struct diags *diags;
  const struct own_chain *own;
  uint64_t from; /* number of its first event to be handed in */
  struct {
    struct link *list; /* of the chain, from the first to be handed in */
    size_t n, cap;
  } links;
  struct telling telling;
  struct sink lines;                          /* of one bundle */
  struct bundle_sealed sealed[BUNDLE_SEALED]; /* whose records are sealed and not open */
  size_t n_sealed;
  const struct link *at, *last; /* next to be written, and the bundle's last */
};

/* -- Which events -------------------------------------------------------------------------------
 */

/* One that was altered is as good as missing: nobody would take it in. */
static void add_link(void *ctx, const struct event_seen *seen) {
  struct handing *h = ctx;
  struct event_head head;
  struct link link;
  if (!seen->whole || !event_decode_head(seen->bytes.head, seen->bytes.head_len, &head))
    return;
  link.seq = head.seq;
  memcpy(link.hash, seen->hash, HASH_BYTES);
  memcpy(link.previous, head.previous, HASH_BYTES);
  VEC_PUSH(&h->links, link);
}

static bool joins(const struct link *one, const struct link *next) {
  return one->seq + 1 == next->seq && memcmp(one->hash, next->previous, HASH_BYTES) == 0;
}

/* Of a chain that forked, the branch that its last event is on: walked back from there, over what
 * is missing. */
static void keep_branch(struct handing *h) {
  size_t n = h->links.n, at = n;
  struct link *list = h->links.list;
  for (size_t i = n; i > 0; i--)
    if (at == n || joins(&list[i - 1], &list[at]) || list[i - 1].seq + 1 < list[at].seq)
      list[--at] = list[i - 1];
  h->links.n = n - at;
  if (h->links.n)
    memmove(list, list + at, h->links.n * sizeof *list);
}

static enum rc read_links(struct handing *h) {
  struct chain_span span;
  h->links.n = 0;
  enum rc rc = store_chain_span(h->store, h->own->chain, &span, h->diags);
  if (rc == RC_OK)
    rc = store_each_of_chain(h->store, h->own->chain, h->from, add_link, h, h->diags);
  if (rc != RC_OK)
    return rc;
  keep_branch(h);
  uint64_t wanted = span.last < h->from ? 0 : span.last - h->from + 1;
  if (h->links.n < wanted)
    diag_warn(h->diags, (struct place){0}, 1, "hand-in.gap",
              _("mafunzo doctor says what is damaged; what is whole is handed in"),
              ngettext("%llu event of this laptop is damaged or missing, and is not among it",
                       "%llu events of this laptop are damaged or missing, and are not among it",
                       (unsigned long)(wanted - h->links.n)),
              (unsigned long long)(wanted - h->links.n));
  return RC_OK;
}

/* What a receipt covers is left out only if it knows of the very event that is here: else the end
 * of the chain is gone, and other events may have taken its numbers since. */
static enum rc check_receipt(struct handing *h) {
  const struct own_chain *own = h->own;
  bool here = false;
  h->from = 1;
  if (own->receipted == 0)
    return RC_OK;
  enum rc rc =
      store_chain_has(h->store, own->chain, own->receipted, own->receipted_hash, &here, h->diags);
  if (rc == RC_OK && !here)
    diag_warn(h->diags, (struct place){0}, 1, "hand-in.cut",
              _("the coordinator has what is gone; all that is here is handed in"),
              _("the end of this laptop's records is gone: its event %llu, for which there is a "
                "receipt, is not here"),
              (unsigned long long)own->receipted);
  if (rc == RC_OK && here && !h->wanted->all) {
    h->from = own->receipted + 1;
    h->told->receipted += own->receipted;
  }
  return rc;
}

/* -- The file ------------------------------------------------------------------------------------
 */

/* file.h's own word of what went wrong, with a remedy that knows of sticks. */
static enum rc tell_failed(enum rc rc, const char *path, const struct diags *why,
                           struct diags *diags) {
  const char *said = why->n ? why->list[0].message : "";
  struct place at = {.file = path};
  if (rc == RC_FULL)
    diag_error(diags, at, 1, "hand-in.full",
               _("make room on the stick or take another; no half bundle was left"),
               _("there is no room left for the bundle: %s"), said);
  else if (rc == RC_CREATE)
    diag_error(diags, at, 1, "hand-in.read-only",
               _("is the stick's lock on? Choose a folder that you may write to"),
               _("the bundle cannot be written here: %s"), said);
  else
    diag_error(diags, at, 1, "hand-in.disk",
               _("put the stick in again and repeat, or take another one; what is recorded on this "
                 "laptop is not touched"),
               _("the stick was pulled out, or fails: %s"), said);
  return rc;
}

/* From the disk, as far as the system lets go of its own copy. */
static bool reads_back(const char *path, const struct str *bytes) {
  char piece[65536];
  size_t at = 0;
  ssize_t n = -1;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd >= 0)
    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  while (fd >= 0 && (n = read(fd, piece, sizeof piece)) > 0) {
    if ((size_t)n > bytes->len - at || memcmp(bytes->at + at, piece, (size_t)n) != 0)
      break;
    at += (size_t)n;
  }
  if (fd >= 0)
    close(fd);
  return n == 0 && at == bytes->len;
}

static enum rc write_file(const char *path, const struct str *bytes, struct diags *diags) {
  struct diags why = {0};
  enum rc rc = file_write_whole(path, bytes->at, bytes->len, &why);
  if (rc == RC_OK && !reads_back(path, bytes)) {
    unlink(path);
    diag_error(&why, (struct place){.file = path}, 1, "hand-in.disk", NULL, "%s",
               _("what was read back is not what was written"));
    rc = RC_IO;
  }
  if (rc != RC_OK)
    rc = tell_failed(rc, path, &why, diags);
  diags_done(&why);
  return rc;
}

static const char *name_of(struct handing *h, const struct link *first, const struct link *last) {
  char chain[2 * KEY_BYTES + 1], head[2 * HASH_BYTES + 1];
  seal_hex(h->own->chain, KEY_BYTES, chain);
  seal_hex(last->hash, HASH_BYTES, head);
  return arena_printf(&h->told->arena, "%s/%.16s-%06llu-%06llu-%.8s" BUNDLE_SUFFIX,
                      h->wanted->folder, chain, (unsigned long long)first->seq,
                      (unsigned long long)last->seq, head);
}

/* -- One bundle ----------------------------------------------------------------------------------
 */

static void add_line(void *ctx, const struct event_seen *seen) {
  struct handing *h = ctx;
  struct record record;
  if (h->at > h->last || memcmp(seen->hash, h->at->hash, HASH_BYTES) != 0)
    return;
  telling_record(seen, &h->telling, &record);
  record_put_line(&record, &h->lines);
  telling_next(&h->telling);
  h->at++;
}

static enum rc write_bundle(struct handing *h, const struct link *first, const struct link *last) {
  struct bundle_about about = {.first = first->seq, .last = last->seq, .wall = h->wanted->wall};
  struct hand_in_file file = {.first = first->seq, .last = last->seq};
  struct str bytes = {0};
  memcpy(about.chain, h->own->chain, KEY_BYTES);
  memcpy(about.parent, h->own->parent, KEY_BYTES);
  memcpy(about.previous, first->previous, HASH_BYTES);
  memcpy(about.head, last->hash, HASH_BYTES);
  about.n_recipients = h->wanted->n_recipients;
  memcpy(about.recipients, h->wanted->recipients, sizeof about.recipients);
  about.sealed = h->sealed;
  about.n_sealed = h->n_sealed;
  h->at = first;
  h->last = last;
  enum rc rc = store_each_of_chain(h->store, h->own->chain, first->seq, add_line, h, h->diags);
  if (rc == RC_OK && !bundle_write(&about, &h->lines.text, h->own->secret, &bytes)) {
    diag_error(h->diags, (struct place){0}, 1, "hand-in.recipient",
               _("take in the coordinator's card again: mafunzo enrol FILE"),
               _("nothing can be sealed for the keys that this laptop was given"));
    rc = RC_DATA;
  }
  if (rc == RC_OK) {
    file.path = name_of(h, first, last);
    memcpy(file.chain, h->own->chain, KEY_BYTES);
    rc = write_file(file.path, &bytes, h->diags);
  }
  if (rc == RC_OK) {
    VEC_PUSH(h->told, file);
    h->told->events += last->seq - first->seq + 1;
  }
  sink_done(&h->lines);
  h->lines = (struct sink){0};
  str_done(&bytes);
  return rc;
}

/* What is sealed goes as it is, and with it what lets the coordinator open it. */
static void add_sealed(struct handing *h, const struct profile *profile) {
  struct str recovery = {0};
  struct bundle_sealed *one = &h->sealed[h->n_sealed];
  if (profile->open || h->n_sealed == BUNDLE_SEALED)
    return;
  if (profile->recoverable &&
      store_profile_recovery(h->store, profile->subject, &recovery, h->diags) == RC_OK) {
    memcpy(one->subject, profile->subject, ID_BYTES);
    one->recovery = arena_strndup(&h->told->arena, recovery.at, recovery.len);
    one->len = recovery.len;
    h->n_sealed++;
  } else
    diag_warn(h->diags, (struct place){0}, 1, "hand-in.sealed",
              _("let that person sign in once, then hand in again with --all"),
              _("the coordinator cannot read what is recorded of %s: it was sealed before this "
                "laptop was enrolled"),
              profile->nickname);
  str_done(&recovery);
}

static enum rc read_sealed(struct handing *h) {
  struct profile *list;
  size_t n;
  enum rc rc = store_profiles(h->store, &list, &n, h->diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++)
    add_sealed(h, &list[i]);
  free(list);
  return rc;
}

/* As many as join, and go into a bundle. */
static size_t piece_len(const struct link *first, size_t n) {
  size_t len = 1;
  while (len < n && len < BUNDLE_EVENTS && joins(&first[len - 1], &first[len]))
    len++;
  return len;
}

static enum rc hand_in_chain(struct handing *h) {
  enum rc rc = check_receipt(h);
  if (rc == RC_OK)
    rc = read_links(h);
  for (size_t i = 0, n; rc == RC_OK && i < h->links.n; i += n) {
    n = piece_len(&h->links.list[i], h->links.n - i);
    rc = write_bundle(h, &h->links.list[i], &h->links.list[i + n - 1]);
  }
  return rc;
}

static enum rc check_folder(const char *folder, struct diags *diags) {
  struct stat there;
  if (stat(folder, &there) == 0 && S_ISDIR(there.st_mode))
    return RC_OK;
  diag_error(diags, (struct place){.file = folder}, 1, "hand-in.folder",
             _("put the stick in, and say where it is"), _("there is no such folder"));
  return RC_MISSING;
}

enum rc hand_in(struct store *store, const struct hand_in_wanted *wanted, struct hand_in_told *told,
                struct diags *diags) {
  struct handing h = {.store = store, .wanted = wanted, .told = told, .diags = diags};
  struct own_chain *own = NULL;
  size_t n = 0;
  *told = (struct hand_in_told){0};
  cage_keep_secret();
  enum rc rc = check_folder(wanted->folder, diags);
  if (rc == RC_OK)
    rc = store_count_foreign(store, &told->foreign, diags);
  if (rc == RC_OK)
    rc = read_sealed(&h);
  if (rc == RC_OK)
    rc = store_own_chains(store, &own, &n, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++) {
    h.own = &own[i];
    rc = hand_in_chain(&h);
  }
  own_chains_free(own, n);
  free(h.links.list);
  return rc;
}

static enum rc hand_in_trusted(struct store *store, const struct trust *trust, const char *folder,
                               bool all, struct hand_in_told *told, struct diags *diags) {
  struct hand_in_wanted wanted = {
      .folder = folder, .all = all, .n_recipients = trust->n_recipients};
  struct moment now;
  clock_read(&now);
  wanted.wall = now.wall;
  memcpy(wanted.recipients, trust->recipients, trust->n_recipients * KEY_BYTES);
  return hand_in(store, &wanted, told, diags);
}

enum rc hand_in_from(const char *store, const char *folder, bool all, struct hand_in_told *told,
                     struct diags *diags) {
  struct trust trust = {0};
  struct store *records = NULL;
  *told = (struct hand_in_told){0};
  enum rc rc = trust_read(store, &trust, diags);
  if (rc == RC_OK)
    rc = store_open_existing(store, &records, diags);
  if (rc == RC_OK)
    rc = hand_in_trusted(records, &trust, folder, all, told, diags);
  trust_done(&trust);
  store_close(records);
  return rc;
}

enum rc hand_in_app(struct app *app, const char *folder, bool all, struct hand_in_told *told,
                    struct diags *diags) {
  struct trust trust = {0};
  *told = (struct hand_in_told){0};
  enum rc rc = trust_read(app->folder, &trust, diags);
  if (rc == RC_OK)
    rc = hand_in_trusted(app->store, &trust, folder, all, told, diags);
  trust_done(&trust);
  return rc;
}

enum rc hand_in_waiting(struct store *store, uint64_t *events, struct diags *diags) {
  struct own_chain *own = NULL;
  struct chain_span span;
  size_t n = 0;
  *events = 0;
  enum rc rc = store_own_chains(store, &own, &n, diags);
  for (size_t i = 0; rc == RC_OK && i < n; i++) {
    rc = store_chain_span(store, own[i].chain, &span, diags);
    if (rc == RC_OK && span.last > own[i].receipted)
      *events += span.last - own[i].receipted;
  }
  own_chains_free(own, n);
  return rc;
}

void hand_in_told_done(struct hand_in_told *told) {
  free(told->list);
  arena_done(&told->arena);
  *told = (struct hand_in_told){0};
}
