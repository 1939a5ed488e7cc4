/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/course.h"

#include <string.h>

const struct module *module_home(const struct module *module, const struct item *item) {
  return module->homes ? module->homes[item - module->quiz.items] : module;
}

const char *module_competency(const struct module *module, const char *id) {
  for (size_t i = 0; i < module->n_competencies; i++)
    if (strcmp(module->competencies[i].key, id) == 0)
      return module->competencies[i].text;
  return id;
}
