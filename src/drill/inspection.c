/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection: its row, its schema, what its revisions hash. */
#include "drill/inspection.h"

static const char *const inspection_keys[] = {
    "inspection", "competency", "day",    "bearers",   "fakes", "alarms", "seconds", "states",
    "kinds",      "steps",      "depths", "anomalies", "tell",  "hits",   "admit",   NULL};

#define WHOLE(from, to) "{\"type\": \"integer\", \"minimum\": " from ", \"maximum\": " to "}"

static const char inspection_schema[] =
    "\"inspection\": {\"$ref\": \"#/definitions/text\"}, "
    "\"competency\": {\"$ref\": \"#/definitions/text\"}, " STOCK_SCHEMA
    ", \"bearers\": " WHOLE("4", "60") ", \"fakes\": " WHOLE(
        "1", "90") ", "
                   "\"alarms\": " WHOLE("0", "100") ", \"seconds\": " WHOLE(
                       "20", "900") ", "
                                    "\"tell\": {\"enum\": [\"each\", \"end\"]}, \"hits\": " WHOLE(
                                        "1", "100") ", "
                                                    "\"admit\": " WHOLE(
                                                        "1", "100") "\tinspection competency";

static void inspection_canon(const struct drill *drill, struct canon *canon) {
  const struct inspection *inspection = drill->body;
  canon_key(canon, "kind", "inspection");
  canon_key(canon, "competency", inspection->competency);
  canon_number(canon, "bearers", inspection->bearers);
  canon_number(canon, "fakes", inspection->fakes);
  canon_number(canon, "alarms", inspection->alarms);
  canon_number(canon, "seconds", inspection->seconds);
  canon_number(canon, "tell each", inspection->tell_each);
  canon_number(canon, "hits", inspection->hits);
  canon_number(canon, "admit", inspection->admit);
  stock_canon(&inspection->stock, canon);
}

/* Its words are the framework's, and the same for all courses. */
static void inspection_texts(const struct drill *drill, void (*each)(void *ctx, const char *text),
                             void *ctx) {
  (void)drill, (void)each, (void)ctx;
}

/* All that can be wrong stops the build already: nothing else is to be explored. */
static void inspection_check(struct reading *r, const struct node *map, const struct drill *drill) {
  (void)r, (void)map, (void)drill;
}

extern const struct drill_kind drill_inspection;
const struct drill_kind drill_inspection = {
    .key = "inspection",
    .schema = inspection_schema,
    .keys = inspection_keys,
    .documents = true,
    .build = inspection_build,
    .check = inspection_check,
    .canon = inspection_canon,
    .texts = inspection_texts,
    .start = inspection_start,
    .step = inspection_step,
    .ended = inspection_ended,
    .result = inspection_result,
    .page = inspection_page,
    .view = inspection_view,
    .debrief = inspection_debrief,
};
