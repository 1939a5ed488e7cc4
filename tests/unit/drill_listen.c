/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed at an interview, as it is understood: the shipped English patterns against sentences
 * that were written and labelled without sight of them. */
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
  cr_expect_geq(percent(tally.intent, tally.n), 85);
  cr_expect_geq(percent(tally.topic, tally.n), 85);
  cr_expect_geq(percent(tally.type, tally.n), 85);
}
