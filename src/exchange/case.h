/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A competency framework as a CFPackage of 1EdTech CASE 1.0 (Competencies and Academic Standards
 * Exchange), information model v1.0.
 *
 * CFDocument: the framework. CFItems: each competency, its levels with a descriptor beneath it
 * (isChildOf, in their order), and each position. A position's requirement is an association
 * isRelatedTo from it to the level it asks for, in the grouping "requires"; how important, frequent
 * and difficult the work is, CASE 1.0 has no place for. What is critical is in a competency's
 * notes.
 *
 * Identifiers are made from the framework's id and what is meant (exchange/uuid.h): a reworded
 * descriptor keeps its own. lastChangeDateTime, which the model requires, is the caller's: nothing
 * in a framework says it. One object, a line an entry. */
#ifndef EXCHANGE_CASE_H
#define EXCHANGE_CASE_H

#include "exchange/sink.h"
#include "model/competency.h"

#include <stdint.h>

void case_put(const struct framework *framework, int64_t changed, struct sink *sink);

#endif
