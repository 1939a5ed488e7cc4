/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fill: words are typed into the gaps of a text: "A line has {44|forty-four} characters."
 *
 * Within the text \{ \} \| and \\ stand for { } | and \. The text is plain, no Markdown: what is
 * typed stands in the middle of it. An answer is right if it equals a form of its gap without case,
 * accents and spare space. Score: share right (methods.md, Items). */
#include "assess/shared.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { GAPS_MAX = 6, FORMS_MAX = 8, GAP_TYPED = 80 };

_Static_assert(GAPS_MAX *(GAP_TYPED + 1) <= RESPONSE_TEXT, "all gaps fit into a response");

struct fill_gap {
  const char *forms[FORMS_MAX];
  size_t n;
  size_t at[FORMS_MAX]; /* of each form, in the text as written */
};

struct fill_body {
  const char *pieces[GAPS_MAX + 1];
  struct fill_gap gaps[GAPS_MAX];
  size_t n;
};

static const char *const fill_keys[] = {"fill", NULL};

/* -- Reading --------------------------------------------------------------------------------- */

struct fill_text {
  struct reading *r;
  const struct node *node;
  const char *at;
  struct str part; /* of a piece or a form, as far as it is read */
};

#define FAULT(text, where, code, hint, ...)                                                        \
  diag_error((text)->r->diags, node_place((text)->node, (size_t)((where) - (text)->node->text)),   \
             1, code, hint, __VA_ARGS__)

/* Reads up to one of the ends (or the end of the text) and gives what stood before it. */
static const char *read_until(struct fill_text *text, const char *ends) {
  str_clear(&text->part);
  for (; *text->at && !strchr(ends, *text->at); text->at++) {
    bool escape = *text->at == '\\' && text->at[1] && strchr("{}|\\", text->at[1]);
    text->at += escape;
    str_putc(&text->part, *text->at == '\n' ? ' ' : *text->at);
  }
  return arena_strdup(text->r->arena, str_text(&text->part));
}

static bool brace_fault(struct fill_text *text, const char *where) {
  FAULT(text, where, "item.gap-brace", _("A gap is {answer}; a brace of the text is \\{ or \\}."),
        _("this brace has no partner"));
  return false;
}

/* From behind the brace to behind the other one. */
static bool read_gap(struct fill_text *text, struct fill_gap *gap) {
  const char *open = text->at - 1;
  for (;;) {
    const char *from = text->at, *form = read_until(text, "{|}");
    if (*text->at == '\0' || *text->at == '{')
      return brace_fault(text, open); /* it was forgotten to close */
    if (gap->n == FORMS_MAX) {
      FAULT(text, from, "item.many-forms", _("Leave out the rarest of them."),
            _("a gap has at most %d forms"), FORMS_MAX);
      return false;
    }
    gap->at[gap->n] = (size_t)(from - text->node->text);
    gap->forms[gap->n++] = form;
    if (*text->at++ == '}')
      return true;
  }
}

static bool read_gaps(struct fill_text *text, struct fill_body *body) {
  for (;; body->n++) {
    body->pieces[body->n] = read_until(text, "{}");
    if (!*text->at)
      return true;
    if (*text->at == '}')
      return brace_fault(text, text->at);
    if (body->n == GAPS_MAX) {
      FAULT(text, text->at, "item.many-gaps", _("Make two questions of it."),
            _("more than %d gaps"), GAPS_MAX);
      return false;
    }
    text->at++;
    if (!read_gap(text, &body->gaps[body->n]))
      return false;
  }
}

/* Adds a piece with what would be Markdown escaped: signs within a line, and whatever stands first,
 * also behind a number, and would begin a list or a heading. */
static void add_escaped(struct str *stem, const char *piece) {
  bool begun = strspn(str_text(stem), "0123456789") < stem->len;
  for (const char *at = piece + (stem->len ? 0 : strspn(piece, " ")); *at; at++) {
    bool first = !begun && (unsigned char)*at < 0x80 && ispunct((unsigned char)*at);
    if (first || strchr("\\`*_[]<&", *at))
      str_putc(stem, '\\');
    str_putc(stem, *at);
    begun = begun || !isdigit((unsigned char)*at);
  }
}

/* The text as CommonMark, each gap as four low lines. */
static const char *stem_of(struct arena *arena, const struct fill_body *body) {
  struct str stem = {0};
  for (size_t i = 0; i <= body->n; i++) {
    add_escaped(&stem, body->pieces[i]);
    str_puts(&stem, i < body->n ? "\\_\\_\\_\\_" : "");
  }
  const char *kept = arena_strdup(arena, str_text(&stem));
  str_done(&stem);
  return kept;
}

static bool fill_build(struct reading *r, const struct node *map, struct item *item) {
  const struct node *node = node_get(map, "fill");
  struct fill_body *body = arena_alloc(r->arena, sizeof *body);
  if (!item->stem[strspn(item->stem, " \t\n")])
    return false; /* said */
  struct fill_text text = {.r = r, .node = node, .at = node->text};
  bool good = read_gaps(&text, body);
  str_done(&text.part);
  item->body = body;
  if (good)
    item->stem = stem_of(r->arena, body);
  return good;
}

/* -- Checks ---------------------------------------------------------------------------------- */

static void form_check(struct reading *r, const struct node *node, const struct fill_gap *gap,
                       size_t i, struct arena *arena) {
  const char *form = gap->forms[i];
  if (strlen(form) > GAP_TYPED) {
    diag_error(r->diags, node_place(node, gap->at[i]), 1, "text.long", _("Shorten it."),
               _("no more than %d bytes can be typed"), GAP_TYPED);
    return;
  }
  const char *folded = fold_within(r, arena, node, form);
  if (folded && !*folded)
    diag_error(r->diags, node_place(node, gap->at[i]), 1, "item.gap-empty",
               _("Write the answer in words or digits."), _("an empty answer cannot be accepted"));
}

static void fill_check(struct reading *r, const struct node *map, const struct item *item) {
  const struct fill_body *body = item->body;
  const struct node *node = node_get(map, "fill");
  struct arena arena = {0};
  reason_check(r, map, item);
  if (!body->n)
    node_error(r, node, "item.no-gap", _("Put what is to be typed into braces: {answer}."),
               _("the text has no gap"));
  for (size_t i = 0; i < body->n; i++)
    for (size_t j = 0; j < body->gaps[i].n; j++)
      form_check(r, node, &body->gaps[i], j, &arena);
  arena_done(&arena);
}

static void fill_canon(const struct item *item, struct canon *canon) {
  const struct fill_body *body = item->body;
  canon_key(canon, "kind", item_kind_of(item)->key);
  for (size_t i = 0; i < body->n; i++) {
    canon_key(canon, "gap", "");
    for (size_t j = 0; j < body->gaps[i].n; j++)
      canon_key(canon, "accept", body->gaps[i].forms[j]);
  }
}

static void fill_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                       void *ctx) {
  const struct fill_body *body = item->body;
  for (size_t i = 0; i < body->n; i++)
    for (size_t j = 0; j < body->gaps[i].n; j++)
      each(ctx, body->gaps[i].forms[j]);
}

/* -- Answers --------------------------------------------------------------------------------- */

/* What was typed into each gap: the lines of the answer; "" where there are no more. */
static void split(struct arena *arena, const struct response *response, size_t n,
                  const char *typed[GAPS_MAX]) {
  const char *at = response ? response->text : "";
  for (size_t i = 0; i < n; i++) {
    size_t len = strcspn(at, "\n");
    typed[i] = arena_strndup(arena, at, len);
    at += len + (at[len] == '\n');
  }
}

static bool gap_right(struct arena *arena, const struct fill_gap *gap, const char *typed) {
  const char *folded = text_fold(arena, typed);
  for (size_t i = 0; folded[0] && i < gap->n; i++)
    if (strcmp(folded, text_fold(arena, gap->forms[i])) == 0)
      return true;
  return false;
}

static struct grade fill_grade(const struct item *item, const struct response *response) {
  const struct fill_body *body = item->body;
  const char *typed[GAPS_MAX];
  struct arena arena = {0};
  size_t right = 0;
  split(&arena, response, body->n, typed);
  for (size_t i = 0; i < body->n; i++)
    right += gap_right(&arena, &body->gaps[i], typed[i]);
  arena_done(&arena);
  return (struct grade){.score = body->n ? share_of(right, body->n) : 0};
}

/* -- What is seen ---------------------------------------------------------------------------- */

/* With the key the right word stands in the gap, and beside it what was typed. */
static struct gap told_gap(const struct fill_gap *gap, const char *typed, enum show show,
                           struct arena *arena) {
  bool right = gap_right(arena, gap, typed), key = show == SHOW_KEY && !right;
  struct gap row = {
      .value = key ? gap->forms[0] : typed, .max = GAP_TYPED, .tone = right ? TONE_GOOD : TONE_BAD};
  if (right)
    row.word = _("your answer, right");
  else if (!*typed)
    row.word = _("not answered");
  else
    row.word =
        key ? arena_printf(arena, _("wrong; you answered: %s"), typed) : _("your answer, wrong");
  return row;
}

static void fill_page(const struct item *item, const uint8_t *order, enum show show,
                      const struct response *response, struct page *page) {
  const struct fill_body *body = item->body;
  const char *typed[GAPS_MAX];
  struct gap rows[GAPS_MAX] = {0};
  (void)order;
  split(page->arena, response, body->n, typed);
  for (size_t i = 0; i < body->n; i++)
    if (show != SHOW_ASK && response)
      rows[i] = told_gap(&body->gaps[i], typed[i], show, page->arena);
    else
      rows[i] = (struct gap){.value = show == SHOW_KEY ? body->gaps[i].forms[0] : typed[i],
                             .max = GAP_TYPED};
  page_add_plain(page, ngettext("Fill the gap.", "Fill the gaps.", body->n));
  page_add_gaps(page, ITEM_BLOCK, body->pieces, rows, body->n, show == SHOW_ASK);
  if (show == SHOW_KEY)
    reason_page(item, page);
}

static double fill_guess(const struct item *item) {
  (void)item;
  return 0;
}

static void fill_solution(const struct item *item, struct response *out) {
  const struct fill_body *body = item->body;
  size_t n = 0;
  memset(out, 0, sizeof *out);
  for (size_t i = 0; i < body->n; i++) {
    size_t len = strnlen(body->gaps[i].forms[0], GAP_TYPED);
    memcpy(out->text + n, body->gaps[i].forms[0], len);
    n += len;
    if (i + 1 < body->n)
      out->text[n++] = '\n';
  }
}

extern const struct item_kind item_fill;
const struct item_kind item_fill = {
    .key = "fill",
    .shape = SHAPE_TEXT,
    .stem_inside = true,
    .schema = "\"fill\": {\"type\": \"string\", \"pattern\": \"\\\\{\"}\tfill",
    .keys = fill_keys,
    .build = fill_build,
    .check = fill_check,
    .canon = fill_canon,
    .texts = fill_texts,
    .page = fill_page,
    .grade = fill_grade,
    .guess = fill_guess,
    .solution = fill_solution,
};
