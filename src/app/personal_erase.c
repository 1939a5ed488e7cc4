/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personal_inner.h"

#include "base/file.h"

#include "app/care.h"
#include "app/inner.h"
#include "app/sealing.h"
#include "store/erase.h"
#include "store/recorded.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* -- What is left --------------------------------------------------------------------------------
 */

static size_t count_aside(const char *folder) {
  size_t n = 0;
  DIR *dir = file_folder(folder);
  for (struct dirent *entry; dir && (entry = readdir(dir));)
    n += strncmp(entry->d_name, "damaged-", 8) == 0;
  if (dir)
    closedir(dir);
  return n;
}

static enum rc see_left(struct app *app, bool backups, struct personal_left *left,
                        struct diags *diags) {
  struct arena arena = {0};
  struct backup *list = NULL;
  const char *folder = arena_printf(&arena, "%s/" CARE_BACKUPS, app->folder);
  enum rc rc = backups ? care_replace_backups(app->store, app->folder, diags)
                       : backup_list(folder, &list, &left->backups, diags);
  left->aside = count_aside(app->folder);
  free(list);
  arena_done(&arena);
  return rc;
}

static enum rc erase(struct app *app, const uint8_t person[ID_BYTES], const uint8_t actor[ID_BYTES],
                     bool backups, struct personal_left *left, struct diags *diags) {
  struct erasing erasing = {0};
  uint8_t(*ids)[ID_BYTES] = NULL;
  enum rc rc = store_ids(app->store, person, &ids, &erasing.n, diags);
  memcpy(erasing.actor, actor, ID_BYTES);
  erasing.people = (const uint8_t(*)[ID_BYTES])ids;
  clock_read(&erasing.moment);
  if (rc == RC_OK)
    rc = store_erase(app->store, &erasing, diags);
  free(ids);
  return rc == RC_OK ? see_left(app, backups, left, diags) : rc;
}

enum rc personal_erase(struct app *app, const char *name, const char *by, bool backups,
                       struct personal_left *left, struct diags *diags) {
  struct person person;
  uint8_t actor[ID_BYTES] = {0};
  *left = (struct personal_left){0};
  enum rc rc = personal_find(app, name, &person, diags);
  if (rc == RC_OK)
    rc = personal_actor(app, by, actor, diags);
  return rc == RC_OK ? erase(app, person.id, actor, backups, left, diags) : rc;
}

enum rc personal_erase_sealed(struct app *app, const char *nickname, const char *by, bool backups,
                              struct personal_left *left, struct diags *diags) {
  uint8_t actor[ID_BYTES] = {0};
  struct profile profile;
  *left = (struct personal_left){0};
  if (!sealing_named(app, nickname, &profile)) {
    diag_error(diags, (struct place){0}, 1, "personal.sealed",
               _("write it as the list of people shows it; whose record is not sealed is erased "
                 "without --forgotten"),
               _("nobody's record is sealed here under the nickname %.64s, or more than one is"),
               nickname);
    return RC_MISSING;
  }
  enum rc rc = personal_actor(app, by, actor, diags);
  if (rc != RC_OK || !profile.recoverable)
    return rc == RC_OK ? erase(app, profile.subject, actor, backups, left, diags) : rc;
  diag_error(diags, (struct place){0}, 1, "personal.recoverable",
             _("have it reset (mafunzo passphrase request), and erase with the new one"),
             _("the passphrase of %s can be reset at the trainer's desk: nothing was erased"),
             profile.nickname);
  return RC_USAGE;
}
