/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection: its row, its schema, what its revisions hash. */
#include "drill/inspection.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const inspection_keys[] = {
    "inspection", "competency", "day",    "bearers",   "fakes", "alarms", "seconds", "states",
    "kinds",      "steps",      "depths", "anomalies", "tell",  "hits",   "admit",   NULL};

#define TEXT "{\"$ref\": \"#/definitions/text\"}"
#define LIST(of) "{\"type\": \"array\", \"minItems\": 1, \"items\": " of "}"
#define WHOLE(from, to) "{\"type\": \"integer\", \"minimum\": " from ", \"maximum\": " to "}"

static const char inspection_schema[] =
    "\"inspection\": " TEXT ", \"competency\": " TEXT ", \"day\": " TEXT
    ", \"bearers\": " WHOLE("4", "60") ", \"fakes\": " WHOLE("1", "90") ", \"alarms\": " WHOLE("0", "100") ", \"seconds\": " WHOLE("20", "900") ", \"states\": " LIST(TEXT) ", \"anomalies\": " LIST(
        TEXT) ", \"kinds\": " LIST("{\"enum\": [\"counterfeit\", \"forgery\", \"recycled\", "
                                   "\"stolen-blank\", \"obtained\", \"impostor\", \"morphing\", "
                                   "\"fantasy\", \"chip\"]}") ", \"steps\": " LIST("{\"enum\": "
                                                                                   "[\"F\", \"A\", "
                                                                                   "\"L\", \"S\", "
                                                                                   "\"E\", \"D\", "
                                                                                   "\"O\", \"C\"]}") ", \"depths\": " LIST("{\"enum\": [\"seen\", \"tool\", \"compare\"]}") ", \"tell\": {\"enum\": [\"each\", \"end\"]}"
                                                                                                                                                                            ", \"hits\": " WHOLE("1", "100") ", \"admit\": " WHOLE(
                                                                                                                                                                                "1",
                                                                                                                                                                                "100") "\tinspection competency";

static void canon_number(struct canon *canon, const char *label, uint64_t number) {
  char text[24];
  snprintf(text, sizeof text, "%" PRIu64, number);
  canon_key(canon, label, text);
}

static void anomaly_canon(const struct anomaly *anomaly, struct canon *canon) {
  canon_key(canon, "anomaly", anomaly->id);
  canon_number(canon, "fraud", anomaly->fraud);
  canon_number(canon, "differs", anomaly->differs);
  canon_number(canon, "found", anomaly->found);
  canon_text(canon, "name", anomaly->name);
  canon_text(canon, "why", anomaly->why);
  for (size_t i = 0; i < LOOKS; i++)
    canon_text(canon, "shows", anomaly->shows[i]);
}

static void inspection_canon(const struct drill *drill, struct canon *canon) {
  const struct inspection *inspection = drill->body;
  char day[DATE_TEXT];
  date_print(inspection->day, day);
  canon_key(canon, "kind", "inspection");
  canon_key(canon, "competency", inspection->competency);
  canon_key(canon, "day", day);
  canon_number(canon, "bearers", inspection->bearers);
  canon_number(canon, "fakes", inspection->fakes);
  canon_number(canon, "alarms", inspection->alarms);
  canon_number(canon, "seconds", inspection->seconds);
  canon_number(canon, "tell each", inspection->tell_each);
  canon_number(canon, "hits", inspection->hits);
  canon_number(canon, "admit", inspection->admit);
  for (size_t i = 0; i < inspection->n_series; i++)
    canon_key(canon, "state", inspection->series[i]->id);
  for (size_t i = 0; i < inspection->n_frauds; i++)
    anomaly_canon(inspection->frauds[i], canon);
  for (size_t i = 0; i < inspection->n_harmless; i++)
    anomaly_canon(inspection->harmless[i], canon);
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
