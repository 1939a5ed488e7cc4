/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checkpoint drill: who comes, what a form, a list and a decision are worth, and players of
 * every sort. */
#include "course/build.h"
#include "drill/checkpoint.h"
#include "model/gaps.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static struct documents documents;
static const struct drill_kind *kind;
static struct drill drill;
static struct drill_state state;
static struct drill_outcome outcome;

static void load(void) {
  struct reading r = {.arena = &arena, .diags = &diags};
  documents_load(&r, "courses/framework/documents", &documents);
  cr_assert_eq(diags.n, 0);
  for (size_t i = 0; i < n_drill_kinds; i++)
    if (strcmp(drill_kinds[i]->key, "checkpoint") == 0)
      kind = drill_kinds[i];
  cr_assert_not_null(kind);
}

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(drill_checkpoint, .init = load, .fini = done);

static bool build(const char *yaml, const struct documents *from) {
  struct reading r = {.arena = &arena, .diags = &diags};
  drill = (struct drill){.id = "d", .title = "t"};
  const struct node *map = yaml_read_bytes(&r, yaml, strlen(yaml), "t.yaml");
  return map && kind->build(&r, map, &(struct drill_material){.documents = from}, &drill);
}

static const struct checkpoint *begin(const char *yaml, uint64_t seed) {
  cr_assert(build(yaml, &documents), "%s", diags.n ? diags.list[0].message : "");
  kind->start(&drill, seed, &state);
  return drill.body;
}

static bool say_at(unsigned choice, const char *text, int64_t now) {
  struct drill_state next;
  struct drill_input input = {.now = now, .choice = checkpoint_choice(choice), .text = text};
  kind->step(&drill, &state, &input, &next, &outcome);
  memcpy(&state, &next, sizeof state);
  return outcome.accepted;
}

static bool choose(unsigned choice) { return say_at(choice, "", 1); }

static struct traveller at_the_desk(void) {
  struct checkpoint_play play = checkpoint_unpack(&state);
  struct traveller traveller;
  checkpoint_traveller(drill.body, &play, play.at, &arena, &traveller);
  return traveller;
}

static enum stage stage(void) { return (enum stage)checkpoint_unpack(&state).stage; }

static struct drill_result result_of(void) {
  struct drill_result result;
  kind->result(&drill, &state, &result);
  return result;
}

#define HEAD "checkpoint: t\ncompetency: R\ninspecting: I\ndeciding: L\nprotecting: P\n"
#define SHIFT HEAD "travellers: 20\n"

/* -- Players --------------------------------------------------------------------------------- */

struct player {
  bool keys;    /* keys and corrects; else registers what stands in the form */
  bool settles; /* near-matches; else says like */
  bool decides; /* else says decision */
  bool records; /* else says ground */
  enum likeness like;
  enum decision decision;
  enum ground ground;
};

static const struct player perfect = {
    .keys = true, .settles = true, .decides = true, .records = true};

static void type_form(const struct traveller *t, bool keys) {
  char text[RESPONSE_TEXT] = "";
  for (unsigned i = 0; i < FORM_FIELDS; i++)
    cr_assert(gaps_put(text, FORM_FIELDS, i,
                       keys ? form_truth(&t->passport, (enum form_field)i, &arena) : t->fill[i]));
  cr_assert(say_at(CHOICE_REGISTER, text, 1));
}

static void play_one(const struct player *p) {
  struct traveller t = at_the_desk();
  type_form(&t, p->keys);
  if (stage() == STAGE_LIST)
    cr_assert(choose(CHOICE_LIKE + (p->settles ? t.like : p->like)));
  cr_assert(choose(CHOICE_DECIDE + (p->decides ? worth_decision(&t) : p->decision)));
  cr_assert(choose(CHOICE_GROUND + (p->records ? worth_ground(&t) : p->ground)));
  if (stage() == STAGE_TOLD)
    cr_assert(choose(CHOICE_NEXT));
}

static struct drill_result play(const char *yaml, uint64_t seed, const struct player *p) {
  begin(yaml, seed);
  while (!kind->ended(&drill, &state))
    play_one(p);
  return result_of();
}

Test(drill_checkpoint, who_knows_reaches_full_score) {
  for (uint64_t seed = 0; seed < 20; seed++) {
    struct drill_result result = play(SHIFT, seed, &perfect);
    cr_expect(result.passed, "seed %d", (int)seed);
    cr_expect_eq(result.score, 1000000);
    cr_expect_eq(result.n_scores, 4);
  }
}

static void fails(const struct player *p, const char *who) {
  static const char *const sizes[] = {HEAD "travellers: 6\n", HEAD "travellers: 12\n", SHIFT};
  for (size_t i = 0; i < 3; i++)
    for (uint64_t seed = 0; seed < 20; seed++)
      cr_expect_not(play(sizes[i], seed, p).passed, "%s, size %zu, seed %d", who, i, (int)seed);
}

/* Even where all else is done as it should be. */
Test(drill_checkpoint, who_always_decides_the_same_fails) {
  for (enum decision d = DECIDE_ADMIT; d < DECISIONS; d++) {
    struct player p = perfect;
    p.decides = false, p.decision = d;
    fails(&p, decision_words[d]);
  }
}

Test(drill_checkpoint, who_always_settles_near_matches_alike_fails) {
  for (enum likeness like = LIKE_MATCH; like < LIKENESSES; like++) {
    struct player p = perfect;
    p.settles = false, p.like = like;
    fails(&p, like_words[like]);
  }
}

Test(drill_checkpoint, who_registers_what_the_reader_left_fails) {
  struct player p = perfect;
  p.keys = false;
  fails(&p, "no form is read");
}

/* -- Players who go by the page alone -------------------------------------------------------- */

enum habit { FIRST, LAST, LONGEST };

static const struct block *block_of(const struct page *page, enum block_kind wanted) {
  for (size_t i = 0; i < page->n_blocks; i++)
    if (page->blocks[i].kind == wanted && page->blocks[i].live)
      return &page->blocks[i];
  return NULL;
}

static bool tries(const char *action, const char *text, struct drill_state *next) {
  struct drill_input input = {.now = 1, .text = text};
  cr_assert_eq(strncmp(action, "choose:", 7), 0);
  input.choice = strtoull(action + 7, NULL, 16);
  kind->step(&drill, &state, &input, next, &outcome);
  return outcome.accepted;
}

/* Leaves the form as it is; of what can be decided takes one by its place or length. */
static void follow(enum habit habit) {
  struct page page;
  struct drill_state next, best;
  size_t longest = 0;
  bool any = false;
  page_init(&page, &arena, "t", "t");
  kind->page(&drill, &state, &page);
  const struct block *gaps = block_of(&page, BLOCK_GAPS), *rows = block_of(&page, BLOCK_OUTLINE);
  if (gaps) {
    char text[RESPONSE_TEXT] = "";
    for (size_t i = 0; i < gaps->n; i++)
      gaps_put(text, gaps->n, i, gaps->gaps[i].value);
    cr_assert(tries(page.actions[0].id, text, &best));
    any = true;
  }
  for (size_t i = 0; rows && i < rows->n; i++) {
    bool takes = tries(rows->outline[i].action, "", &next);
    cr_expect(takes, "what is offered is taken: %s", rows->outline[i].text);
    size_t length = strlen(rows->outline[i].text);
    if (!takes || (outcome.waits && rows->n > 1) || (any && habit == FIRST) ||
        (any && habit == LONGEST && length <= longest))
      continue;
    best = next, longest = length, any = true;
  }
  cr_assert(any);
  memcpy(&state, &best, sizeof state);
}

static struct drill_result by_habit(uint64_t seed, enum habit habit) {
  kind->start(&drill, seed, &state);
  while (!kind->ended(&drill, &state))
    follow(habit);
  return result_of();
}

static void each_shipped(void (*with)(void)) {
  struct reading r = {.arena = &arena, .diags = &diags};
  const struct node *root =
      yaml_read_file(&r, "courses/border-registration/01-a-clean-record.yaml", "m.yaml");
  const struct node *list = root ? node_get(root, "drills") : NULL;
  cr_assert_not_null(list);
  cr_assert_eq(list->n, 3);
  for (size_t i = 0; i < list->n; i++) {
    drill = (struct drill){.id = "d", .title = "t"};
    cr_assert(
        kind->build(&r, list->items[i], &(struct drill_material){.documents = &documents}, &drill));
    with();
  }
}

static void habits_fail(void) {
  for (uint64_t seed = 0; seed < 5; seed++) {
    cr_expect_not(by_habit(seed, FIRST).passed);
    cr_expect_not(by_habit(seed, LAST).passed);
    cr_expect_not(by_habit(seed, LONGEST).passed);
  }
}

Test(drill_checkpoint, the_first_the_last_and_the_longest_choice_fail_every_shipped_shift) {
  each_shipped(habits_fail);
}

static void is_reached(void) {
  for (uint64_t seed = 0; seed < 5; seed++) {
    kind->start(&drill, seed, &state);
    while (!kind->ended(&drill, &state))
      play_one(&perfect);
    cr_expect_eq(result_of().score, 1000000);
    cr_expect(result_of().passed);
  }
}

Test(drill_checkpoint, full_score_is_reached_in_every_shipped_shift) { each_shipped(is_reached); }

/* Keys all forms well and tosses a coin over all else. */
Test(drill_checkpoint, a_coin_fails) {
  size_t passed = 0;
  for (uint64_t seed = 0; seed < 50; seed++) {
    struct rng rng;
    rng_seed(&rng, seed);
    begin(HEAD "travellers: 6\n", seed);
    while (!kind->ended(&drill, &state)) {
      struct player p = {.keys = true, .records = true};
      p.like = (enum likeness)(LIKE_MATCH + rng_below(&rng, 3));
      p.decision = rng_below(&rng, 2) ? DECIDE_ADMIT : DECIDE_PROTECT;
      play_one(&p);
    }
    passed += result_of().passed;
  }
  cr_expect_leq(passed, 1);
}

/* -- Who comes ------------------------------------------------------------------------------- */

Test(drill_checkpoint, as_many_come_as_were_asked_for) {
  const struct checkpoint *c = begin(SHIFT "fakes: 20\nlisted: 10\nprotection: 15\nalarms: 50\n"
                                           "alike: 30\nmanual: 25\nslips: 40\n",
                                     3);
  struct checkpoint_play p = checkpoint_unpack(&state);
  unsigned roles[ROLES] = {0}, likes[LIKENESSES] = {0};
  for (unsigned i = 0; i < c->travellers; i++)
    roles[p.roles[i]]++, likes[p.likes[i]]++;
  cr_expect_eq(roles[ROLE_FAKE], 4);
  cr_expect_eq(roles[ROLE_LISTED], 2);
  cr_expect_eq(roles[ROLE_AFRAID] + roles[ROLE_CONTROLLED], 3);
  cr_expect_eq(roles[ROLE_ALARM], 6); /* half of 11, rounded */
  cr_expect_eq(likes[LIKE_MATCH], 1);
  cr_expect_eq(likes[LIKE_VERIFY], 1);
  cr_expect_eq(likes[LIKE_OTHER], 6);
  cr_expect_eq(__builtin_popcount(p.manual), 5);
  cr_expect_eq(__builtin_popcount(p.slips), 6);
  cr_expect_not(p.manual & p.slips);
}

Test(drill_checkpoint, a_seed_in_the_course_brings_the_same_whatever_the_session_draws) {
  begin(SHIFT "seed: 7\n", 1);
  struct drill_state one = state;
  begin(SHIFT "seed: 7\n", 2);
  cr_expect_arr_eq(&one, &state, sizeof one);
  begin(SHIFT "seed: 8\n", 1);
  cr_expect_arr_neq(&one, &state, sizeof one);
}

static bool agree(const char *one, const char *other) { return one && strcmp(one, other) == 0; }

/* What a near-match is follows from what is shown, and from more than the name. */
Test(drill_checkpoint, a_near_match_is_what_birth_and_number_make_it) {
  size_t same_name[LIKENESSES] = {0};
  for (uint64_t seed = 0; seed < 60; seed++) {
    const struct checkpoint *c = begin(SHIFT, seed);
    struct checkpoint_play p = checkpoint_unpack(&state);
    for (unsigned i = 0; i < c->travellers; i++) {
      struct traveller t;
      checkpoint_traveller(c, &p, i, &arena, &t);
      if (t.like == LIKE_NOBODY)
        continue;
      const struct data *d = &t.passport.page;
      bool born = agree(t.entry.birth, passport_day(&arena, d->birth, d->expiry));
      bool numbered = agree(t.entry.number, d->number);
      cr_expect_eq(t.like, born && numbered   ? LIKE_MATCH
                           : born || numbered ? LIKE_VERIFY
                                              : LIKE_OTHER);
      same_name[t.like] += strncmp(t.entry.name, d->surname, strlen(d->surname)) == 0;
    }
  }
  for (enum likeness like = LIKE_MATCH; like < LIKENESSES; like++)
    cr_expect_gt(same_name[like], 0, "a name alone tells nothing");
}

/* What is seen at the booth looks odd with those who need nothing, too. */
Test(drill_checkpoint, who_looks_odd_is_mostly_in_no_need) {
  size_t odd = 0, need = 0;
  const struct checkpoint *c = begin(SHIFT, 11);
  struct checkpoint_play p = checkpoint_unpack(&state);
  for (unsigned i = 0; i < c->travellers; i++) {
    struct traveller t;
    checkpoint_traveller(c, &p, i, &arena, &t);
    bool needs = worth_decision(&t) == DECIDE_PROTECT;
    need += needs;
    odd += !needs && (strstr(t.watch, "tremble") || strstr(t.watch, "companion") ||
                      strstr(t.watch, "so low") || strstr(t.watch, "angry"));
    cr_expect_eq(t.aside[0], '"');
  }
  cr_expect_gt(odd, need);
}

/* -- The form -------------------------------------------------------------------------------- */

static bool right(enum form_field field, const char *typed) {
  static struct passport p;
  p.page = p.mrz = (struct data){.surname = "Müller-O'Brien",
                                 .given = "ANNA MARIA",
                                 .number = "L898902C3",
                                 .nationality = "UTO",
                                 .sex = "F",
                                 .birth = "740812",
                                 .expiry = "320415",
                                 .issuer = "UTO"};
  p.mrz.surname = "MUELLER OBRIEN";
  return form_right(&p, field, typed, strlen(typed));
}

Test(drill_checkpoint, case_blanks_and_transliteration_are_no_mistakes) {
  cr_expect(right(FORM_SURNAME, "mueller obrien"));
  cr_expect(right(FORM_SURNAME, " MÜLLER  O'BRIEN "));
  cr_expect(right(FORM_GIVEN, "Anna<Maria"));
  cr_expect(right(FORM_NUMBER, "l898902 c3"));
  cr_expect(right(FORM_BIRTH, "740812"));
  cr_expect(right(FORM_BIRTH, "12 aug 1974"));
  cr_expect(right(FORM_BIRTH, "1974-08-12"));
  cr_expect(right(FORM_BIRTH, "12.08.1974"));
  cr_expect(right(FORM_EXPIRY, "320415"));
}

Test(drill_checkpoint, a_letter_for_a_digit_is_a_mistake) {
  cr_expect_not(right(FORM_NUMBER, "L8989O2C3"));
  cr_expect_not(right(FORM_NUMBER, "LB98902C3"));
  cr_expect_not(right(FORM_BIRTH, "74O812"));
  cr_expect_not(right(FORM_SURNAME, "MUELLER 0BRIEN"));
  cr_expect_not(right(FORM_SURNAME, "MULLER OBRIEN"));
  cr_expect_not(right(FORM_SEX, ""));
  cr_expect_not(right(FORM_SURNAME, "Мюллер"));
}

Test(drill_checkpoint, a_slip_is_one_field_and_takes_a_look_to_see) {
  size_t slips = 0;
  for (uint64_t seed = 0; seed < 10; seed++) {
    const struct checkpoint *c = begin(SHIFT "slips: 100\nmanual: 0\n", seed);
    struct checkpoint_play p = checkpoint_unpack(&state);
    for (unsigned i = 0; i < c->travellers; i++) {
      struct traveller t;
      struct served served = {0};
      char text[RESPONSE_TEXT] = "";
      checkpoint_traveller(c, &p, i, &arena, &t);
      for (unsigned k = 0; k < FORM_FIELDS; k++)
        gaps_put(text, FORM_FIELDS, k, t.fill[k]);
      snprintf(served.typed, sizeof served.typed, "%.*s", TYPED_MOST - 1, text);
      form_compare(&t, &served);
      cr_expect_eq(__builtin_popcount(served.wrong), 1);
      cr_expect_eq(served.changed, 0);
      slips++;
    }
  }
  cr_expect_eq(slips, 200);
}

/* -- Worth ----------------------------------------------------------------------------------- */

static unsigned worth(enum role role, enum decision decision) {
  return worth_of_decision(&(struct traveller){.role = role}, decision);
}

Test(drill_checkpoint, points) {
  cr_expect_eq(worth(ROLE_PLAIN, DECIDE_ADMIT), 3);
  cr_expect_eq(worth(ROLE_PLAIN, DECIDE_REFER), 1);
  cr_expect_eq(worth(ROLE_ALARM, DECIDE_REFER), 2);
  cr_expect_eq(worth(ROLE_PLAIN, DECIDE_REFUSE), 0);
  cr_expect_eq(worth(ROLE_FAKE, DECIDE_REFER), 3);
  cr_expect_eq(worth(ROLE_FAKE, DECIDE_ADMIT), 0);
  cr_expect_eq(worth(ROLE_LISTED, DECIDE_REFUSE), 1);
  cr_expect_eq(worth(ROLE_AFRAID, DECIDE_PROTECT), 3);
  cr_expect_eq(worth(ROLE_AFRAID, DECIDE_REFUSE), 0);
  cr_expect_eq(worth_of_like(LIKE_MATCH, LIKE_VERIFY), 2);
  cr_expect_eq(worth_of_like(LIKE_OTHER, LIKE_VERIFY), 1);
  cr_expect_eq(worth_of_like(LIKE_MATCH, LIKE_OTHER), 0);
  cr_expect_eq(worth_of_like(LIKE_VERIFY, LIKE_MATCH), 1);
}

static void one_wrong(enum decision instead) {
  begin(SHIFT, 4);
  bool made = false;
  while (!kind->ended(&drill, &state)) {
    struct traveller t = at_the_desk();
    struct player p = perfect;
    if (!made && worth_decision(&t) == DECIDE_PROTECT)
      made = true, p.decides = false, p.decision = instead;
    play_one(&p);
  }
}

Test(drill_checkpoint, to_send_back_or_to_give_away_is_critical_whatever_else_is_right) {
  const enum decision critical[] = {DECIDE_REFUSE, DECIDE_PROTECT_OPENLY};
  for (size_t i = 0; i < 2; i++) {
    one_wrong(critical[i]);
    struct drill_result result = result_of();
    cr_expect(result.critical);
    cr_expect_not(result.passed);
    cr_expect_eq(result.score, 490000);
  }
  one_wrong(DECIDE_REFER);
  cr_expect_not(result_of().critical);
}

/* -- Steps ----------------------------------------------------------------------------------- */

Test(drill_checkpoint, each_stage_takes_its_own_choices_alone) {
  begin(SHIFT, 1);
  cr_expect_not(choose(LOOK_FACE));
  cr_expect_not(choose(CHOICE_DECIDE + DECIDE_ADMIT));
  cr_expect_not(choose(CHOICE_NEXT));
  struct traveller t = at_the_desk();
  type_form(&t, true);
  cr_expect_not(outcome.waits, "what was typed has to be recorded");
  cr_expect_not(choose(CHOICE_REGISTER));
  if (stage() == STAGE_LIST) {
    cr_expect_not(choose(CHOICE_ASIDE));
    cr_assert(choose(CHOICE_LIKE + LIKE_OTHER));
  }
  cr_assert(choose(CHOICE_ASIDE));
  cr_expect(outcome.waits && outcome.paid, "seconds that were spent are not given back");
  cr_assert(choose(CHOICE_ASIDE));
  cr_expect(outcome.waits && !outcome.paid);
  cr_assert(choose(CHOICE_DECIDE + DECIDE_ADMIT));
  cr_expect_not(choose(LOOK_FACE));
  cr_assert(choose(CHOICE_GROUND + GROUND_CLEAR));
  cr_expect_eq(stage(), STAGE_TOLD);
  cr_assert(say_at(CHOICE_NEXT, "", 5000));
  t = at_the_desk();
  cr_assert(say_at(CHOICE_REGISTER, "x", 9000));
  cr_expect_eq(outcome.since, 5000);
}

Test(drill_checkpoint, a_choice_that_is_none_changes_nothing) {
  begin(SHIFT, 1);
  struct drill_state next;
  kind->step(&drill, &state, &(struct drill_input){.choice = 1, .text = ""}, &next, &outcome);
  cr_expect_not(outcome.accepted);
  cr_expect_arr_eq(&next, &state, sizeof next);
}

Test(drill_checkpoint, what_is_typed_beyond_all_bounds_is_cut) {
  char text[RESPONSE_TEXT];
  memset(text, 'a', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  begin(SHIFT, 1);
  cr_assert(say_at(CHOICE_REGISTER, text, 1));
  cr_expect_eq(strlen(checkpoint_unpack(&state).done[0].typed), TYPED_MOST - 1);
}

Test(drill_checkpoint, time_is_of_forms_looks_and_words) {
  begin(SHIFT "manual: 100\n", 1);
  struct traveller t = at_the_desk();
  struct served served = {0};
  unsigned none = checkpoint_spent(&t, &served);
  served.looked = UINT32_C(1) << LOOK_PAGE | UINT32_C(1) << CHOICE_ASIDE;
  cr_expect_eq(checkpoint_spent(&t, &served), none + checkpoint_seconds(CHOICE_ASIDE));
  served.looked |= UINT32_C(1) << LOOK_READER;
  cr_expect_eq(checkpoint_spent(&t, &served),
               none + checkpoint_seconds(CHOICE_ASIDE) + looks[LOOK_READER].seconds);
}

Test(drill_checkpoint, who_looks_at_everything_is_closed_before_all_are_served) {
  begin(SHIFT "seconds: 60\n", 3);
  while (!kind->ended(&drill, &state)) {
    struct traveller t = at_the_desk();
    type_form(&t, true);
    if (stage() == STAGE_LIST)
      choose(CHOICE_LIKE + t.like);
    for (unsigned i = 0; i <= CHOICE_ASIDE; i++)
      cr_assert(choose(i));
    choose(CHOICE_DECIDE + worth_decision(&t));
    choose(CHOICE_GROUND + worth_ground(&t));
    if (!outcome.ended)
      choose(CHOICE_NEXT);
  }
  struct checkpoint_play p = checkpoint_unpack(&state);
  cr_expect_lt(p.at, 10);
  cr_expect_not(result_of().passed);
}

/* -- Pages ----------------------------------------------------------------------------------- */

static bool cells_say(const struct page *page, const char *words) {
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t k = 0; page->blocks[i].cells && k < page->blocks[i].n; k++)
      if (strstr(page->blocks[i].cells[k].text, words))
        return true;
  return false;
}

static bool prose_says(const struct page *page, const char *words) {
  for (size_t i = 0; i < page->n_blocks; i++)
    for (size_t k = 0; page->blocks[i].prose && k < page->blocks[i].prose->n; k++)
      for (size_t m = 0; m < page->blocks[i].prose->blocks[k].n; m++)
        if (strstr(page->blocks[i].prose->blocks[k].spans[m].text, words))
          return true;
  return false;
}

Test(drill_checkpoint, a_wrong_field_is_told_beside_what_the_book_has) {
  struct page page;
  begin(SHIFT, 1);
  struct traveller t = at_the_desk();
  cr_assert(say_at(CHOICE_REGISTER, "NOBODY", 1));
  if (stage() == STAGE_LIST)
    choose(CHOICE_LIKE + t.like);
  choose(CHOICE_DECIDE + worth_decision(&t));
  choose(CHOICE_GROUND + worth_ground(&t));
  page_init(&page, &arena, "t", "t");
  kind->page(&drill, &state, &page);
  cr_expect(cells_say(&page, "NOBODY"));
  cr_expect(cells_say(&page, t.passport.page.surname));
  cr_expect(cells_say(&page, t.passport.page.number));
}

static void debrief(const char *yaml, const struct player *p, struct page *page) {
  (void)play(yaml, 3, p);
  page_init(page, &arena, "t", "t");
  kind->debrief(&drill, &state, page);
}

Test(drill_checkpoint, the_debrief_says_whether_shifts_can_be_compared) {
  struct page page;
  debrief(SHIFT "seed: 7\n", &perfect, &page);
  cr_expect(prose_says(&page, "seed 7"));
  cr_expect(cells_say(&page, "20 of 20"));
  cr_expect(cells_say(&page, "0 of 140: 0.0 %"));
  debrief(SHIFT, &perfect, &page);
  cr_expect(prose_says(&page, "Other travellers come next time"));
}

Test(drill_checkpoint, the_debrief_names_each_critical_error) {
  struct page page;
  one_wrong(DECIDE_REFUSE);
  page_init(&page, &arena, "t", "t");
  kind->debrief(&drill, &state, &page);
  bool told = false;
  for (size_t i = 0; i < page.n_blocks; i++)
    told |= page.blocks[i].kind == BLOCK_NOTICE && strstr(page.blocks[i].text, "sent back");
  cr_expect(told);
}

/* -- Mistakes -------------------------------------------------------------------------------- */

static void gives(const char *yaml, const char *code) {
  cr_expect_not(build(yaml, &documents));
  cr_assert_gt(diags.n, 0, "%s", code);
  cr_expect_str_eq(diags.list[0].code, code);
  diags_done(&diags);
  diags = (struct diags){0};
}

Test(drill_checkpoint, mistakes) {
  gives(SHIFT "fakes: 30\nlisted: 20\n", "checkpoint.shares");
  gives(HEAD "travellers: 5\n", "number.range");
  gives(HEAD "travellers: 25\n", "number.range");
  gives(SHIFT "fakes: 0\n", "number.range");
  gives(SHIFT "protection: 0\n", "number.range");
  gives(SHIFT "seed: 0\n", "number.range");
  gives(SHIFT "tell: never\n", "word.unknown");
  gives(SHIFT "anomalies: [nothing-of-the-kind]\n", "inspection.anomaly");
  gives(SHIFT "states: [nowhere]\n", "inspection.state");
  gives(SHIFT "anomalies: [worn-corner]\n", "inspection.no-fakes");
  gives(SHIFT "day: tomorrow\n", "date.form");
  gives("checkpoint: t\ncompetency: R\n", "key.missing");
}

Test(drill_checkpoint, without_documents_there_is_nothing_to_inspect) {
  cr_expect_not(build(SHIFT, NULL));
  cr_expect_str_eq(diags.list[0].code, "inspection.documents");
}
