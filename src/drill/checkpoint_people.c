/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conduct at the booth, and words when asked alone. What tells is how somebody is treated and what
 * is said, never who somebody is; and what looks odd is mostly harmless, so that it takes the
 * question to know. */
#include "drill/checkpoint.h"

#include "base/text.h"

struct person_row {
  const char *watch, *aside; /* N_ */
};

static const struct person_row calm[] = {
    {N_("Stands alone, holds the book open at the right page, and looks at the clock."),
     N_("\"Nothing, thank you. Does the bus to the town still run?\"")},
    {N_("Two travel together. Each holds the own book, and each answers."),
     N_("\"We are fine, thank you. We have to catch the ferry.\"")},
    {N_("Yawns, rubs the eyes, and searches for the book in three pockets."),
     N_("\"Only a bed. I have been on the road since five.\"")},
    {N_("A child pulls at a sleeve. The traveller answers it, and then you."),
     N_("\"A toilet for the little one, if there is one here.\"")},
};

static const struct person_row odd[] = {
    {N_("The hands tremble, and the book falls to the floor."),
     N_("\"I am afraid of flying, and it was rough. In an hour I shall be all right.\"")},
    {N_("A companion answers before the traveller can, and the traveller adds a word."),
     N_("\"My neighbour speaks your language, and I hardly do. I have my book and my ticket here. "
        "All is well.\"")},
    {N_("Does not look at you, and speaks so low that you have to ask again."),
     N_("\"I am shy, and tired. No, I need nothing.\"")},
    {N_("Is angry, and speaks loudly about the delay."),
     N_("\"I need nothing but the stamp. My mother is ill, and I am late.\"")},
};

static const struct person_row afraid[] = {
    {N_("Reads every sign twice, and holds a folded paper with an address."),
     N_("\"Please do not send me back. They came to my house twice. What happens to people like me "
        "here?\"")},
    {N_("Answers each question, and looks at the door behind you again and again."),
     N_("\"I would rather sit in your prison than go home. They know where I live.\"")},
    {N_("Says little. When the journey home is mentioned there is a long silence."),
     N_("\"There is no journey home. If they find me there, nobody will see me again. I want to "
        "ask "
        "for protection.\"")},
};

static const struct person_row controlled[] = {
    {N_("A companion lays both books on the counter, answers every question, and keeps a hand on "
        "the traveller's bag."),
     N_("\"I must not talk to you. They keep my book and my telephone until the journey is paid. I "
        "do not know the address.\"")},
    {N_("Looks at a companion before each answer. The companion nods, or shakes the head."),
     N_("\"I was told to say that it is a holiday. They have said what will happen to my family if "
        "I run away.\"")},
    {N_("Somebody behind the line answers what you have asked the traveller, and waves to you to "
        "hurry."),
     N_("\"I owe them more than I can earn in a year, and every week it is more. Please do not "
        "tell "
        "them that I talked.\"")},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

void people_make(enum role role, uint64_t seed, struct traveller *out) {
  struct rng rng;
  rng_seed(&rng, seed);
  bool is_odd = rng_below(&rng, 2);
  uint64_t any = rng_next(&rng) >> 8;
  const struct person_row *row = role == ROLE_AFRAID       ? &afraid[any % COUNT(afraid)]
                                 : role == ROLE_CONTROLLED ? &controlled[any % COUNT(controlled)]
                                 : is_odd                  ? &odd[any % COUNT(odd)]
                                                           : &calm[any % COUNT(calm)];
  out->watch = _(row->watch);
  out->aside = _(row->aside);
}
