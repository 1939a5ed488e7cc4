/* SPDX-License-Identifier: GPL-3.0-or-later */
/* order: lines are put in the right order, which is the order written. Score: the share of
 * neighbours kept (methods.md, Items): a line counts if the one that should follow it does. */
#include "assess/shared.h"

#include "base/text.h"

#include <string.h>

enum { LINES_MIN = 3, LINES_MAX = 8 };

static const char *const order_keys[] = {"order", "items", NULL};

static bool order_build(struct reading *r, const struct node *map, struct item *item) {
  const struct node *list = read_list(r, map, "items", true);
  if (!list)
    return false;
  size_t n = list_within(r, list, LINES_MIN, LINES_MAX, "item.few-lines", "item.many-lines");
  struct part *parts = arena_array(r->arena, n, sizeof *parts);
  for (size_t i = 0; i < n; i++) {
    (void)line_build(r, list->items[i], &parts[i]);
    line_unlike(r, list->items[i], parts, i);
  }
  item->parts = parts;
  item->n_parts = n;
  return true;
}

static void order_canon(const struct item *item, struct canon *canon) {
  canon_key(canon, "kind", item_kind_of(item)->key);
  for (size_t i = 0; i < item->n_parts; i++) {
    name_canon(canon, "line", item->parts[i].name);
    canon_text(canon, "text", item->parts[i].text);
    canon_text(canon, "why", item->parts[i].why);
  }
}

static void order_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                        void *ctx) {
  (void)item, (void)each, (void)ctx; /* all of it is stem and parts */
}

static size_t kept(const struct response *response) {
  size_t n = 0;
  for (size_t i = 1; i < response->n; i++)
    n += response->pick[i] == response->pick[i - 1] + 1;
  return n;
}

/* How many links are right, and not which: that would be half of the key. */
static void tell_links(const struct response *response, struct page *page) {
  size_t links = response->n - 1u, right = kept(response);
  if (right < links)
    page_add_notice(
        page, TONE_PLAIN,
        arena_printf(page->arena, _("Lines with the right next line: %zu of %zu."), right, links));
}

/* In an answer that has every line. */
static size_t place_in(const struct response *response, size_t part) {
  size_t at = 0;
  while (response->pick[at] != part)
    at++;
  return at;
}

static bool is_right(const struct item *item, const struct response *response) {
  for (size_t i = 0; i < item->n_parts; i++)
    if (response->pick[i] != i)
      return false;
  return true;
}

static struct choice key_row(const struct item *item, size_t part, const struct response *response,
                             struct arena *arena) {
  struct choice row = {
      .value = (uint8_t)part, .text = item->parts[part].text, .note = item->parts[part].why};
  if (!response || is_right(item, response)) /* all in its place: no line need say so */
    return row;
  size_t at = place_in(response, part);
  row.tone = at == part ? TONE_GOOD : TONE_BAD;
  row.word =
      at == part ? _("you had it here") : arena_printf(arena, _("you had it in place %zu"), at + 1);
  return row;
}

static void order_page(const struct item *item, const uint8_t *order, enum show show,
                       const struct response *response, struct page *page) {
  struct choice rows[RESPONSE_PICKS] = {0};
  uint32_t picked;
  bool whole = response && response->n == item->n_parts && parts_picked(item, response, &picked);
  const uint8_t *shown = whole ? response->pick : order;
  for (size_t i = 0; i < item->n_parts; i++)
    if (show == SHOW_KEY)
      rows[i] = key_row(item, i, whole ? response : NULL, page->arena);
    else
      rows[i] = (struct choice){.value = shown[i], .text = item->parts[shown[i]].text};
  page_add_order(page, ITEM_BLOCK, rows, item->n_parts, show == SHOW_ASK);
  if (show != SHOW_ASK && whole)
    tell_links(response, page);
  if (show == SHOW_KEY)
    reason_page(item, page);
}

static struct grade order_grade(const struct item *item, const struct response *response) {
  uint32_t picked;
  if (item->n_parts < 2 || !parts_picked(item, response, &picked))
    return (struct grade){0};
  return (struct grade){.score = share_of(kept(response), item->n_parts - 1)};
}

/* One of all orders. */
static double order_guess(const struct item *item) {
  double orders = 1;
  for (size_t i = 2; i <= item->n_parts; i++)
    orders *= (double)i;
  return 1 / orders;
}

static void order_solution(const struct item *item, struct response *out) {
  memset(out, 0, sizeof *out);
  for (size_t i = 0; i < item->n_parts; i++)
    out->pick[out->n++] = (uint8_t)i;
}

extern const struct item_kind item_order;
const struct item_kind item_order = {
    .key = "order",
    .shape = SHAPE_ARRANGEMENT,
    .shuffles = true,
    .schema = "\"order\": {\"$ref\": \"#/definitions/text\"}, \"items\": {\"type\": \"array\", "
              "\"minItems\": 3, \"maxItems\": 8, \"items\": " LINE_SCHEMA "}"
              "\torder items",
    .keys = order_keys,
    .build = order_build,
    .check = lines_reason_check,
    .canon = order_canon,
    .texts = order_texts,
    .page = order_page,
    .grade = order_grade,
    .guess = order_guess,
    .solution = order_solution,
};
