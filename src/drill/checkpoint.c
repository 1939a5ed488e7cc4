/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checkpoint: its row, its schema, what its revisions hash. */
#include "drill/checkpoint.h"

static const char *const checkpoint_keys[] = {
    "checkpoint", "competency", "inspecting", "deciding",  "protecting", "day",     "states",
    "kinds",      "steps",      "depths",     "anomalies", "travellers", "fakes",   "listed",
    "protection", "alarms",     "alike",      "manual",    "slips",      "seed",    "seconds",
    "tell",       "errors",     "lists",      "hits",      "admit",      "protect", NULL};

#define TEXT(key) "\"" key "\": {\"$ref\": \"#/definitions/text\"}, "
#define WHOLE(key, from, to)                                                                       \
  "\"" key "\": {\"type\": \"integer\", \"minimum\": " from ", \"maximum\": " to "}, "

static const char checkpoint_schema[] = TEXT("checkpoint") TEXT("competency") TEXT("inspecting")
    TEXT("deciding") TEXT("protecting") WHOLE("travellers", "6", "24") WHOLE("fakes", "1", "60")
        WHOLE("listed", "1", "60") WHOLE("protection", "1", "60") WHOLE("alarms", "0", "100")
            WHOLE("alike", "0", "100") WHOLE("manual", "0", "100") WHOLE("slips", "0", "100")
                WHOLE("seed", "1", "1000000") WHOLE("seconds", "40", "900")
                    WHOLE("errors", "0", "50") WHOLE("lists", "1", "100") WHOLE("hits", "1", "100")
                        WHOLE("admit", "1", "100")
                            WHOLE("protect", "1",
                                  "100") "\"tell\": {\"enum\": [\"each\", \"end\"]}, " STOCK_SCHEMA
                                         "\tcheckpoint competency inspecting deciding protecting";

static void checkpoint_canon(const struct drill *drill, struct canon *canon) {
  const struct checkpoint *c = drill->body;
  const struct {
    const char *label;
    int64_t number;
  } numbers[] = {{"travellers", c->travellers}, {"fakes", c->fakes},
                 {"listed", c->listed},         {"protection", c->protection},
                 {"alarms", c->alarms},         {"alike", c->alike},
                 {"manual", c->manual},         {"slips", c->slips},
                 {"seconds", c->seconds},       {"seed", c->seeded ? (int64_t)c->seed : 0},
                 {"tell each", c->tell_each},   {"errors", c->errors},
                 {"lists", c->lists},           {"hits", c->hits},
                 {"admit", c->admit},           {"protect", c->protect}};
  canon_key(canon, "kind", "checkpoint");
  canon_key(canon, "competency", c->competency);
  canon_key(canon, "inspecting", c->inspecting);
  canon_key(canon, "deciding", c->deciding);
  canon_key(canon, "protecting", c->protecting);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    canon_number(canon, numbers[i].label, numbers[i].number);
  stock_canon(&c->stock, canon);
}

/* Its words are the framework's and the program's, and the same for all courses. */
static void checkpoint_texts(const struct drill *drill, void (*each)(void *ctx, const char *text),
                             void *ctx) {
  (void)drill, (void)each, (void)ctx;
}

/* All that can be wrong stops the build already: nothing else is to be explored. */
static void checkpoint_check(struct reading *r, const struct node *map, const struct drill *drill) {
  (void)r, (void)map, (void)drill;
}

extern const struct drill_kind drill_checkpoint;
const struct drill_kind drill_checkpoint = {
    .key = "checkpoint",
    .schema = checkpoint_schema,
    .keys = checkpoint_keys,
    .documents = true,
    .build = checkpoint_build,
    .check = checkpoint_check,
    .canon = checkpoint_canon,
    .texts = checkpoint_texts,
    .start = checkpoint_start,
    .step = checkpoint_step,
    .ended = checkpoint_ended,
    .result = checkpoint_result,
    .page = checkpoint_page,
    .view = checkpoint_view,
    .debrief = checkpoint_debrief,
};
