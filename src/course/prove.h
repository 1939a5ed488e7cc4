/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `mafunzo prove PATH` does: every drill in a module file, a course or a folder of courses is
 * tried, one after the other. */
#ifndef COURSE_PROVE_H
#define COURSE_PROVE_H

#include "course/course.h"
#include "model/graph.h"
#include "model/proof.h"

struct course_proof {
  const struct module *module;
  const char *path; /* of its file */
  size_t index;     /* of the drill in it */
  struct proof proof;
  struct graph graph; /* no nodes: it has no map */
};

struct course_prover {
  void (*each)(void *ctx, const struct course_proof *proof); /* proof ends with the call */
  void *ctx;
  struct proving how;
};

/* diags: the errors of the files that are no finding of a proof, sorted. As course_check else. */
enum rc course_prove(const char *path, const char *framework, struct diags *diags,
                     const struct course_prover *prover);

#endif
