/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/number.h"

static unsigned bounded(unsigned digits) { return digits < NUMBER_DIGITS ? digits : NUMBER_DIGITS; }

static int64_t power_of_ten(unsigned digits) {
  int64_t power = 1;
  while (digits--)
    power *= 10;
  return power;
}

/* From the last digit on: a report is mostly numbers, and printf would be a third of its cost. */
void number_put(struct str *out, int64_t number, unsigned digits) {
  char text[24 + NUMBER_DIGITS], *at = text + sizeof text;
  uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
  digits = bounded(digits);
  for (unsigned i = 0; i < digits; i++, rest /= 10)
    *--at = (char)('0' + rest % 10);
  if (digits)
    *--at = '.';
  do
    *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (number < 0)
    *--at = '-';
  str_add(out, at, (size_t)(text + sizeof text - at));
}

int64_t number_round(int64_t number, unsigned digits, unsigned to) {
  digits = bounded(digits);
  if (to >= digits)
    return number;
  int64_t by = power_of_ten(digits - to), whole = number / by, rest = number % by;
  if (rest >= by - by / 2)
    return whole + 1;
  return rest <= by / 2 - by ? whole - 1 : whole;
}

double number_real(int64_t number, unsigned digits) {
  return (double)number / (double)power_of_ten(bounded(digits));
}
