/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is told of by name: letters, releases, and the agency itself. */
#include "app_fixture.h"

#include "app/agency.h"
#include "app/inner.h"
#include "app/release.h"
#include "base/file.h"
#include "store/erase.h"

static const char *const five[] = {"Amber Customs", "Birch Police", "Cedar Guard", "Dune Patrol",
                                   "Elm Immigration"};
static struct arena arena;
static const struct agencies *agencies;
static struct keys keys;

static void state(const char *name, const char *agency, const char *unit) {
  struct person person = {.position = "POL"};
  snprintf(person.name, sizeof person.name, "%s", name);
  snprintf(person.agency, sizeof person.agency, "%s", agency);
  snprintf(person.unit, sizeof person.unit, "%s", unit);
  cr_assert_eq(app_state_person(app, &person, &diags), RC_OK);
}

static void begin(void) {
  setup();
  app_close(app);
  put_file("framework/positions/POL-cedar.yaml",
           "agency: Cedar Guard\nid: POL\ntitle: Cedar officer\nsummary: Reads.\nrequirements:\n"
           "  ABC: {level: 2, importance: 3, frequency: 3, difficulty: 3}\n");
  open_app();
  app_pin_seed(1);
}

static void end(void) {
  keys_done(&keys);
  arena_done(&arena);
  teardown();
}

TestSuite(app_agency, .init = begin, .fini = end);

static void state_five(void) {
  for (size_t i = 0; i < 5; i++) {
    state("Amina", five[i], "Gate");
    state("Baraka", five[i], "Quay");
  }
}

static const char *read_for(enum report_audience audience, enum report_by by, const char *own) {
  const struct agency_asked asked = {
      .by = by, .audience = audience, .own = own, .as_of = "2026-11-27"};
  diags_done(&diags);
  diags = (struct diags){0};
  enum rc rc = agencies_read(app, &asked, INT64_MAX, &arena, &agencies, &diags);
  return rc == RC_OK ? "" : diags.n ? diags.list[0].code : "?";
}

static const struct person *person_of(const char *agency) {
  struct person person = {.id = {7}, .name = "Amina", .unit = "Gate"};
  snprintf(person.agency, sizeof person.agency, "%s", agency);
  return agency_person(agencies, &person, &arena);
}

Test(app_agency, one_agency_reads_of_itself) {
  state("Amina", "Cedar Guard", "Gate");
  state("Baraka", "", "");
  cr_expect_str_eq(read_for(REPORT_FOR_AGENCY, REPORT_BY_UNIT, NULL), "");
  cr_expect_null(agencies);
  cr_expect_str_eq(agency_name(agencies, "Cedar Guard"), "Cedar Guard");
  cr_expect_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
  cr_expect_str_eq(agency_name(agencies, "Cedar Guard"), "Agency A");
  cr_expect_str_eq(agency_unit(agencies, "Cedar Guard", "Gate"), "A-1");
}

Test(app_agency, whoever_holds_the_records_reads_names) {
  state_five();
  cr_expect_str_eq(read_for(REPORT_FOR_ANYBODY, REPORT_BY_PERSON, NULL), "");
  cr_expect_null(agencies);
  cr_expect_str_eq(read_for(REPORT_FOR_ANYBODY, REPORT_BY_AGENCY, NULL), "");
  cr_expect_not_null(agencies, "groups are to be handed on");
}

Test(app_agency, letters_are_five_stay_and_follow_no_alphabet) {
  char before[5][16];
  unsigned seen = 0;
  bool sorted = true;
  state_five();
  cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
  for (size_t i = 0; i < 5; i++) {
    snprintf(before[i], sizeof before[i], "%s", agency_name(agencies, five[i]));
    seen |= 1U << (before[i][7] - 'A');
    sorted &= i == 0 || strcmp(before[i - 1], before[i]) < 0;
  }
  cr_expect_eq(seen, 0x1f);
  cr_expect_not(sorted);
  state("Cleo", "Aardvark Rangers", "Gate");
  state("Dawit", "Birch Police", "Airfield");
  cr_assert_str_eq(read_for(REPORT_FOR_TRAINER, REPORT_BY_UNIT, NULL), "");
  for (size_t i = 0; i < 5; i++)
    cr_expect_str_eq(agency_name(agencies, five[i]), before[i]);
  cr_expect_str_eq(agency_name(agencies, "Aardvark Rangers"), "Agency F");
  cr_expect_str_eq(agency_unit(agencies, "Aardvark Rangers", "Gate"), "F-1");
  const char *unit = agency_unit(agencies, "Birch Police", "Airfield");
  cr_expect_eq(unit[0], before[1][7]);
  cr_expect_str_eq(unit + 1, "-3");
}

Test(app_agency, letters_stay_when_somebody_is_erased) {
  static const char *const later[] = {"Fig Watch", "Gum Post", "Hazel Wardens", "Iris Rangers"};
  char before[4][16];
  state_five();
  cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
  for (size_t i = 0; i < 4; i++) { /* each gets the letter that is next */
    state("Cleo", later[i], "Gate");
    cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
    snprintf(before[i], sizeof before[i], "%s", agency_name(agencies, later[i]));
  }
  const struct erasing erasing = {
      .people = (const uint8_t(*)[ID_BYTES])app->person.id, .n = 1, .actor = {9}};
  cr_assert_eq(store_erase(app->store, &erasing, &diags), RC_OK);
  state("Dawit", later[3], "Gate");
  cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
  for (size_t i = 0; i < 4; i++)
    cr_expect_str_eq(agency_name(agencies, later[i]), before[i]);
}

Test(app_agency, what_is_not_stated_stays_so) {
  state_five();
  state("Cleo", "", "Hut");
  cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_UNIT, NULL), "");
  cr_expect_str_eq(agency_name(agencies, ""), "");
  cr_expect_null(agency_name(agencies, NULL));
  cr_expect_str_eq(agency_unit(agencies, "Cedar Guard", ""), "");
  cr_expect_str_eq(agency_unit(agencies, "", "Hut"), "unit 1");
  cr_expect_str_eq(agency_name(agencies, "Unheard of"), "another agency");
  cr_expect_str_eq(agency_unit(agencies, "Cedar Guard", "Unheard of"), "another unit");
}

Test(app_agency, agency_is_told_of_itself_by_name) {
  state_five();
  cr_assert_str_eq(read_for(REPORT_FOR_TRAINER, REPORT_BY_PERSON, "Cedar Guard"), "");
  cr_expect_str_eq(agency_name(agencies, "Cedar Guard"), "Cedar Guard");
  cr_expect_str_eq(person_of("Cedar Guard")->name, "Amina");
  cr_expect_str_eq(person_of("Cedar Guard")->unit, "Gate");
  cr_expect_eq(strncmp(person_of("Birch Police")->name, "P-", 2), 0);
  cr_expect_eq(strncmp(person_of("Birch Police")->agency, "Agency ", 7), 0);
  cr_expect_str_eq(read_for(REPORT_FOR_AGENCY, REPORT_BY_UNIT, "Cedar"), "report.agency");
}

Test(app_agency, own_specification_is_called_as_the_common_one) {
  state_five();
  cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
  const struct framework *real = app_framework(app), *shown = agency_framework(agencies, real);
  int at = framework_post(real, "Cedar Guard", "POL");
  cr_expect_str_eq(real->positions[at].title, "Cedar officer");
  cr_expect_str_eq(shown->positions[at].title, "Officer");
  cr_assert_str_eq(read_for(REPORT_FOR_AGENCY, REPORT_BY_AGENCY, "Cedar Guard"), "");
  cr_expect_str_eq(agency_framework(agencies, real)->positions[at].title, "Cedar officer");
}

/* -- Released ---------------------------------------------------------------------------------- */

static void release(struct release release) {
  static struct keys agency;
  struct str bytes = {0};
  struct card request;
  char folder[340], file[360];
  uint8_t escrow[KEY_BYTES];
  bool said;
  snprintf(folder, sizeof folder, "%s/cedar", root);
  snprintf(file, sizeof file, "%s/file", root);
  if (!agency.card.name[0]) {
    cr_assert_eq(keys_init(records, KEYS_COORDINATOR, "Office", "four words nobody joins", &keys,
                           escrow, &diags),
                 RC_OK);
    cr_assert_eq(mkdir(folder, 0700), 0);
    cr_assert_eq(keys_init(folder, KEYS_AGENCY, "Cedar Guard", "four words nobody joins", &agency,
                           NULL, &diags),
                 RC_OK);
    keys_request(&agency, &bytes);
    cr_assert_eq(keys_read_request("request", &bytes, &request, &said, &diags), RC_OK);
    cr_assert_eq(keys_sign(records, &keys, &request, said, &diags), RC_OK);
    str_clear(&bytes);
  }
  cr_assert_eq(release_sign(folder, &agency, &release, &bytes, &diags), RC_OK);
  cr_assert_eq(file_write_whole(file, bytes.at, bytes.len, &diags), RC_OK);
  cr_assert_eq(release_take(records, file, "2026-11-27", &release, &diags), RC_OK);
  str_done(&bytes);
}

static struct release shows(bool names, bool people, enum release_audience to) {
  return (struct release){.names = names,
                          .people = people,
                          .audiences = 1U << to,
                          .from = "2026-11-27",
                          .until = "2026-11-27"};
}

Test(app_agency, release_shows_that_one_to_that_reader) {
  state_five();
  release(shows(true, false, RELEASE_TO_MINISTRY));
  cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
  cr_expect_str_eq(agency_name(agencies, "Cedar Guard"), "Cedar Guard");
  cr_expect_str_eq(agency_unit(agencies, "Cedar Guard", "Quay"), "Quay");
  cr_expect_eq(strncmp(agency_name(agencies, "Birch Police"), "Agency ", 7), 0);
  cr_assert_str_eq(read_for(REPORT_FOR_AGENCY, REPORT_BY_AGENCY, NULL), "");
  cr_expect_eq(strncmp(agency_name(agencies, "Cedar Guard"), "Agency ", 7), 0);
  release(shows(false, false, RELEASE_TO_MINISTRY));
  cr_assert_str_eq(read_for(REPORT_FOR_MINISTRY, REPORT_BY_AGENCY, NULL), "");
  cr_expect_eq(strncmp(agency_name(agencies, "Cedar Guard"), "Agency ", 7), 0);
}

Test(app_agency, people_are_named_only_where_they_are_released) {
  state_five();
  release(shows(true, false, RELEASE_TO_TRAINERS));
  cr_assert_str_eq(read_for(REPORT_FOR_TRAINER, REPORT_BY_PERSON, NULL), "");
  cr_expect_str_eq(person_of("Cedar Guard")->agency, "Cedar Guard");
  cr_expect_eq(strncmp(person_of("Cedar Guard")->name, "P-", 2), 0);
  release(shows(true, true, RELEASE_TO_TRAINERS));
  cr_assert_str_eq(read_for(REPORT_FOR_TRAINER, REPORT_BY_PERSON, NULL), "");
  cr_expect_str_eq(person_of("Cedar Guard")->name, "Amina");
  cr_expect_eq(strncmp(person_of("Birch Police")->name, "P-", 2), 0);
}
