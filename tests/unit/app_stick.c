/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sticks: where they are, what goes onto one and what comes back from it. */
#include "app/stick.h"

#include "app/collect.h"
#include "app/laptops.h"
#include "app/trust.h"
#include "base/file.h"
#include "fault.h"
#include "store_fixture.h"

#include <errno.h>

#include <sys/stat.h>

static char root[64], laptop[96], office[96], stick[96];
static struct app app;
static struct keys keys;
static struct arena arena;
static struct diags diags;
static struct stick_told told;

static void enrol(void) {
  struct trust_offer offer = {0};
  struct str card = {0};
  char path[128];
  snprintf(path, sizeof path, "%s/card", root);
  keys_card(&keys, NULL, &card);
  cr_assert_eq(file_write_whole(path, card.at, card.len, &diags), RC_OK);
  cr_assert_eq(trust_weigh(laptop, path, false, &offer, &diags), RC_OK);
  cr_assert_eq(trust_take(laptop, &offer, &diags), RC_OK);
  trust_offer_done(&offer);
  str_done(&card);
}

static void setup(void) {
  uint8_t escrow[KEY_BYTES];
  cr_assert(seal_init());
  folder_temporary(root, sizeof root);
  snprintf(laptop, sizeof laptop, "%s/laptop", root);
  snprintf(office, sizeof office, "%s/office", root);
  snprintf(stick, sizeof stick, "%s/stick", root);
  cr_assert_eq(mkdir(stick, 0700), 0);
  cr_assert_eq(keys_init(office, KEYS_COORDINATOR, "Office", "four words nobody joins", &keys,
                         escrow, &diags),
               RC_OK);
  app.store = store_must_open(laptop);
  app.folder = laptop;
}

static void teardown(void) {
  store_close(app.store);
  stick_told_done(&told);
  keys_done(&keys);
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(app_stick, .init = setup, .fini = teardown);

static void live(size_t n) {
  static int64_t mono;
  for (size_t i = 0; i < n; i++) {
    struct happening h = answered("c/m/a", "X", (int32_t)i);
    mono += 1000;
    scene_must_append(app.store, (struct scene){1, 1, 1, INT64_C(1700000000000) + mono, mono}, &h,
                      1);
  }
}

static uint64_t waiting(void) {
  struct stick_state state;
  cr_assert_eq(stick_look(&app, &arena, &state, &diags), RC_OK);
  cr_expect_str_eq(state.trust.card.name, "Office");
  uint64_t n = state.waiting;
  stick_state_done(&state);
  return n;
}

static enum rc hand(void) {
  stick_told_done(&told);
  return stick_hand_in(&app, stick, &told, &diags);
}

/* The coordinator accepts this laptop, and collects from the stick. */
static void collect_stick(void) {
  struct store *store = store_must_open(office);
  struct laptop known = {.state = LAPTOP_ACCEPTED};
  const char *const paths[] = {stick};
  struct collect_told collected = {0};
  memcpy(known.chain, app.store->chain, KEY_BYTES);
  snprintf(known.label, sizeof known.label, "North");
  cr_assert_eq(store_laptop_put(store, &known, &diags), RC_OK);
  const struct collect_wanted wanted = {
      .paths = paths, .n = 1, .keys = &keys, .moment.wall = INT64_C(1700000000000)};
  cr_assert_eq(collect(store, &wanted, &collected, &diags), RC_OK);
  collect_told_done(&collected);
  store_close(store);
}

Test(app_stick, takes_what_no_receipt_covers_and_brings_receipts_back) {
  enrol();
  live(3);
  cr_expect_eq(waiting(), 3);
  cr_assert_eq(hand(), RC_OK);
  cr_expect_eq(told.written.events, 3);
  cr_expect_eq(told.receipts, 0);
  collect_stick();
  live(2);
  cr_expect_eq(waiting(), 5);
  cr_assert_eq(hand(), RC_OK);
  cr_expect_eq(told.receipts, 1);
  cr_expect_eq(told.receipted, 3);
  cr_assert_eq(told.written.n, 1);
  cr_expect_eq(told.written.list[0].first, 4, "what has a receipt is not written again");
  cr_expect_eq(waiting(), 2);
}

Test(app_stick, a_bad_receipt_hinders_nothing_and_those_of_others_are_not_looked_at) {
  char hex[2 * KEY_BYTES + 1], path[160];
  enrol();
  live(1);
  snprintf(path, sizeof path, "%s/0123456789abcdef.receipt", stick);
  cr_assert_eq(file_write_whole(path, "no", 2, &diags), RC_OK);
  cr_assert_eq(hand(), RC_OK);
  cr_expect_eq(told.spurned.n, 0);
  seal_hex(app.store->chain, KEY_BYTES, hex);
  snprintf(path, sizeof path, "%s/%.16s.receipt", stick, hex);
  cr_assert_eq(file_write_whole(path, "no", 2, &diags), RC_OK);
  cr_assert_eq(hand(), RC_OK);
  cr_assert_eq(told.spurned.n, 1);
  cr_expect_str_eq(told.spurned.list[0].code, "receipt.content");
  cr_expect_eq(told.written.n, 1);
}

Test(app_stick, of_a_laptop_that_is_enrolled_with_nobody_gets_nothing) {
  struct stick_state state;
  cr_expect_eq(stick_look(&app, &arena, &state, &diags), RC_MISSING);
  stick_state_done(&state);
  cr_expect_eq(hand(), RC_MISSING);
  cr_expect_str_eq(diags.list[diags.n - 1].code, "enrol.none");
}

Test(app_stick, a_store_that_fails_is_told) {
  enrol();
  live(1);
  for (unsigned nth = 1;; nth++) {
    struct stick_state state;
    fault_arm(FAULT_STATEMENT, nth);
    enum rc looked = stick_look(&app, &arena, &state, &diags);
    stick_state_done(&state);
    if (!fault_disarm())
      break;
    cr_expect_eq(looked, RC_IO, "%u", nth);
  }
}

Test(app_stick, that_was_pulled_has_nothing_half) {
  enrol();
  live(1);
  fault_arm_call("fsync", 1, EIO);
  cr_expect_eq(hand(), RC_IO);
  cr_assert(fault_disarm());
  cr_expect_str_eq(diags.list[diags.n - 1].code, "hand-in.disk");
  cr_expect_eq(told.written.n, 0);
  cr_expect_eq(hand(), RC_OK);
}

/* -- Where they are ------------------------------------------------------------------------------
 */

static const char table[] =
    "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/mapper/root rw,errors=remount-ro\n"
    "30 22 0:25 / /run rw,nosuid shared:5 - tmpfs tmpfs rw,size=100k\n"
    "40 22 8:17 / /media/amina/MY\\040STICK rw,nosuid shared:9 master:3 - vfat /dev/sdb1 rw\n"
    "41 22 8:33 / /run/media/amina/OLD ro,nosuid - iso9660 /dev/sr0 ro\n"
    "42 22 8:49 / /mnt rw - vfat /dev/sdd1 ro,errors=continue\n"
    "43 22 8:50 / /mnt/a/b/c rw - ext4 /dev/sde1 rw\n"
    "44 22 8:51 / /media rw - tmpfs none rw\n"
    "45 22 8:52 / /mediator rw - ext4 /dev/sdf1 rw\n"
    "46 22 8:53 / /media/root/NEW rw - vfat /dev/sdg1 rw\n"
    "no line of it\n"
    "47 22 x / /media/bad rw - vfat /dev/sdh1 rw\n";

Test(app_stick, are_found_in_the_places_meant_for_them) {
  struct mount *list;
  size_t all = mounts_parse(table, &arena, &list);
  cr_assert_eq(all, 9);
  cr_expect_str_eq(list[2].point, "/media/amina/MY STICK");
  cr_expect_str_eq(list[2].type, "vfat");
  cr_expect_str_eq(list[2].source, "/dev/sdb1");
  cr_expect_eq(list[2].major, 8);
  cr_expect_eq(list[2].minor, 17);
  cr_expect_str_eq(mounts_of(list, all, "/run/x")->point, "/run");
  cr_expect_str_eq(mounts_of(list, all, "/running")->point, "/");
  cr_expect_str_eq(mounts_of(list, all, "/mnt/a/b")->point, "/mnt");
  cr_expect_null(mounts_of(list + 1, 1, "/home"));
  size_t n = mounts_keep_sticks(list, all);
  cr_assert_eq(n, 3, "one that is covered by a later mount, and one too deep, are none");
  cr_expect_str_eq(list[0].point, "/run/media/amina/OLD");
  cr_expect(list[0].read_only);
  cr_expect_str_eq(list[1].point, "/mnt");
  cr_expect(list[1].read_only, "its file system is");
  cr_expect_str_eq(list[2].point, "/media/root/NEW");
  cr_expect_not(list[2].read_only);
  mounts_pin("/nowhere/at/all");
  cr_expect_eq(mounts_read(&arena, &list), 0);
}
