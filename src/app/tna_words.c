/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pseudonym.h"
#include "app/tna_inner.h"
#include "measure/headcount.h"

#include <stdio.h>
#include <string.h>

const char *tna_safe(const struct tna *tna, const char *text) {
  return text_safe(tna->arena, text, strlen(text), false);
}

static const char *or_none(const struct tna *tna, const char *text, const char *none) {
  return *text ? tna_safe(tna, text) : none;
}

const char *tna_post(const struct tna *tna, const struct needs_group *group) {
  if (!group->position)
    return _("all posts");
  if (group->at >= 0)
    return tna_safe(tna, tna->framework->positions[group->at].title);
  return or_none(tna, group->position, _("no post stated"));
}

const char *tna_group(const struct tna *tna, const struct needs_group *group) {
  if (!group->agency)
    return group->position ? tna_post(tna, group) : _("everybody");
  const char *agency = or_none(tna, group->agency, _("no agency stated"));
  const char *unit = group->unit ? or_none(tna, group->unit, _("no unit stated")) : NULL;
  const char *post = group->position ? tna_post(tna, group) : NULL;
  return arena_printf(tna->arena, "%s%s%s%s%s", agency, unit ? ", " : "", unit ? unit : "",
                      post ? ", " : "", post ? post : "");
}

const char *tna_topic(const struct tna *tna, size_t competency) {
  return tna_safe(tna, tna->framework->competencies[competency].name);
}

const char *tna_headcount(const struct tna *tna, const struct needs_cell *cell) {
  const struct group_numbers *lacking = &cell->lacking;
  struct headcount said =
      headcount_say(lacking->expected, lacking->low, lacking->high, cell->eligible);
  if (said.certain)
    return arena_printf(tna->arena, _("%u of %u"), said.about, said.of);
  return arena_printf(tna->arena, _("about %u (%u to %u) of %u"), said.about, said.low, said.high,
                      said.of);
}

const char *tna_sure(const struct needs_cell *cell) {
  double of = cell->eligible ? cell->eligible : 1;
  double wide = (cell->lacking.high - cell->lacking.low) / of;
  if (wide <= .15)
    return _("fairly sure");
  return wide <= .35 ? _("roughly known") : _("a first picture only");
}

const char *tna_code(const struct tna *tna, const struct person *person) {
  if (!tna->wanted->pseudonym)
    return *person->name ? tna_safe(tna, person->name) : _("no name stated");
  return pseudonym_of(tna->wanted->pseudonym, person->id, tna->arena);
}

static const struct status_word bands[] = {
    [TNA_LOW] = {"low", N_("low"), TONE_GOOD},
    [TNA_MEDIUM] = {"medium", N_("medium"), TONE_WARN},
    [TNA_HIGH] = {"high", N_("high"), TONE_BAD},
};
static const struct status_word advices[] = {
    [TNA_NONE] = {"none", N_("no course: learnt at work"), TONE_PLAIN},
    [TNA_JOB_AID] = {"job-aid", N_("job aid to look it up"), TONE_PLAIN},
    [TNA_REFRESH] = {"refresh", N_("refresh regularly"), TONE_PLAIN},
    [TNA_TRAIN] = {"train", N_("train"), TONE_PLAIN},
    [TNA_OVER_TRAIN] = {"over-train", N_("train beyond the standard, and again"), TONE_PLAIN},
};
const struct column tna_band_column = {.key = "urgency",
                                       .label = N_("Urgency"),
                                       .kind = COLUMN_STATUS,
                                       .statuses = bands,
                                       .n_statuses = 3};
const struct column tna_advice_column = {.key = "advice",
                                         .label = N_("What to do"),
                                         .kind = COLUMN_STATUS,
                                         .statuses = advices,
                                         .n_statuses = 5};

/* -- What is missing ------------------------------------------------------------------------- */

static const char *const missing[CAUSES] = {[CAUSE_TOOLS] = N_("tools"),
                                            [CAUSE_RULES] = N_("clear rules"),
                                            [CAUSE_MOTIVE] = N_("motive"),
                                            [CAUSE_SUPERVISION] = N_("supervision"),
                                            [CAUSE_OTHER] = N_("other things")};

static const char *kept(const struct tna *tna, struct str *text) {
  const char *words = arena_strdup(tna->arena, str_text(text));
  str_done(text);
  return words;
}

const char *tna_missing(const struct tna *tna, unsigned causes) {
  struct str text = {0};
  for (int cause = CAUSE_TOOLS; cause < CAUSES; cause++)
    if (causes >> cause & 1)
      str_printf(&text, "%s%s", text.len ? ", " : "", _(missing[cause]));
  return kept(tna, &text);
}

const char *tna_missing_of(const struct tna *tna, const uint32_t counts[CAUSES]) {
  struct str text = {0};
  for (int cause = CAUSE_TOOLS; cause < CAUSES; cause++)
    if (counts[cause])
      str_printf(&text, "%s%s (%u)", text.len ? ", " : "", _(missing[cause]), counts[cause]);
  return kept(tna, &text);
}
