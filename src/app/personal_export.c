/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personal_inner.h"

#include "app/telling.h"
#include "app/inner.h"
#include "store/recorded.h"

#include <stdlib.h>
#include <string.h>

struct giving {
  struct sink *sink;
  const uint8_t (*ids)[ID_BYTES];
  size_t n_ids;
  uint64_t events;
};

static bool is_own(const struct giving *giving, const uint8_t id[ID_BYTES]) {
  for (size_t i = 0; i < giving->n_ids; i++)
    if (memcmp(giving->ids[i], id, ID_BYTES) == 0)
      return true;
  return false;
}

static void give(void *ctx, const struct event_seen *seen) {
  static const uint8_t nobody[ID_BYTES];
  struct giving *giving = ctx;
  struct telling telling = {0};
  struct record record;
  telling_record(seen, &telling, &record);
  if (is_own(giving, record.subject) || memcmp(record.subject, nobody, ID_BYTES) == 0) {
    record_put_line(&record, giving->sink);
    giving->events++;
  }
  telling_next(&telling);
}

enum rc personal_export(struct app *app, const char *name, struct sink *sink, uint64_t *events,
                        struct diags *diags) {
  struct giving giving = {.sink = sink};
  struct person person;
  uint8_t(*ids)[ID_BYTES] = NULL;
  const struct evidence_scope scope = {.person = person.id, .until = INT64_MAX};
  enum rc rc = personal_find(app, name, &person, diags);
  if (rc == RC_OK)
    rc = store_ids(app->store, person.id, &ids, &giving.n_ids, diags);
  giving.ids = (const uint8_t(*)[ID_BYTES])ids;
  if (rc == RC_OK)
    rc = store_recorded(app->store, &scope, give, &giving, diags);
  *events = giving.events;
  free(ids);
  return rc == RC_OK && !sink_finish(sink) ? RC_IO : rc;
}
