/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A module as it is before its exam: the same tree without the exam and the questions that only it
 * asks, written as YAML that is JSON too. The tree, and not its lines, since an author may write a
 * question in many ways. */
#include "course/course.h"

#include <stdio.h>
#include <string.h>

static void put_text(struct str *out, const char *text) {
  str_putc(out, '"');
  for (; *text; text++)
    if (*text == '"' || *text == '\\')
      str_printf(out, "\\%c", *text);
    else if (*text == '\n')
      str_puts(out, "\\n");
    else if (*text == '\t')
      str_puts(out, "\\t");
    else
      str_putc(out, *text);
  str_putc(out, '"');
}

static bool is_for_exam(const struct node *item) {
  const struct node *use = node_get(item, "use");
  return use && use->kind == NODE_SCALAR && strcmp(use->text, "exam") == 0;
}

struct writing {
  struct str *out;
  const struct node *quiz, *questions;
};

static void put(const struct writing *w, const struct node *node);

static void put_list(const struct writing *w, const struct node *list) {
  bool first = true;
  str_putc(w->out, '[');
  for (size_t i = 0; i < list->n; i++) {
    if (list == w->questions && is_for_exam(list->items[i]))
      continue;
    str_puts(w->out, first ? "\n" : ",\n");
    put(w, list->items[i]);
    first = false;
  }
  str_putc(w->out, ']');
}

static void put_map(const struct writing *w, const struct node *map) {
  bool first = true;
  str_putc(w->out, '{');
  for (size_t i = 0; i < map->n; i++) {
    const struct node_entry *entry = &map->entries[i];
    if (map == w->quiz && strcmp(entry->key->text, "exam") == 0)
      continue;
    str_puts(w->out, first ? "" : ",\n");
    put_text(w->out, entry->key->text);
    str_puts(w->out, ": ");
    put(w, entry->value);
    first = false;
  }
  str_putc(w->out, '}');
}

static void put(const struct writing *w, const struct node *node) {
  if (node->kind == NODE_LIST)
    put_list(w, node);
  else if (node->kind == NODE_MAP)
    put_map(w, node);
  else if (node_is_null(node))
    str_puts(w->out, "null");
  else
    put_text(w->out, node->text);
}

bool course_without_exam(const char *bytes, size_t len, const char *shown, struct str *out,
                         struct diags *diags) {
  struct arena arena = {0};
  struct reading r = {.arena = &arena, .diags = diags};
  size_t errors = diags->errors;
  const struct node *root = yaml_read_bytes(&r, bytes, len, shown);
  const struct node *quiz = node_get(root, "quiz");
  const struct writing w = {out, quiz, node_get(quiz, "questions")};
  bool good = root && diags->errors == errors && node_get(quiz, "exam");
  if (good) {
    put(&w, root);
    str_putc(out, '\n');
  }
  arena_done(&arena);
  return good;
}
