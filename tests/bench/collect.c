/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects a folder of bundles as the office does, and brings the projections up to date.
 *
 *   bench_collect STORE FOLDER        prints microseconds, those of the program on a processor and
 *                                     of its child, rows that were changed, the most memory of each
 *                                     in KiB
 *   bench_collect STORE FOLDER apart  and where the time went, each without what it calls of the
 *                                     others: a line "child|parent WORK MICROSECONDS" for each
 *
 * What is told apart is wrapped by the linker (Makefile.am), here alone; the counters lie in memory
 * that the child shares. */
#include "app/collect_inner.h"
#include "exchange/bundle_inner.h"
#include "exchange/minisign.h"
#include "store/db.h"
#include "tests/bench/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* -- Where the time goes -------------------------------------------------------------------------
 */

enum work {
  OTHER,
  READING,
  DECRYPTION,
  SIGNATURES,
  PARSING,
  HASHING,
  WAITING,
  SQL,
  PROJECTION,
  WORKS
};

static const char *const names[WORKS] = {"other",      "reading", "decryption",
                                         "signatures", "parsing", "hashing",
                                         "waiting",    "sql",     "projection"};

struct told { /* nanoseconds, of one process */
  int64_t spent[WORKS], since;
  enum work now;
};

static struct told *told; /* of the parent and the child; NULL: nothing is told apart */
static pid_t parent;

static int64_t nanoseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* From here on it is that work; what it was before is the result. */
static enum work turn(enum work work) {
  if (!told)
    return OTHER;
  struct told *own = &told[getpid() != parent];
  int64_t now = nanoseconds();
  enum work before = own->now;
  if (own->since)
    own->spent[before] += now - own->since;
  own->since = now;
  own->now = work;
  return before;
}

#define APART(what, type, name, parameters, arguments)                                             \
  type __real_##name parameters;                                                                   \
  type __wrap_##name parameters {                                                                  \
    enum work before = turn(what);                                                                 \
    type result = __real_##name arguments;                                                         \
    turn(before);                                                                                  \
    return result;                                                                                 \
  }

APART(DECRYPTION, enum rc, age_open_as,
      (const void *bytes, size_t len, const uint8_t identity[KEY_BYTES],
       uint8_t recipient[KEY_BYTES], struct str *out),
      (bytes, len, identity, recipient, out))
APART(SIGNATURES, bool, minisign_verify,
      (const void *bytes, size_t len, const char *sig, size_t sig_len,
       const uint8_t public_key[KEY_BYTES], struct str *trusted),
      (bytes, len, sig, sig_len, public_key, trusted))
APART(SIGNATURES, bool, minisign_vouches,
      (const void *bytes, size_t len, const char *sig, size_t sig_len,
       const uint8_t public_key[KEY_BYTES]),
      (bytes, len, sig, sig_len, public_key))
APART(PARSING, bool, lines_read, (const char *bytes, size_t len, struct bundle *bundle),
      (bytes, len, bundle))
APART(PARSING, enum rc, manifest_read, (const char *bytes, size_t len, struct bundle_about *about),
      (bytes, len, about))
APART(READING, enum rc, mrz_load,
      (const char *path, size_t limit, struct str *bytes, struct diags *diags),
      (path, limit, bytes, diags))
APART(WAITING, bool, cage_begin, (struct cage * cage, const void *question, size_t len),
      (cage, question, len))
APART(WAITING, bool, cage_end, (struct cage * cage, struct str *answer), (cage, answer))
APART(SQL, enum rc, store_taking_add,
      (struct taking * taking, struct parcel *parcel, struct diags *diags), (taking, parcel, diags))
APART(SQL, enum rc, store_taking_end, (struct taking * taking, struct diags *diags),
      (taking, diags))

void __real_seal_hash(const struct seal_part *parts, size_t n, uint8_t out[HASH_BYTES]);
void __wrap_seal_hash(const struct seal_part *parts, size_t n, uint8_t out[HASH_BYTES]) {
  enum work before = turn(HASHING);
  __real_seal_hash(parts, n, out);
  turn(before);
}

static void tell_apart(void) {
  static const char *const who[] = {"parent", "child"};
  turn(OTHER);
  for (int i = 0; i < 2; i++)
    for (int k = 0; k < WORKS; k++)
      if (told[i].spent[k])
        printf("%s %s %.0f\n", who[i], names[k], (double)told[i].spent[k] / 1e3);
}

/* -- Collecting ----------------------------------------------------------------------------------
 */

static void must(enum rc rc, const struct diags *diags) {
  if (rc == RC_OK)
    return;
  fprintf(stderr, "bench_collect: %s\n", diags->n ? diags->list[0].message : "?");
  exit(1);
}

static size_t run(const char *folder, const char *files) {
  struct office office;
  struct collect_told got;
  struct store *store;
  struct diags diags = {0};
  office_fill(&office);
  must(store_open(folder, &store, &diags), &diags);
  int before = sqlite3_total_changes(store->db);
  const struct collect_wanted wanted = {
      .paths = &files, .n = 1, .keys = &office.keys, .moment.wall = INT64_C(1800000000000)};
  must(collect(store, &wanted, &got, &diags), &diags);
  collect_told_done(&got);
  enum work was = turn(PROJECTION);
  must(store_project(store, NULL, &diags), &diags);
  turn(was);
  int changed = sqlite3_total_changes(store->db) - before;
  turn(SQL);
  store_close(store);
  turn(was);
  diags_done(&diags);
  return (size_t)changed;
}

static double processor(int who, long *memory) {
  struct rusage used;
  getrusage(who, &used);
  *memory = used.ru_maxrss;
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e6 +
         (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

int main(int argc, char **argv) {
  long own, child;
  if (argc < 3 || argc > 4)
    return 2;
  parent = getpid();
  if (argc == 4)
    told = mmap(NULL, 2 * sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int64_t begun = nanoseconds();
  turn(OTHER);
  size_t changed = run(argv[1], argv[2]);
  double wall = (double)(nanoseconds() - begun) / 1e3;
  double spent = processor(RUSAGE_SELF, &own), childs = processor(RUSAGE_CHILDREN, &child);
  printf("%.0f %.0f %.0f %zu %ld %ld\n", wall, spent, childs, changed, own, child);
  if (told)
    tell_apart();
  return 0;
}
