/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one person has shown in one competency, piece by piece, and what to take next. The argument
 * is the competency's id, and it is who is signed in; or, on the coordinator's map,
 * "MEMBER:COMPETENCY", numbers of the map.
 *
 * What was right in a diagnostic or a test is not told to the person: it may be asked again. */
#include "screen/screen.h"

#include "app/gather.h"
#include "app/shown.h"
#include "app/stand.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct about {
  const struct person *person, *shown; /* shown: as the reader is told of it */
  size_t competency;
  int64_t until;
  bool own;
};

static bool about_of(const struct ui *ui, struct about *about) {
  const struct framework *framework = app_framework(ui->app);
  size_t member;
  *about = (struct about){
      .person = &ui->app->person, .shown = &ui->app->person, .until = INT64_MAX, .own = true};
  if (ui->map) {
    about->own = false;
    about->until = ui->map->until;
    if (sscanf(ui_arg(ui), "%zu:%zu", &member, &about->competency) != 2)
      return false;
    about->person = map_person(ui->map, member);
    about->shown = map_person_shown(ui->map, member);
    return about->person && about->competency < framework->n_competencies;
  }
  int at = framework ? framework_competency(framework, ui_arg(ui)) : -1;
  about->competency = at < 0 ? 0 : (size_t)at;
  return at >= 0;
}

/* -- Where it stands -------------------------------------------------------------------------- */

/* Own ratings say "your"; of somebody else it is told of. */
static void add_standing(struct ui *ui, struct page *page, const struct measured *row) {
  unsigned percent =
      (unsigned)(row->estimate.at_least[row->required > 0 ? row->required : 0] * 100 + .5);
  if (row->required <= 0) {
    page_add_plain(page, _("The post asks for no level of this."));
    return;
  }
  page_add_notice(page, diagnostic_tone(row->status),
                  arena_printf(&ui->arena, _("Asked: level %d. What follows: %s."), row->required,
                               diagnostic_word(row->status)));
  if (row->status == STATUS_KNOWS_NOT_SHOWN)
    page_add_plain(page, _("Knows, not yet shown: the answers reach it, but this level is about "
                           "doing, which a drill or a practical has to show."));
  if (row->status == STATUS_INSUFFICIENT)
    page_add_plain(page, _("Too few answers to say anything."));
  else
    page_add_plain(page, arena_printf(&ui->arena,
                                      _("How sure: level %d is reached with a chance "
                                        "of %u in 100, as the answers tell it."),
                                      row->required, percent));
}

/* -- Pieces ----------------------------------------------------------------------------------- */

static const char *kind_word(const struct shown_piece *piece) {
  switch (piece->kind) {
  case SHOWN_ANSWER:
    return piece->mode == MODE_EXAM         ? _("Question in a test")
           : piece->mode == MODE_DIAGNOSTIC ? _("Question in a diagnostic")
                                            : _("Question");
  case SHOWN_DECISION:
    return _("Decisions in a drill");
  case SHOWN_PAPER:
    return _("Question on paper");
  case SHOWN_SELF:
    return _("Own rating");
  case SHOWN_SUPERVISOR:
    return _("Supervisor's rating");
  case SHOWN_PRACTICAL:
    return _("Practical");
  case SHOWN_AFTER_30:
    return _("Seen at work after 30 days");
  case SHOWN_AFTER_90:
    break;
  }
  return _("Seen at work after 90 days");
}

/* Kept for tests and diagnostics: neither its text nor what was right is told. */
static bool is_secret(const struct shown_piece *piece) {
  return piece->kind == SHOWN_ANSWER &&
         (piece->mode == MODE_EXAM || piece->mode == MODE_DIAGNOSTIC);
}

static const char *came_of(struct ui *ui, const struct shown_piece *piece, enum tone *tone) {
  switch (piece->kind) {
  case SHOWN_SELF:
  case SHOWN_SUPERVISOR:
    *tone = TONE_PLAIN;
    return arena_printf(&ui->arena, _("level %d"), piece->level);
  case SHOWN_PRACTICAL:
  case SHOWN_AFTER_30:
  case SHOWN_AFTER_90:
    *tone = piece->passed && !piece->critical ? TONE_GOOD : TONE_BAD;
    return piece->critical ? _("critical error") : piece->passed ? _("passed") : _("not passed");
  default:
    *tone = piece->score == SCORE_ONE ? TONE_GOOD : piece->score ? TONE_WARN : TONE_BAD;
    if (piece->score == SCORE_ONE)
      return _("right");
    return piece->score
               ? arena_printf(&ui->arena, _("%d %%"), (int)(piece->score / (SCORE_ONE / 100)))
               : _("not right");
  }
}

/* What was asked, as far as it may be told. home: as of gather_find. */
static const char *piece_text(struct ui *ui, const struct shown_piece *piece,
                              const struct module **home) {
  const char *kind = kind_word(piece), *title = NULL;
  if (piece->path[0] && is_secret(piece))
    return kind;
  if (piece->kind == SHOWN_ANSWER || piece->kind == SHOWN_PAPER) {
    const struct item *item = gather_find(ui->app, piece->path, home);
    title = item ? item->stem : piece->path;
  } else if (piece->path[0]) {
    title = ui_path_title(ui, piece->path);
  }
  return title ? arena_printf(&ui->arena, _("%s: %s"), kind, title) : kind;
}

static void add_pieces(struct ui *ui, struct page *page, const struct about *about,
                       const struct shown_piece *pieces, size_t n) {
  struct outline_row *rows = arena_array(&ui->arena, n + 1, sizeof *rows);
  const struct module *home = NULL;
  for (size_t i = 0; i < n; i++) {
    const char *day = ui_day(&ui->arena, pieces[i].time);
    rows[i] = (struct outline_row){.text = piece_text(ui, &pieces[i], &home), .note = day};
    if (!about->own || !is_secret(&pieces[i]))
      rows[i].word = came_of(ui, &pieces[i], &rows[i].tone);
    if (pieces[i].ruled)
      rows[i].note = arena_printf(&ui->arena, _("%s; a ruling on a contest decided it"), day);
  }
  page_add_heading(page, _("What was shown, the newest first"));
  if (n)
    page_add_outline(page, "pieces", rows, n);
  else
    page_add_plain(page, _("Nothing yet."));
}

/* -- What to take next ------------------------------------------------------------------------ */

static void add_modules(struct ui *ui, struct page *page, const struct measured *row) {
  const struct competency *about = &app_framework(ui->app)->competencies[row->competency];
  if (row->required <= 0 || row->status == STATUS_MEETS)
    return;
  struct stand stand = {.competency = about->id,
                        .name = about->name,
                        .required = (unsigned)row->required,
                        .done = true,
                        .result.status = STATUS_GAP};
  struct stands stands = {.list = &stand, .n = 1};
  stand_choose(ui->app, &ui->arena, &stands);
  struct outline_row *rows = arena_array(&ui->arena, stands.n_modules + 1, sizeof *rows);
  for (size_t i = 0; i < stands.n_modules; i++)
    rows[i] = (struct outline_row){
        .text = arena_printf(&ui->arena, _("%s: %s"), stands.modules[i].course->title,
                             stands.modules[i].module->title),
        .word = arena_printf(&ui->arena, _("%u min"), stands.modules[i].minutes),
        .action = arena_printf(&ui->arena, "course:%s", stands.modules[i].course->id)};
  page_add_heading(page, _("What to take next"));
  if (stands.n_modules)
    page_add_outline(page, "modules", rows, stands.n_modules);
  else
    page_add_plain(page, _("No course here is about it. Ask your trainer."));
}

/* -- The page --------------------------------------------------------------------------------- */

static const struct measured *find_row(const struct measured *rows, size_t n, size_t competency) {
  for (size_t i = 0; i < n; i++)
    if (rows[i].competency == competency)
      return &rows[i];
  return NULL;
}

static void fill(struct ui *ui, struct page *page, const struct about *about) {
  const struct framework *framework = app_framework(ui->app);
  const struct measured *rows;
  const struct shown_piece *pieces = NULL;
  struct diags diags = {0};
  size_t n, n_pieces = 0;
  enum rc rc = shown_read(ui->app->store, framework, about->person, about->until, &ui->arena, &rows,
                          &n, &diags);
  if (rc == RC_OK)
    rc = shown_pieces(ui->app->store, framework->competencies[about->competency].id, about->person,
                      about->until, &ui->arena, &pieces, &n_pieces, &diags);
  if (rc != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  ui_add_notice(ui, page);
  if (!about->own)
    page_add_notice(page, TONE_WARN,
                    _("Confidential: names people. Nobody is to be punished for "
                      "what stands here."));
  const struct measured *row = find_row(rows, n, about->competency);
  if (row)
    add_standing(ui, page, row);
  if (row && about->own)
    add_modules(ui, page, row);
  add_pieces(ui, page, about, pieces, n_pieces);
}

static void evidence_page(struct ui *ui, struct page *page) {
  struct about about;
  bool known = about_of(ui, &about);
  const char *name = arena_printf(&ui->arena, "evidence %s", ui_arg(ui));
  page_init(page, &ui->arena, name,
            known ? app_framework(ui->app)->competencies[about.competency].name : _("Evidence"));
  if (known) {
    page->status = text_safe(&ui->arena, about.shown->name, strlen(about.shown->name), false);
    fill(ui, page, &about);
  }
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void evidence_act(struct ui *ui, const struct input *input) {
  const char *course = ui_after(input, "course");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (course)
    ui_push(ui, &screen_course, course);
}

const struct screen screen_evidence = {
    .name = "evidence", .tells = true, .page = evidence_page, .act = evidence_act};
