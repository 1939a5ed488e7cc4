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
  /* What a roster may add; "" where it is not known. */
  char code[16]; /* short, with a check letter: what stands on the person's card */
  char sex[16], grade[PERSON_TEXT];
  char language[16]; /* that the person works in */
  uint8_t served;    /* years of service, the present one counted too; 0: not known */
};

#endif
