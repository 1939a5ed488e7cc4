/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/checkup.h"

#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const int64_t DAY = INT64_C(86400000);

static void add_age(struct checkup *checkup, const char *path, const struct backup_facts *facts,
                    size_t n) {
  struct moment now;
  int64_t time = 0;
  const char *slash = strrchr(path, '/');
  clock_read(&now);
  backup_parse(slash ? slash + 1 : path, &time);
  int64_t days = now.wall > time ? (now.wall - time) / DAY : 0;
  checkup_add(checkup, VERDICT_OK, RC_OK, "backup.newest", NULL,
              _("backups: %zu; the newest good one: %s, %lld days old, %llu events"), n, path,
              (long long)days, (unsigned long long)facts->events);
}

/* One of today may lack what was done today: the next is made when the program is left tomorrow. */
static void add_missing(struct checkup *checkup, const char *path, const struct backup_facts *facts,
                        int64_t events) {
  struct moment now;
  int64_t time = 0;
  const char *slash = strrchr(path, '/');
  clock_read(&now);
  backup_parse(slash ? slash + 1 : path, &time);
  if (events < 0 || (uint64_t)events <= facts->events)
    return;
  uint64_t lacking = (uint64_t)events - facts->events;
  bool today = now.wall / DAY == time / DAY;
  checkup_add(
      checkup, today ? VERDICT_NOTE : VERDICT_WARNING, RC_OK, "backup.behind",
      _("type: mafunzo backup"),
      ngettext("%llu event is in no backup yet", "%llu events are in no backup yet", lacking),
      (unsigned long long)lacking);
}

static void add_aside(struct checkup *checkup, const char *folder) {
  DIR *dir = file_folder(folder);
  for (struct dirent *entry; dir && (entry = readdir(dir));)
    if (strncmp(entry->d_name, "damaged-", 8) == 0)
      checkup_add(checkup, VERDICT_NOTE, RC_OK, "store.aside",
                  _("keep it until a newer backup lies elsewhere too"),
                  _("an earlier state of the records is kept in %s/%s"), folder, entry->d_name);
  if (dir)
    closedir(dir);
}

void checkup_backups(struct checkup *checkup, const char *folder, int64_t events) {
  const char *backups = arena_printf(&checkup->arena, "%s/" CARE_BACKUPS, folder);
  struct diags diags = {0};
  struct backup *list;
  struct backup_facts facts;
  struct str path = {0};
  size_t n, bad;
  enum rc rc = backup_list(backups, &list, &n, &diags);
  free(list);
  if (rc == RC_OK && n)
    rc = backup_newest(backups, &path, &facts, &bad, &diags);
  for (size_t i = 0; i < diags.n; i++) /* a bad one harms nothing as long as there is a good one */
    checkup_add(checkup, VERDICT_WARNING, RC_OK, "backup.damaged",
                _("it is passed over; type: mafunzo backup"), "%s: %s", diags.list[i].at.file,
                diags.list[i].message);
  if (rc == RC_OK && n) {
    add_age(checkup, path.at, &facts, n);
    add_missing(checkup, path.at, &facts, events);
  } else if (events != 0)
    checkup_add(checkup, events > 0 || n ? VERDICT_WARNING : VERDICT_NOTE, RC_OK, "backup.none",
                _("type: mafunzo backup, or with the folder of a stick: mafunzo backup FOLDER"),
                _("there is no good backup in %s"), backups);
  add_aside(checkup, folder);
  str_done(&path);
  diags_done(&diags);
}

static size_t count_modules(const struct course *course, const struct framework *framework,
                            struct diags *diags) {
  size_t good = 0;
  for (size_t i = 0; !course->broken && i < course->n_files; i++) {
    struct module *module = module_load(course, course->files[i], framework, diags);
    good += module != NULL;
    module_free(module);
  }
  return good;
}

static void add_course(struct checkup *checkup, const struct course *course,
                       const struct framework *framework) {
  struct diags diags = {0};
  size_t good = count_modules(course, framework, &diags);
  if (course->broken || good < course->n_files)
    checkup_add(checkup, VERDICT_PROBLEM, RC_DATA, "course.broken",
                _("tell the trainer; mafunzo check with its folder says what is wrong"),
                _("%s: %zu of %zu modules can be opened"), course->folder, good, course->n_files);
  else
    checkup_add(checkup, VERDICT_OK, RC_OK, "course.whole", NULL,
                ngettext("%s: its module opens", "%s: all %zu modules open", good), course->folder,
                good);
  diags_done(&diags);
}

void checkup_courses(struct checkup *checkup, const char *courses) {
  struct diags diags = {0};
  struct catalogue catalogue = {0};
  struct framework *framework =
      framework_load(arena_printf(&checkup->arena, "%s/framework", courses), &diags);
  if (framework)
    checkup_add(checkup, VERDICT_OK, RC_OK, "framework.whole", NULL,
                _("the competency framework: %zu competencies, %zu posts"),
                framework->n_competencies, framework->n_positions);
  else
    checkup_add(checkup, VERDICT_PROBLEM, RC_DATA, "framework.broken",
                _("ask for it again; mafunzo check with its folder says what is wrong"),
                _("the competency framework in %s/framework cannot be read"), courses);
  if (catalogue_load(courses, framework, &catalogue, &diags) == RC_MISSING)
    checkup_add(checkup, VERDICT_PROBLEM, RC_MISSING, "app.courses",
                _("say where the courses are with --courses FOLDER"),
                _("the folder of courses cannot be read: %s"), courses);
  for (size_t i = 0; i < catalogue.n; i++)
    add_course(checkup, &catalogue.courses[i], framework);
  catalogue_done(&catalogue);
  framework_free(framework);
  diags_done(&diags);
}
