/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/yaml_fault.h"

#include "base/text.h"
#include "course/yaml_quote.h"

#include <string.h>

static const char QUOTE[] = ""; /* stands for the hint that shows the line in quotes */

/* The first row whose words occur in what libyaml says. */
static const struct row {
  const char *context, *problem;
  bool at_context;
  const char *code, *message, *hint;
} rows[] = {
    {"", "mapping values are not allowed", false, "yaml.colon",
     N_("a colon and a space inside a text"), QUOTE},
    {"quoted scalar", "unknown escape character", false, "yaml.escape",
     N_("a backslash inside double quotes begins an escape"),
     N_("Write \\\\ for a backslash, or use single quotes.")},
    {"quoted scalar", "hexdecimal", false, "yaml.escape",
     N_("an escape without its hexadecimal digits"), N_("Write \\\\ for a backslash.")},
    {"quoted scalar", "Unicode character", false, "yaml.escape",
     N_("an escape that stands for no character"), N_("Write the character itself.")},
    {"quoted scalar", "", true, "yaml.quote", N_("a quotation mark that is never closed"),
     N_("Close the quotes at the end of the text.")},
    {"simple key", "':'", true, "yaml.key", N_("a line that is neither a key nor part of a text"),
     N_("Write key: value, with a space after the colon; indent a text deeper than its key.")},
    {"", "tab", false, "yaml.tab", N_("a tab in the indentation"), N_("Indent with spaces.")},
    {"alias", "", true, "yaml.alias", N_("a text that begins with *"), QUOTE},
    {"anchor", "", true, "yaml.anchor", N_("a text that begins with &"), QUOTE},
    {"tag", "", true, "yaml.tag", N_("a text that begins with !"), QUOTE},
    {"", "undefined tag handle", false, "yaml.tag", N_("a text that begins with !"), QUOTE},
    {"directive", "", true, "yaml.directive", N_("a line that begins with %"), QUOTE},
    {"block scalar", "", false, "yaml.block", N_("text after the sign | or >"),
     N_("Begin the text on the next line, indented, or put it in quotes.")},
    {"", "cannot start any token", false, "yaml.reserved",
     N_("a text that begins with a character of YAML's own"), QUOTE},
    {"block node", "node content", false, "yaml.reserved",
     N_("a text that begins with a character of YAML's own"), QUOTE},
    {"", "block sequence entries are not allowed", false, "yaml.dash",
     N_("a list that begins on the line of its key, or a text that begins with a dash"),
     N_("Begin the list on the next line, or put the text in quotes.")},
    {"", "mapping keys are not allowed", false, "yaml.key",
     N_("a text that begins with a question mark"), QUOTE},
    {"flow sequence", "", true, "yaml.bracket", N_("[ without its ]"),
     N_("Close the bracket; if it belongs to the text, put the text in quotes.")},
    {"flow mapping", "", true, "yaml.bracket", N_("{ without its }"),
     N_("Close the brace; if it belongs to the text, put the text in quotes.")},
    {"flow node", "", true, "yaml.bracket",
     N_("brackets or braces that are not closed, or a comma "
        "with nothing before it"),
     N_("Close them; if they belong to the text, put the text in quotes.")},
    {"block collection", "", false, "yaml.indent", N_("a line at the wrong indentation"),
     N_("Begin every dash of a list in the same column.")},
    {"block mapping", "", false, "yaml.indent", N_("a line at the wrong indentation"),
     N_("Begin every key of an entry in the same column.")},
    {"", "<document start>", false, "yaml.indent", N_("a line at the wrong indentation"),
     N_("Begin the keys of the file in the first column.")},
    {"", "", false, "yaml.syntax", NULL, NULL},
};

static struct yaml_fault fault_at(struct yaml_mark at, const char *code, const char *message,
                                  const char *hint) {
  return (struct yaml_fault){.code = code, .message = message, .hint = hint, .at = at};
}

static struct yaml_fault explain_by_words(const struct yaml_problem *problem) {
  const struct row *row = rows;
  while (!strstr(problem->context, row->context) || !strstr(problem->problem, row->problem))
    row++;
  return fault_at(row->at_context ? problem->context_at : problem->at, row->code,
                  row->message ? _(row->message) : problem->problem,
                  row->hint && row->hint != QUOTE ? _(row->hint) : row->hint);
}

static size_t line_start(const struct source *source, size_t line) {
  return line < source->n_lines ? source->lines[line] : source->len;
}

/* A tab among the blanks that a line begins with. */
static bool tab_in_indent(const struct source *source, struct yaml_mark *at) {
  const char *line = source->bytes + line_start(source, at->line);
  size_t room = source->len - line_start(source, at->line), blanks = 0;
  while (blanks < room && (line[blanks] == ' ' || line[blanks] == '\t')) {
    if (line[blanks] == '\t') {
      at->column = blanks;
      return true;
    }
    blanks++;
  }
  return false;
}

/* The last character before the mark, blanks apart, on its line; '\0' if there is none. */
static char char_before(const struct source *source, struct yaml_mark at) {
  struct cursor cursor = {0};
  source_seek(source, &cursor, at.line, at.column);
  size_t start = line_start(source, cursor.line), offset = cursor.offset;
  while (offset > start && source->bytes[offset - 1] == ' ')
    offset--;
  return offset > start ? source->bytes[offset - 1] : '\0';
}

static char char_at(const struct source *source, struct yaml_mark at) {
  struct cursor cursor = {0};
  source_seek(source, &cursor, at.line, at.column);
  return cursor.offset < source->len ? source->bytes[cursor.offset] : '\0';
}

/* Quotes that were opened in one line and closed by those of another, or before the text was over.
 */
static bool explain_quotes(const struct source *source, const struct yaml_problem *problem,
                           struct yaml_fault *out) {
  if (!problem->quoted || problem->quote_to.line != problem->at.line)
    return false;
  char before = char_before(source, problem->at);
  bool across = problem->quote_from.line < problem->quote_to.line;
  if (!across && before != '"' && before != '\'')
    return false;
  *out = across ? fault_at(problem->quote_from, "yaml.quote",
                           _("a quotation mark that is not closed on its line"),
                           _("Close the quotes at the end of the text."))
                : fault_at(problem->at, "yaml.quote", _("text after the closing quotation mark"),
                           QUOTE);
  return true;
}

static bool explain_brackets(const struct source *source, const struct yaml_problem *problem,
                             struct yaml_fault *out) {
  char before = char_before(source, problem->at);
  if ((before != ']' && before != '}') || !strstr(problem->context, "block mapping"))
    return false;
  *out = fault_at(problem->at, "yaml.bracket", _("text after a closing bracket"), QUOTE);
  return true;
}

static size_t indent_of(const char *line, size_t len) {
  size_t indent = 0;
  while (indent < len && line[indent] == ' ')
    indent++;
  return indent;
}

/* `level:2` above a line with a good key is taken for a text that goes on: the fault is its own. */
static bool explain_line_above(const struct source *source, const struct yaml_problem *problem,
                               struct yaml_fault *out) {
  size_t line = problem->at.line;
  if (line == 0 || line >= source->n_lines || !strstr(problem->problem, "mapping values"))
    return false;
  const char *above = source->bytes + source->lines[line - 1];
  const char *here = source->bytes + source->lines[line];
  size_t len = source_line_end(source, line - 1) - source->lines[line - 1];
  size_t indent = indent_of(above, len);
  const char *colon = memchr(above + indent, ':', len - indent);
  if (!colon || colon + 1 == above + len || colon[1] == ' ' ||
      indent != indent_of(here, source->len - source->lines[line]))
    return false;
  struct yaml_mark at = {line - 1, indent};
  *out = fault_at(at, "yaml.key", _("a colon without a space after it"),
                  _("Write key: value, with a space after the colon."));
  return true;
}

/* A key that stands deeper than the one above it is taken for more of that one's text. */
static bool explain_deeper_key(const struct source *source, const struct yaml_problem *problem,
                               struct yaml_fault *out) {
  size_t line = problem->at.line;
  if (line == 0 || line >= source->n_lines || !strstr(problem->problem, "mapping values"))
    return false;
  const char *here = source->bytes + source->lines[line];
  size_t len = source_line_end(source, line) - source->lines[line], indent = indent_of(here, len);
  size_t end = indent;
  while (end < len && strchr("abcdefghijklmnopqrstuvwxyz-", here[end]))
    end++;
  if (end == indent || end != problem->at.column)
    return false;
  *out =
      fault_at((struct yaml_mark){line, indent}, "yaml.indent",
               _("a key that stands deeper than the one above it"),
               _("Begin it in the column of that key; if it belongs to the text, quote the text."));
  return true;
}

static struct yaml_fault explain(const struct source *source, const struct yaml_problem *problem) {
  struct yaml_fault fault;
  struct yaml_mark at = problem->at;
  if (explain_quotes(source, problem, &fault) || explain_brackets(source, problem, &fault) ||
      explain_line_above(source, problem, &fault) || explain_deeper_key(source, problem, &fault))
    return fault;
  fault = explain_by_words(problem);
  bool tabbed = char_at(source, at) == '\t' || tab_in_indent(source, &at);
  if (tabbed && strcmp(fault.code, "yaml.quote") != 0)
    return fault_at(at, "yaml.tab", _("a tab in the indentation"), _("Indent with spaces."));
  return fault;
}

struct yaml_fault yaml_explain(struct arena *arena, const struct source *source,
                               const struct yaml_problem *problem) {
  struct yaml_fault fault = explain(source, problem);
  if (fault.hint == QUOTE)
    fault.hint = yaml_quote_hint(arena, source, fault.at.line);
  return fault;
}
