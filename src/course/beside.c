/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drills of all courses take from the folders beside a framework. Mistakes are told where the
 * framework is checked, and not once more for each drill. */
#include "course/build.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

struct made {
  const char *folder, *language;
  const void *it; /* NULL: it cannot be used */
};

struct beside {
  struct arena arena;
  bool documents_read;
  const struct documents *documents;
  struct made *list;
  size_t n, cap;
};

struct beside *beside_new(void) { return mem_alloc(sizeof(struct beside)); }

void beside_free(struct beside *beside) {
  if (!beside)
    return;
  free(beside->list);
  arena_done(&beside->arena);
  free(beside);
}

static const struct documents *read_documents(struct arena *arena, const char *folder) {
  struct diags untold = {0};
  struct reading r = {.arena = arena, .diags = &untold};
  struct documents *documents = arena_alloc(arena, sizeof *documents);
  documents_load(&r, path_join(arena, folder, "documents"), documents);
  bool good = untold.errors == 0 && documents->n_series;
  diags_done(&untold);
  return good ? documents : NULL;
}

const struct documents *beside_documents(const struct framework *framework) {
  struct beside *beside = framework ? framework->beside : NULL;
  if (!beside)
    return NULL;
  if (!beside->documents_read)
    beside->documents = read_documents(&beside->arena, framework->folder);
  beside->documents_read = true;
  return beside->documents;
}

static const void *make_it(struct arena *arena, const char *in, const char *language,
                           const void *(*make)(struct reading *r, const struct node *root)) {
  struct diags untold = {0};
  struct reading r = {.arena = arena, .diags = &untold};
  struct source source;
  const void *it = NULL;
  const char *path = path_join(arena, in, arena_printf(arena, "%s.yaml", language));
  if (path_is_file(path) && source_stays_within(in, &untold)) {
    const struct node *root = file_read(&r, &source, path);
    it = root ? make(&r, root) : NULL;
    file_done(&r, &source);
  }
  if (untold.errors)
    it = NULL;
  diags_done(&untold);
  return it;
}

const void *beside_made(const struct framework *framework, const char *folder, const char *language,
                        const void *(*make)(struct reading *r, const struct node *root)) {
  struct beside *beside = framework ? framework->beside : NULL;
  for (size_t i = 0; beside && i < beside->n; i++)
    if (strcmp(beside->list[i].folder, folder) == 0 &&
        strcmp(beside->list[i].language, language) == 0)
      return beside->list[i].it;
  if (!beside)
    return NULL;
  struct arena *arena = &beside->arena;
  const char *in = path_join(arena, framework->folder, folder);
  struct made made = {arena_strdup(arena, folder), arena_strdup(arena, language), NULL};
  made.it = make_it(arena, in, made.language, make);
  VEC_PUSH(beside, made);
  return made.it;
}
