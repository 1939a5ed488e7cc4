/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of other laptops and of how far the own chains are receipted: there when it was
 * told as kept, as it was before when it was told as failed. */
#include "store/laptops.h"

#include "fault.h"
#include "store_fixture.h"

static char folder[256];
static struct store *store;
static struct diags diags;

static void setup(void) {
  folder_temporary(folder, sizeof folder);
  store = store_must_open(folder);
}

static void teardown(void) {
  store_close(store);
  diags_done(&diags);
}

TestSuite(store_laptops, .init = setup, .fini = teardown);

static void reopen(void) {
  store_close(store);
  store = store_must_open(folder);
}

/* "state label" of each, in their order. */
static void expect_laptops(const char *wanted) {
  struct laptop *list;
  struct str told = {0};
  size_t n;
  cr_assert_eq(store_laptops(store, &list, &n, &diags), RC_OK);
  for (size_t i = 0; i < n; i++)
    str_printf(&told, "%d %d %s, ", list[i].chain[0], (int)list[i].state, list[i].label);
  cr_expect_str_eq(str_text(&told), wanted);
  free(list);
  str_done(&told);
}

static uint64_t receipted(void) {
  struct own_chain *list;
  size_t n;
  cr_assert_eq(store_own_chains(store, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, 1);
  uint64_t seq = list[0].receipted;
  cr_expect_eq(list[0].receipted_hash[0], (uint8_t)seq);
  own_chains_free(list, n);
  return seq;
}

static enum rc receipt(uint64_t seq) {
  const uint8_t hash[HASH_BYTES] = {(uint8_t)seq};
  uint8_t own[KEY_BYTES];
  memcpy(own, store->chain, KEY_BYTES);
  return store_receipt_put(store, own, seq, hash, &diags);
}

Test(store_laptops, every_laptop_is_told_by_its_chain) {
  struct str wanted = {0};
  for (uint8_t i = 20; i > 0; i--) {
    struct laptop laptop = {.chain = {i}, .state = i % 3, .label = ""};
    snprintf(laptop.label, sizeof laptop.label, "Laptop %d", i);
    cr_assert_eq(store_laptop_put(store, &laptop, &diags), RC_OK);
  }
  for (int i = 1; i <= 20; i++)
    str_printf(&wanted, "%d %d Laptop %d, ", i, i % 3, i);
  expect_laptops(wanted.at);
  reopen();
  expect_laptops(wanted.at);
  str_done(&wanted);
}

/* As often as a backup was restored, or the machine was another. */
Test(store_laptops, every_own_chain_is_told_the_oldest_first) {
  enum { MANY = 20 };
  struct own_chain *list;
  uint8_t before[KEY_BYTES] = {0}, wanted[MANY][KEY_BYTES];
  size_t n;
  for (size_t i = 0; i < MANY; i++) {
    if (i)
      cr_assert_eq(chain_renew(store, &diags), RC_OK);
    memcpy(wanted[i], store->chain, KEY_BYTES);
  }
  cr_assert_eq(store_own_chains(store, &list, &n, &diags), RC_OK);
  cr_assert_eq(n, MANY);
  for (size_t i = 0; i < MANY; i++) {
    cr_expect_arr_eq(list[i].chain, wanted[i], KEY_BYTES);
    cr_expect_arr_eq(list[i].parent, before, KEY_BYTES);
    cr_expect(seal_keys_match(list[i].chain, list[i].secret));
    memcpy(before, wanted[i], KEY_BYTES);
  }
  own_chains_free(list, n);
}

/* -- What failed ----------------------------------------------------------------------------------
 */

static const int errors[] = {SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_CORRUPT};
enum { ERRORS = sizeof errors / sizeof *errors };

Test(store_laptops, laptop_that_could_not_be_kept_is_as_it_was) {
  struct laptop laptop = {.chain = {7}, .state = LAPTOP_SEEN};
  cr_assert_eq(store_laptop_put(store, &laptop, &diags), RC_OK);
  for (size_t i = 0; i < ERRORS; i++) {
    laptop.state = LAPTOP_ACCEPTED;
    strcpy(laptop.label, "Moyale");
    fault_arm_call("sqlite3_step", 1, errors[i]);
    cr_expect_neq(store_laptop_put(store, &laptop, &diags), RC_OK);
    cr_assert(fault_disarm());
    expect_laptops("7 0 , ");
    reopen();
    expect_laptops("7 0 , ");
    cr_expect_eq(store_laptop_put(store, &laptop, &diags), RC_OK);
    expect_laptops("7 1 Moyale, ");
    laptop = (struct laptop){.chain = {7}, .state = LAPTOP_SEEN};
    cr_assert_eq(store_laptop_put(store, &laptop, &diags), RC_OK);
  }
  cr_expect_eq(diags.errors, ERRORS);
}

Test(store_laptops, receipt_that_could_not_be_kept_is_as_it_was) {
  uint64_t seq = 3;
  cr_assert_eq(receipt(seq), RC_OK);
  for (size_t i = 0; i < ERRORS; i++) {
    fault_arm_call("sqlite3_step", 1, errors[i]);
    cr_expect_neq(receipt(seq + 1), RC_OK);
    cr_assert(fault_disarm());
    cr_expect_eq(receipted(), seq);
    reopen();
    cr_expect_eq(receipted(), seq);
    cr_expect_eq(receipt(++seq), RC_OK);
    cr_expect_eq(receipted(), seq);
  }
  cr_expect_eq(receipt(1), RC_OK);
  cr_expect_eq(receipted(), seq, "it never goes back");
}

/* -- Branches of a chain: a laptop's folder was copied -------------------------------------------
 */

struct branch {
  uint8_t first[HASH_BYTES], last[HASH_BYTES];
};

static void take(void *ctx, const struct event_seen *seen) {
  struct branch *branch = ctx;
  static const uint8_t none[HASH_BYTES];
  if (memcmp(branch->first, none, HASH_BYTES) == 0)
    memcpy(branch->first, seen->hash, HASH_BYTES);
  memcpy(branch->last, seen->hash, HASH_BYTES);
  cr_assert_eq(store_import(store, &seen->bytes, 1, &diags), RC_OK);
}

/* Two events of a chain that has another branch too. */
static struct branch live_branch(const uint8_t chain[KEY_BYTES], uint8_t boot) {
  char elsewhere[256];
  struct happening h[] = {answered("c/m/a", "X", 0), answered("c/m/b", "X", 0)};
  struct branch branch = {0};
  folder_temporary(elsewhere, sizeof elsewhere);
  struct store *other = store_must_open(elsewhere);
  memcpy(other->chain, chain, KEY_BYTES);
  scene_must_append(other, (struct scene){.person = 1, .boot = boot}, h, 2);
  cr_assert_eq(store_each_seen(other, take, &branch, &diags), RC_OK);
  store_close(other);
  return branch;
}

static bool has(const uint8_t chain[KEY_BYTES], uint64_t seq, const uint8_t hash[HASH_BYTES]) {
  bool found;
  cr_assert_eq(store_chain_has(store, chain, seq, hash, &found, &diags), RC_OK);
  return found;
}

Test(store_laptops, chain_has_every_branch_and_no_head_where_they_part) {
  static const uint8_t chain[KEY_BYTES] = {7}, none[HASH_BYTES];
  struct chain_span span;
  struct branch one = live_branch(chain, 1);
  cr_assert_eq(store_chain_span(store, chain, &span, &diags), RC_OK);
  cr_expect(span.events == 2 && span.last == 2 && span.whole == 2 && span.forked == 0);
  cr_expect_arr_eq(span.head, one.last, HASH_BYTES);
  struct branch other = live_branch(chain, 2);
  cr_assert_eq(store_chain_span(store, chain, &span, &diags), RC_OK);
  cr_expect(span.events == 4 && span.last == 2 && span.whole == 2 && span.forked == 2);
  cr_expect_arr_eq(span.head, none, HASH_BYTES);
  cr_expect(has(chain, 1, one.first) && has(chain, 1, other.first));
  cr_expect(has(chain, 2, one.last) && has(chain, 2, other.last));
  cr_expect_not(has(chain, 2, one.first));
  cr_expect_not(has(chain, 3, one.last));
}

/* Whichever of them the index has first. */
Test(store_laptops, own_chain_goes_on_from_the_branch_with_the_greater_hash) {
  bool before = false, after = false;
  for (int i = 0; i < 100 && !(before && after); i++) {
    teardown();
    diags = (struct diags){0};
    setup();
    uint8_t own[KEY_BYTES];
    memcpy(own, store->chain, KEY_BYTES);
    struct branch one = live_branch(own, 1), other = live_branch(own, 2);
    bool greater = memcmp(one.last, other.last, HASH_BYTES) > 0;
    cr_assert_eq(append_tip(store, &diags), RC_OK);
    cr_expect_eq(store->tip.seq, 2);
    cr_expect_arr_eq(store->tip.hash, greater ? one.last : other.last, HASH_BYTES);
    before |= greater;
    after |= !greater;
  }
  cr_expect(before && after);
  struct happening h = answered("c/m/c", "X", 0);
  scene_must_append(store, (struct scene){.person = 1, .boot = 3}, &h, 1);
  cr_expect_eq(store_verify(store, &diags), RC_OK);
  cr_expect(diags_have(&diags, "event.fork"));
}

/* Altered on the disk past every check of the tables: an answer is saved all the same, and what was
 * altered is told. */
Test(store_laptops, end_of_the_own_chain_that_has_no_hash_hinders_no_answer) {
  struct happening h = answered("c/m/a", "X", 0);
  scene_must_append(store, (struct scene){.person = 1, .boot = 1}, &h, 1);
  cr_assert_eq(sqlite3_exec(store->db,
                            "PRAGMA ignore_check_constraints = ON;"
                            "UPDATE main.event SET hash = x'01'",
                            NULL, NULL, NULL),
               SQLITE_OK);
  reopen();
  scene_must_append(store, (struct scene){.person = 1, .boot = 1}, &h, 1);
  cr_expect_eq(store->tip.seq, 2);
  cr_expect_eq(store_verify(store, &diags), RC_DATA);
}
