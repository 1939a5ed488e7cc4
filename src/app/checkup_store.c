/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkup.h"

#include "base/text.h"
#include "store/erased_list.h"
#include "store/profile.h"

#include <errno.h>
#include <string.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const int64_t DAY = INT64_C(86400000);
static const uint64_t MEBI = 1048576;

enum { ROOM_LEAST = 1, ROOM_GOOD = 64 }; /* MiB */

static void add_folder(struct checkup *checkup, const char *folder) {
  if (access(folder, R_OK | W_OK | X_OK) == 0)
    checkup_add(checkup, VERDICT_OK, RC_OK, "folder.writable", NULL, _("records can be written in %s"),
             folder);
  else
    checkup_add(checkup, VERDICT_PROBLEM, RC_CREATE, "folder.writable",
             _("ask who looks after this laptop to let you write there, or choose another folder "
               "with --store FOLDER"),
             _("records cannot be written in %s: %s"), folder, strerror(errno));
}

static void add_room(struct checkup *checkup, const char *folder) {
  struct statvfs disk;
  if (statvfs(folder, &disk) < 0)
    return;
  uint64_t room = (uint64_t)disk.f_bavail * disk.f_frsize / MEBI;
  enum verdict verdict = room < ROOM_LEAST  ? VERDICT_PROBLEM
                         : room < ROOM_GOOD ? VERDICT_WARNING
                                            : VERDICT_OK;
  checkup_add(checkup, verdict, RC_FULL, "disk.room",
           verdict == VERDICT_OK ? NULL : _("delete what is not needed on this disk"),
           _("%llu MiB of room are left on the disk"), (unsigned long long)room);
}

/* Better told now than when it is needed. */
static void add_erased(struct checkup *checkup, const char *folder) {
  struct erased_ids ids;
  struct diags diags = {0};
  if (erased_list_read(folder, &ids, &diags) != RC_OK)
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "store.erased-list", diags.list[0].hint, "%s",
                diags.list[0].message);
  free(ids.list);
  diags_done(&diags);
}

static void add_events(struct checkup *checkup, struct store *store, const struct store_facts *facts) {
  struct diags diags = {0};
  enum rc rc = store_verify(store, &diags);
  checkup_add_diags(checkup, rc, &diags);
  if (rc == RC_OK)
    checkup_add(checkup, VERDICT_OK, RC_OK, "events.whole", NULL,
             ngettext("the file is whole; %llu event verifies, chains: %llu",
                      "the file is whole; all %llu events verify, chains: %llu", facts->events),
             (unsigned long long)facts->events, (unsigned long long)facts->chains);
  diags_done(&diags);
}

static void add_clocks(struct checkup *checkup, const struct store_facts *facts) {
  struct moment now;
  size_t before = checkup->n;
  clock_read(&now);
  if (facts->backwards)
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "clock.backwards",
             _("see that the clock is right; the order of what was done is kept all the same"),
             ngettext("the clock was set back once", "the clock was set back %llu times",
                      facts->backwards),
             (unsigned long long)facts->backwards);
  if (facts->far)
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "clock.far",
             _("nothing is lost; reports go by the order in which things were done"),
             ngettext("%llu event has a time more than a day off",
                      "%llu events have a time more than a day off", facts->far),
             (unsigned long long)facts->far);
  if (facts->newest - now.wall > DAY)
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "clock.behind", _("set the clock of this laptop"),
             _("the clock says %s, and the last event is of %s"), care_time(&checkup->arena, now.wall),
             care_time(&checkup->arena, facts->newest));
  if (checkup->n == before)
    checkup_add(checkup, VERDICT_OK, RC_OK, "clock.steady", NULL, _("the clock ran steadily"));
}

static void add_unknown(struct checkup *checkup, const struct store_facts *facts) {
  if (facts->unknown)
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "event.unknown",
             _("install the newer Mafunzo; they are kept as they are"),
             ngettext("%llu event was written by a newer Mafunzo and does not count yet",
                      "%llu events were written by a newer Mafunzo and do not count yet",
                      facts->unknown),
             (unsigned long long)facts->unknown);
}

static void add_rebuilt(struct checkup *checkup, struct store *store) {
  struct diags diags = {0};
  uint8_t digest[HASH_BYTES];
  enum rc rc = store_rebuild(store, digest, &diags);
  checkup_add_diags(checkup, rc, &diags);
  if (rc == RC_OK) {
    seal_hex(digest, HASH_BYTES, checkup->digest);
    checkup_add(checkup, VERDICT_OK, RC_OK, "projection.same", NULL,
             _("results computed anew in another way are the same, byte for byte: %s"),
             checkup->digest);
  }
  diags_done(&diags);
}

static void add_reindexed(struct checkup *checkup, struct store *store) {
  struct diags diags = {0};
  enum rc rc = store_reindex(store, &diags);
  checkup_add_diags(checkup, rc, &diags);
  if (rc == RC_OK)
    checkup_add(checkup, VERDICT_OK, RC_OK, "index.rebuilt", NULL, _("the indexes were made anew"));
  diags_done(&diags);
}

static void count_people(struct store *store, struct checkup_held *held) {
  struct person *people;
  struct profile *profiles;
  struct diags ignored = {0};
  store_people(store, &people, &held->readable, &ignored);
  store_profiles(store, &profiles, &held->sealed, &ignored);
  free(people);
  free(profiles);
  diags_done(&ignored);
}

static void examine_opened(struct checkup *checkup, struct store *store, bool rebuild,
                           struct checkup_held *held) {
  struct store_facts facts;
  struct diags diags = {0};
  if (rebuild)
    add_reindexed(checkup, store);
  enum rc rc = store_inspect(store, &facts, &diags);
  checkup_add_diags(checkup, rc, &diags);
  diags_done(&diags);
  if (rc == RC_OK)
    held->events = (int64_t)facts.events;
  count_people(store, held);
  add_events(checkup, store, &facts);
  if (rc == RC_OK) {
    add_clocks(checkup, &facts);
    add_unknown(checkup, &facts);
  }
  if (rebuild)
    add_rebuilt(checkup, store);
}

void checkup_store(struct checkup *checkup, const char *folder, bool rebuild,
                   struct checkup_held *held) {
  struct diags diags = {0};
  struct store *store;
  struct stat there;
  if (stat(folder, &there) == 0) {
    add_folder(checkup, folder);
    add_room(checkup, folder);
    add_erased(checkup, folder);
  }
  enum rc rc = store_open_existing(folder, &store, &diags);
  if (rc == RC_MISSING)
    checkup_add(checkup, VERDICT_NOTE, RC_OK, "store.none", NULL, _("nothing is recorded yet in %s"),
             folder);
  else
    checkup_add_diags(checkup, rc, &diags);
  diags_done(&diags);
  if (rc != RC_OK)
    return;
  checkup_add(checkup, VERDICT_OK, RC_OK, "store.opened", NULL,
           _("the records open, and no other program holds them"));
  examine_opened(checkup, store, rebuild, held);
  store_close(store);
}
