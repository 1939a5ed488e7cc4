/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/headcount.h"

#include <criterion/criterion.h>

static void expect_said(struct headcount said, uint32_t about, uint32_t low, uint32_t high) {
  cr_expect(said.about == about && said.low == low && said.high == high,
            "about %u (%u to %u) of %u", said.about, said.low, said.high, said.of);
}

Test(measure_headcount, is_said_as_people_say_it) {
  expect_said(headcount_say(311.6, 272, 347, 520), 310, 270, 350);
  expect_said(headcount_say(3.85, 2, 6, 8), 4, 2, 6);
  expect_said(headcount_say(6234, 5810, 6650, 9000), 6200, 5800, 6700);
  expect_said(headcount_say(515, 480, 520, 520), 520, 480, 520);
}

Test(measure_headcount, is_certain_only_where_there_is_no_interval) {
  struct headcount all = headcount_say(7, 7, 7, 7);
  cr_expect(all.certain);
  expect_said(all, 7, 7, 7);
  cr_expect(!headcount_say(3.85, 2, 6, 8).certain);
  expect_said(headcount_say(0, 0, 0, 0), 0, 0, 0);
}

Test(measure_headcount, claims_no_more_than_was_found) {
  for (uint32_t of = 0; of <= 130; of++)
    for (uint32_t low = 0; low <= of; low += 1 + of / 20)
      for (uint32_t high = low; high <= of; high += 1 + of / 20) {
        struct headcount said = headcount_say((low + high) / 2., low, high, of);
        cr_assert(said.low <= low && high <= said.high && said.high <= of &&
                      said.low <= said.about && said.about <= said.high,
                  "%u %u of %u", low, high, of);
      }
  expect_said(headcount_say(9, 0, UINT32_MAX, UINT32_MAX), 0, 0, UINT32_MAX);
}
