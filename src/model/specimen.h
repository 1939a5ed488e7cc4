/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A travel document that exists only for teaching: who holds it, in which format it is made out,
 * and what the trainer made wrong about it. Plain values; document/ turns them into lines.
 *
 * Every string is borrowed (a course arena or a literal) and outlives the value; NULL and "" both
 * mean "nothing", save in `printed` and `tamper`, where NULL means "as it should be".
 */
#ifndef MODEL_SPECIMEN_H
#define MODEL_SPECIMEN_H

#include <stdbool.h>

/* ICAO Doc 9303 parts 5, 6, 4 and 7. The order is free; names are what files hold. */
enum mrz_format { MRZ_TD1, MRZ_TD2, MRZ_TD3, MRZ_MRV_A, MRZ_MRV_B, MRZ_FORMATS };

/*
 * Every field that some format has. OPTIONAL is the first free field (TD3: personal number; TD1:
 * line 1); only TD1 has OPTIONAL_2 (line 2); only TD3 has OPTIONAL_CHECK; visas have no COMPOSITE.
 */
enum mrz_field {
  MRZ_CODE,
  MRZ_ISSUER,
  MRZ_NAME,
  MRZ_NUMBER,
  MRZ_NUMBER_CHECK,
  MRZ_NATIONALITY,
  MRZ_BIRTH,
  MRZ_BIRTH_CHECK,
  MRZ_SEX,
  MRZ_EXPIRY,
  MRZ_EXPIRY_CHECK,
  MRZ_OPTIONAL,
  MRZ_OPTIONAL_CHECK,
  MRZ_OPTIONAL_2,
  MRZ_COMPOSITE,
  MRZ_FIELDS
};

/* What the issuing office knows of the holder, in the words of the page, not of the MRZ. */
struct holder {
  const char *id;          /* "utopia": how courses name it */
  const char *surname;     /* UTF-8, any case; primary identifier */
  const char *given;       /* secondary identifier; nothing for a holder of one name */
  const char *number;      /* of the document; more than nine characters in TD1 and TD2 only */
  const char *nationality; /* one to three letters: "UTO", "D", "XXA" */
  const char *birth;       /* YYMMDD, a pair "<<" where unknown; nothing is wholly unknown */
  const char *sex;         /* "F", "M", or "X", "<" and nothing for unspecified */
  const char *expiry;      /* as birth */
  const char *issuer;      /* as nationality */
  const char *code;        /* "P", "P<", "PP", "I", "AC", "V" */
  const char *optional;    /* MRZ_OPTIONAL */
  const char *optional_2;  /* MRZ_OPTIONAL_2, TD1 only */
};

struct specimen {
  enum mrz_format format;
  struct holder holder;
  bool page;                       /* the data page is drawn, else the MRZ lines alone */
  const char *printed[MRZ_FIELDS]; /* what the page shows instead (the MRZ keeps the truth) */
  const char *tamper[MRZ_FIELDS];  /* what the MRZ holds instead; no digit is recomputed for it */
};

#endif
