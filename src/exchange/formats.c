/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All formats of tables: to add one, add its row. */
#include "exchange/table.h"

#include <string.h>

const struct format *const formats[] = {&format_csv, &format_json};
const size_t n_formats = sizeof formats / sizeof *formats;

const struct format *format_find(const char *name) {
  for (size_t i = 0; i < n_formats; i++)
    if (strcmp(formats[i]->name, name) == 0)
      return formats[i];
  return NULL;
}
