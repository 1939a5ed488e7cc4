/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/give.h"

#include "base/text.h"

#include <stdio.h>

bool cli_give(void *none, const char *bytes, size_t len) {
  (void)none;
  return fwrite(bytes, 1, len, stdout) == len;
}

enum rc cli_give_end(struct sink *sink, enum rc rc, struct diags *diags) {
  bool arrived = fflush(stdout) == 0 && !sink->failed;
  sink_done(sink);
  if (arrived)
    return rc;
  diag_error(diags, (struct place){0}, 1, "report.stdout", NULL,
             _("the report could not be written to the output"));
  return RC_IO;
}

enum rc cli_give_text(const struct str *text, struct diags *diags) {
  struct sink sink = {.failed = !cli_give(NULL, str_text(text), text->len)};
  return cli_give_end(&sink, RC_OK, diags);
}
