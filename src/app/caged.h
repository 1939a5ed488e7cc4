/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of strangers, read in a cage (base/cage.h): a kind of file is a row of how it is read
 * there, and of how what was read comes over as bytes, which the parent checks before it believes
 * them. */
#ifndef APP_CAGED_H
#define APP_CAGED_H

#include "base/diag.h"
#include "base/pack.h"

struct caged_kind {
  const char *code; /* of the fault that the child broke: "roster.child" */
  size_t size;      /* of what is read, which {0} begins in the child, and done ends */
  enum rc (*read)(const char *shown, const char *bytes, size_t len, void *what,
                  struct diags *diags);
  void (*flatten)(const void *what, struct str *out);
  /* False: no child of ours said that. All of the input is to be used up. */
  bool (*unflatten)(struct unpack *in, const char *shown, void *what, struct diags *diags);
  void (*done)(void *what);
};

/* RC_DATA: the faults that read finds, or that it broke. what begins as {0}, or with what unflatten
 * needs of the parent; it is empty if it broke; done it either way. Diagnostics come without
 * excerpts: diags_excerpt. */
enum rc caged_read(const struct caged_kind *kind, const char *shown, const char *bytes, size_t len,
                   void *what, struct diags *diags);
/* For what only the kind itself can see that no child of ours would have said: empties it, and
 * tells that the child broke. RC_DATA. */
enum rc caged_broke(const struct caged_kind *kind, const char *shown, void *what,
                    struct diags *diags);

#endif
