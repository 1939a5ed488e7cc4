/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions of a competency a diagnostic may ask. */
#ifndef SESSION_DIAGNOSTIC_H
#define SESSION_DIAGNOSTIC_H

#include "measure/adaptive.h"
#include "session/session.h"

/* The items of a quiz that one form may ask, in a fixed order: level by level, in the order of a
 * hash of their paths, they go to form A and B in turn, and so on through all levels: two forms
 * share no item, and differ by one at most, in all as in each level. Those for exams alone are in
 * neither; FORM_NONE has them all. index: in the quiz. out has room for quiz->n_items; gives how
 * many there are. */
size_t diagnostic_pool(const struct quiz *quiz, enum exam_form form, struct adaptive_item *out);

#endif
