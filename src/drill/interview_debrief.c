/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After an interview: facts found of those there were, how it was asked, what closed the person
 * down, and the transcript with a comment on each turn. */
#include "drill/interview.h"

#include "base/text.h"

#include <string.h>

enum { ROWS_A_TURN = 4 };

struct rows {
  struct outline_row *list;
  size_t n;
};

static struct outline_row *rows_add(struct rows *rows, unsigned depth, const char *text) {
  struct outline_row *row = &rows->list[rows->n++];
  row->depth = depth;
  row->text = text;
  return row;
}

static unsigned bits(uint32_t set) {
  unsigned n = 0;
  for (; set; set &= set - 1)
    n++;
  return n;
}

/* -- Facts ------------------------------------------------------------------------------------- */

static void fact_row(const struct interview *it, const struct interview_play *play, uint8_t i,
                     struct rows *rows) {
  const struct fact *fact = &it->facts[i];
  struct outline_row *row = rows_add(rows, 0, fact->note);
  bool told = play->told >> i & 1;
  row->tone = told && !play->tainted[fact->topic] ? TONE_GOOD : TONE_WARN;
  row->word = told && play->tainted[fact->topic] ? _("heard, but led")
              : told                             ? _("found")
              : play->hinted >> i & 1            ? _("only touched")
                                                 : _("not found");
}

static void facts(const struct interview *it, const struct interview_play *play,
                  struct page *page) {
  struct rows rows = {
      arena_array(page->arena, it->n_facts + TOPICS_MOST, sizeof(struct outline_row)), 0};
  page_add_heading(page, _("What there was to find"));
  for (uint8_t i = 0; i < it->n_facts; i++)
    fact_row(it, play, i, &rows);
  for (uint8_t i = 0; i < it->n_topics; i++)
    if (play->tainted[i]) {
      const char *puts = it->topics[i].puts;
      struct outline_row *row = rows_add(&rows, 0, puts ? puts : it->topics[i].name);
      row->word = _("put in by you");
      row->tone = TONE_BAD;
    }
  page_add_outline(page, "facts", rows.list, rows.n);
}

/* -- Figures ----------------------------------------------------------------------------------- */

static int32_t share(size_t part, size_t whole) {
  return whole ? (int32_t)(part * (size_t)SCORE_ONE / whole) : -1;
}

static void figures(const struct interview *it, const struct interview_play *play,
                    struct page *page) {
  struct bar bars[3] = {0};
  unsigned asked = 0, open = 0, due = 0;
  for (uint8_t i = 0; i < play->n_turns; i++) {
    if (!group_is_topic(it, play->turns[i].group))
      continue;
    asked++;
    open += play->turns[i].form == OPEN || play->turns[i].form == PROBING;
  }
  for (enum move i = GREET; i < MOVES; i++)
    due += it->moves[i].given;
  bars[0] = (struct bar){.label = _("Facts found"), .share = share(bits(play->told), it->n_facts)};
  bars[0].word = arena_printf(page->arena, _("%u of %u"), bits(play->told), it->n_facts);
  bars[1] = (struct bar){.label = _("Open or probing questions"), .share = share(open, asked)};
  bars[1].word = arena_printf(page->arena, _("%u of %u"), open, asked);
  bars[2] = (struct bar){.label = _("Moves made in their time"),
                         .share = share(bits(play->in_time), due)};
  bars[2].word = arena_printf(page->arena, _("%u of %u"), bits(play->in_time), due);
  page_add_bars(page, bars, 3);
  if (play->out_of_time)
    page_add_notice(page, TONE_WARN, _("The time was up before you had closed the talk."));
}

static void by_competency(const struct interview *it, const struct interview_play *play,
                          struct page *page) {
  struct bar bars[SCORES_MAX] = {0};
  size_t n = 0;
  for (uint8_t i = 0; i < it->n_competencies; i++)
    if (play->stake[i]) {
      bars[n] = (struct bar){.label = it->labels[i],
                             .share = share((size_t)play->gained[i], (size_t)play->stake[i])};
      bars[n++].word = arena_printf(page->arena, _("%lld of %lld points"),
                                    (long long)play->gained[i], (long long)play->stake[i]);
    }
  if (!n)
    return;
  page_add_heading(page, _("By competency"));
  page_add_bars(page, bars, n);
}

/* -- Transcript -------------------------------------------------------------------------------- */

static const char *form_words(enum form form) {
  static const char *const words[FORMS] = {N_("open"),    N_("probing"),  N_("closed"),
                                           N_("leading"), N_("multiple"), N_("blaming")};
  return _(words[form]);
}

static const char *error_of(const struct interview *it, const struct turn *turn) {
  if (!turn->critical)
    return NULL;
  if (!group_is_topic(it, turn->group))
    return it->moves[turn->group - it->n_topics].sayings[turn->form].critical;
  const struct topic *topic = &it->topics[turn->group];
  return topic->avoid ? topic->avoid : _("Asked about this in front of the companion.");
}

static const char *form_comment(const struct turn *turn) {
  static const char *const at_fault[FORMS] = {
      [OPEN] = N_("A wide question once more. A probe takes up what was said."),
      [PROBING] = N_("There was nothing to take up yet. An open question comes first."),
      [CLOSED] =
          N_("A closed question this early brings a yes or a no, and teaches short answers."),
      [LEADING] = N_("It showed the answer that you expected. Whatever came back is yours."),
      [MULTIPLE] = N_("Several questions at once: only the easiest is answered."),
      [BLAMING] = N_("A reproach. Who must defend himself tells nothing."),
  };
  if (turn->reaction == NO_MORE)
    return _("Nothing was left to tell here. Asked again, people begin to doubt their answer.");
  return turn->points < turn->best ? _(at_fault[turn->form]) : NULL;
}

static const char *comment_of(const struct interview *it, const struct turn *turn) {
  if (group_is_topic(it, turn->group))
    return form_comment(turn);
  const char *why = it->moves[turn->group - it->n_topics].sayings[turn->form].why;
  if (!turn->in_time && turn->points == turn->best)
    return _("Well said, and not in its time.");
  return why;
}

static void turn_rows(const struct interview *it, const struct interview_play *play, uint8_t at,
                      struct page *page, struct rows *rows) {
  const struct turn *turn = &play->turns[at];
  const char *said = turn_said(it, play, turn, page->arena);
  const char *answer = person_answer(it, turn, page->arena);
  int before = at ? play->turns[at - 1].trust : -1;
  struct outline_row *row = rows_add(
      rows, 0,
      arena_printf(page->arena, "%u. %s", at + 1u, arena_printf(page->arena, _("You: %s"), said)));
  row->word = group_is_topic(it, turn->group) ? form_words(turn->form) : NULL;
  row->tone = turn->critical ? TONE_BAD : turn->points < turn->best ? TONE_WARN : TONE_GOOD;
  row->note = comment_of(it, turn);
  if (turn->critical) {
    row = rows_add(rows, 1, error_of(it, turn));
    row->word = _("critical error");
    row->tone = TONE_BAD;
  }
  if (*answer)
    rows_add(rows, 1, arena_printf(page->arena, "%s: %s", it->person, answer));
  if (before > turn->trust) {
    row = rows_add(rows, 1, _("This closed the person down."));
    row->word = arena_printf(page->arena, _("trust %d to %d"), before, turn->trust);
    row->tone = TONE_WARN;
  }
}

static void transcript(const struct interview *it, const struct interview_play *play,
                       struct page *page) {
  struct rows rows = {
      arena_array(page->arena, (size_t)play->n_turns * ROWS_A_TURN, sizeof(struct outline_row)), 0};
  page_add_heading(page, _("What was said"));
  for (uint8_t i = 0; i < play->n_turns; i++)
    turn_rows(it, play, i, page, &rows);
  page_add_outline(page, "transcript", rows.list, rows.n);
}

/* What was due and was not done, or not in its time. */
static void missed(const struct interview *it, const struct interview_play *play,
                   struct page *page) {
  for (uint8_t i = 0; i < it->n_topics; i++)
    if (!it->topics[i].avoid && !play->stage[i])
      page_add_notice(page, TONE_WARN,
                      arena_printf(page->arena, _("No open question about: %s"), it->topics[i].name));
}

void interview_debrief(const struct drill *drill, const struct drill_state *state,
                       struct page *page) {
  const struct interview *it = drill->body;
  struct interview_play play = interview_unpack(state);
  figures(it, &play, page);
  missed(it, &play, page);
  facts(it, &play, page);
  by_competency(it, &play, page);
  transcript(it, &play, page);
}
