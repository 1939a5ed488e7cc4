/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that are put in order or paired, and small things that several kinds need. */
#include "assess/shared.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const line_keys[] = {"item", "why", "was"};

enum {
  LINE_KEYS = sizeof line_keys / sizeof line_keys[0],
  FOLD_BYTE = 12, /* work to fold a byte, by measure: some ligatures become eighteen letters */
};

static const char *line_scalar(struct reading *r, const struct node *node) {
  if (node->kind == NODE_SCALAR && !node_is_null(node) && node->text[strspn(node->text, " \t\n")])
    return node->text;
  if (node->kind == NODE_SCALAR)
    node_error(r, node, "text.empty", NULL, _("there is no text here"));
  else
    node_error(r, node, "type.text", _("If the brackets belong to the text, quote it."),
               _("a text is expected here"));
  return "";
}

const char *line_build(struct reading *r, const struct node *node, struct part *line) {
  const char *was = NULL;
  *line = (struct part){0};
  if (node->kind == NODE_MAP) {
    read_keys(r, node, line_keys, LINE_KEYS);
    was = read_optional(r, node, "was");
    line->why = read_optional(r, node, "why");
    line->text = read_text(r, node, "item");
  } else {
    line->text = line_scalar(r, node);
  }
  const char *by = was ? was : line->text;
  line->name = seal_name(by);
  return by;
}

void line_unlike(struct reading *r, const struct node *node, const struct part *lines, size_t at) {
  for (size_t i = 0; i < at && lines[at].text[0]; i++)
    if (lines[i].text[0] && lines[i].name == lines[at].name) {
      node_error(r, node, "item.duplicate-line", _("Reword or remove one of them."),
                 _("this stands here twice"));
      return;
    }
}

size_t list_within(struct reading *r, const struct node *list, size_t least, size_t most,
                   const char *few, const char *many) {
  bool short_of = list->n < least && !list->partial;
  if (short_of || list->n > most)
    node_error(r, list, short_of ? few : many, NULL, _("%zu here; %zu to %zu are possible"),
               list->n, least, most);
  return list->n < most ? list->n : most;
}

void lines_reason_check(struct reading *r, const struct node *map, const struct item *item) {
  bool any = false;
  for (size_t i = 0; i < item->n_parts; i++)
    any = any || item->parts[i].why;
  if (!any)
    reason_check(r, map, item);
}

void name_canon(struct canon *canon, const char *label, uint64_t name) {
  char hex[17] = {0};
  for (size_t i = 0; i < 16; i++)
    hex[i] = "0123456789abcdef"[name >> (60 - 4 * i) & 15];
  canon_key(canon, label, hex);
}

const char *fold_within(struct reading *r, struct arena *arena, const struct node *node,
                        const char *text) {
  if (!reading_left(r))
    return NULL;
  const char *folded = text_fold(arena, text);
  if (reading_work(r, (strlen(text) + strlen(folded)) * FOLD_BYTE))
    return folded;
  node_error(r, node, "item.slow", _("Split the module."),
             _("the answers up to here take too long to compare"));
  return NULL;
}

int32_t share_of(size_t part, size_t whole) {
  return (int32_t)((part * SCORE_ONE + whole / 2) / whole);
}
