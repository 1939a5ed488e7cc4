/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario from its YAML. Names are resolved here, since only here the text is at hand; what is
 * wrong though every name is known is scenario_check's. */
#include "drill/scenario.h"

#include "base/text.h"
#include "document/specimen_read.h"
#include "model/competency.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct builder {
  struct reading *r;
  const struct framework *framework; /* NULL: competencies are not checked */
  const struct module *module;
  struct scenario *scenario;
  const char *state_names[STATES_MAX];
  const char *scene_names[SCENES_MAX];
  struct when_names names;
  bool states_lost,
      scenes_lost; /* some to a mistake in the YAML: an unknown one may be among them */
};

static bool is_name(const char *text) {
  static const char *const taken[] = {"and", "or", "not", "seen"};
  size_t n = strlen(text);
  bool letter = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');
  for (size_t i = 0; i < COUNT(taken); i++)
    if (strcmp(text, taken[i]) == 0)
      return false;
  return letter && n <= 64 &&
         strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == n;
}

static void check_name(struct builder *b, const struct node *key) {
  if (is_name(key->text))
    return;
  b->scenario->broken = true;
  node_error(b->r, key, "scenario.name", _("Letters, digits and hyphens, a letter first."),
             _("%.64s cannot be the name of a state or a scene"), key->text);
}

/* The index of a name (a scalar); -1 and an error where it is not among them. */
static int find_name(struct builder *b, const struct node *at, const char *const *names, size_t n,
                     const char *code) {
  struct reading *r = b->r;
  bool scene = names == b->scene_names;
  for (size_t i = 0; i < n; i++)
    if (strcmp(names[i], at->text) == 0)
      return (int)i;
  b->scenario->broken = true;
  if (!(scene ? b->scenes_lost : b->states_lost))
    node_error(r, at, code, reading_meant(r, at->text, names, n),
               scene ? _("there is no scene %.64s") : _("there is no state %.64s"), at->text);
  return -1;
}

/* How many of a list or map may be read; more is an error. */
static size_t at_most(struct builder *b, const struct node *node, size_t most, const char *code) {
  if (node->n <= most)
    return node->n;
  b->scenario->broken = true;
  node_error(b->r, node, code, NULL, _("%zu of them; at most %zu are possible"), node->n, most);
  return most;
}

static void build_state(struct builder *b, const struct node_entry *entry,
                        struct scenario_state_row *row) {
  static const char *const keys[] = {"start", "from", "to"};
  struct reading *r = b->r;
  const struct node *map = entry->value;
  check_name(b, entry->key);
  row->name = entry->key->text;
  if (map->kind != NODE_MAP) {
    node_error(r, map, "type.map", _("Write {start: 2, from: 0, to: 4}."), _("a map is expected"));
    return;
  }
  read_keys(r, map, keys, COUNT(keys));
  row->from = (int16_t)read_whole(r, map, "from", -STATE_LIMIT, STATE_LIMIT, 0);
  row->to = (int16_t)read_whole(r, map, "to", -STATE_LIMIT, STATE_LIMIT, row->from);
  row->start = (int16_t)read_whole(r, map, "start", -STATE_LIMIT, STATE_LIMIT, row->from);
  b->scenario->broken |= map->partial;
  if (map->partial || (row->from <= row->start && row->start <= row->to))
    return;
  b->scenario->broken = true;
  node_error(r, map, "scenario.bounds", NULL, _("start is not between from and to"));
}

static void build_states(struct builder *b, const struct node *map) {
  const struct node *states = read_map(b->r, map, "state", false);
  size_t n = states ? at_most(b, states, STATES_MAX, "scenario.many-states") : 0;
  b->states_lost = states ? states->partial : map->partial;
  for (size_t i = 0; i < n; i++) {
    build_state(b, &states->entries[i], &b->scenario->states[i]);
    b->state_names[i] = b->scenario->states[i].name;
  }
  b->scenario->n_states = (uint8_t)n;
  b->names = (struct when_names){.states = b->state_names, .n_states = n, .scenes = b->scene_names};
}

static const char *nearest_competency(struct builder *b, const char *id) {
  const struct framework *framework = b->framework;
  if (!reading_guesses(b->r))
    return NULL;
  const char **ids = arena_array(b->r->arena, framework->n_competencies, sizeof *ids);
  for (size_t i = 0; i < framework->n_competencies; i++)
    ids[i] = framework->competencies[i].id;
  return reading_meant(b->r, id, ids, framework->n_competencies);
}

/* The scenario's own number of a competency; -1 if there is no room for it. */
static int competency_of(struct builder *b, const struct node *key) {
  struct scenario *scenario = b->scenario;
  enum { ID_MOST = sizeof(((struct competency_score *)0)->competency) - 1 };
  bool unknown = b->framework && framework_competency(b->framework, key->text) < 0;
  if (unknown || strlen(key->text) > ID_MOST)
    node_error(b->r, key, "competency.unknown", unknown ? nearest_competency(b, key->text) : NULL,
               _("there is no competency %.64s"), key->text);
  for (size_t i = 0; i < scenario->n_competencies; i++)
    if (strcmp(scenario->competencies[i], key->text) == 0)
      return (int)i;
  if (scenario->n_competencies < SCORES_MAX) {
    scenario->competencies[scenario->n_competencies] = key->text;
    scenario->labels[scenario->n_competencies] =
        b->module ? module_competency(b->module, key->text) : key->text;
    return scenario->n_competencies++;
  }
  node_error(b->r, key, "scenario.many-competencies", _("Make two drills of it."),
             _("more than %d competencies in one drill"), SCORES_MAX);
  return -1;
}

static void build_score(struct builder *b, const struct node *map, struct scenario_choice *choice) {
  const struct node *score = read_map(b->r, map, "score", false);
  size_t n = score ? at_most(b, score, SCORES_MAX, "scenario.many-competencies") : 0;
  for (size_t i = 0; i < n; i++) {
    const struct node *key = score->entries[i].key;
    int at = competency_of(b, key);
    if (at >= 0)
      choice->points[at] = (int16_t)read_whole(b->r, score, key->text, -POINTS_MAX, POINTS_MAX, 0);
  }
}

static void build_set(struct builder *b, const struct node *map, struct scenario_choice *choice) {
  const struct node *set = read_map(b->r, map, "set", false);
  size_t n = set ? at_most(b, set, STATES_MAX, "scenario.many-states") : 0;
  for (size_t i = 0; i < n; i++) {
    const struct node_entry *entry = &set->entries[i];
    int state = find_name(b, entry->key, b->state_names, b->names.n_states, "scenario.state");
    long number = read_whole(b->r, set, entry->key->text, -2 * STATE_LIMIT, 2 * STATE_LIMIT, 0);
    bool by = entry->value->kind == NODE_SCALAR && strchr("+-", entry->value->text[0]) &&
              entry->value->text[0];
    if (state >= 0 && choice->n_set < STATES_MAX)
      choice->set[choice->n_set++] = (struct scenario_set){(uint8_t)state, by, (int16_t)number};
  }
}

static const char *fault_words(const char *code) {
  static const struct {
    const char *code, *words;
  } rows[] = {
      {"when.number", N_("a whole number is expected here")},
      {"when.depth", N_("too deeply nested")},
      {"when.length", N_("too long")},
      {"when.unknown-state", N_("there is no state of this name")},
      {"when.unknown-scene", N_("there is no scene of this name")},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    if (strcmp(rows[i].code, code) == 0)
      return _(rows[i].words);
  return _("this is not understood");
}

/* A quote moves the text by one; in a block or over several lines the place is the scalar's. */
static void report_when(struct builder *b, const struct node *node,
                        const struct when_fault *fault) {
  struct place at = node->at;
  b->scenario->broken = true;
  if ((b->states_lost && strcmp(fault->code, "when.unknown-state") == 0) ||
      (b->scenes_lost && strcmp(fault->code, "when.unknown-scene") == 0))
    return;
  const char *near = fault->nearest;
  bool exact =
      at.column && !strchr(node->text, '\n') && node->span >= text_points(node->text, node->n);
  if (exact)
    at.column += (unsigned)text_points(node->text, fault->at) + !node->plain;
  const char *hint = near ? arena_printf(b->r->arena, _("Did you mean %s?"), near)
                          : _("For example: trust >= 1 and not seen(desk)");
  diag_error(b->r->diags, at, exact ? (unsigned)fault->len : node->span, fault->code, hint, "%s",
             fault_words(fault->code));
}

static void build_when(struct builder *b, const struct node *map, struct scenario_choice *choice) {
  struct when_fault faults[WHEN_FAULTS];
  choice->when_text = read_optional(b->r, map, "when");
  b->names.terse = true; /* guessing is for the second reading, which tells all there is */
  if (!choice->when_text || when_compile(choice->when_text, &b->names, &choice->when, faults))
    return;
  b->names.terse = false;
  size_t n = reading_guesses(b->r) ? when_faults(choice->when_text, &b->names, faults) : 1;
  for (size_t i = 0; i < n; i++)
    report_when(b, node_get(map, "when"), &faults[i]);
}

static void build_go(struct builder *b, const struct node *map, struct scenario_choice *choice) {
  const char *go = read_text(b->r, map, "go");
  int scene = -1;
  if (*go)
    scene = find_name(b, node_get(map, "go"), b->scene_names, b->names.n_scenes, "scenario.go");
  if (scene < 0)
    b->scenario->broken = true;
  choice->go = scene < 0 ? NO_SCENE : (uint8_t)scene;
}

static void build_choice(struct builder *b, const struct node *map,
                         struct scenario_choice *choice) {
  static const char *const keys[] = {"do", "was", "score", "when", "set", "critical", "why", "go"};
  struct reading *r = b->r;
  *choice = (struct scenario_choice){.at = map->at, .span = map->span, .go = NO_SCENE, .text = ""};
  if (map->kind != NODE_MAP) {
    b->scenario->broken = true;
    node_error(r, map, "type.map", _("Begin it with `- do: ...`."), _("a choice is expected"));
    return;
  }
  read_keys(r, map, keys, COUNT(keys));
  b->scenario->broken |= !node_is_whole(map);
  const char *was = read_optional(r, map, "was");
  choice->text = read_text(r, map, "do");
  choice->name = seal_name(was ? was : choice->text);
  choice->why = read_optional(r, map, "why");
  choice->critical = read_optional(r, map, "critical");
  build_score(b, map, choice);
  build_when(b, map, choice);
  build_set(b, map, choice);
  build_go(b, map, choice);
}

static void build_choices(struct builder *b, const struct node *map, struct scenario_scene *scene) {
  const struct node *list = read_list(b->r, map, "choices", false);
  b->scenario->broken |= map->partial || (list && list->partial);
  size_t n = list ? at_most(b, list, CHOICES_MAX, "scenario.many-choices") : 0;
  struct scenario_choice *choices = arena_array(b->r->arena, n, sizeof *choices);
  for (size_t i = 0; i < n; i++)
    build_choice(b, list->items[i], &choices[i]);
  scene->choices = choices;
  scene->n_choices = (uint8_t)n;
}

static void build_scene(struct builder *b, const struct node_entry *entry,
                        struct scenario_scene *scene) {
  static const char *const keys[] = {"text", "specimen", "choices", "end"};
  static const char *const ends[] = {"pass", "fail"};
  const struct node *map = entry->value;
  *scene = (struct scenario_scene){
      .id = entry->key->text, .text = "", .at = entry->key->at, .span = entry->key->span};
  if (map->kind != NODE_MAP) {
    b->scenario->broken = true;
    node_error(b->r, map, "type.map", _("Give it `text:` and `choices:` or `end:`."),
               _("a scene is expected"));
    return;
  }
  read_keys(b->r, map, keys, COUNT(keys));
  scene->text = read_text(b->r, map, "text");
  specimens_build(b->r, map, b->module ? b->module->holders : NULL, &scene->specimens,
                  &scene->n_specimens);
  scene->end = node_get(map, "end") != NULL;
  scene->pass = scene->end && read_word(b->r, map, "end", ends, COUNT(ends), 1) == 0;
  build_choices(b, map, scene);
}

static void build_scenes(struct builder *b, const struct node *list) {
  size_t n = at_most(b, list, SCENES_MAX, "scenario.many-scenes");
  struct scenario_scene *scenes = arena_array(b->r->arena, n, sizeof *scenes);
  for (size_t i = 0; i < n; i++) {
    b->scene_names[i] = list->entries[i].key->text;
    check_name(b, list->entries[i].key);
  }
  b->names.n_scenes = n;
  for (size_t i = 0; i < n; i++)
    build_scene(b, &list->entries[i], &scenes[i]);
  b->scenario->scenes = scenes;
  b->scenario->n_scenes = (uint8_t)n;
}

bool scenario_build(struct reading *r, const struct node *map,
                    const struct drill_material *material, struct drill *drill) {
  struct builder b = {.r = r, .framework = material->framework, .module = material->module};
  const struct node *scenes = read_map(r, map, "scenes", true);
  const char *start = read_text(r, map, "start");
  if (!scenes)
    return false;
  if (!scenes->n && scenes->partial)
    return false;
  if (!scenes->n) {
    node_error(r, scenes, "scenario.no-scenes", NULL, _("a scenario needs scenes"));
    return false;
  }
  b.scenario = arena_alloc(r->arena, sizeof *b.scenario);
  b.scenes_lost = scenes->partial;
  b.scenario->broken = scenes->partial || map->partial;
  build_states(&b, map);
  build_scenes(&b, scenes);
  int at = *start ? find_name(&b, node_get(map, "start"), b.scene_names, b.names.n_scenes,
                              "scenario.start")
                  : -1;
  b.scenario->start = at < 0 ? NO_SCENE : (uint8_t)at;
  b.scenario->broken |= at < 0;
  drill->body = b.scenario;
  drill->n_scenes = b.scenario->n_scenes;
  return true;
}
