/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/event.h"

const char *const verb_names[VERBS] = {
    [VERB_PERSON_STATED] = "person-stated",
    [VERB_STARTED] = "started",
    [VERB_ANSWERED] = "answered",
    [VERB_DECIDED] = "decided",
    [VERB_NOTED] = "noted",
    [VERB_COMPLETED] = "completed",
    [VERB_CLOSED] = "closed",
    [VERB_PREFERRED] = "preferred",
    [VERB_DRAWN] = "drawn",
    [VERB_RATED] = "rated",
    [VERB_OBSERVED] = "observed",
    [VERB_MARKED] = "marked",
    [VERB_JOINED] = "joined",
    [VERB_ESTABLISHED] = "established",
    [VERB_CONTESTED] = "contested",
    [VERB_RULED] = "ruled",
    [VERB_CALIBRATED] = "calibrated",
    [VERB_ERASED] = "erased",
    [VERB_COLLECTED] = "collected",
};
