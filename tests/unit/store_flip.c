/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A byte flipped anywhere in the store is detected, or it is harmless: every event and everything
 * that is projected from them is as before. Every byte is tried with FLIP_STEP=1 (scripts/flip); by
 * default every so many, and all bytes of the first hundred, where the file says what it is. */
#include "base/mem.h"
#include "store/backup_file.h"
#include "store/sql_gen.h"
#include "store_fixture.h"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HEADER = 100, STEP = 173 }; /* a prime: no row of a page is always missed */

struct image {
  unsigned char *at;
  size_t n;
};

static char folder[256], db[300], wal[310];
static struct image good_db, good_wal;
static uint8_t good[HASH_BYTES];

static void make_folder(void) {
  struct stat there;
  if (stat("/dev/shm", &there) == 0 && access("/dev/shm", W_OK) == 0) { /* thousands of fsyncs */
    strcpy(folder, "/dev/shm/mafunzo-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
  } else
    folder_temporary(folder, sizeof folder);
  snprintf(db, sizeof db, "%s/mafunzo.db", folder);
  snprintf(wal, sizeof wal, "%s-wal", db);
}

/* Of the zeroes at a file's end a page is enough. */
static void read_image(const char *path, struct image *image) {
  enum { MOST = 1 << 23, PAGE = 4096 };
  FILE *in = fopen(path, "rb");
  cr_assert_not_null(in);
  image->at = mem_alloc(MOST);
  image->n = fread(image->at, 1, MOST, in);
  fclose(in);
  size_t used = image->n;
  while (used && !image->at[used - 1])
    used--;
  image->n = used + PAGE < image->n ? used + PAGE : image->n;
}

static void write_image(const char *path, const struct image *image) {
  FILE *out = fopen(path, "wb");
  cr_assert_not_null(out);
  cr_assert_eq(fwrite(image->at, 1, image->n, out), image->n);
  cr_assert_eq(fclose(out), 0);
}

static bool answer_some(struct store *store, uint8_t session) {
  struct diags diags = {0};
  struct happening h[] = {stated("Amina"), started("c/m", RUN_QUIZ),
                          answered("c/m/a", "X", SCORE_ONE), answered("c/m/b", "Y", 0),
                          completed("c/m", 500000, true)};
  struct scene scene = {.person = 1,
                        .session = session,
                        .boot = session,
                        .wall = 1790000000000 + session,
                        .mono = session};
  bool kept = true;
  for (size_t i = 0; i < 5; i++)
    kept = scene_append(store, scene, &h[i], 1, &diags) == RC_OK && kept;
  diags_done(&diags);
  return kept;
}

/* In a process of its own, which asserts nothing: the runner listens to the parent. An even one is
 * killed, and its log has all that a log can hold: frames, behind them some of before it was
 * written over, and zeroes ahead. */
static bool live(uint8_t session) {
  struct diags diags = {0};
  struct store *store;
  bool killed = session % 2 == 0;
  if (store_open(folder, &store, &diags) != RC_OK)
    return false;
  bool kept = true;
  if (killed) {
    store_idle(store);
    kept = answer_some(store, session) && answer_some(store, (uint8_t)(session + 1)) &&
           db_run(store, sql_checkpoint, &diags) == RC_OK;
    session = (uint8_t)(session + 2);
  }
  kept = answer_some(store, session) && kept;
  if (!killed)
    store_close(store);
  diags_done(&diags);
  return kept;
}

static void live_and_die(uint8_t session) {
  int status;
  pid_t child = fork();
  if (child == 0)
    _exit(live(session) ? 0 : 1);
  cr_assert_eq(waitpid(child, &status, 0), child);
  cr_assert_eq(status, 0);
}

struct sum {
  struct str bytes;
};

static void add_event(void *ctx, const struct event_bytes *event) {
  struct sum *sum = ctx;
  str_add(&sum->bytes, event->head, event->head_len);
  str_add(&sum->bytes, event->payload ? event->payload : "", event->payload_len);
  str_add(&sum->bytes, event->salt, SALT_BYTES);
}

/* What a user would be told: opened, examined, its projections computed in two ways. True: nothing
 * is wrong, and out is the hash of all events and projections. */
static bool examine(uint8_t out[HASH_BYTES]) {
  struct store *store;
  struct diags diags = {0};
  struct sum sum = {0};
  uint8_t digest[HASH_BYTES];
  enum rc rc = store_open(folder, &store, &diags);
  if (rc == RC_OK)
    rc = store_verify(store, &diags);
  if (rc == RC_OK)
    rc = store_rebuild(store, digest, &diags);
  if (rc == RC_OK)
    rc = store_each(store, add_event, &sum, &diags);
  str_add(&sum.bytes, digest, HASH_BYTES);
  seal_hash(&(struct seal_part){sum.bytes.at, sum.bytes.len}, 1, out);
  bool silent = rc == RC_OK && diags.n == 0;
  store_close(store);
  str_done(&sum.bytes);
  diags_done(&diags);
  return silent;
}

static void put_back(void) {
  unlink(wal);
  write_image(db, &good_db);
  if (good_wal.n)
    write_image(wal, &good_wal);
}

struct tally {
  size_t tried, told, harmless;
};

static void flip_one(struct image *image, size_t at, unsigned char mask, struct tally *tally) {
  uint8_t seen[HASH_BYTES];
  image->at[at] ^= mask;
  put_back();
  bool silent = examine(seen);
  image->at[at] ^= mask;
  tally->tried++;
  tally->told += !silent;
  tally->harmless += silent;
  cr_expect(!silent || memcmp(seen, good, HASH_BYTES) == 0,
            "byte %zu of the %s, flipped by %02x, changes the records in silence", at,
            image == &good_db ? "database" : "log", mask);
}

static void flip_all(struct image *image, struct tally *tally) {
  const char *wanted = getenv("FLIP_STEP");
  size_t step = wanted ? strtoul(wanted, NULL, 10) : STEP;
  cr_assert_gt(step, 0);
  for (size_t at = 0; at < image->n; at += at < HEADER ? 1 : step)
    flip_one(image, at, (unsigned char)(1 << at % 8), tally);
}

static void done(void) {
  DIR *dir = opendir(folder);
  char path[600];
  for (struct dirent *e; dir && (e = readdir(dir));) {
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    unlink(path);
  }
  if (dir)
    closedir(dir);
  rmdir(folder);
  free(good_db.at);
  free(good_wal.at);
}

TestSuite(store_flip, .init = make_folder, .fini = done);

static void report(const char *what, const struct tally *tally) {
  if (getenv("FLIP_STEP"))
    printf("# %s: %zu bytes tried, %zu told, %zu harmless\n", what, tally->tried, tally->told,
           tally->harmless);
}

Test(store_flip, byte_of_the_database_is_told_or_harmless) {
  struct tally tally = {0};
  live_and_die(1);
  live_and_die(3);
  unlink(wal);
  read_image(db, &good_db);
  put_back();
  cr_assert(examine(good));
  flip_all(&good_db, &tally);
  cr_expect_gt(tally.told, tally.tried / 10);
  report("database", &tally);
}

Test(store_flip, byte_of_the_log_is_told_or_harmless) {
  struct tally tally = {0};
  live_and_die(1);
  live_and_die(2);
  read_image(db, &good_db);
  read_image(wal, &good_wal);
  cr_assert_gt(good_wal.n, 0);
  put_back();
  cr_assert(examine(good));
  flip_all(&good_wal, &tally);
  cr_expect_gt(tally.told, tally.tried / 10);
  report("log", &tally);
}

/* Where the last frame begins that has the salts of the header. */
static size_t last_frame(const struct image *log) {
  size_t last = 0;
  for (size_t at = 32; at + 24 + 4096 <= log->n; at += 24 + 4096)
    if (memcmp(log->at + at + 8, log->at + 16, 8) == 0)
      last = at;
  cr_assert_gt(last, 0);
  return last;
}

/* The last save of all: its loss can look like a power cut, so it is told and nothing is refused.
 */
Test(store_flip, torn_last_save_is_told_and_opens) {
  struct store *store;
  struct diags diags = {0};
  live_and_die(1);
  live_and_die(2);
  read_image(wal, &good_wal);
  good_wal.at[last_frame(&good_wal) + 100] ^= 1;
  write_image(wal, &good_wal);
  cr_expect_eq(store_open(folder, &store, &diags), RC_OK);
  cr_expect(diags_have(&diags, "log.torn"));
  store_close(store);
  diags_done(&diags);
}

Test(store_flip, saved_answers_behind_a_broken_frame_are_not_passed_over) {
  struct image after;
  struct store *store;
  struct diags diags = {0};
  live_and_die(1);
  live_and_die(2);
  read_image(wal, &good_wal);
  good_wal.at[200] ^= 1;
  write_image(wal, &good_wal);
  cr_expect_eq(store_open(folder, &store, &diags), RC_DATA);
  cr_expect(diags_have(&diags, "log.damaged"));
  read_image(wal, &after); /* and what could still be read by an expert is there */
  cr_expect(after.n == good_wal.n && memcmp(after.at, good_wal.at, after.n) == 0);
  free(after.at);
  diags_done(&diags);
}

Test(store_flip, log_grown_ahead_and_not_written_to_is_in_order) {
  pid_t child = fork();
  uint8_t seen[HASH_BYTES];
  if (child == 0) {
    struct store *store;
    struct diags diags = {0};
    if (store_open(folder, &store, &diags) == RC_OK)
      store_idle(store);
    _exit(0);
  }
  cr_assert_eq(waitpid(child, NULL, 0), child);
  cr_expect(examine(seen));
}

/* A log cut short in the middle of a frame is what every kill leaves. */
Test(store_flip, log_that_ends_in_half_a_frame_is_in_order) {
  uint8_t seen[HASH_BYTES];
  live_and_die(1);
  live_and_die(2);
  cr_assert_eq(truncate(wal, 32 + 24 + 1000), 0);
  cr_expect(examine(seen));
}
