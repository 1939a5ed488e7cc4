/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tna_inner.h"

enum needs_kind tna_line_kind(enum report_by by) {
  return by == REPORT_BY_UNIT     ? NEEDS_POST
         : by == REPORT_BY_AGENCY ? NEEDS_AGENCY_POSITION
                                  : NEEDS_POSITION;
}

static void put_heat(const struct tna *tna, struct paper *paper) {
  size_t across;
  const struct table *heat = tna_table_heat(tna, &across);
  if (!heat)
    return;
  paper_section(paper, _("Heat map"));
  paper_new_page(paper);
  paper_heat(paper, heat, across);
}

static void put_paths(const struct tna *tna, struct paper *paper) {
  const struct table *paths = tna_table_paths(tna);
  if (!paths)
    return;
  paper_text(paper, _("Learning paths: what each post takes, in this order. Where somebody stands "
                      "is found out first; what is met already need not be taken."));
  paper_table(paper, PAPER_TABLE, paths);
}

static void put_groups(const struct tna *tna, struct paper *paper) {
  tna_findings(tna, paper);
  put_heat(tna, paper);
  paper_section(paper, _("Priorities, and what to do about each"));
  paper_table(paper, PAPER_TABLE, tna_table_priorities(tna));
  paper_section(paper, _("Training plan"));
  paper_table(paper, PAPER_TABLE, tna_table_plan(tna));
  put_paths(tna, paper);
  tna_not_training(tna, paper);
  if (tna->wanted->audience < REPORT_FOR_AGENCY)
    return;
  paper_section(paper, _("Baseline for next time"));
  paper_text(paper, _("Measure again as it was measured now, and compare with these numbers. "
                      "Call what differs a change: whether the training brought it, they do not "
                      "say."));
  paper_table(paper, PAPER_TABLE, tna_table_baseline(tna));
}

static void put_people(const struct tna *tna, struct paper *paper) {
  paper_section(paper, _("Person by person"));
  paper_text(paper, _("A single person is told what to do next, and is never ranked. Nobody is to "
                      "be punished for what stands here."));
  if (tna->wanted->pseudonym)
    paper_text(paper, _("Codes stand for names. Agency, unit and post can still tell who somebody "
                        "is: keep this report as if it had names."));
  paper_table(paper, PAPER_TABLE, tna_table_people(tna));
}

const struct paper *tna_paper(struct arena *arena, const struct needs *needs,
                              const struct taught *taught, const struct tna_wanted *wanted) {
  struct tna tna = {arena, needs, needs->framework, taught, wanted, {0}, {0}};
  bool people = wanted->audience < REPORT_FOR_AGENCY;
  tna.posts = tna_lines(&tna, NEEDS_POSITION);
  tna.lines = tna_lines(&tna, tna_line_kind(wanted->by));
  struct paper *paper = paper_new(arena, &(struct paper_head){.id = "tna",
                                                              .title = _("Training needs analysis"),
                                                              .as_of = wanted->as_of,
                                                              .confidential = people});
  if (wanted->audience != REPORT_FOR_OFFICER)
    put_groups(&tna, paper);
  if (people)
    put_people(&tna, paper);
  tna_annex(&tna, paper);
  if (wanted->audience != REPORT_FOR_OFFICER) {
    paper_section(paper, _("All numbers, kinds of evidence side by side"));
    paper_table(paper, PAPER_TABLE, tna_table_needs(&tna));
  }
  return paper;
}
