/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How good one thinks oneself to be, competency by competency. The argument is the id of the one
 * that is rated; "": all that the post asks for. */
#include "screen/screen.h"

#include "app/rating.h"
#include "base/text.h"
#include "session/diagnostic.h"

#include <string.h>

#define LEVEL_BLOCK "level"

static size_t read_all(struct ui *ui, struct rating **list) {
  struct diags diags = {0};
  size_t n;
  if (rating_read(ui->app, &ui->arena, list, &n, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
  return n;
}

static const char *level_words(struct ui *ui, int level) {
  return level == RATED_NOT ? _("not yet rated")
                            : arena_printf(&ui->arena, _("you: level %d"), level);
}

/* What others know of it, beside: "Asked: level 3. Measured by 12 answers: train." */
static const char *beside(struct ui *ui, const struct rating *rating) {
  struct arena *arena = &ui->arena;
  const char *asked = arena_printf(arena, _("Asked: level %u."), rating->required);
  const char *measured =
      rating->answers ? arena_printf(arena,
                                     ngettext("Measured by %u answer: %s.",
                                              "Measured by %u answers: %s.", rating->answers),
                                     rating->answers, diagnostic_word(rating->status))
                      : _("Not yet measured.");
  if (rating->supervisor == RATED_NOT)
    return arena_printf(arena, "%s %s", asked, measured);
  return arena_printf(arena, "%s %s %s", asked, measured,
                      arena_printf(arena, _("Supervisor: level %d."), rating->supervisor));
}

/* -- All of them ----------------------------------------------------------------------------- */

/* The cursor begins at the first that is not rated. */
static void add_ratings(struct ui *ui, struct page *page, const struct rating *list, size_t n) {
  struct outline_row *rows = arena_array(&ui->arena, n, sizeof *rows);
  size_t next = n;
  for (size_t i = 0; i < n; i++) {
    const struct rating *rating = &list[i];
    rows[i] =
        (struct outline_row){.text = rating->competency->name,
                             .word = level_words(ui, rating->own),
                             .note = beside(ui, rating),
                             .action = arena_printf(&ui->arena, "rate:%s", rating->competency->id)};
    if (rating->own == RATED_NOT && next == n)
      next = i;
  }
  page_add_outline(page, "ratings", rows, n)->at = next < n ? next : 0;
}

static void all_page(struct ui *ui, struct page *page) {
  struct rating *list;
  page_init(page, &ui->arena, "rate", _("How I see myself"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  size_t n = read_all(ui, &list);
  ui_add_notice(ui, page);
  if (n) {
    page_add_plain(page, _("What can you do at work today? It is to talk over with your supervisor "
                           "and your trainer, and to plan training by. It stands beside what is "
                           "measured and is never counted with it. Change it when you like: the "
                           "latest holds."));
    add_ratings(ui, page, list, n);
  } else
    page_add_plain(page, _("First say which post is yours: it decides what is asked. Add yourself "
                           "with a post on the first screen, or ask your trainer."));
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

/* -- One ------------------------------------------------------------------------------------- */

static const struct rating *find(const struct rating *list, size_t n, const char *id) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i].competency->id, id) == 0)
      return &list[i];
  return NULL;
}

void rating_choices(struct ui *ui, struct page *page, const char *block,
                    const struct rating *rating) {
  struct choice rows[LEVELS];
  for (int level = 0; level < LEVELS; level++)
    rows[level] = (struct choice){.value = (uint8_t)level,
                                  .text = arena_printf(&ui->arena, _("Level %d. %s"), level,
                                                       rating->competency->descriptors[level]),
                                  .marked = rating->own == level};
  page_add_choices(page, block, rows, LEVELS, false, true)->first = 0; /* the level is typed */
}

static void one_page(struct ui *ui, struct page *page) {
  struct rating *list;
  size_t n = read_all(ui, &list);
  const struct rating *rating = find(list, n, ui_arg(ui));
  page_init(page, &ui->arena, arena_printf(&ui->arena, "rate:%s", ui_arg(ui)),
            rating ? rating->competency->name : _("How I see myself"));
  ui_add_notice(ui, page);
  if (rating) {
    page_add_plain(page, _("Which of these describes your work best?"));
    rating_choices(ui, page, LEVEL_BLOCK, rating);
    page_add_action(page, "keep", "enter", _("This is me"), _("Record this level"), true);
  }
  page_add_action(page, "back", "esc", _("Back"), _("Back without a change"), false);
}

/* -- Acting ---------------------------------------------------------------------------------- */

static void rate_page(struct ui *ui, struct page *page) {
  if (ui_arg(ui)[0])
    one_page(ui, page);
  else
    all_page(ui, page);
}

static void keep(struct ui *ui, const struct input *input) {
  const struct response *value = input_value(input, LEVEL_BLOCK);
  struct diags diags = {0};
  enum rc rc =
      value && value->n == 1 ? rating_state(ui->app, ui_arg(ui), value->pick[0], &diags) : RC_USAGE;
  if (rc == RC_OK)
    ui_pop(ui);
  else if (diags.n)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void rate_act(struct ui *ui, const struct input *input) {
  const char *competency = ui_after(input, "rate");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "keep"))
    keep(ui, input);
  else if (competency)
    ui_push(ui, &screen_rate, competency);
}

const struct screen screen_rate = {.name = "rate", .page = rate_page, .act = rate_act};
