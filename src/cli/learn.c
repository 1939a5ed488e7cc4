/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program a trainee sees: which face, over which store and courses. */
#include "cli/cli.h"

#include "base/text.h"
#include "linear/linear.h"
#include "screen/screen.h"
#include "tui/tui.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

enum face { FACE_NONE, FACE_TUI, FACE_LINEAR };

static bool is_stream(int fd) { /* something that was put there to be read or written */
  struct stat stat;
  return fstat(fd, &stat) == 0 &&
         (S_ISFIFO(stat.st_mode) || S_ISREG(stat.st_mode) || S_ISSOCK(stat.st_mode));
}

static enum face face_choose(const struct cli_options *options) {
  bool in = isatty(STDIN_FILENO), out = isatty(STDOUT_FILENO);
  if (options->linear)
    return FACE_LINEAR;
  if (in && out)
    return tui_possible() ? FACE_TUI : FACE_LINEAR;
  if ((in || is_stream(STDIN_FILENO)) && (out || is_stream(STDOUT_FILENO)))
    return FACE_LINEAR;
  return FACE_NONE;
}

static int face_run(enum face face, const struct program *program,
                    const struct cli_options *options) {
  const struct tui_options tui = {.no_color = options->no_color,
                                  .sync = getenv("MAFUNZO_SYNC") != NULL};
  enum face_end end =
      face == FACE_TUI ? tui_run(program, &tui) : linear_run(program, stdin, stdout);
  return end == FACE_BROKEN ? EX_IOERR : EX_OK;
}

int cli_learn(const struct cli_options *options) {
  const struct app_paths paths = {.courses = options->courses, .store = options->store};
  enum face face = face_choose(options);
  struct diags diags = {0};
  struct app *app = NULL;
  struct ui ui;
  if (face == FACE_NONE) {
    fputs(_("mafunzo: there is no terminal here and no pipe; start it in a terminal, or give it "
            "lines to read: mafunzo --linear < answers.txt\n"),
          stderr);
    return EX_USAGE;
  }
  enum rc rc = app_open(&paths, &app, &diags);
  cli_print_diags(&diags);
  diags_done(&diags);
  if (rc != RC_OK)
    return rc_exit(rc);
  ui_init(&ui, app);
  struct program program = ui_program(&ui);
  int exit_code = face_run(face, &program, options);
  if (ui.run && ui.run->unsaved) { /* left by a signal or the end of input */
    fputs(_("mafunzo: the last answer could not be saved and will be asked again\n"), stderr);
    exit_code = EX_IOERR;
  }
  ui_done(&ui);
  app_close(app);
  return exit_code;
}
