/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_DEEDS_PROFILE_H
#define STORE_DEEDS_PROFILE_H

#include "store_deeds.h"

void before_sealed(struct world *world); /* world_person is, and open */
void before_locked(struct world *world); /* and closed again */
enum rc deed_seal(struct world *world, struct str *result, struct diags *diags);
enum rc deed_profiles(struct world *world, struct str *result, struct diags *diags);
enum rc deed_unlock(struct world *world, struct str *result, struct diags *diags);
enum rc deed_unlock_key(struct world *world, struct str *result, struct diags *diags);
enum rc deed_reseal(struct world *world, struct str *result, struct diags *diags);
enum rc deed_unseal(struct world *world, struct str *result, struct diags *diags);

#endif
