/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect_inner.h"
#include "app/hand_in.h"
#include "app/report.h"
#include "base/vec.h"
#include "torture.h"

#include <ftw.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PEOPLE = 6, PIECE = 6, READ_MOST = 256 };

void torture_die(const char *file, int line, const char *what) {
  fprintf(stderr, "torture: %s:%d: %s does not hold\n", file, line, what);
  exit(70);
}

/* -- Randomness that can be had again ------------------------------------------------------------
 */

static struct rng drawn;

static const char *source_name(void) { return "torture"; }
static uint32_t source_draw(void) { return (uint32_t)rng_next(&drawn); }
static void source_fill(void *const out, const size_t len) {
  for (size_t i = 0; i < len; i++)
    ((uint8_t *)out)[i] = (uint8_t)rng_next(&drawn);
}
static struct randombytes_implementation source = {
    .implementation_name = source_name, .random = source_draw, .buf = source_fill};

/* -- The world -----------------------------------------------------------------------------------
 */

const char *world_path(struct world *world, const char *name) {
  return arena_printf(&world->arena, "%s/%s", world->root, name);
}

void world_begin(struct world *world, uint64_t seed) {
  const char *temporary = getenv("TMPDIR");
  *world = (struct world){0};
  MUST(randombytes_set_implementation(&source) == 0 && seal_init());
  rng_seed(&drawn, seed);
  rng_seed(&world->rng, seed);
  char *root = arena_printf(&world->arena, "%s/torture-XXXXXX", temporary ? temporary : "/tmp");
  MUST(mkdtemp(root));
  world->root = root;
  seal_exchange_keypair(world->recipient, world->secret.open);
  seal_keypair(world->keys.card.signer, world->secret.sign);
  seal_random(world->escrow, KEY_BYTES);
  seal_exchange_public(world->escrow, world->escrow);
  world->keys.role = KEYS_TRAINER;
  world->keys.secrets.list = &world->secret;
  world->keys.secrets.n = 1;
}

static int forget(const char *path, const struct stat *there, int kind, struct FTW *walk) {
  (void)there, (void)kind, (void)walk;
  return remove(path);
}

void world_forget(const char *folder) { nftw(folder, forget, 16, FTW_DEPTH | FTW_PHYS); }

bool world_slurp(const char *path, struct str *bytes) {
  char buffer[65536];
  FILE *in = fopen(path, "rb");
  if (!in)
    return false;
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, in)) > 0;)
    str_add(bytes, buffer, n);
  MUST(!ferror(in) && fclose(in) == 0);
  return true;
}

void world_copy(const char *from, const char *to) {
  struct str bytes = {0};
  MUST(world_slurp(from, &bytes));
  FILE *out = fopen(to, "wb");
  MUST(out && fwrite(bytes.at, 1, bytes.len, out) == bytes.len && fclose(out) == 0);
  str_done(&bytes);
}

void world_end(struct world *world) {
  world_forget(world->root);
  free(world->list);
  arena_done(&world->arena);
}

struct store *world_open(const char *folder) {
  struct store *store;
  struct diags diags = {0};
  MUST(store_open(folder, &store, &diags) == RC_OK);
  diags_done(&diags);
  return store;
}

/* -- A laptop's life -----------------------------------------------------------------------------
 */

static struct happening random_happening(struct rng *rng, struct arena *arena) {
  static const char *const competencies[] = {"DOC-EXAM", "PROT-REF", "RISK"};
  struct happening h = {.mode = MODE_PRACTICE, .language = "en", .path = "c/m", .attempt = 1};
  switch (rng_below(rng, 8)) {
  case 0:
    h.verb = VERB_PERSON_STATED;
    snprintf(h.person.name, sizeof h.person.name, "Officer %d", (int)rng_below(rng, 90));
    snprintf(h.person.agency, sizeof h.person.agency, "Agency %d", (int)rng_below(rng, 3));
    return h;
  case 1:
    h.verb = VERB_STARTED;
    h.plan = (struct plan){.kind = RUN_QUIZ, .engine = ENGINE_VERSION, .seed = 7};
    return h;
  case 2:
    h.verb = VERB_COMPLETED;
    h.score = (int32_t)rng_below(rng, SCORE_ONE);
    h.passed = h.score > SCORE_ONE / 2;
    return h;
  default:
    h.verb = VERB_ANSWERED;
    h.path = arena_printf(arena, "c/m/q%d", (int)rng_below(rng, 12));
    snprintf(h.competency, sizeof h.competency, "%s", competencies[rng_below(rng, 3)]);
    h.level = 2;
    h.score = rng_below(rng, 2) ? SCORE_ONE : 300000;
    h.hinted = rng_below(rng, 5) == 0;
    h.faulty = rng_below(rng, 9) == 0;
    h.response = (struct response){.n = 1, .pick = {2}};
    h.duration = 1500;
    return h;
  }
}

enum rc world_append(struct world *world, struct store *laptop, struct clocks *clocks, size_t n,
                     struct diags *diags) {
  struct happening happened[PIECE];
  struct append append = {.happened = happened, .n = n};
  struct arena arena = {0};
  MUST(n <= PIECE);
  for (size_t i = 0; i < n; i++)
    happened[i] = random_happening(&world->rng, &arena);
  clocks->mono += 1 + (int64_t)rng_below(&world->rng, 90000);
  append.actor[0] = append.subject[0] = (uint8_t)(1 + rng_below(&world->rng, PEOPLE));
  append.session[0] = (uint8_t)(1 + rng_below(&world->rng, 9));
  append.moment.wall = clocks->wall + (clocks->stands ? 0 : clocks->mono);
  append.moment.mono = clocks->mono;
  append.moment.boot[0] = clocks->boot;
  enum rc rc = store_append(laptop, &append, diags);
  arena_done(&arena);
  return rc;
}

void world_live(struct world *world, struct store *laptop, struct clocks *clocks, size_t events) {
  for (size_t left = events, n; left > 0; left -= n) {
    struct diags diags = {0};
    n = 1 + rng_below(&world->rng, left < PIECE ? left : PIECE);
    MUST(world_append(world, laptop, clocks, n, &diags) == RC_OK);
    diags_done(&diags);
  }
}

static size_t chain_of(struct world *world, const uint8_t chain[KEY_BYTES]) {
  for (size_t i = 0; i < world->n_chains; i++)
    if (memcmp(world->chains[i], chain, KEY_BYTES) == 0)
      return i;
  MUST(world->n_chains < 64);
  memcpy(world->chains[world->n_chains], chain, KEY_BYTES);
  return world->n_chains++;
}

static void take_receipts(struct store *laptop) {
  struct diags diags = {0};
  struct own_chain *own;
  size_t n;
  MUST(store_own_chains(laptop, &own, &n, &diags) == RC_OK);
  for (size_t i = 0; i < n; i++) {
    struct chain_span span;
    MUST(store_chain_span(laptop, own[i].chain, &span, &diags) == RC_OK);
    if (span.whole)
      MUST(store_receipt_put(laptop, own[i].chain, span.whole, span.head, &diags) == RC_OK);
  }
  own_chains_free(own, n);
  diags_done(&diags);
}

void world_hand_in(struct world *world, struct store *laptop, bool all, bool receipted) {
  struct hand_in_wanted wanted = {.all = all, .n_recipients = 2, .wall = TORTURE_WALL};
  struct hand_in_told told;
  struct diags diags = {0};
  wanted.folder = arena_printf(&world->arena, "%s/stick%zu", world->root, world->n_folders++);
  memcpy(wanted.recipients[0], world->recipient, KEY_BYTES);
  memcpy(wanted.recipients[1], world->escrow, KEY_BYTES);
  MUST(mkdir(wanted.folder, 0700) == 0);
  MUST(hand_in(laptop, &wanted, &told, &diags) == RC_OK);
  for (size_t i = 0; i < told.n; i++) {
    struct given given = {.path = arena_strdup(&world->arena, told.list[i].path),
                          .events = (size_t)(told.list[i].last - told.list[i].first + 1)};
    given.laptop = chain_of(world, told.list[i].chain);
    VEC_PUSH(world, given);
  }
  if (receipted)
    take_receipts(laptop);
  hand_in_told_done(&told);
  diags_done(&diags);
}

/* -- The office ----------------------------------------------------------------------------------
 */

struct store *office_open(struct world *world, const char *folder, uint64_t revoked) {
  struct diags diags = {0};
  struct store *office = world_open(folder);
  for (size_t i = 0; i < world->n_chains; i++) {
    struct laptop laptop = {.state = revoked >> i & 1 ? LAPTOP_REVOKED : LAPTOP_ACCEPTED};
    memcpy(laptop.chain, world->chains[i], KEY_BYTES);
    MUST(store_laptop_put(office, &laptop, &diags) == RC_OK);
  }
  memset(world->came_last, 0, sizeof world->came_last);
  diags_done(&diags);
  return office;
}

static struct {
  uint8_t file[HASH_BYTES];
  struct bundle bundle;
} once[READ_MOST];
static size_t n_once, asked; /* asked: which of them is read next */
static bool reads_once;

void world_reads_once(bool yes) {
  reads_once = yes;
  while (n_once)
    bundle_done(&once[--n_once].bundle);
}

void __real_collect_read_begin(struct collect_reader *reader, const struct str *file);
void __wrap_collect_read_begin(struct collect_reader *reader, const struct str *file);
void __wrap_collect_read_begin(struct collect_reader *reader, const struct str *file) {
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){file->at, file->len}, 1, hash);
  asked = 0;
  while (reads_once && asked < n_once && memcmp(once[asked].file, hash, HASH_BYTES) != 0)
    asked++;
  if (reads_once && asked < n_once)
    return;
  MUST(asked < READ_MOST);
  memcpy(once[asked].file, hash, HASH_BYTES);
  __real_collect_read_begin(reader, file);
}

enum rc __real_collect_read_end(struct collect_reader *reader, const char *shown,
                                struct bundle *bundle, struct diags *diags);
enum rc __wrap_collect_read_end(struct collect_reader *reader, const char *shown,
                                struct bundle *bundle, struct diags *diags);
enum rc __wrap_collect_read_end(struct collect_reader *reader, const char *shown,
                                struct bundle *bundle, struct diags *diags) {
  if (!reads_once)
    return __real_collect_read_end(reader, shown, bundle, diags);
  if (asked == n_once)
    MUST(__real_collect_read_end(reader, shown, &once[n_once++].bundle, diags) == RC_OK);
  *bundle = once[asked].bundle;
  bundle->arena = (struct arena){0};
  return RC_OK;
}

enum rc office_collect(struct world *world, struct store *office, const char *const *paths,
                       size_t n) {
  const struct collect_wanted wanted = {
      .paths = paths, .n = n, .keys = &world->keys, .moment.wall = TORTURE_WALL};
  struct collect_told told;
  struct diags diags = {0};
  enum rc rc = collect(office, &wanted, &told, &diags);
  for (size_t i = 0; i < told.n; i++) {
    if (told.list[i].added)
      world->came_last[chain_of(world, told.list[i].laptop.chain)] = paths[n - 1];
    if (rc == RC_OK && told.list[i].taken + told.list[i].again == 0)
      rc = RC_MISSING;
  }
  collect_told_done(&told);
  diags_done(&diags);
  return rc;
}

/* The backup that a report makes when it ends, of a day's first: nobody looks at it here. */
void __wrap_care_daily(struct store *store, const char *folder);
void __wrap_care_daily(struct store *store, const char *folder) { (void)store, (void)folder; }

void office_state(struct world *world, struct store *office, bool by_arrival,
                  uint8_t state[HASH_BYTES]) {
  struct diags diags = {0};
  struct str all = {0};
  for (size_t i = 0; by_arrival && i < world->n_chains; i++)
    str_puts(&all, world->came_last[i] ? world->came_last[i] : "-");
  MUST(project_deeds(office, NULL, &diags) == RC_OK &&
       project_dump(office, office->chain, &all, &diags) == RC_OK);
  seal_hash(&(struct seal_part){all.at, all.len}, 1, state);
  str_done(&all);
  diags_done(&diags);
}

void office_report(struct world *world, struct store *office, uint8_t state[HASH_BYTES]) {
  struct diags diags = {0};
  struct sink report = {0};
  uint8_t anew[HASH_BYTES];
  const char *folder = arena_strdup(&world->arena, office->folder);
  MUST(store_rebuild(office, anew, &diags) == RC_OK); /* is what is kept */
  store_close(office);
  const struct app_paths paths = {.courses = "tests/courses", .store = folder};
  MUST(report_make(&paths, "competency", &(struct report_wanted){0}, "csv", &report, &diags) ==
       RC_OK);
  const struct seal_part parts[] = {{state, HASH_BYTES}, {report.text.at, report.text.len}};
  seal_hash(parts, 2, state);
  sink_done(&report);
  diags_done(&diags);
}
