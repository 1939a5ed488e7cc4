/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess/shared.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

static const char *const option_keys[] = {"right", "wrong", "why", "was"};

enum { OPTION_KEYS = sizeof option_keys / sizeof option_keys[0] };

static void option_build(struct reading *r, const struct node *map, struct part *part) {
  bool right = node_get(map, "right") != NULL;
  bool wrong = node_get(map, "wrong") != NULL;
  if (map->kind != NODE_MAP || right == wrong) {
    if (map->kind != NODE_MAP || !map->partial)
      node_error(r, map, "item.option", _("Write `- right: ...` or `- wrong: ...`."),
                 _("an option is either right or wrong"));
    part->text = "";
    return;
  }
  read_keys(r, map, option_keys, OPTION_KEYS);
  const char *was = read_optional(r, map, "was");
  part->text = read_text(r, map, right ? "right" : "wrong");
  part->why = read_optional(r, map, "why");
  part->name = seal_name(was ? was : part->text);
  part->right = right;
}

bool options_build(struct reading *r, const struct node *map, struct item *item) {
  const struct node *list = read_list(r, map, "options", true);
  if (!list)
    return false;
  size_t n = list->n;
  if (n > RESPONSE_PICKS) {
    node_error(r, list, "item.many-options", _("Leave out the weakest of them."),
               _("%zu options; at most %d can be shown"), n, RESPONSE_PICKS);
    n = RESPONSE_PICKS;
  }
  struct part *parts = arena_array(r->arena, n, sizeof *parts);
  for (size_t i = 0; i < n; i++)
    option_build(r, list->items[i], &parts[i]);
  item->parts = parts;
  item->n_parts = n;
  return true;
}

static void option_check(struct reading *r, const struct node *node, const struct item *item,
                         size_t at) {
  const struct part *part = &item->parts[at];
  if (!part->text[0])
    return; /* said while it was read */
  for (size_t i = 0; i < at; i++)
    if (item->parts[i].text[0] && item->parts[i].name == part->name) {
      node_error(r, node, "item.duplicate-option", _("Reword or remove one of them."),
                 _("this option stands here twice"));
      break;
    }
  if (!part->right && !part->why && !node->partial)
    node_error(r, node, "item.no-reason", _("Add `why:` with what speaks against it."),
               _("a wrong option without a reason"));
}

void options_check(struct reading *r, const struct node *map, const struct item *item) {
  const struct node *list = node_get(map, "options");
  size_t right = parts_right(item);
  assert(list && list->kind == NODE_LIST); /* or nothing was built */
  for (size_t i = 0; i < item->n_parts; i++)
    option_check(r, list->items[i], item, i);
  if (!node_is_whole(list))
    return; /* what is missing may have been meant to be there */
  if (item->n_parts < 2)
    node_error(r, list, "item.few-options", _("Give at least one right and one wrong option."),
               _("a question needs two options"));
  if (right == 0)
    node_error(r, list, "item.no-key", _("Mark what is right with `right:`."),
               _("no option is right"));
  else if (right == item->n_parts)
    node_error(r, list, "item.all-right", _("Mark what is wrong with `wrong:`."),
               _("every option is right"));
}

void options_canon(const struct item *item, struct canon *canon) {
  canon_key(canon, "kind", item_kind_of(item)->key);
  for (size_t i = 0; i < item->n_parts; i++) {
    const struct part *part = &item->parts[i];
    name_canon(canon, part->right ? "right" : "wrong", part->name);
    canon_text(canon, "text", part->text);
    canon_text(canon, "why", part->why);
  }
}

const char *options_text(const struct part *part) { return part->text; }

/* What is said of a row; NULL: nothing. Before the key is shown only what was picked is judged. */
static const char *option_word(const struct part *part, enum show show, bool picked) {
  if (picked)
    return part->right ? _("your answer, right") : _("your answer, wrong");
  if (show != SHOW_KEY)
    return NULL;
  return part->right ? _("right") : _("wrong");
}

static struct choice option_row(const struct part *part, uint8_t value, enum show show, bool picked,
                                const char *text) {
  struct choice row = {.value = value, .text = text, .marked = picked};
  if (show == SHOW_ASK)
    return row;
  row.word = option_word(part, show, picked);
  if (picked || (show == SHOW_KEY && part->right))
    row.tone = part->right ? TONE_GOOD : TONE_BAD;
  if (picked || show == SHOW_KEY)
    row.note = part->why;
  return row;
}

void options_page(const struct item *item, const uint8_t *order, enum show show,
                  const struct response *response, bool many,
                  const char *(*text)(const struct part *part), struct page *page) {
  struct choice rows[RESPONSE_PICKS] = {0};
  uint32_t picked = 0;
  if (response)
    parts_picked(item, response, &picked);
  for (size_t i = 0; i < item->n_parts; i++) {
    const struct part *part = &item->parts[order[i]];
    rows[i] = option_row(part, order[i], show, picked >> order[i] & 1, text(part));
  }
  page_add_choices(page, ITEM_BLOCK, rows, item->n_parts, many, show == SHOW_ASK);
  if (show == SHOW_KEY)
    reason_page(item, page);
}

void options_solution(const struct item *item, struct response *out) {
  memset(out, 0, sizeof *out);
  for (size_t i = 0; i < item->n_parts; i++)
    if (item->parts[i].right)
      out->pick[out->n++] = (uint8_t)i;
}

size_t parts_right(const struct item *item) {
  size_t right = 0;
  for (size_t i = 0; i < item->n_parts; i++)
    right += item->parts[i].right;
  return right;
}

bool parts_picked(const struct item *item, const struct response *response, uint32_t *picked) {
  *picked = 0;
  if (response->n > RESPONSE_PICKS)
    return false;
  for (size_t i = 0; i < response->n; i++) {
    uint8_t part = response->pick[i];
    if (part >= item->n_parts || *picked >> part & 1)
      return false;
    *picked |= UINT32_C(1) << part;
  }
  return true;
}
