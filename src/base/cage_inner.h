/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside cages only: its walls, each of which holds alone. They are for good. */
#ifndef BASE_CAGE_INNER_H
#define BASE_CAGE_INNER_H

#include "base/cage.h"

#if defined COVERAGE || defined __SANITIZE_ADDRESS__
#define CAGE_OPEN true
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define CAGE_OPEN true
#endif
#endif
#ifndef CAGE_OPEN
#define CAGE_OPEN false
#endif

bool cage_wall_landlock(void); /* false: the kernel has it not */
bool cage_wall_seccomp(void);
/* Files, Landlock and limits: all but seccomp. kept is 0 afterwards; every other file is closed. */
void cage_walls_before(int kept, uint64_t memory);

#endif
