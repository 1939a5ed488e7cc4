/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an agency lets be shown of itself, and to whom, as a small file that it signs: a release.
 *
 * Four lines of minisign (exchange/minisign.h), then the text that they sign, which is JSON, as a
 * card is (exchange/card.h):
 *
 *   { "mafunzo": "release", "version": 1, "agency": as rosters have it, "serial": 3,
 *     "signer": RW..., "shows": [ "names", "people" ], "audiences": [ "ministry" ],
 *     "from": "2026-11-27", "until": "2027-06-30" }
 *
 * "names" is the agency's own name and those of its units and job specifications, "people" those of
 * its people. Both days are part of it. "shows": [] withdraws: nothing is shown from then on,
 * whatever was signed before. The serial rises with each: of two that speak of one audience that
 * with the higher one counts. */
#ifndef EXCHANGE_RELEASE_H
#define EXCHANGE_RELEASE_H

#include "exchange/card.h"

enum { RELEASE_BYTES = 1 << 14, RELEASE_DAY = 11 }; /* of a file; of a day and its NUL */

enum release_audience {
  RELEASE_TO_OFFICERS,
  RELEASE_TO_TRAINERS,
  RELEASE_TO_AGENCIES,
  RELEASE_TO_MINISTRY,
  RELEASE_AUDIENCES
};
/* As the file has them: "officer", "trainer", "agency", "ministry". */
extern const char *const release_audience_names[RELEASE_AUDIENCES];

struct release {
  char agency[CARD_NAME];
  uint32_t serial;
  uint8_t signer[KEY_BYTES];
  bool names, people; /* neither: it withdraws */
  unsigned audiences; /* a bit for each enum release_audience, one at least */
  char from[RELEASE_DAY], until[RELEASE_DAY]; /* "2026-11-27" */
};

/* Signed by secret, the signer's; appended. */
void release_write(const struct release *release, const uint8_t secret[SECRET_BYTES],
                   struct str *out);

/* RC_OK: signed by the signer that it names (who that is, is another question). RC_DATA: it is no
 * such file, or not as it was signed. RC_NEWER: of a later version. */
enum rc release_read(const char *bytes, size_t len, struct release *release);

/* Does it speak of that audience, and let this be shown on that day? people: and names of people.
 */
bool release_speaks(const struct release *release, enum release_audience audience);
bool release_shows(const struct release *release, enum release_audience audience, const char *day,
                   bool people);

#endif
