/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a source to a tree: yaml.c is the only user of libyaml. */
#ifndef COURSE_YAML_H
#define COURSE_YAML_H

#include "base/node.h"
#include "course/source.h"

enum { YAML_DEPTH = 32, YAML_NODES = 150000, YAML_SCALAR = 64 * 1024 };

/* NULL if nothing could be understood. The tree is in r->arena and outlives the source. After a
 * syntax error the innermost entry that it stands in (a key with its value, or what follows one
 * dash) is left out, its collection marked partial, and the rest read. */
const struct node *yaml_parse(struct reading *r, const struct source *source);

#endif
