/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/diag_json.h"

json_t *cli_text_json(const char *text) { return text ? json_string(text) : json_null(); }

json_t *cli_diag_json(const struct diag *diag) {
  static const char *const severities[] = {"error", "warning", "note"};
  json_int_t column = (json_int_t)diag->at.column, end = column ? column + diag->span : 0;
  return json_pack("{s:o, s:I, s:I, s:I, s:I, s:s, s:s, s:o, s:o}", "file",
                   cli_text_json(diag->at.file), "line", (json_int_t)diag->at.line, "column",
                   column, "end_column", end, "length", (json_int_t)diag->span, "severity",
                   severities[diag->severity], "code", diag->code, "message",
                   cli_text_json(diag->message), "hint", cli_text_json(diag->hint));
}
