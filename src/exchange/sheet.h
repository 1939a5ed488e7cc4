/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The marking sheet of a practical station: one page of HTML without outer reference, to print and
 * fill in by hand. Nobody's name is on it. Needs module->language and the station alone. */
#ifndef EXCHANGE_SHEET_H
#define EXCHANGE_SHEET_H

#include "base/str.h"
#include "model/course.h"

void sheet_write(const struct module *module, const struct station *station, struct str *out);

#endif
