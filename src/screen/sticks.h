/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where to, or where from: the sticks that are mounted, or a folder that is typed. */
#ifndef SCREEN_STICKS_H
#define SCREEN_STICKS_H

#include "app/mounts.h"
#include "model/page.h"

/* Adds the sticks as rows, a field for a folder and the action to look again, to which nothing
 * needs to be done: whoever makes the page looks. */
void sticks_add(struct page *page, const struct mount *sticks, size_t n);
/* The folder that was chosen by a row, or typed and sent by that action; NULL: neither. */
const char *sticks_chosen(const struct input *input, const char *action);

#endif
