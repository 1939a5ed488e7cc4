/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "cli/faces.h"
#include "course/course.h"
#include "session/preview.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct show {
  struct present present;
  struct arena arena; /* of the page */
  struct page page;
};

static const struct page *show_page(void *ctx) {
  struct show *show = ctx;
  arena_done(&show->arena);
  show->page = (struct page){.arena = &show->arena};
  present_page(&show->present, &show->page);
  return &show->page;
}

static bool show_act(void *ctx, const struct input *input) {
  return present_act(&((struct show *)ctx)->present, input);
}

int cli_present_module(const struct cli_options *options, const struct module *module) {
  struct show show = {0};
  if (!present_begin(&show.present, module)) {
    fputs(
        _("mafunzo: the module has no question for a class; those kept for exams are not shown\n"),
        stderr);
    return EX_DATAERR;
  }
  const struct program program = {.ctx = &show, .page = show_page, .act = show_act};
  int rc = cli_face(options, &program);
  arena_done(&show.arena);
  return rc;
}

static int present_run(const struct cli_options *options, int argc, char **argv) {
  struct diags diags = {0};
  struct arena arena = {0};
  if (argc != 2 || argv[1][0] == '-')
    return cli_usage(&cli_present, "%s", _("which module file?"));
  const char *framework = arena_printf(&arena, "%s/framework", options->courses);
  struct module *module = module_open(argv[1], framework, &diags);
  if (!module)
    cli_print_diags(&diags);
  int rc = module ? cli_present_module(options, module) : EX_DATAERR;
  module_free(module);
  diags_done(&diags);
  arena_done(&arena);
  return rc;
}

const struct cli_command cli_present = {
    .name = "present",
    .arguments = "FILE",
    .summary = N_("Show a module's questions to a class, count hands, then tell the reasons"),
    .run = present_run,
};
