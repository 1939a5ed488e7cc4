/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appends to the list of modules in the text itself, so that comments and layout stay. */
#include "app/author.h"

#include "base/str.h"
#include "base/text.h"
#include "course/course.h"

#include <string.h>

struct header { /* a course.yaml as it is read */
  struct arena arena;
  struct diags diags;
  const struct node *root, *modules;
};

static bool header_read(struct header *header, const char *text) {
  *header = (struct header){0};
  struct reading r = {.arena = &header->arena, .diags = &header->diags};
  header->root = yaml_read_bytes(&r, text, strlen(text), "course.yaml");
  header->modules = node_get(header->root, "modules");
  return header->root && !header->diags.errors && header->modules &&
         header->modules->kind == NODE_LIST;
}

static void header_done(struct header *header) {
  arena_done(&header->arena);
  diags_done(&header->diags);
}

static bool same_nodes(const struct node *a, const struct node *b);

static bool same_lists(const struct node *a, const struct node *b, size_t n) {
  bool same = true;
  for (size_t i = 0; same && i < n; i++)
    same = same_nodes(a->items[i], b->items[i]);
  return same;
}

static bool same_nodes(const struct node *a, const struct node *b) {
  if (a->kind != b->kind || a->n != b->n)
    return false;
  if (a->kind == NODE_SCALAR)
    return strcmp(a->text, b->text) == 0;
  if (a->kind == NODE_LIST)
    return same_lists(a, b, a->n);
  bool same = true;
  for (size_t i = 0; same && i < a->n; i++)
    same = same_nodes(a->entries[i].key, b->entries[i].key) &&
           same_nodes(a->entries[i].value, b->entries[i].value);
  return same;
}

/* Does the new one say what the old one does, and lists the file besides? */
static bool is_appended(const struct header *old, const struct header *new, const char *file) {
  const struct node *before = old->modules, *after = new->modules;
  bool same = old->root->n == new->root->n && after->n == before->n + 1 &&
              same_lists(before, after, before->n) &&
              after->items[before->n]->kind ==
                  NODE_SCALAR &&strcmp(after->items[before->n]->text, file) == 0;
  for (size_t i = 0; same && i < old->root->n; i++) {
    const struct node_entry *a = &old->root->entries[i], *b = &new->root->entries[i];
    same = same_nodes(a->key, b->key) &&
           (a->value == before ? b->value == after : same_nodes(a->value, b->value));
  }
  return same;
}

static const char *line_at(const char *text, unsigned line) {
  for (; line > 1 && text; line--) {
    text = strchr(text, '\n');
    text = text ? text + 1 : NULL;
  }
  return text;
}

/* So many code points behind a line's beginning. */
static const char *column_at(const char *line, size_t column) {
  for (; column && *line && *line != '\n'; column--)
    for (line++; ((unsigned char)*line & 0xc0) == 0x80;)
      line++;
  return line;
}

static const char *spliced(struct arena *arena, const char *text, const char *at,
                           const char *insert) {
  return arena_printf(arena, "%.*s%s%s", (int)(at - text), text, insert, at);
}

/* Below the last line of a list with dashes, behind the last entry of one in brackets. */
static const char *insert(struct arena *arena, const char *text, const struct node *list,
                          const char *file) {
  const struct node *last = list->n ? list->items[list->n - 1] : list;
  const char *line = line_at(text, last->at.line);
  if (!line)
    return NULL;
  const char *at = column_at(line, last->at.column - 1), *end = line + strcspn(line, "\n");
  if (!list->n)
    return *at == '[' ? spliced(arena, text, at + 1, file) : NULL;
  size_t lead = (size_t)(at - line);
  if (strspn(line, " -") < lead || !memchr(line, '-', lead))
    return spliced(arena, text, column_at(line, last->at.column - 1 + last->span),
                   arena_printf(arena, ", %s", file));
  const char *ending = end > line && end[-1] == '\r' ? "\r\n" : "\n";
  if (!*end)
    return arena_printf(arena, "%s%s%.*s%s%s", text, ending, (int)lead, line, file, ending);
  return spliced(arena, text, end + 1,
                 arena_printf(arena, "%.*s%s%s", (int)lead, line, file, ending));
}

const char *author_list_module(struct arena *arena, const char *text, const char *file) {
  struct header old, new = {0};
  const char *out = header_read(&old, text) ? insert(arena, text, old.modules, file) : NULL;
  if (out && !(header_read(&new, out) && is_appended(&old, &new, file)))
    out = NULL;
  header_done(&old);
  header_done(&new);
  return out;
}
