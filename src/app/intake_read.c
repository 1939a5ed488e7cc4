/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/intake_inner.h"

#include "app/caged.h"

static enum rc read(const char *shown, const char *bytes, size_t len, void *what,
                    struct diags *diags) {
  return filled_read(shown, bytes, len, what, diags);
}
static void flatten(const void *what, struct str *out) { filled_flatten(what, out); }
static bool unflatten(struct unpack *in, const char *shown, void *what, struct diags *diags) {
  return filled_unflatten(in, shown, what, diags);
}
static void done(void *what) { filled_done(what); }

enum rc filled_read_caged(const char *shown, const char *bytes, size_t len, struct filled *form,
                          struct diags *diags) {
  static const struct caged_kind kind = {"marks.child", sizeof *form, read,
                                         flatten,       unflatten,    done};
  *form = (struct filled){0};
  return caged_read(&kind, shown, bytes, len, form, diags);
}
