/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person says, and what was said to him or her. */
#include "drill/interview.h"

#include "base/str.h"

static void add_facts(const struct interview *it, const struct turn *turn, struct str *out) {
  for (uint8_t i = 0; i < it->n_facts; i++) {
    bool whole = turn->told >> i & 1;
    if (!whole && !(turn->hinted >> i & 1))
      continue;
    str_puts(out, out->len ? " " : "");
    str_puts(out, whole ? it->facts[i].says : it->facts[i].brief);
  }
}

/* What is said where no fact is. */
static const char *set_words(const struct interview *it, const struct turn *turn) {
  const struct topic *topic = &it->topics[turn->group];
  switch ((enum reaction)turn->reaction) {
  case CONFIRMED:
    return topic->agrees ? topic->agrees : it->agrees;
  case SHUT:
    return it->shuts;
  case REFUSED_IT:
    return it->denies;
  case CONFUSED:
    return it->confused;
  case NO_MORE:
    return it->repeats;
  case EVADED:
  case TOLD:
  case REPLIED:
    break;
  }
  return topic->evades ? topic->evades : it->evades;
}

const char *person_answer(const struct interview *it, const struct turn *turn,
                          struct arena *arena) {
  struct str out = {0};
  if (turn->reaction == REPLIED) {
    const struct saying *saying = &it->moves[turn->group - it->n_topics].sayings[turn->form];
    str_puts(&out, saying->answer ? saying->answer : "");
  }
  add_facts(it, turn, &out);
  if (!out.len && turn->reaction != REPLIED)
    str_puts(&out, set_words(it, turn));
  const char *text = arena_strdup(arena, str_text(&out));
  str_done(&out);
  return text;
}

const char *turn_said(const struct interview *it, const struct interview_play *play,
                      const struct turn *turn, struct arena *arena) {
  if (turn->text_len)
    return arena_strndup(arena, play->said + turn->text, turn->text_len);
  if (group_is_topic(it, turn->group))
    return it->topics[turn->group].ask[turn->form][turn->nth];
  return it->moves[turn->group - it->n_topics].sayings[turn->form].say;
}
