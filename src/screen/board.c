/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen/board.h"

#include "base/text.h"

#include <string.h>

/* -- Looks --------------------------------------------------------------------------------------
 */

enum rc board_viewer_open(struct board_viewer *viewer, const struct app_paths *paths,
                          const struct board_wanted *wanted, struct diags *diags) {
  *viewer = (struct board_viewer){.paths = paths, .wanted = wanted};
  return board_read(paths, wanted, &viewer->arena, &viewer->board, diags);
}

/* What was seen before stays where nothing new can be read. */
static void look_again(struct board_viewer *viewer) {
  struct arena arena = {0};
  struct board board;
  struct diags diags = {0};
  if (board_read(viewer->paths, viewer->wanted, &arena, &board, &diags) == RC_OK) {
    arena_done(&viewer->arena);
    viewer->arena = arena;
    viewer->board = board;
    viewer->trouble = NULL;
  } else {
    arena_done(&arena);
    viewer->trouble =
        arena_printf(&viewer->arena, _("Not possible: %s."), diags.n ? diags.list[0].message : "");
  }
  diags_done(&diags);
}

void board_viewer_done(struct board_viewer *viewer) {
  arena_done(&viewer->arena);
  arena_done(&viewer->of_page);
}

/* -- The page -----------------------------------------------------------------------------------
 */

static enum tone tone_of(const struct board_row *row) {
  bool all = row->state == BOARD_HANDED_IN && (!row->sat || row->sitting == SITTING_FINISHED);
  return all ? TONE_GOOD : TONE_WARN;
}

static void add_rows(struct board_viewer *viewer, const char *name, const struct board_row *rows,
                     size_t n, const char *exam) {
  struct arena *arena = &viewer->of_page;
  struct outline_row *shown = arena_array(arena, n + 1, sizeof *shown);
  size_t used = 0;
  for (size_t i = 0; i < n; i++)
    if (!exam || strcmp(rows[i].exam, exam) == 0)
      shown[used++] = (struct outline_row){.text = board_row_who(&rows[i], arena),
                                           .word = board_row_word(&rows[i], arena),
                                           .tone = tone_of(&rows[i]),
                                           .note = board_row_note(&rows[i], arena)};
  page_add_outline(&viewer->page, name, shown, used);
}

/* Exam by exam: the first person has a row of each. */
static void add_class(struct board_viewer *viewer) {
  const struct board *board = &viewer->board;
  for (size_t k = 0; k < board->n / board->people; k++) {
    const char *exam = board->rows[k].exam;
    page_add_heading(&viewer->page, board_heading(board, k, &viewer->of_page));
    add_rows(viewer, arena_printf(&viewer->of_page, "class:%s", exam), board->rows, board->n, exam);
  }
}

static void add_silent(struct board_viewer *viewer) {
  struct arena *arena = &viewer->of_page;
  const struct board *board = &viewer->board;
  struct outline_row *rows = arena_array(arena, board->n_silent + 1, sizeof *rows);
  for (size_t i = 0; i < board->n_silent; i++) {
    const struct laptop_seen *laptop = board->silent[i];
    rows[i] = (struct outline_row){.text = board_laptop_name(laptop, arena),
                                   .word = _("nothing new"),
                                   .tone = TONE_WARN,
                                   .note = board_laptop_note(laptop, arena)};
  }
  page_add_heading(&viewer->page, _("Laptops with nothing new"));
  page_add_outline(&viewer->page, "silent", rows, board->n_silent);
}

static const struct page *viewer_page(void *ctx) {
  struct board_viewer *viewer = ctx;
  struct board *board = &viewer->board;
  arena_done(&viewer->of_page);
  struct page *page = &viewer->page;
  *page = (struct page){0};
  page_init(page, &viewer->of_page, "board", _("Handed in"));
  page->status = arena_printf(&viewer->of_page, "%s, %s", viewer->wanted->cohort, board->day);
  if (viewer->trouble)
    page_add_notice(page, TONE_BAD, viewer->trouble);
  page_add_notice(page, TONE_WARN, _("Confidential: names people."));
  page_add_plain(page, board_summary(board, &viewer->of_page));
  add_class(viewer);
  if (board->n_strangers) {
    page_add_heading(page, _("On no roster"));
    add_rows(viewer, "strangers", board->strangers, board->n_strangers, NULL);
  }
  if (board->n_silent)
    add_silent(viewer);
  page_add_action(page, "look", "r", _("Look again"), _("What was taken in meanwhile"), false);
  page_add_action(page, "leave", "esc", _("Leave"), _("Leave the board; nothing was changed"),
                  false);
  return page;
}

static bool viewer_act(void *ctx, const struct input *input) {
  if (strcmp(input->action, "look") == 0)
    look_again(ctx);
  return strcmp(input->action, "leave") != 0;
}

struct program board_viewer_program(struct board_viewer *viewer) {
  return (struct program){.ctx = viewer, .page = viewer_page, .act = viewer_act};
}
