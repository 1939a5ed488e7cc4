/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratings: what somebody thinks of himself, or a supervisor of somebody, by the levels that the
 * framework describes; and what a supervisor says is missing, if anything is. */
#include "app/intake_inner.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *const headings[] = {"person", "rater", "kind", "competency",
                                       "level",  "cause", "date", NULL};

static bool ratings_is(const struct filled *form) {
  return filled_column(form, "competency") != FILLED_NOWHERE &&
         filled_column(form, "level") != FILLED_NOWHERE;
}

static struct filled_cell at(const struct intake *in, size_t row, const char *heading) {
  return filled_at(&in->form, row, filled_column(&in->form, heading));
}

/* Without a word of it: whoever rates himself says so by his name, or by none. */
static bool read_rater(struct intake *in, size_t row, struct intake_row *entry,
                       enum evidence *evidence) {
  static const char *const kinds[] = {"self", "supervisor", NULL};
  struct filled_cell kind = at(in, row, "kind"), rater = at(in, row, "rater");
  int which = filled_word(&kind, kinds);
  if (kind.text[0] && which == FILLED_NOWHERE) {
    filled_fault(&in->form, &kind, "marks.kind", NULL, _("\"%s\" is neither self nor supervisor"),
                 kind.text);
    return false;
  }
  if ((rater.text[0] || which == 1) && !intake_person(in, &rater, entry->actor))
    return false;
  bool self = memcmp(entry->actor, entry->subject, ID_BYTES) == 0;
  *evidence = self ? EVIDENCE_SELF : EVIDENCE_SUPERVISOR;
  if (which == FILLED_NOWHERE || self == (which == 0))
    return true;
  filled_fault(&in->form, &rater, "marks.kind", _("who rates himself stands in both columns"),
               self ? _("a supervisor rates somebody else")
                    : _("only oneself can be rated by oneself"));
  return false;
}

static bool read_competency(struct intake *in, size_t row, struct happening *rated) {
  struct filled_cell cell = at(in, row, "competency");
  for (size_t i = 0; i < in->framework->n_competencies; i++)
    if (strcasecmp(in->framework->competencies[i].id, cell.text) == 0) {
      snprintf(rated->competency, sizeof rated->competency, "%s",
               in->framework->competencies[i].id);
      return true;
    }
  filled_fault(&in->form, &cell, "marks.competency", _("as the framework names them: DOC-EXAM"),
               _("there is no competency \"%s\""), cell.text);
  return false;
}

static bool read_level(struct intake *in, size_t row, struct happening *rated) {
  static const char *const levels[] = {"0", "1", "2", "3", "4", NULL};
  struct filled_cell cell = at(in, row, "level");
  int level = filled_word(&cell, levels);
  rated->level = (uint8_t)(level < 0 ? 0 : level);
  if (level == FILLED_NOWHERE)
    filled_fault(&in->form, &cell, "marks.level", NULL, _("a level is 0, 1, 2, 3 or 4"));
  return level != FILLED_NOWHERE;
}

static bool read_cause(struct intake *in, size_t row, struct happening *rated) {
  static const char *const causes[] = {"",       "training", "tools", "rules", "supervision",
                                       "motive", "other",    NULL};
  struct filled_cell cell = at(in, row, "cause");
  int cause = filled_word(&cell, causes);
  rated->cause = (enum cause)(cause < 0 ? 0 : cause);
  if (cause == FILLED_NOWHERE)
    filled_fault(&in->form, &cell, "marks.cause", NULL,
                 _("a cause is training, tools, rules, supervision, motive or other, or nothing"));
  else if (cause > 0 && rated->evidence == EVIDENCE_SELF)
    filled_fault(&in->form, &cell, "marks.cause", NULL, _("only a supervisor says a cause"));
  return cause == CAUSE_NOT_ASKED || (cause > 0 && rated->evidence == EVIDENCE_SUPERVISOR);
}

static void read_rating(struct intake *in, size_t row) {
  struct happening rated = {.verb = VERB_RATED};
  struct intake_row entry = intake_row_of(in, row);
  entry.good &= read_rater(in, row, &entry, &rated.evidence);
  entry.good &= read_competency(in, row, &rated);
  entry.good &= read_level(in, row, &rated);
  entry.good &= read_cause(in, row, &rated);
  int person = filled_column(&in->form, "person");
  intake_once(in, filled_cell(&in->form, row, (size_t)person), &entry, rated.competency,
              rated.evidence);
  if (entry.good)
    intake_say(in, &entry, &rated);
}

static void ratings_take(struct intake *in) {
  intake_only(in, headings);
  for (size_t row = 0; row < in->form.n_rows; row++)
    read_rating(in, row);
}

const struct intake_kind intake_ratings = {
    .name = "ratings", .is = ratings_is, .take = ratings_take};
