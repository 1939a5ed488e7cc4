/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What mafunzo prove says of each drill, as text and as JSON, and the maps it writes. */
#ifndef CLI_PROVE_H
#define CLI_PROVE_H

#include "course/prove.h"

#include <jansson.h>

void prove_print(const struct course_proof *one,
                 bool quiet); /* findings to stderr, scores to stdout */
json_t *prove_json(const struct course_proof *one);

/* DIR/DRILL.dot and DIR/DRILL.svg; longer: with course and module before it. */
enum rc prove_write_graph(const struct course_proof *one, const char *folder, bool longer,
                          struct diags *diags);

#endif
