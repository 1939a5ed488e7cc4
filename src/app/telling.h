/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event of the store as the writers of exchange/record.h take it. */
#ifndef APP_TELLING_H
#define APP_TELLING_H

#include "exchange/record.h"
#include "store/event.h"
#include "store/store.h"

struct telling { /* of one event: what the record's pointers point into */
  struct event_head head;
  struct happening happening;
  struct arena arena;
};

/* The record points into the event's bytes and into telling, until telling_next. */
void telling_record(const struct event_seen *seen, struct telling *telling, struct record *record);
void telling_next(struct telling *telling);

#endif
