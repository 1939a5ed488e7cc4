/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Releases: signed on an agency's machine, checked and kept on the coordinator's. */
#include "app/release.h"
#include "base/file.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char passphrase[] = "four words nobody joins", today[] = "2026-11-27";
static char office[256], police[300], guard[300], file[320];
static struct keys keys, of_police, of_guard;
static struct releases kept;
static struct diags diags;

static void make_keys(const char *store, enum key_role role, const char *name, struct keys *made) {
  uint8_t escrow[KEY_BYTES];
  cr_assert(mkdir(store, 0700) == 0 || role == KEYS_COORDINATOR);
  cr_assert_eq(keys_init(store, role, name, passphrase, made, escrow, &diags), RC_OK);
}

static void sign_agency(struct keys *agency) {
  struct str bytes = {0};
  struct card request;
  bool said;
  keys_request(agency, &bytes);
  cr_assert_eq(keys_read_request("request", &bytes, &request, &said, &diags), RC_OK);
  cr_assert_eq(keys_sign(office, &keys, &request, said, &diags), RC_OK);
  str_done(&bytes);
}

static void setup(void) {
  const char *root = getenv("TMPDIR");
  cr_assert(seal_init());
  snprintf(office, sizeof office, "%s/mafunzo-XXXXXX", root ? root : "/tmp");
  cr_assert_not_null(mkdtemp(office));
  snprintf(police, sizeof police, "%s/police", office);
  snprintf(guard, sizeof guard, "%s/guard", office);
  snprintf(file, sizeof file, "%s/file", office);
  make_keys(office, KEYS_COORDINATOR, "Office", &keys);
  make_keys(police, KEYS_AGENCY, "Port Police", &of_police);
  make_keys(guard, KEYS_AGENCY, "Cedar Guard", &of_guard);
  sign_agency(&of_police);
}

static void teardown(void) {
  keys_done(&keys);
  keys_done(&of_police);
  keys_done(&of_guard);
  releases_done(&kept);
  diags_done(&diags);
}

TestSuite(app_release, .init = setup, .fini = teardown);

static struct release to_ministry(const char *until) {
  struct release release = {
      .names = true, .audiences = 1U << RELEASE_TO_MINISTRY, .from = "2026-11-01"};
  strcpy(release.until, until);
  return release;
}

/* In the file. */
static void sign(const char *store, struct keys *as, struct release release) {
  struct str bytes = {0};
  cr_assert_eq(release_check(&release, &diags), RC_OK);
  cr_assert_eq(release_sign(store, as, &release, &bytes, &diags), RC_OK);
  cr_assert_eq(file_write_whole(file, bytes.at, bytes.len, &diags), RC_OK);
  str_done(&bytes);
}

static void withdraw(void) {
  struct release release = {
      .audiences = 1U << RELEASE_TO_MINISTRY, .from = "2026-11-27", .until = "2026-11-27"};
  struct str bytes = {0};
  cr_assert_eq(release_sign(police, &of_police, &release, &bytes, &diags), RC_OK);
  cr_assert_eq(file_write_whole(file, bytes.at, bytes.len, &diags), RC_OK);
  str_done(&bytes);
}

/* "": it was taken; else the code of what refused it. */
static const char *take_into(const char *store) {
  struct release release;
  diags_done(&diags);
  diags = (struct diags){0};
  return release_take(store, file, today, &release, &diags) == RC_OK ? ""
         : diags.n                                                   ? diags.list[diags.n - 1].code
                                                                     : "?";
}

static const char *take(void) { return take_into(office); }

static bool shown(const char *agency, const char *day) {
  releases_done(&kept);
  cr_assert_eq(releases_read(office, &kept, &diags), RC_OK);
  return releases_show(&kept, agency, RELEASE_TO_MINISTRY, day, false);
}

static const char *fault(struct release release) {
  diags_done(&diags);
  diags = (struct diags){0};
  return release_check(&release, &diags) == RC_OK ? "" : diags.list[0].code;
}

Test(app_release, says_what_to_whom_and_until_when) {
  struct release release = to_ministry("2027-06-30");
  cr_expect_str_eq(fault(release), "");
  release.people = true;
  cr_expect_str_eq(fault(release), "release.people");
  release.audiences = 1U << RELEASE_TO_TRAINERS | 1U << RELEASE_TO_OFFICERS;
  cr_expect_str_eq(fault(release), "");
  release.names = false;
  cr_expect_str_eq(fault(release), "release.nothing");
  release.people = false;
  cr_expect_str_eq(fault(release), "release.nothing");
  release = to_ministry("2027-06-30");
  release.audiences = 0;
  cr_expect_str_eq(fault(release), "release.nothing");
  cr_expect_str_eq(fault(to_ministry("2026-10-31")), "release.dates");
  cr_expect_str_eq(fault(to_ministry("2027-02-30")), "release.dates");
  cr_expect_str_eq(fault(to_ministry("")), "release.dates");
}

Test(app_release, holds_once_taken_on_its_days) {
  cr_expect_not(shown("Port Police", today));
  sign(police, &of_police, to_ministry("2027-06-30"));
  cr_expect_str_eq(take(), "");
  cr_expect(shown("Port Police", today));
  cr_expect(shown("Port Police", "2027-06-30"));
  cr_expect_not(shown("Port Police", "2027-07-01"));
  cr_expect_not(shown("Port Police", "2026-10-31"));
  cr_expect_not(shown("Cedar Guard", today));
  cr_expect_not(releases_show(&kept, "Port Police", RELEASE_TO_AGENCIES, today, false));
  cr_expect_str_eq(take(), "", "the same again changes nothing");
}

Test(app_release, withdrawal_counts_and_what_was_before_comes_back_no_more) {
  sign(police, &of_police, to_ministry("2027-06-30"));
  cr_assert_str_eq(take(), "");
  withdraw();
  cr_assert_str_eq(take(), "");
  cr_expect_not(shown("Port Police", today));
  cr_expect_not(shown("Port Police", "2026-11-02"), "nor for a day before it");
  of_police.released = 0; /* as of a copy of the keys from before */
  sign(police, &of_police, to_ministry("2028-06-30"));
  cr_expect_str_eq(take(), "release.older");
  of_police.released = 2;
  sign(police, &of_police, to_ministry("2028-06-30"));
  cr_expect_str_eq(take(), "");
  cr_expect(shown("Port Police", today), "but may be released anew");
}

Test(app_release, stranger_says_nothing) {
  sign(guard, &of_guard, to_ministry("2027-06-30"));
  cr_expect_str_eq(take(), "release.stranger");
  sign_agency(&of_guard);
  strcpy(of_guard.card.name, "Port Police"); /* its own key, another's name */
  sign(guard, &of_guard, to_ministry("2027-06-30"));
  cr_expect_str_eq(take(), "release.stranger");
  cr_expect_not(shown("Port Police", today));
  cr_expect_str_eq(take_into(police), "enrol.none", "without a card nobody is known");
}

Test(app_release, revocation_reaches_what_was_taken) {
  sign(police, &of_police, to_ministry("2027-06-30"));
  cr_assert_str_eq(take(), "");
  cr_assert_eq(keys_revoke(office, &keys, "Port Police", &diags), RC_OK);
  cr_expect_not(shown("Port Police", today));
  sign(police, &of_police, to_ministry("2027-06-30"));
  cr_expect_str_eq(take(), "release.revoked");
}

Test(app_release, new_keys_are_newer_whatever_their_serial) {
  for (int i = 0; i < 3; i++)
    sign(police, &of_police, to_ministry("2027-06-30"));
  cr_assert_str_eq(take(), "");
  strcpy(of_guard.card.name, "Port Police"); /* lost, and made anew on another machine */
  sign_agency(&of_guard);
  struct release release = to_ministry("2026-11-30");
  sign(guard, &of_guard, release);
  cr_assert_str_eq(take(), "");
  cr_expect(shown("Port Police", "2026-11-30"));
  cr_expect_not(shown("Port Police", "2026-12-01"));
}

Test(app_release, expired_and_altered_are_refused) {
  sign(police, &of_police, to_ministry("2026-11-26"));
  cr_expect_str_eq(take(), "release.expired");
  sign(police, &of_police, to_ministry("2027-06-30"));
  struct str bytes = {0};
  struct release release;
  cr_assert_eq(release_load(file, &release, &bytes, &diags), RC_OK);
  char *until = strstr(bytes.at, "2027-06");
  until[3] = '9';
  cr_assert_eq(file_write_whole(file, bytes.at, bytes.len, &diags), RC_OK);
  cr_expect_str_eq(take(), "release.damaged");
  char kept_as[400]; /* nor does it count where somebody put it by hand */
  snprintf(kept_as, sizeof kept_as, "%s/releases", office);
  mkdir(kept_as, 0700);
  strcat(kept_as, "/forged.release");
  cr_assert_eq(file_write_whole(kept_as, bytes.at, bytes.len, &diags), RC_OK);
  cr_expect_not(shown("Port Police", today));
  str_done(&bytes);
}
