/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apart from the others since it needs GSL, which mafunzo-office alone links. */
#include "measure/interval.h"

#include <gsl/gsl_cdf.h>

struct interval interval_jeffreys(uint32_t right, uint32_t n) {
  static const double tail = .025;
  double a = right + .5, b = (double)n - right + .5;
  return (struct interval){right == 0 ? 0 : gsl_cdf_beta_Pinv(tail, a, b),
                           right == n ? 1 : gsl_cdf_beta_Qinv(tail, a, b)};
}
