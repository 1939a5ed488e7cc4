/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/release.h"

#include "app/mrz.h"
#include "app/release_inner.h"
#include "app/trust.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER "releases"
#define SUFFIX ".release"

static enum rc refuse(const char *path, enum rc rc, const char *code, const char *hint,
                      const char *message, struct diags *diags) {
  diag_error(diags, (struct place){.file = path}, 1, code, hint, "%s", message);
  return rc;
}

/* -- On the agency's machine ------------------------------------------------------------------- */

static bool is_day(const char *text) {
  struct date date;
  return date_read(text, &date);
}

enum rc release_check(const struct release *release, struct diags *diags) {
  enum { NAME_PEOPLE = 1 << RELEASE_TO_OFFICERS | 1 << RELEASE_TO_TRAINERS };
  if (!release->audiences || !release->names)
    return refuse(NULL, RC_USAGE, "release.nothing",
                  _("--names [--people] --audience officer, trainer, agency or ministry"),
                  _("a release says what may be shown, the name at least, and to whom"), diags);
  if (release->people && release->audiences & ~(unsigned)NAME_PEOPLE)
    return refuse(NULL, RC_USAGE, "release.people",
                  _("release people to trainers or officers, and the name alone to others"),
                  _("a report for an agency or a ministry names no people, released or not"),
                  diags);
  if (!is_day(release->from) || !is_day(release->until) ||
      strcmp(release->until, release->from) < 0)
    return refuse(NULL, RC_USAGE, "release.dates",
                  _("write the year, the month and the day: --until 2027-06-30"),
                  _("a release holds from one day to a later one"), diags);
  return RC_OK;
}

enum rc release_sign(const char *store, struct keys *keys, struct release *release, struct str *out,
                     struct diags *diags) {
  enum rc rc = keys_count_release(store, keys, diags);
  strcpy(release->agency, keys->card.name);
  memcpy(release->signer, keys->card.signer, KEY_BYTES);
  release->serial = keys->released;
  if (rc == RC_OK)
    release_write(release, keys->secrets.list[keys->secrets.n - 1].sign, out);
  return rc;
}

/* -- Who signed ------------------------------------------------------------------------------- */

/* The coordinator's own keys, or the card that this machine was given. */
enum rc release_card(const char *store, struct card *card, struct diags *diags) {
  struct keys keys;
  struct trust trust;
  struct diags untold = {0}; /* without keys of its own it has a card */
  enum rc rc = keys_look(store, &keys, &untold);
  diags_done(&untold);
  *card = (struct card){0};
  if (rc == RC_OK && keys.role == KEYS_COORDINATOR) {
    *card = keys.card;
    keys.card = (struct card){0};
  } else if (rc == RC_OK || rc == RC_MISSING) {
    rc = trust_read(store, &trust, diags);
    *card = trust.card;
  } else {
    keys_done(&keys);
    rc = keys_look(store, &keys, diags);
  }
  keys_done(&keys);
  return rc;
}

/* NOT_SIGNED: no agency of the card has that name and key. */
#define NOT_SIGNED SIZE_MAX
static size_t rank_of(const struct card *card, const struct release *release) {
  size_t rank = NOT_SIGNED;
  for (size_t i = 0; i < card->agencies.n; i++)
    if (memcmp(card->agencies.list[i].signer, release->signer, KEY_BYTES) == 0 &&
        strcmp(card->agencies.list[i].name, release->agency) == 0)
      rank = i;
  return rank;
}

/* -- What is kept ----------------------------------------------------------------------------- */

enum rc release_load(const char *path, struct release *release, struct str *bytes,
                     struct diags *diags) {
  *release = (struct release){0};
  enum rc rc = mrz_load(path, RELEASE_BYTES, bytes, diags);
  if (rc != RC_OK)
    return rc;
  rc = release_read(str_text(bytes), bytes->len, release);
  if (rc == RC_OK && (!is_day(release->from) || !is_day(release->until)))
    rc = RC_DATA;
  if (rc == RC_NEWER)
    return refuse(path, rc, "release.newer", _("install the newer Mafunzo"),
                  _("this was written by a newer Mafunzo"), diags);
  if (rc != RC_OK)
    refuse(path, rc, "release.damaged", _("let the agency sign it anew: mafunzo release"),
           _("this is no release, or it is not as it was signed"), diags);
  return rc;
}

static void keep(struct releases *releases, const struct card *card, const char *path) {
  struct release_kept one = {0};
  struct str bytes = {0};
  struct diags untold = {0};
  if (release_load(path, &one.release, &bytes, &untold) == RC_OK &&
      !card_revokes(card, one.release.signer)) {
    one.rank = rank_of(card, &one.release);
    if (one.rank != NOT_SIGNED)
      VEC_PUSH(releases, one);
  }
  str_done(&bytes);
  diags_done(&untold);
}

static bool is_release(const char *name) {
  size_t len = strlen(name), suffix = sizeof SUFFIX - 1;
  return name[0] != '.' && len > suffix && strcmp(name + len - suffix, SUFFIX) == 0;
}

static void keep_all(struct releases *releases, const struct card *card, DIR *dir,
                     const char *folder) {
  struct str path = {0};
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (!is_release(entry->d_name))
      continue;
    str_clear(&path);
    str_printf(&path, "%s/%s", folder, entry->d_name);
    keep(releases, card, path.at);
  }
  str_done(&path);
}

enum rc releases_read(const char *store, struct releases *releases, struct diags *diags) {
  struct arena arena = {0};
  struct card card = {0};
  struct diags why = {0};
  const char *folder = arena_printf(&arena, "%s/" FOLDER, store);
  *releases = (struct releases){0};
  DIR *dir = file_folder(folder); /* where nothing was taken in, no card is needed */
  enum rc rc = dir ? release_card(store, &card, &why) : RC_OK;
  if (rc == RC_MISSING) /* nobody's word counts here */
    rc = RC_OK;
  else if (rc != RC_OK)
    rc = release_card(store, &card, diags);
  if (dir && rc == RC_OK)
    keep_all(releases, &card, dir, folder);
  if (dir)
    closedir(dir);
  diags_done(&why);
  card_done(&card);
  arena_done(&arena);
  return rc;
}

void releases_done(struct releases *releases) {
  free(releases->list);
  *releases = (struct releases){0};
}

static bool is_newer(const struct release_kept *a, const struct release_kept *b) {
  return a->rank != b->rank ? a->rank > b->rank : a->release.serial > b->release.serial;
}

const struct release *releases_newest(const struct releases *releases, const char *agency,
                                      enum release_audience audience) {
  const struct release_kept *newest = NULL;
  for (size_t i = 0; i < releases->n; i++) {
    const struct release_kept *one = &releases->list[i];
    if (strcmp(one->release.agency, agency) == 0 && release_speaks(&one->release, audience) &&
        (!newest || is_newer(one, newest)))
      newest = one;
  }
  return newest ? &newest->release : NULL;
}

bool releases_show(const struct releases *releases, const char *agency,
                   enum release_audience audience, const char *day, bool people) {
  const struct release *newest = releases_newest(releases, agency, audience);
  return newest && release_shows(newest, audience, day, people);
}

/* -- Taking one in ---------------------------------------------------------------------------- */

/* Has every audience that it speaks of heard something newer? */
static bool is_outdated(const struct releases *releases, const struct release_kept *one) {
  for (enum release_audience to = 0; to < RELEASE_AUDIENCES; to++) {
    bool newer = false;
    for (size_t i = 0; i < releases->n; i++)
      newer |= strcmp(releases->list[i].release.agency, one->release.agency) == 0 &&
               release_speaks(&releases->list[i].release, to) && !is_newer(one, &releases->list[i]);
    if (release_speaks(&one->release, to) && !newer)
      return false;
  }
  return true;
}

static enum rc weigh(const char *path, const struct card *card, const struct releases *known,
                     const char *today, const struct release_kept *one, struct diags *diags) {
  const struct release *release = &one->release;
  if (one->rank == NOT_SIGNED)
    return refuse(path, RC_DATA, "release.stranger",
                  _("the agency asks with mafunzo keys request; sign it with mafunzo keys sign"),
                  _("no agency of that name and key was signed here"), diags);
  if (card_revokes(card, release->signer))
    return refuse(path, RC_DATA, "release.revoked", _("let the agency make new keys"),
                  _("the key that signed this release was revoked"), diags);
  if (release->names && strcmp(release->until, today) < 0)
    return refuse(path, RC_DATA, "release.expired", _("let the agency sign one for longer"),
                  _("this release holds no longer"), diags);
  if (is_outdated(known, one))
    return refuse(path, RC_DATA, "release.older", _("take in the newest one"),
                  _("a newer release of this agency is known here already"), diags);
  return RC_OK;
}

static enum rc make_folder(const char *folder, struct diags *diags) {
  if (mkdir(folder, 0700) == 0 || errno == EEXIST)
    return RC_OK;
  diag_error(diags, (struct place){.file = folder}, 1, "release.folder",
             _("choose a folder that you may write to with --store FOLDER"),
             _("the folder for releases cannot be made: %s"), strerror(errno));
  return errno == ENOSPC || errno == EDQUOT ? RC_FULL : RC_CREATE;
}

static bool same_bytes(const char *path, const struct str *bytes) {
  struct str held = {0};
  struct diags untold = {0};
  bool same = mrz_load(path, RELEASE_BYTES, &held, &untold) == RC_OK && held.len == bytes->len &&
              memcmp(str_text(&held), str_text(bytes), held.len) == 0;
  str_done(&held);
  diags_done(&untold);
  return same;
}

/* The name tells key and serial, so that no file is ever written over by another release. */
static const char *place_of(struct arena *arena, const char *folder,
                            const struct release *release) {
  char hex[2 * KEY_BYTES + 1];
  seal_hex(release->signer, KEY_BYTES, hex);
  return arena_printf(arena, "%s/%.16s-%010u" SUFFIX, folder, hex, (unsigned)release->serial);
}

enum rc release_take(const char *store, const char *path, const char *today,
                     struct release *release, struct diags *diags) {
  struct arena arena = {0};
  struct card card = {0};
  struct str bytes = {0};
  struct releases known = {0};
  struct release_kept one = {0};
  const char *folder = arena_printf(&arena, "%s/" FOLDER, store);
  enum rc rc = release_load(path, release, &bytes, diags);
  if (rc == RC_OK)
    rc = release_card(store, &card, diags);
  if (rc == RC_OK)
    rc = releases_read(store, &known, diags);
  const char *to = place_of(&arena, folder, release);
  bool held = rc == RC_OK && same_bytes(to, &bytes);
  one = (struct release_kept){*release, rank_of(&card, release)};
  if (rc == RC_OK && !held)
    rc = weigh(path, &card, &known, today, &one, diags);
  if (rc == RC_OK && !held)
    rc = make_folder(folder, diags);
  if (rc == RC_OK && !held)
    rc = file_write_whole(to, bytes.at, bytes.len, diags);
  releases_done(&known);
  card_done(&card);
  str_done(&bytes);
  arena_done(&arena);
  return rc;
}
