/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What doctor says of the cage in which strangers' files are read. */
#include "app/checkup.h"

#include <criterion/criterion.h>
#include <string.h>

static struct checkup checkup;

static void teardown(void) { checkup_done(&checkup); }

TestSuite(app_checkup, .fini = teardown);

/* -1: not said. */
static int verdict_of(const char *code) {
  for (size_t i = 0; i < checkup.n; i++)
    if (strcmp(checkup.list[i].code, code) == 0)
      return (int)checkup.list[i].verdict;
  return -1;
}

Test(app_checkup, each_wall_is_told_there_or_not) {
  for (int i = 0; i < 4; i++) {
    checkup_cage_of(&checkup, (struct cage_kernel){.landlock = i & 1, .seccomp = i & 2});
    cr_expect_eq(verdict_of("sandbox.landlock"), i & 1 ? VERDICT_OK : VERDICT_WARNING);
    cr_expect_eq(verdict_of("sandbox.seccomp"), i & 2 ? VERDICT_OK : VERDICT_WARNING);
    cr_expect_eq(verdict_of("sandbox.open"), -1);
    cr_expect_eq(checkup.rc, RC_OK);
    checkup_done(&checkup);
  }
  checkup_cage_of(&checkup, (struct cage_kernel){.landlock = 1, .seccomp = true, .open = true});
  cr_expect_eq(verdict_of("sandbox.open"), VERDICT_NOTE);
  cr_expect_eq(checkup.n, 1);
}

/* What base_cage cannot show on this kernel, doctor must not claim. */
Test(app_checkup, of_this_kernel_the_truth_is_told) {
  struct cage_kernel kernel = cage_look();
  checkup_cage(&checkup);
  cr_expect_eq(verdict_of("sandbox.landlock") == VERDICT_OK, kernel.landlock && !kernel.open);
  cr_expect_eq(verdict_of("sandbox.seccomp") == VERDICT_OK, kernel.seccomp && !kernel.open);
  cr_expect_eq(verdict_of("sandbox.open") == VERDICT_NOTE, kernel.open);
}
