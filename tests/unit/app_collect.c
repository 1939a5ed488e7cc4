/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing in and collecting: whatever way the bundles take, the same events are in the store. */
#include "app/collect_inner.h"

#include "app/hand_in.h"
#include "app/laptops.h"
#include "exchange/receipt.h"
#include "fault.h"
#include "store_fixture.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WALL = 1700000000 };

static char root[64];
static struct key_secret secret;
static struct keys keys;
static uint8_t recipient[KEY_BYTES], signer[KEY_BYTES];
static struct diags diags;
static struct arena arena;
static struct collect_told told;
static struct hand_in_told handed;

static void setup(void) {
  cr_assert(seal_init());
  folder_temporary(root, sizeof root);
  seal_exchange_keypair(recipient, secret.open);
  seal_keypair(signer, secret.sign);
  keys.role = KEYS_COORDINATOR;
  keys.secrets.list = &secret;
  memcpy(keys.card.signer, signer, KEY_BYTES);
  keys.secrets.n = 1;
}

static void teardown(void) {
  collect_told_done(&told);
  hand_in_told_done(&handed);
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(app_collect, .init = setup, .fini = teardown);

static const char *in_root(const char *name) { return arena_printf(&arena, "%s/%s", root, name); }

static const char *new_folder(const char *name) {
  const char *path = in_root(name);
  cr_assert(mkdir(path, 0700) == 0 || errno == EEXIST);
  return path;
}

static void live(struct store *store, size_t n) {
  static int64_t mono;
  for (size_t i = 0; i < n; i++) {
    struct happening h = answered("c/m/a", "X", (int32_t)i);
    mono += 1000;
    scene_must_append(store, (struct scene){1, 1, 1, WALL * INT64_C(1000) + mono, mono}, &h, 1);
  }
}

static enum rc hand(struct store *store, const char *folder, bool all) {
  struct hand_in_wanted wanted = {
      .folder = folder, .all = all, .n_recipients = 1, .wall = WALL * INT64_C(1000)};
  memcpy(wanted.recipients[0], recipient, KEY_BYTES);
  hand_in_told_done(&handed);
  return hand_in(store, &wanted, &handed, &diags);
}

/* The only file that was just handed in. */
static const char *handed_file(struct store *store, const char *folder) {
  cr_assert_eq(hand(store, folder, false), RC_OK);
  cr_assert_eq(handed.n, 1);
  return arena_strdup(&arena, handed.list[0].path);
}

static bool erasures;   /* are taken in too */
static int64_t shifted; /* the clock of who collects */

static enum rc gather(struct store *store, const char *const *paths, size_t n) {
  const struct collect_wanted wanted = {.paths = paths,
                                        .n = n,
                                        .erasures = erasures,
                                        .receipts = new_folder("receipts"),
                                        .keys = &keys,
                                        .moment.wall = WALL * INT64_C(1000) + shifted};
  collect_told_done(&told);
  return collect(store, &wanted, &told, &diags);
}

static void accept_laptop(struct store *store, const uint8_t chain[KEY_BYTES]) {
  struct laptop laptop = {.state = LAPTOP_ACCEPTED};
  memcpy(laptop.chain, chain, KEY_BYTES);
  cr_assert_eq(store_laptop_put(store, &laptop, &diags), RC_OK);
}

static uint64_t events(struct store *store) {
  struct store_facts facts;
  cr_assert_eq(store_inspect(store, &facts, &diags), RC_OK);
  return facts.events;
}

static const char *last_code(void) { return diags.n ? diags.list[diags.n - 1].code : ""; }

/* -- Three bundles of one laptop ----------------------------------------------------------------
 */

struct three {
  struct store *laptop;
  const char *file[3];
};

static struct three make_three(void) {
  static const char *const folders[] = {"s0", "s1", "s2"};
  struct three three = {.laptop = store_must_open(in_root("laptop"))};
  for (size_t i = 0; i < 3; i++) {
    live(three.laptop, 3 + i);
    three.file[i] = handed_file(three.laptop, new_folder(folders[i]));
    cr_assert_eq(store_receipt_put(three.laptop, three.laptop->chain, handed.list[0].last,
                                   three.laptop->tip.hash, &diags),
                 RC_OK);
  }
  return three;
}

static void expect_digest(struct store *store, const uint8_t want[HASH_BYTES]) {
  uint8_t got[HASH_BYTES];
  cr_assert_eq(store_rebuild(store, got, &diags), RC_OK);
  cr_expect_arr_eq(got, want, HASH_BYTES);
}

Test(app_collect, every_order_and_repetition_gives_one_state) {
  static const uint8_t orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                       {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  struct three three = make_three();
  uint8_t want[HASH_BYTES];
  cr_assert_eq(store_rebuild(three.laptop, want, &diags), RC_OK);
  for (size_t i = 0; i < 6; i++) {
    struct store *store = store_must_open(in_root(arena_printf(&arena, "office%zu", i)));
    accept_laptop(store, three.laptop->chain);
    for (size_t k = 0; k < 3; k++)
      cr_expect_eq(gather(store, &three.file[orders[i][k]], 1), RC_OK);
    cr_expect_eq(gather(store, three.file, 3), RC_OK);
    cr_expect_eq(told.list[0].again, 3);
    cr_expect_eq(told.list[0].added, 0);
    expect_digest(store, want);
    store_close(store);
  }
  store_close(three.laptop);
}

/* Its first copy is still being opened, or in the transaction at hand. */
Test(app_collect, a_copy_in_the_same_run_is_taken_once) {
  struct three three = make_three();
  const char *paths[4] = {three.file[0], in_root("s0/copy.mafunzo"), three.file[1],
                          in_root("s0/late.mafunzo")};
  struct store *store = store_must_open(in_root("office"));
  accept_laptop(store, three.laptop->chain);
  for (size_t i = 1; i < 4; i += 2)
    cr_assert_eq(symlink(three.file[0], paths[i]), 0);
  cr_expect_eq(gather(store, paths, 4), RC_OK);
  cr_expect_eq(told.list[0].taken, 2);
  cr_expect_eq(told.list[0].again, 2);
  cr_expect_eq(told.list[0].added, 7);
  cr_expect_eq(told.list[0].had, 6);
  store_close(store);
  store_close(three.laptop);
}

Test(app_collect, a_missing_piece_is_told_until_it_comes) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  const char *const two[] = {three.file[0], three.file[2]};
  accept_laptop(store, three.laptop->chain);
  cr_expect_eq(gather(store, two, 2), RC_OK);
  cr_assert_eq(told.n, 1);
  cr_expect_eq(told.list[0].added, 8);
  cr_expect_eq(told.list[0].span.missing, 4);
  cr_expect_eq(told.list[0].span.whole, 3);
  cr_expect_eq(gather(store, &three.file[1], 1), RC_OK);
  cr_expect_eq(told.list[0].span.missing, 0);
  cr_expect_eq(told.list[0].span.whole, 12);
  store_close(store);
  store_close(three.laptop);
}

/* The bundle that was begun is the last; what is in stays, with its receipt. */
Test(app_collect, one_that_is_stopped_keeps_what_it_took) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  struct collecting *c;
  const struct collect_wanted wanted = {.paths = three.file,
                                        .n = 3,
                                        .receipts = new_folder("receipts"),
                                        .keys = &keys,
                                        .moment.wall = WALL * INT64_C(1000)};
  accept_laptop(store, three.laptop->chain);
  cr_assert_eq(collect_begin(store, &wanted, &told, &diags, &c), RC_OK);
  cr_expect(collect_step(c));
  cr_expect_eq(collect_end(c), RC_OK);
  cr_expect_eq(told.files, 3);
  cr_expect_eq(told.looked, 1);
  cr_expect_eq(events(store), 3);
  cr_expect_eq(told.list[0].added, 3);
  cr_expect_not_null(told.list[0].receipt);
  cr_expect_eq(gather(store, three.file, 3), RC_OK);
  cr_expect_eq(told.looked, 3);
  cr_expect_eq(told.list[0].again, 1);
  cr_expect_eq(told.list[0].added, 9);
  store_close(store);
  store_close(three.laptop);
}

Test(app_collect, all_again_brings_only_what_is_new) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  accept_laptop(store, three.laptop->chain);
  cr_expect_eq(gather(store, three.file, 1), RC_OK);
  cr_assert_eq(hand(three.laptop, new_folder("all"), true), RC_OK);
  const char *const all = in_root("all");
  cr_expect_eq(gather(store, &all, 1), RC_OK);
  cr_expect_eq(told.list[0].added, 9);
  cr_expect_eq(told.list[0].had, 3);
  store_close(store);
  store_close(three.laptop);
}

Test(app_collect, when_a_laptop_was_taken_in_is_noted) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  struct laptop_seen *list;
  size_t n;
  accept_laptop(store, three.laptop->chain);
  cr_expect_eq(gather(store, three.file, 3), RC_OK);
  cr_assert_eq(store_laptops_seen(store, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_eq(list[0].taken, WALL * INT64_C(1000));
  free(list);
  store_close(store);
  store_close(three.laptop);
}

/* -- Who is taken in -----------------------------------------------------------------------------
 */

Test(app_collect, an_unknown_laptop_is_noted_and_nothing_of_it_taken) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  struct laptop *list;
  char text[FINGERPRINT_TEXT];
  size_t n;
  uint64_t before = events(store);
  cr_expect_eq(gather(store, three.file, 3), RC_DATA);
  cr_expect_str_eq(last_code(), "collect.unknown");
  cr_expect_eq(events(store), before);
  cr_assert_eq(store_laptops(store, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_eq(list[0].state, LAPTOP_SEEN);
  card_fingerprint(list[0].chain, text);
  cr_expect_eq(laptop_accept(store, "00000-00000-00000-00000-00000-00000", "North", &diags),
               RC_USAGE);
  cr_expect_str_eq(last_code(), "laptop.none");
  cr_expect_eq(laptop_accept(store, text, "", &diags), RC_USAGE);
  cr_expect_str_eq(last_code(), "laptop.name");
  cr_assert_eq(laptop_accept(store, text, "North", &diags), RC_OK);
  cr_expect_eq(gather(store, three.file, 3), RC_OK);
  cr_expect_eq(told.list[0].added, 12);
  cr_assert_eq(laptop_revoke(store, text, &diags), RC_OK);
  live(three.laptop, 1);
  const char *const more = handed_file(three.laptop, new_folder("more"));
  cr_expect_eq(gather(store, &more, 1), RC_DATA);
  cr_expect_str_eq(last_code(), "collect.revoked");
  cr_expect_eq(events(store), before + 12);
  free(list);
  store_close(store);
  store_close(three.laptop);
}

/* Nobody's laptop takes away what was collected, but where it was asked for. */
Test(app_collect, who_is_to_be_erased_is_not_by_a_bundle_alone) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  const struct happening gone = {.verb = VERB_ERASED};
  accept_laptop(store, three.laptop->chain);
  cr_assert_eq(gather(store, three.file, 3), RC_OK);
  uint64_t before = events(store);
  scene_must_append(three.laptop, (struct scene){.person = 1, .wall = WALL * INT64_C(1000)}, &gone,
                    1);
  const char *const more = handed_file(three.laptop, new_folder("more"));
  cr_expect_eq(gather(store, &more, 1), RC_DATA);
  cr_expect_str_eq(last_code(), "collect.erases");
  cr_expect_eq(events(store), before);
  cr_expect_eq(told.list[0].refused, 1);
  erasures = true;
  cr_expect_eq(gather(store, &more, 1), RC_OK);
  cr_expect_gt(events(store), before);
  store_close(store);
  store_close(three.laptop);
}

Test(app_collect, a_card_that_revokes_a_laptop_keeps_it_out) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  accept_laptop(store, three.laptop->chain);
  card_revoke(&keys.card, three.laptop->chain);
  cr_expect_eq(gather(store, three.file, 3), RC_DATA);
  cr_expect_str_eq(last_code(), "collect.revoked");
  cr_expect_eq(told.list[0].added, 0);
  card_done(&keys.card);
  store_close(store);
  store_close(three.laptop);
}

Test(app_collect, what_a_trainer_collects_is_not_receipted) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  accept_laptop(store, three.laptop->chain);
  keys.role = KEYS_TRAINER;
  cr_expect_eq(gather(store, three.file, 3), RC_OK);
  cr_expect_eq(told.list[0].added, 12);
  cr_expect_null(told.list[0].receipt);
  store_close(store);
  store_close(three.laptop);
}

Test(app_collect, a_bad_file_among_good_ones_is_left_out) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  accept_laptop(store, three.laptop->chain);
  cr_assert_eq(truncate(three.file[1], 200), 0);
  cr_expect_eq(gather(store, three.file, 3), RC_DATA);
  cr_expect_str_eq(last_code(), "bundle.damaged");
  cr_expect_eq(told.list[0].added, 8);
  store_close(store);
  store_close(three.laptop);
}

/* Whichever call of SQLite finds the disk full: all of the three are there, or none. */
Test(app_collect, a_full_disk_takes_in_whole_bundles_or_none) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  accept_laptop(store, three.laptop->chain);
  for (unsigned nth = 1; nth < 200; nth++) {
    fault_arm(FAULT_FULL, nth);
    enum rc rc = gather(store, three.file, 3);
    bool came = fault_disarm();
    cr_expect(rc == RC_OK || rc == RC_FULL, "%u: %d", nth, (int)rc);
    uint64_t n = events(store);
    cr_expect(n == 0 || n == 12, "%u: %llu", nth, (unsigned long long)n);
    if (!came)
      break;
  }
  cr_expect_eq(gather(store, three.file, 3), RC_OK);
  cr_expect_eq(events(store), 12);
  store_close(store);
  store_close(three.laptop);
}

Test(app_collect, where_there_is_nothing_it_says_so) {
  struct store *store = store_must_open(in_root("office"));
  const char *const empty = new_folder("empty"), *const lost = in_root("lost");
  cr_expect_eq(gather(store, &empty, 1), RC_MISSING);
  cr_expect_str_eq(last_code(), "collect.none");
  cr_expect_eq(gather(store, &lost, 1), RC_MISSING);
  cr_expect_str_eq(last_code(), "file.missing");
  store_close(store);
}

static void show_secrets(void *ctx, const void *question, size_t len, struct str *answer) {
  const struct collect_reader *reader = ctx;
  (void)question;
  (void)len;
  str_add(answer, reader->keys->secrets.list, sizeof secret);
  str_add(answer, reader->keys->wrapping, KEY_BYTES);
  str_add(answer, reader->identities, KEY_BYTES);
}

Test(app_collect, the_child_has_the_keys_that_open_and_no_other) {
  static const uint8_t wiped[sizeof secret + KEY_BYTES];
  struct collect_reader reader;
  keys.wrapping[0] = 1;
  collect_reader_begin(&reader, &keys);
  reader.cage.wanted.work = show_secrets;
  cr_assert(cage_ask(&reader.cage, "", 0, &reader.answer));
  cr_assert_eq(reader.answer.len, sizeof wiped + KEY_BYTES);
  cr_expect_arr_eq(reader.answer.at, wiped, sizeof wiped);
  cr_expect_arr_eq(reader.answer.at + sizeof wiped, secret.open, KEY_BYTES);
  cr_expect_eq(keys.wrapping[0], 1);
  collect_reader_end(&reader);
}

/* The child dies of the second; a new one reads the third. */
Test(app_collect, a_file_that_breaks_its_reader_is_left_out) {
  struct three three = make_three();
  struct store *store = store_must_open(in_root("office"));
  accept_laptop(store, three.laptop->chain);
  fault_arm(FAULT_DEATH, 2);
  cr_expect_eq(gather(store, three.file, 3), RC_DATA);
  fault_disarm();
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(last_code(), "bundle.child");
  cr_expect_str_eq(diags.list[0].at.file, three.file[1]);
  cr_expect_eq(told.list[0].added, 8);
  cr_expect_eq(gather(store, three.file, 3), RC_OK);
  cr_expect_eq(told.list[0].added, 4);
  cr_expect_eq(told.list[0].span.missing, 0);
  store_close(store);
  store_close(three.laptop);
}

/* -- What the laptop itself signed, and is not so -----------------------------------------------
 */

struct forged {
  struct bundle_event list[8];
  struct sink lines;
  struct bundle_about about;
  size_t n;
};

static void keep_record(void *ctx, const struct event_seen *seen) {
  struct forged *forged = ctx;
  struct bundle_event *event = &forged->list[forged->n++];
  *event = (struct bundle_event){.head_len = seen->bytes.head_len,
                                 .payload_len = seen->bytes.payload_len};
  event->head = arena_strndup(&arena, seen->bytes.head, seen->bytes.head_len);
  event->payload = arena_strndup(&arena, seen->bytes.payload, seen->bytes.payload_len);
  memcpy(event->salt, seen->bytes.salt, SALT_BYTES);
  memcpy(event->payload_hash, seen->bytes.payload_hash, HASH_BYTES);
}

/* A bundle of these events in this order, signed with the laptop's own key. */
static const char *forge(struct store *laptop, struct forged *forged, const char *name) {
  struct own_chain *own;
  size_t n;
  struct str bytes = {0};
  for (size_t i = 0; i < forged->n; i++) {
    const struct bundle_event *event = &forged->list[i];
    struct record record = {.head = event->head,
                            .head_len = event->head_len,
                            .payload = event->payload,
                            .payload_len = event->payload_len,
                            .salt = event->salt};
    memcpy(record.payload_hash, event->payload_hash, HASH_BYTES);
    record_put_line(&record, &forged->lines);
  }
  forged->about.first = 1;
  forged->about.last = forged->n;
  forged->about.wall = WALL * INT64_C(1000);
  memcpy(forged->about.chain, laptop->chain, KEY_BYTES);
  memcpy(forged->about.head, laptop->tip.hash, HASH_BYTES);
  forged->about.n_recipients = 1;
  memcpy(forged->about.recipients[0], recipient, KEY_BYTES);
  cr_assert_eq(store_own_chains(laptop, &own, &n, &diags), RC_OK);
  cr_assert(bundle_write(&forged->about, &forged->lines.text, own[0].secret, &bytes));
  own_chains_free(own, n);
  const char *path = in_root(name);
  FILE *out = fopen(path, "wb");
  cr_assert_not_null(out);
  cr_assert_eq(fwrite(bytes.at, 1, bytes.len, out), bytes.len);
  cr_assert_eq(fclose(out), 0);
  str_done(&bytes);
  sink_done(&forged->lines);
  forged->lines = (struct sink){0};
  return path;
}

static void swap_events(struct forged *forged) {
  struct bundle_event first = forged->list[0];
  forged->list[0] = forged->list[1];
  forged->list[1] = first;
}
static void change_payload(struct forged *forged) {
  ((char *)forged->list[1].payload)[forged->list[1].payload_len - 1] ^= 1;
}
static void change_salt(struct forged *forged) { forged->list[1].salt[0] ^= 1; }
static void change_hash(struct forged *forged) { forged->list[1].payload_hash[0] ^= 1; }
static void change_head(struct forged *forged) { ((char *)forged->list[1].head)[80] ^= 1; }
static void change_last(struct forged *forged) {
  ((char *)forged->list[forged->n - 1].head)[95] ^= 1; /* its wall clock: nothing follows */
}
static void drop_last(struct forged *forged) { forged->n--; }
static void leave_one_out(struct forged *forged) { forged->list[1] = forged->list[--forged->n]; }
static void of_later_layout(struct forged *forged) { ((char *)forged->list[1].head)[0] = 2; }
static void nothing(struct forged *forged) { (void)forged; }

Test(app_collect, what_is_altered_and_signed_again_does_not_join) {
  static const struct {
    void (*damage)(struct forged *);
    const char *code;
  } cases[] = {{swap_events, "bundle.chain"},     {change_payload, "bundle.chain"},
               {change_salt, "bundle.chain"},     {change_hash, "bundle.chain"},
               {change_head, "bundle.chain"},     {change_last, "bundle.chain"},
               {drop_last, "bundle.chain"},       {leave_one_out, "bundle.chain"},
               {of_later_layout, "bundle.newer"}, {nothing, ""}};
  struct store *laptop = store_must_open(in_root("laptop")), *store = store_must_open(in_root("o"));
  live(laptop, 3);
  accept_laptop(store, laptop->chain);
  uint64_t before = events(store);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct forged forged = {0};
    cr_assert_eq(store_each_of_chain(laptop, laptop->chain, 1, keep_record, &forged, &diags),
                 RC_OK);
    cases[i].damage(&forged);
    const char *const path = forge(laptop, &forged, arena_printf(&arena, "f%zu.mafunzo", i));
    bool good = cases[i].code[0] == '\0';
    cr_expect_eq(gather(store, &path, 1) == RC_OK, good, "%zu", i);
    if (!good)
      cr_expect_str_eq(last_code(), cases[i].code, "%zu", i);
    cr_expect_eq(events(store), good ? before + 3 : before, "%zu", i);
  }
  store_close(store);
  store_close(laptop);
}

/* -- Copies and receipts -------------------------------------------------------------------------
 */

static void copy_file(const char *from, const char *to) {
  cr_assert_eq(system(arena_printf(&arena, "cp '%s' '%s'", from, to)), 0);
}

Test(app_collect, a_copied_laptop_is_a_fork_and_gets_no_receipt) {
  struct store *one = store_must_open(in_root("one")), *store = store_must_open(in_root("office"));
  live(one, 2);
  uint8_t chain[KEY_BYTES];
  memcpy(chain, one->chain, KEY_BYTES);
  store_close(one);
  new_folder("two");
  copy_file(in_root("one/mafunzo.db"), in_root("two/mafunzo.db"));
  accept_laptop(store, chain);
  const char *paths[2];
  static const char *const names[] = {"one", "two"};
  for (size_t i = 0; i < 2; i++) {
    struct store *laptop = store_must_open(in_root(names[i]));
    live(laptop, 2);
    paths[i] = handed_file(laptop, new_folder("stick"));
    store_close(laptop);
  }
  cr_expect_str_neq(paths[0], paths[1]);
  cr_expect_eq(gather(store, paths, 2), RC_OK);
  cr_expect_eq(told.list[0].span.forked, 2);
  cr_expect_eq(told.list[0].span.missing, 0);
  cr_expect_null(told.list[0].receipt);
  store_close(store);
}

Test(app_collect, a_receipt_shortens_the_next_hand_in_and_shows_a_cut) {
  struct store *laptop = store_must_open(in_root("laptop")), *store = store_must_open(in_root("o"));
  uint64_t seq;
  live(laptop, 4);
  accept_laptop(store, laptop->chain);
  const char *file = handed_file(laptop, new_folder("stick"));
  cr_assert_eq(gather(store, &file, 1), RC_OK);
  cr_assert_not_null(told.list[0].receipt);
  const char *receipt = told.list[0].receipt;
  cr_expect_eq(laptop_receipt(store, receipt, signer, &seq, &diags), RC_DATA);
  cr_expect_str_eq(last_code(), "receipt.other");
  cr_assert_eq(laptop_receipt(laptop, receipt, signer, &seq, &diags), RC_OK);
  cr_expect_eq(seq, 4);
  cr_expect_eq(hand(laptop, in_root("stick"), false), RC_OK);
  cr_expect_eq(handed.n, 0);
  cr_expect_eq(handed.receipted, 4);
  live(laptop, 1);
  cr_expect_eq(hand(laptop, in_root("stick"), false), RC_OK);
  cr_assert_eq(handed.n, 1);
  cr_expect_eq(handed.list[0].first, 5);
  cr_expect_eq(hand(laptop, in_root("stick"), true), RC_OK);
  cr_expect_eq(handed.list[0].first, 1);
  store_close(store);
  store_close(laptop);
}

Test(app_collect, an_older_receipt_takes_nothing_back) {
  struct store *laptop = store_must_open(in_root("laptop"));
  struct own_chain *own;
  size_t n;
  const uint8_t hash[HASH_BYTES] = {1};
  for (uint64_t seq = 5; seq >= 3; seq--)
    cr_assert_eq(store_receipt_put(laptop, laptop->chain, seq, hash, &diags), RC_OK);
  cr_assert_eq(store_own_chains(laptop, &own, &n, &diags), RC_OK);
  cr_expect_eq(own[0].receipted, 5);
  own_chains_free(own, n);
  store_close(laptop);
}

Test(app_collect, after_a_cut_all_is_handed_in_again) {
  struct store *laptop = store_must_open(in_root("laptop"));
  struct receipt receipt = {.seq = 9, .head = {1}};
  struct str text = {0};
  uint64_t seq;
  live(laptop, 4);
  memcpy(receipt.chain, laptop->chain, KEY_BYTES);
  receipt_write(&receipt, secret.sign, &text);
  FILE *out = fopen(in_root("r.receipt"), "wb");
  cr_assert_not_null(out);
  fwrite(text.at, 1, text.len, out);
  fclose(out);
  cr_expect_eq(laptop_receipt(laptop, in_root("r.receipt"), signer, &seq, &diags), RC_DATA);
  cr_expect_str_eq(last_code(), "receipt.cut");
  cr_expect_eq(hand(laptop, new_folder("stick"), false), RC_OK);
  cr_expect_str_eq(last_code(), "hand-in.cut");
  cr_assert_eq(handed.n, 1);
  cr_expect_eq(handed.list[0].first, 1);
  str_done(&text);
  store_close(laptop);
}

/* -- Sticks --------------------------------------------------------------------------------------
 */

Test(app_collect, what_is_whole_beside_damage_is_handed_in) {
  struct store *laptop = store_must_open(in_root("laptop")), *store = store_must_open(in_root("o"));
  live(laptop, 9);
  accept_laptop(store, laptop->chain);
  cr_assert_eq(db_run(laptop,
                      "DELETE FROM event WHERE seq = 3;"
                      "UPDATE event SET payload = zeroblob(length(payload)) WHERE seq = 6",
                      &diags),
               RC_OK);
  const char *const stick = new_folder("stick");
  cr_expect_eq(hand(laptop, stick, false), RC_OK);
  cr_expect_str_eq(last_code(), "hand-in.gap");
  cr_assert_eq(handed.n, 3);
  cr_expect_eq(handed.events, 7);
  cr_expect_eq(gather(store, &stick, 1), RC_OK);
  cr_expect_eq(told.list[0].added, 7);
  cr_expect_eq(told.list[0].span.missing, 2);
  cr_expect_eq(told.list[0].span.whole, 2);
  store_close(store);
  store_close(laptop);
}

static size_t files_in(const char *folder) {
  size_t n = 0;
  DIR *dir = opendir(folder);
  cr_assert_not_null(dir);
  for (struct dirent *entry; (entry = readdir(dir));)
    n += entry->d_name[0] != '.';
  closedir(dir);
  return n;
}

Test(app_collect, a_stick_that_fails_has_no_half_bundle) {
  static const struct {
    const char *call;
    int error;
    enum rc rc;
    const char *code;
  } cases[] = {{"fsync", ENOSPC, RC_FULL, "hand-in.full"},
               {"fsync", EIO, RC_IO, "hand-in.disk"},
               {"read", EIO, RC_IO, "hand-in.disk"},
               {"rename", EROFS, RC_CREATE, "hand-in.read-only"}};
  struct store *laptop = store_must_open(in_root("laptop"));
  const char *stick = new_folder("stick");
  live(laptop, 4);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fault_arm_call(cases[i].call, 1, cases[i].error);
    enum rc rc = hand(laptop, stick, false);
    cr_assert(fault_disarm(), "%s", cases[i].call);
    cr_expect_eq(rc, cases[i].rc, "%s", cases[i].call);
    cr_expect_str_eq(last_code(), cases[i].code);
    cr_expect_eq(files_in(stick), 0, "%s", cases[i].call);
  }
  /* The folder's own flush: the file is whole, and what was asked for is not certain. */
  fault_arm_call("fsync", 2, EIO);
  cr_expect_eq(hand(laptop, stick, false), RC_IO);
  cr_assert(fault_disarm());
  cr_expect_eq(hand(laptop, in_root("none"), false), RC_MISSING);
  cr_expect_str_eq(last_code(), "hand-in.folder");
  cr_expect_eq(hand(laptop, stick, false), RC_OK);
  cr_expect_eq(files_in(stick), 1);
  store_close(laptop);
}

/* A clock that is years ahead is told, and what it dated is of today; nothing of it is said twice.
 */
Test(app_collect, what_a_clock_that_was_ahead_dated_counts_as_of_today) {
  const int64_t now = WALL * INT64_C(1000), day = 24 * INT64_C(3600000);
  static const struct {
    int64_t ahead;
    bool told;
  } rows[] = {{0, false}, {23, false}, {25, true}, {24 * 3650, true}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *name = arena_printf(&arena, "laptop%zu", i), *to = arena_printf(&arena, "o%zu", i);
    struct store *laptop = store_must_open(in_root(name)), *store = store_must_open(in_root(to));
    struct happening h = answered("c/m/a", "X", 1);
    struct store_facts facts;
    accept_laptop(store, laptop->chain);
    scene_must_append(laptop, (struct scene){1, 1, 2, now + rows[i].ahead * day / 24, 5}, &h, 1);
    const char *file = handed_file(laptop, new_folder(arena_printf(&arena, "s%zu", i)));
    cr_expect_eq(gather(store, &file, 1), RC_OK);
    cr_expect_eq(told.list[0].ahead, rows[i].told, "%zu", i);
    uint64_t all = events(store);
    cr_expect_eq(all, rows[i].told ? 2 : 1, "%zu", i);
    cr_expect_eq(gather(store, &file, 1), RC_OK);
    cr_expect_eq(events(store), all);
    cr_assert_eq(store_inspect(store, &facts, &diags), RC_OK);
    cr_expect_eq(facts.newest, rows[i].told ? now : now + rows[i].ahead * day / 24, "%zu", i);
    store_close(store);
    store_close(laptop);
  }
}

/* Here the clock fell back to when it was made, as with an empty battery. */
Test(app_collect, a_clock_here_that_is_behind_dates_nothing) {
  static const struct {
    int64_t before, now; /* days from WALL; before: of what was recorded here, INT64_MIN: nothing */
    bool behind;
  } rows[] = {{-1, 0, false}, {0, -2, true}, {INT64_MIN, -30000, true}, {INT64_MIN, -2, false}};
  const int64_t day = 24 * INT64_C(3600000), wall = WALL * INT64_C(1000);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *name = arena_printf(&arena, "laptop%zu", i), *to = arena_printf(&arena, "o%zu", i);
    struct store *laptop = store_must_open(in_root(name)), *store = store_must_open(in_root(to));
    struct happening h = answered("c/m/a", "X", 1), own = stated("Amina");
    accept_laptop(store, laptop->chain);
    if (rows[i].before != INT64_MIN)
      scene_must_append(store, (struct scene){5, 0, 1, wall + rows[i].before * day, 1}, &own, 1);
    uint64_t had = events(store);
    scene_must_append(laptop, (struct scene){1, 1, 2, wall + 3 * day, 5}, &h, 1);
    const char *file = handed_file(laptop, new_folder(arena_printf(&arena, "s%zu", i)));
    diags_done(&diags);
    shifted = rows[i].now * day;
    cr_expect_eq(gather(store, &file, 1), RC_OK);
    shifted = 0;
    cr_expect_eq(told.list[0].ahead, !rows[i].behind, "%zu", i);
    cr_expect_eq(diags_have(&diags, "collect.clock"), rows[i].behind, "%zu", i);
    cr_expect_eq(events(store), had + 1 + !rows[i].behind, "%zu", i);
    store_close(store);
    store_close(laptop);
  }
}

/* Who is corrected here stays so, whatever year the laptop was in. */
Test(app_collect, what_is_stated_here_is_later_than_what_a_clock_ahead_dated) {
  const int64_t now = WALL * INT64_C(1000);
  struct store *laptop = store_must_open(in_root("laptop")), *store = store_must_open(in_root("o"));
  struct happening wrong = stated("Wrong"), right = stated("Right");
  struct person *people;
  size_t n;
  accept_laptop(store, laptop->chain);
  scene_must_append(laptop, (struct scene){1, 0, 2, now + now, 5}, &wrong, 1);
  const char *file = handed_file(laptop, new_folder("s0"));
  cr_expect_eq(gather(store, &file, 1), RC_OK);
  scene_must_append(store, (struct scene){1, 0, 3, now + 1000, 5}, &right, 1);
  cr_assert_eq(store_people(store, &people, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  cr_expect_str_eq(people[0].name, "Right");
  free(people);
  store_close(store);
  store_close(laptop);
}

Test(app_collect, events_a_day_off_are_told) {
  struct store *laptop = store_must_open(in_root("laptop")), *store = store_must_open(in_root("o"));
  struct happening h = answered("c/m/a", "X", 1);
  accept_laptop(store, laptop->chain);
  live(laptop, 2);
  const char *file = handed_file(laptop, new_folder("s0"));
  cr_expect_eq(gather(store, &file, 1), RC_OK);
  cr_expect_not(told.list[0].off);
  scene_must_append(laptop, (struct scene){1, 1, 2, 1000, 5}, &h, 1); /* in 1970 */
  file = handed_file(laptop, new_folder("s1"));
  cr_expect_eq(gather(store, &file, 1), RC_OK);
  cr_expect(told.list[0].off);
  store_close(store);
  store_close(laptop);
}
