/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/prove.h"

#include "course/build.h"
#include "drill/prove.h"

#include <string.h>

struct proving_course {
  const struct course_prover *prover;
  struct diags *diags;
};

static bool same_finding(const struct diag *a, const struct diag *b) {
  return strcmp(a->code, b->code) == 0 && a->at.line == b->at.line &&
         a->at.column == b->at.column && a->at.file && b->at.file &&
         strcmp(a->at.file, b->at.file) == 0;
}

static bool is_told(const struct diags *told, const struct diag *diag) {
  for (size_t i = 0; i < told->n; i++)
    if (same_finding(&told->list[i], diag))
      return true;
  return false;
}

/* What the check of the file found too is told once, with its way; its warnings are not asked for.
 */
static void keep_others(struct diags *diags, const struct diags *told) {
  size_t kept = 0;
  for (size_t i = 0; i < diags->n; i++) {
    const struct diag *diag = &diags->list[i];
    bool error = diag->severity == SEVERITY_ERROR;
    if (error && !is_told(told, diag))
      diags->list[kept++] = *diag;
    else
      diags->errors -= error;
  }
  diags->n = kept;
}

static void prove_drill(const struct proving_course *p, const struct module *module,
                        const char *path, size_t index) {
  const struct drill *drill = &module->drills[index];
  const struct drill_kind *kind = drill_kinds[drill->kind];
  struct arena arena = {0};
  struct course_proof one = {
      .module = module, .path = path, .index = index, .proof = {.arena = &arena}};
  struct reading r = {.arena = &arena, .diags = &one.proof.diags};
  drill_prove(kind, drill, &p->prover->how, &one.proof);
  if (kind->graph)
    kind->graph(drill, &arena, &one.graph);
  file_excerpt_again(&r, path);
  keep_others(p->diags, &one.proof.diags);
  p->prover->each(p->prover->ctx, &one);
  diags_done(&one.proof.diags);
  arena_done(&arena);
}

static void prove_module(void *ctx, const struct module *module, const char *path) {
  const struct proving_course *p = ctx;
  for (size_t i = 0; i < module->n_drills; i++)
    prove_drill(p, module, path, i);
}

enum rc course_prove(const char *path, const char *framework, struct diags *diags,
                     const struct course_prover *prover) {
  struct proving_course proving = {prover, diags};
  const struct course_visitor visitor = {prove_module, &proving};
  const struct diags none = {0};
  struct course_counts counts;
  size_t errors = diags->errors;
  enum rc rc = course_visit(path, framework, diags, &counts, &visitor);
  keep_others(diags, &none);
  return rc == RC_DATA && diags->errors == errors ? RC_OK : rc;
}
