/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed at an interview, as it is understood: the shipped English patterns against
 * sentences that were written and labelled without sight of them. */
#include "course/course.h"
#include "drill/interview_words.h"

#include "base/text.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct diags diags;
static const struct listener *listener;

static const struct listener *read_yaml(const char *yaml) {
  struct reading r = {.arena = &arena, .diags = &diags};
  const struct node *root = yaml_read_bytes(&r, yaml, strlen(yaml), "l.yaml");
  return root ? listener_build(&r, root) : NULL;
}

static void begin(void) {
  static char yaml[1 << 18];
  FILE *file = fopen("courses/framework/interview/en.yaml", "r");
  cr_assert_not_null(file);
  yaml[fread(yaml, 1, sizeof yaml - 1, file)] = '\0';
  fclose(file);
  listener = read_yaml(yaml);
  cr_assert_not_null(listener, "%s", diags.n ? diags.list[0].message : "");
}

static void done(void) {
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(drill_listen, .init = begin, .fini = done);

static struct heard hear(const char *text) { return listener_hear(listener, text, NULL, NULL, 0); }

static void heard_as(const struct listener *from, const char *text, const char *intent) {
  cr_expect_str_eq(listener_hear(from, text, NULL, NULL, 0).intent, intent, "%s", text);
}

struct tally {
  unsigned n, intent, topic, type, all;
};

static void add(const struct tally *one, struct tally *to) {
  to->n += one->n;
  to->intent += one->intent;
  to->topic += one->topic;
  to->type += one->type;
  to->all += one->all;
}

/* half: of the odd lines (1) and the even (0). LISTEN_MISSES prints what is missed, but never of
 * the blind file. */
static void count_file(const char *name, struct tally half[2]) {
  char path[128], line[512];
  snprintf(path, sizeof path, "tests/interview/%s.tsv", name);
  FILE *file = fopen(path, "r");
  cr_assert_not_null(file, "%s", path);
  cr_assert_not_null(fgets(line, sizeof line, file)); /* the names of the columns */
  for (unsigned nth = 2; fgets(line, sizeof line, file); nth++) {
    struct tally *tally = &half[nth % 2];
    char *rest = line, *text = strsep(&rest, "\t"), *intent = strsep(&rest, "\t");
    char *topic = strsep(&rest, "\t"), *type = strsep(&rest, "\r\n");
    struct heard heard = hear(text);
    bool i = strcmp(heard.intent, intent) == 0, t = strcmp(heard.topic, topic) == 0;
    bool y = strcmp(heard.type, type) == 0;
    tally->n++;
    tally->intent += i;
    tally->topic += t;
    tally->type += y;
    tally->all += i && t && y;
    if (getenv("LISTEN_MISSES") && strcmp(name, "blind") != 0 && !(i && t && y))
      printf("%s/%s/%s\t%s/%s/%s\t%s\n", intent, topic, type, heard.intent, heard.topic, heard.type,
             text);
  }
  fclose(file);
}

static double percent(unsigned part, unsigned whole) { return 100.0 * part / whole; }

static void print(const char *what, const struct tally *tally) {
  printf("# %s, %u sentences: intent %.1f %%, topic %.1f %%, type %.1f %%, all three %.1f %%\n",
         what, tally->n, percent(tally->intent, tally->n), percent(tally->topic, tally->n),
         percent(tally->type, tally->n), percent(tally->all, tally->n));
}

/* What the patterns reached when they had seen neither the even lines nor the blind file: 69.3 and
 * 77.0 % all three right. */
Test(drill_listen, labelled_sentences) {
  static const char *const files[] = {"booth", "second-line", "child", "trafficking", "typos"};
  struct tally half[2] = {{0}}, whole = {0};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    count_file(files[i], half);
  add(&half[0], &whole);
  add(&half[1], &whole);
  print("whole", &whole);
  cr_expect_eq(whole.n, 381);
  cr_expect_geq(percent(whole.intent, whole.n), 98);
  cr_expect_geq(percent(whole.topic, whole.n), 93);
  cr_expect_geq(percent(whole.type, whole.n), 97);
  cr_expect_geq(percent(whole.all, whole.n), 90);
}

/* Nobody may look at what is missed here, or it is no measure any more: 77.0 % of them were right
 * when they were written, and 85.2 % when the patterns had learnt from other sentences. One of them
 * (do you want to add something) was met at play and mended since. */
Test(drill_listen, sentences_that_nobody_fitted_to) {
  struct tally half[2] = {{0}};
  count_file("blind", half);
  add(&half[1], &half[0]);
  print("blind", &half[0]);
  cr_expect_eq(half[0].n, 135);
  cr_expect_geq(percent(half[0].intent, half[0].n), 96);
  cr_expect_geq(percent(half[0].topic, half[0].n), 89.5);
  cr_expect_geq(percent(half[0].type, half[0].n), 93.5);
  cr_expect_geq(percent(half[0].all, half[0].n), 85);
}

/* The sentences that the patterns were last written from: a guard, no measure. */
Test(drill_listen, sentences_that_were_fitted_to) {
  struct tally half[2] = {{0}};
  count_file("practice", half);
  add(&half[1], &half[0]);
  print("practice", &half[0]);
  cr_expect_geq(percent(half[0].all, half[0].n), 92);
}

/* -- The engine -------------------------------------------------------------------------------- */

#define SMALL_HEAD "language: en\npuzzled: What?\nabout: {ask: any}\n"
#define SMALL_REST                                                                                 \
  "told: {}\ntypes: {closed: [\"^ is\"], open: [\"what|how\"]}\nasked: {closed: [\"?\"]}\n"

Test(drill_listen, patterns) {
  const struct listener *small = read_yaml(
      SMALL_HEAD "spell: {whats: what is}\n"
                 "intents: {greet: [\"^ good [old] morning\"], close: [\"bye $\"]}\n"
                 "topics: {money: [\"pay~|cash\"], stay: [\"where * sleep\"]}\n" SMALL_REST);
  cr_assert_not_null(small, "%s", diags.n ? diags.list[0].message : "");
  struct heard heard = listener_hear(small, "Good old morning, sir", NULL, NULL, 0);
  cr_expect_str_eq(heard.intent, "greet");
  cr_expect_str_eq(heard.type, "none");
  heard = listener_hear(small, "Well, bye. Where will you two sleep?", NULL, NULL, 0);
  cr_expect_str_eq(heard.intent, "close", "a sentence ends before a stop");
  heard = listener_hear(small, "Where will you sleep", NULL, NULL, 0);
  cr_expect_str_eq(heard.topic, "stay");
  heard = listener_hear(small, "Whats the paymnt", NULL, NULL, 0);
  cr_expect_str_eq(heard.topic, "money", "a stem");
  cr_expect_str_eq(heard.type, "open", "a spelling of its own");
  heard = listener_hear(small, "where in this large wide world would you sleep", NULL, NULL, 0);
  cr_expect_str_eq(heard.topic, "none", "a gap has its end");
  cr_expect_not(listener_hear(small, "fnord", NULL, NULL, 0).understood);
  cr_expect_not(listener_hear(small, "", NULL, NULL, 0).understood);
}

Test(drill_listen, a_slip_of_the_fingers) {
  struct heard heard = hear("wat is teh purpse of yor vist");
  cr_expect_str_eq(heard.topic, "purpose");
  cr_expect(word_near("jurney", "journey"));
  cr_expect(word_near("accomodation", "accommodation"));
  cr_expect_not(word_near("host", "most"), "short words are meant as they stand");
  cr_expect_not(word_near("there", "where"));
}

Test(drill_listen, forms_of_a_word) {
  const struct listener *small = read_yaml(
      SMALL_HEAD "endings: {s: \"-\", es: \"-\", ed: \"- e\", ing: \"- e\"}\n"
                 "forms: {training: training, go: went gone}\n"
                 "intents: {}\ntopics: {stay: [\"is stopping\", hotel], work: [\"go on\"], "
                 "route: [train, arrives], document: [notes]}\n"
                 "plain: stop arrive note\n" SMALL_REST);
  cr_assert_not_null(small, "%s", diags.n ? diags.list[0].message : "");
  cr_expect_str_eq(listener_hear(small, "he is stopped", NULL, NULL, 0).topic, "stay");
  cr_expect_str_eq(listener_hear(small, "two hotels", NULL, NULL, 0).topic, "stay");
  cr_expect_str_eq(listener_hear(small, "it went on", NULL, NULL, 0).topic, "work");
  cr_expect_str_eq(listener_hear(small, "trains", NULL, NULL, 0).topic, "route");
  cr_expect_str_eq(listener_hear(small, "arriving", NULL, NULL, 0).topic, "route");
  cr_expect_str_eq(listener_hear(small, "a training", NULL, NULL, 0).topic, "none", "its own word");
  cr_expect_str_eq(listener_hear(small, "not", NULL, NULL, 0).topic, "none", "no form of notes");
}

Test(drill_listen, what_may_be_there_or_not_costs_no_more) {
  char text[512] = "", yaml[1024];
  for (int i = 0; i < 60; i++)
    strcat(text, "a ");
  snprintf(yaml, sizeof yaml,
           SMALL_HEAD
           "intents: {greet: [\"[a] [a] [a] [a] [a] * [a] [a] [a] * [a] [a] * [a] b\"]}\n"
           "topics: {money: [pay]}\n" SMALL_REST);
  const struct listener *small = read_yaml(yaml);
  cr_assert_not_null(small, "%s", diags.n ? diags.list[0].message : "");
  heard_as(small, text, "none"); /* ends at all only if no place is searched twice */
  strcat(text, "b");
  heard_as(small, text, "greet");
}

Test(drill_listen, words_of_the_drill) {
  const char *const topics[] = {"purpose"}, *const words[] = {"bellows accordion"};
  struct heard heard = listener_hear(listener, "And these belows?", topics, words, 1);
  cr_expect_str_eq(heard.topic, "purpose");
}

Test(drill_listen, bad_patterns) {
  static const char *const bad[] = {"^ $",
                                    "a||b",
                                    "* * *",
                                    "a * b * c * d * e",
                                    "a b c d e f g h i j k l m n o p q",
                                    "a =0",
                                    "a =12",
                                    "a =-",
                                    "a =3 b",
                                    "=3"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char yaml[400];
    diags_done(&diags);
    snprintf(yaml, sizeof yaml,
             SMALL_HEAD "intents: {greet: [\"%s\"]}\ntopics: {money: [pay]}\n" SMALL_REST, bad[i]);
    cr_expect_null(read_yaml(yaml), "%s", bad[i]);
    cr_assert_geq(diags.n, 1, "%s", bad[i]);
    cr_expect_str_eq(diags.list[0].code, "listen.pattern");
  }
}

Test(drill_listen, topics_weigh_for_and_against) {
  const struct listener *small = read_yaml(
      SMALL_HEAD "plain: cost\nspell: {\"i'll\": i will}\nintents: {}\n"
                 "topics: {work: [\"job =3\", \"back =-2\"], return: [\"back =2\", home], "
                 "health: [coast~, \"is ill\"], promise: [\"will come\"]}\n" SMALL_REST);
  cr_assert_not_null(small, "%s", diags.n ? diags.list[0].message : "");
  cr_expect_str_eq(listener_hear(small, "a job, back then", NULL, NULL, 0).topic, "return");
  cr_expect_str_eq(listener_hear(small, "a job at home", NULL, NULL, 0).topic, "work");
  cr_expect_str_eq(listener_hear(small, "the cost", NULL, NULL, 0).topic, "none", "no slip");
  cr_expect_str_eq(listener_hear(small, "she is ill", NULL, NULL, 0).topic, "health");
  cr_expect_str_eq(listener_hear(small, "I'll come", NULL, NULL, 0).topic, "promise");
  cr_expect_str_eq(listener_hear(small, "a home: what job and what back?", NULL, NULL, 0).topic,
                   "return");
}

Test(drill_listen, what_reaches_far) {
  const struct listener *small =
      read_yaml(SMALL_HEAD "spell: {}\nintents: {challenge: [\"^ you said ... but\"]}\n"
                           "topics: {money: [pay]}\n" SMALL_REST);
  cr_assert_not_null(small, "%s", diags.n ? diags.list[0].message : "");
  heard_as(small, "You said that. For a week and a day in all. Now but why?", "challenge");
  heard_as(small, "You said but", "challenge");
  heard_as(small, "But you say", "none");
}

Test(drill_listen, of_several_things_the_first_is_meant) {
  const struct listener *small = read_yaml(
      "language: en\npuzzled: What?\nabout: {}\nspell: {}\nintents: {}\ntold: {}\nasked: {}\n"
      "types: {multiple: [\"what * and what\"], open: [what]}\n"
      "topics: {money: [cash, coins], stay: [room =2]}\n");
  cr_assert_not_null(small, "%s", diags.n ? diags.list[0].message : "");
  cr_expect_str_eq(listener_hear(small, "what room and what cash or coins", NULL, NULL, 0).topic,
                   "stay");
  cr_expect_str_eq(listener_hear(small, "what cash or coins in a room", NULL, NULL, 0).topic,
                   "money");
}

Test(drill_listen, too_many_forms) {
  static char yaml[1 << 14];
  size_t n = (size_t)snprintf(yaml, sizeof yaml,
                              SMALL_HEAD "intents: {}\ntopics: {}\n" SMALL_REST "forms: {go: \"");
  for (int i = 0; i < 500; i++)
    n += (size_t)snprintf(yaml + n, sizeof yaml - n, "f%d ", i);
  snprintf(yaml + n, sizeof yaml - n, "\"}\n");
  cr_expect_null(read_yaml(yaml));
  cr_assert_geq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "listen.pattern");
}

Test(drill_listen, bad_abouts) {
  static const char *const bad[] = {"{ask: health}", "{ask: {health: any}}"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char yaml[400];
    diags_done(&diags);
    snprintf(yaml, sizeof yaml,
             "language: en\npuzzled: What?\nabout: %s\nintents: {}\ntopics: {}\n" SMALL_REST,
             bad[i]);
    cr_expect_null(read_yaml(yaml), "%s", bad[i]);
    cr_assert_eq(diags.n, 1, "%s", bad[i]);
    cr_expect_str_eq(diags.list[0].code, "listen.about");
  }
}

Test(drill_listen, what_is_long_or_broken_does_no_harm) {
  char text[2000];
  memset(text, 'a', sizeof text);
  for (size_t i = 7; i < sizeof text; i += 8)
    text[i] = ' ';
  text[sizeof text - 1] = '\0';
  cr_expect_not(hear("\xff\xfe").understood);
  (void)hear(text);
  cr_expect_not_null(hear("????????").intent);
}
