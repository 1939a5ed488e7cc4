/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/caged.h"

#include "base/cage.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWER = 256 << 20, SECONDS = 60 };
#define MEMORY (UINT64_C(4) << 30)

struct asking {
  const struct caged_kind *kind;
  const char *shown;
};

/* In the child: the result, what is said, and what was read. */
static void work(void *ctx, const void *question, size_t len, struct str *answer) {
  const struct asking *asking = ctx;
  const struct caged_kind *kind = asking->kind;
  struct diags diags = {0};
  void *what = mem_array(1, kind->size);
  pack_u8(answer, (uint8_t)kind->read(asking->shown, question, len, what, &diags));
  diags_flatten(&diags, answer);
  kind->flatten(what, answer);
  kind->done(what);
  free(what);
  diags_done(&diags);
}

static bool take(const struct asking *asking, const struct str *answer, void *what,
                 struct diags *diags) {
  struct unpack in = {.at = (const uint8_t *)answer->at};
  in.end = in.at + answer->len;
  size_t before = diags->errors;
  unsigned rc = unpack_u8(&in);
  return diags_unflatten(&in, asking->shown, diags) &&
         asking->kind->unflatten(&in, asking->shown, what, diags) &&
         rc == (diags->errors == before ? RC_OK : RC_DATA);
}

enum rc caged_broke(const struct caged_kind *kind, const char *shown, void *what,
                    struct diags *diags) {
  kind->done(what);
  diag_error(diags, (struct place){.file = shown}, 1, kind->code,
             _("nothing of it was taken; keep this file for whoever looks after Mafunzo: it may "
               "have been made to do harm"),
             _("the part of the program that reads such files, shut off from all else, broke on "
               "this one"));
  return RC_DATA;
}

enum rc caged_read(const struct caged_kind *kind, const char *shown, const char *bytes, size_t len,
                   void *what, struct diags *diags) {
  struct asking asking = {kind, shown};
  struct cage cage = {
      .wanted = {
          .work = work, .ctx = &asking, .most = ANSWER, .memory = MEMORY, .seconds = SECONDS}};
  struct str answer = {0};
  size_t before = diags->errors;
  bool good = cage_ask(&cage, bytes, len, &answer) && take(&asking, &answer, what, diags);
  cage_close(&cage);
  str_done(&answer);
  if (!good)
    caged_broke(kind, shown, what, diags);
  return diags->errors == before ? RC_OK : RC_DATA;
}
