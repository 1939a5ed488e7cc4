/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `states:` and `anomalies:` of the files in a framework's folder documents/, read into series and
 * anomalies. Any number of files, each with either or both:
 *
 *   states:
 *     - id: utopia
 *       state: Utopia
 *       code: UTO                     # or of the ranges kept for users: AAA-AAZ QMA-QZZ
 * ZZA-ZZZ number: A9999999              # A a letter, 9 a digit years: 10 pages: 32 posts: [Port
 * Alma, North Gate] abroad: {state: Meridia, code: ZZM, posts: [Harbour Point]} looks: # all looks
 * that are words, each one way or several to say it laminate: The surface is smooth everywhere.
 *         tilt: [A heron spreads its wings., The heron moves as you tilt.]
 *   anomalies:
 *     - id: portrait-under-film
 *       name: Portrait replaced under the film
 *       fraud: forgery                # none: a false alarm
 *       step: L                       # of F A L S E D O C
 *       depth: seen                   # seen tool compare
 *       changes: {portrait: replaced}
 *       shows: {laminate: A ridge runs around the portrait.}
 *       differs: [face, ghost, laminate]
 *       found: [laminate, ghost, chip]
 *       why: ...
 *
 * A promise that does not hold is "anomaly.promise"; more than can be held are "documents.many". */
#ifndef DOCUMENT_DOCUMENTS_READ_H
#define DOCUMENT_DOCUMENTS_READ_H

#include "base/node.h"
#include "document/anomaly.h"

enum { SERIES_MAX = 16, ANOMALIES_MAX = 200 };

struct documents {
  struct series *series;
  size_t n_series;
  struct anomaly *anomalies;
  size_t n_anomalies;
};

/* Adds what one file has; what is wrong in it is reported and left out. A second one of an id is
 * "id.duplicate". */
void documents_read(struct reading *r, const struct node *root, struct documents *documents);

/* Holds each anomaly's promise against passports of every series, once all files are read. */
void documents_check(struct reading *r, const struct documents *documents);

/* NULL where there is none. */
const struct series *documents_series(const struct documents *documents, const char *id);
const struct anomaly *documents_anomaly(const struct documents *documents, const char *id);

#endif
