/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linear/parts.h"

#include "base/text.h"
#include "model/gaps.h"

#include <stdlib.h>
#include <string.h>

enum { AROUND = 40 /* bytes of the text on each side of a gap that are said again */ };

static void add_pick(struct response *value, uint8_t pick) {
  if (value->n < RESPONSE_PICKS && !memchr(value->pick, pick, value->n))
    value->pick[value->n++] = pick;
}

static enum parts_event take_order(const struct block *block, const size_t *numbers, size_t n,
                                   struct response *value) {
  struct response all = {0};
  if (n != block->n || n > RESPONSE_PICKS)
    return PARTS_WRONG;
  for (size_t i = 0; i < n; i++) {
    if (numbers[i] < 1 || numbers[i] > n)
      return PARTS_WRONG;
    add_pick(&all, block->choices[numbers[i] - 1].value);
  }
  if (all.n != n)
    return PARTS_WRONG;
  *value = all;
  return PARTS_DONE;
}

static enum parts_event take_fields(const struct block *block, const size_t *numbers, size_t n,
                                    struct response *value) {
  struct response all = {0};
  if (n > RESPONSE_PICKS)
    return PARTS_WRONG;
  for (size_t i = 0; i < n; i++) {
    if (numbers[i] < 1 || numbers[i] > block->n_fields)
      return PARTS_WRONG;
    add_pick(&all, block->fields[numbers[i] - 1].value);
  }
  *value = all;
  return PARTS_DONE;
}

/* From what is given to what is sent: nothing where all are without. */
static void settle_pairs(const struct block *block, struct response *value) {
  value->n = 0;
  for (size_t i = 0; i < block->n; i++)
    if (value->pick[i] != PICK_NONE)
      value->n = (uint8_t)block->n;
}

static void open_pairs(struct response *value) {
  if (value->n == 0)
    memset(value->pick, PICK_NONE, sizeof value->pick);
}

static enum parts_event take_pairs(const struct block *block, const size_t *numbers, size_t n,
                                   struct response *value) {
  if (n != block->n || n > RESPONSE_PICKS)
    return PARTS_WRONG;
  for (size_t i = 0; i < n; i++)
    if (numbers[i] > block->n_targets)
      return PARTS_WRONG;
  open_pairs(value);
  for (size_t i = 0; i < n; i++)
    value->pick[block->pairs[i].value] = numbers[i] ? (uint8_t)(numbers[i] - 1) : PICK_NONE;
  settle_pairs(block, value);
  return value->n ? PARTS_DONE : PARTS_WRONG;
}

enum parts_event parts_numbers(const struct block *block, const size_t *numbers, size_t n,
                               struct response *value) {
  switch (block->kind) {
  case BLOCK_ORDER:
    return take_order(block, numbers, n, value);
  case BLOCK_PAIRS:
    return take_pairs(block, numbers, n, value);
  case BLOCK_FIELDS:
    return take_fields(block, numbers, n, value);
  default:
    return PARTS_WRONG;
  }
}

bool parts_is_given(const char *line) {
  return strchr(line, '=') && strspn(line, "0123456789=, ") == strlen(line);
}

/* What is still empty, or NULL. */
static const char *still_empty(const struct block *block, const struct response *value,
                               struct arena *arena) {
  struct str list = {0};
  for (size_t i = 0; i < block->n; i++)
    if (value->n == 0 || value->pick[block->pairs[i].value] == PICK_NONE)
      str_printf(&list, "%s%zu", list.len ? ", " : "", i + 1);
  const char *say = list.len ? arena_printf(arena,
                                            _("Kept. Lines still without a number: %s. Enter "
                                              "answers as it is."),
                                            str_text(&list))
                             : NULL;
  str_done(&list);
  return say;
}

/* "3=1" at *line, and the blanks after it. */
static bool read_given(const char **line, size_t *row, size_t *number) {
  char *end;
  const char *at = *line;
  if (*at < '0' || *at > '9')
    return false;
  *row = strtoul(at, &end, 10);
  at = end + strspn(end, " ");
  if (*at != '=')
    return false;
  at += 1 + strspn(at + 1, " ");
  if (*at < '0' || *at > '9')
    return false;
  *number = strtoul(at, &end, 10);
  *line = end + strspn(end, ", ");
  return true;
}

enum parts_event parts_give(const struct block *block, const char *line, struct response *value,
                            struct arena *arena, const char **say) {
  struct response all = *value;
  open_pairs(&all);
  *say = NULL;
  for (line += strspn(line, ", "); *line;) {
    size_t row, number;
    if (!read_given(&line, &row, &number) || row < 1 || row > block->n || number > block->n_targets)
      return PARTS_WRONG;
    all.pick[block->pairs[row - 1].value] = number ? (uint8_t)(number - 1) : PICK_NONE;
  }
  settle_pairs(block, &all);
  *value = all;
  *say = still_empty(block, value, arena);
  return *say ? PARTS_KEPT : PARTS_DONE;
}

void parts_first(const struct block *block, struct response *value) {
  *value = (struct response){0};
  if (block->kind == BLOCK_PAIRS) {
    open_pairs(value);
    for (size_t i = 0; i < block->n; i++)
      if (block->pairs[i].mate < block->n_targets)
        value->pick[block->pairs[i].value] = block->pairs[i].mate;
    settle_pairs(block, value);
  }
  for (size_t i = 0; block->kind == BLOCK_FIELDS && i < block->n_fields; i++)
    if (block->fields[i].marked)
      add_pick(value, block->fields[i].value);
  for (size_t i = 0; block->kind == BLOCK_GAPS && i < block->n; i++)
    gaps_put(value->text, block->n, i, block->gaps[i].value);
}

static bool has_field(const struct block *block, uint8_t pick) {
  for (size_t i = 0; i < block->n_fields; i++)
    if (block->fields[i].value == pick)
      return true;
  return false;
}

static size_t count_lines(const char *text) {
  size_t n = *text != 0;
  for (; *text; text++)
    n += *text == '\n';
  return n;
}

bool parts_still_good(const struct block *block, const struct response *value) {
  if (block->kind == BLOCK_GAPS)
    return !*value->text || count_lines(value->text) == block->n;
  if (value->n && (block->kind == BLOCK_ORDER || block->kind == BLOCK_PAIRS)) {
    if (value->n != block->n)
      return false;
    for (size_t i = 0; i < block->n; i++)
      if (block->kind == BLOCK_ORDER
              ? !memchr(value->pick, block->choices[i].value, value->n)
              : value->pick[i] != PICK_NONE && value->pick[i] >= block->n_targets)
        return false;
  }
  for (size_t i = 0; block->kind == BLOCK_FIELDS && i < value->n; i++)
    if (!has_field(block, value->pick[i]))
      return false;
  return true;
}

/* "2 1 3": numbers as an example, never the ones in their order. */
static const char *example(struct arena *arena, size_t n) {
  struct str out = {0};
  for (size_t i = 1; i <= n; i++)
    str_printf(&out, "%s%zu", i > 1 ? " " : "", n > 1 && i <= 2 ? 3 - i : i);
  const char *text = arena_strdup(arena, str_text(&out));
  str_done(&out);
  return text;
}

const char *parts_expected(const struct block *block, struct arena *arena) {
  switch (block->kind) {
  case BLOCK_ORDER:
    return arena_printf(arena,
                        _("Type all the numbers from 1 to %zu, each once, in the right order, such "
                          "as %s."),
                        block->n, example(arena, block->n));
  case BLOCK_PAIRS:
    return arena_printf(arena,
                        _("Type one number from 1 to %zu for each of the %zu lines, 0 for none; or "
                          "for one line alone, such as 1=%zu."),
                        block->n_targets, block->n, block->n_targets > 1 ? (size_t)2 : (size_t)1);
  case BLOCK_FIELDS:
    return arena_printf(arena, _("Type the numbers of the fields, from 1 to %zu, such as %s."),
                        block->n_fields, block->n_fields > 2 ? "1 3" : "1");
  case BLOCK_GAPS:
    return _("Each gap is asked for by itself. Type what belongs there; an empty line leaves it.");
  default:
    return NULL;
  }
}

const char *parts_help(enum block_kind kind) {
  switch (kind) {
  case BLOCK_ORDER:
    return _("The lines are to be put in order: type their numbers, that of the first line first. "
             "Every number is needed, once.");
  case BLOCK_PAIRS:
    return _("Each line is to be given one of the numbers beneath: type a number for line 1, one "
             "for line 2, and so on, with blanks between; 0 gives none. A number may be used more "
             "than once. 2=3 gives line 2 the number 3 and leaves the others.");
  case BLOCK_GAPS:
    return _("The text has gaps, which are asked for one after the other. What you type stands in "
             "the gap; an empty line leaves it as it is.");
  case BLOCK_FIELDS:
    return _("Some fields of the picture are to be marked: type their numbers with blanks "
             "between. The last line that you type counts.");
  default:
    return NULL;
  }
}

static bool continues(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

/* Whole words, if there are any, from within the last AROUND bytes. */
static const char *last_words(const char *text) {
  size_t len = strlen(text);
  if (len > AROUND) {
    text += len - AROUND;
    while (continues(*text))
      text++;
    const char *blank = strchr(text, ' ');
    text = blank && blank[1] ? blank : text;
  }
  return text + strspn(text, " ");
}

static size_t first_words(const char *text) {
  size_t len = strlen(text), end = len > AROUND ? AROUND : len;
  while (end < len && end && text[end] != ' ')
    end--;
  if (end == 0 && len)
    for (end = len > AROUND ? AROUND : len; end < len && continues(text[end]);)
      end--;
  while (end && text[end - 1] == ' ')
    end--;
  return end;
}

void parts_ask_gap(const struct block *block, size_t gap, struct str *out) {
  const char *before = last_words(block->pieces[gap]), *after = block->pieces[gap + 1];
  size_t len = strlen(before);
  while (len && before[len - 1] == ' ')
    len--;
  after += strspn(after, " ");
  str_printf(out, _("Gap %zu of %zu: "), gap + 1, block->n);
  str_printf(out, "%.*s ... %.*s", (int)len, before, (int)first_words(after), after);
}
