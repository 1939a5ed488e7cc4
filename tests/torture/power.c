/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Power cuts: a laptop lives (somebody answers, the log is emptied, bundles are taken in, somebody
 * is erased, backups are made and gone back to) until the power goes at some call. From what the
 * disk may then hold it starts again: the store opens, without damage; what was told as saved is
 * there and verifies; of what was being done there is all or nothing; and it goes on. */
#include "base/mem.h"
#include "base/vec.h"
#include "cut.h"
#include "store/backup.h"
#include "store/erase.h"
#include "store/erased_list.h"
#include "torture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUNDLES = 12, EVENTS = 8, DEEDS_MOST = 60, CANARY = 100, FOUND_MOST = 20 };

struct hashes {
  uint8_t (*list)[HASH_BYTES]; /* ascending */
  size_t n, cap;
};

struct life {
  struct world *world;
  struct rng *rng;
  const char *root, *folder, *backups;
  struct store *store;
  struct clocks clocks;
  struct hashes had;   /* what was told as saved */
  size_t adds, erases; /* what the deed that is being done adds; its canary, or 0 */
  size_t bundle;       /* the next to be taken in */
  size_t canaries;     /* people stated; those from 1 on were erased up to gone */
  size_t gone;
  struct {
    struct backup_kept {
      char *path;
      uint64_t events;
    } * list;
    size_t n, cap;
  } kept;
};

/* -- What is in a store --------------------------------------------------------------------------
 */

static int compare_hashes(const void *a, const void *b) { return memcmp(a, b, HASH_BYTES); }

static void add_hash(void *ctx, const struct event_seen *seen) {
  struct hashes *hashes = ctx;
  MUST(seen->whole);
  VEC_ROOM(hashes);
  memcpy(hashes->list[hashes->n++], seen->hash, HASH_BYTES);
}

static bool read_hashes(struct store *store, struct hashes *hashes) {
  struct diags diags = {0};
  hashes->n = 0;
  bool good = store_each_seen(store, add_hash, hashes, &diags) == RC_OK;
  if (hashes->n)
    qsort(hashes->list, hashes->n, HASH_BYTES, compare_hashes);
  diags_done(&diags);
  return good;
}

static bool all_in(const struct hashes *some, const struct hashes *all) {
  for (size_t i = 0; i < some->n; i++)
    if (!all->n || !bsearch(some->list[i], all->list, all->n, HASH_BYTES, compare_hashes))
      return false;
  return true;
}

/* -- Deeds ---------------------------------------------------------------------------------------
 *
 * RC_OK: told as done. */

static enum rc answer(struct life *life, struct diags *diags) {
  life->adds = 1 + (size_t)rng_below(life->rng, 5);
  return world_append(life->world, life->store, &life->clocks, life->adds, diags);
}

static void canary_name(size_t canary, char out[32]) {
  snprintf(out, 32, "Canary-%zu-yranac", canary);
}

static enum rc state_canary(struct life *life, struct diags *diags) {
  struct happening happened = {.verb = VERB_PERSON_STATED, .language = "en", .path = ""};
  struct append append = {.happened = &happened, .n = 1, .moment = {.wall = TORTURE_WALL}};
  append.actor[0] = append.subject[0] = (uint8_t)(CANARY + life->canaries + 1);
  append.session[0] = 1;
  canary_name(life->canaries + 1, happened.person.name);
  life->adds = 1;
  enum rc rc = store_append(life->store, &append, diags);
  life->canaries += rc == RC_OK;
  return rc;
}

static enum rc erase_canary(struct life *life, struct diags *diags) {
  uint8_t person[1][ID_BYTES] = {{(uint8_t)(CANARY + life->gone + 1)}};
  struct erasing erasing = {
      .people = (const uint8_t(*)[ID_BYTES])person, .n = 1, .moment = {.wall = TORTURE_WALL}};
  if (life->gone == life->canaries)
    return state_canary(life, diags);
  life->adds = 1;
  enum rc rc = store_erase(life->store, &erasing, diags);
  life->gone += rc == RC_OK;
  return rc;
}

static enum rc idle(struct life *life, struct diags *diags) {
  (void)diags;
  store_idle(life->store);
  return cut_dark() ? RC_IO : RC_OK;
}

static enum rc checkpoint(struct life *life, struct diags *diags) {
  static const char *const ways[] = {"PRAGMA main.wal_checkpoint(RESTART)",
                                     "PRAGMA main.wal_checkpoint(TRUNCATE)",
                                     "PRAGMA main.wal_checkpoint(PASSIVE)"};
  return db_run(life->store, ways[rng_below(life->rng, 3)], diags);
}

static enum rc reopen(struct life *life, struct diags *diags) {
  store_close(life->store);
  return store_open(life->folder, &life->store, diags);
}

static enum rc project(struct life *life, struct diags *diags) {
  return store_project(life->store, NULL, diags);
}

static enum rc take_bundle(struct life *life, struct diags *diags) {
  if (life->bundle == life->world->n)
    return answer(life, diags);
  const struct given *given = &life->world->list[life->bundle];
  life->adds = given->events;
  enum rc rc = office_collect(life->world, life->store, &given->path, 1);
  life->bundle += rc == RC_OK;
  return rc;
}

static enum rc back_up(struct life *life, struct diags *diags) {
  struct backup_facts facts;
  struct str path = {0};
  life->clocks.mono += 1000;
  enum rc rc = store_backup(life->store, life->backups, TORTURE_WALL + life->clocks.mono, &path,
                            &facts, diags);
  if (rc == RC_OK)
    VEC_PUSH(&life->kept, (struct backup_kept){mem_strdup(path.at), facts.events});
  str_done(&path);
  return rc;
}

static enum rc go_back(struct life *life, struct diags *diags) {
  struct restore *restore;
  struct restore_facts facts;
  struct str aside = {0};
  if (!life->kept.n)
    return back_up(life, diags);
  const char *from = life->kept.list[rng_below(life->rng, life->kept.n)].path;
  store_close(life->store);
  life->store = NULL;
  enum rc rc = restore_prepare(life->folder, from, TORTURE_WALL, &restore, &facts, diags);
  if (rc == RC_OK) {
    rc = restore_commit(restore, &aside, diags);
    restore_free(restore);
  }
  str_done(&aside);
  return rc == RC_OK ? store_open(life->folder, &life->store, diags) : rc;
}

static const struct deed {
  const char *name;
  enum rc (*act)(struct life *life, struct diags *diags);
  uint64_t often;
} deeds[] = {
    {"answer", answer, 8},        {"idle", idle, 1},          {"checkpoint", checkpoint, 3},
    {"opening", reopen, 2},       {"projecting", project, 1}, {"import", take_bundle, 3},
    {"erasing", erase_canary, 2}, {"backup", back_up, 2},     {"restore", go_back, 1}};

static size_t choose(struct rng *rng) {
  uint64_t all = 0;
  for (size_t i = 0; i < COUNT(deeds); i++)
    all += deeds[i].often;
  uint64_t drawn = rng_below(rng, all);
  size_t i = 0;
  for (; drawn >= deeds[i].often; i++)
    drawn -= deeds[i].often;
  return i;
}

/* -- A life, until the power goes ----------------------------------------------------------------
 */

/* It was told as done: all of it is to stay. */
static void note_done(struct life *life) {
  life->adds = 0;
  MUST(read_hashes(life->store, &life->had));
}

static void do_deed(struct life *life, size_t deed) {
  struct diags diags = {0};
  size_t canaries = life->canaries, gone = life->gone, kept = life->kept.n;
  life->adds = 0;
  enum rc rc = deeds[deed].act(life, &diags);
  if (cut_dark()) { /* nobody was told any more */
    life->canaries = canaries;
    life->gone = gone;
    life->kept.n = kept;
  } else if (rc != RC_OK) {
    fprintf(stderr, "%s: %s\n", deeds[deed].name, diags.n ? diags.list[0].message : "fails");
    MUST(rc == RC_OK);
  } else
    note_done(life);
  diags_done(&diags);
}

/* While there is power the disk is told of everything. */
static bool is_faithful(struct world *world, const char *root) {
  const char *copy = world_path(world, "copy");
  disk_put(cut_disk(), DISK_ALL, NULL, copy, NULL);
  bool same = system(arena_printf(&world->arena, "diff -r '%s' '%s'", root, copy)) == 0;
  world_forget(copy);
  return same;
}

/* Some deeds unharmed, then one in which it goes, or a later one; the deed's place in the table. */
static size_t live(struct life *life) {
  uint64_t before = rng_below(life->rng, 12);
  size_t deed = 0;
  struct diags diags = {0};
  if (before == 0) /* in the first start of all */
    cut_arm(1 + rng_below(life->rng, 60));
  deed = 3;
  bool opened = store_open(life->folder, &life->store, &diags) == RC_OK;
  MUST(opened || cut_dark());
  if (opened && !cut_dark())
    note_done(life);
  for (uint64_t i = 0; !cut_dark() && i < DEEDS_MOST; i++) {
    if (i == before && rng_below(life->rng, 16) == 0)
      MUST(is_faithful(life->world, life->root));
    if (i == before)
      cut_arm(1 + rng_below(life->rng, UINT64_C(1) << rng_below(life->rng, 11)));
    deed = choose(life->rng);
    do_deed(life, deed);
  }
  cut_power();
  store_close(life->store);
  diags_done(&diags);
  return deed;
}

/* -- Afterwards ----------------------------------------------------------------------------------
 */

static bool holds_text(const char *path, const char *text) {
  struct str bytes = {0};
  bool holds = world_slurp(path, &bytes) && memmem(bytes.at, bytes.len, text, strlen(text));
  str_done(&bytes);
  return holds;
}

/* An older backup brings back whom it does not name. */
static const char *check_list(const struct life *life, const char *folder) {
  struct erased_ids ids;
  struct diags diags = {0};
  const char *wrong = NULL;
  if (erased_list_read(folder, &ids, &diags) != RC_OK)
    wrong = "the list of who was erased cannot be read";
  else if (ids.n < life->gone)
    wrong = "the list of who was erased lacks somebody";
  free(ids.list);
  diags_done(&diags);
  return wrong;
}

static const char *check_erased(const struct life *life, const char *folder) {
  static const char *const files[] = {"mafunzo.db", "mafunzo.db-wal", "mafunzo.projected"};
  for (size_t canary = 1; canary <= life->gone; canary++)
    for (size_t i = 0; i < COUNT(files); i++) {
      char name[32], path[600];
      canary_name(canary, name);
      snprintf(path, sizeof path, "%s/%s", folder, files[i]);
      if (holds_text(path, name))
        return "somebody who was erased can be read";
    }
  return check_list(life, folder);
}

/* Whatever bears a backup's name is one; those that were told of are there. */
static const char *check_backups(const struct life *life, const char *folder) {
  const char *wrong = NULL;
  struct diags diags = {0};
  struct backup_facts facts;
  struct backup *list;
  size_t n, known = 0;
  if (backup_list(folder, &list, &n, &diags) != RC_OK)
    return "the backups' folder cannot be read";
  for (size_t i = 0; i < n; i++) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, list[i].name);
    if (backup_check(path, &facts, &diags) != RC_OK)
      wrong = "half a backup bears its name";
    for (size_t k = 0; k < life->kept.n; k++)
      if (strcmp(strrchr(life->kept.list[k].path, '/') + 1, list[i].name) == 0) {
        known++;
        if (facts.events != life->kept.list[k].events)
          wrong = "a backup lacks events";
      }
  }
  if (!wrong && known < life->kept.n)
    wrong = "a backup is lost";
  free(list);
  diags_done(&diags);
  return wrong;
}

static const char *check_events(struct life *life, struct store *store) {
  struct hashes now = {0};
  const char *wrong = NULL;
  if (!read_hashes(store, &now))
    wrong = "the events cannot be read";
  else if (!all_in(&life->had, &now))
    wrong = "an event is lost";
  else if (now.n != life->had.n && now.n != life->had.n + life->adds)
    wrong = "half of a transaction is there";
  free(now.list);
  return wrong;
}

static const char *go_on(struct life *life, struct store **store, const char *folder,
                         struct diags *diags) {
  uint8_t digest[HASH_BYTES];
  if (store_project(*store, NULL, diags) != RC_OK || store_rebuild(*store, digest, diags) != RC_OK)
    return "the projections differ";
  if (world_append(life->world, *store, &life->clocks, 2, diags) != RC_OK)
    return "it does not go on";
  store_close(*store);
  *store = NULL;
  if (store_open(folder, store, diags) != RC_OK)
    return "it does not open after that";
  return store_verify(*store, diags) == RC_OK ? NULL : "it does not verify after that";
}

static const char *look(struct life *life, const char *root, struct diags *diags) {
  const char *folder = arena_printf(&life->world->arena, "%s/laptop", root);
  struct store *store = NULL;
  const char *wrong = NULL;
  if (store_open(folder, &store, diags) != RC_OK)
    wrong = "it does not open";
  else if (store_verify(store, diags) != RC_OK)
    wrong = "it does not verify";
  if (!wrong)
    wrong = check_events(life, store);
  if (!wrong)
    wrong = go_on(life, &store, folder, diags);
  store_close(store);
  if (!wrong)
    wrong = check_erased(life, folder);
  return wrong ? wrong : check_backups(life, arena_printf(&life->world->arena, "%s/backups", root));
}

/* -- Cases ---------------------------------------------------------------------------------------
 */

/* Bundles to be taken in, of no event twice, and an office that has accepted their laptop. */
static void make_world(struct world *world) {
  struct clocks clocks = {.wall = TORTURE_WALL - 9000000, .boot = 9};
  world_begin(world, 512);
  world_reads_once(true);
  struct store *laptop = world_open(world_path(world, "from"));
  for (size_t i = 0; i < BUNDLES; i++) {
    world_live(world, laptop, &clocks, EVENTS);
    world_hand_in(world, laptop, false, true);
  }
  store_close(laptop);
  store_close(office_open(world, world_path(world, "blank"), 0));
}

/* A store that is there, or one that is yet to be made. */
static void make_life(struct life *life, const char *root) {
  struct arena *arena = &life->world->arena;
  life->root = root;
  life->folder = arena_printf(arena, "%s/laptop", root);
  life->backups = arena_printf(arena, "%s/backups", root);
  life->clocks = (struct clocks){.wall = TORTURE_WALL, .boot = 1};
  MUST(mkdir(root, 0700) == 0 && mkdir(life->backups, 0700) == 0);
  if (rng_below(life->rng, 4) == 0) {
    life->bundle = life->world->n;
    return;
  }
  MUST(mkdir(life->folder, 0700) == 0);
  world_copy(world_path(life->world, "blank/mafunzo.db"),
             arena_printf(arena, "%s/mafunzo.db", life->folder));
}

static void end_life(struct life *life) {
  for (size_t i = 0; i < life->kept.n; i++)
    free(life->kept.list[i].path);
  free(life->kept.list);
  free(life->had.list);
}

static const char *try_cut(struct world *world, uint64_t number, enum cut_fault fault, size_t *deed,
                           struct str *why) {
  struct rng rng;
  struct diags diags = {0};
  const char *root = world_path(world, "life"), *after = world_path(world, "after");
  struct life life = {.world = world, .rng = &rng};
  rng_seed(&rng, number);
  make_life(&life, root);
  cut_watch(root, fault);
  *deed = live(&life);
  struct disk *disk = cut_end();
  disk_put(disk, DISK_SOME, &rng, after, NULL);
  disk_free(disk);
  const char *wrong = look(&life, after, &diags);
  for (size_t i = 0; i < diags.n; i++)
    if (wrong && diags.list[i].severity == SEVERITY_ERROR)
      str_printf(why, " (%s)", diags.list[i].message);
  end_life(&life);
  diags_done(&diags);
  world_forget(root);
  world_forget(after);
  return wrong;
}

int torture_power(uint64_t first, uint64_t cases, const char *control) {
  struct world world;
  uint64_t found = 0, of_deed[COUNT(deeds)] = {0};
  enum cut_fault fault = strcmp(control, "files") == 0     ? CUT_DEAF_FILES
                         : strcmp(control, "folders") == 0 ? CUT_DEAF_FOLDERS
                                                           : CUT_FAITHFUL;
  make_world(&world);
  for (uint64_t number = first; number < first + cases; number++) {
    struct str why = {0};
    size_t deed;
    const char *wrong = try_cut(&world, number, fault, &deed, &why);
    of_deed[deed]++;
    if (wrong && found++ < FOUND_MOST)
      printf("# case %llu, %s: %s%s\n", (unsigned long long)number, deeds[deed].name, wrong,
             str_text(&why));
    str_done(&why);
  }
  for (size_t i = 0; i < COUNT(deeds); i++)
    printf("%s %llu\n", deeds[i].name, (unsigned long long)of_deed[i]);
  printf("%llu power cuts: %llu lost something\n", (unsigned long long)cases,
         (unsigned long long)found);
  world_end(&world);
  return found != 0;
}
