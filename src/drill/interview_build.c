/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An interview from its YAML. */
#include "drill/interview.h"

#include "base/text.h"
#include "model/competency.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { SECONDS_A_MINUTE = 60, MINUTES_PRIMARY = 2, MINUTES_SECONDARY = 30, PASS = 75 };

const char *const form_keys[FORMS + 1] = {"open",    "probing",  "closed",
                                          "leading", "multiple", "blaming"};
const char *const move_keys[MOVES + 1] = {"greet",     "introduce",   "explain",  "ground-rules",
                                          "separate",  "interpreter", "reassure", "offer-break",
                                          "challenge", "summarise",   "close"};

struct builder {
  struct reading *r;
  const struct drill_material *material;
  struct interview *it;
  struct topic *topics;
  struct fact *facts;
};

static void broken(struct builder *b, const struct node *node) { b->it->broken |= node->partial; }

static bool is_map(struct builder *b, const struct node *node, const char *hint) {
  if (node->kind == NODE_MAP)
    return true;
  b->it->broken = true;
  node_error(b->r, node, "type.map", hint, _("a map is expected"));
  return false;
}

static size_t at_most(struct builder *b, const struct node *node, size_t most) {
  if (node->n <= most)
    return node->n;
  b->it->broken = true;
  node_error(b->r, node, "interview.many", NULL, _("%zu of them; at most %zu are possible"),
             node->n, most);
  return most;
}

static const char *nearest_competency(struct builder *b, const char *id) {
  const struct framework *framework = b->material->framework;
  if (!framework || !reading_guesses(b->r))
    return NULL;
  const char **ids = arena_array(b->r->arena, framework->n_competencies, sizeof *ids);
  for (size_t i = 0; i < framework->n_competencies; i++)
    ids[i] = framework->competencies[i].id;
  return reading_meant(b->r, id, ids, framework->n_competencies);
}

/* The interview's own number of the competency under "competency"; fallback where there is none. */
static uint8_t build_competency(struct builder *b, const struct node *map, bool required) {
  enum { ID_MOST = sizeof(((struct competency_score *)0)->competency) - 1 };
  struct interview *it = b->it;
  const struct framework *framework = b->material->framework;
  const char *id =
      required ? read_text(b->r, map, "competency") : read_optional(b->r, map, "competency");
  if (!id || !*id)
    return 0;
  if ((framework && framework_competency(framework, id) < 0) || strlen(id) > ID_MOST)
    node_error(b->r, node_get(map, "competency"), "competency.unknown", nearest_competency(b, id),
               _("there is no competency %.64s"), id);
  for (uint8_t i = 0; i < it->n_competencies; i++)
    if (strcmp(it->competencies[i], id) == 0)
      return i;
  if (it->n_competencies == SCORES_MAX)
    return 0; /* there are fewer groups than that, unless one is too many: said */
  it->competencies[it->n_competencies] = id;
  it->labels[it->n_competencies] =
      b->material->module ? module_competency(b->material->module, id) : id;
  return it->n_competencies++;
}

/* -- Topics ------------------------------------------------------------------------------------ */

static void build_wording(struct builder *b, const struct node *ask, enum form form, bool required,
                          struct topic *topic) {
  const struct node *node = node_get(ask, form_keys[form]);
  if (node && node->kind == NODE_LIST && node->n) {
    size_t n = at_most(b, node, WORDINGS_MOST), kept = 0;
    for (size_t i = 0; i < n; i++)
      if (node->items[i]->kind != NODE_SCALAR || !node->items[i]->n)
        node_error(b->r, node->items[i], "type.text", NULL, _("a text is expected here"));
      else
        topic->ask[form][kept++] = node->items[i]->text;
    return;
  }
  const char *text =
      required ? read_text(b->r, ask, form_keys[form]) : read_optional(b->r, ask, form_keys[form]);
  topic->ask[form][0] = text && *text ? text : NULL;
}

static void build_asks(struct builder *b, const struct node *map, struct topic *topic) {
  const struct node *ask = read_map(b->r, map, "ask", true);
  char name[160];
  if (!ask) {
    b->it->broken = true;
    return;
  }
  broken(b, ask);
  read_keys(b->r, ask, form_keys, FORMS);
  for (enum form i = OPEN; i < FORMS; i++) {
    build_wording(b, ask, i, !topic->avoid || i == OPEN, topic);
    snprintf(name, sizeof name, "%.64s/%s", topic->id, form_keys[i]);
    topic->form_name[i] = seal_name(name);
  }
}

static void build_fact(struct builder *b, const struct node *map, uint8_t topic) {
  static const char *const keys[] = {"id", "note", "says", "brief", "trust", "worth", "by"};
  static const char *const by[] = {"open", "probing", "closed", "summary", "challenge"};
  struct fact *fact = &b->facts[b->it->n_facts];
  if (!is_map(b, map, _("Begin it with `- id: ...`.")))
    return;
  broken(b, map);
  read_keys(b->r, map, keys, COUNT(keys));
  *fact = (struct fact){.topic = topic, .at = map->at, .span = map->span};
  fact->id = read_id(b->r, map, "id");
  fact->note = read_text(b->r, map, "note");
  fact->says = read_text(b->r, map, "says");
  fact->brief = read_text(b->r, map, "brief");
  fact->trust = (uint8_t)read_whole(b->r, map, "trust", 0, LEVEL_MOST, 0);
  fact->worth = (uint8_t)read_whole(b->r, map, "worth", 1, 3, 1);
  int found = read_word(b->r, map, "by", by, COUNT(by), BY_OPEN);
  fact->by = found < 0 ? BY_OPEN : (uint8_t)found;
  b->topics[topic].facts |= UINT32_C(1) << b->it->n_facts++;
}

static void build_facts(struct builder *b, const struct node *map, uint8_t topic) {
  const struct node *list = read_list(b->r, map, "facts", false);
  size_t n = list ? at_most(b, list, FACTS_MOST) : 0;
  if (list)
    broken(b, list);
  for (size_t i = 0; i < n; i++) {
    if (b->it->n_facts == FACTS_MOST) {
      b->it->broken = true;
      node_error(b->r, list->items[i], "interview.many", _("Make two interviews of it."),
                 _("more than %d facts in one interview"), FACTS_MOST);
      return;
    }
    build_fact(b, list->items[i], topic);
  }
}

static void build_topic(struct builder *b, const struct node *map, uint8_t at) {
  static const char *const keys[] = {"id",    "name",  "ask",   "evades",     "agrees", "puts",
                                     "avoid", "alone", "words", "competency", "facts"};
  struct topic *topic = &b->topics[at];
  *topic = (struct topic){.at = map->at, .span = map->span, .id = "", .name = "", .words = ""};
  if (!is_map(b, map, _("Begin it with `- id: ...`.")))
    return;
  broken(b, map);
  read_keys(b->r, map, keys, COUNT(keys));
  topic->id = read_id(b->r, map, "id");
  topic->name = read_text(b->r, map, "name");
  topic->evades = read_optional(b->r, map, "evades");
  topic->agrees = read_optional(b->r, map, "agrees");
  topic->puts = read_optional(b->r, map, "puts");
  topic->avoid = read_optional(b->r, map, "avoid");
  topic->alone =
      node_get(map, "alone") && read_truth(b->r, map, "alone", &topic->alone) && topic->alone;
  const char *words = read_optional(b->r, map, "words");
  topic->words = words ? words : "";
  topic->competency = build_competency(b, map, false);
  char name[80];
  snprintf(name, sizeof name, "topic:%.64s", topic->id);
  topic->name_of = seal_name(name);
  build_asks(b, map, topic);
  build_facts(b, map, at);
}

/* -- Moves ------------------------------------------------------------------------------------- */

static void build_saying(struct builder *b, const struct node *map, const char *key, unsigned nth,
                         const char *move, struct saying *saying) {
  char name[80];
  saying->say = read_text(b->r, map, key);
  saying->answer = read_optional(b->r, map, "answer");
  saying->why = read_optional(b->r, map, "why");
  snprintf(name, sizeof name, "%s/%u", move, nth);
  saying->name = seal_name(name);
}

static void build_other(struct builder *b, const struct node *map, struct move_row *move,
                        const char *key) {
  static const char *const keys[] = {"say", "answer", "why", "as", "critical"};
  static const char *const as[] = {"good", "weak", "promise", "threat"};
  if (!is_map(b, map, _("Begin it with `- say: ...`.")))
    return;
  broken(b, map);
  read_keys(b->r, map, keys, COUNT(keys));
  struct saying *saying = &move->sayings[move->n];
  build_saying(b, map, "say", move->n++, key, saying);
  int found = read_word(b->r, map, "as", as, COUNT(as), AS_WEAK);
  saying->as = found < 0 ? AS_WEAK : (enum said_as)found;
  saying->critical = read_optional(b->r, map, "critical");
  if (!saying->critical && (saying->as == AS_PROMISE || saying->as == AS_THREAT))
    node_error(b->r, map, "interview.not-critical", _("Say with critical: what was wrong."),
               _("to promise or to threaten is a critical error"));
}

static void build_move(struct builder *b, const struct node *map, const char *key,
                       struct move_row *move) {
  static const char *const keys[] = {"say", "answer", "why", "competency", "others"};
  char name[80];
  if (!is_map(b, map, _("Give it `say:`, `answer:` and `others:`.")))
    return;
  broken(b, map);
  read_keys(b->r, map, keys, COUNT(keys));
  snprintf(name, sizeof name, "move:%s", key);
  move->given = true;
  move->name_of = seal_name(name);
  move->competency = build_competency(b, map, false);
  build_saying(b, map, "say", move->n++, key, &move->sayings[0]);
  const struct node *others = read_list(b->r, map, "others", true);
  size_t n = others ? at_most(b, others, OTHERS_MOST) : 0;
  if (others)
    broken(b, others);
  for (size_t i = 0; i < n; i++)
    build_other(b, others->items[i], move, key);
}

static void build_moves(struct builder *b, const struct node *map) {
  const struct node *moves = read_map(b->r, map, "moves", true);
  if (!moves) {
    b->it->broken = true;
    return;
  }
  broken(b, moves);
  read_keys(b->r, moves, move_keys, MOVES);
  for (enum move i = GREET; i < MOVES; i++) {
    const struct node *move = node_get(moves, move_keys[i]);
    if (move)
      build_move(b, move, move_keys[i], &b->it->moves[i]);
  }
}

/* -- The person and the whole ------------------------------------------------------------------ */

static void build_person(struct builder *b, const struct node *map) {
  static const char *const keys[] = {"name",   "speaks", "trust",    "tired",   "fear",  "evades",
                                     "agrees", "denies", "confused", "repeats", "shuts", "child"};
  static const char *const speaks[] = {"little", "fair", "fluent"};
  struct interview *it = b->it;
  const struct node *person = read_map(b->r, map, "person", true);
  if (!person) {
    it->broken = true;
    return;
  }
  broken(b, person);
  read_keys(b->r, person, keys, COUNT(keys));
  it->person = read_text(b->r, person, "name");
  int found = read_word(b->r, person, "speaks", speaks, COUNT(speaks), 2);
  it->fluency = found < 0 ? 2 : (uint8_t)found;
  it->trust = (int8_t)read_whole(b->r, person, "trust", 0, LEVEL_MOST, 4);
  it->tired = (int8_t)read_whole(b->r, person, "tired", 0, LEVEL_MOST, 0);
  it->fear = (int8_t)read_whole(b->r, person, "fear", 0, LEVEL_MOST, 0);
  it->child =
      node_get(person, "child") && read_truth(b->r, person, "child", &it->child) && it->child;
  const char **said[] = {&it->evades,   &it->agrees,  &it->denies,
                         &it->confused, &it->repeats, &it->shuts};
  for (size_t i = 0; i < COUNT(said); i++)
    *said[i] = read_text(b->r, person, keys[5 + i]);
}

static void build_form(struct builder *b, const struct node *map) {
  static const char *const forms[] = {"primary", "secondary"};
  struct interview *it = b->it;
  it->secondary = read_word(b->r, map, "form", forms, COUNT(forms), 0) == 1;
  long minutes =
      read_whole(b->r, map, "time", 1, 120, it->secondary ? MINUTES_SECONDARY : MINUTES_PRIMARY);
  it->seconds = (uint16_t)(minutes * SECONDS_A_MINUTE);
  it->pass = (uint8_t)read_whole(b->r, map, "pass", 50, 100, PASS);
  it->companion = read_optional(b->r, map, "companion");
  it->interpreter = node_get(map, "interpreter") &&
                    read_truth(b->r, map, "interpreter", &it->interpreter) && it->interpreter;
  it->story = read_text(b->r, map, "story");
}

static const void *make_listener(struct reading *r, const struct node *root) {
  return listener_build(r, root);
}

bool interview_build(struct reading *r, const struct node *map,
                     const struct drill_material *material, struct drill *drill) {
  struct builder b = {.r = r, .material = material};
  const struct node *topics = read_list(r, map, "topics", true);
  if (!topics)
    return false;
  b.it = arena_alloc(r->arena, sizeof *b.it);
  b.it->broken = map->partial || topics->partial;
  size_t n = at_most(&b, topics, TOPICS_MOST);
  b.topics = arena_array(r->arena, TOPICS_MOST, sizeof *b.topics);
  b.facts = arena_array(r->arena, FACTS_MOST, sizeof *b.facts);
  (void)build_competency(&b, map, true);
  build_form(&b, map);
  build_person(&b, map);
  for (size_t i = 0; i < n; i++)
    build_topic(&b, topics->items[i], (uint8_t)i);
  build_moves(&b, map);
  b.it->listener =
      material->shared ? material->shared(material->shared_ctx, "interview", make_listener) : NULL;
  b.it->topics = b.topics;
  b.it->n_topics = (uint8_t)n;
  b.it->facts = b.facts;
  drill->body = b.it;
  drill->n_scenes = n;
  return true;
}
