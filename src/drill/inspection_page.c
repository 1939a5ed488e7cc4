/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an inspector sees: the bearer at the desk, what the last two looks showed, all that can be
 * looked at, in the order of F.A.L.S.E. D.O.C., and the three decisions. */
#include "drill/inspection.h"

#include "base/text.h"
#include "drill/show.h"

#include <inttypes.h>

enum { ROWS_MOST = LOOKS + VERDICTS + 1 };

struct rows {
  struct arena *arena;
  struct outline_row list[ROWS_MOST];
  size_t n;
};

static struct outline_row *add(struct rows *rows, unsigned choice, const char *text) {
  struct outline_row *row = &rows->list[rows->n++];
  row->text = text;
  row->action = arena_printf(rows->arena, "choose:%016" PRIx64, inspection_choice(choice));
  return row;
}

static void add_looks(struct rows *rows, const struct inspected *so_far) {
  for (unsigned i = 0; i < LOOKS; i++) {
    const char *text =
        arena_printf(rows->arena, "%c  %s", step_letters[looks[i].step], _(looks[i].label));
    struct outline_row *row = add(rows, i, text);
    bool seen = so_far->looked >> i & 1, marked = so_far->marked >> i & 1;
    row->word = marked ? _("marked")
                : seen ? _("seen")
                       : arena_printf(rows->arena, _("%u s"), looks[i].seconds);
    row->tone = marked ? TONE_WARN : TONE_PLAIN;
  }
}

/* The last row, and there even while nothing is to be marked: no row moves under the cursor, and no
 * number in the linear face means something else after a look. */
static void add_mark(struct rows *rows, const struct inspection_play *play, struct page *page) {
  bool shown = play->shown != NOTHING_SHOWN;
  bool marked = shown && play->done[play->at].marked >> play->shown & 1;
  struct outline_row *row =
      add(rows, CHOICE_MARK, marked ? _("Take the mark back") : _("Mark what is shown as wrong"));
  if (shown)
    page_add_action(page, row->action, "m", marked ? _("Unmark") : _("Mark"),
                    _("Mark what is shown as wrong, or take the mark back"), false);
  else
    row->action = NULL;
}

static void add_verdicts(struct rows *rows) {
  add(rows, CHOICE_VERDICT + VERDICT_ADMIT, _("Admit"));
  add(rows, CHOICE_VERDICT + VERDICT_REFER, _("Refer to second line"));
  add(rows, CHOICE_VERDICT + VERDICT_REFUSE, _("Refuse"));
}

static void add_clock(const struct inspection *inspection, const struct inspection_play *play,
                      const struct series *series, struct page *page) {
  unsigned here = inspection_spent(&play->done[play->at]);
  char day[DATE_TEXT];
  date_print(inspection->stock.day, day);
  const char *queue = show_minutes(page->arena, play->used + here);
  const char *clock =
      inspection->seconds
          ? arena_printf(page->arena, _("%u s with this bearer; %s of %s for the queue."), here,
                         queue, show_minutes(page->arena, inspection->seconds))
          : arena_printf(page->arena, _("%u s with this bearer; %s for the queue."), here, queue);
  page_add_plain(page, arena_printf(page->arena, _("A passport of %s. It is %s. %s"), series->state,
                                    day, clock));
}

static void add_shown(const struct inspection_play *play, const struct passport *passport,
                      struct page *page) {
  const uint8_t both[] = {play->shown, play->before};
  for (size_t i = 0; i < 2; i++)
    if (both[i] != NOTHING_SHOWN)
      show_look(page, passport, (enum look)both[i], _(looks[both[i]].label));
}

static void page_bearer(const struct inspection *inspection, const struct inspection_play *play,
                        struct page *page) {
  struct inspection_case c = inspection_case(inspection, play, play->at);
  struct passport presented, genuine;
  struct rows rows = {.arena = page->arena};
  inspection_passports(inspection, &c, page->arena, &presented, &genuine);
  add_clock(inspection, play, c.series, page);
  if (play->at == 0 && !play->done[0].looked)
    page_add_plain(page, _("Look where you need to: each look costs time. Mark what shows that "
                           "something is wrong, then decide."));
  add_shown(play, &presented, page);
  add_looks(&rows, &play->done[play->at]);
  add_verdicts(&rows);
  add_mark(&rows, play, page);
  page_add_outline(page, "choices", rows.list, rows.n);
}

static void page_telling(const struct inspection *inspection, const struct inspection_play *play,
                         struct page *page) {
  struct rows rows = {.arena = page->arena};
  inspection_tell(inspection, play, play->at - 1U, page);
  add(&rows, CHOICE_NEXT, _("The next bearer"));
  page_add_outline(page, "choices", rows.list, rows.n);
}

void inspection_page(const struct drill *drill, const struct drill_state *state,
                     struct page *page) {
  const struct inspection *inspection = drill->body;
  struct inspection_play play = inspection_unpack(state);
  unsigned at = play.telling ? play.at : play.at + 1U;
  page->status = arena_printf(page->arena, _("Bearer %u of %u"), at, inspection->bearers);
  if (play.telling)
    page_telling(inspection, &play, page);
  else if (!play.over)
    page_bearer(inspection, &play, page);
}
