/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marking sheet says everything that an assessor needs, and lets no text become markup. */
#include "exchange/sheet.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const specimens[] = {"P-03", "7"};
static const struct station_step steps[] = {
    {.id = "a", .text = "Tilts <it>", .points = 2},
    {.id = "b", .text = "Keeps it", .points = 3, .critical = "Lost & gone"}};
static const struct station station = {.path = "c/m/p",
                                       .title = "A \"book\"",
                                       .task = "Look",
                                       .minutes = 5,
                                       .pass = 75,
                                       .specimens = specimens,
                                       .n_specimens = 2,
                                       .steps = steps,
                                       .n_steps = 2};

Test(exchange_sheet, says_what_an_assessor_needs) {
  static const char *const parts[] = {"<h1>A &quot;book&quot;</h1>",
                                      "c/m/p",
                                      "P-03, 7",
                                      "Tilts &lt;it&gt;",
                                      "Lost &amp; gone",
                                      "75 % of 5 points"};
  const struct module module = {.language = "en"};
  struct str out = {0};
  sheet_write(&module, &station, &out);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    cr_expect_not_null(strstr(str_text(&out), parts[i]), "%s", parts[i]);
  cr_expect_null(strstr(str_text(&out), "<it>"));
  const char *critical = strstr(str_text(&out), "Critical:");
  cr_assert_not_null(critical);
  cr_expect_null(strstr(critical + 1, "Critical:"), "one step of the two");
  str_done(&out);
}
