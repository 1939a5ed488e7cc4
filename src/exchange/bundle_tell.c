/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/bundle.h"

#include "base/text.h"

static const char again[] =
    N_("nothing of it was taken; copy it from the laptop once more, or hand in there again");

static const struct saying {
  enum rc rc;
  const char *code, *hint, *message;
} sayings[BUNDLE_FAULTS] = {
    [BUNDLE_RECIPIENT] =
        {RC_MISSING, "bundle.recipient",
         N_("give it to the coordinator whose card that laptop took in"),
         N_("this bundle is for somebody else: the keys on this machine do not open it")},
    [BUNDLE_DAMAGED] = {RC_DATA, "bundle.damaged", again,
                        N_("this file was cut off or altered on its way, or is no bundle")},
    [BUNDLE_CONTENT] = {RC_DATA, "bundle.content", again,
                        N_("it does not hold the three files of a bundle")},
    [BUNDLE_MANIFEST] = {RC_DATA, "bundle.manifest", again,
                         N_("what this bundle says about itself cannot be read")},
    [BUNDLE_NEWER] = {RC_NEWER, "bundle.newer", N_("install the newer Mafunzo here, then collect"),
                      N_("a newer Mafunzo made this bundle")},
    [BUNDLE_SIGNATURE] =
        {RC_DATA, "bundle.signature",
         N_("nothing of it was taken; ask who altered it, and hand in again on the laptop"),
         N_("this bundle is not signed by the laptop whose events it claims to hold")},
    [BUNDLE_DIGEST] = {RC_DATA, "bundle.digest", again,
                       N_("its events are not those that the laptop signed for")},
    [BUNDLE_UNREAD] = {RC_DATA, "bundle.events", again,
                       N_("its events cannot be read, or are not as many as it says")},
    [BUNDLE_CHILD] =
        {RC_DATA, "bundle.child",
         N_("nothing of it was taken; hand in again on the laptop, and keep this file for whoever "
            "looks after Mafunzo: it may have been made to do harm"),
         N_("the part of the program that reads bundles, shut off from all else, broke on this "
            "file")},
};

enum rc bundle_tell(const char *shown, enum bundle_fault fault, struct diags *diags) {
  const struct saying *saying = &sayings[fault];
  if (fault != BUNDLE_SOUND)
    diag_error(diags, (struct place){.file = shown}, 1, saying->code, _(saying->hint), "%s",
               _(saying->message));
  return saying->rc;
}
