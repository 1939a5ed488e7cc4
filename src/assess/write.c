/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write: a short answer is typed. It is right if it equals an accepted form (without case, accents
 * and spare space), or else if the pattern matches it. */
#include "assess/shared.h"

#include "base/re.h"
#include "base/text.h"

#include <string.h>

struct write_body {
  const char *const *accept; /* as written */
  size_t n_accept;
  const char *pattern; /* NULL if none */
};

static const char *const write_keys[] = {"write", "accept", "pattern", "reject", NULL};

/* The texts of a list; whatever is no text is reported and left out. */
static size_t read_texts(struct reading *r, const struct node *list, const char *const **out) {
  const char **texts = arena_array(r->arena, list->n, sizeof *texts);
  size_t n = 0;
  for (size_t i = 0; i < list->n; i++) {
    const struct node *node = list->items[i];
    if (node->kind != NODE_SCALAR)
      node_error(r, node, "type.text", NULL, _("a text is expected here"));
    else
      texts[n++] = arena_strdup(r->arena, node->text);
  }
  *out = texts;
  return n;
}

static bool write_build(struct reading *r, const struct node *map, struct item *item) {
  struct write_body *body = arena_alloc(r->arena, sizeof *body);
  const struct node *accept = read_list(r, map, "accept", false);
  body->pattern = read_optional(r, map, "pattern");
  if (accept)
    body->n_accept = read_texts(r, accept, &body->accept);
  if (!accept && node_get(map, "accept") && !node_is_null(node_get(map, "accept")))
    return false; /* not a list: said */
  item->body = body;
  return true;
}

static bool same_text(struct arena *arena, const char *a, const char *b) {
  const char *folded = text_fold(arena, a);
  return folded[0] && strcmp(folded, text_fold(arena, b)) == 0;
}

static bool accepted(struct arena *arena, const struct write_body *body, const char *text) {
  for (size_t i = 0; i < body->n_accept; i++)
    if (same_text(arena, body->accept[i], text))
      return true;
  return false;
}

static const char *trim(struct arena *arena, const char *text) {
  const char *from = text + strspn(text, " \t");
  size_t len = strlen(from);
  while (len && (from[len - 1] == ' ' || from[len - 1] == '\t'))
    len--;
  return arena_strndup(arena, from, len);
}

/* -- Checks ---------------------------------------------------------------------------------- */

enum {
  FORMS_MAX = 64, /* accepted forms, and rejected ones */
  FOLD_BYTE = 12, /* work to fold a byte, by measure: some ligatures become eighteen letters */
};

struct trial {
  struct reading *r;
  struct arena arena;
  const struct re *re;           /* NULL if there is none */
  const char *accept[FORMS_MAX]; /* folded */
  size_t n_accept;
};

/* Asked only while something is left, so that it is said once. */
static bool spend(struct reading *r, const struct node *node, size_t work) {
  bool enough = reading_work(r, work);
  if (!enough)
    node_error(r, node, "item.pattern-slow", _("Simplify the patterns, or split the module."),
               _("the answers and patterns up to here take too long to try out"));
  return enough;
}

/* Folded; NULL where there is no more work left for it, or nobody could type it: then said. */
static const char *fold_form(struct trial *trial, const struct node *node) {
  size_t len = strlen(node->text);
  if (len >= RESPONSE_TEXT) {
    node_error(trial->r, node, "text.long", _("Shorten it."),
               _("no more than %d bytes can be typed"), RESPONSE_TEXT - 1);
    return NULL;
  }
  if (!reading_left(trial->r))
    return NULL;
  const char *folded = text_fold(&trial->arena, node->text);
  return spend(trial->r, node, (len + strlen(folded)) * FOLD_BYTE) ? folded : NULL;
}

/* True if the pattern says so of the text, or asks for more work than is left, or gave up: then that
 * is said. Something is left: the text was folded before. */
static bool pattern_says(struct trial *trial, const struct node *node, enum re_result wanted) {
  size_t work = 0;
  enum re_result result = re_try(trial->re, trim(&trial->arena, node->text), &work);
  if (!spend(trial->r, node, work))
    return true;
  if (result == RE_LIMIT)
    node_error(trial->r, node, "item.pattern-limit",
               _("Take repetitions out of repetitions, so that it can fail quickly."),
               _("the pattern gives up on this text: such an answer would be called faulty"));
  return result == RE_LIMIT || result == wanted;
}

static size_t forms(struct reading *r, const struct node *list) {
  if (list->n <= FORMS_MAX)
    return list->n;
  node_error(r, list, "item.many-forms", _("Say most of them in a pattern."),
             _("%zu of them; at most %d are possible"), list->n, FORMS_MAX);
  return FORMS_MAX;
}

static void check_accept(struct trial *trial, const struct node *list) {
  for (size_t i = 0, n = forms(trial->r, list); i < n; i++) {
    const struct node *node = list->items[i];
    if (node->kind != NODE_SCALAR)
      continue;
    const char *folded = fold_form(trial, node);
    if (!folded)
      continue;
    trial->accept[trial->n_accept++] = folded;
    if (!folded[0])
      node_error(trial->r, node, "item.no-accept", _("Write the answer in words or digits."),
                 _("an empty answer cannot be accepted"));
    else if (trial->re && !pattern_says(trial, node, RE_MATCH))
      node_error(trial->r, node, "item.pattern-accept",
                 _("Change the pattern, or leave this form out."),
                 _("the pattern does not match this accepted form"));
  }
}

static bool is_accepted(const struct trial *trial, const char *folded) {
  for (size_t i = 0; folded[0] && i < trial->n_accept; i++)
    if (strcmp(trial->accept[i], folded) == 0)
      return true;
  return false;
}

static void check_reject(struct trial *trial, const struct node *list) {
  for (size_t i = 0, n = forms(trial->r, list); i < n; i++) {
    const struct node *node = list->items[i];
    const char *folded = node->kind == NODE_SCALAR ? fold_form(trial, node) : NULL;
    if (node->kind != NODE_SCALAR)
      node_error(trial->r, node, "type.text", NULL, _("a text is expected here"));
    else if (folded &&
             (is_accepted(trial, folded) || (trial->re && !pattern_says(trial, node, RE_NO))))
      node_error(trial->r, node, "item.pattern-reject",
                 _("Make the pattern or the accepted forms stricter."),
                 _("this would be marked right, and should not be"));
  }
}

/* Compiles the pattern; what is wrong is reported where it is wrong. */
static struct re *check_pattern(struct reading *r, const struct node *node, const char *pattern) {
  char message[160] = "";
  size_t offset = 0;
  if (!reading_left(r))
    return NULL;
  struct re *re = re_new(pattern, message, sizeof message, &offset);
  (void)spend(r, node, re_work(re));
  if (re)
    return re;
  diag_error(r->diags, node_place(node, offset), 1, "item.pattern",
             _("The syntax is that of PCRE2."), _("the pattern is not understood: %s"), message);
  return NULL;
}

static void write_check(struct reading *r, const struct node *map, const struct item *item) {
  const struct write_body *body = item->body;
  const struct node *accept = node_get(map, "accept");
  const struct node *reject = read_list(r, map, "reject", false);
  struct re *re = body->pattern ? check_pattern(r, node_get(map, "pattern"), body->pattern) : NULL;
  struct trial trial = {.r = r, .re = re};
  reason_check(r, map, item);
  if (!body->n_accept && !map->partial && !(accept && accept->partial))
    node_error(r, accept ? accept : map, "item.no-accept",
               _("Add `accept:` with at least one right answer."), _("no answer is accepted"));
  if (accept && accept->kind == NODE_LIST)
    check_accept(&trial, accept);
  if (reject)
    check_reject(&trial, reject);
  arena_done(&trial.arena);
  re_free(re);
}

static void write_canon(const struct item *item, struct canon *canon) {
  const struct write_body *body = item->body;
  canon_key(canon, "kind", item_kind_of(item)->key);
  for (size_t i = 0; i < body->n_accept; i++)
    canon_key(canon, "accept", body->accept[i]);
  canon_key(canon, "pattern", body->pattern);
}

/* The first accepted form is shown with the key; the others are too, by whoever types them. */
static void write_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                        void *ctx) {
  const struct write_body *body = item->body;
  for (size_t i = 0; i < body->n_accept; i++)
    each(ctx, body->accept[i]);
}

static void write_page(const struct item *item, const uint8_t *order, enum show show,
                       const struct response *response, struct page *page) {
  const struct write_body *body = item->body;
  (void)order;
  typed_page(item,
             &(struct typed){.label = _("Your answer"),
                             .most = RESPONSE_TEXT - 1,
                             .accepted = body->n_accept ? body->accept[0] : ""},
             show, response, page);
}

static struct grade pattern_grade(struct arena *arena, const char *pattern, const char *text) {
  char message[8];
  size_t offset;
  struct re *re = re_new(pattern, message, sizeof message, &offset);
  if (!re)
    return (struct grade){.faulty = true};
  enum re_result result = re_match(re, trim(arena, text));
  re_free(re);
  return (struct grade){.score = result == RE_MATCH ? SCORE_ONE : 0, .faulty = result == RE_LIMIT};
}

static struct grade write_grade(const struct item *item, const struct response *response) {
  const struct write_body *body = item->body;
  struct arena arena = {0};
  struct grade grade = {0};
  if (accepted(&arena, body, response->text))
    grade.score = SCORE_ONE;
  else if (body->pattern && response->text[0])
    grade = pattern_grade(&arena, body->pattern, response->text);
  arena_done(&arena);
  return grade;
}

static double write_guess(const struct item *item) {
  (void)item;
  return 0;
}

static void write_solution(const struct item *item, struct response *out) {
  const struct write_body *body = item->body;
  memset(out, 0, sizeof *out);
  if (!body->n_accept)
    return;
  memcpy(out->text, body->accept[0], strnlen(body->accept[0], sizeof out->text - 1));
}

extern const struct item_kind item_write;
const struct item_kind item_write = {
    .key = "write",
    .shape = SHAPE_TEXT,
    .schema = "\"write\": {\"$ref\": \"#/definitions/text\"}, "
              "\"accept\": {\"type\": \"array\", \"minItems\": 1, "
              "\"items\": {\"$ref\": \"#/definitions/text\"}}, "
              "\"pattern\": {\"type\": \"string\", \"maxLength\": 512}, "
              "\"reject\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/text\"}}"
              "\twrite accept",
    .keys = write_keys,
    .build = write_build,
    .check = write_check,
    .canon = write_canon,
    .texts = write_texts,
    .page = write_page,
    .grade = write_grade,
    .guess = write_guess,
    .solution = write_solution,
};
