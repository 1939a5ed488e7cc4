/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A roster is read in a cage: what breaks its reader breaks nothing else. */
#include "app/roster_inner.h"

#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static const char text[] = "name,agency,unit,position\nAmina,BG,North,PLO\n";
static struct roster roster;
static struct diags diags;

static void teardown(void) {
  roster_done(&roster);
  diags_done(&diags);
}

TestSuite(app_roster, .fini = teardown);

static enum rc reading(const char *bytes) {
  teardown();
  return roster_read_caged("r.csv", bytes, strlen(bytes), &roster, &diags);
}

Test(app_roster, is_read_as_without_a_cage) {
  cr_assert_eq(reading(text), RC_OK);
  cr_assert_eq(roster.people.n, 1);
  cr_expect_str_eq(roster.people.list[0].person.unit, "North");
  cr_expect_eq(roster.people.list[0].at.line, 2);
  cr_expect_eq(diags.n, 0);
}

Test(app_roster, what_is_wrong_with_it_is_told_with_its_line) {
  cr_assert_eq(reading("name,agency,unit,position\nAmina,BG,,PLO\n"), RC_DATA);
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "roster.needed");
  cr_expect_str_eq(diags.list[0].at.file, "r.csv");
  cr_expect_eq(diags.list[0].at.line, 2);
  cr_expect_str_eq(diags.list[0].excerpt, "Amina,BG,,PLO");
}

Test(app_roster, one_that_breaks_its_reader_is_refused) {
  fault_arm(FAULT_DEATH, 1);
  cr_expect_eq(reading(text), RC_DATA);
  fault_disarm();
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "roster.child");
  cr_expect_eq(roster.people.n, 0);
  cr_expect_eq(reading(text), RC_OK);
}
