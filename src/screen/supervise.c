/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good a supervisor thinks somebody to be, by the same descriptors by which people rate
 * themselves. The argument: ":COHORT" or "*" (everybody), whom to rate; "=HEX" what the post of one
 * of them asks for; "=HEX:COMPETENCY" one of those; "=HEX:COMPETENCY:LEVEL" a level below what the
 * post asks, of which it is asked what is missing: a course mends only want of knowledge or skill.
 *
 * What was measured, and what the person or another supervisor said, is not shown: a rating says
 * something beside it only where it was given without it. */
#include "screen/screen.h"

#include "app/rating.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define LEVEL_BLOCK "level"
#define CAUSE_BLOCK "cause"

static bool is_person(const struct ui *ui) { return *ui_arg(ui) == '='; }

/* What stands behind the nth colon; NULL: nothing. */
static const char *behind(const struct ui *ui, unsigned nth) {
  const char *at = is_person(ui) ? ui_arg(ui) : NULL;
  for (; at && nth > 0; nth--) {
    at = strchr(at, ':');
    at = at ? at + 1 : NULL;
  }
  return at;
}

static const char *competency_of(struct ui *ui) { /* NULL: none yet */
  const char *at = behind(ui, 1);
  return at ? arena_strndup(&ui->arena, at, strcspn(at, ":")) : NULL;
}

static const char *level_of(const struct ui *ui) { return behind(ui, 2); } /* NULL: none yet */

/* False: it was told why not. */
static bool read_all(struct ui *ui, struct person *person, struct rating **list, size_t *n) {
  struct diags diags = {0};
  *list = NULL;
  *n = 0;
  bool good = whom_find(ui, ui_arg(ui) + 1, person, &diags) &&
              rating_read_of(ui->app, person, &ui->arena, list, n, &diags) == RC_OK;
  if (!good)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  return good;
}

/* -- One person -------------------------------------------------------------------------------- */

static void add_ratings(struct ui *ui, struct page *page, const struct rating *list, size_t n) {
  struct outline_row *rows = arena_array(&ui->arena, n, sizeof *rows);
  size_t next = n;
  for (size_t i = 0; i < n; i++) {
    const struct rating *rating = &list[i];
    rows[i] = (struct outline_row){
        .text = rating->competency->name,
        .word = rating->own == RATED_NOT
                    ? _("not yet rated")
                    : arena_printf(&ui->arena, _("your rating: level %d"), rating->own),
        .note = arena_printf(&ui->arena, _("Asked: level %u."), rating->required),
        .action = arena_printf(&ui->arena, "rate:%.33s:%s", ui_arg(ui), rating->competency->id)};
    if (rating->own == RATED_NOT && next == n)
      next = i;
  }
  page_add_outline(page, "ratings", rows, n)->at = next < n ? next : 0;
}

static void person_page(struct ui *ui, struct page *page) {
  struct person person = {0};
  struct rating *list;
  size_t n;
  bool known = read_all(ui, &person, &list, &n);
  page_init(page, &ui->arena, ui_arg(ui), known ? person.name : _("Rate as a supervisor"));
  ui_add_notice(ui, page);
  if (n) {
    page_add_plain(page, _("What can this person do at work today? Say what you have seen. It "
                           "stands beside what is measured and is never counted with it. The "
                           "person can read it. Change it when you like: the latest holds."));
    add_ratings(ui, page, list, n);
  } else if (known)
    page_add_plain(page, _("No post is known of this person, so that nothing can be asked. State "
                           "the post in the roster first."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to the people"), false);
}

/* -- One competency ---------------------------------------------------------------------------- */

static const struct rating *find(const struct rating *list, size_t n, const char *id) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i].competency->id, id) == 0)
      return &list[i];
  return NULL;
}

static void level_page(struct ui *ui, struct page *page) {
  struct person person = {0};
  struct rating *list;
  size_t n;
  read_all(ui, &person, &list, &n);
  const struct rating *rating = find(list, n, competency_of(ui));
  page_init(page, &ui->arena, ui_arg(ui),
            rating ? rating->competency->name : _("Rate as a supervisor"));
  page->status = arena_strdup(&ui->arena, person.name);
  ui_add_notice(ui, page);
  if (rating) {
    page_add_plain(
        page,
        arena_printf(&ui->arena, _("Which of these describes the work of %s best?"), person.name));
    rating_choices(ui, page, LEVEL_BLOCK, rating);
    page_add_action(page, "keep", "enter", _("Rate"), _("Record this level"), true);
  }
  page_add_action(page, "back", "esc", _("Back"), _("Back without a change"), false);
}

/* -- What is missing --------------------------------------------------------------------------- */

static void cause_page(struct ui *ui, struct page *page) {
  static const char *const words[CAUSES] = {
      [CAUSE_NOT_ASKED] = N_("I cannot say"),
      [CAUSE_TRAINING] = N_("Knowledge or skill: training would help"),
      [CAUSE_TOOLS] = N_("Tools or equipment"),
      [CAUSE_RULES] = N_("Clear rules or instructions"),
      [CAUSE_SUPERVISION] = N_("Supervision or support"),
      [CAUSE_MOTIVE] = N_("A reason to do it"),
      [CAUSE_OTHER] = N_("Something else that no course mends"),
  };
  struct choice rows[CAUSES] = {0};
  for (int cause = 0; cause < CAUSES; cause++)
    rows[cause] = (struct choice){.value = (uint8_t)cause, .text = _(words[cause])};
  page_init(page, &ui->arena, ui_arg(ui), _("What is missing?"));
  ui_add_notice(ui, page);
  page_add_plain(page, _("That is less than the post asks for. What is missing most, so that it "
                         "is done at work as it should be?"));
  page_add_choices(page, CAUSE_BLOCK, rows, CAUSES, false, true)->first = 0;
  page_add_action(page, "keep", "enter", _("Rate"), _("Record the level, and this"), true);
  page_add_action(page, "back", "esc", _("Back"), _("Back without a change"), false);
}

/* -- All of them ------------------------------------------------------------------------------- */

static void supervise_page(struct ui *ui, struct page *page) {
  const char *arg = ui_arg(ui);
  if (level_of(ui))
    cause_page(ui, page);
  else if (competency_of(ui))
    level_page(ui, page);
  else if (is_person(ui))
    person_page(ui, page);
  else {
    page_init(page, &ui->arena, arg, _("Rate as a supervisor"));
    whom_page(ui, page, *arg == ':' ? arg + 1 : NULL, "rate:=");
  }
}

/* Below what is asked the next page asks why. */
static bool is_below(struct ui *ui, unsigned level) {
  struct person person;
  struct rating *list;
  size_t n;
  read_all(ui, &person, &list, &n);
  const struct rating *rating = find(list, n, competency_of(ui));
  return rating && level < rating->required;
}

static void state(struct ui *ui, unsigned level, enum cause cause) {
  struct person person;
  struct diags diags = {0};
  if (whom_find(ui, ui_arg(ui) + 1, &person, &diags) &&
      rating_state_of(ui->app, &person, competency_of(ui), level, cause, &diags) == RC_OK)
    ui_pop(ui);
  else if (diags.n)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void keep(struct ui *ui, const struct input *input) {
  const struct response *value = input_value(input, level_of(ui) ? CAUSE_BLOCK : LEVEL_BLOCK);
  if (!value || value->n != 1)
    return;
  if (level_of(ui))
    state(ui, (unsigned)(*level_of(ui) - '0'), (enum cause)value->pick[0]);
  else if (is_below(ui, value->pick[0]))
    ui_replace(ui, &screen_supervise,
               arena_printf(&ui->arena, "%s:%u", ui_arg(ui), value->pick[0]));
  else
    state(ui, value->pick[0], CAUSE_NOT_ASKED);
}

static void supervise_act(struct ui *ui, const struct input *input) {
  const char *what = ui_after(input, "rate");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "keep") && competency_of(ui))
    keep(ui, input);
  else if (what && !competency_of(ui))
    ui_push(ui, &screen_supervise, what);
}

const struct screen screen_supervise = {
    .name = "supervise", .page = supervise_page, .act = supervise_act};
