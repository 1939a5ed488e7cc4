/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spot: the fields of a panel that are wrong are marked. Score as of choose-all.
 *
 *   panel: |
 *     Born   [12 AUG 1947](wrong: The MRZ says 740812.)
 *     Sex    [F]
 *
 * [text] is a field, (wrong: reason) right behind it says that it is to be marked, and why. \[ \]
 * \( \) and \\ stand for [ ] ( ) and \; brackets ( ) may stand in a reason in pairs. */
#include "assess/shared.h"

#include "base/text.h"

#include <string.h>

enum { FIELDS_MIN = 3, FIELDS_MAX = 20, ROWS_MAX = 20, ROW_CELLS = 72 };

_Static_assert((int)FIELDS_MAX <= (int)RESPONSE_PICKS, "every field can be marked");

struct spot_field {
  size_t row, from, len; /* bytes of the row as shown */
  struct place at;
};

struct spot_body {
  const char *rows[ROWS_MAX];
  size_t n_rows;
  struct spot_field fields[FIELDS_MAX];
};

static const char *const spot_keys[] = {"spot", "panel", NULL};

/* -- Reading a panel ------------------------------------------------------------------------- */

struct panel {
  struct reading *r;
  const struct node *node;
  const char *at, *end; /* end: of the line */
  struct str row;
  struct spot_body *body;
  struct part *parts;
  size_t n_parts; /* all that there are, kept or not */
  bool faulty;
};

#define FAULT(panel, where, code, hint, ...)                                                       \
  ((panel)->faulty = true,                                                                         \
   diag_error((panel)->r->diags,                                                                   \
              node_place((panel)->node, (size_t)((where) - (panel)->node->text)), 1, code, hint,   \
              __VA_ARGS__))

static bool bracket_fault(struct panel *panel, const char *where) {
  FAULT(panel, where, "item.field-bracket",
        _("A field is [text]; a bracket of the text is \\[ or \\]."),
        _("this bracket has no partner"));
  return false;
}

/* Adds the character at at and passes it; behind a backslash a sign is only itself. */
static void take(struct panel *panel, struct str *out) {
  bool escape = *panel->at == '\\' && panel->at + 1 < panel->end && strchr("[]()\\", panel->at[1]);
  panel->at += escape;
  str_putc(out, *panel->at++);
}

/* "(wrong: reason)", behind the field. False: it is something else. */
static bool read_reason(struct panel *panel, struct part *part) {
  static const char word[] = "(wrong";
  const char *open = panel->at;
  struct str reason = {0};
  if ((size_t)(panel->end - open) < sizeof word - 1 || strncmp(open, word, sizeof word - 1) != 0)
    return false;
  panel->at += sizeof word - 1;
  size_t depth = 1, colon = panel->at < panel->end && *panel->at == ':';
  for (panel->at += colon; panel->at < panel->end;) {
    depth += *panel->at == '(';
    depth -= *panel->at == ')';
    if (!depth)
      break;
    take(panel, &reason);
  }
  const char *text = str_text(&reason);
  text += strspn(text, " ");
  part->right = true;
  part->why = *text ? arena_strdup(panel->r->arena, text) : NULL;
  bool good = panel->at < panel->end && (colon || !part->why);
  str_done(&reason);
  panel->at += good;
  return good;
}

/* A text that stands twice on the panel is told apart by which time it is. */
static uint64_t field_name(const struct panel *panel, const char *text) {
  size_t before = 0;
  for (size_t i = 0; i < panel->n_parts; i++)
    before += strcmp(panel->parts[i].text, text) == 0;
  return seal_name(before ? arena_printf(panel->r->arena, "%s\n%zu", text, before + 1) : text);
}

/* Keeps the field that was just read; one too many is counted only. */
static void keep_field(struct panel *panel, struct part part, size_t from, const char *open) {
  if (panel->n_parts < FIELDS_MAX) {
    part.name = field_name(panel, part.text);
    panel->parts[panel->n_parts] = part;
    panel->body->fields[panel->n_parts] =
        (struct spot_field){panel->body->n_rows, from, strlen(part.text),
                            node_place(panel->node, (size_t)(open - panel->node->text))};
  }
  panel->n_parts++;
}

static bool read_field(struct panel *panel) {
  const char *open = panel->at++;
  size_t from = panel->row.len;
  while (panel->at < panel->end && *panel->at != ']' && *panel->at != '[')
    take(panel, &panel->row);
  if (panel->at == panel->end || *panel->at == '[')
    return bracket_fault(panel, open);
  panel->at++;
  struct part part = {.text = arena_strdup(panel->r->arena, str_text(&panel->row) + from)};
  if (!part.text[strspn(part.text, " ")]) {
    FAULT(panel, open, "item.field-empty", _("Show what is missing by a sign, such as [-]."),
          _("a field without text"));
    return false;
  }
  const char *behind = panel->at;
  if (behind < panel->end && *behind == '(' && !read_reason(panel, &part)) {
    FAULT(panel, behind, "item.field-reason",
          _("Write (wrong: the reason); if the bracket is of the text, write \\(."),
          _("what stands behind a field says why it is wrong"));
    return false;
  }
  keep_field(panel, part, from, open);
  return true;
}

static bool read_piece(struct panel *panel) {
  if (*panel->at == '[')
    return read_field(panel);
  if (*panel->at == ']')
    return bracket_fault(panel, panel->at);
  take(panel, &panel->row);
  return true;
}

/* What is left of a line with a mistake is passed over. */
static void read_row(struct panel *panel) {
  const char *begin = panel->at, *tab = memchr(begin, '\t', (size_t)(panel->end - begin));
  bool good = !tab;
  str_clear(&panel->row);
  if (tab)
    FAULT(panel, tab, "item.tab", _("Write blanks: a tab is of another width elsewhere."),
          _("a tab in a panel"));
  while (good && panel->at < panel->end)
    good = read_piece(panel);
  const char *row = str_text(&panel->row);
  if (good && text_width(row, panel->row.len) > ROW_CELLS)
    FAULT(panel, begin, "text.long", _("Shorten it."), _("a line of a panel has at most %d cells"),
          ROW_CELLS);
  panel->body->rows[panel->body->n_rows++] = arena_strdup(panel->r->arena, row);
}

static void read_panel(struct panel *panel) {
  const char *text = panel->node->text;
  size_t len = strlen(text);
  while (strchr(" \n", text[len - 1])) /* it has more than blanks */
    len--;
  for (const char *next = text; next < text + len; next = panel->end + 1) {
    panel->at = next;
    panel->end = next + strcspn(next, "\n");
    if (panel->end > text + len)
      panel->end = text + len;
    if (panel->body->n_rows == ROWS_MAX) {
      FAULT(panel, next, "item.many-rows", _("Leave out what nobody needs to see."),
            _("a panel has at most %d lines"), ROWS_MAX);
      return;
    }
    read_row(panel);
  }
}

static bool spot_build(struct reading *r, const struct node *map, struct item *item) {
  struct spot_body *body = arena_alloc(r->arena, sizeof *body);
  struct part *parts = arena_array(r->arena, FIELDS_MAX, sizeof *parts);
  const char *text = read_text(r, map, "panel");
  if (!text[strspn(text, " \t\n")])
    return false; /* said */
  struct panel panel = {.r = r, .node = node_get(map, "panel"), .body = body, .parts = parts};
  read_panel(&panel);
  str_done(&panel.row);
  if (panel.n_parts > FIELDS_MAX)
    node_error(r, panel.node, "item.many-fields", _("Leave out the plainest of them."),
               _("%zu fields; at most %d are possible"), panel.n_parts, FIELDS_MAX);
  item->parts = parts;
  item->n_parts = panel.n_parts < FIELDS_MAX ? panel.n_parts : FIELDS_MAX;
  item->body = body;
  return !panel.faulty;
}

static void spot_check(struct reading *r, const struct node *map, const struct item *item) {
  const struct node *node = node_get(map, "panel");
  const struct spot_body *body = item->body;
  size_t right = parts_right(item);
  for (size_t i = 0; i < item->n_parts; i++)
    if (item->parts[i].right && !item->parts[i].why)
      diag_error(r->diags, body->fields[i].at, 1, "item.no-reason",
                 _("Write [text](wrong: reason)."), _("a wrong field without a reason"));
  if (item->n_parts < FIELDS_MIN)
    node_error(r, node, "item.few-fields", _("A field is [text]."),
               _("%zu fields; %d to %d are possible"), item->n_parts, FIELDS_MIN, FIELDS_MAX);
  if (!right)
    node_error(r, node, "item.no-key", _("Write [text](wrong: reason)."), _("no field is wrong"));
  else if (right == item->n_parts)
    node_error(r, node, "item.all-right", _("Make fields of what is as it should be, too."),
               _("every field is wrong"));
}

static void spot_canon(const struct item *item, struct canon *canon) {
  const struct spot_body *body = item->body;
  canon_key(canon, "kind", item_kind_of(item)->key);
  for (size_t i = 0; i < item->n_parts; i++) {
    name_canon(canon, item->parts[i].right ? "right" : "wrong", item->parts[i].name);
    canon_text(canon, "why", item->parts[i].why);
  }
  for (size_t i = 0; i < body->n_rows; i++)
    canon_text(canon, "row", body->rows[i]);
}

static void spot_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                       void *ctx) {
  const struct spot_body *body = item->body;
  for (size_t i = 0; i < body->n_rows; i++)
    each(ctx, body->rows[i]);
}

/* -- What is seen ---------------------------------------------------------------------------- */

/* Before the key is shown only what was marked is judged. */
static void judge(const struct part *part, enum show show, bool picked, struct field *field) {
  bool key = show == SHOW_KEY && part->right;
  field->marked = picked;
  if (picked)
    field->word = part->right ? _("your answer, right") : _("your answer, wrong");
  else if (key)
    field->word = _("to be marked");
  if (picked || key)
    field->tone = picked && part->right ? TONE_GOOD : TONE_BAD;
  if (picked || key)
    field->note = part->why;
}

static void spot_page(const struct item *item, const uint8_t *order, enum show show,
                      const struct response *response, struct page *page) {
  const struct spot_body *body = item->body;
  struct field fields[FIELDS_MAX] = {0};
  uint32_t picked = 0;
  (void)order;
  if (response)
    parts_picked(item, response, &picked);
  for (size_t i = 0; i < item->n_parts; i++) {
    const struct spot_field *at = &body->fields[i];
    fields[i] = (struct field){.row = at->row,
                               .from = at->from,
                               .len = at->len,
                               .value = (uint8_t)i,
                               .marked = picked >> i & 1};
    if (show != SHOW_ASK)
      judge(&item->parts[i], show, picked >> i & 1, &fields[i]);
  }
  page_add_fields(page, ITEM_BLOCK, NULL, body->rows, body->n_rows, fields, item->n_parts,
                  show == SHOW_ASK);
  if (show == SHOW_KEY)
    reason_page(item, page);
}

extern const struct item_kind item_spot;
const struct item_kind item_spot = {
    .key = "spot",
    .shape = SHAPE_REGION,
    .schema = "\"spot\": {\"$ref\": \"#/definitions/text\"}, "
              "\"panel\": {\"type\": \"string\", \"pattern\": \"\\\\[\"}"
              "\tspot panel",
    .keys = spot_keys,
    .build = spot_build,
    .check = spot_check,
    .canon = spot_canon,
    .texts = spot_texts,
    .page = spot_page,
    .grade = picks_grade,
    .guess = picks_guess,
    .solution = options_solution,
};
