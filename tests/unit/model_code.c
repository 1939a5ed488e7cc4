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
