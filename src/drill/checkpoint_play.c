/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shift in play: stage by stage through a traveller, then the next one. */
#include "drill/checkpoint.h"

#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(struct checkpoint_play) <= DRILL_STATE, "a shift's state must fit");
_Static_assert(TRAVELLERS_MAX <= 32, "sets of travellers are 32 bits");

/* -- Seconds --------------------------------------------------------------------------------- */

enum {
  TO_READ = 8,
  TO_KEY = 40,
  TO_CHANGE = 4,
  TO_COMPARE = 10,
  TO_WATCH = 5,
  TO_ASK_ASIDE = 15,
  TO_DECIDE = 5,
  TO_RECORD = 5
};

unsigned checkpoint_seconds(unsigned choice) {
  return choice == CHOICE_WATCH   ? TO_WATCH
         : choice == CHOICE_ASIDE ? TO_ASK_ASIDE
                                  : looks[choice].seconds;
}

/* Whoever registers has the data page and the MRZ before them, and who reads, the check digits:
 * that is in the time of the form. */
static uint32_t seen_at_form(const struct traveller *traveller) {
  return UINT32_C(1) << LOOK_PAGE | UINT32_C(1) << LOOK_MRZ |
         (traveller->manual ? 0 : UINT32_C(1) << LOOK_READER);
}

unsigned checkpoint_spent(const struct traveller *traveller, const struct served *served) {
  uint32_t looked = served->looked & ~seen_at_form(traveller);
  unsigned seconds = traveller->manual ? TO_KEY : TO_READ + (unsigned)TO_CHANGE * served->changed;
  seconds += traveller->like == LIKE_NOBODY ? 0 : TO_COMPARE;
  for (unsigned i = 0; i <= CHOICE_ASIDE; i++)
    seconds += looked >> i & 1 ? checkpoint_seconds(i) : 0;
  return seconds + TO_DECIDE + TO_RECORD;
}

/* -- States ---------------------------------------------------------------------------------- */

struct checkpoint_play checkpoint_unpack(const struct drill_state *state) {
  struct checkpoint_play play;
  memcpy(&play, state->bytes, sizeof play);
  return play;
}

static void pack(const struct checkpoint_play *play, struct drill_state *state) {
  memset(state, 0, sizeof *state);
  memcpy(state->bytes, play, sizeof *play);
}

void checkpoint_start(const struct drill *drill, uint64_t seed, struct drill_state *state) {
  const struct checkpoint *checkpoint = drill->body;
  struct checkpoint_play play;
  memset(&play, 0, sizeof play);
  play.seed = checkpoint->seeded ? checkpoint->seed : seed;
  play.since = 1; /* of an outcome 0 would mean the last input */
  play.shown = play.before = NOT_SHOWN;
  checkpoint_deal(checkpoint, &play);
  pack(&play, state);
}

bool checkpoint_ended(const struct drill *drill, const struct drill_state *state) {
  (void)drill;
  return checkpoint_unpack(state).over;
}

uint64_t checkpoint_view(const struct drill *drill, const struct drill_state *state) {
  struct checkpoint_play play = checkpoint_unpack(state);
  (void)drill;
  return play.at * UINT64_C(8) + play.stage;
}

/* -- Choices --------------------------------------------------------------------------------- */

static const char *const choice_words[CHOICES] = {
    [CHOICE_WATCH] = "watch",
    [CHOICE_ASIDE] = "aside",
    [CHOICE_NEXT] = "next",
    [CHOICE_REGISTER] = "register",
    [CHOICE_LIKE + LIKE_MATCH] = "match",
    [CHOICE_LIKE + LIKE_OTHER] = "another",
    [CHOICE_LIKE + LIKE_VERIFY] = "verify",
    [CHOICE_DECIDE + DECIDE_ADMIT] = "admit",
    [CHOICE_DECIDE + DECIDE_REFER] = "refer",
    [CHOICE_DECIDE + DECIDE_REFUSE] = "refuse",
    [CHOICE_DECIDE + DECIDE_PROTECT] = "protect",
    [CHOICE_DECIDE + DECIDE_PROTECT_OPENLY] = "protect-openly",
    [CHOICE_GROUND + GROUND_CLEAR] = "record-clear",
    [CHOICE_GROUND + GROUND_ANOTHER] = "record-another",
    [CHOICE_GROUND + GROUND_DOCUMENT] = "record-document",
    [CHOICE_GROUND + GROUND_LIST] = "record-list",
    [CHOICE_GROUND + GROUND_PROTECTION] = "record-protection",
};

static const char *word_of(unsigned choice) {
  return choice < LOOKS ? looks[choice].key : choice_words[choice];
}

uint64_t checkpoint_choice(unsigned choice) {
  char name[32];
  snprintf(name, sizeof name, "%s:%s", choice < LOOKS ? "look" : "do", word_of(choice));
  return seal_name(name);
}

static unsigned choice_of(uint64_t name) {
  for (unsigned i = 0; i < CHOICES; i++)
    if (word_of(i) && checkpoint_choice(i) == name)
      return i;
  return CHOICES;
}

static enum stage stage_of(unsigned choice) {
  return choice <= CHOICE_ASIDE      ? STAGE_DESK
         : choice == CHOICE_NEXT     ? STAGE_TOLD
         : choice == CHOICE_REGISTER ? STAGE_FORM
         : choice < CHOICE_DECIDE    ? STAGE_LIST
         : choice < CHOICE_GROUND    ? STAGE_DESK
                                     : STAGE_RECORD;
}

/* -- Steps ----------------------------------------------------------------------------------- */

static void look_at(struct checkpoint_play *play, unsigned choice) {
  if (play->shown != choice) {
    play->before = play->shown;
    play->shown = (uint8_t)choice;
  }
  play->done[play->at].looked |= UINT32_C(1) << choice;
}

static void register_form(const struct traveller *traveller, const char *text,
                          struct checkpoint_play *play) {
  struct served *served = &play->done[play->at];
  snprintf(served->typed, sizeof served->typed, "%s", text);
  form_compare(traveller, served);
  served->looked = seen_at_form(traveller);
  play->stage = traveller->like == LIKE_NOBODY ? STAGE_DESK : STAGE_LIST;
}

static void close_one(const struct checkpoint *checkpoint, const struct traveller *traveller,
                      struct checkpoint_play *play) {
  struct served *served = &play->done[play->at];
  served->seconds = (uint16_t)checkpoint_spent(traveller, served);
  play->used += served->seconds;
  play->at++;
  play->over = play->at == checkpoint->travellers ||
               (checkpoint->seconds && play->used >= checkpoint->seconds);
  play->stage = checkpoint->tell_each && !play->over ? STAGE_TOLD : STAGE_FORM;
}

/* What a decision of this stage does; the stage that it was is scored. */
static void decide(const struct checkpoint *checkpoint, const struct drill_input *input,
                   unsigned choice, struct checkpoint_play *play, struct drill_outcome *outcome) {
  struct arena arena = {0};
  struct traveller traveller;
  struct served *served = &play->done[play->at];
  enum stage stage = (enum stage)play->stage;
  checkpoint_traveller(checkpoint, play, play->at, &arena, &traveller);
  if (stage == STAGE_FORM) {
    register_form(&traveller, input->text, play);
  } else if (stage == STAGE_LIST) {
    served->like = (uint8_t)(choice - CHOICE_LIKE);
    play->stage = STAGE_DESK;
  } else if (stage == STAGE_DESK) {
    served->decision = (uint8_t)(choice - CHOICE_DECIDE);
    play->stage = STAGE_RECORD;
    play->shown = play->before = NOT_SHOWN;
  } else {
    served->ground = (uint8_t)(choice - CHOICE_GROUND);
    close_one(checkpoint, &traveller, play);
  }
  outcome->critical =
      worth_score(checkpoint, &traveller, served, stage, &outcome->scores[outcome->n_scores++]);
  outcome->since = play->since;
  outcome->ended = play->over;
  play->since = input->now;
  arena_done(&arena);
}

void checkpoint_step(const struct drill *drill, const struct drill_state *state,
                     const struct drill_input *input, struct drill_state *next,
                     struct drill_outcome *outcome) {
  struct checkpoint_play play = checkpoint_unpack(state);
  unsigned choice = choice_of(input->choice);
  memset(outcome, 0, sizeof *outcome);
  memcpy(next, state, sizeof *next);
  if (play.over || choice == CHOICES || stage_of(choice) != (enum stage)play.stage)
    return;
  outcome->accepted = true;
  outcome->waits = choice <= CHOICE_NEXT;
  if (choice <= CHOICE_ASIDE) {
    outcome->paid = !(play.done[play.at].looked >> choice & 1);
    look_at(&play, choice);
  } else if (choice == CHOICE_NEXT) {
    play.stage = STAGE_FORM;
    play.since = input->now;
  } else {
    decide(drill->body, input, choice, &play, outcome);
  }
  pack(&play, next);
}
