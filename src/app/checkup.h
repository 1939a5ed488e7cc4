/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only: the parts of an examination. */
#ifndef APP_EXAM_H
#define APP_EXAM_H

#include "app/care.h"
#include "app/disk.h"
#include "app/inner.h"
#include "base/cage.h"

enum { CHECKUP_TOLD = 20 }; /* of one kind; the rest is counted */

/* Errors as problems of that rc, warnings as warnings. */
void checkup_add_diags(struct checkup *checkup, enum rc rc, const struct diags *diags);

struct checkup_held {
  int64_t events;          /* -1: that is not known */
  size_t readable, sealed; /* people */
};
/* checkup_store.c */
void checkup_store(struct checkup *checkup, const char *folder, bool rebuild,
                   struct checkup_held *held);
/* checkup_rest.c */
void checkup_backups(struct checkup *checkup, const char *folder, int64_t events);
void checkup_courses(struct checkup *checkup, const char *courses);
/* checkup_trust.c: with whom the laptop is enrolled, and whose keys are on it. True: the
 * coordinator's. */
bool checkup_trust(struct checkup *checkup, const char *store);
/* checkup_disk.c: whether disk and swap are encrypted. office: it is a coordinator's store, where
 * what was collected lies open. */
void checkup_disk(struct checkup *checkup, const char *store, bool office);
void checkup_disk_of(struct checkup *checkup, enum disk disk, bool office);
void checkup_swap_of(struct checkup *checkup, enum disk swap, bool office);
/* checkup_cage.c: in what the kernel lets strangers' files be read (base/cage.h). */
void checkup_cage(struct checkup *checkup);
void checkup_cage_of(struct checkup *checkup, struct cage_kernel kernel);

#endif
