/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number: a number is typed; right if it is no further than `within` from `equals`.
 *
 * Numbers are whole counts of millionths, so that .1 + .2 is .3 and no platform differs. What is
 * typed may have a decimal point or comma, a sign, and the unit after it, in the digits of any
 * script; no thousands marks. What is no number, or one that could be read in several ways (1/2,
 * 1 000, 12.5.3), is not taken as an answer: who mistypes is told so, and is not ignorant. */
#include "assess/shared.h"

#include "base/text.h"

#include <string.h>

enum { NUMBER_TYPED = 40, WHOLE_DIGITS = 12, PLACES = 6 };

struct number_body {
  int64_t equals, within; /* millionths */
  const char *accepted;   /* as the trainer wrote it */
  const char *unit;       /* NULL if none */
};

struct decimal {
  int64_t millionths; /* cut off, not rounded */
  bool minus;
  bool more; /* there was more behind the last place kept */
};

static const char *const number_keys[] = {"number", "equals", "within", "unit", NULL};

static const char *skip_blanks(const char *at) { return at + strspn(at, " \t"); }

static const char *read_sign(const char *at, bool *minus) {
  static const char real_minus[] = "\xe2\x88\x92"; /* U+2212, from a keyboard that has one */
  bool real = strncmp(at, real_minus, 3) == 0;
  *minus = real || *at == '-';
  return at + (real ? 3 : *at == '-' || *at == '+' ? 1 : 0);
}

/* The places behind the point, moved to millionths. */
static const char *read_places(const char *at, struct decimal *out, size_t *digits) {
  size_t places = 0;
  for (; *at >= '0' && *at <= '9'; at++, ++*digits) {
    if (places < PLACES) {
      out->millionths = out->millionths * 10 + (*at - '0');
      places++;
    } else if (*at != '0')
      out->more = true;
  }
  for (; places < PLACES; places++)
    out->millionths *= 10;
  return at;
}

/* Where the number ends, or NULL if there is none. */
static const char *read_decimal(const char *text, struct decimal *out) {
  size_t digits = 0, kept = 0;
  *out = (struct decimal){0};
  const char *at = read_sign(skip_blanks(text), &out->minus);
  for (; *at >= '0' && *at <= '9'; at++, digits++) {
    kept += kept > 0 || *at != '0';
    if (kept > WHOLE_DIGITS)
      return NULL;
    out->millionths = out->millionths * 10 + (*at - '0');
  }
  at = read_places(*at == '.' || *at == ',' ? at + 1 : at, out, &digits);
  if (out->minus)
    out->millionths = -out->millionths;
  return digits ? at : NULL;
}

static bool node_decimal(struct reading *r, const struct node *map, const char *key,
                         struct decimal *out) {
  const struct node *node = node_get(map, key);
  const char *end = node->kind == NODE_SCALAR ? read_decimal(node->text, out) : NULL;
  if (end && !*skip_blanks(end) && !out->more)
    return true;
  node_error(r, node, "item.number",
             _("Write it with at most twelve digits and six decimal places, such as 12.5."),
             _("`%s` is not a number"), key);
  return false;
}

static bool number_build(struct reading *r, const struct node *map, struct item *item) {
  struct number_body *body = arena_alloc(r->arena, sizeof *body);
  struct decimal equals, within = {0};
  if (!node_get(map, "equals")) {
    if (!map->partial)
      node_error(r, map, "item.no-key", _("Add `equals:` with the right number."),
                 _("the right number is missing"));
    return false;
  }
  if (!node_decimal(r, map, "equals", &equals))
    return false;
  if (node_get(map, "within") && !node_decimal(r, map, "within", &within))
    return false;
  body->equals = equals.millionths;
  body->within = within.millionths;
  body->accepted = arena_strdup(r->arena, node_get(map, "equals")->text);
  body->unit = read_optional(r, map, "unit");
  item->body = body;
  return true;
}

static void number_check(struct reading *r, const struct node *map, const struct item *item) {
  const struct number_body *body = item->body;
  reason_check(r, map, item);
  if (body->within < 0)
    node_error(r, node_get(map, "within"), "item.number", _("Write how far off is still right."),
               _("a distance cannot be negative"));
}

static void number_canon(const struct item *item, struct canon *canon) {
  const struct number_body *body = item->body;
  struct str text = {0};
  canon_key(canon, "kind", item_kind_of(item)->key);
  str_printf(&text, "%lld %lld", (long long)body->equals, (long long)body->within);
  canon_key(canon, "number", str_text(&text));
  canon_text(canon, "accepted", body->accepted);
  canon_key(canon, "unit", body->unit); /* 5 km and 5 miles are not the same answer */
  str_done(&text);
}

static void number_texts(const struct item *item, void (*each)(void *ctx, const char *text),
                         void *ctx) {
  const struct number_body *body = item->body;
  if (body->unit)
    each(ctx, body->unit);
}

static void number_page(const struct item *item, const uint8_t *order, enum show show,
                        const struct response *response, struct page *page) {
  const struct number_body *body = item->body;
  (void)order;
  typed_page(item,
             &(struct typed){.label = _("Number"),
                             .accepted = body->accepted,
                             .unit = body->unit,
                             .most = NUMBER_TYPED},
             show, response, page);
}

/* The rest of what was typed: nothing, or the unit. */
static bool rest_fits(const char *rest, const char *unit) {
  rest = skip_blanks(rest);
  if (!*rest || !unit)
    return !*rest;
  struct arena arena = {0};
  bool same = strcmp(text_fold(&arena, rest), text_fold(&arena, unit)) == 0;
  arena_done(&arena);
  return same;
}

static bool near(const struct number_body *body, int64_t millionths) {
  int64_t off = millionths - body->equals; /* both below 10^18 */
  return off <= body->within && -off <= body->within;
}

/* Digits of every script as 0-9, and the point that goes with Arabic ones (U+066B) as ours. */
static char *plain_number(struct arena *arena, const char *text) {
  char *plain = text_fold(arena, text);
  for (char *at = plain; (at = strstr(at, "\xd9\xab"));) {
    *at++ = '.';
    memmove(at, at + 1, strlen(at));
  }
  return plain;
}

static bool is_right(const struct number_body *body, const char *text) {
  struct decimal typed;
  const char *rest = read_decimal(text, &typed);
  return rest && rest_fits(rest, body->unit) && near(body, typed.millionths) &&
         (!typed.more || near(body, typed.millionths + (typed.minus ? -1 : 1)));
}

/* As it is typed: digits, and behind them nothing, the unit, or a word that may be another one. */
static bool is_number(const struct number_body *body, const char *text) {
  static const char digits[] = "0123456789";
  bool minus;
  const char *at = read_sign(skip_blanks(text), &minus);
  size_t n = strspn(at, digits);
  at += n;
  if (*at == '.' || *at == ',') {
    size_t places = strspn(at + 1, digits);
    n += places;
    at += 1 + places;
  }
  return n && (rest_fits(at, body->unit) || !strchr("0123456789.,:/'", *skip_blanks(at)));
}

static const char *number_refuse(const struct item *item, const struct response *response) {
  struct arena arena = {0};
  bool is = is_number(item->body, plain_number(&arena, response->text));
  arena_done(&arena);
  return is ? NULL : N_("that is no number; write one in digits, such as 12 or 12.5");
}

static struct grade number_grade(const struct item *item, const struct response *response) {
  struct arena arena = {0};
  bool right = is_right(item->body, plain_number(&arena, response->text));
  arena_done(&arena);
  return (struct grade){.score = right ? SCORE_ONE : 0};
}

static double number_guess(const struct item *item) {
  (void)item;
  return 0;
}

static void number_solution(const struct item *item, struct response *out) {
  const struct number_body *body = item->body;
  size_t len = strnlen(body->accepted, sizeof out->text - 1);
  memset(out, 0, sizeof *out);
  memcpy(out->text, body->accepted, len);
}

extern const struct item_kind item_number;
const struct item_kind item_number = {
    .key = "number",
    .shape = SHAPE_NUMBER,
    .schema = "\"number\": {\"$ref\": \"#/definitions/text\"}, \"equals\": {\"type\": \"number\"}, "
              "\"within\": {\"type\": \"number\", \"minimum\": 0}, "
              "\"unit\": {\"$ref\": \"#/definitions/text\"}"
              "\tnumber equals",
    .keys = number_keys,
    .build = number_build,
    .check = number_check,
    .canon = number_canon,
    .texts = number_texts,
    .page = number_page,
    .refuse = number_refuse,
    .grade = number_grade,
    .guess = number_guess,
    .solution = number_solution,
};
