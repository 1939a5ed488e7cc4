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
  static char yaml[1 << 17];
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

struct tally {
  unsigned n, intent, topic, type, all;
};

static void count_file(const char *name, struct tally *tally) {
  char path[128], line[512];
  snprintf(path, sizeof path, "tests/interview/%s.tsv", name);
  FILE *file = fopen(path, "r");
  cr_assert_not_null(file, "%s", path);
  cr_assert_not_null(fgets(line, sizeof line, file)); /* the names of the columns */
  while (fgets(line, sizeof line, file)) {
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
    if (getenv("LISTEN_MISSES") && !(i && t && y))
      printf("%s/%s/%s\t%s/%s/%s\t%s\n", intent, topic, type, heard.intent, heard.topic, heard.type,
             text);
  }
  fclose(file);
}

static double percent(unsigned part, unsigned whole) { return 100.0 * part / whole; }

Test(drill_listen, labelled_sentences) {
  static const char *const files[] = {"booth", "second-line", "child", "trafficking", "typos"};
  struct tally tally = {0};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    count_file(files[i], &tally);
  printf("# of %u sentences: intent %.1f %%, topic %.1f %%, type %.1f %%, all three %.1f %%\n",
         tally.n, percent(tally.intent, tally.n), percent(tally.topic, tally.n),
         percent(tally.type, tally.n), percent(tally.all, tally.n));
  cr_expect_eq(tally.n, 381);
  /* The aim is 85 for each and for all three. Topics are not there yet: what was reached is held.
   */
  cr_expect_geq(percent(tally.intent, tally.n), 88);
  cr_expect_geq(percent(tally.topic, tally.n), 72.5);
  cr_expect_geq(percent(tally.type, tally.n), 85);
  cr_expect_geq(percent(tally.all, tally.n), 61);
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

Test(drill_listen, words_of_the_drill) {
  const char *const topics[] = {"purpose"}, *const words[] = {"bellows accordion"};
  struct heard heard = listener_hear(listener, "And these belows?", topics, words, 1);
  cr_expect_str_eq(heard.topic, "purpose");
}

Test(drill_listen, bad_patterns) {
  static const char *const bad[] = {"^ $", "a||b", "* * *", "a * b * c * d * e",
                                    "a b c d e f g h i j k l m n o p q"};
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
