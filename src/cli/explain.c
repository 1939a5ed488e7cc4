/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/explain.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

enum { WIDTH = 78 };

static int print_text(struct str *out) {
  bool good = fputs(str_text(out), stdout) >= 0 && fflush(stdout) == 0;
  str_done(out);
  return good ? EX_OK : EX_IOERR;
}

/* One line for each code that begins so; false if none does. */
static bool list_codes(const struct explain_book *book, const char *noun, struct str *out) {
  size_t len = strlen(noun);
  bool any = false;
  for (size_t i = 0; i < book->n; i++) {
    const struct explain_page *page = &book->pages[i];
    if (strncmp(page->code, noun, len) != 0 || (len && page->code[len] != '.'))
      continue;
    str_printf(out, "%-26s %s\n", page->code, page->title);
    any = true;
  }
  return any;
}

static int refuse(const struct explain_book *book, const char *code) {
  const char *near = explain_meant(book, code);
  struct arena arena = {0};
  fprintf(stderr, _("mafunzo explain: there is no code %s; "),
          text_safe(&arena, code, strlen(code), false));
  if (near)
    fprintf(stderr, _("did you mean %s?\n"), near);
  else
    fputs(_("mafunzo explain lists them all\n"), stderr);
  arena_done(&arena);
  return EX_USAGE;
}

static int explain_run(const struct cli_options *options, int argc, char **argv) {
  (void)options;
  if (argc > 2)
    return cli_usage(&cli_explain, "%s", _("one code at a time"));
  if (argc == 2 && argv[1][0] == '-')
    return cli_usage(&cli_explain, "%s", _("there is no such option"));
  struct explain_book book;
  struct str out = {0};
  int rc = EX_OK;
  explain_open(&book);
  const struct explain_page *page = argc == 2 ? explain_find(&book, argv[1]) : NULL;
  if (page)
    explain_print(page, WIDTH, &out);
  else if (!list_codes(&book, argc == 2 ? argv[1] : "", &out) || (argc == 2 && !*argv[1]))
    rc = refuse(&book, argv[1]);
  explain_done(&book);
  if (rc == EX_OK)
    return print_text(&out);
  str_done(&out);
  return rc;
}

const struct cli_command cli_explain = {
    .name = "explain",
    .arguments = "[CODE]",
    .summary = N_("Tell what a code of a mistake means, with an example and its remedy"),
    .run = explain_run,
};
