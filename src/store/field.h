/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of bounded length inside an event's bytes: struct char arrays with their NUL. */
#ifndef STORE_FIELD_H
#define STORE_FIELD_H

#include "base/pack.h"

/* At most size - 1 bytes. */
void field_put_text(struct str *out, const char *text, size_t size);
/* What does not fit, or holds a NUL, is ill-formed and gives "". */
void field_get_text(struct unpack *in, char *out, size_t size);

#endif
