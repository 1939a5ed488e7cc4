/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/date.h"

#include <criterion/criterion.h>

static long number(int year, int month, int day) {
  return date_number((struct date){year, month, day});
}

Test(document_date, days_are_counted_from_1970) {
  cr_expect_eq(number(1970, 1, 1), 0);
  cr_expect_eq(number(1969, 12, 31), -1);
  cr_expect_eq(number(2000, 2, 29), 11016);
  cr_expect_eq(number(2027, 3, 14), 20891);
}

Test(document_date, every_day_of_four_centuries_comes_back) {
  for (long n = number(1800, 1, 1); n < number(2200, 1, 1); n++) {
    struct date date = date_from_number(n);
    cr_assert(date_sane(date));
    cr_assert_eq(date_number(date), n);
  }
}

Test(document_date, years_are_added_and_counted_as_people_do) {
  struct date leap = {2024, 2, 29}, later = date_add_years(leap, 1);
  cr_expect_eq(later.day, 28);
  cr_expect_eq(later.month, 2);
  cr_expect_eq(date_add_years(leap, 4).day, 29);
  cr_expect_eq(date_years_between((struct date){1988, 5, 3}, (struct date){2027, 5, 2}), 38);
  cr_expect_eq(date_years_between((struct date){1988, 5, 3}, (struct date){2027, 5, 3}), 39);
}

Test(document_date, text_is_read_strictly_and_written) {
  struct date date;
  char text[DATE_TEXT], mrz[DATE_MRZ];
  cr_assert(date_read("2027-03-14", &date));
  date_print(date, text);
  date_mrz(date, mrz);
  cr_expect_str_eq(text, "14 MAR 2027");
  cr_expect_str_eq(mrz, "270314");
  static const char *const bad[] = {"2027-02-29", "2027-13-01", "2027-3-14", "27-03-14",
                                    "2027/03/14", "2027-03-1x", "0000-01-01", ""};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    cr_expect_not(date_read(bad[i], &date), "%s", bad[i]);
}
