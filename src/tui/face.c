/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "tui/help.h"
#include "tui/layout.h"
#include "tui/scroll.h"
#include "tui/term.h"
#include "tui/tui.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LEAST_ROWS = 12, LEAST_COLUMNS = 40, RULE_ROWS = 20 };

struct face {
  const struct program *program;
  const struct tui_options *options;
  struct look look;        /* the present one */
  const struct page *page; /* of the program */
  struct view view;
  int64_t due;   /* monotonic time of the next tick; -1: none */
  int64_t clock; /* monotonic time when the clock shows nothing left; -1: none is shown */
  bool helping;
  struct page help;
  struct view help_view;
  struct arena help_arena;
  bool inject;        /* Enter is to be done on the page beneath */
  struct key spent;   /* what it did is not drawn yet; code KEYS_NONE: nothing */
  struct arena arena; /* of a frame */
  struct canvas body;
  struct canvas foot;   /* line 1: the keys, with their spots; none while something is said */
  struct anchor anchor; /* to be returned to after the next layout */
  size_t rows, columns, margin;
};

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void take_look(struct face *f, bool first) {
  const struct program *program = f->program;
  const struct look *wanted = program->look ? program->look(program->ctx) : NULL;
  struct look look = wanted ? *wanted : (struct look){.theme = f->options->theme, .mouse = true};
  if (f->options->no_color)
    look.theme = THEME_MONO;
  look.mouse = look.mouse && !f->options->no_mouse;
  if (first || look.theme != f->look.theme)
    paint_theme(look.theme);
  if (first || look.mouse != f->look.mouse)
    term_mouse(look.mouse);
  f->look = look;
}

static void take_page(struct face *f) {
  f->page = f->program->page(f->program->ctx);
  f->due = f->page->wake < 0 ? -1 : now() + f->page->wake;
  f->clock = f->page->clock < 0 ? -1 : now() + f->page->clock;
  view_sync(&f->view, f->page);
}

static const struct page *shown(const struct face *f) { return f->helping ? &f->help : f->page; }
static struct view *shown_view(struct face *f) { return f->helping ? &f->help_view : &f->view; }

static bool too_small(const struct face *f) {
  return f->rows < LEAST_ROWS || f->columns < LEAST_COLUMNS;
}

static size_t body_top(const struct face *f) { return f->rows >= RULE_ROWS ? 2 : 1; }

static void lay_out(struct face *f) {
  struct view *view = shown_view(f);
  canvas_done(&f->body);
  arena_done(&f->arena);
  term_size(&f->rows, &f->columns);
  f->margin = f->columns >= 60 ? 2 : f->columns >= 44 ? 1 : 0;
  canvas_init(&f->body, &f->arena, term_font(), f->columns - 2 * f->margin);
  if (too_small(f))
    return;
  view->height = f->rows - body_top(f) - 1;
  layout_page(&f->body, shown(f), view);
  scroll_return(view, &f->body, f->anchor);
  f->anchor = (struct anchor){0};
  scroll_settle(view, &f->body);
  view->more = !view_focused(view, shown(f)) && view->scroll + view->height < f->body.lines.n;
}

static void draw_small(struct face *f) {
  struct canvas canvas;
  canvas_init(&canvas, &f->arena, term_font(), f->columns);
  canvas_line(&canvas);
  canvas_wrap(&canvas, INK_STRONG,
              arena_printf(&f->arena, _("This window is %zux%zu; Mafunzo needs %dx%d."), f->columns,
                           f->rows, LEAST_COLUMNS, LEAST_ROWS),
              0, f->columns);
  paint_begin();
  for (size_t i = 0; i < canvas.lines.n && i < f->rows; i++)
    paint_line(i, 0, &canvas, &canvas.lines.list[i]);
  canvas_done(&canvas);
  paint_end(0, 0);
}

/* How far one has read: "v 45%" while there is more below. */
static const char *progress(struct face *f) {
  const struct view *view = shown_view(f);
  size_t lines = f->body.lines.n, end = view->scroll + view->height;
  bool wide = f->columns >= 60;
  if (end < lines)
    return arena_printf(&f->arena, wide ? _("v more %zu%%") : _("v %zu%%"), end * 100 / lines);
  return view->scroll > 0 ? (wide ? _("^ end") : "^") : NULL;
}

enum { SECOND = 1000 };

/* The clock runs by itself: only where things may move, and never under a test's eyes. */
static bool clock_runs(const struct face *f) {
  return f->clock >= 0 && f->look.motion && !f->helping && !f->options->sync;
}

/* Under a test it stands. */
static int64_t clock_left(const struct face *f) {
  int64_t left = f->options->sync ? f->page->clock : f->clock - now();
  return left > 0 ? left : 0;
}

static const char *status(struct face *f, const struct page *page) {
  if (f->clock < 0 || !f->look.motion || f->helping)
    return page->status;
  char text[16];
  layout_clock(clock_left(f), text);
  return arena_printf(&f->arena, "%s  %s", page->status ? page->status : "", text);
}

static void draw_edges(struct face *f) {
  const struct page *page = shown(f);
  const struct view *view = shown_view(f);
  size_t width = f->columns - 2 * f->margin;
  canvas_done(&f->foot);
  canvas_init(&f->foot, &f->arena, term_font(), width);
  layout_ends(&f->foot, page->title, status(f, page), INK_HEADING, width);
  if (view->say)
    layout_ends(&f->foot, view->say, NULL, INK_PLAIN, width);
  else
    layout_keys(&f->foot, page, view, progress(f), width);
  paint_line(0, f->margin, &f->foot, &f->foot.lines.list[0]);
  if (body_top(f) > 1)
    paint_rule(1, f->margin, term_font());
  paint_line(f->rows - 1, f->margin, &f->foot, &f->foot.lines.list[1]);
  paint_reverse(f->rows - 1);
}

static void draw(struct face *f) {
  const struct view *view = shown_view(f);
  const struct canvas *body = &f->body;
  size_t top = body_top(f), y = top, x = f->margin;
  paint_begin();
  draw_edges(f);
  for (size_t i = 0; i < view->height && view->scroll + i < body->lines.n; i++)
    paint_line(top + i, f->margin, body, &body->lines.list[view->scroll + i]);
  if (scroll_shows_focus(view, body)) {
    y = top + body->focus_line - view->scroll;
    x = f->margin + body->focus_col;
  }
  paint_end(y, x);
}

/* What wants a tick at once is not settled before it had it. */
static bool settled(const struct face *f) {
  static const char mark[] = "\033]777;settled\007";
  return !f->options->sync || f->page->wake == 0 ||
         write(STDOUT_FILENO, mark, sizeof mark - 1) == (ssize_t)(sizeof mark - 1);
}

static void close_help(struct face *f) {
  f->helping = false;
  view_done(&f->help_view);
  arena_done(&f->help_arena);
}

static void open_help(struct face *f) {
  help_page(&f->help, &f->help_arena, f->page, &f->view, f->look.mouse && term_has_mouse());
  f->helping = true;
  view_sync(&f->help_view, &f->help);
}

static bool act(struct face *f, const struct input *input) {
  if (!f->program->act(f->program->ctx, input))
    return false;
  take_look(f, false);
  take_page(f);
  return true;
}

static bool act_helping(struct face *f, struct input *input) {
  close_help(f);
  if (strcmp(input->action, HELP_CLOSE) == 0)
    return true;
  if (strcmp(input->action, HELP_ENTER) == 0) {
    f->inject = true;
    return true;
  }
  view_input(&f->view, f->page, arena_strdup(&f->arena, input->action), input);
  return act(f, input);
}

/* The key that a click in the bar stands for; false: none. */
static bool bar_key(const struct face *f, size_t column, struct key *key) {
  for (size_t i = 0; i < f->foot.spots.n; i++) {
    const struct spot *spot = &f->foot.spots.list[i];
    size_t begin = spot->col + f->margin;
    if (column < begin || column >= begin + spot->cells)
      continue;
    *key = keys_named(spot->key);
    return true;
  }
  return false;
}

static enum keys_effect click(struct face *f, const struct key *at, struct input *input) {
  struct view *view = shown_view(f);
  struct key key;
  if (at->row + 1 == f->rows)
    return bar_key(f, at->column, &key) ? keys_apply(view, shown(f), &f->body, &key, input)
                                        : KEYS_DID;
  if (at->row < body_top(f) || at->column < f->margin)
    return KEYS_DID;
  return keys_click(view, shown(f), &f->body, view->scroll + at->row - body_top(f),
                    at->column - f->margin, input);
}

/* False: the program is over. */
static bool press(struct face *f, const struct key *key) {
  struct input input;
  if (too_small(f))
    return true;
  enum keys_effect effect = key->code == KEYS_CLICK
                                ? click(f, key, &input)
                                : keys_apply(shown_view(f), shown(f), &f->body, key, &input);
  switch (effect) {
  case KEYS_DID:
    break;
  case KEYS_SEND:
    return f->helping ? act_helping(f, &input) : act(f, &input);
  case KEYS_HELP:
    if (f->helping)
      close_help(f);
    else
      open_help(f);
    break;
  }
  return true;
}

/* A key that is held down, or pressed twice, was not meant for what nobody has seen: after it led
 * to another page, or Enter read on, it is passed over until that is drawn. All other keys are
 * meant: who knows the way types ahead. */
static bool is_spent(const struct face *f, const struct key *key) {
  const struct key *spent = &f->spent;
  return spent->code != KEYS_NONE && key->code == spent->code &&
         strcmp(key->text, spent->text) == 0 && key->row == spent->row &&
         key->column == spent->column;
}

static bool press_once(struct face *f, const struct key *key) {
  uint32_t page = shown(f)->id;
  size_t scroll = shown_view(f)->scroll;
  if (is_spent(f, key))
    return true;
  f->spent.code = KEYS_NONE;
  if (!press(f, key))
    return false;
  bool read_on = key->code == KEYS_ENTER && shown_view(f)->scroll != scroll;
  if (shown(f)->id != page || read_on)
    f->spent = *key;
  return true;
}

static bool tick(struct face *f) {
  struct input input;
  view_input(&f->view, f->page, "tick", &input);
  return act(f, &input);
}

/* What was to be seen before the size changed is to be seen after it. */
static void keep_place(struct face *f) {
  struct view *view = shown_view(f);
  if (too_small(f))
    return;
  view->reveal = scroll_shows_focus(view, &f->body);
  f->anchor = scroll_anchor(view, &f->body);
}

/* A second that went by on the clock is no tick: the frame is drawn anew, and that is all. */
static enum term_event wait_for(struct face *f, struct key *key) {
  int64_t left = f->due < 0 ? -1 : f->due - now();
  if (f->due >= 0 && left < 0)
    left = 0;
  int64_t second = clock_runs(f) ? clock_left(f) % SECOND + 1 : -1;
  bool by_clock = second >= 0 && (left < 0 || second < left);
  enum term_event event = term_wait(by_clock ? second : left, key);
  return by_clock && event == TERM_TICK ? TERM_NOTHING : event;
}

static enum term_event next_event(struct face *f, struct key *key) {
  if (f->inject) {
    f->inject = false;
    *key = (struct key){.code = KEYS_ENTER};
    return TERM_KEY;
  }
  enum term_event event = term_pending(key);
  if (event != TERM_NOTHING)
    return event;
  f->spent.code = KEYS_NONE;
  if (too_small(f))
    draw_small(f);
  else
    draw(f);
  if (!settled(f))
    return TERM_LEFT;
  return wait_for(f, key);
}

static enum face_end run(struct face *f) {
  take_look(f, true);
  for (take_page(f);;) {
    struct key key;
    bool on = true;
    lay_out(f);
    switch (next_event(f, &key)) {
    case TERM_LEFT:
      return FACE_LEFT;
    case TERM_TICK:
      on = tick(f);
      break;
    case TERM_KEY:
      on = press_once(f, &key);
      break;
    case TERM_REDRAW:
      keep_place(f);
      break;
    case TERM_NOTHING:
      break;
    }
    if (!on)
      return FACE_OVER;
  }
}

enum face_end tui_run(const struct program *program, const struct tui_options *options) {
  if (!term_start())
    return FACE_IMPOSSIBLE;
  struct face f = {.program = program, .options = options};
  enum face_end end = run(&f);
  term_stop();
  close_help(&f);
  view_done(&f.view);
  canvas_done(&f.body);
  canvas_done(&f.foot);
  arena_done(&f.arena);
  return end;
}
