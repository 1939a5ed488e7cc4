/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tna.h"

#include "store_fixture.h"

static struct diags diags;

static void teardown(void) { diags_done(&diags); }

TestSuite(app_tna, .fini = teardown);

Test(app_tna, audience_decides_how_it_goes) {
  static const struct {
    struct tna_wanted asked;
    enum tna_by by;
    enum tna_audience audience;
  } cases[] = {
      {{0}, TNA_BY_UNIT, TNA_AGENCY},
      {{.by = TNA_BY_PERSON}, TNA_BY_PERSON, TNA_TRAINER},
      {{.audience = TNA_MINISTRY}, TNA_BY_AGENCY, TNA_MINISTRY},
      {{.audience = TNA_OFFICER}, TNA_BY_PERSON, TNA_OFFICER},
      {{.by = TNA_BY_POSITION, .audience = TNA_MINISTRY}, TNA_BY_POSITION, TNA_MINISTRY},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct tna_wanted wanted = cases[i].asked;
    cr_expect_eq(tna_settle(&wanted, &diags), RC_OK, "%zu", i);
    cr_expect_eq(wanted.by, cases[i].by, "%zu", i);
    cr_expect_eq(wanted.audience, cases[i].audience, "%zu", i);
  }
}

Test(app_tna, no_ministry_gets_names) {
  struct tna_wanted wanted = {.by = TNA_BY_PERSON, .audience = TNA_MINISTRY};
  cr_expect_eq(tna_settle(&wanted, &diags), RC_USAGE);
  cr_expect(diags_have(&diags, "report.people"));
}
