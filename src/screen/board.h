/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board as a program of its own (app/board.h): the records are opened for each look alone, so
 * that bundles can be taken in beside it. It is no screen of the trainee's program. */
#ifndef SCREEN_BOARD_H
#define SCREEN_BOARD_H

#include "app/board.h"
#include "model/face.h"

struct board_viewer {
  const struct app_paths *paths; /* the caller's, like what is wanted */
  const struct board_wanted *wanted;
  struct arena arena, of_page;
  struct board board;
  struct page page;
  const char *trouble; /* why the last look failed, in arena; NULL: it did not */
};

/* The first look. What a failure is, the caller tells; then there is nothing to show. */
enum rc board_viewer_open(struct board_viewer *viewer, const struct app_paths *paths,
                          const struct board_wanted *wanted, struct diags *diags);
struct program board_viewer_program(struct board_viewer *viewer);
void board_viewer_done(struct board_viewer *viewer);

#endif
