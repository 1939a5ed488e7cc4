/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deeds of sealed people: store/profile.h. */
#include "store_deeds_profile.h"

#include "store/profile.h"

static const uint8_t key[KEY_BYTES] = {2, 7, 1, 8};
static const struct moment now = {.wall = 1, .mono = 1000000, .boot = {3}};

static struct sealing hers(void) {
  struct sealing sealing = {
      .nickname = "Heron", .passphrase = "secret", .len = 6, .passes = 1, .kib = 8};
  memcpy(sealing.subject, world_person, ID_BYTES);
  return sealing;
}

static void tell_profiles(struct store *store, struct str *result, struct diags *diags) {
  struct profile *list;
  size_t n;
  if (store_profiles(store, &list, &n, diags) != RC_OK)
    return;
  for (size_t i = 0; i < n; i++)
    str_printf(result, "%s %d, ", list[i].nickname, list[i].recoverable);
  free(list);
}

/* Done already, since a fault came after it was saved: that is what was wanted. */
enum rc deed_seal(struct world *world, struct str *result, struct diags *diags) {
  const struct sealing sealing = hers();
  enum rc rc = store_seal(world->store, &sealing, key, diags);
  if (rc == RC_USAGE)
    rc = store_unlock_key(world->store, world_person, key, diags);
  if (rc == RC_OK)
    rc = store_verify(world->store, diags);
  (void)result;
  return rc;
}

void before_sealed(struct world *world) {
  struct str result = {0};
  struct diags diags = {0};
  cr_assert_eq(deed_seal(world, &result, &diags), RC_OK);
  diags_done(&diags);
}

void before_locked(struct world *world) {
  struct diags diags = {0};
  before_sealed(world);
  world_close(world);
  cr_assert_eq(world_open(world, &diags), RC_OK);
}

enum rc deed_profiles(struct world *world, struct str *result, struct diags *diags) {
  struct str told = {0};
  struct str recovery = {0};
  int64_t wait = 0;
  size_t errors = diags->errors;
  tell_profiles(world->store, &told, diags);
  enum rc rc = diags->errors > errors ? RC_DATA : RC_OK;
  if (rc == RC_OK)
    rc = store_profile_wait(world->store, world_person, &now, &wait, diags);
  if (rc == RC_OK)
    rc = store_profile_recovery(world->store, world_person, &recovery, diags);
  if (rc == RC_OK)
    str_printf(result, "%s%lld %zu", str_text(&told), (long long)wait, recovery.len);
  str_done(&told);
  str_done(&recovery);
  return rc;
}

enum rc deed_unlock(struct world *world, struct str *result, struct diags *diags) {
  struct happening *list;
  struct arena arena = {0};
  size_t n = 0;
  enum rc rc = store_unlock(world->store, world_person, "secret", 6, &now, diags);
  if (rc == RC_OK)
    rc = store_session(world->store, world_person, world_session, &arena, &list, &n, diags);
  if (rc == RC_OK)
    str_printf(result, "%zu", n);
  arena_done(&arena);
  return rc;
}

enum rc deed_unlock_key(struct world *world, struct str *result, struct diags *diags) {
  (void)result;
  enum rc rc = store_unlock_key(world->store, world_person, key, diags);
  store_lock(world->store);
  return rc;
}

/* It is locked at first: it is refused, and then done. */
enum rc deed_reseal(struct world *world, struct str *result, struct diags *diags) {
  struct sealing sealing = hers();
  (void)result;
  sealing.nickname = "Crane";
  struct str recovery = {0};
  str_puts(&recovery, "a file");
  enum rc rc = store_profile_recover(world->store, world_person, &recovery, diags);
  if (rc == RC_OK)
    rc = store_reseal(world->store, &sealing, diags);
  if (rc == RC_USAGE) {
    rc = store_unlock_key(world->store, world_person, key, diags);
    if (rc == RC_OK)
      rc = store_reseal(world->store, &sealing, diags);
  }
  str_done(&recovery);
  return rc;
}

/* As with sealing: it may be done already. */
enum rc deed_unseal(struct world *world, struct str *result, struct diags *diags) {
  struct profile *list;
  size_t n = 0;
  (void)result;
  enum rc rc = store_profiles(world->store, &list, &n, diags);
  free(list);
  if (rc != RC_OK || !n)
    return rc;
  rc = store_unseal(world->store, world_person, diags);
  if (rc != RC_USAGE)
    return rc;
  rc = store_unlock_key(world->store, world_person, key, diags);
  return rc == RC_OK ? store_unseal(world->store, world_person, diags) : rc;
}
