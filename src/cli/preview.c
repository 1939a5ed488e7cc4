/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "cli/faces.h"
#include "cli/watch.h"
#include "course/course.h"
#include "session/preview.h"

#include <libgen.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

enum { LOOK_MS = 250, TOLD = 6 /* mistakes told in place; the rest are a number */ };

struct viewer {
  const char *path;
  const char *framework;
  struct watch watch;
  struct module *module;
  struct arena trouble; /* of what is wrong */
  struct preview preview;
  struct arena arena; /* of the page */
  struct page page;
};

static void add_diag(struct str *out, const struct diag *diag) {
  str_printf(out, _("line %u, column %u: %s"), diag->at.line, diag->at.column, diag->message);
  if (diag->hint)
    str_printf(out, ". %s", diag->hint);
  str_printf(out, " [%s]\n", diag->code);
}

/* What is wrong, in the place where the page is; the page itself stays the last good one. */
static void tell(struct viewer *viewer, const struct diags *diags) {
  struct str text = {0};
  viewer->preview.trouble = NULL;
  arena_done(&viewer->trouble);
  if (!diags->n)
    return;
  str_printf(&text, "%s\n",
             !diags->errors   ? _("Warnings:")
             : viewer->module ? _("The file has mistakes; what you see is how it was before them.")
                              : _("The file has mistakes and cannot be shown yet."));
  for (size_t i = 0; i < diags->n && i < TOLD; i++)
    add_diag(&text, &diags->list[i]);
  if (diags->n > TOLD)
    str_printf(&text, ngettext("and %zu more\n", "and %zu more\n", diags->n - TOLD),
               diags->n - TOLD);
  viewer->preview.trouble = arena_strdup(&viewer->trouble, str_text(&text));
  str_done(&text);
}

static void load(struct viewer *viewer) {
  struct diags diags = {0};
  struct module *module = module_open(viewer->path, viewer->framework, &diags);
  if (module) {
    struct module *old = viewer->module;
    viewer->module = module;
    preview_exchange(&viewer->preview, module);
    module_free(old);
  }
  tell(viewer, &diags);
  diags_done(&diags);
}

static const struct page *viewer_page(void *ctx) {
  struct viewer *viewer = ctx;
  arena_done(&viewer->arena);
  viewer->page = (struct page){.arena = &viewer->arena};
  preview_page(&viewer->preview, &viewer->page);
  viewer->page.wake = LOOK_MS;
  return &viewer->page;
}

static bool viewer_act(void *ctx, const struct input *input) {
  struct viewer *viewer = ctx;
  if (watch_noticed(&viewer->watch))
    load(viewer);
  return strcmp(input->action, "tick") == 0 || preview_act(&viewer->preview, input);
}

static void viewer_done(struct viewer *viewer) {
  watch_close(&viewer->watch);
  module_free(viewer->module);
  arena_done(&viewer->trouble);
  arena_done(&viewer->arena);
}

static int cannot_read(const char *path) {
  struct diags diags = {0};
  diag_error(&diags, (struct place){.file = path}, 1, "file.missing",
             _("mafunzo new module ID makes one"),
             _("there is no such file, or it may not be read"));
  cli_print_diags(&diags);
  diags_done(&diags);
  return EX_NOINPUT;
}

static int preview_run(const struct cli_options *options, int argc, char **argv) {
  struct viewer viewer = {.watch = {-1}};
  if (argc != 2 || argv[1][0] == '-')
    return cli_usage(&cli_preview, "%s", _("which module file?"));
  if (access(argv[1], R_OK) != 0)
    return cannot_read(argv[1]);
  struct arena arena = {0};
  viewer.path = argv[1];
  viewer.framework = arena_printf(&arena, "%s/framework", options->courses);
  watch_open(&viewer.watch, dirname(arena_strdup(&arena, argv[1])));
  load(&viewer);
  const struct program program = {.ctx = &viewer, .page = viewer_page, .act = viewer_act};
  int rc = cli_face(options, &program);
  viewer_done(&viewer);
  arena_done(&arena);
  return rc;
}

const struct cli_command cli_preview = {
    .name = "preview",
    .arguments = "FILE",
    .summary = N_("Try a module out while you write it; shows it anew whenever it is saved"),
    .run = preview_run,
};
