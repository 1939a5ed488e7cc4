/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing in by the program that runs: a stick takes what no receipt covers, and brings receipts.
 */
#ifndef APP_STICK_H
#define APP_STICK_H

#include "app/hand_in.h"
#include "app/mounts.h"
#include "app/trust.h"

struct stick_state { /* stick_state_done */
  struct trust trust;
  uint64_t waiting; /* events that no receipt covers yet */
  struct mount *sticks;
  size_t n_sticks; /* the list lies in the arena */
};

/* For whom results are sealed, what waits, where it can go. "enrol.none", "card.damaged"; faults of
 * the store. */
enum rc stick_look(struct app *app, struct arena *arena, struct stick_state *state,
                   struct diags *diags);
void stick_state_done(struct stick_state *state);

struct stick_told { /* stick_told_done */
  struct hand_in_told written;
  size_t receipts;      /* that were taken in */
  uint64_t receipted;   /* up to which event, by the last of them; 0: none was taken in */
  struct diags spurned; /* why others of this laptop were not (app/laptops.h) */
};

/* First the receipts of this laptop that lie beneath the folder are taken in, so that what they
 * cover is not written again; one that is no good hinders nothing. Then as hand_in (hand_in.h). */
enum rc stick_hand_in(struct app *app, const char *folder, struct stick_told *told,
                      struct diags *diags);
void stick_told_done(struct stick_told *told);

#endif
