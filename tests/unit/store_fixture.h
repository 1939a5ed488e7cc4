/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of its own, and happenings to put into it. */
#ifndef STORE_FIXTURE_H
#define STORE_FIXTURE_H

#include "model/item.h"
#include "store/db.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void folder_temporary(char *out, size_t size) {
  const char *root = getenv("TMPDIR");
  snprintf(out, size, "%s/mafunzo-XXXXXX", root ? root : "/tmp");
  cr_assert_not_null(mkdtemp(out));
}

static inline struct store *store_must_open(const char *folder) {
  struct store *store;
  struct diags diags = {0};
  enum rc rc = store_open(folder, &store, &diags);
  cr_assert_eq(rc, RC_OK, "%s", diags.n ? diags.list[0].message : "");
  diags_done(&diags);
  return store;
}

static inline bool diags_have(const struct diags *diags, const char *code) {
  for (size_t i = 0; i < diags->n; i++)
    if (strcmp(diags->list[i].code, code) == 0)
      return true;
  return false;
}

/* Person, session and boot are told apart by one byte. */
struct scene {
  uint8_t person, session, boot;
  int64_t wall, mono;
};

static inline enum rc scene_append(struct store *store, struct scene scene,
                                   const struct happening *happened, size_t n,
                                   struct diags *diags) {
  struct append append = {.happened = happened, .n = n};
  append.actor[0] = append.subject[0] = scene.person;
  append.session[0] = scene.session;
  append.moment.wall = scene.wall;
  append.moment.mono = scene.mono;
  append.moment.boot[0] = scene.boot;
  return store_append(store, &append, diags);
}

static inline void scene_must_append(struct store *store, struct scene scene,
                                     const struct happening *happened, size_t n) {
  struct diags diags = {0};
  cr_assert_eq(scene_append(store, scene, happened, n, &diags), RC_OK);
  diags_done(&diags);
}

static inline struct happening stated(const char *name) {
  struct happening h = {.verb = VERB_PERSON_STATED};
  snprintf(h.person.name, sizeof h.person.name, "%s", name);
  snprintf(h.person.agency, sizeof h.person.agency, "Agency of %s", name);
  return h;
}

static inline struct happening started(const char *path, enum run_kind kind) {
  return (struct happening){.verb = VERB_STARTED, .mode = MODE_PRACTICE, .path = path,
                            .language = "en", .plan = {.kind = kind, .engine = 1, .seed = 7}};
}

static inline struct happening answered(const char *path, const char *competency, int32_t score) {
  struct happening h = {.verb = VERB_ANSWERED, .mode = MODE_PRACTICE, .path = path,
                        .language = "en", .level = 2, .attempt = 1, .score = score,
                        .duration = 1500, .response = {.n = 1, .pick = {2}}, .names = {99}};
  snprintf(h.competency, sizeof h.competency, "%s", competency);
  return h;
}

static inline struct happening completed(const char *path, int32_t score, bool passed) {
  return (struct happening){.verb = VERB_COMPLETED, .mode = MODE_PRACTICE, .path = path,
                            .language = "en", .score = score, .passed = passed};
}

static inline struct happening decided(const char *path) {
  return (struct happening){.verb = VERB_DECIDED, .mode = MODE_PRACTICE, .path = path,
                            .language = "en", .n_scores = 2, .scores = {{"X", 1, 1}, {"Y", 2, 1}}};
}

#endif
