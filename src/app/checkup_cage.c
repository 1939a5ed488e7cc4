/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkup.h"

#include "base/text.h"

static void add_landlock(struct checkup *checkup, int version) {
  if (version)
    checkup_add(checkup, VERDICT_OK, RC_OK, "sandbox.landlock", NULL,
                _("bundles, packs, rosters and marks are read in a child that Landlock (version "
                  "%d) keeps from "
                  "every file"),
                version);
  else
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "sandbox.landlock",
                _("take a kernel from 5.13 on, and start it with landlock among its lsm="),
                _("this kernel has no Landlock: the child that reads bundles, packs, rosters and "
                  "marks is kept "
                  "from files by "
                  "limits alone"));
}

static void add_seccomp(struct checkup *checkup, bool there) {
  if (there)
    checkup_add(checkup, VERDICT_OK, RC_OK, "sandbox.seccomp", NULL,
                _("and that seccomp keeps from programs, the network and the rest of the system"));
  else
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "sandbox.seccomp",
                _("take a kernel with seccomp filters, on x86-64 or 64-bit ARM"),
                _("this kernel has no seccomp filter: the child that reads bundles, packs, rosters "
                  "and marks is "
                  "kept from "
                  "programs and the network by limits alone"));
}

void checkup_cage_of(struct checkup *checkup, struct cage_kernel kernel) {
  if (kernel.open)
    checkup_add(
        checkup, VERDICT_NOTE, RC_OK, "sandbox.open", NULL,
        _("this Mafunzo was built for tests: bundles, packs, rosters and marks are read in a child "
          "without a cage"));
  else {
    add_landlock(checkup, kernel.landlock);
    add_seccomp(checkup, kernel.seccomp);
  }
}

void checkup_cage(struct checkup *checkup) { checkup_cage_of(checkup, cage_look()); }
