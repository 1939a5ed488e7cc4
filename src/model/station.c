/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/station.h"

unsigned station_points(const struct station *station) {
  unsigned points = 0;
  for (size_t i = 0; i < station->n_steps; i++)
    points += station->steps[i].points;
  return points;
}
