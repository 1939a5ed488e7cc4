/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days of the civil (proleptic Gregorian) calendar as numbers, for documents and journeys. Pure:
 * what day it is "today" is always told. The conversion is Howard Hinnant's days_from_civil, 2013.
 */
#ifndef DOCUMENT_DATE_H
#define DOCUMENT_DATE_H

#include <stdbool.h>

struct date {
  int year, month, day; /* month and day from 1 */
};

enum { DATE_TEXT = 12, DATE_MRZ = 7 };

bool date_sane(struct date date);   /* there is such a day, in the years 1 to 9999 */
long date_number(struct date date); /* of days since 1970-01-01 */
struct date date_from_number(long number);
struct date date_add_days(struct date date, long days);
struct date date_add_years(struct date date, int years);  /* 29 February becomes the 28th */
int date_years_between(struct date from, struct date to); /* whole ones, as ages are counted */

/* "2027-03-14", as YAML has it. False: not of that form, or no such day. */
bool date_read(const char *text, struct date *out);
void date_mrz(struct date date, char out[DATE_MRZ]);    /* "270314" */
void date_print(struct date date, char out[DATE_TEXT]); /* "14 MAR 2027" */

#endif
