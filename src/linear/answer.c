/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linear/answer.h"

#include "base/text.h"
#include "linear/marks.h"
#include "linear/parts.h"
#include "linear/render.h"
#include "model/gaps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct turn { /* one line being understood */
  struct answer *answer;
  const struct page *page;
  struct arena *arena;
  struct input *input;
  const char **say;
};

static bool is_field(const struct block *block) {
  switch (block->kind) {
  case BLOCK_CHOICES:
  case BLOCK_ENTRY:
  case BLOCK_ORDER:
  case BLOCK_PAIRS:
  case BLOCK_GAPS:
  case BLOCK_FIELDS:
    return block->live;
  default:
    return false;
  }
}

static const struct block *find_block(const struct page *page, uint32_t id) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].id == id && is_field(&page->blocks[i]))
      return &page->blocks[i];
  return NULL;
}

const struct block *answer_block(const struct answer *answer, const struct page *page) {
  return answer->current < answer->n ? find_block(page, answer->fields[answer->current].block)
                                     : NULL;
}

bool answer_typed(const struct answer *answer, const struct page *page) {
  const struct block *block = answer_block(answer, page);
  return block && (block->kind == BLOCK_ENTRY || block->kind == BLOCK_GAPS);
}

static void first_state(const struct block *block, struct response *value) {
  parts_first(block, value);
  if (block->kind == BLOCK_ENTRY)
    snprintf(value->text, sizeof value->text, "%s", block->value);
  for (size_t i = 0; block->kind == BLOCK_CHOICES && i < block->n; i++)
    if (block->choices[i].marked && value->n < RESPONSE_PICKS)
      value->pick[value->n++] = block->choices[i].value;
}

static bool offers(const struct block *block, uint8_t pick) {
  for (size_t i = 0; i < block->n; i++)
    if (block->choices[i].value == pick)
      return true;
  return false;
}

/* A draft lives on only where every pick of it is still on offer. */
static bool still_good(const struct block *block, const struct response *value) {
  for (size_t i = 0; block->kind == BLOCK_CHOICES && i < value->n; i++)
    if (!offers(block, value->pick[i]))
      return false;
  return parts_still_good(block, value);
}

static void arrive_field(struct answer *now, const struct answer *before,
                         const struct block *block) {
  struct input_field *field = &now->fields[now->n++];
  field->block = block->id;
  first_state(block, &field->value);
  for (size_t i = 0; i < before->n; i++)
    if (before->fields[i].block == block->id && still_good(block, &before->fields[i].value))
      field->value = before->fields[i].value;
}

void answer_arrive(struct answer *answer, const struct page *page, bool same) {
  static const struct answer none;
  const struct answer *before = same ? answer : &none;
  struct answer now = {0};
  for (size_t i = 0; i < page->n_blocks && now.n < INPUT_FIELDS; i++)
    if (is_field(&page->blocks[i]))
      arrive_field(&now, before, &page->blocks[i]);
  if (before->n == now.n && before->current < now.n) {
    const struct block *block = find_block(page, now.fields[before->current].block);
    now.current = before->current;
    now.gap = block && before->gap < block->n ? before->gap : 0;
  }
  *answer = now;
}

void answer_fill(const struct answer *answer, const char *action, struct input *input) {
  *input = (struct input){.n = answer->n};
  snprintf(input->action, sizeof input->action, "%s", action);
  memcpy(input->fields, answer->fields, answer->n * sizeof *answer->fields);
}

static bool nothing_filled(const struct answer *answer) {
  for (size_t i = 0; i < answer->n; i++)
    if (!response_empty(&answer->fields[i].value))
      return false;
  return true;
}

static enum answer_event wrong(struct turn *turn, const char *say) {
  *turn->say = say;
  return ANSWER_WRONG;
}

/* What is expected here, in one line. */
static enum answer_event expected(struct turn *turn) {
  const struct block *block = answer_block(turn->answer, turn->page);
  size_t first = render_outline_first(turn->page), last;
  render_outline_action(turn->page, 0, &last);
  if (block && block->kind == BLOCK_ENTRY)
    return wrong(turn, _("Please type your answer. ? tells what else can be done."));
  if (block && parts_expected(block, turn->arena))
    return wrong(turn, arena_printf(turn->arena, _("%s ? tells what else can be done."),
                                    parts_expected(block, turn->arena)));
  if (typed_marks_block(turn->page))
    return wrong(turn, typed_marks_expected(typed_marks_block(turn->page), turn->arena));
  if (block)
    return wrong(turn, arena_printf(turn->arena,
                                    block->many ? _("Please type numbers from %zu to %zu, such "
                                                    "as 1 2. ? tells what else can be done.")
                                                : _("Please type a number from %zu to %zu. ? tells "
                                                    "what else can be done."),
                                    block->first, block->first + block->n - 1));
  if (last >= first)
    return wrong(turn, arena_printf(turn->arena,
                                    _("Please type a number from %zu to %zu, or one of the keys in "
                                      "brackets."),
                                    first, last));
  return wrong(turn, _("Please type one of the keys in brackets."));
}

static enum answer_event act(struct turn *turn, const struct action *action) {
  if (action->needs_answer && nothing_filled(turn->answer)) {
    turn->answer->current = turn->answer->gap = 0;
    return expected(turn);
  }
  answer_fill(turn->answer, action->id, turn->input);
  return ANSWER_ACT;
}

static const struct action *primary(const struct page *page) {
  for (size_t i = 0; i < page->n_actions; i++)
    if (page->actions[i].needs_answer)
      return &page->actions[i];
  return NULL;
}

static bool same_folded(struct arena *arena, const char *a, const char *b) {
  return b && strcmp(text_fold(arena, a), text_fold(arena, b)) == 0;
}

/* By key or id to the letter, else by key, id or label in any case. */
static const struct action *find_action(struct turn *turn, const char *word) {
  const struct page *page = turn->page;
  for (size_t i = 0; i < page->n_actions; i++)
    if ((page->actions[i].key && strcmp(page->actions[i].key, word) == 0) ||
        strcmp(page->actions[i].id, word) == 0)
      return &page->actions[i];
  for (size_t i = 0; *word && i < page->n_actions; i++)
    if (same_folded(turn->arena, word, page->actions[i].key) ||
        same_folded(turn->arena, word, page->actions[i].id) ||
        same_folded(turn->arena, word, page->actions[i].label))
      return &page->actions[i];
  return NULL;
}

/* The present field is filled in: on to the next, or done. */
static enum answer_event advance(struct turn *turn) {
  const struct action *done = primary(turn->page);
  if (!done && turn->answer->n == 1)
    done = find_action(turn, "enter");
  turn->answer->current++;
  turn->answer->gap = 0;
  return turn->answer->current < turn->answer->n || !done ? ANSWER_NEXT : act(turn, done);
}

static bool is_numbers(const char *text) {
  return *text && strspn(text, "0123456789, ") == strlen(text) && strpbrk(text, "0123456789");
}

/* The numbers of text, at most most of them; more are counted. */
static size_t read_numbers(const char *text, size_t *out, size_t most) {
  size_t n = 0;
  while (*(text += strspn(text, ", "))) {
    char *end;
    size_t number = strtoul(text, &end, 10);
    if (n < most)
      out[n] = number;
    n++;
    text = end;
  }
  return n;
}

static bool picked(const struct response *value, uint8_t pick) {
  return memchr(value->pick, pick, value->n) != NULL;
}

/* Picks in the order typed, each once. False: not numbers of this list. */
static bool pick(const struct block *block, const size_t *numbers, size_t n,
                 struct response *value) {
  *value = (struct response){0};
  if (n > RESPONSE_PICKS || (n > 1 && !block->many))
    return false;
  for (size_t i = 0; i < n; i++) {
    if (numbers[i] < block->first || numbers[i] - block->first >= block->n)
      return false;
    uint8_t part = block->choices[numbers[i] - block->first].value;
    if (!picked(value, part))
      value->pick[value->n++] = part;
  }
  return true;
}

static enum answer_event take_parts(struct turn *turn, enum parts_event event) {
  if (event == PARTS_DONE)
    return advance(turn);
  return event == PARTS_KEPT ? ANSWER_NEXT : expected(turn);
}

static enum answer_event take_numbers(struct turn *turn, const char *text) {
  size_t numbers[RESPONSE_PICKS], last;
  size_t n = read_numbers(text, numbers, RESPONSE_PICKS);
  const struct block *block = answer_block(turn->answer, turn->page);
  struct response value;
  if (block && n <= RESPONSE_PICKS &&
      parts_numbers(block, numbers, n, &turn->answer->fields[turn->answer->current].value) ==
          PARTS_DONE)
    return advance(turn);
  if (block && block->kind == BLOCK_CHOICES && pick(block, numbers, n, &value)) {
    turn->answer->fields[turn->answer->current].value = value;
    return advance(turn);
  }
  const char *row = n == 1 ? render_outline_action(turn->page, numbers[0], &last) : NULL;
  if (row) {
    answer_fill(turn->answer, row, turn->input);
    return ANSWER_ACT;
  }
  const struct action *action = find_action(turn, text);
  return action ? act(turn, action) : expected(turn);
}

static enum answer_event take_marks(struct turn *turn, const char *word) {
  char action[INPUT_ACTION];
  if (!typed_marks_read(typed_marks_block(turn->page), word, action))
    return expected(turn);
  answer_fill(turn->answer, action, turn->input);
  return ANSWER_ACT;
}

static enum answer_event take_command(struct turn *turn, const char *word) {
  if (typed_marks_block(turn->page) && typed_marks_are(typed_marks_block(turn->page), word))
    return take_marks(turn, word);
  const struct block *block = answer_block(turn->answer, turn->page);
  if (block && block->kind == BLOCK_PAIRS && parts_is_given(word))
    return take_parts(turn,
                      parts_give(block, word, &turn->answer->fields[turn->answer->current].value,
                                 turn->arena, turn->say));
  if (is_numbers(word))
    return take_numbers(turn, word);
  const struct action *action = find_action(turn, word);
  return action ? act(turn, action) : expected(turn);
}

/* On to the next gap, or to what comes after the last. */
static enum answer_event advance_gap(struct turn *turn) {
  const struct block *block = answer_block(turn->answer, turn->page);
  if (block->kind != BLOCK_GAPS || turn->answer->gap + 1 >= block->n)
    return advance(turn);
  turn->answer->gap++;
  return ANSWER_NEXT;
}

static bool more_gaps(const struct turn *turn) {
  const struct block *block = answer_block(turn->answer, turn->page);
  return block && block->kind == BLOCK_GAPS && turn->answer->gap + 1 < block->n;
}

/* Enter alone. */
static enum answer_event take_nothing(struct turn *turn) {
  const struct answer *answer = turn->answer;
  const struct action *enter = find_action(turn, "enter");
  if (answer->current < answer->n) {
    bool filled = !response_empty(&answer->fields[answer->current].value);
    if (filled || answer->n > 1 || more_gaps(turn))
      return advance_gap(turn);
  }
  return enter ? act(turn, enter) : expected(turn);
}

/* Into the entry, or the gap that is asked for; false if there is no room. */
static bool put_text(const struct turn *turn, const char *text, struct response *value) {
  const struct block *block = answer_block(turn->answer, turn->page);
  bool gaps = block->kind == BLOCK_GAPS;
  if (strlen(text) > (gaps ? block->gaps[turn->answer->gap].max : block->max))
    return false;
  if (gaps)
    return gaps_put(value->text, block->n, turn->answer->gap, text);
  *value = (struct response){0};
  snprintf(value->text, sizeof value->text, "%s", text);
  return true;
}

/* Room is bytes, and a letter may be several: said is how many of those that were typed fit. */
static size_t letters_that_fit(const struct turn *turn, const char *text,
                               const struct response *value) {
  size_t len = strlen(text), n = 0;
  for (size_t end = text_next(text, len, 0);; end = text_next(text, len, end), n++) {
    struct response trial = *value;
    if (!put_text(turn, arena_strndup(turn->arena, text, end), &trial) || end == len)
      return n;
  }
}

static enum answer_event take_text(struct turn *turn, const char *text) {
  struct response *value = &turn->answer->fields[turn->answer->current].value;
  if (put_text(turn, text, value))
    return advance_gap(turn);
  size_t n = letters_that_fit(turn, text, value);
  if (!n)
    return wrong(turn, _("That is too long: there is no room for it."));
  return wrong(turn, arena_printf(turn->arena,
                                  ngettext("That is too long: only its first %zu letter fits.",
                                           "That is too long: only its first %zu letters fit.", n),
                                  n));
}

static bool is_mark(char c) { return c == ':' || c == '/'; }

static char *trim(struct arena *arena, const char *line) {
  line += strspn(line, " ");
  size_t len = strlen(line);
  while (len && line[len - 1] == ' ')
    len--;
  return arena_strndup(arena, line, len);
}

/* What is secret is taken blank by blank, as every other place takes it that asks for the same;
 * what calls an action has no blanks of its own there either. */
static bool is_taken_whole(const struct answer *answer, const struct page *page, const char *line) {
  const struct block *block = answer_block(answer, page);
  bool called = is_mark(*line) && line[1] != *line;
  return block && block->kind == BLOCK_ENTRY && block->secret && !called;
}

enum answer_event answer_line(struct answer *answer, const struct page *page, const char *line,
                              struct arena *arena, struct input *input, const char **say) {
  struct turn turn = {answer, page, arena, input, say};
  const char *text = is_taken_whole(answer, page, line) ? line : trim(arena, line);
  bool marked = is_mark(*text), doubled = marked && text[1] == *text;
  *say = NULL;
  if (strcmp(text, "?") == 0 || (marked && strcmp(text + 1, "?") == 0))
    return ANSWER_HELP;
  if (!*text)
    return take_nothing(&turn);
  if (answer_typed(answer, page) && (!marked || doubled))
    return take_text(&turn, text + doubled);
  const struct action *whole = marked ? find_action(&turn, text) : NULL;
  return whole ? act(&turn, whole) : take_command(&turn, text + marked);
}
