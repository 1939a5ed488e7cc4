/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Releases (exchange/release.h): signed on the machine of an agency, kept on that of who makes
 * reports, in releases/ beneath the folder of the store, a file each as it was signed.
 *
 * A release counts if an agency of that name and key stands on the coordinator's card, the key is
 * not revoked, and nothing newer of the same agency speaks of the same audience: of two keys of one
 * agency that which was signed later is newer, of one key the higher serial. It is checked anew
 * whenever a report is made, so that a revocation reaches what was taken in before. Every function
 * that takes `store` means its folder; days are "2026-11-27", in UTC. */
#ifndef APP_RELEASE_H
#define APP_RELEASE_H

#include "app/app.h"
#include "app/keys.h"
#include "exchange/release.h"
#include "exchange/table.h"

/* -- On the agency's machine ------------------------------------------------------------------- */

/* Whether it can be signed, before a passphrase is asked for; the signer's part is not looked at.
 * RC_USAGE "release.nothing": it names no audience, or not the agency; "release.people":
 * people to an audience whose reports name none; "release.dates": a day that is none, or the last
 * one before the first. */
enum rc release_check(const struct release *release, struct diags *diags);
/* Counts, signs and appends it. The keys are an agency's, and open. */
enum rc release_sign(const char *store, struct keys *keys, struct release *release, struct str *out,
                     struct diags *diags);

/* -- On the coordinator's ---------------------------------------------------------------------- */

/* As it stands in a file: RC_DATA "release.damaged", RC_NEWER "release.newer", codes of a file that
 * cannot be read. bytes: str_done them. */
enum rc release_load(const char *path, struct release *release, struct str *bytes,
                     struct diags *diags);

/* Checks and keeps it; the same again changes nothing. RC_DATA "release.stranger": the card has no
 * agency of that name and key; "release.revoked"; "release.expired": its last day is before today;
 * "release.older": a newer one of it is known; RC_MISSING "enrol.none": this machine has neither
 * the coordinator's keys nor a card. */
enum rc release_take(const char *store, const char *path, const char *today,
                     struct release *release, struct diags *diags);

struct releases { /* those that were kept; {0} is none; releases_done */
  struct release_kept {
    struct release release;
    size_t rank; /* of its key on the card: the later, the newer */
  } * list;
  size_t n, cap;
};

/* Those kept that an agency of the card signed and that is not revoked; what is damaged, or of a
 * stranger, is left out, as if it were not there. Codes of a card that cannot be read. */
enum rc releases_read(const char *store, struct releases *releases, struct diags *diags);
void releases_done(struct releases *releases);

/* The newest that speaks of that audience; NULL: none. */
const struct release *releases_newest(const struct releases *releases, const char *agency,
                                      enum release_audience audience);
/* Is the agency's name, or with people are those of its people, to be shown on that day? */
bool releases_show(const struct releases *releases, const char *agency,
                   enum release_audience audience, const char *day, bool people);

/* -- What counts today ------------------------------------------------------------------------- */

enum release_state {
  RELEASE_NONE, /* the agency stands on the card, and nothing of it was taken in */
  RELEASE_SHOWN,
  RELEASE_NOT_YET,
  RELEASE_OVER,
  RELEASE_WITHDRAWN,
  RELEASE_STATES
};
/* Stable words: "none", "shown", "not-yet", "over", "withdrawn". */
extern const char *const release_state_names[RELEASE_STATES];

struct release_row {
  const char *agency;       /* safe to show */
  enum release_audience to; /* of RELEASE_NONE: 0, and it means nothing */
  enum release_state state;
  const struct release *release; /* NULL of RELEASE_NONE; of the releases */
  bool on_roster;                /* somebody there is of an agency of exactly this name */
};

/* A row for each agency and audience of which something counts, the newest; one for an agency that
 * is not revoked and released nothing. By agency, bytewise, and audience. Rows and texts in the
 * arena; the codes of releases_read and of the records. */
enum rc release_list(struct app *app, const char *store, const struct releases *releases,
                     const char *today, struct arena *arena, struct release_row **rows, size_t *n,
                     struct diags *diags);
const struct table *release_table(const struct release_row *rows, size_t n, struct arena *arena);

#endif
