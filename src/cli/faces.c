/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/faces.h"

#include "base/text.h"
#include "linear/linear.h"
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

/* On a terminal that cannot be drawn on the first gives way to the second: cli_face. */
static enum face face_choose(const struct cli_options *options) {
  bool in = isatty(STDIN_FILENO), out = isatty(STDOUT_FILENO);
  if (options->linear)
    return FACE_LINEAR;
  if (in && out)
    return FACE_TUI;
  if ((in || is_stream(STDIN_FILENO)) && (out || is_stream(STDOUT_FILENO)))
    return FACE_LINEAR;
  return FACE_NONE;
}

bool cli_face_possible(const struct cli_options *options) {
  if (face_choose(options) != FACE_NONE)
    return true;
  fputs(_("mafunzo: there is no terminal here and no pipe; start it in a terminal, or give it "
          "lines to read: mafunzo --linear < answers.txt\n"),
        stderr);
  return false;
}

int cli_face(const struct cli_options *options, const struct program *program) {
  const struct tui_options tui = {.no_color = options->no_color,
                                  .sync = getenv("MAFUNZO_SYNC") != NULL};
  if (!cli_face_possible(options))
    return EX_USAGE;
  enum face_end end = face_choose(options) == FACE_TUI ? tui_run(program, &tui) : FACE_IMPOSSIBLE;
  if (end == FACE_IMPOSSIBLE)
    end = linear_run(program, stdin, stdout);
  return end == FACE_BROKEN ? EX_IOERR : EX_OK;
}
