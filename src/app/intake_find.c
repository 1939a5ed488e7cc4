/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/intake_inner.h"

#include <string.h>

static bool begins(const char *path, const char *id) {
  size_t len = strlen(id);
  return strncmp(path, id, len) == 0 && path[len] == '/';
}

/* Mistakes of courses are for mafunzo check; here they are only in the way. */
static const struct module *module_of(struct intake *in, const struct course *course, size_t at) {
  struct diags untold = {0};
  const struct module *module = course->broken ? NULL : app_module(in->app, course, at, &untold);
  diags_done(&untold);
  return module;
}

const struct module *intake_module(struct intake *in, const char *path, const char **id,
                                   bool *several) {
  const struct catalogue *catalogue = app_catalogue(in->app);
  const struct module *found = NULL;
  const char *last = strrchr(path, '/');
  *several = false;
  *id = last ? last + 1 : path;
  for (size_t c = 0; last && c < catalogue->n; c++)
    for (size_t i = 0; i < catalogue->courses[c].n_files; i++) {
      const struct module *module = module_of(in, &catalogue->courses[c], i);
      if (!module || !begins(path, strchr(path, '/') == last ? module->id : module->path))
        continue;
      *several = found != NULL;
      if (*several)
        return NULL;
      found = module;
    }
  return found;
}
