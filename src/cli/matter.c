/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/matter.h"

#include "base/text.h"
#include "cli/give.h"
#include "exchange/format.h"

#include <string.h>
#include <sysexits.h>

int cli_matter_format(const struct cli_command *command, const char *name, bool *json) {
  *json = strcmp(name, "json") == 0;
  return *json || strcmp(name, "text") == 0
             ? EX_OK
             : cli_usage(command, "%s", _("the format is text or json"));
}

enum rc cli_matter_json(struct app *app, const struct contest *contest, struct arena *arena,
                        struct diags *diags) {
  const struct paper_head head = {.id = "contests", .title = _("Contests"), .confidential = true};
  struct appeal_row row;
  struct sink sink = {.give = cli_give};
  enum rc rc = appeal_row_of(app, contest, arena, &row, diags);
  if (rc != RC_OK)
    return rc;
  const struct table *table = appeal_table(&row, 1, arena);
  rc = format_json.write(paper_of_table(arena, &head, table), table, &sink, diags);
  sink_finish(&sink);
  return cli_give_end(&sink, rc, diags);
}
