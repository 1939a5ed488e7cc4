/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting as a program: page out, action in, and what is in the records then. */
#include "screen/collect.h"

#include "app/hand_in.h"
#include "store_fixture.h"

#include <sys/stat.h>

#define PASSPHRASE "four words nobody joins"

enum { BUNDLES = 3 };

static const int64_t WALL = INT64_C(1700000000000);

static char root[64], office[96], laptop[96], stick[96];
static struct collect_viewer viewer;
static struct program program;
static const struct app_paths paths = {.courses = root, .store = office};
static struct diags diags;

static void hand_in_one(struct store *store, const struct keys *keys, int64_t nth) {
  struct happening h = {.verb = VERB_ANSWERED, .path = "c/m/a", .language = ""};
  struct hand_in_wanted wanted = {.folder = stick, .n_recipients = 1, .wall = WALL};
  struct hand_in_told told;
  memcpy(wanted.recipients[0], keys->card.recipient, KEY_BYTES);
  scene_must_append(store, (struct scene){1, 1, 1, WALL + nth, nth}, &h, 1);
  cr_assert_eq(hand_in(store, &wanted, &told, &diags), RC_OK);
  cr_assert_eq(told.n, 1);
  cr_assert_eq(store_receipt_put(store, store->chain, told.list[0].last, store->tip.hash, &diags),
               RC_OK);
  hand_in_told_done(&told);
}

static void know_laptop(const uint8_t chain[KEY_BYTES], struct laptop known) {
  struct store *store = store_must_open(office);
  memcpy(known.chain, chain, KEY_BYTES);
  cr_assert_eq(store_laptop_put(store, &known, &diags), RC_OK);
  store_close(store);
}

static void setup(void) {
  struct keys keys = {0};
  uint8_t escrow[KEY_BYTES];
  cr_assert(seal_init());
  folder_temporary(root, sizeof root);
  snprintf(office, sizeof office, "%s/office", root);
  snprintf(laptop, sizeof laptop, "%s/laptop", root);
  snprintf(stick, sizeof stick, "%s/stick", root);
  cr_assert_eq(mkdir(stick, 0700) + mkdir(office, 0700), 0);
  cr_assert_eq(keys_init(office, KEYS_COORDINATOR, "Office", PASSPHRASE, &keys, escrow, &diags),
               RC_OK);
  struct store *store = store_must_open(laptop);
  for (int64_t i = 1; i <= BUNDLES; i++)
    hand_in_one(store, &keys, i);
  know_laptop(store->chain, (struct laptop){.state = LAPTOP_ACCEPTED, .label = "North Gate"});
  store_close(store);
  keys_done(&keys);
  cr_assert_eq(collect_viewer_open(&viewer, &paths, &diags), RC_OK);
  program = collect_viewer_program(&viewer);
}

static void teardown(void) {
  collect_viewer_done(&viewer);
  diags_done(&diags);
}

TestSuite(screen_collect, .init = setup, .fini = teardown);

static const struct page *seen(void) { return program.page(program.ctx); }

static bool act(const char *action) {
  struct input input = {0};
  snprintf(input.action, sizeof input.action, "%s", action);
  seen();
  return program.act(program.ctx, &input);
}

static void send(const char *action, const char *field, const char *text) {
  struct input input = {.n = 1, .fields = {{.block = page_id(field)}}};
  snprintf(input.action, sizeof input.action, "%s", action);
  snprintf(input.fields[0].value.text, RESPONSE_TEXT, "%s", text);
  seen();
  cr_assert(program.act(program.ctx, &input));
}

static void begin_work(void) {
  send("collect", "folder", stick);
  if (viewer.shown.at == SHOWN_PASSPHRASE)
    send("open", "passphrase", PASSPHRASE);
  cr_assert_eq(viewer.shown.at, SHOWN_WORK, "%s", viewer.notice);
}

static void work(void) {
  for (int i = 0; viewer.shown.at == SHOWN_WORK && i < 100; i++)
    act("tick");
  cr_assert_eq(viewer.shown.at, SHOWN_TOLD);
}

static uint64_t events(void) {
  struct store_facts facts;
  struct store *store = store_must_open(office);
  cr_assert_eq(store_inspect(store, &facts, &diags), RC_OK);
  store_close(store);
  return facts.events;
}

Test(screen_collect, a_wrong_passphrase_is_asked_again_on_an_empty_page) {
  send("collect", "folder", stick);
  uint32_t first = seen()->id;
  send("open", "passphrase", "four words somebody joins");
  cr_assert_eq(viewer.shown.at, SHOWN_PASSPHRASE);
  cr_expect_neq(seen()->id, first, "what was typed is gone");
  cr_expect(viewer.notice[0]);
  cr_expect_str_eq(viewer.keys.card.name, "Office");
  send("open", "passphrase", PASSPHRASE);
  cr_expect_eq(viewer.shown.at, SHOWN_WORK);
}

Test(screen_collect, the_passphrase_is_hidden_and_asked_once) {
  send("collect", "folder", stick);
  const struct page *page = seen();
  for (size_t i = 0; i < page->n_blocks; i++)
    cr_expect(page->blocks[i].kind != BLOCK_ENTRY || page->blocks[i].secret);
  send("open", "passphrase", PASSPHRASE);
  work();
  act("back");
  send("collect", "folder", stick);
  cr_expect_eq(viewer.shown.at, SHOWN_WORK);
}

Test(screen_collect, all_is_taken_in_and_told) {
  begin_work();
  cr_expect(seen()->works);
  cr_expect_eq(seen()->wake, 0);
  work();
  cr_expect_not(seen()->works);
  cr_expect_eq(viewer.told.looked, BUNDLES);
  cr_expect_eq(viewer.told.list[0].added, BUNDLES);
  cr_expect_eq(events(), BUNDLES);
}

Test(screen_collect, esc_stops_after_the_bundle_at_hand_and_the_rest_waits) {
  begin_work();
  act("tick");
  act("stop");
  cr_assert_eq(viewer.shown.at, SHOWN_TOLD);
  cr_expect_eq(viewer.told.looked, 1);
  cr_expect_eq(events(), 1);
  act("back");
  begin_work();
  work();
  cr_expect_eq(viewer.told.list[0].again, 1);
  cr_expect_eq(viewer.told.list[0].added, BUNDLES - 1);
  cr_expect_eq(events(), BUNDLES);
}

Test(screen_collect, another_key_stops_nothing) {
  begin_work();
  act("look");
  cr_expect_eq(viewer.shown.at, SHOWN_WORK);
}

Test(screen_collect, who_hangs_up_keeps_what_was_taken_in) {
  begin_work();
  act("tick");
  collect_viewer_done(&viewer);
  cr_expect_eq(events(), 1);
  cr_assert_eq(collect_viewer_open(&viewer, &paths, &diags), RC_OK);
}

Test(screen_collect, a_folder_without_bundles_leads_back) {
  send("collect", "folder", laptop);
  send("open", "passphrase", PASSPHRASE);
  cr_expect_eq(viewer.shown.at, SHOWN_WHERE);
  cr_expect(viewer.notice[0]);
  cr_expect_eq(events(), 0, "and the records are not held");
}

Test(screen_collect, what_was_refused_is_told_with_its_reason) {
  char bad[128];
  snprintf(bad, sizeof bad, "%s/bad.mafunzo", stick);
  FILE *out = fopen(bad, "w");
  cr_assert_not_null(out);
  fputs("no bundle", out);
  cr_assert_eq(fclose(out), 0);
  begin_work();
  work();
  cr_expect_eq(viewer.told.refused, 1);
  cr_assert_eq(viewer.diags.n, 1);
  act("fault:0");
  cr_expect_eq(viewer.shown.at, SHOWN_FAULT);
  seen();
  act("back");
  act("laptop:0");
  cr_expect_eq(viewer.shown.at, SHOWN_LAPTOP);
  seen();
  act("back");
  act("back");
  cr_expect_eq(viewer.shown.at, SHOWN_WHERE);
  cr_expect_not(act("leave"));
}

static bool offers(const char *action) {
  const struct page *page = seen();
  for (size_t i = 0; i < page->n_actions; i++)
    if (strcmp(page->actions[i].id, action) == 0)
      return true;
  return false;
}

static void collect_from(enum laptop_state state) {
  struct store *store = store_must_open(laptop);
  know_laptop(store->chain, (struct laptop){.state = state});
  store_close(store);
  begin_work();
  work();
  cr_assert_eq(events(), 0);
  act("laptop:0");
}

Test(screen_collect, who_is_not_known_is_accepted_by_a_name_and_taken_in) {
  collect_from(LAPTOP_SEEN);
  cr_expect(offers("accept"));
  send("accept", "name", "");
  cr_expect_eq(viewer.shown.at, SHOWN_LAPTOP);
  cr_expect(viewer.notice[0]);
  cr_expect_eq(events(), 0);
  send("accept", "name", "North Gate");
  work();
  cr_expect_eq(events(), BUNDLES);
  cr_expect_str_eq(viewer.told.list[0].laptop.label, "North Gate");
  act("laptop:0");
  cr_expect_not(offers("accept"), "once");
}

Test(screen_collect, who_was_revoked_is_not_accepted_in_passing) {
  collect_from(LAPTOP_REVOKED);
  cr_expect_not(offers("accept"));
}
