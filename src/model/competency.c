/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/competency.h"

#include <stdbool.h>
#include <string.h>

int framework_competency(const struct framework *framework, const char *id) {
  for (size_t i = 0; i < framework->n_competencies; i++)
    if (strcmp(framework->competencies[i].id, id) == 0)
      return (int)i;
  return -1;
}

static int find_post(const struct framework *framework, const char *agency, const char *id) {
  for (size_t i = 0; i < framework->n_positions; i++) {
    const struct position *at = &framework->positions[i];
    const char *owner = at->agency ? at->agency : "";
    if (strcmp(at->id, id) == 0 && (!agency || strcmp(owner, agency) == 0))
      return (int)i;
  }
  return -1;
}

int framework_post(const struct framework *framework, const char *agency, const char *id) {
  bool named = agency && *agency;
  int own = named ? find_post(framework, agency, id) : -1;
  int common = own >= 0 ? own : find_post(framework, "", id);
  return common >= 0 || named ? common : find_post(framework, NULL, id);
}

int framework_position(const struct framework *framework, const char *id) {
  return framework_post(framework, NULL, id);
}
