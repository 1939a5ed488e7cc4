/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personal_inner.h"

#include "base/file.h"

#include "app/care.h"
#include "app/inner.h"
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

enum rc personal_erase(struct app *app, const char *name, const char *by, bool backups,
                       struct personal_left *left, struct diags *diags) {
  struct erasing erasing = {0};
  struct person person;
  uint8_t(*ids)[ID_BYTES] = NULL;
  *left = (struct personal_left){0};
  enum rc rc = personal_find(app, name, &person, diags);
  if (rc == RC_OK)
    rc = personal_actor(app, by, erasing.actor, diags);
  if (rc == RC_OK)
    rc = store_ids(app->store, person.id, &ids, &erasing.n, diags);
  erasing.people = (const uint8_t(*)[ID_BYTES])ids;
  clock_read(&erasing.moment);
  if (rc == RC_OK)
    rc = store_erase(app->store, &erasing, diags);
  free(ids);
  return rc == RC_OK ? see_left(app, backups, left, diags) : rc;
}
