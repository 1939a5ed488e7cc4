/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged bundles: every second one on its way (flipped, cut, mixed), every other one altered
 * inside and sealed again validly for the coordinator, by whoever has the laptop's key (resigned)
 * or has not. None may be accepted, and not a row written.
 *
 * Not among them is what the one who holds the laptop's key may truly say: another clock or parent
 * in the manifest, fewer events with their own head, an erased payload (trust.md: a chain proves
 * order, not honesty). */
#include "app/collect_inner.h"
#include "exchange/bundle_inner.h"
#include "exchange/minisign.h"
#include "exchange/ustar.h"
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAPTOPS = 4, SOURCES = 2 * LAPTOPS, EVENTS = 12 };

/* -- The two checks, which the controls switch off ----------------------------------------------
 */

static bool no_signature, no_chain;

bool __real_minisign_verify(const void *bytes, size_t len, const char *sig, size_t sig_len,
                            const uint8_t public_key[KEY_BYTES], struct str *trusted);
bool __wrap_minisign_verify(const void *bytes, size_t len, const char *sig, size_t sig_len,
                            const uint8_t public_key[KEY_BYTES], struct str *trusted) {
  return no_signature || __real_minisign_verify(bytes, len, sig, sig_len, public_key, trusted);
}

bool __real_minisign_vouches(const void *bytes, size_t len, const char *sig, size_t sig_len,
                             const uint8_t public_key[KEY_BYTES]);
bool __wrap_minisign_vouches(const void *bytes, size_t len, const char *sig, size_t sig_len,
                             const uint8_t public_key[KEY_BYTES]) {
  return no_signature || __real_minisign_vouches(bytes, len, sig, sig_len, public_key);
}

enum rc __real_collect_check(const char *shown, const struct bundle *bundle, int64_t now,
                             struct event_bytes *events, struct collect_checked *checked,
                             struct diags *diags);
enum rc __wrap_collect_check(const char *shown, const struct bundle *bundle, int64_t now,
                             struct event_bytes *events, struct collect_checked *checked,
                             struct diags *diags) {
  if (!no_chain)
    return __real_collect_check(shown, bundle, now, events, checked, diags);
  for (size_t i = 0; i < bundle->n; i++) {
    const struct bundle_event *from = &bundle->events[i];
    events[i] = (struct event_bytes){.head = from->head,
                                     .head_len = from->head_len,
                                     .payload = from->payload,
                                     .payload_len = from->payload_len,
                                     .scheme = from->scheme};
    memcpy(events[i].salt, from->salt, SALT_BYTES);
    memcpy(events[i].payload_hash, from->payload_hash, HASH_BYTES);
  }
  *checked = (struct collect_checked){0};
  return RC_OK;
}

/* -- Whole bundles, and what is in them ---------------------------------------------------------
 */

struct whole {
  struct str file, tar;
  struct ustar_file files[3]; /* manifest, signature, lines */
  struct bundle bundle;
  uint8_t secret[SECRET_BYTES];
};
static struct whole wholes[SOURCES];
static uint8_t stranger_public[KEY_BYTES], stranger[SECRET_BYTES];

static void load(const char *path, struct str *out) {
  char piece[4096];
  size_t n;
  FILE *in = fopen(path, "rb");
  MUST(in);
  while ((n = fread(piece, 1, sizeof piece, in)) > 0)
    str_add(out, piece, n);
  fclose(in);
}

static void take_apart(struct world *world, const char *path, struct store *laptop,
                       struct whole *whole) {
  struct diags diags = {0};
  struct own_chain *own;
  size_t n;
  *whole = (struct whole){.files = {{.name = MANIFEST_NAME, .most = MANIFEST_BYTES},
                                    {.name = MANIFEST_SIGNATURE_NAME, .most = MINISIG_BYTES},
                                    {.name = EVENTS_NAME, .most = BUNDLE_LINES_BYTES}}};
  load(path, &whole->file);
  MUST(age_open(whole->file.at, whole->file.len, world->secret.open, &whole->tar) == RC_OK);
  MUST(ustar_read(whole->tar.at, whole->tar.len, whole->files, 3));
  MUST(bundle_open(path, whole->file.at, whole->file.len,
                   (const uint8_t(*)[KEY_BYTES]) & world->secret.open, 1, &whole->bundle,
                   &diags) == RC_OK);
  MUST(store_own_chains(laptop, &own, &n, &diags) == RC_OK && n == 1);
  memcpy(whole->secret, own[0].secret, SECRET_BYTES);
  own_chains_free(own, n);
  diags_done(&diags);
}

static void make_wholes(struct world *world) {
  for (size_t i = 0; i < LAPTOPS; i++) {
    char name[16];
    snprintf(name, sizeof name, "laptop%zu", i);
    struct store *laptop = world_open(world_path(world, name));
    struct clocks clocks = {.wall = TORTURE_WALL - 86400000, .boot = 1};
    for (size_t piece = 0; piece < 2; piece++) {
      world_live(world, laptop, &clocks, EVENTS - 4 * piece);
      world_hand_in(world, laptop, false, true);
      take_apart(world, world->list[world->n - 1].path, laptop, &wholes[2 * i + piece]);
    }
    store_close(laptop);
  }
  MUST(world->n == SOURCES);
  seal_keypair(stranger_public, stranger);
}

/* -- Damage on the way ---------------------------------------------------------------------------
 */

static size_t somewhere(struct rng *rng, size_t len) { return (size_t)rng_below(rng, len); }

static void flip(struct rng *rng, char *bytes, size_t len) {
  bytes[somewhere(rng, len)] ^= (char)(1 << rng_below(rng, 8));
}

static void out_flip(struct rng *rng, const struct whole *whole, struct str *out) {
  str_add(out, whole->file.at, whole->file.len);
  flip(rng, out->at, out->len);
}
static void out_cut(struct rng *rng, const struct whole *whole, struct str *out) {
  str_add(out, whole->file.at, somewhere(rng, whole->file.len));
}
static void out_longer(struct rng *rng, const struct whole *whole, struct str *out) {
  str_add(out, whole->file.at, whole->file.len);
  str_add(out, whole->file.at, 1 + somewhere(rng, whole->file.len));
}
static void out_hole(struct rng *rng, const struct whole *whole, struct str *out) {
  size_t at = somewhere(rng, whole->file.len);
  size_t len = 1 + somewhere(rng, whole->file.len - at);
  str_add(out, whole->file.at, at);
  str_add(out, whole->file.at + at + len, whole->file.len - at - len);
}
static void out_mixed(struct rng *rng, const struct whole *whole, struct str *out) {
  const struct whole *other = &wholes[((size_t)(whole - wholes) + 1) % SOURCES];
  size_t at = 1 + somewhere(rng, whole->file.len - 1);
  str_add(out, whole->file.at, at);
  if (at < other->file.len)
    str_add(out, other->file.at + at, other->file.len - at);
}
static void out_blank(struct rng *rng, const struct whole *whole, struct str *out) {
  size_t at = somewhere(rng, whole->file.len - 16);
  str_add(out, whole->file.at, whole->file.len);
  memset(out->at + at, 0, 16);
}

/* -- Altered inside, and put together again -----------------------------------------------------
 */

struct inside { /* what a bundle will be made of */
  struct rng *rng;
  const struct whole *whole;
  struct bundle_about about;
  struct bundle_event list[2 * EVENTS];
  size_t n;
  struct str manifest, signature, lines; /* made of the above where empty */
  bool unsigned_anew;                    /* the signature stays as it was */
  bool keeps_digest;
  const uint8_t *signer; /* NULL: the laptop's */
  const char *names[4];  /* of the files in the tar; NULL: left out */
  bool forged_id;        /* the signature says that it is the laptop's key's */
  struct arena arena;
};

static struct bundle_event *any_event(struct inside *in) {
  return &in->list[somewhere(in->rng, in->n)];
}
static void flip_copy(struct inside *in, const void **bytes, size_t len) {
  char *copy = arena_strndup(&in->arena, *bytes, len);
  flip(in->rng, copy, len);
  *bytes = copy;
}

/* By whoever holds the laptop's key. */
static void in_head(struct inside *in) {
  struct bundle_event *event = any_event(in);
  flip_copy(in, &event->head, event->head_len);
}
static void in_payload(struct inside *in) {
  struct bundle_event *event = any_event(in);
  flip_copy(in, &event->payload, event->payload_len);
}
static void in_salt(struct inside *in) { flip(in->rng, (char *)any_event(in)->salt, SALT_BYTES); }
static void in_payload_hash(struct inside *in) {
  flip(in->rng, (char *)any_event(in)->payload_hash, HASH_BYTES);
}
static void in_order(struct inside *in) {
  size_t a = somewhere(in->rng, in->n), b = (a + 1 + somewhere(in->rng, in->n - 1)) % in->n;
  struct bundle_event kept = in->list[a];
  in->list[a] = in->list[b];
  in->list[b] = kept;
}
static void in_left_out(struct inside *in) {
  size_t at = somewhere(in->rng, in->n);
  memmove(&in->list[at], &in->list[at + 1], (--in->n - at) * sizeof *in->list);
  in->about.last--;
}
static void in_doubled(struct inside *in) {
  in->list[in->n] = *any_event(in);
  in->n++;
  in->about.last++;
}
static void in_foreign(struct inside *in) {
  const struct whole *other = &wholes[((size_t)(in->whole - wholes) + 2) % SOURCES];
  *any_event(in) = other->bundle.events[somewhere(in->rng, other->bundle.n)];
}
static void in_previous(struct inside *in) {
  flip(in->rng, (char *)in->about.previous, HASH_BYTES);
}
static void in_head_hash(struct inside *in) { flip(in->rng, (char *)in->about.head, HASH_BYTES); }
static void in_range(struct inside *in) {
  uint64_t by = 1 + rng_below(in->rng, 5);
  in->about.first += by;
  in->about.last += by;
}
static void in_digest(struct inside *in) {
  in->keeps_digest = true;
  flip(in->rng, (char *)in->about.digest, HASH_BYTES);
}
static void in_not_for_us(struct inside *in) {
  memcpy(in->about.recipients[0], stranger_public, KEY_BYTES);
}
static void in_as_a_stranger(struct inside *in) {
  memcpy(in->about.chain, stranger_public, KEY_BYTES);
  in->signer = stranger;
}

/* By whoever can open it, and has not the laptop's key. */
static void in_other_key(struct inside *in) {
  in->signer = stranger;
  in->about.wall += 1000;
}
static void in_other_key_same_words(struct inside *in) { in->signer = stranger; }
static void in_other_key_same_id(struct inside *in) {
  in->signer = stranger;
  in->forged_id = true;
}
static void in_stale_wall(struct inside *in) {
  in->unsigned_anew = true;
  in->about.wall += 1 + (int64_t)rng_below(in->rng, 1000);
}
static void in_stale_recipients(struct inside *in) {
  in->unsigned_anew = true;
  memcpy(in->about.recipients[in->about.n_recipients++], stranger_public, KEY_BYTES);
}
static void in_stale_parent(struct inside *in) {
  in->unsigned_anew = true;
  memcpy(in->about.parent, stranger_public, KEY_BYTES);
}
static void in_stale_event(struct inside *in) {
  in->unsigned_anew = true;
  in_left_out(in);
}
static void in_manifest_byte(struct inside *in) {
  in->unsigned_anew = true;
  str_add(&in->manifest, in->whole->files[0].at, in->whole->files[0].len);
  flip(in->rng, in->manifest.at, in->manifest.len);
}
static void in_lines_byte(struct inside *in) {
  in->unsigned_anew = in->keeps_digest = true;
  str_add(&in->lines, in->whole->files[2].at, in->whole->files[2].len);
  flip(in->rng, in->lines.at, in->lines.len);
}
/* Beyond its first line, which nobody signs. */
static void in_signature_byte(struct inside *in) {
  const struct ustar_file *file = &in->whole->files[1];
  size_t from = (size_t)((const char *)memchr(file->at, '\n', file->len) - file->at) + 1;
  str_add(&in->signature, file->at, file->len);
  flip(in->rng, in->signature.at + from, in->signature.len - from - 1);
}
static void in_signature_of_another(struct inside *in) {
  size_t step = 1 + somewhere(in->rng, SOURCES - 1);
  const struct whole *other = &wholes[((size_t)(in->whole - wholes) + step) % SOURCES];
  str_add(&in->signature, other->files[1].at, other->files[1].len);
}

/* The tar. */
static void in_name(struct inside *in) {
  size_t at = somewhere(in->rng, 3);
  char *name = arena_strdup(&in->arena, in->names[at]);
  name[somewhere(in->rng, strlen(name))] ^= (char)(1 << rng_below(in->rng, 5));
  in->names[at] = name;
}
static void in_path(struct inside *in) {
  size_t at = somewhere(in->rng, 3);
  const char *const before[] = {"./", "../", "/tmp/", "a/../"};
  in->names[at] = arena_printf(&in->arena, "%s%s", before[rng_below(in->rng, 4)], in->names[at]);
}
static void in_file_left_out(struct inside *in) { in->names[somewhere(in->rng, 3)] = NULL; }
static void in_file_more(struct inside *in) {
  const char *const more[] = {"more.txt", MANIFEST_NAME, EVENTS_NAME, "../../.profile"};
  in->names[3] = more[rng_below(in->rng, 4)];
}

static void put_lines(struct inside *in) {
  struct sink sink = {0};
  for (size_t i = 0; i < in->n; i++) {
    const struct bundle_event *event = &in->list[i];
    struct record record = {.head = event->head,
                            .head_len = event->head_len,
                            .payload = event->payload,
                            .payload_len = event->payload_len,
                            .salt = event->salt};
    memcpy(record.payload_hash, event->payload_hash, HASH_BYTES);
    record_put_line(&record, &sink);
  }
  str_add(&in->lines, sink.text.at, sink.text.len);
  sink_done(&sink);
}

/* The key's id, eight bytes after two in the second line, is not signed. */
static void forge_id(struct inside *in) {
  enum { SIGNED = 2 + MINISIGN_ID + SIGNATURE_BYTES };
  uint8_t bytes[SIGNED];
  char text[SEAL_BASE64(SIGNED)];
  char *line = (char *)memchr(in->signature.at, '\n', in->signature.len) + 1;
  MUST(seal_unbase64(line, sizeof text - 1, bytes, SIGNED));
  minisign_id(in->about.chain, bytes + 2);
  seal_base64(bytes, SIGNED, text);
  memcpy(line, text, sizeof text - 1);
}

/* What an alteration has not made by hand follows from the rest. */
static void complete(struct inside *in) {
  const struct whole *whole = in->whole;
  if (!in->lines.len)
    put_lines(in);
  if (!in->keeps_digest)
    seal_hash(&(struct seal_part){in->lines.at, in->lines.len}, 1, in->about.digest);
  if (!in->manifest.len)
    manifest_write(&in->about, &in->manifest);
  if (!in->signature.len && in->unsigned_anew)
    str_add(&in->signature, whole->files[1].at, whole->files[1].len);
  else if (!in->signature.len)
    minisign_sign(in->manifest.at, in->manifest.len, in->signer ? in->signer : whole->secret,
                  "mafunzo bundle", &in->signature);
  if (in->forged_id)
    forge_id(in);
}

static void put_together(struct inside *in, const struct world *world, struct str *out) {
  const struct str *const parts[] = {&in->manifest, &in->signature, &in->lines, &in->manifest};
  struct str tar = {0};
  complete(in);
  for (size_t i = 0; i < 4; i++)
    if (in->names[i])
      ustar_put(&tar, in->names[i], parts[i]->at, parts[i]->len);
  ustar_end(&tar);
  MUST(age_seal(tar.at, tar.len, (const uint8_t(*)[KEY_BYTES]) & world->recipient, 1, out));
  str_done(&tar);
}

static const struct {
  const char *name;
  void (*outside)(struct rng *rng, const struct whole *whole, struct str *out);
  void (*inside)(struct inside *in);
} kinds[] = {
    {"bit flipped", out_flip, NULL},
    {"cut off", out_cut, NULL},
    {"made longer", out_longer, NULL},
    {"a piece missing", out_hole, NULL},
    {"two mixed", out_mixed, NULL},
    {"zeroes in it", out_blank, NULL},
    {"event's head", NULL, in_head},
    {"event's payload", NULL, in_payload},
    {"event's salt", NULL, in_salt},
    {"payload's hash", NULL, in_payload_hash},
    {"events' order", NULL, in_order},
    {"event left out", NULL, in_left_out},
    {"event twice", NULL, in_doubled},
    {"event of another laptop", NULL, in_foreign},
    {"manifest's previous", NULL, in_previous},
    {"manifest's head", NULL, in_head_hash},
    {"manifest's range", NULL, in_range},
    {"manifest's digest", NULL, in_digest},
    {"recipients without us", NULL, in_not_for_us},
    {"chain of a stranger", NULL, in_as_a_stranger},
    {"signed by another, altered", NULL, in_other_key},
    {"signed by another", NULL, in_other_key_same_words},
    {"signed by another, with the id", NULL, in_other_key_same_id},
    {"clock, signature of before", NULL, in_stale_wall},
    {"recipients, signature of before", NULL, in_stale_recipients},
    {"parent, signature of before", NULL, in_stale_parent},
    {"event left out, signature of before", NULL, in_stale_event},
    {"bit of the manifest", NULL, in_manifest_byte},
    {"bit of the events", NULL, in_lines_byte},
    {"bit of the signature", NULL, in_signature_byte},
    {"signature of another bundle", NULL, in_signature_of_another},
    {"file's name", NULL, in_name},
    {"file's path", NULL, in_path},
    {"file left out", NULL, in_file_left_out},
    {"file more", NULL, in_file_more},
};
enum { KINDS = sizeof kinds / sizeof *kinds, OUTSIDE = 6 };

static void alter_inside(struct world *world, struct rng *rng, const struct whole *whole,
                         void (*alter)(struct inside *in), struct str *out) {
  struct inside in = {.rng = rng,
                      .whole = whole,
                      .about = whole->bundle.about,
                      .n = whole->bundle.n,
                      .names = {MANIFEST_NAME, MANIFEST_SIGNATURE_NAME, EVENTS_NAME}};
  memcpy(in.list, whole->bundle.events, in.n * sizeof *in.list);
  alter(&in);
  put_together(&in, world, out);
  str_done(&in.manifest);
  str_done(&in.signature);
  str_done(&in.lines);
  arena_done(&in.arena);
}

/* Two that were mixed within what all begin with are one of them, and whole. */
static bool is_whole(const struct str *bytes) {
  for (size_t i = 0; i < SOURCES; i++)
    if (bytes->len == wholes[i].file.len && memcmp(bytes->at, wholes[i].file.at, bytes->len) == 0)
      return true;
  return false;
}

static size_t make_case(struct world *world, uint64_t number, struct str *out) {
  struct rng rng;
  rng_seed(&rng, number);
  const struct whole *whole = &wholes[rng_below(&rng, SOURCES)];
  bool inside = number % 2;
  size_t kind = inside ? OUTSIDE + rng_below(&rng, KINDS - OUTSIDE) : rng_below(&rng, OUTSIDE);
  do {
    out->len = 0;
    if (inside)
      alter_inside(world, &rng, whole, kinds[kind].inside, out);
    else
      kinds[kind].outside(&rng, whole, out);
  } while (out->len && is_whole(out));
  return kind;
}

/* -- Collecting it -------------------------------------------------------------------------------
 */

static void save(const char *path, const struct str *bytes) {
  FILE *out = fopen(path, "wb");
  MUST(out && (!bytes->len || fwrite(bytes->at, 1, bytes->len, out) == bytes->len));
  MUST(fclose(out) == 0);
}

/* That the office takes in what is whole: else refusing would prove nothing. */
static void take_wholes(struct world *world, struct store *office) {
  for (size_t i = 0; i < world->n; i++)
    MUST(office_collect(world, office, &world->list[i].path, 1) == RC_OK);
}

int torture_damage(uint64_t first, uint64_t cases, const char *control) {
  struct world world;
  struct str bytes = {0};
  uint64_t accepted = 0, inside = 0, wrote = 0, of_kind[KINDS] = {0};
  no_signature = strcmp(control, "signature") == 0;
  no_chain = strcmp(control, "chain") == 0;
  world_begin(&world, 4711);
  make_wholes(&world);
  struct store *office = office_open(&world, world_path(&world, "office"), 0);
  const char *const path = world_path(&world, "case.mafunzo");
  for (uint64_t number = first; number < first + cases; number++) {
    int before = sqlite3_total_changes(office->db);
    size_t kind = make_case(&world, number, &bytes);
    save(path, &bytes);
    bool taken = office_collect(&world, office, &path, 1) == RC_OK;
    bool rows = sqlite3_total_changes(office->db) != before;
    inside += kinds[kind].inside != NULL;
    accepted += taken;
    wrote += rows;
    of_kind[kind] += taken || rows;
  }
  printf("%llu damaged bundles (%llu inside): %llu accepted, rows written by %llu\n",
         (unsigned long long)cases, (unsigned long long)inside, (unsigned long long)accepted,
         (unsigned long long)wrote);
  for (size_t i = 0; i < KINDS; i++)
    if (of_kind[i])
      printf("# %s: %llu\n", kinds[i].name, (unsigned long long)of_kind[i]);
  if (!*control)
    take_wholes(&world, office);
  store_close(office);
  str_done(&bytes);
  for (size_t i = 0; i < SOURCES; i++) {
    str_done(&wholes[i].file);
    str_done(&wholes[i].tar);
    bundle_done(&wholes[i].bundle);
  }
  world_end(&world);
  return accepted || wrote;
}
