/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `mafunzo check --cues`: the gate for content over all modules that are checked, and its tables.
 */
#ifndef CLI_CHECK_CUES_H
#define CLI_CHECK_CUES_H

#include "app/reader.h"
#include "course/census.h"
#include "course/cues.h"

#include <jansson.h>

struct cue_gate { /* with diags set in bank and reader the rest may be 0 */
  struct bank bank;
  struct reader reader;
  struct census census;
  struct arena arena;
  const char **competencies; /* all of the framework */
  size_t n_competencies;
  json_t *questions;
};

void cue_gate_add(void *gate, const struct module *module, const char *file); /* a visitor's */
void cue_gate_judge(struct cue_gate *gate, const char *where);
void cue_gate_print(const struct cue_gate *gate);
/* {"rules": [{"kind", "rule", "n", "score", "chance"}], "thin": [{"competency", "items",
 * "levels"}], "lessons": [{"lesson", "words", "ease"}], "questions": [{"item", "revision"}]}; kind
 * null: all of them. */
json_t *cue_gate_json(const struct cue_gate *gate);
void cue_gate_done(struct cue_gate *gate);

#endif
