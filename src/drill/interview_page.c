/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an interview: what was said last, and what can be said now, after PEACE. */
#include "drill/interview.h"

#include "base/random.h"
#include "base/text.h"

#include <inttypes.h>
#include <string.h>

enum { ROWS = TOPICS_MOST + MOVES + 8 };

static const char *move_words(enum move move) {
  static const char *const words[MOVES] = {
      [GREET] = N_("Greet"),
      [INTRODUCE] = N_("Introduce yourself"),
      [EXPLAIN] = N_("Explain what this is about"),
      [GROUND_RULES] = N_("Agree on ground rules"),
      [SEPARATE] = N_("See to it that you talk alone"),
      [INTERPRETER] = N_("Speak about the interpreting"),
      [REASSURE] = N_("Reassure"),
      [OFFER_BREAK] = N_("Offer a break, or what is needed"),
      [CHALLENGE] = N_("Put what does not agree"),
      [SUMMARISE] = N_("Sum up"),
      [CLOSE] = N_("Close the talk"),
  };
  return _(words[move]);
}

static const char *choose(struct page *page, uint64_t name) {
  return arena_printf(page->arena, "choose:%016" PRIx64, name);
}

struct list {
  struct outline_row rows[ROWS];
  size_t n;
};

static struct outline_row *row_add(struct list *list, unsigned depth, const char *text,
                                   const char *action) {
  struct outline_row *row = &list->rows[list->n++];
  *row = (struct outline_row){.depth = depth, .text = text, .action = action};
  return row;
}

/* A move that was made well is not made again, but for what a person may need twice. */
static void move_row_add(const struct interview *it, const struct interview_play *play,
                         enum move move, struct page *page, struct list *list) {
  const struct move_row *row = &it->moves[move];
  bool done = play->done >> move & 1, again = move == REASSURE || move == OFFER_BREAK;
  if (!row->given)
    return;
  struct outline_row *out =
      row_add(list, 1, move_words(move), done && !again ? NULL : choose(page, row->name_of));
  out->word = done ? _("done") : NULL;
  out->tone = done ? TONE_GOOD : TONE_PLAIN;
}

static void moves_add(const struct interview *it, const struct interview_play *play,
                      const char *phase, enum move from, enum move to, struct page *page,
                      struct list *list) {
  size_t before = list->n;
  row_add(list, 0, phase, NULL);
  for (enum move i = from; i <= to; i++)
    move_row_add(it, play, i, page, list);
  if (list->n == before + 1)
    list->n = before; /* no such move here */
}

static void overview(const struct interview *it, const struct interview_play *play,
                     struct page *page) {
  struct list list = {.n = 0};
  moves_add(it, play, _("Engage and explain"), GREET, INTERPRETER, page, &list);
  row_add(&list, 0, _("Ask about"), NULL);
  for (uint8_t i = 0; i < it->n_topics; i++) {
    struct outline_row *row =
        row_add(&list, 1, it->topics[i].name, choose(page, it->topics[i].name_of));
    row->word = play->stage[i] ? _("begun") : NULL;
  }
  moves_add(it, play, _("Care"), REASSURE, OFFER_BREAK, page, &list);
  moves_add(it, play, _("Clarify and close"), CHALLENGE, CLOSE, page, &list);
  if (it->listener)
    row_add(&list, 0, _("Type in your own words instead"), choose(page, seal_name(TURN_TO_TYPING)));
  page_add_outline(page, "interview", list.rows, list.n);
}

/* How often has this group been turned to? Each time its wordings lie in another order. */
static uint8_t turns_of(const struct interview_play *play, uint8_t group) {
  uint8_t n = 0;
  for (uint8_t i = 0; i < play->n_turns; i++)
    n = (uint8_t)(n + (play->turns[i].group == group));
  return n;
}

static size_t deal(const struct interview_play *play, size_t n, uint8_t *order) {
  struct rng rng;
  for (size_t i = 0; i < n; i++)
    order[i] = (uint8_t)i;
  rng_seed(&rng, play->seed ^ ((uint64_t)play->at << 32 | turns_of(play, play->at)));
  rng_permute(&rng, order, n);
  return n;
}

static const char *wording(const struct topic *topic, const struct interview_play *play,
                           uint8_t form) {
  uint8_t n = 0, nth = 0;
  while (n < WORDINGS_MOST && topic->ask[form][n])
    n++;
  for (uint8_t i = 0; i < play->n_turns; i++)
    nth = (uint8_t)(nth + (play->turns[i].group == play->at && play->turns[i].form == form));
  return n ? topic->ask[form][nth % n] : NULL;
}

static void wordings(const struct interview *it, const struct interview_play *play,
                     struct page *page) {
  struct list list = {.n = 0};
  uint8_t order[FORMS];
  bool topic = group_is_topic(it, play->at);
  const struct move_row *move = topic ? NULL : &it->moves[play->at - it->n_topics];
  const char *title = topic ? it->topics[play->at].name : move_words(play->at - it->n_topics);
  size_t n = deal(play, topic ? FORMS : move->n, order);
  page_add_heading(page, title);
  for (size_t i = 0; i < n; i++) {
    uint8_t at = order[i];
    const char *text = topic ? wording(&it->topics[play->at], play, at) : move->sayings[at].say;
    if (text)
      row_add(&list, 0, text,
              choose(page, topic ? it->topics[play->at].form_name[at] : move->sayings[at].name));
  }
  row_add(&list, 0, _("Something else"), choose(page, seal_name(TURN_BACK)));
  page_add_outline(page, "interview", list.rows, list.n);
}

static void typing(struct page *page) {
  struct list list = {.n = 0};
  struct block *entry = page_add_entry(page, "say", _("What do you say?"), "", SAID_MOST, NULL);
  page->focus = entry->id;
  row_add(&list, 0, _("Choose from the list instead"), choose(page, seal_name(TURN_TO_LIST)));
  page_add_outline(page, "interview", list.rows, list.n);
  page_add_action(page, choose(page, seal_name(SAY_TYPED)), "enter", _("Say"),
                  _("Say what you have typed"), true);
}

/* What was typed would end the talk. */
static void closing(const struct interview_play *play, struct page *page) {
  struct list list = {.n = 0};
  const char *text = arena_strndup(page->arena, play->said + play->n_said, play->held);
  if (*text)
    page_add_plain(page, arena_printf(page->arena, _("You: %s"), text));
  page_add_notice(page, TONE_WARN, _("With that the talk would be over. Do you want to close it?"));
  row_add(&list, 0, _("Go on with the talk"), choose(page, seal_name(GO_ON)));
  row_add(&list, 0, move_words(CLOSE), choose(page, seal_name(CLOSE_TYPED)));
  page_add_outline(page, "interview", list.rows, list.n);
}

static void last_exchange(const struct interview *it, const struct interview_play *play,
                          struct page *page) {
  if (play->puzzled) {
    page_add_notice(page, TONE_WARN, listener_puzzled(it->listener));
    return;
  }
  if (!play->n_turns)
    return;
  const struct turn *turn = &play->turns[play->n_turns - 1];
  const char *answer = person_answer(it, turn, page->arena);
  page_add_plain(page,
                 arena_printf(page->arena, _("You: %s"), turn_said(it, play, turn, page->arena)));
  if (*answer)
    page_add_plain(page, arena_printf(page->arena, "%s: %s", it->person, answer));
}

void interview_page(const struct drill *drill, const struct drill_state *state, struct page *page) {
  const struct interview *it = drill->body;
  struct interview_play play = interview_unpack(state);
  page->status = arena_printf(page->arena, _("%u:%02u of %u:00 used"), play.seconds / 60u,
                              play.seconds % 60u, it->seconds / 60u);
  if (!play.n_turns)
    page_add_prose(page, it->story);
  if (!play.closing)
    last_exchange(it, &play, page);
  if (play.ended)
    return;
  if (play.closing)
    closing(&play, page);
  else if (play.typing)
    typing(page);
  else if (play.at == NO_GROUP)
    overview(it, &play, page);
  else
    wordings(it, &play, page);
}
