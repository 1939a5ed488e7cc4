/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/markup.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

enum {
  MOST_BYTES = 64 * 1024,
  MOST_DEPTH = 8,    /* deeper nesting is shown at this depth */
  MOST_MARKERS = 16, /* containers that one line opens: 16,000 make cmark take seconds */
  CODE_TAB = 4,
  SIGN_WORK = 30, /* by measure, for the dearest: a bracket that may begin a link */
};

struct builder {
  struct arena *arena;
  struct {
    struct markup_block *list;
    size_t n, cap;
  } blocks;
  struct {
    struct span *list;
    size_t n, cap;
  } spans;         /* of the present block */
  struct str text; /* of the present span */
  unsigned style;  /* of the present span */
  unsigned strong, emphasis;
  unsigned around;    /* lists and quotes around here */
  const char *marker; /* of an item of which nothing was added yet */
  unsigned marker_depth;
};

static const char *finish_text(struct builder *b, bool code) {
  char *text = text_safe(b->arena, str_text(&b->text), b->text.len, true);
  str_clear(&b->text);
  for (char *at = code ? NULL : text; at && *at; at++)
    if (*at == '\t')
      *at = ' ';
  return text;
}

static void end_span(struct builder *b) {
  if (b->text.len)
    VEC_PUSH(&b->spans, (struct span){b->style, finish_text(b, false)});
}

static void add_text(struct builder *b, unsigned code, const char *text) {
  unsigned style = code | (b->strong ? SPAN_STRONG : 0u) | (b->emphasis ? SPAN_EMPHASIS : 0u);
  if (style != b->style)
    end_span(b);
  b->style = style;
  str_puts(&b->text, text ? text : "");
}

static void push_block(struct builder *b, enum markup_kind kind, unsigned depth,
                       const char *marker) {
  end_span(b);
  struct span *spans = arena_array(b->arena, b->spans.n, sizeof *spans);
  if (b->spans.n)
    memcpy(spans, b->spans.list, b->spans.n * sizeof *spans);
  unsigned shown = depth < MOST_DEPTH ? depth : MOST_DEPTH;
  struct markup_block block = {kind, shown, marker, spans, b->spans.n};
  b->spans.n = 0;
  VEC_PUSH(&b->blocks, block);
}

/* An item that does not begin with a paragraph has its marker on a line of its own. */
static void flush_marker(struct builder *b) {
  if (b->marker)
    push_block(b, MARKUP_ITEM, b->marker_depth, b->marker);
  b->marker = NULL;
}

static void enter_item(struct builder *b, cmark_node *node) {
  cmark_node *list = cmark_node_parent(node);
  size_t *count = cmark_node_get_user_data(list);
  if (!count) {
    count = arena_alloc(b->arena, sizeof *count);
    cmark_node_set_user_data(list, count);
  }
  flush_marker(b);
  b->marker_depth = b->around - 1;
  if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST)
    b->marker =
        arena_printf(b->arena, "%zu.", (size_t)cmark_node_get_list_start(list) + (*count)++);
  else
    b->marker = "-";
}

static void exit_paragraph(struct builder *b, cmark_node *node) {
  cmark_node_type parent = cmark_node_get_type(cmark_node_parent(node));
  end_span(b);
  if (parent == CMARK_NODE_ITEM) {
    push_block(b, MARKUP_ITEM, b->around - 1, b->marker);
    b->marker = NULL;
  } else if (b->spans.n && parent == CMARK_NODE_BLOCK_QUOTE)
    push_block(b, MARKUP_QUOTE, b->around - 1, NULL);
  else if (b->spans.n)
    push_block(b, MARKUP_PARAGRAPH, b->around, NULL);
}

static void add_code(struct builder *b, const char *text) {
  size_t len = strlen(text);
  for (len -= len && text[len - 1] == '\n'; len--; text++)
    if (*text == '\t')
      str_add(&b->text, "    ", CODE_TAB);
    else
      str_putc(&b->text, *text);
  flush_marker(b);
  VEC_PUSH(&b->spans, (struct span){SPAN_CODE, finish_text(b, true)});
  push_block(b, MARKUP_CODE, b->around, NULL);
}

static void enter(struct builder *b, cmark_node *node) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_BLOCK_QUOTE:
    flush_marker(b);
    b->around++;
    break;
  case CMARK_NODE_LIST:
    b->around++;
    break;
  case CMARK_NODE_ITEM:
    enter_item(b, node);
    break;
  case CMARK_NODE_HEADING:
    flush_marker(b);
    break;
  case CMARK_NODE_CODE_BLOCK:
    add_code(b, cmark_node_get_literal(node));
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    flush_marker(b);
    push_block(b, MARKUP_RULE, b->around, NULL);
    break;
  case CMARK_NODE_STRONG:
    b->strong++;
    break;
  case CMARK_NODE_EMPH:
    b->emphasis++;
    break;
  case CMARK_NODE_TEXT:
    add_text(b, 0, cmark_node_get_literal(node));
    break;
  case CMARK_NODE_CODE:
    add_text(b, SPAN_CODE, cmark_node_get_literal(node));
    break;
  case CMARK_NODE_SOFTBREAK:
    add_text(b, 0, " ");
    break;
  case CMARK_NODE_LINEBREAK:
    add_text(b, 0, "\n");
    break;
  default: /* HTML is not shown; links and images show what is in them */
    break;
  }
}

static void leave(struct builder *b, cmark_node *node) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_BLOCK_QUOTE:
  case CMARK_NODE_LIST:
    b->around--;
    break;
  case CMARK_NODE_ITEM:
    flush_marker(b);
    break;
  case CMARK_NODE_HEADING:
    push_block(b, MARKUP_HEADING, (unsigned)cmark_node_get_heading_level(node), NULL);
    break;
  case CMARK_NODE_PARAGRAPH:
    exit_paragraph(b, node);
    break;
  case CMARK_NODE_STRONG:
    b->strong--;
    break;
  case CMARK_NODE_EMPH:
    b->emphasis--;
    break;
  default:
    break;
  }
}

static bool ends_marker(const char *at, size_t left) {
  return !left || *at == ' ' || *at == '\t' || *at == '\n';
}

/* Bytes of the mark of a quote or an item that stands at at, or 0. */
static size_t marker_size(const char *at, size_t left) {
  size_t n = 0;
  if (left && *at == '>')
    return 1;
  if (left && strchr("-+*", *at) && *at)
    return ends_marker(at + 1, left - 1) ? 1 : 0;
  while (n < left && n < 9 && at[n] >= '0' && at[n] <= '9')
    n++;
  if (!n || n == left || (at[n] != '.' && at[n] != ')'))
    return 0;
  return ends_marker(at + n + 1, left - n - 1) ? n + 1 : 0;
}

/* The text with no more than MOST_MARKERS at the head of any line. */
static void limit_markers(struct str *out, const char *text, size_t len) {
  for (size_t at = 0, n, stop; at < len; at = stop) {
    const char *end = memchr(text + at, '\n', len - at);
    stop = end ? (size_t)(end - text) + 1 : len;
    for (size_t count = 0; at < stop; at += n) {
      bool blank = text[at] == ' ' || text[at] == '\t';
      n = blank ? 1 : marker_size(text + at, stop - at);
      if (!n)
        break;
      count += !blank;
      if (count <= MOST_MARKERS)
        str_add(out, text + at, n);
    }
    str_add(out, text + at, stop - at);
  }
}

static void *grow_bytes(void *at, size_t size) { return mem_grow(at, size, 1); }

/* One line of prose in which nothing can mean anything to Markdown, nor to a terminal: most options
 * and stems are no more, and cmark takes long for each. */
static bool is_plain(const char *text, size_t len) {
  return len && len < MOST_BYTES && !strchr("#>-+=~ ", *text) && text[len - 1] != ' ' &&
         strcspn(text, "\n\t\\`*_&<[]") >= len && !marker_size(text, len) &&
         text_unsafe_at(text, len, true) == len;
}

/* The text, which is safe and in the arena, as one paragraph of one plain span. */
static const struct markup *one_span(struct arena *arena, const char *text) {
  struct {
    struct markup markup;
    struct markup_block block;
    struct span span;
  } *all = arena_alloc(arena, sizeof *all);
  all->span = (struct span){SPAN_PLAIN, text};
  all->block = (struct markup_block){.kind = MARKUP_PARAGRAPH, .spans = &all->span, .n = 1};
  all->markup = (struct markup){&all->block, 1};
  return &all->markup;
}

/* The document; free it with cmark_node_free. */
static cmark_node *parse(const char *text) {
  static cmark_mem memory = {mem_array, grow_bytes, free};
  size_t len = strnlen(text, MOST_BYTES);
  struct str limited = {0};
  limit_markers(&limited, text, len);
  int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;
  cmark_parser *parser = cmark_parser_new_with_mem(options, &memory);
  cmark_parser_feed(parser, str_text(&limited), limited.len);
  cmark_node *document = cmark_parser_finish(parser);
  cmark_parser_free(parser);
  str_done(&limited);
  return document;
}

static const struct markup *finish(struct builder *b) {
  struct markup_block *blocks = arena_array(b->arena, b->blocks.n, sizeof *blocks);
  if (b->blocks.n)
    memcpy(blocks, b->blocks.list, b->blocks.n * sizeof *blocks);
  struct markup *markup = arena_alloc(b->arena, sizeof *markup);
  *markup = (struct markup){blocks, b->blocks.n};
  free(b->blocks.list);
  free(b->spans.list);
  str_done(&b->text);
  return markup;
}

const struct markup *markup_parse(struct arena *arena, const char *text) {
  struct builder b = {.arena = arena};
  size_t len = text ? strlen(text) : 0;
  len -= len && text[len - 1] == '\n';
  if (is_plain(text, len))
    return one_span(arena, arena_strndup(arena, text, len));
  cmark_node *document = parse(text ? text : "");
  cmark_iter *walk = cmark_iter_new(document);
  for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;)
    if (event == CMARK_EVENT_ENTER)
      enter(&b, cmark_iter_get_node(walk));
    else
      leave(&b, cmark_iter_get_node(walk));
  cmark_iter_free(walk);
  cmark_node_free(document);
  return finish(&b);
}

const struct markup *markup_plain(struct arena *arena, const char *text) {
  struct builder b = {.arena = arena};
  if (text && *text) {
    add_text(&b, 0, text);
    push_block(&b, MARKUP_PARAGRAPH, 0, NULL);
  }
  return finish(&b);
}

/* Marks of quotes and items that the line at at begins with. */
static size_t count_markers(const char *at, size_t len) {
  size_t count = 0;
  for (size_t n; len; at += n, len -= n) {
    bool blank = *at == ' ' || *at == '\t';
    n = blank ? 1 : marker_size(at, len);
    if (!n)
      break;
    count += !blank;
  }
  return count;
}

size_t markup_work(const char *text) {
  size_t signs = 0;
  for (const char *at = text ? text : ""; *at;) {
    size_t len = strcspn(at, "\n");
    signs += count_markers(at, len) + 1;
    for (const char *end = at + len; (at += strcspn(at, "!\"&*<[\\]_`\n")) < end; at++)
      signs++;
    at += *at == '\n';
  }
  return signs * SIGN_WORK;
}

static const char *unsupported_kind(cmark_node_type type) {
  switch (type) {
  case CMARK_NODE_HTML_BLOCK:
  case CMARK_NODE_HTML_INLINE:
    return "html";
  case CMARK_NODE_IMAGE:
    return "image";
  case CMARK_NODE_LINK:
    return "link";
  default:
    return NULL;
  }
}

/* HTML and a link in angles begin with <, any other link and an image have a [: most texts have
 * neither, and need not be understood to know it. */
const char *markup_unsupported(const char *text) {
  const char *kind = NULL;
  if (!text || !strpbrk(text, "<["))
    return NULL;
  cmark_node *document = parse(text);
  cmark_iter *walk = cmark_iter_new(document);
  while (!kind && cmark_iter_next(walk) != CMARK_EVENT_DONE)
    kind = unsupported_kind(cmark_node_get_type(cmark_iter_get_node(walk)));
  cmark_iter_free(walk);
  cmark_node_free(document);
  return kind;
}
