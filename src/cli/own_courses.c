/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/own_courses.h"

#include "app/install.h"
#include "base/text.h"

#include <stdio.h>
#include <unistd.h>

enum rc cli_own_courses(const struct cli_options *options, const char **courses,
                        struct diags *diags) {
  *courses = options->courses;
  if (!options->own || *courses == options->own || access(*courses, W_OK) == 0)
    return RC_OK;
  enum rc rc = install_adopt(*courses, options->own, diags);
  if (rc == RC_OK)
    fprintf(stderr,
            _("You may not change the courses in %s. They were copied to %s, which is used from "
              "now on.\n"),
            *courses, options->own);
  *courses = options->own;
  return rc;
}
