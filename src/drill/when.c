/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drill/when.h"

#include "base/text.h"

#include <string.h>

struct parser {
  const char *text, *at;
  const struct when_names *names;
  struct when *out;
  struct when_fault *faults;
  size_t n, most; /* of faults */
  unsigned depth;
};

static bool parse_either(struct parser *p);

/* One place has one fault. False: nothing behind it makes sense, or is asked for. */
static bool fail(struct parser *p, const char *code, const char *at, size_t len) {
  size_t place = (size_t)(at - p->text);
  if (p->n && (p->n == p->most || p->faults[p->n - 1].at == place))
    return false;
  p->faults[p->n++] = (struct when_fault){.code = code, .at = place, .len = len ? len : 1};
  return false;
}

static void skip(struct parser *p) { p->at += strspn(p->at, " \t\r\n"); }

static size_t word_length(const char *at) {
  return strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
}

/* Length of the word ahead, 0 if there is none: a word begins with a letter. */
static size_t peek(struct parser *p) {
  skip(p);
  bool letter = (*p->at >= 'a' && *p->at <= 'z') || (*p->at >= 'A' && *p->at <= 'Z');
  return letter ? word_length(p->at) : 0;
}

static bool take_word(struct parser *p, const char *word) {
  size_t len = peek(p);
  if (len != strlen(word) || memcmp(p->at, word, len) != 0)
    return false;
  p->at += len;
  return true;
}

static bool take_mark(struct parser *p, char mark) {
  skip(p);
  if (*p->at != mark)
    return false;
  p->at++;
  return true;
}

static bool emit(struct parser *p, uint8_t code, uint8_t index, int32_t number) {
  if (p->out->n == WHEN_OPS)
    return fail(p, "when.length", p->at, 0);
  p->out->ops[p->out->n++] = (struct when_op){code, index, number};
  return true;
}

static bool is_joint(const char *word, size_t len) {
  return (len == 2 && memcmp(word, "or", 2) == 0) ||
         (len == 3 && (memcmp(word, "and", 3) == 0 || memcmp(word, "not", 3) == 0));
}

/* An unknown name is a fault, and then passed over: false where there is none to pass over. */
static bool pass_name(struct parser *p, size_t len, const char *const *names, size_t n,
                      const char *code) {
  struct arena arena = {0};
  const char *from = p->at;
  fail(p, len ? code : "when.syntax", from, len);
  if (len && !p->names->terse)
    p->faults[p->n - 1].nearest = text_nearest(arena_strndup(&arena, from, len), names, n);
  arena_done(&arena);
  p->at += len;
  return len && !is_joint(from, len) && p->n < p->most;
}

/* Any index where the name ahead is unknown; -1 where nothing behind it makes sense. */
static int take_name(struct parser *p, const char *const *names, size_t n, const char *code) {
  size_t len = peek(p);
  const char *from = p->at;
  for (size_t i = 0; len && i < n; i++)
    if (strlen(names[i]) == len && memcmp(names[i], from, len) == 0) {
      p->at += len;
      return (int)i;
    }
  return pass_name(p, len, names, n, code) ? 0 : -1;
}

/* named: what is compared is known. An unknown word without a comparison is not a condition at all,
 * and one fault says so. */
static bool take_compare(struct parser *p, bool named, uint8_t *code) {
  static const struct {
    const char *mark;
    uint8_t code;
  } marks[] = {{">=", WHEN_AT_LEAST}, {"<=", WHEN_AT_MOST}, {"==", WHEN_IS},
               {"!=", WHEN_IS_NOT},   {">", WHEN_OVER},     {"<", WHEN_UNDER}};
  skip(p);
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    if (strncmp(p->at, marks[i].mark, strlen(marks[i].mark)) == 0) {
      p->at += strlen(marks[i].mark);
      *code = marks[i].code;
      return true;
    }
  return named && fail(p, "when.syntax", p->at, 0);
}

/* What stands where a number should: passed over up to the next word that joins. */
static bool pass_number(struct parser *p, const char *from) {
  size_t len = word_length(from);
  fail(p, "when.number", from, 0);
  p->at = from + (is_joint(from, len) ? 0 : len);
  return p->n < p->most;
}

static bool take_number(struct parser *p, int32_t *number) {
  skip(p);
  const char *from = p->at;
  bool minus = *p->at == '-';
  int32_t value = 0;
  p->at += minus || *p->at == '+';
  size_t digits = strspn(p->at, "0123456789");
  if (!digits || digits > 6 || word_length(p->at) != digits)
    return pass_number(p, from);
  for (; digits; digits--)
    value = value * 10 + (*p->at++ - '0');
  *number = minus ? -value : value;
  return true;
}

static bool parse_seen(struct parser *p) {
  if (!take_mark(p, '('))
    return fail(p, "when.syntax", p->at, 0);
  int scene = take_name(p, p->names->scenes, p->names->n_scenes, "when.unknown-scene");
  if (scene < 0)
    return false;
  if (!take_mark(p, ')'))
    return fail(p, "when.syntax", p->at, 0);
  return emit(p, WHEN_SEEN, (uint8_t)scene, 0);
}

static bool parse_compare(struct parser *p) {
  uint8_t code;
  int32_t number;
  size_t before = p->n;
  int state = take_name(p, p->names->states, p->names->n_states, "when.unknown-state");
  return state >= 0 && take_compare(p, p->n == before, &code) && take_number(p, &number) &&
         emit(p, code, (uint8_t)state, number);
}

static bool parse_group(struct parser *p) {
  if (!parse_either(p))
    return false;
  return take_mark(p, ')') || fail(p, "when.syntax", p->at, 0);
}

static bool parse_inner(struct parser *p) {
  if (take_word(p, "seen"))
    return parse_seen(p);
  return take_mark(p, '(') ? parse_group(p) : parse_compare(p);
}

static bool parse_one(struct parser *p) {
  if (++p->depth > WHEN_DEPTH)
    return fail(p, "when.depth", p->at, 0);
  bool ok = take_word(p, "not") ? parse_one(p) && emit(p, WHEN_NOT, 0, 0) : parse_inner(p);
  p->depth--;
  return ok;
}

static bool parse_both(struct parser *p) {
  if (!parse_one(p))
    return false;
  while (take_word(p, "and"))
    if (!parse_one(p) || !emit(p, WHEN_AND, 0, 0))
      return false;
  return true;
}

static bool parse_either(struct parser *p) {
  if (!parse_both(p))
    return false;
  while (take_word(p, "or"))
    if (!parse_both(p) || !emit(p, WHEN_OR, 0, 0))
      return false;
  return true;
}

static size_t parse(struct parser *p) {
  bool whole = parse_either(p);
  skip(p);
  if (whole && *p->at)
    fail(p, "when.syntax", p->at, word_length(p->at));
  return p->n;
}

bool when_compile(const char *text, const struct when_names *names, struct when *out,
                  struct when_fault *fault) {
  struct parser p = {
      .text = text, .at = text, .names = names, .out = out, .faults = fault, .most = 1};
  *fault = (struct when_fault){0};
  *out = (struct when){0};
  bool ok = parse(&p) == 0;
  if (!ok)
    out->n = 0;
  return ok;
}

size_t when_faults(const char *text, const struct when_names *names,
                   struct when_fault faults[WHEN_FAULTS]) {
  struct when ignored = {0};
  struct parser p = {.text = text,
                     .at = text,
                     .names = names,
                     .out = &ignored,
                     .faults = faults,
                     .most = WHEN_FAULTS};
  return parse(&p);
}

static bool compares(const struct when_op *op, int value) {
  switch (op->code) {
  case WHEN_AT_LEAST:
    return value >= op->number;
  case WHEN_AT_MOST:
    return value <= op->number;
  case WHEN_OVER:
    return value > op->number;
  case WHEN_UNDER:
    return value < op->number;
  case WHEN_IS:
    return value == op->number;
  default:
    return value != op->number;
  }
}

bool when_holds(const struct when *when, const int16_t *states, const struct scene_set *seen) {
  bool stack[WHEN_OPS + 1] = {true};
  size_t top = 0; /* the topmost value in use; a compiled program never runs below it */
  for (size_t i = 0; i < when->n; i++) {
    const struct when_op *op = &when->ops[i];
    if (op->code == WHEN_NOT)
      stack[top] = !stack[top];
    else if (op->code == WHEN_AND)
      top--, stack[top] = stack[top] && stack[top + 1];
    else if (op->code == WHEN_OR)
      top--, stack[top] = stack[top] || stack[top + 1];
    else
      stack[++top] =
          op->code == WHEN_SEEN ? scene_set_has(seen, op->index) : compares(op, states[op->index]);
  }
  return stack[top];
}

void when_scenes(const struct when *when, struct scene_set *asked) {
  for (size_t i = 0; i < when->n; i++)
    if (when->ops[i].code == WHEN_SEEN)
      scene_set_add(asked, when->ops[i].index);
}
