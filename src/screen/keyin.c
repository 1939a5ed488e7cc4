/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key-in grid of a station: people as rows, steps as columns. The argument "leave" is the
 * question whether marks are to be lost; "": the grid. */
#include "screen/screen.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *specimens_help(struct ui *ui) {
  const struct station *station = ui->keyin->station;
  const char *keys = keyin_keys(ui->keyin, 0);
  struct str text = {0};
  for (size_t i = 0; i + 1 < strlen(keys); i++)
    str_printf(&text, "%c %s, ", keys[i + 1], station->specimens[i]);
  str_printf(&text, "0 %s", _("none"));
  const char *kept = arena_strdup(&ui->arena, str_text(&text));
  str_done(&text);
  return kept;
}

static const char *step_text(struct ui *ui, const struct station_step *step) {
  if (!step->critical)
    return step->text;
  return arena_printf(&ui->arena, _("%s (critical)"), step->text);
}

/* The keys in the order in which they are offered: that of the engine. */
static struct mark_column *columns_of(struct ui *ui) {
  const struct keyin *keyin = ui->keyin;
  struct mark_column *columns = arena_array(&ui->arena, keyin->n_columns, sizeof *columns);
  size_t first = keyin_has_specimen(keyin);
  if (first)
    columns[0] = (struct mark_column){"#", _("Number of the specimen"), keyin_keys(keyin, 0),
                                      specimens_help(ui)};
  for (size_t i = 0; i < keyin->station->n_steps; i++)
    columns[first + i] = (struct mark_column){
        arena_printf(&ui->arena, "%zu", i + 1), step_text(ui, &keyin->station->steps[i]),
        keyin_keys(keyin, first + i), _("1 done, 2 not done, 0 not seen")};
  return columns;
}

static struct mark_row row_of(struct ui *ui, const struct keyin_row *row) {
  char hex[2 * ID_BYTES + 1];
  size_t left = keyin_to_go(ui->keyin, row);
  seal_hex(row->person.id, ID_BYTES, hex);
  struct mark_row out = {.text = row->person.name,
                         .action = arena_printf(&ui->arena, "mark:%s", hex),
                         .marks = row->marks};
  if (row->person.code[0])
    out.text = arena_printf(&ui->arena, "%s, %s", row->person.name, row->person.code);
  if (row->saved) {
    out.word = _("saved");
    out.tone = TONE_GOOD;
  } else if (!left) {
    out.word = _("not saved");
    out.tone = TONE_BAD;
  } else {
    out.word = arena_printf(&ui->arena, _("%zu to go"), left);
    out.tone = left < ui->keyin->n_columns ? TONE_WARN : TONE_PLAIN;
  }
  return out;
}

struct counts {
  size_t saved, begun, waiting; /* waiting: whole, and could not be recorded */
};

static struct counts count(const struct keyin *keyin) {
  struct counts counts = {0};
  for (size_t i = 0; i < keyin->n; i++) {
    size_t left = keyin_to_go(keyin, &keyin->rows[i]);
    counts.saved += keyin->rows[i].saved;
    counts.waiting += !keyin->rows[i].saved && !left;
    counts.begun += left && left < keyin->n_columns;
  }
  return counts;
}

static void add_rows(struct ui *ui, struct page *page) {
  const struct keyin *keyin = ui->keyin;
  struct mark_row *rows = arena_array(&ui->arena, keyin->n, sizeof *rows);
  for (size_t i = 0; i < keyin->n; i++)
    rows[i] = row_of(ui, &keyin->rows[i]);
  if (keyin->n)
    page_add_marks(page, "marks", columns_of(ui), keyin->n_columns, rows, keyin->n);
  else
    page_add_plain(page, _("Nobody but you is in this class."));
}

/* A page of its own: on a small screen a word above the grid would not be seen. */
static void leave_page(struct ui *ui, struct page *page) {
  struct counts counts = count(ui->keyin);
  unsigned lost = (unsigned)(counts.begun + counts.waiting);
  page_init(page, &ui->arena, "keyin-leave", ui->keyin->station->title);
  page_add_notice(page, TONE_WARN,
                  arena_printf(&ui->arena,
                               ngettext("%u row is not saved: its marks are lost if you leave.",
                                        "%u rows are not saved: their marks are lost if you leave.",
                                        lost),
                               lost));
  page_add_action(page, "stay", "enter", _("Stay"), _("Back to the rows"), false);
  page_add_action(page, "back", "esc", _("Leave"), _("Leave without what is not saved"), false);
}

static void grid_page(struct ui *ui, struct page *page) {
  const struct keyin *keyin = ui->keyin;
  struct counts counts = count(keyin);
  page_init(page, &ui->arena, "keyin", keyin->station->title);
  page->status = arena_strdup(&ui->arena, keyin->word);
  ui_add_notice(ui, page);
  if (keyin->n) /* not the status: where that changes the linear face says the whole page anew */
    page_add_plain(page, arena_printf(&ui->arena,
                                      _("A row is saved with its last mark. Saved: %zu of %zu."),
                                      counts.saved, keyin->n));
  add_rows(ui, page);
  if (counts.waiting)
    page_add_action(page, "save", "s", _("Save"), _("Try again to save what is whole"), false);
  page_add_action(page, "back", "esc", _("Back"), _("Back to the classes"),
                  false);
}

static void keyin_page(struct ui *ui, struct page *page) {
  if (*ui_arg(ui))
    leave_page(ui, page);
  else
    grid_page(ui, page);
}

/* "HEX:COLUMN:KEYS" */
static void type(struct ui *ui, const char *what) {
  uint8_t id[ID_BYTES];
  char hex[2 * ID_BYTES + 1] = "", *end;
  struct diags diags = {0};
  strncat(hex, what, sizeof hex - 1);
  struct keyin_row *row = seal_unhex(hex, id, ID_BYTES) ? keyin_row(ui->keyin, id) : NULL;
  if (!row || what[2 * ID_BYTES] != ':')
    return;
  size_t column = strtoul(what + 2 * ID_BYTES + 1, &end, 10);
  if (*end != ':')
    return;
  enum rc rc = keyin_type(ui->app, ui->keyin, row, column, end + 1, &diags);
  if (rc == RC_USAGE && !diags.n)
    ui_say(ui, TONE_WARN, "%s", _("Saved marks can be changed, and not taken away."));
  else if (rc != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void save(struct ui *ui) {
  struct diags diags = {0};
  if (keyin_save(ui->app, ui->keyin, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void leave(struct ui *ui) {
  struct counts counts = count(ui->keyin);
  if (*ui_arg(ui) || counts.begun + counts.waiting == 0)
    ui_pop(ui);
  else
    ui_replace(ui, &screen_keyin, "leave");
}

static void keyin_act(struct ui *ui, const struct input *input) {
  const char *mark = ui_after(input, "mark");
  if (ui_is(input, "back"))
    leave(ui);
  else if (ui_is(input, "stay"))
    ui_replace(ui, &screen_keyin, "");
  else if (mark)
    type(ui, mark);
  else if (ui_is(input, "save"))
    save(ui);
}

const struct screen screen_keyin = {.name = "keyin", .page = keyin_page, .act = keyin_act};
