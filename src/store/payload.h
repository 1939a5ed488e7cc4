/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sections of payloads that are not about a run (payload_stated.c); payload.c lists all of them. */
#ifndef STORE_PAYLOAD_H
#define STORE_PAYLOAD_H

#include "base/arena.h"
#include "base/pack.h"
#include "model/event.h"

void payload_put_evidence(const struct happening *h, struct str *out);
void payload_get_evidence(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_steps(const struct happening *h, struct str *out);
void payload_get_steps(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_other(const struct happening *h, struct str *out);
void payload_get_other(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_count(const struct happening *h, struct str *out);
void payload_get_count(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_until(const struct happening *h, struct str *out);
void payload_get_until(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_about(const struct happening *h, struct str *out);
void payload_get_about(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_ruling(const struct happening *h, struct str *out);
void payload_get_ruling(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_words(const struct happening *h, struct str *out);
void payload_get_words(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_calibration(const struct happening *h, struct str *out);
void payload_get_calibration(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_cause(const struct happening *h, struct str *out);
void payload_get_cause(struct unpack *in, struct arena *arena, struct happening *h);
void payload_put_day(const struct happening *h, struct str *out);
void payload_get_day(struct unpack *in, struct arena *arena, struct happening *h);

#endif
