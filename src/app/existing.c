/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inner.h"

#include "base/text.h"

#include <errno.h>
#include <unistd.h>

enum rc store_open_existing(const char *folder, struct store **store, struct diags *diags) {
  struct arena arena = {0};
  bool there = access(arena_printf(&arena, "%s/mafunzo.db", folder), F_OK) == 0 ||
               access(arena_printf(&arena, "%s/mafunzo.db.restored", folder), F_OK) == 0 ||
               errno != ENOENT;
  arena_done(&arena);
  *store = NULL;
  if (there)
    return store_open(folder, store, diags);
  diag_error(diags, (struct place){.file = folder}, 1, "store.none",
             _("take a course first (start mafunzo), or say where the records are with --store "
               "FOLDER"),
             _("nothing is recorded here yet"));
  return RC_MISSING;
}
