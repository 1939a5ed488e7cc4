/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finished estimates, kept: what the caller computed of a person from all answers, as bytes that the
 * store does not look into. A report of today reads these, and its time does not grow with answers.
 *
 * They are kept where the projections are in a file (projected.c), and hold for all events: a report
 * as of an earlier day computes its own from the answers until then. A tag says what they were
 * computed by (calibrations, versions): under another tag all are computed anew. A new answer,
 * decision, mark or end of a run makes its person's stale, and these alone are computed anew before
 * any is read; two people joined, or a ruling on what was contested, may concern anybody, and make
 * all of them so. One row holds all competencies of a person: his answers are found together, and
 * read together. */
#ifndef STORE_ESTIMATES_H
#define STORE_ESTIMATES_H

#include "store/evidence.h"

struct estimator {
  uint8_t tag[HASH_BYTES];
  void (*response)(void *ctx, const struct response_seen *seen); /* one person's, as store_evidence
                                                                    gives them */
  void (*finish)(void *ctx, struct str *bytes); /* and that was all: appends what is to be kept */
  void (*kept)(void *ctx, const uint8_t person[ID_BYTES], const void *bytes, size_t len);
  void *ctx;
};

/* Whether estimates of a scope are kept here. Whoever reads any evidence of it before is told of the
 * events as they are now. */
bool store_estimates_hold(const struct store *store, const struct evidence_scope *scope);

/* Brings them up to date, then gives all of them by person: first response and finish of those that
 * are stale, then kept of everybody. Only where they hold. RC_DATA "projection.damaged": the disk
 * gave back other bytes; then kept may have been called for some. */
enum rc store_estimates(struct store *store, const struct evidence_scope *scope,
                        const struct estimator *estimator, struct diags *diags);

#endif
