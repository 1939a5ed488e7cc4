/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of `when`. */
#include "drill/when.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char *const states[] = {"trust", "facts", "time-left"};
static const char *const scenes[] = {"desk", "missed", "second-line"};
static const struct when_names names = {states, 3, scenes, 3, false};

/* trust 2, facts 0, time-left -5; desk and missed were seen */
static int value(const char *text) {
  struct when when;
  struct when_fault fault;
  cr_assert(when_compile(text, &names, &when, &fault), "%s: %s", text, fault.code);
  return when_holds(&when, (const int16_t[]){2, 0, -5}, &(struct scene_set){{3}});
}

TestSuite(drill_when);

Test(drill_when, nothing_is_always) {
  struct when when = {0};
  cr_expect(when_holds(&when, (const int16_t[]){0}, &(struct scene_set){0}));
}

Test(drill_when, compares) {
  cr_expect(value("trust >= 2") && !value("trust >= 3"));
  cr_expect(value("trust <= 2") && !value("trust <= 1"));
  cr_expect(value("trust > 1") && !value("trust > 2"));
  cr_expect(value("trust < 3") && !value("trust < 2"));
  cr_expect(value("trust == 2") && !value("trust == 1"));
  cr_expect(value("trust != 1") && !value("trust != 2"));
  cr_expect(value("time-left == -5") && value("time-left<-4") && value("facts==+0"));
}

Test(drill_when, words_bind_as_in_speech) {
  cr_expect(value("seen(desk)") && !value("seen( second-line )"));
  cr_expect(value("not seen(second-line)") && value("not not seen(desk)"));
  cr_expect(value("trust > 9 and facts > 9 or seen(desk)"), "and binds closer than or");
  cr_expect_not(value("trust > 9 and (facts > 9 or seen(desk))"));
  cr_expect(value("seen(desk) or trust > 9 and facts > 9"));
  cr_expect_not(value("not seen(desk) and trust == 2"), "not binds closest");
  cr_expect(value("not (seen(desk) and trust == 1)"));
  cr_expect(value("((((trust == 2))))"));
  cr_expect(value("trust == 2 and\n  facts == 0"));
}

Test(drill_when, scenes_asked_about) {
  struct when when;
  struct when_fault fault;
  cr_assert(when_compile("seen(desk) or not seen(second-line)", &names, &when, &fault));
  struct scene_set asked = {0};
  when_scenes(&when, &asked);
  cr_expect_eq(asked.bits[0], 5u);
}

static struct when_fault fault_of(const char *text) {
  struct when when;
  struct when_fault fault;
  cr_expect_not(when_compile(text, &names, &when, &fault), "%s", text);
  cr_expect_eq(when.n, 0);
  return fault;
}

Test(drill_when, faults_have_a_place) {
  static const struct {
    const char *text, *code;
    size_t at;
  } rows[] = {
      {"", "when.syntax", 0},
      {"trust", "when.syntax", 5},
      {"trust => 1", "when.syntax", 6},
      {"trust = 1", "when.syntax", 6},
      {"trust >= ", "when.number", 9},
      {"trust >= x", "when.number", 9},
      {"trust >= 1.5", "when.syntax", 10},
      {"trust >= 1x", "when.number", 9},
      {"trust >= 9999999", "when.number", 9},
      {"trust >= 1 trust", "when.syntax", 11},
      {"trust >= 1 and", "when.syntax", 14},
      {"trust >= 1 or or", "when.unknown-state", 14},
      {"(trust >= 1", "when.syntax", 11},
      {"trust >= 1)", "when.syntax", 10},
      {"seen desk", "when.syntax", 5},
      {"seen(desk", "when.syntax", 9},
      {"seen(desc)", "when.unknown-scene", 5},
      {"seen()", "when.syntax", 5},
      {"facts > 0 and trusd > 0", "when.unknown-state", 14},
      {"1 < trust", "when.syntax", 0},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    struct when_fault fault = fault_of(rows[i].text);
    cr_expect_str_eq(fault.code, rows[i].code, "%s: %s", rows[i].text, fault.code);
    cr_expect_eq(fault.at, rows[i].at, "%s: %zu", rows[i].text, fault.at);
  }
}

/* "code@place code@place" */
static const char *all_faults(const char *text) {
  static char said[512];
  struct when_fault faults[WHEN_FAULTS];
  size_t n = when_faults(text, &names, faults);
  said[0] = '\0';
  for (size_t i = 0; i < n; i++)
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s@%zu", i ? " " : "",
             faults[i].code + strlen("when."), faults[i].at);
  return said;
}

Test(drill_when, an_unknown_name_hides_nothing_behind_it) {
  static const struct {
    const char *text, *faults;
  } rows[] = {
      {"trust >= 1 and not seen(desk)", ""},
      {"trusd > 0 and fact < 2", "unknown-state@0 unknown-state@14"},
      {"seen(desc) or (trusd > 0x and seen(mist))",
       "unknown-scene@5 unknown-state@15 number@23 unknown-scene@35"},
      {"trust > and fact < 2", "number@8 unknown-state@12"},
      {"trust > 9999999 and facts > 1.5", "number@8 syntax@29"},
      {"the officer is angry", "unknown-state@0"},
      {"trust >= 1 or or", "unknown-state@14"},
      {"trusd > 0 and (facts >", "unknown-state@0 number@22"},
      {"trusd > 0 )", "unknown-state@0 syntax@10"},
      {"seen(desc", "unknown-scene@5 syntax@9"},
      {"a>0 and b>0 and c>0 and d>0 and e>0 and f>0 and g>0 and h>0 and i>0 and j>0",
       "unknown-state@0 unknown-state@8 unknown-state@16 unknown-state@24 unknown-state@32 "
       "unknown-state@40 unknown-state@48 unknown-state@56"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
    cr_expect_str_eq(all_faults(rows[i].text), rows[i].faults, "%s: %s", rows[i].text,
                     all_faults(rows[i].text));
  struct when_fault faults[WHEN_FAULTS];
  cr_assert_eq(when_faults("weather > 0 and fact < 2", &names, faults), 2);
  cr_expect_null(faults[0].nearest);
  cr_expect_str_eq(faults[1].nearest, "facts");
}

Test(drill_when, did_you_mean) {
  cr_expect_str_eq(fault_of("trusd > 0").nearest, "trust");
  cr_expect_str_eq(fault_of("seen(second-lime)").nearest, "second-line");
  cr_expect_null(fault_of("weather > 0").nearest);
}

/* Hostile lengths and depths end in an error, at once. */
Test(drill_when, bounds) {
  char text[8192];
  memset(text, '(', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  cr_expect_str_eq(fault_of(text).code, "when.depth");
  text[0] = '\0';
  for (int i = 0; i < 1000; i++)
    strcat(text, "not ");
  strcat(text, "seen(desk)");
  cr_expect_str_eq(fault_of(text).code, "when.depth");
  strcpy(text, "trust == 2");
  for (int i = 0; i < 31; i++)
    strcat(text, " and trust == 2");
  cr_expect(value(text));
  strcat(text, " and trust == 2");
  cr_expect_str_eq(fault_of(text).code, "when.length");
}

/* Whatever the text, the compiled program stays within its stack. */
Test(drill_when, random_words) {
  static const char *const words[] = {"trust ", "facts ",      ">= ",  "< ",   "1 ",
                                      "-2 ",    "and ",        "or ",  "not ", "( ",
                                      ") ",     "seen(desk) ", "seen", "x "};
  uint64_t dice = 88172645463325252u;
  size_t compiled = 0;
  for (int i = 0; i < 100000; i++) {
    char text[256] = "";
    struct when when;
    struct when_fault fault;
    for (int n = i % 9; n >= 0; n--) {
      dice ^= dice << 13, dice ^= dice >> 7, dice ^= dice << 17;
      strcat(text, words[dice % (sizeof words / sizeof words[0])]);
    }
    if (when_compile(text, &names, &when, &fault)) {
      compiled++;
      when_holds(&when, (const int16_t[]){2, 0, -5}, &(struct scene_set){{3}});
    } else {
      struct when_fault all[WHEN_FAULTS];
      size_t n = when_faults(text, &names, all);
      cr_assert_leq(fault.at, strlen(text));
      cr_assert(n >= 1 && n <= WHEN_FAULTS);
      cr_assert_eq(all[0].at, fault.at);
      cr_assert_str_eq(all[0].code, fault.code);
      for (size_t k = 1; k < n; k++)
        cr_assert(all[k].at > all[k - 1].at && all[k].at <= strlen(text), "%s", text);
    }
  }
  cr_expect_gt(compiled, 0);
}
