/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of pages that drills and sessions share. */
#ifndef DRILL_SHOW_H
#define DRILL_SHOW_H

#include "document/passport.h"
#include "model/page.h"
#include "model/specimen.h"

/* Each as a panel; one that cannot be drawn (the course check said so) is left out. */
void show_specimens(struct page *page, const struct specimen *specimens, size_t n);

/* The beginning of a CommonMark text as plain words, at most so many cells; "..." where cut. */
const char *show_words(struct arena *arena, const char *commonmark, size_t cells);

/* What a look shows, as blocks. heading: NULL for none. */
void show_look(struct page *page, const struct passport *passport, enum look look,
               const char *heading);

const char *show_minutes(struct arena *arena, unsigned seconds); /* "4:05" */

#endif
