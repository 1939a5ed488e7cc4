/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a class stick in (app/class_stick.h). */
#include "app/class_stick.h"

#include "app/mrz.h"
#include "app/pack_read.h"
#include "app/sitting.h"
#include "base/cage.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void stick_offer_done(struct stick_offer *offer) {
  str_done(&offer->folder);
  str_done(&offer->box);
  trust_offer_done(&offer->card);
  stick_done(&offer->stick);
}

static const char *path_to(const struct stick_offer *offer, const char *name, struct arena *arena) {
  return arena_printf(arena, "%s/%s", str_text(&offer->folder), name);
}

static enum rc refuse(const char *path, enum rc rc, const char *code, const char *hint,
                      const char *message, struct diags *diags) {
  diag_error(diags, (struct place){.file = path}, 1, code, hint, "%s", message);
  return rc;
}

static enum rc damaged(const char *path, struct diags *diags) {
  return refuse(path, RC_DATA, "stick.damaged",
                _("ask the trainer to make the stick anew; nothing of it was kept"),
                _("this file of the stick is not as it was written"), diags);
}

/* -- Which class ------------------------------------------------------------------------------ */

static bool is_class(const char *folder) {
  struct arena arena = {0};
  bool is = access(arena_printf(&arena, "%s/" STICK_SEALED, folder), F_OK) == 0;
  arena_done(&arena);
  return is;
}

/* How many folders of classes are in it, one of which is given. */
static size_t count_classes(const char *path, struct str *folder) {
  DIR *dir = file_folder(path);
  struct str each = {0};
  size_t n = 0;
  for (const struct dirent *entry; dir && (entry = readdir(dir));) {
    if (strncmp(entry->d_name, STICK_FOLDER, strlen(STICK_FOLDER)) != 0)
      continue;
    str_clear(&each);
    str_printf(&each, "%s/%s", path, entry->d_name);
    if (!is_class(each.at))
      continue;
    n++;
    str_clear(folder);
    str_puts(folder, each.at);
  }
  if (dir)
    closedir(dir);
  str_done(&each);
  return n;
}

static enum rc find(const char *path, struct str *folder, struct diags *diags) {
  if (is_class(path)) {
    str_puts(folder, path);
    return RC_OK;
  }
  size_t n = count_classes(path, folder);
  if (n == 0)
    return refuse(path, RC_MISSING, "stick.none",
                  _("see that the stick is there, and say where: mafunzo class join STICK"),
                  _("there is no class in this folder"), diags);
  if (n > 1)
    return refuse(path, RC_USAGE, "stick.several",
                  _("say which: mafunzo class join STICK/class-NAME"),
                  _("there is more than one class in this folder"), diags);
  return RC_OK;
}

static enum rc look_at_box(const char *path, struct stick_offer *offer, struct diags *diags) {
  enum rc rc = mrz_load(path, STICK_BYTES, &offer->box, diags);
  if (rc != RC_OK)
    return rc;
  rc = codebox_check(str_text(&offer->box), offer->box.len);
  if (rc == RC_NEWER)
    return refuse(path, rc, "stick.newer", _("install the newer Mafunzo"),
                  _("this was written by a newer Mafunzo"), diags);
  return rc == RC_OK ? rc : damaged(path, diags);
}

enum rc stick_examine(const char *store, const char *path, bool anew, struct stick_offer *offer,
                      struct diags *diags) {
  struct arena arena = {0};
  *offer = (struct stick_offer){0};
  enum rc rc = find(path, &offer->folder, diags);
  if (rc == RC_OK)
    rc = trust_weigh(store, path_to(offer, STICK_CARD, &arena), anew, &offer->card, diags);
  if (rc == RC_OK)
    rc = look_at_box(path_to(offer, STICK_SEALED, &arena), offer, diags);
  arena_done(&arena);
  return rc;
}

/* -- What it says ----------------------------------------------------------------------------- */

static enum rc unseal(const char *path, const struct stick_offer *offer, const char *typed,
                      struct str *text, struct diags *diags) {
  char code[SPOKEN_TEXT];
  enum rc rc = sitting_hear(typed, code, diags);
  if (rc != RC_OK)
    return rc;
  rc = codebox_open(BOX_CLASS, code, str_text(&offer->box), offer->box.len, text);
  seal_wipe(code, sizeof code);
  if (rc == RC_USAGE)
    return refuse(path, rc, "stick.code", _("ask the trainer for the code of this class"),
                  _("this is the code of something else"), diags);
  if (rc == RC_IO)
    return refuse(path, rc, "stick.memory", _("close other programs, then try again"),
                  _("there is not enough memory to make a key of the code"), diags);
  return rc;
}

static bool vouches(const struct card *card, const uint8_t signer[KEY_BYTES]) {
  if (card_revokes(card, signer))
    return false;
  for (size_t i = 0; i < card->trainers.n; i++)
    if (memcmp(card->trainers.list[i].signer, signer, KEY_BYTES) == 0)
      return true;
  return memcmp(card->signer, signer, KEY_BYTES) == 0;
}

static enum rc read_inside(const char *path, const struct str *text, struct stick_offer *offer,
                           struct diags *diags) {
  enum rc rc = stick_read(str_text(text), text->len, &offer->stick);
  if (rc == RC_NEWER)
    return refuse(path, rc, "stick.newer", _("install the newer Mafunzo"),
                  _("this was written by a newer Mafunzo"), diags);
  if (rc != RC_OK)
    return damaged(path, diags);
  if (!vouches(&offer->card.card, offer->stick.signer))
    return refuse(path, RC_DATA, "stick.stranger",
                  _("take nothing from it; tell the coordinator where it came from"),
                  _("the coordinator does not vouch for whoever made this stick"), diags);
  return RC_OK;
}

static enum rc check_file(const struct stick_offer *offer, const struct stick_file *file, bool pack,
                          struct diags *diags) {
  struct arena arena = {0};
  struct str bytes = {0};
  struct coursepack read = {0};
  uint8_t hash[HASH_BYTES];
  const char *path = path_to(offer, file->name, &arena);
  enum rc rc = mrz_load(path, COURSEPACK_BYTES, &bytes, diags);
  seal_hash(&(struct seal_part){str_text(&bytes), bytes.len}, 1, hash);
  if (rc == RC_OK && memcmp(hash, file->hash, HASH_BYTES) != 0)
    rc = damaged(path, diags);
  if (rc == RC_OK && pack)
    rc = pack_read_caged(path, &bytes, &read, diags);
  coursepack_done(&read);
  str_done(&bytes);
  arena_done(&arena);
  return rc;
}

static enum rc check_files(const struct stick_offer *offer, struct diags *diags) {
  const struct stick *stick = &offer->stick;
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < stick->packs.n; i++)
    rc = check_file(offer, &stick->packs.list[i], true, diags);
  for (size_t i = 0; rc == RC_OK && i < stick->sittings.n; i++)
    rc = check_file(offer, &stick->sittings.list[i].file, false, diags);
  return rc;
}

enum rc stick_open(const char *store, struct stick_offer *offer, const char *typed,
                   struct diags *diags) {
  struct arena arena = {0};
  struct str text = {0};
  const char *path = path_to(offer, STICK_SEALED, &arena);
  cage_keep_secret();
  enum rc rc = unseal(path, offer, typed, &text, diags);
  if (rc == RC_OK)
    rc = read_inside(path, &text, offer, diags);
  if (rc == RC_OK)
    rc = joined_weigh(store, &offer->stick, diags);
  if (rc == RC_OK)
    rc = check_files(offer, diags);
  if (text.at)
    seal_wipe(text.at, text.cap);
  str_done(&text);
  arena_done(&arena);
  return rc;
}

/* -- Its people and packs --------------------------------------------------------------------- */

static int by_code(const void *a, const void *b) {
  return strcmp(((const struct stick_person *)a)->code, ((const struct stick_person *)b)->code);
}

enum rc stick_people(struct app *app, const struct stick_offer *offer, bool try_only,
                     struct roster_taken *taken, struct diags *diags) {
  const struct stick *stick = &offer->stick;
  const struct roster_how how = {.try_only = try_only,
                                 .ids = stick->people.list,
                                 .n_ids = stick->people.n,
                                 .settings = &stick->settings};
  if (stick->people.n)
    qsort(stick->people.list, stick->people.n, sizeof *stick->people.list, by_code);
  return roster_take_how(app, _("the roster of the class"), str_text(&stick->roster),
                         stick->roster.len, &how, taken, diags);
}

const char *stick_pack(const struct stick_offer *offer, size_t nth, struct arena *arena) {
  return path_to(offer, offer->stick.packs.list[nth].name, arena);
}

bool stick_brings_framework(const struct stick_offer *offer) {
  bool brings = false;
  for (size_t i = 0; !brings && i < offer->stick.packs.n; i++) {
    struct arena arena = {0};
    struct str bytes = {0};
    struct coursepack pack = {0};
    struct diags untold = {0};
    const char *path = stick_pack(offer, i, &arena);
    brings = mrz_load(path, COURSEPACK_BYTES, &bytes, &untold) == RC_OK &&
             pack_read_caged(path, &bytes, &pack, &untold) == RC_OK && *pack.framework;
    coursepack_done(&pack);
    str_done(&bytes);
    diags_done(&untold);
    arena_done(&arena);
  }
  return brings;
}

bool stick_seals(const struct stick_offer *offer, const char *course) {
  for (size_t i = 0; i < offer->stick.sittings.n; i++)
    if (sitting_in(&offer->stick.sittings.list[i], course))
      return true;
  return false;
}
