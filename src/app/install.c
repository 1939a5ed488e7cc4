/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/install_inner.h"

#include "app/mrz.h"
#include "app/pack_read.h"
#include "app/trust.h"
#include "base/mem.h"
#include "course/course.h"

#include <string.h>

void offer_done(struct offer *offer) {
  coursepack_done(&offer->pack);
  str_done(&offer->bytes);
}

void install_retell(const struct diags *from, const char *prefix, struct diags *to) {
  size_t len = strlen(prefix);
  for (size_t i = 0; i < from->n; i++) {
    const struct diag *one = &from->list[i];
    struct place at = one->at;
    if (at.file && strncmp(at.file, prefix, len) == 0)
      at.file += len;
    size_t n = to->n;
    diag_add(to, one->severity, at, one->span, one->code, one->hint, "%s", one->message);
    if (to->n == n + 1 && one->excerpt) {
      to->list[n].excerpt = arena_strdup(&to->arena, one->excerpt);
      to->list[n].caret = one->caret;
      to->list[n].caret_len = one->caret_len;
    }
  }
}

/* -- Which names, and whose ------------------------------------------------------------------- */

static bool one_of(const char *name, const char *const *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(name, list[i]) == 0)
      return true;
  return false;
}

bool install_allows(const char *name) {
  static const char *const beside[] = {"course.yaml", "review.csv", "facilitator.md",
                                       "workbook.md"};
  static const char *const folders[] = {"positions/", "documents/", "interview/"};
  if (!coursepack_name_fits(name))
    return false;
  const char *rest = strchr(name, '/') + 1;
  if (strncmp(name, COURSEPACK_COURSE, strlen(COURSEPACK_COURSE)) == 0)
    return one_of(rest, beside, sizeof beside / sizeof *beside) || course_file_name(rest);
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
    if (strncmp(rest, folders[i], strlen(folders[i])) == 0)
      return course_file_name(rest + strlen(folders[i]));
  return strcmp(rest, "competencies.yaml") == 0;
}

static enum rc check_names(const char *path, const struct coursepack *pack, struct diags *diags) {
  bool framework = false;
  for (size_t i = 0; i < pack->files.n; i++) {
    const char *name = pack->files.list[i].name;
    framework |= strncmp(name, COURSEPACK_FRAMEWORK, strlen(COURSEPACK_FRAMEWORK)) == 0;
    if (install_allows(name))
      continue;
    diag_error(diags, (struct place){.file = path}, 1, "pack.name",
               _("get the pack anew from whoever made it; nothing of it was taken"),
               _("a name in this pack is none that a course may have: %s"), name);
    return RC_DATA;
  }
  if (framework == (*pack->framework != '\0'))
    return RC_OK;
  diag_error(diags, (struct place){.file = path}, 1, "pack.other",
             _("get the pack anew from whoever made it; nothing of it was taken"),
             _("what is in this pack is not what it says of itself"));
  return RC_DATA;
}

static enum rc judge_signer(const char *path, const struct trust *trust,
                            const struct coursepack *pack, struct diags *diags) {
  struct place at = {.file = path};
  if (trust_knows(trust, pack->signer))
    return RC_OK;
  if (card_revokes(&trust->card, pack->signer))
    diag_error(diags, at, 1, "pack.revoked",
               _("take nothing from it; tell the coordinator where it came from"),
               _("the key that signed this pack was revoked"));
  else
    diag_error(diags, at, 1, "pack.stranger",
               _("ask the coordinator for a pack of their own, or for a card that names this "
                 "trainer: mafunzo enrol CARD"),
               _("%s signed this pack, for whom the coordinator of this laptop does not vouch"),
               pack->name);
  return RC_DATA;
}

static enum rc check_signer(const char *store, const char *path, struct offer *offer,
                            struct diags *diags) {
  struct trust trust;
  struct diags told = {0};
  enum rc rc = trust_read(store, &trust, &told);
  offer->stranger = rc == RC_MISSING;
  if (rc == RC_OK)
    rc = judge_signer(path, &trust, &offer->pack, diags);
  else if (rc != RC_MISSING)
    install_retell(&told, "", diags);
  trust_done(&trust);
  diags_done(&told);
  return offer->stranger ? RC_OK : rc;
}

enum rc offer_read(const char *store, const char *path, struct offer *offer, struct diags *diags) {
  *offer = (struct offer){0};
  enum rc rc = mrz_load(path, COURSEPACK_BYTES, &offer->bytes, diags);
  if (rc == RC_OK)
    rc = pack_read_caged(path, &offer->bytes, &offer->pack, diags);
  if (rc == RC_OK)
    rc = check_names(path, &offer->pack, diags);
  return rc == RC_OK ? check_signer(store, path, offer, diags) : rc;
}

/* -- Installing ------------------------------------------------------------------------------- */

/* All files of one of the two folders are there already, byte for byte. */
static bool is_there(const struct install *in, const char *prefix, const struct place_of *place) {
  struct str bytes = {0}, path = {0};
  bool same = place->there;
  for (size_t i = 0; same && i < in->pack->files.n; i++) {
    const struct coursepack_file *file = &in->pack->files.list[i];
    if (strncmp(file->name, prefix, strlen(prefix)) != 0)
      continue;
    str_clear(&bytes);
    str_clear(&path);
    str_printf(&path, "%s/%s", place->name, file->name + strlen(prefix));
    same = beneath_read(in->root, path.at, COURSEPACK_FILE, &bytes) && bytes.len == file->len &&
           memcmp(str_text(&bytes), file->at, file->len) == 0;
  }
  str_done(&bytes);
  str_done(&path);
  return same;
}

/* Numbers within a version count as numbers: 1.10 is later than 1.9. */
static enum rc check_age(struct install *in, const char *what, const char *version,
                         const struct place_of *place) {
  if (!place->there || !*place->version || strverscmp(version, place->version) >= 0)
    return RC_OK;
  diag_error(in->diags, (struct place){.file = in->courses}, 1, "install.older",
             _("--older installs it all the same; --rollback goes back to the previous one"),
             _("%s is there in version %s, and the pack has the older %s"), what, place->version,
             version);
  return RC_DATA;
}

static enum rc check_taken(const struct install *in) {
  bool reserved = strcmp(in->course.name, INSTALL_FRAMEWORK) == 0;
  if (in->course.there || (!reserved && !beneath_is(in->root, in->course.name)))
    return RC_OK;
  diag_error(in->diags, (struct place){.file = in->courses}, 1, "install.taken",
             _("give what is there another name, or move it elsewhere"),
             _("there is something else by the name of the course: %s"), in->course.name);
  return RC_DATA;
}

static enum rc weigh(struct install *in, bool older) {
  enum rc rc = check_taken(in);
  bool framework = *in->pack->framework;
  in->put_course = !is_there(in, COURSEPACK_COURSE, &in->course);
  in->put_framework = framework && !is_there(in, COURSEPACK_FRAMEWORK, &in->framework);
  if (rc == RC_OK && !older)
    rc = check_age(in, in->pack->course, in->pack->version, &in->course);
  if (rc == RC_OK && !older && framework)
    rc = check_age(in, INSTALL_FRAMEWORK, in->pack->framework, &in->framework);
  return rc;
}

/* The new framework does not stay without it. */
static enum rc put_course(struct install *in) {
  enum rc rc = install_put(in, "course", &in->course);
  if (rc != RC_OK && in->put_framework && in->framework.there)
    install_swap_back(in, &in->framework);
  return rc;
}

static enum rc place(struct install *in) {
  enum rc rc = install_stage(in);
  if (rc == RC_OK && in->put_framework)
    rc = install_put(in, INSTALL_FRAMEWORK, &in->framework);
  if (rc == RC_OK && in->put_course)
    rc = put_course(in);
  enum rc after = install_unstage(in);
  return rc == RC_OK ? after : rc;
}

enum rc install_pack(const char *courses, const struct offer *offer, bool older,
                     struct installed *installed, struct diags *diags) {
  struct install in;
  *installed = (struct installed){0};
  enum rc rc = install_open(courses, true, &in, diags);
  in.pack = &offer->pack;
  if (rc == RC_OK) {
    install_find(&in, offer->pack.course);
    rc = weigh(&in, older);
  }
  if (rc == RC_OK)
    rc = in.put_course || in.put_framework ? place(&in) : install_unstage(&in);
  if (rc == RC_OK) {
    installed->step = !in.put_course    ? INSTALL_SAME
                      : in.course.there ? INSTALL_CHANGED
                                        : INSTALL_FIRST;
    installed->framework = in.put_framework;
    if (coursepack_text_fits(in.course.version))
      strcpy(installed->before, in.course.version);
  }
  install_close(&in);
  return rc;
}

enum rc install_rollback(const char *courses, const char *course, char version[COURSEPACK_TEXT],
                         struct diags *diags) {
  struct install in;
  bool framework = strcmp(course, INSTALL_FRAMEWORK) == 0;
  *version = '\0';
  enum rc rc = install_open(courses, false, &in, diags);
  if (rc == RC_OK) {
    install_find(&in, course);
    rc = install_swap_back(&in, framework ? &in.framework : &in.course);
  }
  if (rc == RC_OK) {
    install_find(&in, course);
    const char *now = framework ? in.framework.version : in.course.version;
    if (coursepack_text_fits(now))
      strcpy(version, now);
  }
  install_close(&in);
  return rc;
}

enum rc install_forget(const char *courses, const char *course, struct diags *diags) {
  struct install in;
  enum rc rc = install_open(courses, false, &in, diags);
  if (rc == RC_OK) {
    install_find(&in, course);
    rc = install_drop_previous(&in, &in.course);
  }
  install_close(&in);
  return rc;
}
