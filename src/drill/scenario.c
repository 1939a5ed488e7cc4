/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario: scenes and choices. This file: its row, its schema, what its revisions hash. */
#include "drill/scenario.h"

#include "document/specimen_read.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const scenario_keys[] = {"scenario", "state", "start", "scenes", NULL};

#define TEXT "{\"$ref\": \"#/definitions/text\"}"
#define WHOLE "{\"type\": \"integer\"}"
#define OBJECT "{\"type\": \"object\", \"additionalProperties\": "

static const char scenario_schema[] =
    "\"scenario\": " TEXT ", \"start\": " TEXT ", "
    "\"state\": " OBJECT "{\"type\": \"object\", \"properties\": {\"start\": " WHOLE
    ", \"from\": " WHOLE ", \"to\": " WHOLE "}, \"required\": [\"start\", \"from\", \"to\"], "
    "\"additionalProperties\": false}, \"maxProperties\": 8}, "
    "\"scenes\": " OBJECT "{\"type\": \"object\", \"properties\": {\"text\": " TEXT
    ", \"specimen\": {}, \"end\": {\"enum\": [\"pass\", \"fail\"]}, "
    "\"choices\": {\"type\": \"array\", \"maxItems\": 8, \"items\": {\"type\": \"object\", "
    "\"properties\": {\"do\": " TEXT ", \"was\": " TEXT ", \"why\": " TEXT ", \"critical\": " TEXT
    ", \"when\": {\"type\": \"string\"}, \"go\": " TEXT ", \"score\": " OBJECT WHOLE "}, "
    "\"set\": " OBJECT "{\"type\": [\"integer\", \"string\"]}}}, "
    "\"required\": [\"do\", \"go\"], \"additionalProperties\": false}}}, "
    "\"required\": [\"text\"], \"additionalProperties\": false}, \"maxProperties\": 200}"
    "\tscenario start scenes";

static void choice_canon(const struct scenario *scenario, const struct scenario_choice *choice,
                         struct canon *canon) {
  char name[17];
  snprintf(name, sizeof name, "%016" PRIx64, choice->name);
  canon_key(canon, "choice", name);
  canon_key(canon, "when", choice->when_text);
  canon_key(canon, "go", scenario->scenes[choice->go].id);
  canon_number(canon, "critical", choice->critical != NULL);
  for (size_t i = 0; i < scenario->n_competencies; i++)
    canon_number(canon, scenario->competencies[i], choice->points[i]);
  for (size_t i = 0; i < choice->n_set; i++) {
    const struct scenario_set *set = &choice->set[i];
    canon_key(canon, set->by ? "add" : "set", scenario->states[set->state].name);
    canon_number(canon, "number", set->number);
  }
  canon_text(canon, "do", choice->text);
  canon_text(canon, "why", choice->why);
  canon_text(canon, "critical", choice->critical);
}

static void scene_canon(const struct scenario *scenario, const struct scenario_scene *scene,
                        struct canon *canon) {
  canon_key(canon, "scene", scene->id);
  canon_key(canon, "end", !scene->end ? NULL : scene->pass ? "pass" : "fail");
  canon_text(canon, "text", scene->text);
  specimens_canon(scene->specimens, scene->n_specimens, canon);
  for (size_t i = 0; i < scene->n_choices; i++)
    choice_canon(scenario, &scene->choices[i], canon);
}

static void scenario_canon(const struct drill *drill, struct canon *canon) {
  const struct scenario *scenario = drill->body;
  canon_key(canon, "kind", "scenario");
  if (scenario->broken)
    return;
  canon_key(canon, "start", scenario->scenes[scenario->start].id);
  for (size_t i = 0; i < scenario->n_states; i++) {
    const struct scenario_state_row *row = &scenario->states[i];
    canon_key(canon, "state", row->name);
    canon_number(canon, "start", row->start);
    canon_number(canon, "from", row->from);
    canon_number(canon, "to", row->to);
  }
  for (size_t i = 0; i < scenario->n_scenes; i++)
    scene_canon(scenario, &scenario->scenes[i], canon);
}

static void choice_texts(const struct scenario_choice *choice,
                         void (*each)(void *ctx, const char *text), void *ctx) {
  each(ctx, choice->text);
  if (choice->why)
    each(ctx, choice->why);
  if (choice->critical)
    each(ctx, choice->critical);
}

static void scenario_texts(const struct drill *drill, void (*each)(void *ctx, const char *text),
                           void *ctx) {
  const struct scenario *scenario = drill->body;
  for (size_t i = 0; i < scenario->n_scenes; i++) {
    const struct scenario_scene *scene = &scenario->scenes[i];
    each(ctx, scene->text);
    for (size_t j = 0; j < scene->n_choices; j++)
      choice_texts(&scene->choices[j], each, ctx);
  }
}

const struct drill_kind drill_scenario = {
    .key = "scenario",
    .schema = scenario_schema,
    .keys = scenario_keys,
    .build = scenario_build,
    .check = scenario_check,
    .canon = scenario_canon,
    .texts = scenario_texts,
    .start = scenario_start,
    .step = scenario_step,
    .ended = scenario_ended,
    .result = scenario_result,
    .page = scenario_page,
    .debrief = scenario_debrief,
    .prove = scenario_prove,
    .graph = scenario_graph,
};
