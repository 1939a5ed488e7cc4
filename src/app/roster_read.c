/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster_inner.h"

#include "base/cage.h"
#include "base/text.h"

enum { ANSWER = 256 << 20, SECONDS = 60 };
#define MEMORY (UINT64_C(4) << 30)

/* In the child: the result, what is said, and what was read. */
static void work(void *ctx, const void *question, size_t len, struct str *answer) {
  struct roster roster;
  struct diags diags = {0};
  pack_u8(answer, (uint8_t)roster_read(ctx, question, len, &roster, &diags));
  diags_flatten(&diags, answer);
  roster_flatten(&roster, answer);
  roster_done(&roster);
  diags_done(&diags);
}

static bool take(const struct str *answer, const char *shown, struct roster *roster,
                 struct diags *diags) {
  struct unpack in = {.at = (const uint8_t *)answer->at};
  in.end = in.at + answer->len;
  size_t before = diags->errors;
  unsigned rc = unpack_u8(&in);
  return diags_unflatten(&in, shown, diags) && roster_unflatten(&in, shown, roster) &&
         rc == (diags->errors == before ? RC_OK : RC_DATA);
}

enum rc roster_read_caged(const char *shown, const char *bytes, size_t len, struct roster *roster,
                          struct diags *diags) {
  struct cage cage = {.wanted = {.work = work,
                                 .ctx = (void *)shown,
                                 .most = ANSWER,
                                 .memory = MEMORY,
                                 .seconds = SECONDS}};
  struct str answer = {0};
  size_t before = diags->errors;
  *roster = (struct roster){0};
  bool good = cage_ask(&cage, bytes, len, &answer) && take(&answer, shown, roster, diags);
  cage_close(&cage);
  str_done(&answer);
  if (good)
    diags_excerpt(diags, shown, bytes, len);
  else {
    roster_done(roster);
    diag_error(diags, (struct place){.file = shown}, 1, "roster.child",
               _("nothing of it was taken; keep this file for whoever looks after Mafunzo: it may "
                 "have been made to do harm"),
               _("the part of the program that reads rosters, shut off from all else, broke on "
                 "this file"));
  }
  return diags->errors == before ? RC_OK : RC_DATA;
}
