/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/date.h"

#include <stdio.h>
#include <string.h>

static bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int days_of(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_sane(struct date date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_of(date.year, date.month);
}

/* The year begins in March, so that the leap day is its last; 400 years are 146,097 days. */
long date_number(struct date date) {
  long year = date.year - (date.month <= 2);
  long era = year / 400, of_era = year - era * 400;
  long of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_from_number(long number) {
  long days = number + 719468;
  long era = days / 146097, of_era = days - era * 146097;
  long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year + year / 4 - year / 100);
  long month = (5 * of_year + 2) / 153;
  struct date date = {.day = (int)(of_year - (153 * month + 2) / 5 + 1),
                      .month = (int)(month < 10 ? month + 3 : month - 9)};
  date.year = (int)(year + era * 400 + (date.month <= 2));
  return date;
}

struct date date_add_days(struct date date, long days) {
  return date_from_number(date_number(date) + days);
}

struct date date_add_years(struct date date, int years) {
  date.year += years;
  if (date.day > days_of(date.year, date.month))
    date.day = days_of(date.year, date.month);
  return date;
}

int date_years_between(struct date from, struct date to) {
  bool had = to.month > from.month || (to.month == from.month && to.day >= from.day);
  return to.year - from.year - !had;
}

static bool digits(const char *text, size_t n, int *out) {
  *out = 0;
  for (size_t i = 0; i < n; i++) {
    if (text[i] < '0' || text[i] > '9')
      return false;
    *out = *out * 10 + (text[i] - '0');
  }
  return true;
}

bool date_read(const char *text, struct date *out) {
  return strlen(text) == 10 && digits(text, 4, &out->year) && text[4] == '-' &&
         digits(text + 5, 2, &out->month) && text[7] == '-' && digits(text + 8, 2, &out->day) &&
         date_sane(*out);
}

void date_mrz(struct date date, char out[DATE_MRZ]) {
  snprintf(out, DATE_MRZ, "%02u%02u%02u", (unsigned)date.year % 100u, (unsigned)date.month % 100u,
           (unsigned)date.day % 100u);
}

void date_print(struct date date, char out[DATE_TEXT]) {
  static const char months[] = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
  snprintf(out, DATE_TEXT, "%02u %.3s %04u", (unsigned)date.day % 100u,
           months + 3 * (date.month - 1), (unsigned)date.year % 10000u);
}
