/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store_deeds.h"

#include "store/laptops.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const uint8_t world_person[ID_BYTES] = {1}, world_session[ID_BYTES] = {1},
              world_scattered[ID_BYTES] = {9};

struct carried { /* the events of another laptop */
  struct event_bytes list[16];
  size_t n, from;
  struct arena arena;
};

static char base[256], backups[300];
static struct carried carried, tombstone;
static uint8_t other_chain[KEY_BYTES], other_hash[HASH_BYTES];

/* In memory where there is such a place: thousands of flushes. */
static void make_folder(char *out, size_t size) {
  struct stat there;
  bool memory = stat("/dev/shm", &there) == 0 && access("/dev/shm", W_OK) == 0;
  if (!memory) {
    folder_temporary(out, size);
    return;
  }
  snprintf(out, size, "/dev/shm/mafunzo-XXXXXX");
  cr_assert_not_null(mkdtemp(out));
}

static void remove_folder(const char *folder) {
  DIR *dir = opendir(folder);
  for (struct dirent *e; dir && (e = readdir(dir));) {
    struct str path = {0};
    str_printf(&path, "%s/%s", folder, e->d_name);
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && unlink(path.at) != 0)
      remove_folder(path.at);
    str_done(&path);
  }
  if (dir)
    closedir(dir);
  rmdir(folder);
}

static void keep(void *ctx, const struct event_bytes *event) {
  struct carried *all = ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&all->arena, event->head, event->head_len);
  copy.payload = arena_strndup(&all->arena, event->payload, event->payload_len);
  cr_assert_lt(all->n, sizeof all->list / sizeof *all->list);
  all->list[all->n++] = copy;
}

/* Another laptop: the same person and one session of hers, and what comes later. */
static void live_elsewhere(void) {
  char folder[256];
  struct diags diags = {0};
  make_folder(folder, sizeof folder);
  struct store *store = store_must_open(folder);
  struct happening first[] = {stated("Amina K."), answered("c/m/a", "X", SCORE_ONE)};
  struct happening later[] = {stated("Amina O."), answered("c/m/b", "Y", 0), decided("c/d")};
  scene_must_append(store, (struct scene){.person = 1, .session = 9, .boot = 5, .wall = 5000},
                    first, 2);
  memcpy(other_hash, store->tip.hash, HASH_BYTES);
  scene_must_append(store, (struct scene){.person = 1, .session = 8, .boot = 5, .wall = 9000},
                    later, 3);
  carried.from = 2;
  memcpy(other_chain, store->chain, KEY_BYTES);
  cr_assert_eq(store_each(store, keep, &carried, &diags), RC_OK);
  store_close(store);
  remove_folder(folder);
}

/* A third, on which somebody is erased. */
static void erase_elsewhere(void) {
  char folder[256];
  struct diags diags = {0};
  make_folder(folder, sizeof folder);
  struct store *store = store_must_open(folder);
  const struct happening erased = {.verb = VERB_ERASED};
  scene_must_append(store, (struct scene){.person = 2, .boot = 6, .wall = 9500}, &erased, 1);
  cr_assert_eq(store_each(store, keep, &tombstone, &diags), RC_OK);
  store_close(store);
  remove_folder(folder);
}

/* What is told of people besides their answers. */
static void live_observed(struct store *store) {
  static const struct step_mark steps[] = {{7, STEP_DONE}, {8, STEP_NOT_DONE}};
  struct happening seen = decided("c/s"), rated = {.verb = VERB_RATED, .level = 2};
  struct happening joined = {.verb = VERB_JOINED, .other = {2}};
  struct happening posts = {.verb = VERB_ESTABLISHED, .count = 40};
  seen.verb = VERB_OBSERVED;
  seen.steps = steps;
  seen.n_steps = 2;
  strcpy(rated.competency, "X");
  struct happening all[] = {seen, rated, joined, posts};
  scene_must_append(store, (struct scene){.person = 1, .session = 4, .boot = 2, .wall = 4000}, all,
                    4);
}

/* An exam of which one question was left blank, a drill, and a module left open: her second. */
static void live_examined(struct store *store) {
  struct happening plan = started("c/m/exam", RUN_EXAM), end = completed("c/m/exam", 1, true);
  struct happening given = answered("c/m/a", "X", SCORE_ONE);
  plan.plan.n = 2;
  plan.plan.slots[0].item = "a";
  plan.plan.slots[1].item = "b";
  plan.mode = given.mode = end.mode = MODE_EXAM;
  end.n_scores = 1;
  end.scores[0] = (struct competency_score){"X", SCORE_ONE, 2};
  struct happening exam[] = {plan, given, decided("c/d"), end};
  struct happening open = started("c/o", RUN_QUIZ);
  scene_must_append(store, (struct scene){.person = 1, .session = 5, .boot = 2, .wall = 5000}, exam,
                    4);
  scene_must_append(store, (struct scene){.person = 1, .session = 6, .boot = 2, .wall = 6000},
                    &open, 1);
}

/* Somebody contests a question of hers, and a third annuls it. */
static void live_contested(struct store *store) {
  struct happening h = {.verb = VERB_CONTESTED, .path = "c/m/a", .words = "Both are right."};
  struct append append = {.actor = {2}, .happened = &h, .n = 1, .moment = {7000, 0, {2}}};
  struct diags diags = {0};
  cr_assert_eq(store_append(store, &append, &diags), RC_OK);
  h.verb = VERB_RULED;
  h.ruling = RULING_ANNULLED;
  append.actor[0] = 3;
  cr_assert_eq(store_append(store, &append, &diags), RC_OK);
}

/* Somebody else who answers. */
static void live_beside(struct store *store) {
  struct happening given = answered("c/m/z", "X", 0);
  scene_must_append(store, (struct scene){.person = 4, .session = 7, .boot = 2, .wall = 8000},
                    &given, 1);
}

/* What is known of other laptops, and that a coordinator has what was recorded until now. */
static void live_collected(struct store *store) {
  const struct taken taken = {.file = {1}, .first = 1, .last = carried.from};
  struct parcel parcel = {.events = carried.list, .n = carried.from, .taken = &taken};
  struct laptop laptop = {.state = LAPTOP_ACCEPTED, .label = "Moyale 1"};
  struct diags diags = {0};
  cr_assert_eq(append_tip(store, &diags), RC_OK);
  cr_assert_eq(store_receipt_put(store, store->chain, store->tip.seq, store->tip.hash, &diags),
               RC_OK);
  memcpy(laptop.chain, other_chain, KEY_BYTES);
  cr_assert_eq(store_laptop_put(store, &laptop, &diags), RC_OK);
  cr_assert_eq(store_take(store, &parcel, 1, &diags), RC_OK);
}

/* What is kept only to be quick. */
static void live_kept(struct store *store) {
  struct place_kept place = {.session = {2}, .file = "n.yaml", .words = "Question 2 of 2"};
  struct str value = {0};
  store_place_keep(store, world_person, &place);
  str_puts(&value, "kept");
  store_memo_keep(store, "home", &value);
  store_keep(store, world_person, &value);
  while (value.len < WORLD_ASIDE)
    str_putc(&value, 'a');
  store_set_aside(store, world_person, &value);
  str_done(&value);
}

static void live(struct store *store) {
  struct happening preferred = {.verb = VERB_PREFERRED, .settings = {.time_percent = 150}};
  struct happening one[] = {stated("Amina"), started("c/m", RUN_QUIZ),
                            answered("c/m/a", "X", SCORE_ONE), completed("c/m", SCORE_ONE, true)};
  struct happening two[] = {started("c/n", RUN_QUIZ), answered("c/n/a", "Y", 300000)};
  struct happening three[] = {stated("Bakari"), preferred};
  scene_must_append(store, (struct scene){.person = 1, .session = 1, .boot = 1, .wall = 1000}, one,
                    4);
  scene_must_append(store, (struct scene){.person = 1, .session = 9, .boot = 2, .wall = 2000}, two,
                    2);
  scene_must_append(store, (struct scene){.person = 2, .boot = 2, .wall = 3000, .mono = 9}, three,
                    2);
  live_observed(store);
  live_examined(store);
  live_contested(store);
  live_beside(store);
  live_collected(store);
  live_kept(store);
}

static void copy_file(const char *from, const char *to) {
  char bytes[1 << 16];
  size_t n;
  FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
  cr_assert(in && out);
  while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
    cr_assert_eq(fwrite(bytes, 1, n, out), n);
  fclose(in);
  cr_assert_eq(fclose(out), 0);
}

/* With its log, if it has one. */
static void copy_store(const char *from, const char *to) {
  static const char *const names[] = {"mafunzo.db", "mafunzo.db-wal"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char a[400], b[400];
    snprintf(a, sizeof a, "%s/%s", from, names[i]);
    snprintf(b, sizeof b, "%s/%s", to, names[i]);
    if (access(a, F_OK) == 0)
      copy_file(a, b);
  }
}

/* What lies there while it is open is what a kill leaves. */
static void make_killed(void) {
  struct str folder = {0}, killed = {0};
  str_printf(&folder, "%s/alive", base);
  str_printf(&killed, "%s/killed", base);
  struct store *store = store_must_open(folder.at);
  live(store);
  cr_assert_eq(mkdir(killed.at, 0700), 0);
  copy_store(folder.at, killed.at);
  store_close(store);
  str_done(&folder);
  str_done(&killed);
}

void worlds_make(void) {
  struct diags diags = {0};
  struct str path = {0};
  struct backup_facts facts;
  live_elsewhere();
  erase_elsewhere();
  make_folder(base, sizeof base);
  snprintf(backups, sizeof backups, "%s/backups", base);
  cr_assert_eq(mkdir(backups, 0700), 0);
  struct store *store = store_must_open(base);
  live(store);
  for (int64_t time = 1; time <= 2; time++)
    cr_assert_eq(store_backup(store, backups, time, &path, &facts, &diags), RC_OK);
  store_close(store);
  make_killed();
  str_done(&path);
}

void worlds_remove(void) {
  remove_folder(base);
  arena_done(&carried.arena);
  arena_done(&tombstone.arena);
}

void world_begin(struct world *world, bool killed) {
  char from[400], to[400];
  *world = (struct world){0};
  make_folder(world->folder, sizeof world->folder);
  copy_store(base, world->folder);
  if (!killed)
    return;
  snprintf(from, sizeof from, "%s/killed", base);
  snprintf(to, sizeof to, "%s/killed", world->folder);
  cr_assert_eq(mkdir(to, 0700), 0);
  copy_store(from, to);
}

enum rc world_open(struct world *world, struct diags *diags) {
  return world->store ? RC_OK : store_open(world->folder, &world->store, diags);
}

void world_close(struct world *world) {
  store_close(world->store);
  world->store = NULL;
}

void world_end(struct world *world) {
  world_close(world);
  remove_folder(world->folder);
}

const char *world_backups(void) { return backups; }

const struct event_bytes *world_other(size_t *n) {
  *n = carried.n - carried.from;
  return carried.list + carried.from;
}

const struct event_bytes *world_tombstone(void) { return tombstone.list; }

const uint8_t *world_other_chain(void) { return other_chain; }
const uint8_t *world_other_hash(void) { return other_hash; }
