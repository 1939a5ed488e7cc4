/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/words.h"

#include "base/vec.h"

#include <criterion/criterion.h>

static int32_t ease(const char *text, size_t *n) { return words_ease(text, n); }

/* By hand: 206.835 - 1.015 * words/sentences - 84.6 * syllables/words. */
Test(course_words, ease_is_flesch) {
  size_t n;
  cr_expect_eq(ease("The cat sat on the mat.", &n), 206835 - 1015 * 6 - 84600);
  cr_expect_eq(n, 6);
  cr_expect_eq(ease("Read it. Then sign it.", &n), 206835 - 1015 * 5 / 2 - 84600);
  cr_expect_eq(ease("The officer examined a table", &n), 206835 - 1015 * 5 - 84600 * 11 / 5);
}

Test(course_words, a_heading_a_list_and_a_paragraph_end_a_sentence) {
  size_t n;
  int32_t three = ease("One. Two. Ten.", &n);
  cr_expect_eq(ease("# One\n\nTwo\n\nTen", &n), three);
  cr_expect_eq(ease("- One\n- Two\n- Ten", &n), three);
  cr_expect_eq(ease("1. One\n2. Two\n3. Ten", &n) < 206835, true);
}

Test(course_words, a_text_without_words_is_easy) {
  size_t n;
  cr_expect_eq(ease("", &n), 100000);
  cr_expect_eq(ease("--- ... ***", &n), 100000);
  cr_expect_eq(n, 0);
}

Test(course_words, shared_are_those_that_tell) {
  struct arena arena = {0};
  struct word_list stem =
      words_of(&arena, "What does the officer do with a *suspicious* passport?");
  struct word_list part =
      words_of(&arena, "Passports, passports: with what the officers suspiciously do");
  cr_expect_eq(words_shared(&part, &stem), 3, "passport, officer, suspicious; each once");
  struct word_list none = words_of(&arena, "What does it do?");
  cr_expect_eq(words_shared(&none, &stem), 0);
  arena_done(&arena);
}

Test(course_words, qualified_is_less_absolute) {
  struct arena arena = {0};
  struct word_list open = words_of(&arena, "It may often be so."),
                   shut = words_of(&arena, "Always, and only here.");
  cr_expect_eq(words_qualified(&open), 2);
  cr_expect_eq(words_qualified(&shut), -2);
  cr_expect_eq(words_absolute(&shut), 2);
  arena_done(&arena);
}

Test(course_words, argue_by_a_reason_or_an_aim) {
  struct arena arena = {0};
  static const char *const argue[] = {"No, because of it", "No, as it is late", "So that it lasts",
                                      "Since nobody came", "To avoid a queue"};
  static const char *const state[] = {"Here since 2019", "As soon as that", "So it is", "Avoid it",
                                      "Seen as"};
  for (size_t i = 0; i < COUNT(argue); i++) {
    struct word_list words = words_of(&arena, argue[i]);
    cr_expect(words_argue(&words), "%s", argue[i]);
  }
  for (size_t i = 0; i < COUNT(state); i++) {
    struct word_list words = words_of(&arena, state[i]);
    cr_expect_not(words_argue(&words), "%s", state[i]);
  }
  arena_done(&arena);
}

Test(course_words, digits_are_masked_and_words_kept_apart) {
  struct arena arena = {0};
  struct word_list a = words_of(&arena, "has 7 letters"), b = words_of(&arena, "Has 8 letters!");
  struct word_list c = words_of(&arena, "has7 letters x");
  cr_expect_eq(words_hash(&a, 0, 3), words_hash(&b, 0, 3));
  cr_expect_neq(words_hash(&a, 0, 3), words_hash(&c, 0, 3));
  arena_done(&arena);
}
