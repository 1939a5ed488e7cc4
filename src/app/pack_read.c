/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pack_read.h"

#include "app/caged.h"

#include <string.h>

struct reading {
  const struct str *bytes; /* the parent's, as is the next */
  size_t errors;           /* that were told before */
  struct coursepack pack;
};

static enum rc read(const char *shown, const char *bytes, size_t len, void *what,
                    struct diags *diags) {
  struct reading *reading = what;
  const struct str all = {.at = (char *)bytes, .len = len};
  return coursepack_read(shown, &all, &reading->pack, diags) == RC_OK ? RC_OK : RC_DATA;
}
static void flatten(const void *what, struct str *out) {
  const struct reading *reading = what;
  if (reading->pack.files.n)
    coursepack_flatten(&reading->pack, out);
}
/* Nothing is what a pack that was refused gives. */
static bool unflatten(struct unpack *in, const char *shown, void *what, struct diags *diags) {
  struct reading *reading = what;
  (void)shown;
  return diags->errors != reading->errors
             ? unpack_done(in)
             : coursepack_unflatten(in, reading->bytes, &reading->pack);
}
static void done(void *what) { coursepack_done(&((struct reading *)what)->pack); }

enum rc pack_read_caged(const char *shown, const struct str *bytes, struct coursepack *pack,
                        struct diags *diags) {
  static const struct caged_kind kind = {
      "pack.child", sizeof(struct reading), read, flatten, unflatten, done};
  struct reading reading = {.bytes = bytes, .errors = diags->errors};
  enum rc rc = caged_read(&kind, shown, str_text(bytes), bytes->len, &reading, diags);
  if (rc != RC_OK && diags->n && strcmp(diags->list[diags->n - 1].code, "pack.newer") == 0)
    rc = RC_NEWER;
  *pack = reading.pack;
  return rc;
}
