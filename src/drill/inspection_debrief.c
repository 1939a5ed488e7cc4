/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was right of a bearer, and what an inspection says of its officer: counts, by step and
 * depth, how well fakes were told from genuine documents, and each mistake beside what it should
 * have looked like. */
#include "drill/inspection.h"

#include "base/text.h"
#include "drill/show.h"
#include "measure/signal.h"

/* -- One bearer ------------------------------------------------------------------------------ */

static const char *said(const struct inspection_case *c, const struct inspected *inspected) {
  if (!c->fake)
    return inspected->verdict == VERDICT_ADMIT    ? _("Genuine, and admitted.")
           : inspected->verdict == VERDICT_REFUSE ? _("Genuine, and refused.")
                                                  : _("Genuine, and held up.");
  if (inspected->verdict == VERDICT_ADMIT)
    return inspected->looked & c->anomaly->found
               ? _("Not genuine, and admitted, though the place was looked at.")
               : _("Not genuine, and admitted; the place was not looked at.");
  if (!inspection_marked_right(c->anomaly, inspected->marked))
    return _("Not genuine, and stopped, but not for what was wrong.");
  return inspected->verdict == VERDICT_REFER
             ? _("Not genuine, stopped, and for the right reason.")
             : _("Not genuine, and stopped. Refer such a bearer: second line decides on refusal.");
}

static void tell_anomaly(const struct anomaly *anomaly, struct page *page) {
  if (anomaly->fraud != FRAUD_NONE)
    page_add_plain(page, arena_printf(page->arena, _("%s. Step: %s. To be noticed at: %s."),
                                      _(fraud_names[anomaly->fraud]), _(step_names[anomaly->step]),
                                      _(looks[stock_telling_look(anomaly)].label)));
  page_add_prose(page, anomaly->why);
}

static void tell_both(const struct inspection *inspection, const struct inspection_case *c,
                      struct page *page) {
  enum look look = stock_telling_look(c->anomaly);
  const char *label = _(looks[look].label);
  struct passport presented, genuine;
  inspection_passports(inspection, c, page->arena, &presented, &genuine);
  show_look(page, &presented, look, arena_printf(page->arena, _("%s. This one showed:"), label));
  show_look(page, &genuine, look, arena_printf(page->arena, _("%s. A genuine one shows:"), label));
}

void inspection_tell(const struct inspection *inspection, const struct inspection_play *play,
                     unsigned bearer, struct page *page) {
  struct inspection_case c = inspection_case(inspection, play, bearer);
  const struct inspected *inspected = &play->done[bearer];
  unsigned points = inspection_points(&c, inspected);
  const char *name = c.anomaly ? c.anomaly->name : _("nothing was odd");
  page_add_heading(page, arena_printf(page->arena, _("Bearer %u: %s"), bearer + 1, name));
  page_add_notice(page,
                  points == 3 ? TONE_GOOD
                  : points    ? TONE_WARN
                              : TONE_BAD,
                  said(&c, inspected));
  if (!c.anomaly)
    return;
  tell_anomaly(c.anomaly, page);
  if (points < 3 && c.anomaly->differs)
    tell_both(inspection, &c, page);
}

/* -- All of them ----------------------------------------------------------------------------- */

static struct grid_cell number(struct arena *arena, unsigned n) {
  return (struct grid_cell){.text = arena_printf(arena, "%u", n), .right = true};
}

static void add_counts(const struct inspection_tally *tally, struct page *page) {
  const char *const columns[] = {_("Bearers"), _("Served"), _("Admitted"), _("Stopped")};
  struct arena *arena = page->arena;
  const struct grid_cell cells[] = {
      {.text = _("Not genuine")},
      number(arena, tally->fakes),
      number(arena, tally->fakes - tally->hits),
      number(arena, tally->hits),
      {.text = _("Genuine")},
      number(arena, tally->genuine),
      number(arena, tally->genuine - tally->alarms),
      number(arena, tally->alarms),
  };
  page_add_grid(page, _("What was decided"), columns, 4, cells, 8);
  if (!tally->hits)
    return;
  page_add_plain(page, arena_printf(arena,
                                    ngettext("Of %u stopped with reason, %u for the right reason.",
                                             "Of %u stopped with reason, %u for the right reason.",
                                             tally->hits),
                                    tally->hits, tally->found));
}

static void add_skill(const struct inspection_tally *tally, struct page *page) {
  if (tally->fakes < SIGNALS_ENOUGH || tally->genuine < SIGNALS_ENOUGH) {
    page_add_plain(page, _("With fewer than ten of either the counts say more than an index of "
                           "skill would."));
    return;
  }
  const struct signal_counts counts = {tally->fakes, tally->hits, tally->genuine, tally->alarms};
  struct signal_detection skill = signal_detect(&counts);
  const char *lean = skill.criterion > 0.2    ? _("slow to stop a bearer")
                     : skill.criterion < -0.2 ? _("quick to stop a bearer")
                                              : _("neither slow nor quick to stop a bearer");
  page_add_plain(page, arena_printf(page->arena,
                                    _("Told apart: d' %.2f (0 is chance, 2 good, 3 very good). "
                                      "Leaning: c %.2f, %s."),
                                    skill.d_prime, skill.criterion, lean));
}

static void add_parts(struct page *page, const char *caption, const char *column,
                      const char *const *names, const unsigned (*parts)[2], size_t n) {
  const char *const columns[] = {column, _("Not genuine"), _("Stopped")};
  struct grid_cell cells[3 * STEPS];
  size_t used = 0;
  for (size_t i = 0; i < n; i++) {
    if (!parts[i][0])
      continue;
    cells[used++] = (struct grid_cell){.text = _(names[i])};
    cells[used++] = number(page->arena, parts[i][0]);
    cells[used++] = number(page->arena, parts[i][1]);
  }
  if (used)
    page_add_grid(page, caption, columns, 3, cells, used);
}

static void add_time(const struct inspection *inspection, const struct inspection_tally *tally,
                     struct page *page) {
  unsigned left = inspection->bearers - tally->served;
  if (left)
    page_add_notice(
        page, TONE_WARN,
        arena_printf(page->arena,
                     ngettext("The time was used up: %u bearer was not served.",
                              "The time was used up: %u bearers were not served.", left),
                     left));
  page_add_plain(page, arena_printf(page->arena, _("%u s a document on average."),
                                    tally->served ? tally->seconds / tally->served : 0));
}

void inspection_debrief(const struct drill *drill, const struct drill_state *state,
                        struct page *page) {
  static const char *const depths[DEPTHS] = {N_("seen at once"), N_("seen with a tool"),
                                             N_("seen by comparing two places")};
  const struct inspection *inspection = drill->body;
  struct inspection_play play = inspection_unpack(state);
  struct inspection_tally tally = inspection_tally(inspection, &play);
  add_counts(&tally, page);
  add_skill(&tally, page);
  add_time(inspection, &tally, page);
  add_parts(page, _("By step"), _("Step"), step_names, tally.by_step, STEPS);
  add_parts(page, _("By depth"), _("Depth"), depths, tally.by_depth, DEPTHS);
  for (unsigned i = 0; i < play.at; i++) {
    struct inspection_case c = inspection_case(inspection, &play, i);
    if (inspection_points(&c, &play.done[i]) < 3)
      inspection_tell(inspection, &play, i, page);
  }
  page_add_plain(page, _("Documents on a screen train the order of looking, the comparing and the "
                         "deciding. They certify no eye for real paper."));
}
