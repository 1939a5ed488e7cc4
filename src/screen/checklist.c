/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A supervisor's check at work. The argument: "30:COHORT" or "30*" (everybody), whom to check; and
 * "30=HEX" is the sheet of one of them. */
#include "screen/screen.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static enum evidence kind_of(const struct ui *ui) {
  return *ui_arg(ui) == '3' ? EVIDENCE_CHECKLIST_30 : EVIDENCE_CHECKLIST_90;
}

static const char *title_of(const struct ui *ui) {
  return kind_of(ui) == EVIDENCE_CHECKLIST_30 ? _("At work, 30 days after the training")
                                              : _("At work, 90 days after the training");
}

/* -- Whom -------------------------------------------------------------------------------------- */

static void all_page(struct ui *ui, struct page *page) {
  const char *arg = ui_arg(ui);
  page_init(page, &ui->arena, arg, title_of(ui));
  whom_page(ui, page, arg[2] == ':' ? arg + 3 : NULL, arena_printf(&ui->arena, "check:%.2s=", arg));
}

static void check(struct ui *ui, const char *arg) {
  struct person person;
  struct diags diags = {0};
  checklist_free(ui->checklist);
  ui->checklist = NULL;
  if (strlen(arg) > 3 && whom_find(ui, arg + 3, &person, &diags) &&
      checklist_open(ui->app, &person, kind_of(ui), &ui->checklist, &diags) == RC_OK)
    ui_push(ui, &screen_checklist, arg);
  else
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

/* -- One of them ------------------------------------------------------------------------------- */

static void add_sheet(struct ui *ui, struct page *page) {
  const struct checklist *checklist = ui->checklist;
  struct mark_row *rows = arena_array(&ui->arena, checklist->n, sizeof *rows);
  const struct mark_column seen = {
      .head = "",
      .text = _("What did you see?"),
      .keys = checklist_keys,
      .help = _("1 does it; not yet: 2 training would help, 3 something else is in the way (tools, "
                "rules, time, staff), 4 cannot tell why; 0 not seen")};
  for (size_t i = 0; i < checklist->n; i++) {
    const struct checklist_row *row = &checklist->rows[i];
    char mark[] = {row->mark, '\0'};
    rows[i] = (struct mark_row){.text = row->name,
                                .note = row->descriptor,
                                .action = arena_printf(&ui->arena, "saw:%s", row->id),
                                .marks = arena_strdup(&ui->arena, mark),
                                .word = row->mark == CHECK_EMPTY ? NULL : _("saved"),
                                .tone = TONE_GOOD};
  }
  page_add_marks(page, "saw", &seen, 1, rows, checklist->n);
}

static void sheet_page(struct ui *ui, struct page *page) {
  const struct checklist *checklist = ui->checklist;
  size_t saved = 0;
  for (size_t i = 0; i < checklist->n; i++)
    saved += checklist->rows[i].mark != CHECK_EMPTY;
  page_init(page, &ui->arena, ui_arg(ui), checklist->person.name);
  ui_add_notice(ui, page);
  if (checklist->n) {
    page_add_plain(page, arena_printf(&ui->arena,
                                      _("Does the person do what the sentence says, unaided? Each "
                                        "mark is saved at once: %zu of %zu."),
                                      saved, checklist->n));
    add_sheet(ui, page);
  } else
    page_add_plain(page, _("No post is known of this person, so that nothing can be asked. State "
                           "the post in the roster first."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to the people"), false);
}

static struct checklist_row *row_of(struct checklist *checklist, const char *what) {
  size_t len = strcspn(what, ":");
  for (size_t i = 0; i < checklist->n; i++)
    if (strlen(checklist->rows[i].id) == len && strncmp(checklist->rows[i].id, what, len) == 0)
      return &checklist->rows[i];
  return NULL;
}

/* "COMPETENCY:0:KEY" */
static void saw(struct ui *ui, const char *what) {
  struct checklist_row *row = row_of(ui->checklist, what);
  size_t len = strlen(what);
  struct diags diags = {0};
  if (!row || len < 3 || strncmp(what + len - 3, "0:", 2) != 0)
    return;
  enum rc rc = checklist_mark(ui->app, ui->checklist, row, what[len - 1], &diags);
  if (rc == RC_USAGE && !diags.n)
    ui_say(ui, TONE_WARN, "%s", _("Saved marks can be changed, and not taken away."));
  else if (rc != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

/* -- Both -------------------------------------------------------------------------------------- */

static bool is_sheet(const struct ui *ui) { return ui_arg(ui)[2] == '='; }

static void checklist_page(struct ui *ui, struct page *page) {
  if (is_sheet(ui))
    sheet_page(ui, page);
  else
    all_page(ui, page);
}

static void checklist_act(struct ui *ui, const struct input *input) {
  const char *whom = ui_after(input, "check"), *mark = ui_after(input, "saw");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (whom && !is_sheet(ui))
    check(ui, whom);
  else if (mark && is_sheet(ui))
    saw(ui, mark);
}

const struct screen screen_checklist = {
    .name = "checklist", .page = checklist_page, .act = checklist_act};
