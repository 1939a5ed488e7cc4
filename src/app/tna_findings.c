/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain sentences. Whoever reads them never heard of statistics: the words of that stand in the
 * annex alone. */
#include "app/tna_inner.h"

static size_t told(const struct tna_lines *lines) {
  size_t n = 0;
  while (n < lines->n && line_is_told(&lines->list[n]))
    n++;
  return n;
}

/* -- Findings -------------------------------------------------------------------------------- */

static void find_worst(const struct tna *tna, struct paper *paper) {
  const struct tna_lines *lines = told(&tna->lines) ? &tna->lines : &tna->posts;
  size_t n = told(lines);
  struct str text = {0};
  for (size_t i = 0; i < n && i < 3; i++) {
    const struct tna_line *line = &lines->list[i];
    str_printf(&text, "%s%s: %s", i ? "; " : "", tna_group(tna, line->group),
               tna_topic(tna, line->competency));
  }
  paper_finding(paper, arena_printf(tna->arena, _("Where it is worst: %s."), str_text(&text)));
  str_done(&text);
}

static void find_headcount(const struct tna *tna, struct paper *paper) {
  const struct tna_line *line = &tna->posts.list[0];
  const struct needs_cell *cell = line_cell(line);
  paper_finding(paper, arena_printf(tna->arena, _("How many: %s (%s) are below level %u in %s."),
                                    tna_headcount(tna, cell), tna_post(tna, line->group),
                                    cell->required, tna_topic(tna, line->competency)));
}

static void find_sureness(const struct tna *tna, struct paper *paper) {
  const struct needs_group *all = needs_all(tna->needs);
  paper_finding(paper, arena_printf(tna->arena,
                                    _("How sure: %u of %u officers were assessed. The number of "
                                      "officers is %s; nine times in ten the true one lies within "
                                      "the range in brackets."),
                                    all->assessed, all->eligible,
                                    tna_sure(line_cell(&tna->posts.list[0]))));
}

/* Of that competency's modules, to a tenth: "9.9". */
static const char *hours_said(const struct tna *tna, const struct paper *paper, unsigned minutes) {
  struct str said = {0};
  const char *number =
      arena_printf(tna->arena, "%u.%u", (minutes + 3) / 6 / 10, (minutes + 3) / 6 % 10);
  paper_words_put_number(&said, &paper->words, number);
  const char *kept = arena_strdup(tna->arena, said.at);
  str_done(&said);
  return kept;
}

static void find_first(const struct tna *tna, struct paper *paper) {
  const struct tna_line *line = &tna->posts.list[0];
  unsigned minutes = taught_minutes(tna->taught, line->competency);
  const char *topic = tna_topic(tna, line->competency), *post = tna_post(tna, line->group);
  if (line_cell(line)->band == TNA_LOW)
    paper_finding(paper, _("What first: no need is pressing; keep up what is there."));
  else if (minutes)
    paper_finding(paper, arena_printf(tna->arena,
                                      _("What first: %s for %s, with %s hours of modules that "
                                        "are installed here."),
                                      topic, post, hours_said(tna, paper, minutes)));
  else
    paper_finding(paper, arena_printf(tna->arena,
                                      _("What first: %s for %s. No course that is installed here "
                                        "teaches it."),
                                      topic, post));
}

struct work_seen {
  uint32_t sheets, not_training;
  uint32_t asked, elsewhere; /* what supervisors said is missing; something that is not training */
  uint32_t causes[CAUSES];
};

/* Of what may be told. */
static struct work_seen work_seen(const struct tna *tna) {
  struct work_seen seen = {0};
  for (size_t c = 0; c < tna->framework->n_competencies; c++) {
    const struct needs_cell *cell = &needs_all(tna->needs)->cells[c];
    if (!cell->hidden[FACT_WORK]) {
      seen.sheets += cell->people[FACT_WORK];
      seen.not_training += cell->not_training;
    }
    if (cell->hidden[FACT_CAUSE])
      continue;
    seen.asked += cell->people[FACT_CAUSE];
    seen.elsewhere += cell->below[FACT_CAUSE];
    for (int cause = 0; cause < CAUSES; cause++)
      seen.causes[cause] += cell->causes[cause];
  }
  return seen;
}

static const char *find_causes(const struct tna *tna, const struct work_seen *seen) {
  if (!seen->elsewhere)
    return "";
  return arena_printf(tna->arena,
                      _(" Supervisors were asked %u times what somebody lacks, and %u times named "
                        "something else than training: %s."),
                      seen->asked, seen->elsewhere, tna_missing_of(tna, seen->causes));
}

static const char *find_work(const struct tna *tna, const struct work_seen *seen) {
  if (!seen->sheets && seen->elsewhere)
    return _("What is not training: nobody has looked at work after training yet.");
  if (!seen->sheets)
    return _("What is not training: not known yet, since too few supervisors have looked at work "
             "after training. Ask first whether the officers could do it if their lives depended "
             "on it.");
  if (seen->not_training)
    return arena_printf(tna->arena,
                        _("What is not training: in %u of %u checks at work somebody failed in "
                          "what he knows, or the supervisor says that training would not help. "
                          "Look at tools, rules and supervision there; a course will not mend "
                          "it."),
                        seen->not_training, seen->sheets);
  return arena_printf(
      tna->arena, _("What is not training: nothing was found in %u checks at work."), seen->sheets);
}

static void find_not_training(const struct tna *tna, struct paper *paper) {
  struct work_seen seen = work_seen(tna);
  paper_finding(paper,
                arena_printf(tna->arena, "%s%s", find_work(tna, &seen), find_causes(tna, &seen)));
}

static void find_nothing(const struct tna *tna, struct paper *paper) {
  const struct needs_group *all = needs_all(tna->needs);
  if (!all->eligible)
    paper_finding(paper, _("Nothing was measured yet, and nobody is on the roster. The tables show "
                           "what the posts require."));
  else if (!all->assessed)
    paper_finding(paper, arena_printf(tna->arena,
                                      _("Nothing was measured yet: nobody of %u officers was "
                                        "assessed. The tables show who is to be assessed, and what "
                                        "the posts require."),
                                      all->eligible));
  else
    paper_finding(paper,
                  arena_printf(tna->arena,
                               _("Nothing can be said yet: of %u officers %u were assessed, and of "
                                 "no post and topic enough of them. The tables show who is to be "
                                 "assessed, and what the posts require."),
                               all->eligible, all->assessed));
}

static void put_limits(const struct tna *tna, struct paper *paper) {
  paper_section(paper, _("Limits"));
  paper_text(
      paper,
      _("Who was not assessed is taken to be like those who were. Answers show what somebody "
        "knows; levels 3 and 4 are shown only in exercises and at work. Groups of fewer than "
        "five officers are told of only together with others."));
  if (tna->needs->placeless)
    paper_text(paper, arena_printf(tna->arena,
                                   ngettext("%u person has no post that the framework knows, and "
                                            "is asked for nothing here.",
                                            "%u people have no post that the framework knows, and "
                                            "are asked for nothing here.",
                                            tna->needs->placeless),
                                   tna->needs->placeless));
  if (tna->needs->note)
    paper_text(paper, tna->needs->note);
  paper_section(paper, _("Decisions asked for"));
  paper_finding(paper, _("Which of the topics above are trained first, and by when."));
  paper_finding(paper, _("Who looks after what is not a training problem."));
  paper_finding(paper, _("When this is measured again."));
}

void tna_findings(const struct tna *tna, struct paper *paper) {
  paper_section(paper, _("Findings"));
  if (told(&tna->posts)) {
    find_worst(tna, paper);
    find_headcount(tna, paper);
    find_sureness(tna, paper);
    find_first(tna, paper);
  } else
    find_nothing(tna, paper);
  find_not_training(tna, paper);
  paper_table(paper, PAPER_TABLE, tna_table_assessed(tna));
  paper_table(paper, PAPER_TABLE, tna_table_first(tna));
  put_limits(tna, paper);
}

void tna_not_training(const struct tna *tna, struct paper *paper) {
  paper_section(paper, _("What is not a training problem"));
  paper_text(paper, _("Whoever meets what is required and still fails at work, 30 or 90 days after "
                      "the training, does not lack training, nor does anybody of whom the "
                      "supervisor says so, or says that something else is missing: look at tools, "
                      "rules, supervision and motive."));
  paper_table(paper, PAPER_TABLE, tna_table_not_training(tna));
}

/* -- Annex ----------------------------------------------------------------------------------- */

void tna_annex(const struct tna *tna, struct paper *paper) {
  paper_section(paper, _("Annex: how it was computed"));
  paper_text(paper, _("Ability: Rasch model with fixed guessing, EAP on a grid, prior N(0, 1.25). "
                      "Each officer's chance of the required level comes from the answers; of a "
                      "group the number who meet it follows the Poisson-binomial distribution, "
                      "carried over to all who are eligible by the beta-binomial one. Ranges are "
                      "from the 5th to the 95th percentile."));
  paper_text(paper, _("Levels missing: the expected shortfall, the sum over levels up to the "
                      "required one of the chance of not being there. Task weight: (2 importance + "
                      "frequency + difficulty) / 20, as the framework has it. Priority: weight "
                      "times shortfall."));
  paper_text(paper, _("Assessed is who gave at least five answers in a competency that can be "
                      "told something from. Ratings, practicals and checks at work stand beside, "
                      "and move no number. Where fewer than five people stand behind a number, it "
                      "is hidden, and so is what would give it away by subtraction."));
  paper_text(paper, arena_printf(tna->arena, _("Answers: %llu. Framework: %s, version %s."),
                                 (unsigned long long)tna->needs->answers,
                                 tna_safe(tna, tna->framework->title),
                                 tna_safe(tna, tna->framework->version)));
  if (tna->needs->nothing_shown)
    paper_text(paper, _("The groups do not add up, so that no number could be shown safely."));
  if (tna->taught->n_courses)
    paper_table(paper, PAPER_TABLE, tna_table_courses(tna));
}
