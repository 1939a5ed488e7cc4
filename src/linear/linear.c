/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "linear/linear.h"

#include "base/text.h"
#include "linear/answer.h"
#include "linear/lines.h"
#include "linear/marks.h"
#include "linear/parts.h"
#include "linear/render.h"
#include "model/gaps.h"

#include <ctype.h>
#include <string.h>

enum { LEAST_WAIT = 20 }; /* milliseconds: a program that wants ticks at once gets them in time */

struct face {
  const struct program *program;
  FILE *out;
  const struct page *page; /* valid until the next page or act */
  struct rendering shown;
  struct answer answer;
  struct lines lines;
  uint32_t ticked; /* the page that had its tick at once; see next_input */
};

static void say(struct face *face, const char *text) {
  struct str out = {0};
  render_wrapped(&out, "", "", text);
  fputs(str_text(&out), face->out);
  str_done(&out);
}

/* "[Enter] Answer": as it is to be typed, so with a colon where an entry takes the line. */
static void put_key(struct str *out, const struct action *action, bool entry) {
  const char *key = action->key ? action->key : action->id;
  bool mark = entry && strcmp(key, "enter") != 0;
  char first = strlen(key) > 1 && !mark ? (char)toupper((unsigned char)*key) : *key;
  str_puts(out, mark ? "[:" : "[");
  str_putc(out, first);
  str_puts(out, *key ? key + 1 : "");
  str_puts(out, "] ");
  str_puts(out, action->label ? action->label : action->id);
}

static bool asks_text(const struct face *face) { return answer_typed(&face->answer, face->page); }

static bool is_told(const struct action *action) {
  return !action->everywhere && (!action->key || strcmp(action->key, "?") != 0);
}

struct key_bar { /* actions side by side, none of them broken in two */
  struct str text;
  size_t width; /* of its last line */
};

static void bar_add(struct key_bar *bar, struct str *action) {
  size_t width = text_width(str_text(action), action->len);
  bool fits = bar->width + 2 + width <= LINEAR_CELLS;
  if (bar->width)
    str_puts(&bar->text, fits ? "  " : "\n");
  bar->width = bar->width && fits ? bar->width + 2 + width : width;
  str_puts(&bar->text, str_text(action));
  str_clear(action);
}

static void say_actions(struct face *face) {
  struct key_bar bar = {0};
  struct str action = {0};
  for (size_t i = 0; i < face->page->n_actions; i++)
    if (is_told(&face->page->actions[i])) {
      put_key(&action, &face->page->actions[i], asks_text(face));
      bar_add(&bar, &action);
    }
  str_printf(&action, "[?] %s", _("Help"));
  bar_add(&bar, &action);
  fprintf(face->out, "%s\n", str_text(&bar.text));
  str_done(&bar.text);
  str_done(&action);
}

/* Which of several fields is asked for, and what stands in it. */
static void say_field(struct face *face) {
  const struct answer *answer = &face->answer;
  const struct block *block = answer_block(answer, face->page);
  if (!block)
    return;
  const char *now = answer->fields[answer->current].value.text;
  size_t len = strlen(now);
  struct str out = {0};
  if (answer->n > 1)
    str_printf(&out, _("%zu of %zu: %s"), answer->current + 1, answer->n,
               block->text ? block->text : _("your answer"));
  if (block->kind == BLOCK_GAPS) {
    str_puts(&out, out.len ? ". " : "");
    parts_ask_gap(block, answer->gap, &out);
    now = gaps_get(now, answer->gap, &len);
  }
  if (len && !block->secret) {
    str_puts(&out, out.len ? ". " : "");
    str_printf(&out, _("Now %.*s; Enter keeps it."), (int)len, now);
  }
  if (out.len)
    say(face, str_text(&out));
  str_done(&out);
}

static void prompt(struct face *face, bool actions) {
  if (actions)
    say_actions(face);
  say_field(face);
  fputs("> ", face->out);
  const struct block *block = answer_block(&face->answer, face->page);
  lines_hide(&face->lines, block && block->secret);
}

static void say_help(struct face *face) {
  for (size_t i = 0; i < face->page->n_actions; i++) {
    const struct action *action = &face->page->actions[i];
    struct str out = {0};
    put_key(&out, action, asks_text(face));
    if (action->help)
      str_printf(&out, ": %s", action->help);
    say(face, str_text(&out));
    str_done(&out);
  }
  say(face, _("An action is called by its key in brackets or by its name. A number chooses; where "
              "several may be chosen, type them with blanks between."));
  const struct block *block = answer_block(&face->answer, face->page);
  if (block && parts_help(block->kind))
    say(face, parts_help(block->kind));
  if (typed_marks_block(face->page))
    say(face, typed_marks_help());
  if (asks_text(face))
    say(face, _("What you type is your answer. With a colon before it, it is an action or the "
                "number of a row. An answer that begins with a colon or a slash begins with two."));
}

static bool same_piece(const struct rendering *before, const struct piece *piece) {
  for (size_t i = 0; i < before->n; i++)
    if (before->list[i].id == piece->id && strcmp(before->list[i].text, piece->text) == 0)
      return true;
  return false;
}

static const struct piece *find_outline(const struct rendering *before, const struct piece *piece) {
  for (size_t i = 0; i < before->n; i++)
    if (before->list[i].id == piece->id && before->list[i].n_rows == piece->n_rows)
      return &before->list[i];
  return NULL;
}

/* Nobody wants to hear thirty rows where one is another: of a long outline in which little changed
 * only that is said. */
static bool say_changed_rows(struct face *face, const struct piece *piece) {
  enum { LONG = 6 };
  const struct piece *was = piece->n_rows < LONG ? NULL : find_outline(&face->shown, piece);
  size_t changed = 0;
  for (size_t i = 0; was && i < piece->n_rows; i++)
    changed += strcmp(was->rows[i], piece->rows[i]) != 0;
  if (!changed || changed > piece->n_rows / 3)
    return false;
  fputc('\n', face->out);
  for (size_t i = 0; i < piece->n_rows; i++)
    if (strcmp(was->rows[i], piece->rows[i]) != 0)
      fputs(piece->rows[i], face->out);
  say(face, _("The other rows are as before."));
  return true;
}

/* Another title or status makes another page, too: the next question of an exam is one. */
static bool same_page(const struct rendering *a, const struct rendering *b) {
  return a->n && b->n && a->page == b->page && strcmp(a->list[0].text, b->list[0].text) == 0;
}

/* Another page is said whole; of the same only the blocks that are not what they were. True if
 * anything was said that is to be answered. */
static bool show_changes(struct face *face, const struct rendering *now) {
  const struct rendering *before = &face->shown;
  bool whole = !same_page(before, now), said = false, on = face->page->works && !whole;
  for (size_t i = 0; i < now->n; i++) {
    const struct piece *piece = &now->list[i];
    if (*piece->text && (whole || !same_piece(before, piece))) {
      if (whole || !say_changed_rows(face, piece))
        fprintf(face->out, "\n%s", piece->text);
      said = true;
    }
  }
  if (said && !on) /* how far it is: more of that comes */
    fputc('\n', face->out);
  return said && !on;
}

/* The page of the moment; quiet: nothing is said while nothing changed. */
static void arrive(struct face *face, bool quiet) {
  struct rendering now;
  face->page = face->program->page(face->program->ctx);
  render_page(&now, face->page);
  answer_arrive(&face->answer, face->page, same_page(&face->shown, &now));
  bool said = show_changes(face, &now);
  if (said || !quiet)
    prompt(face, true);
  render_done(&face->shown);
  face->shown = now;
}

/* Input to send, or false: stay and wait on. */
static bool take_line(struct face *face, struct input *input) {
  struct arena arena = {0};
  const char *why;
  if (face->lines.dropped)
    say(face, _("Characters that show nothing were left out."));
  enum answer_event event =
      answer_line(&face->answer, face->page, face->lines.line, &arena, input, &why);
  if (event == ANSWER_HELP)
    say_help(face);
  if (why)
    say(face, why);
  if (event != ANSWER_ACT)
    prompt(face, event == ANSWER_HELP || face->answer.current == face->answer.n);
  arena_done(&arena);
  return event == ANSWER_ACT;
}

static bool is_broken(struct face *face) { return fflush(face->out) != 0 || ferror(face->out); }

/* A page that wants a tick at once is at work: lines that were piped in are for what comes of it.
 * It has one before a line is read; after that lines come first, should it want them for ever. One
 * that works does not: it has as many as it wants, and only somebody at a terminal can stop it. */
static bool tick_at_once(struct face *face) {
  if (face->page->works && !lines_from_person(&face->lines))
    return !lines_leaving();
  bool now = face->page->wake == 0 && face->ticked != face->page->id;
  face->ticked = face->page->wake == 0 ? face->page->id : 0;
  return now;
}

/* Waits until there is something to send. FACE_OVER stands for "go on". */
static enum face_end next_input(struct face *face, struct input *input) {
  if (!is_broken(face) && tick_at_once(face)) {
    answer_fill(&face->answer, "tick", input);
    return FACE_OVER;
  }
  int64_t wait = face->page->works               ? 0
                 : face->page->wake < LEAST_WAIT ? LEAST_WAIT
                                                 : face->page->wake;
  int64_t wake = face->page->wake < 0 ? -1 : lines_now() + wait;
  while (!is_broken(face))
    switch (lines_next(&face->lines, wake)) {
    case LINES_LINE:
      if (take_line(face, input))
        return FACE_OVER;
      break;
    case LINES_LONG:
      say(face, _("That line was too long and was ignored."));
      prompt(face, false);
      break;
    case LINES_WAKE:
      answer_fill(&face->answer, "tick", input);
      return FACE_OVER;
    case LINES_END:
      fputc('\n', face->out);
      return is_broken(face) ? FACE_BROKEN : FACE_LEFT;
    }
  return FACE_BROKEN;
}

static enum face_end run(struct face *face) {
  const struct program *program = face->program;
  struct input input;
  bool tick = false;
  do {
    arrive(face, tick);
    enum face_end end = next_input(face, &input);
    if (end != FACE_OVER)
      return end;
    tick = strcmp(input.action, "tick") == 0;
  } while (program->act(program->ctx, &input));
  return is_broken(face) ? FACE_BROKEN : FACE_OVER;
}

enum face_end linear_run(const struct program *program, FILE *in, FILE *out) {
  struct face face = {.program = program, .out = out};
  lines_open(&face.lines, in);
  enum face_end end = run(&face);
  lines_close(&face.lines);
  render_done(&face.shown);
  return end;
}
