/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stick.h"

#include "app/laptops.h"
#include "app/walk.h"
#include "exchange/receipt.h"
#include "store/laptops.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_DIGITS = 16 }; /* of the chain's key, with which a receipt's name begins */

enum rc stick_look(struct app *app, struct arena *arena, struct stick_state *state,
                   struct diags *diags) {
  *state = (struct stick_state){0};
  size_t n = mounts_read(arena, &state->sticks);
  state->n_sticks = mounts_keep_sticks(state->sticks, n);
  enum rc rc = trust_read(app->folder, &state->trust, diags);
  return rc == RC_OK ? hand_in_waiting(app->store, &state->waiting, diags) : rc;
}

void stick_state_done(struct stick_state *state) { trust_done(&state->trust); }

/* By its name: a stick may bring those of a thousand laptops. */
static bool is_ours(const char *path, const struct own_chain *own, size_t n) {
  const char *name = strrchr(path, '/') + 1;
  char hex[2 * KEY_BYTES + 1];
  for (size_t i = 0; i < n; i++) {
    seal_hex(own[i].chain, KEY_BYTES, hex);
    if (strncmp(name, hex, NAME_DIGITS) == 0)
      return true;
  }
  return false;
}

static void take_receipt(struct app *app, const char *path, const uint8_t signer[KEY_BYTES],
                         struct stick_told *told) {
  uint64_t seq;
  if (laptop_receipt(app->store, path, signer, &seq, &told->spurned) != RC_OK)
    return;
  told->receipts++;
  told->receipted = seq;
}

static enum rc take_receipts(struct app *app, const char *folder, struct stick_told *told,
                             struct diags *diags) {
  struct arena arena = {0};
  struct walk walk = {.arena = &arena, .suffix = RECEIPT_SUFFIX};
  struct trust trust = {0};
  struct own_chain *own = NULL;
  size_t n = 0;
  enum rc rc = trust_read(app->folder, &trust, diags);
  if (rc == RC_OK)
    rc = store_own_chains(app->store, &own, &n, diags);
  if (rc == RC_OK)
    walk_folder(&walk, folder);
  for (size_t i = 0; i < walk.n; i++)
    if (is_ours(walk.list[i], own, n))
      take_receipt(app, walk.list[i], trust.card.signer, told);
  own_chains_free(own, n);
  trust_done(&trust);
  free(walk.list);
  arena_done(&arena);
  return rc;
}

enum rc stick_hand_in(struct app *app, const char *folder, struct stick_told *told,
                      struct diags *diags) {
  *told = (struct stick_told){0};
  enum rc rc = take_receipts(app, folder, told, diags);
  return rc == RC_OK ? hand_in_app(app, folder, false, &told->written, diags) : rc;
}

void stick_told_done(struct stick_told *told) {
  hand_in_told_done(&told->written);
  diags_done(&told->spurned);
}
