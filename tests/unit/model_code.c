/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/code.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char signs[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

Test(model_code, what_is_made_is_read_however_it_is_written) {
  char code[CODE_TEXT], back[CODE_TEXT], loose[32];
  for (uint64_t i = 0; i < 2000; i++) {
    code_make(i * 1000003, code);
    cr_assert(code_read(code, back));
    cr_assert_str_eq(back, code);
  }
  snprintf(loose, sizeof loose, " %c%c %c%s ", code[0] | 0x20, code[1], code[2], code + 3);
  cr_expect(code_read(loose, back));
  cr_expect_str_eq(back, code);
}

Test(model_code, every_wrong_sign_and_every_change_of_places_is_found) {
  static const int at[] = {0, 1, 2, 4, 5, 6};
  char code[CODE_TEXT], back[CODE_TEXT];
  for (uint64_t number = 0; number < 40; number++) {
    code_make(number * 777767, code);
    for (size_t i = 0; i < 6; i++)
      for (size_t s = 0; signs[s]; s++) {
        char wrong[CODE_TEXT];
        memcpy(wrong, code, sizeof wrong);
        wrong[at[i]] = signs[s];
        cr_expect_eq(code_read(wrong, back), signs[s] == code[at[i]]);
      }
    for (size_t i = 1; i < 6; i++) {
      char wrong[CODE_TEXT];
      memcpy(wrong, code, sizeof wrong);
      wrong[at[i]] = code[at[i - 1]];
      wrong[at[i - 1]] = code[at[i]];
      cr_expect_eq(code_read(wrong, back), code[at[i]] == code[at[i - 1]]);
    }
  }
}

Test(model_code, what_is_none_is_refused) {
  char back[CODE_TEXT];
  static const char *const wrong[] = {"",        "-",       "222-22", "222-2222",
                                      "I22-222", "222/222", "22O-222"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    cr_expect_not(code_read(wrong[i], back), "%s", wrong[i]);
  cr_expect(code_read("222-222", back));
}

Test(model_code, a_spoken_code_is_read_however_it_is_written) {
  char code[SPOKEN_TEXT], back[SPOKEN_TEXT], loose[40];
  for (uint64_t i = 0; i < 2000; i++) {
    spoken_make(i * UINT64_C(0x9e3779b97f4a7c15), code);
    cr_assert_eq(strlen(code), SPOKEN_TEXT - 1);
    cr_assert(code[4] == '-' && code[9] == '-');
    cr_assert(spoken_read(code, back));
    cr_assert_str_eq(back, code);
  }
  snprintf(loose, sizeof loose, " %c %.3s%.4s %.4s", code[0] | 0x20, code + 1, code + 5, code + 10);
  cr_expect(spoken_read(loose, back));
  cr_expect_str_eq(back, code);
}

Test(model_code, a_spoken_code_misheard_in_one_sign_is_none) {
  char code[SPOKEN_TEXT], back[SPOKEN_TEXT];
  for (uint64_t number = 1; number < 40; number++) {
    spoken_make(number * UINT64_C(0x9e3779b97f4a7c15), code);
    for (size_t i = 0; i < SPOKEN_TEXT - 1; i++)
      for (size_t s = 0; code[i] != '-' && signs[s]; s++) {
        char wrong[SPOKEN_TEXT];
        memcpy(wrong, code, sizeof wrong);
        wrong[i] = signs[s];
        cr_expect_eq(spoken_read(wrong, back), signs[s] == code[i]);
      }
  }
}

Test(model_code, codes_of_one_length_are_none_of_another) {
  char code[CODE_TEXT], spoken[SPOKEN_TEXT], back[SPOKEN_TEXT];
  code_make(77, code);
  spoken_make(77, spoken);
  cr_expect_not(spoken_read(code, back));
  cr_expect_not(code_read(spoken, back));
  cr_expect_not(spoken_read("", back));
}

/* Every digit is drawn from the number: codes of different numbers differ. */
Test(model_code, a_spoken_code_has_54_bits) {
  char one[SPOKEN_TEXT], other[SPOKEN_TEXT];
  uint64_t power = 1;
  for (int i = 0; i < 11; i++, power *= 31) {
    spoken_make(0, one);
    spoken_make(power, other);
    cr_expect_neq(strcmp(one, other), 0, "digit %d", i);
  }
  spoken_make(power, other);
  cr_expect_str_eq(one, other);
}
