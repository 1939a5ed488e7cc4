/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/author.h"
#include "base/text.h"
#include "course/course.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

struct request {
  bool course; /* else a module */
  const char *id, *folder;
  bool quiet;
};

/* EX_OK, or a usage fault that was said. */
static int read_request(int argc, char **argv, struct request *request) {
  static const struct option longs[] = {{"dir", required_argument, NULL, 'd'},
                                        {"course", required_argument, NULL, 'c'},
                                        {"quiet", no_argument, NULL, 'q'},
                                        {0}};
  int option, folder = 0;
  opterr = 0;
  while ((option = getopt_long(argc, argv, "q", longs, NULL)) != -1)
    if (option == 'q')
      request->quiet = true;
    else if (option == '?')
      return cli_usage(&cli_new, "%s", _("there is no such option, or it lacks its value"));
    else {
      folder = option;
      request->folder = optarg;
    }
  const char *what = optind < argc ? argv[optind] : "";
  request->course = strcmp(what, "course") == 0;
  if (!request->course && strcmp(what, "module") != 0)
    return cli_usage(&cli_new, "%s", _("a new course or a new module?"));
  if (argc - optind != 2)
    return cli_usage(&cli_new, "%s", _("say one id, such as passport-examination"));
  if (folder && folder != (request->course ? 'd' : 'c'))
    return cli_usage(&cli_new, "%s", _("a course has --dir, a module --course"));
  if (!*request->folder)
    return cli_usage(&cli_new, "%s", _("which folder?"));
  request->id = argv[optind + 1];
  return EX_OK;
}

/* Installed, or of the build folder that the program is run from. */
static const char *schema_folder(struct arena *arena) {
  static const char installed[] = PKGDATADIR "/schema";
  const char *build = getenv("MAFUNZO_LIBEXEC");
  if (access(installed, R_OK) == 0 || !build || !*build)
    return installed;
  char *found = realpath(arena_printf(arena, "%s/assets/schema", build), NULL);
  const char *folder = found ? arena_strdup(arena, found) : installed;
  free(found);
  return folder;
}

/* The framework that check will hold it against. */
static struct framework *framework_beside(struct arena *arena, const char *folder,
                                          const char *courses) {
  struct diags untold = {0};
  struct framework *framework =
      framework_load(arena_printf(arena, "%s/framework", folder), &untold);
  if (!framework)
    framework = framework_load(arena_printf(arena, "%s/framework", courses), &untold);
  diags_done(&untold);
  return framework;
}

static int tell(const struct request *request, const char *course, const char *module) {
  bool good = (!course || printf("%s\n", course) > 0) && printf("%s\n", module) > 0;
  if (!request->quiet)
    fprintf(stderr,
            _("mafunzo: now write your own words into %s\n"
              "To see it as trainees will:\n  mafunzo preview %s\n"
              "After every change:\n  mafunzo check --strict %s\n"),
            module, module, module);
  return good && fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}

static int new_run(const struct cli_options *options, int argc, char **argv) {
  struct request request = {.folder = ".", .quiet = options->quiet};
  struct arena arena = {0};
  struct diags diags = {0};
  const char *course = NULL, *module = NULL;
  int usage = read_request(argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  const char *beside =
      request.course ? request.folder : arena_printf(&arena, "%s/..", request.folder);
  struct framework *framework = framework_beside(&arena, beside, options->courses);
  const struct author author = {
      .arena = &arena, .diags = &diags, .schema = schema_folder(&arena), .framework = framework};
  enum rc rc = request.course ? author_course(&author, request.folder, request.id, &course, &module)
                              : author_module(&author, request.folder, request.id, &module);
  cli_print_diags(&diags);
  int code = rc == RC_OK ? tell(&request, course, module) : rc_exit(rc);
  framework_free(framework);
  diags_done(&diags);
  arena_done(&arena);
  return code;
}

const struct cli_command cli_new = {
    .name = "new",
    .arguments = "course ID [--dir DIR] | module ID [--course DIR]",
    .summary = N_("Begin a course or a module with a file that only wants your words"),
    .run = new_run,
};
