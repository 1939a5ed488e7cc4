/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a text is put in quotes, shown with the very line that needs them. */
#ifndef COURSE_YAML_QUOTE_H
#define COURSE_YAML_QUOTE_H

#include "course/source.h"

/* The hint: what to do, and where one line holds the whole entry that line as it should be,
 * `title: "Never: not once"`. In the arena. line: from 0. */
const char *yaml_quote_hint(struct arena *arena, const struct source *source, size_t line);

#endif
