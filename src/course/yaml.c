/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only user of libyaml: its events, within our limits, become a tree.
 *
 * libyaml stops at the first syntax error. We go on behind the entry that has it, with a new parser
 * that is first fed the open collections as a skeleton ("k:" and "-" at their columns), so that the
 * rest of the file means what it meant. */
#include "course/yaml.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "course/tree.h"
#include "course/yaml_fault.h"
#include "course/yaml_quote.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* All that the parsers of one file may be fed: what recovery from many errors may cost. */
enum { FEED_BYTES = 2 * SOURCE_BYTES, LINE_LONG = 400 };

struct parse {
  struct reading *r;
  const struct source *source;
  struct tree tree;
  yaml_parser_t parser;
  struct str prefix; /* the skeleton */
  size_t prefix_lines, prefix_events;
  size_t line;          /* of the source, where this parser began */
  size_t prefix_at, at; /* what was fed */
  size_t fed;
  struct cursor cursor;      /* a place in the source, found when it is asked for */
  struct yaml_mark end;      /* of the last scalar */
  struct yaml_problem quote; /* what is known of the last scalar */
  size_t errors;             /* before this file */
  bool over;
  bool whole; /* the last mistake stands in the last entry of the file */
};

/* -- Places -------------------------------------------------------------------------------- */

static struct yaml_mark mark_of(const struct parse *p, yaml_mark_t mark) {
  bool ours = mark.line >= p->prefix_lines;
  return (struct yaml_mark){.line = ours ? mark.line - p->prefix_lines + p->line : p->line,
                            .column = ours ? mark.column : 0};
}

static struct place place_of(const struct parse *p, struct yaml_mark mark) {
  return (struct place){.file = p->source->file,
                        .line = (unsigned)mark.line + 1,
                        .column = (unsigned)mark.column + 1};
}

static unsigned span_of(struct parse *p, struct yaml_mark from, struct yaml_mark to) {
  unsigned span = (unsigned)(to.column - from.column);
  if (from.line != to.line) {
    source_seek(p->source, &p->cursor, from.line, from.column);
    span = source_rest(p->source, &p->cursor);
  }
  p->end = to;
  return span;
}

/* Where the last scalar ends, in bytes. */
static size_t end_offset(struct parse *p) {
  source_seek(p->source, &p->cursor, p->end.line, p->end.column);
  return p->cursor.offset;
}

static void fault(struct parse *p, struct yaml_mark at, unsigned span, const char *code,
                  const char *hint, const char *message) {
  diag_error(p->r->diags, place_of(p, at), span, code, hint, "%s", message);
}

static void stop(struct parse *p, struct yaml_mark at, const char *code, const char *message) {
  fault(p, at, 1, code, NULL, message);
  p->over = true;
}

static bool count_node(struct parse *p, struct yaml_mark at) {
  if (++p->tree.nodes > YAML_NODES)
    stop(p, at, "yaml.nodes", _("the file has too many entries"));
  return !p->over;
}

/* -- Scalars ------------------------------------------------------------------------------- */

static const char *quote_hint(struct parse *p, struct yaml_mark at) {
  return yaml_quote_hint(p->r->arena, p->source, at.line);
}

/* Anchors and tags are not supported; who writes one mostly meant text. */
static void check_properties(struct parse *p, struct yaml_mark at, const yaml_char_t *anchor,
                             const yaml_char_t *tag) {
  if (anchor)
    fault(p, at, 1, "yaml.anchor", quote_hint(p, at), _("a text that begins with &"));
  if (tag)
    fault(p, at, 1, "yaml.tag", quote_hint(p, at), _("a text that begins with !"));
}

static size_t blanks_at(const struct parse *p, size_t offset) {
  size_t blanks = 0;
  while (offset + blanks < p->source->len && strchr(" \t", p->source->bytes[offset + blanks]))
    blanks++;
  return blanks;
}

/* " #" cuts a plain text, or all of it. A comment is told from a cut sentence by the two spaces or
 * the single word before it, or by the blank after it. */
static void check_cut(struct parse *p, const struct node *node) {
  const struct source *source = p->source;
  size_t line = p->end.line < source->n_lines ? p->end.line : source->n_lines - 1;
  size_t from = source->lines[line], len = source_line_end(source, line) - from;
  if (len < LINE_LONG && !memchr(source->bytes + from, '#', len)) /* quicker than to find the end */
    return;
  size_t end = end_offset(p), blanks = blanks_at(p, end), hash = end + blanks;
  if (blanks != 1 || hash + 1 >= source->len || source->bytes[hash] != '#')
    return;
  bool comment = strchr(" \t\r\n#", source->bytes[hash + 1]) != NULL;
  if (comment && !strchr(node->text, ' '))
    return;
  struct yaml_mark at = {p->end.line, p->end.column + 1};
  diag_warn(
      p->r->diags, place_of(p, at), 1, "yaml.comment",
      arena_printf(p->r->arena, _("A comment has two spaces before it. %s"), quote_hint(p, at)),
      "%s",
      node->n ? _("a space and # end the text here")
              : _("a text that begins with # is a comment, and not read"));
}

/* {do: Explain, calmly}: libyaml gives "calmly" no value. The key was the last scalar. */
static bool cut_by_comma(struct parse *p, const yaml_event_t *event) {
  struct frame *top = tree_top(&p->tree);
  if (!top || !top->flow || !top->keyed || !top->key || event->data.scalar.length ||
      event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
    return false;
  size_t offset = end_offset(p);
  offset += blanks_at(p, offset);
  if (offset >= p->source->len || !strchr(",]}", p->source->bytes[offset]))
    return false;
  if (p->tree.kids.n == top->first) /* {Which} of these */
    node_error(p->r, top->key, "yaml.brace",
               _("Write {key: value}; if the brace belongs to the text, quote the whole text."),
               _("braces hold keys with values, and this key has none"));
  else
    node_error(p->r, top->key, "yaml.comma", _("Put the whole text before it in quotes."),
               _("a comma inside braces begins a new key, and this one has no value"));
  return true;
}

static const char *scalar_text(struct parse *p, const yaml_event_t *event, struct node *node) {
  const char *text = (const char *)event->data.scalar.value;
  size_t len = event->data.scalar.length, bad;
  if (len > YAML_SCALAR) {
    node_error(p->r, node, "text.long", _("Split it."), _("the text is over 64 KiB"));
    return "";
  }
  /* Only escapes can still bring in what the source was checked for. */
  if (event->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
      (bad = text_unsafe_at(text, len, true)) == len)
    return arena_strndup(p->r->arena, text, len);
  size_t size = (unsigned char)text[bad] < 0xe0 ? 2 : 3;
  bool bidi = bad + size <= len && source_is_bidi(text + bad, size);
  node_error(p->r, node, bidi ? "text.bidi" : "text.control", _("Delete the escape."),
             bidi ? _("an escape for a character that changes the direction of the text")
                  : _("an escape for a control character"));
  return text_safe(p->r->arena, text, len, true);
}

static size_t spaces_at(const char *at, size_t len) {
  size_t n = 0;
  while (n < len && at[n] == ' ')
    n++;
  return n;
}

/* Where the lines of a literal block begin: what of the first that is not empty is indentation. */
static unsigned literal_column(const struct parse *p, size_t header, const char *text) {
  size_t line = header + 1;
  for (; *text == '\n'; text++)
    line++;
  if (!*text || line >= p->source->n_lines)
    return 0;
  size_t from = p->source->lines[line];
  size_t written = spaces_at(p->source->bytes + from, source_line_end(p->source, line) - from);
  size_t kept = spaces_at(text, strlen(text));
  return (unsigned)(written > kept ? written - kept : 0) + 1;
}

static void on_scalar(struct parse *p, const yaml_event_t *event) {
  struct yaml_mark from = mark_of(p, event->start_mark), to = mark_of(p, event->end_mark);
  yaml_scalar_style_t style = event->data.scalar.style;
  if (event->data.scalar.anchor || event->data.scalar.tag)
    check_properties(p, from, event->data.scalar.anchor, event->data.scalar.tag);
  if (!count_node(p, from))
    return;
  if (cut_by_comma(p, event)) {
    tree_put(&p->tree, NULL);
    return;
  }
  struct node *node = tree_node(&p->tree, NODE_SCALAR, place_of(p, from), span_of(p, from, to));
  node->plain = style == YAML_PLAIN_SCALAR_STYLE;
  node->text = scalar_text(p, event, node);
  node->n = strlen(node->text);
  node->column = style == YAML_LITERAL_SCALAR_STYLE ? literal_column(p, from.line, node->text) : 0;
  p->quote.quoted =
      style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || style == YAML_SINGLE_QUOTED_SCALAR_STYLE;
  p->quote.quote_from = from;
  p->quote.quote_to = to;
  if (node->plain)
    check_cut(p, node);
  tree_put(&p->tree, node);
}

/* -- Collections and the rest ---------------------------------------------------------------- */

static void on_open(struct parse *p, const yaml_event_t *event, enum node_kind kind) {
  struct yaml_mark from = mark_of(p, event->start_mark);
  bool map = kind == NODE_MAP;
  check_properties(p, from,
                   map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor,
                   map ? event->data.mapping_start.tag : event->data.sequence_start.tag);
  if (!count_node(p, from))
    return;
  if (p->tree.depth == YAML_DEPTH) {
    stop(p, from, "yaml.deep", _("lists and maps stand in each other too deeply"));
    return;
  }
  bool flow = map ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                  : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  tree_open(&p->tree, tree_node(&p->tree, kind, place_of(p, from), 1), flow, from.column);
}

static void on_alias(struct parse *p, const yaml_event_t *event) {
  struct yaml_mark from = mark_of(p, event->start_mark), to = mark_of(p, event->end_mark);
  if (count_node(p, from))
    fault(p, from, span_of(p, from, to), "yaml.alias", quote_hint(p, from),
          _("a text that begins with *"));
  struct frame *top = tree_top(&p->tree);
  if (top)
    top->node->partial = true;
  tree_put(&p->tree, NULL);
}

static void on_document(struct parse *p, const yaml_event_t *event) {
  struct yaml_mark from = mark_of(p, event->start_mark);
  if (p->tree.root) {
    stop(p, from, "yaml.documents", _("a second document in one file"));
    return;
  }
  if (event->data.document_start.version_directive ||
      event->data.document_start.tag_directives.start !=
          event->data.document_start.tag_directives.end)
    fault(p, from, 1, "yaml.directive", _("Delete the line that begins with %."),
          _("directives are not supported"));
}

static void on_event(struct parse *p, const yaml_event_t *event) {
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    on_scalar(p, event);
    break;
  case YAML_SEQUENCE_START_EVENT:
    on_open(p, event, NODE_LIST);
    break;
  case YAML_MAPPING_START_EVENT:
    on_open(p, event, NODE_MAP);
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    p->quote.quoted = false;
    tree_close(&p->tree);
    break;
  case YAML_ALIAS_EVENT:
    on_alias(p, event);
    break;
  case YAML_DOCUMENT_START_EVENT:
    on_document(p, event);
    break;
  default:
    break;
  }
}

/* -- Going on after a syntax error ----------------------------------------------------------- */

/* The next line that begins at the column or before it; n_lines if there is none. */
static size_t next_line(const struct source *source, size_t line, size_t column) {
  for (; line < source->n_lines; line++) {
    const char *at = source->bytes + source->lines[line];
    size_t len = source_line_end(source, line) - source->lines[line], indent = 0;
    while (indent < len && at[indent] == ' ')
      indent++;
    if (indent == len || at[indent] == '#')
      continue;
    if (len >= 3 && (memcmp(at, "---", 3) == 0 || memcmp(at, "...", 3) == 0))
      return source->n_lines;
    if (indent <= column)
      return line;
  }
  return line;
}

/* The open collections, the last one with an entry, at their columns. */
static void write_skeleton(struct parse *p) {
  p->prefix_lines = p->tree.depth;
  p->prefix_events = 2; /* stream and document */
  str_clear(&p->prefix);
  for (size_t i = 0; i < p->tree.depth; i++) {
    const struct frame *frame = &p->tree.frames[i];
    bool map = frame->node->kind == NODE_MAP, last = i + 1 == p->tree.depth;
    str_printf(&p->prefix, "%*s%s%s\n", (int)frame->column, "", map ? "k:" : "-", last ? " x" : "");
    p->prefix_events += 1 + (size_t)map + (size_t)last;
  }
}

static bool resume(struct parse *p, size_t line) {
  if (p->over || p->prefix_events || !tree_drop_entry(&p->tree, line))
    return false;
  struct frame *top = tree_top(&p->tree);
  p->line = next_line(p->source, line, top->column);
  p->whole = p->line >= p->source->n_lines;
  if (p->whole)
    return false;
  write_skeleton(p);
  p->prefix_at = 0;
  p->at = p->source->lines[p->line];
  p->quote.quoted = false;
  return true;
}

static size_t feed_part(unsigned char *to, size_t room, const char *from, size_t len, size_t *at) {
  size_t n = len - *at < room ? len - *at : room;
  if (n)
    memcpy(to, from + *at, n);
  *at += n;
  return n;
}

static int feed(void *ctx, unsigned char *buffer, size_t size, size_t *got) {
  struct parse *p = ctx;
  *got = feed_part(buffer, size, p->prefix.at, p->prefix.len, &p->prefix_at);
  *got += feed_part(buffer + *got, size - *got, p->source->bytes, p->source->len, &p->at);
  p->fed += *got;
  p->over = p->over || p->fed > FEED_BYTES;
  return !p->over;
}

/* Reports the error; true if there is a place to go on from. */
static bool on_error(struct parse *p) {
  const yaml_parser_t *parser = &p->parser;
  if (parser->error == YAML_MEMORY_ERROR)
    mem_die();
  if (p->over)
    return false;
  struct yaml_problem problem = p->quote;
  bool has_context = parser->context && parser->context_mark.line >= p->prefix_lines;
  problem.context = parser->context ? parser->context : "";
  problem.problem = parser->problem ? parser->problem : "";
  problem.at = mark_of(p, parser->problem_mark);
  problem.context_at = has_context ? mark_of(p, parser->context_mark) : problem.at;
  const struct frame *top = tree_top(&p->tree);
  if (top && top->flow && strstr(problem.context, "flow node"))
    problem.context_at = (struct yaml_mark){top->node->at.line - 1, top->node->at.column - 1};
  struct yaml_fault found = yaml_explain(p->r->arena, p->source, &problem);
  fault(p, found.at, 1, found.code, found.hint, found.message);
  /* A line at the wrong indentation closes what it was meant for. */
  if (p->tree.closed && strcmp(found.code, "yaml.indent") == 0)
    p->tree.closed->partial = true;
  return resume(p, found.at.line + 1);
}

/* Parses until the end, an error or a limit. False: an error. */
static bool run(struct parse *p) {
  yaml_event_t event;
  bool end = false;
  while (!end && !p->over) {
    if (!yaml_parser_parse(&p->parser, &event))
      return false;
    end = event.type == YAML_STREAM_END_EVENT;
    if (p->prefix_events)
      p->prefix_events--;
    else
      on_event(p, &event);
    yaml_event_delete(&event);
    p->over = p->over || p->r->diags->errors > p->errors + DIAGS_MAX; /* none would be shown */
  }
  return true;
}

const struct node *yaml_parse(struct reading *r, const struct source *source) {
  struct parse p = {.r = r, .source = source, .tree = {.r = r}, .errors = r->diags->errors};
  bool again = true;
  while (again) {
    if (!yaml_parser_initialize(&p.parser))
      mem_die();
    yaml_parser_set_encoding(&p.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input(&p.parser, feed, &p);
    again = !run(&p) && on_error(&p);
    yaml_parser_delete(&p.parser);
  }
  if (p.tree.nodes > YAML_NODES)
    p.tree.root = NULL; /* such a file is refused, not looked at: that would cost more still */
  else
    tree_finish(&p.tree, !p.whole);
  if (!p.tree.root && r->diags->errors == p.errors)
    diag_error(r->diags, (struct place){.file = source->file}, 1, "file.empty", NULL, "%s",
               _("the file has nothing in it"));
  str_done(&p.prefix);
  free(p.tree.kids.list);
  return p.tree.root;
}
