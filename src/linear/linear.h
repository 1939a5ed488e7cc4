/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The linear face: pages as plain, append-only text; numbered choices; for screen readers, pipes
 * and scripts.
 *
 * Another page (id, title or status changed) is said whole, else only the blocks that changed; then
 * the actions and the prompt "> ". A line is a number or several, the text of an entry, or an
 * action by its key, id or label (linear/answer.h); "?" tells all that can be done. Ticks are sent
 * when they are due and say nothing while nothing changes. SIGTERM, SIGHUP and the end of input
 * leave; the handlers and SIGPIPE are put back at the end. in must be fresh: its descriptor is read
 * past the stream. */
#ifndef LINEAR_LINEAR_H
#define LINEAR_LINEAR_H

#include "model/face.h"

#include <stdio.h>

enum face_end linear_run(const struct program *program, FILE *in, FILE *out);

#endif
