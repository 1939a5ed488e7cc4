/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster_inner.h"

#include "app/caged.h"

static enum rc read(const char *shown, const char *bytes, size_t len, void *what,
                    struct diags *diags) {
  return roster_read(shown, bytes, len, what, diags);
}
static void flatten(const void *what, struct str *out) { roster_flatten(what, out); }
static bool unflatten(struct unpack *in, const char *shown, void *what, struct diags *diags) {
  (void)diags;
  return roster_unflatten(in, shown, what);
}
static void done(void *what) { roster_done(what); }

enum rc roster_read_caged(const char *shown, const char *bytes, size_t len, struct roster *roster,
                          struct diags *diags) {
  static const struct caged_kind kind = {"roster.child", sizeof *roster, read,
                                         flatten,        unflatten,      done};
  *roster = (struct roster){0};
  enum rc rc = caged_read(&kind, shown, bytes, len, roster, diags);
  diags_excerpt(diags, shown, bytes, len);
  return rc;
}
