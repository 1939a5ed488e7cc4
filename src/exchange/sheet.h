/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed for whoever watches others: the marking sheet of a practical station, and the
 * supervisor's checklist 30 or 90 days after the training. As forms (exchange/form.h), in the
 * arena; texts are borrowed. */
#ifndef EXCHANGE_SHEET_H
#define EXCHANGE_SHEET_H

#include "exchange/form.h"
#include "model/competency.h"
#include "model/course.h"
#include "model/person.h"

/* One person's marks; person NULL: nobody's name is on it. */
struct form sheet_station(struct arena *arena, const struct station *station,
                          const struct person *person);
/* A class's, on one list: people as rows, steps as boxes. */
struct form sheet_list(struct arena *arena, const struct station *station,
                       const struct person *people, size_t n);
/* Against the descriptors of the levels that a post requires; person NULL: nobody's name is on it;
 * days: 30 or 90. */
struct form sheet_checklist(struct arena *arena, const struct framework *framework,
                            const struct position *post, const struct person *person,
                            unsigned days);

#endif
