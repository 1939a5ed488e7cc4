/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the gate share; see course/cues.h. */
#ifndef COURSE_CUES_INNER_H
#define COURSE_CUES_INNER_H

#include "course/cues.h"
#include "course/words.h"

struct cue_item { /* a question taken apart; in an arena of its own */
  struct arena *arena;
  const struct item *item;
  bool english;
  struct word_list stem, parts[RESPONSE_PICKS], *targets;
  size_t letters[RESPONSE_PICKS]; /* of each part */
  size_t key, n_keys;             /* the first right part, and how many there are */
};
void cue_item_read(struct arena *arena, const struct item *item, bool english,
                   struct cue_item *out);
static inline bool cue_claim(const struct item *item) { return item_kind_of(item)->claim; }

void cue_item_tell(const struct cue_item *cue, const char *file, struct diags *diags);
void cue_item_play(struct bank *bank, const struct cue_item *cue);
void cue_runs_add(struct bank *bank, const struct cue_item *cue, const char *file);
void cue_runs_judge(struct bank *bank);

#endif
