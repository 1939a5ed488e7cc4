/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person as last stated. The id is random; all else are dated statements (events). */
#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include "base/seal.h"

enum { PERSON_TEXT = 96 };

struct person {
  uint8_t id[ID_BYTES];
  char name[PERSON_TEXT], agency[PERSON_TEXT], unit[PERSON_TEXT];
  char position[PERSON_TEXT]; /* id in the framework, or "" */
  char cohort[PERSON_TEXT];
};

#endif
