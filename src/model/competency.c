/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/competency.h"

#include <string.h>

int framework_competency(const struct framework *framework, const char *id) {
  for (size_t i = 0; i < framework->n_competencies; i++)
    if (strcmp(framework->competencies[i].id, id) == 0)
      return (int)i;
  return -1;
}

int framework_position(const struct framework *framework, const char *id) {
  for (size_t i = 0; i < framework->n_positions; i++)
    if (strcmp(framework->positions[i].id, id) == 0)
      return (int)i;
  return -1;
}
