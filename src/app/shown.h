/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one person has shown: every competency's row, and the pieces of evidence behind one of them.
 *
 * Of one person only that person's events are read (and of those who were stated to be the same).
 * Kinds of evidence stand side by side, see measured.h. */
#ifndef APP_SHOWN_H
#define APP_SHOWN_H

#include "app/measured.h"

/* In the framework's order: what the post requires, and whatever else there is evidence of. In the
 * arena. */
enum rc shown_read(struct store *store, const struct framework *framework,
                   const struct person *person, int64_t until, struct arena *arena,
                   const struct measured **rows, size_t *n, struct diags *diags);

enum shown_kind {
  SHOWN_ANSWER,
  SHOWN_DECISION, /* in a drill */
  SHOWN_PAPER,
  SHOWN_SELF,
  SHOWN_SUPERVISOR,
  SHOWN_PRACTICAL,
  SHOWN_AFTER_30,
  SHOWN_AFTER_90,
};

struct shown_piece {
  enum shown_kind kind;
  int64_t time;       /* projected */
  const char *path;   /* of the question, drill or station; "" of ratings */
  enum run_mode mode; /* of answers */
  int32_t score;      /* millionths; as it counts, after any ruling */
  bool ruled;         /* a ruling changed it */
  int level;          /* of ratings */
  bool passed, critical;
};

/* Those of one competency, the newest first. In the arena. */
enum rc shown_pieces(struct store *store, const char *competency, const struct person *person,
                     int64_t until, struct arena *arena, const struct shown_piece **list, size_t *n,
                     struct diags *diags);

#endif
