/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contesting a question: why, and who will see it. The argument is the question's path. Pages that
 * tell a question say here what became of a contest. */
#include "screen/screen.h"

#include "app/appeal.h"
#include "base/text.h"

#include <string.h>

enum { REASON = 400 }; /* what is typed; a command takes more */

/* -- The page ------------------------------------------------------------------------------------
 */

static void contest_page(struct ui *ui, struct page *page) {
  const struct item *item = appeal_item(ui->app, ui_arg(ui));
  page_init(page, &ui->arena, "contest", _("Contest this question"));
  ui_add_notice(ui, page);
  if (item)
    page_add_prose(page, item->stem);
  page_add_plain(page, _("Say what is wrong with the question or its answer. Your trainer and your "
                         "coordinator will read it, with your name. Somebody else decides, and "
                         "then the question counts anew for everybody who answered it. You find "
                         "the decision beside the question, once it is back on this laptop."));
  page_add_entry(page, "reason", _("What is wrong"), "", REASON, NULL);
  page_add_action(page, "send", "enter", _("Contest"),
                  _("Record it; it goes out with your results"), true);
  page_add_action(page, "back", "esc", _("Back"), _("Back without contesting"), false);
}

static void send(struct ui *ui, const struct input *input) {
  const struct response *reason = input_value(input, "reason");
  const struct item *item = appeal_item(ui->app, ui_arg(ui));
  struct diags diags = {0};
  if (item && appeal_contest_item(ui->app, item, reason ? reason->text : "", &diags) == RC_OK) {
    ui_pop(ui);
    ui_say(ui, TONE_GOOD, "%s", _("Contested. It goes out with your results."));
  } else
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void contest_act(struct ui *ui, const struct input *input) {
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "send"))
    send(ui, input);
}

const struct screen screen_contest = {.name = "contest", .page = contest_page, .act = contest_act};

/* -- On other pages ------------------------------------------------------------------------------
 */

static int percent(int32_t score) { return (int)(score / (SCORE_ONE / 100)); }

static const char *decision(struct ui *ui, const struct appeal_slot *slot) {
  if (slot->changed && slot->annulled)
    return arena_printf(&ui->arena,
                        _("Decided: annulled, so that it counts no more. As marked: %d %%."),
                        percent(slot->marked));
  if (slot->changed)
    return arena_printf(&ui->arena, _("Decided: corrected. As marked: %d %%; it counts as %d %%."),
                        percent(slot->marked), percent(slot->score));
  return slot->ruling == RULING_UPHELD
             ? _("Decided: it stays as it was marked.")
             : _("Decided: the question was changed, and your answer counts as it was marked.");
}

static void add_state(struct ui *ui, const struct appeal_slot *slot, struct page *page) {
  if (slot->changed || (slot->contested && slot->ruling != RULING_NONE))
    page_add_notice(page, slot->changed ? TONE_GOOD : TONE_PLAIN, decision(ui, slot));
  else if (slot->contested)
    page_add_notice(page, TONE_PLAIN,
                    slot->mine ? _("You contested this question. It is not decided yet.")
                               : _("This question is contested. It is not decided yet."));
  if (*slot->words)
    page_add_plain(page, arena_printf(&ui->arena, _("The reason: %s"), slot->words));
}

/* The way back stays last. */
static void put_before_back(struct page *page) {
  struct action *last = &page->actions[page->n_actions - 1];
  if (page->n_actions < 2 || strcmp(last[-1].key, "esc") != 0)
    return;
  struct action back = last[-1];
  last[-1] = *last;
  *last = back;
}

void contest_add(struct ui *ui, const struct run *run, unsigned nth, struct page *page) {
  struct appeal_slot slot;
  appeal_slots(ui->app, run, nth, &ui->arena, &slot, 1);
  if (!slot.item || run->unsaved)
    return;
  add_state(ui, &slot, page);
  if (slot.mine)
    return;
  page_add_action(page, arena_printf(&ui->arena, "contest:%s", slot.item->path), "c", _("Contest"),
                  _("Say that the question or its answer is wrong"), false);
  put_before_back(page);
}

static const char *score_words(struct ui *ui, const struct appeal_slot *slot) {
  if (!slot->changed)
    return slot->ruling == RULING_NONE ? _("not decided yet") : _("as marked");
  return slot->annulled
             ? arena_printf(&ui->arena, _("annulled; marked %d %%"), percent(slot->marked))
             : arena_printf(&ui->arena, _("%d %%; marked %d %%"), percent(slot->score),
                            percent(slot->marked));
}

static void add_contested(struct ui *ui, const struct run *run, struct page *page) {
  struct appeal_slot slots[PLAN_SLOTS];
  struct outline_row rows[PLAN_SLOTS] = {0};
  size_t n = 0;
  bool asks = run->session.kind != RUN_LESSON && run->session.kind != RUN_DRILL;
  appeal_slots(ui->app, run, 1, &ui->arena, slots, asks ? run->session.u.quiz.n : 0);
  for (size_t i = 0; asks && i < run->session.u.quiz.n; i++)
    if (slots[i].contested || slots[i].changed)
      rows[n++] = (struct outline_row){.text = slots[i].title,
                                       .word = score_words(ui, &slots[i]),
                                       .note = *slots[i].words ? slots[i].words : NULL};
  if (!n)
    return;
  page_add_heading(page, _("Contested questions"));
  page_add_outline(page, "contested", rows, n);
}

void contest_add_result(struct ui *ui, const struct run *run, struct page *page) {
  struct appeal_run result;
  add_contested(ui, run, page);
  if (!appeal_run(ui->app, run, &result))
    return;
  if (!result.n) {
    page_add_notice(page, TONE_WARN, _("Decided since: no question of this run counts any more."));
    return;
  }
  page_add_notice(
      page, result.passed ? TONE_GOOD : TONE_WARN,
      arena_printf(&ui->arena,
                   result.passed ? _("Decided since: the result counts as %d %%, passed.")
                                 : _("Decided since: the result counts as %d %%, not yet passed."),
                   percent(result.score)));
  page_add_plain(page, arena_printf(&ui->arena,
                                    result.was_passed ? _("As marked: %d %%, passed.")
                                                      : _("As marked: %d %%, not yet passed."),
                                    percent(result.marked)));
}

bool contest_open(struct ui *ui, const struct input *input) {
  const char *path = ui_after(input, "contest");
  if (path)
    ui_push(ui, &screen_contest, path);
  return path;
}
