/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of run: one row each. */
#include "session/session.h"

extern const struct session_kind session_lesson, session_quiz, session_drill, session_exam,
    session_review;

const struct session_kind *const session_kinds[] = {&session_lesson, &session_quiz, &session_drill,
                                                    &session_exam,   &session_review};
const size_t n_session_kinds = sizeof session_kinds / sizeof session_kinds[0];
