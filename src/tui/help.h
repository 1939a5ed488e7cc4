/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help of a page is itself a page: its actions to choose from, and the moving keys. Pure. */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "tui/view.h"

#define HELP_CLOSE "tui.close"
#define HELP_ENTER "tui.enter" /* do what Enter does on the page beneath */

/* Fills help from page as view stands; mouse: there is one. The arena owns all of it. */
void help_page(struct page *help, struct arena *arena, const struct page *page,
               const struct view *view, bool mouse);

#endif
