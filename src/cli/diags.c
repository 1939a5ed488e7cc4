/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diagnostics as every command says them. Without colour: the words and the caret are enough. */
#include "cli/cli.h"

#include "base/text.h"

#include <stdio.h>

static void print_place(const struct place *at) {
  if (at->file)
    fprintf(stderr, "%s:", at->file);
  if (at->line)
    fprintf(stderr, "%u:%u:", at->line, at->column);
  if (at->file)
    fputc(' ', stderr);
}

static void print_excerpt(const struct diag *diag) {
  fprintf(stderr, "  %s\n  %*s", diag->excerpt, (int)diag->caret, "");
  for (unsigned i = 0; i < diag->caret_len || i == 0; i++)
    fputc('^', stderr);
  fputc('\n', stderr);
}

/* As those that are counted: one msgid cannot be with and without a plural. */
static const char *severity_word(enum severity severity) {
  if (severity == SEVERITY_NOTE)
    return _("note");
  return severity == SEVERITY_ERROR ? ngettext("error", "errors", 1)
                                    : ngettext("warning", "warnings", 1);
}

static void print_diag(const struct diag *diag) {
  print_place(&diag->at);
  fprintf(stderr, "%s: %s [%s]\n", severity_word(diag->severity), diag->message, diag->code);
  if (diag->severity == SEVERITY_NOTE) /* one line: there may be hundreds */
    return;
  if (diag->excerpt)
    print_excerpt(diag);
  if (diag->hint)
    fprintf(stderr, "  %s: %s\n", _("hint"), diag->hint);
}

void cli_print_diags(const struct diags *diags) {
  for (size_t i = 0; i < diags->n; i++)
    print_diag(&diags->list[i]);
}
