/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text files that the build puts into the program (scripts/embed-text). */
#ifndef APP_EMBEDDED_H
#define APP_EMBEDDED_H

struct embedded {
  const char *name; /* of the file; NULL after the last */
  const char *text;
};

extern const struct embedded explain_files[];  /* assets/explain: see app/explain.h */
extern const struct embedded skeleton_files[]; /* assets/skeleton: see app/author.h */

#endif
