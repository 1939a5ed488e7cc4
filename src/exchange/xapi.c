/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/xapi_inner.h"

#include "exchange/iri.h"
#include "exchange/json_value.h"
#include "exchange/uuid.h"

#include <string.h>

#define ADL "http://adlnet.gov/expapi/"

/* -- Names ---------------------------------------------------------------------------------------
 */

static json_t *iri(const char *kind, const char *name, size_t len) {
  struct str text = {0};
  iri_put(&text, kind, name, len);
  json_t *value = json_string(str_text(&text));
  str_done(&text);
  return value;
}

void xapi_extend(json_t **extensions, const char *name, json_t *value) {
  struct str key = {0};
  iri_put(&key, "extensions/", name, strlen(name));
  if (!*extensions)
    *extensions = json_object();
  json_add(*extensions, str_text(&key), value);
  str_done(&key);
}

static json_t *agent(const uint8_t id[ID_BYTES], const char *name) {
  json_t *value = json_object(), *account = json_object();
  json_add(account, "homePage", json_string(IRI_BASE "people"));
  json_add(account, "name", json_hex(id, ID_BYTES));
  json_add(value, "objectType", json_string("Agent"));
  if (name && *name)
    json_add(value, "name", json_text(name));
  json_add(value, "account", account);
  return value;
}

/* RFC 5646 as far as an LRS looks: letters, then groups of letters and digits. */
static bool is_language(const char *text) {
  size_t group = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  bool good = group >= 2 && group <= 3;
  for (text += group; good && *text; text += group) {
    group = 1 + strspn(text + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    good = *text == '-' && (group == 3 || group == 5);
  }
  return good;
}

static json_t *in_language(const struct record *r, const char *text) {
  json_t *map = json_object();
  json_add(map, is_language(r->language) ? r->language : "und", json_text(text));
  return map;
}

/* -- Verb ----------------------------------------------------------------------------------------
 */

struct verb_said {
  const char *id, *display;
};

static const struct verb_said initialized = {ADL "verbs/initialized", "initialized"},
                              answered = {ADL "verbs/answered", "answered"},
                              responded = {ADL "verbs/responded", "responded"},
                              completed = {ADL "verbs/completed", "completed"},
                              passed = {ADL "verbs/passed", "passed"},
                              failed = {ADL "verbs/failed", "failed"},
                              scored = {ADL "verbs/scored", "scored"},
                              voided = {ADL "verbs/voided", "voided"},
                              terminated = {ADL "verbs/terminated", "terminated"},
                              abandoned = {"https://w3id.org/xapi/adl/verbs/abandoned",
                                           "abandoned"};

static json_t *verb_value(const struct verb_said *verb) {
  json_t *value = json_object(), *display = json_object();
  json_add(display, "en", json_string(verb->display));
  json_add(value, "id", json_string(verb->id));
  json_add(value, "display", display);
  return value;
}

/* NULL: an event of that verb is no statement. */
static const struct verb_said *verb_of(const struct happening *h) {
  switch (h->verb) {
  case VERB_STARTED:
    return &initialized;
  case VERB_ANSWERED:
  case VERB_MARKED:
    return &answered;
  case VERB_DECIDED:
    return &responded;
  case VERB_COMPLETED:
    return &completed;
  case VERB_CLOSED:
    return h->reason == CLOSED_BY_PERSON ? &terminated : &abandoned;
  case VERB_RATED:
    return &scored;
  case VERB_OBSERVED:
    return h->passed ? &passed : &failed;
  default:
    return NULL;
  }
}

/* -- Object --------------------------------------------------------------------------------------
 */

static bool is_zero(const uint8_t hash[HASH_BYTES]) {
  static const uint8_t zero[HASH_BYTES];
  return memcmp(hash, zero, HASH_BYTES) == 0;
}

/* Of what was completed the revisions tell what it was: a lesson has a text, a drill a key too. */
static const char *type_of(const struct record *r) {
  static const char *const kinds[RUN_KINDS] = {
      ADL "activities/lesson",     ADL "activities/assessment", ADL "activities/simulation",
      ADL "activities/assessment", ADL "activities/assessment", ADL "activities/assessment"};
  const struct happening *h = r->happening;
  switch (h->verb) {
  case VERB_ANSWERED:
  case VERB_MARKED:
    return ADL "activities/cmi.interaction";
  case VERB_DECIDED:
    return ADL "activities/simulation";
  case VERB_STARTED:
    return (unsigned)h->plan.kind < RUN_KINDS ? kinds[h->plan.kind] : NULL;
  case VERB_COMPLETED:
    if (!is_zero(r->key_rev))
      return ADL "activities/simulation";
    return is_zero(r->text_rev) ? ADL "activities/assessment" : ADL "activities/lesson";
  case VERB_OBSERVED:
    return ADL "activities/performance";
  case VERB_RATED:
    return ADL "activities/objective";
  default:
    return NULL;
  }
}

static json_t *components(const struct record *r, const struct xapi_component *list, size_t n) {
  json_t *array = json_array();
  for (size_t i = 0; i < n; i++) {
    json_t *one = json_object();
    json_add(one, "id", json_text(list[i].id));
    json_add(one, "description", in_language(r, list[i].text));
    json_push(array, one);
  }
  return array;
}

static void add_interaction(const struct record *r, const struct xapi_activity *activity,
                            json_t *definition) {
  json_add(definition, "interactionType", json_string(activity->interaction));
  if (activity->correct) {
    json_t *patterns = json_array();
    json_push(patterns, json_text(activity->correct));
    json_add(definition, "correctResponsesPattern", patterns);
  }
  bool pairs = strcmp(activity->interaction, "matching") == 0;
  if (activity->n_parts)
    json_add(definition, pairs ? "source" : "choices",
             components(r, activity->parts, activity->n_parts));
  if (activity->n_targets)
    json_add(definition, "target", components(r, activity->targets, activity->n_targets));
}

static json_t *definition_of(const struct record *r, const struct xapi_activity *activity) {
  json_t *definition = json_object();
  const char *type = type_of(r);
  if (activity && activity->name)
    json_add(definition, "name", in_language(r, activity->name));
  if (activity && activity->description)
    json_add(definition, "description", in_language(r, activity->description));
  if (type)
    json_add(definition, "type", json_string(type));
  if (activity && activity->interaction)
    add_interaction(r, activity, definition);
  return definition;
}

static json_t *object_of(const struct record *r, const struct xapi_activity *activity) {
  const struct happening *h = r->happening;
  json_t *object = json_object();
  json_add(object, "objectType", json_string("Activity"));
  json_add(object, "id",
           h->verb == VERB_RATED ? iri("competencies/", h->competency, strlen(h->competency))
                                 : iri("activities/", r->path, strlen(r->path)));
  json_add(object, "definition", definition_of(r, activity));
  return object;
}

/* -- Context -------------------------------------------------------------------------------------
 */

static json_t *activities(const char *path, size_t len) {
  json_t *list = json_array(), *one = json_object();
  json_add(one, "objectType", json_string("Activity"));
  json_add(one, "id", iri("activities/", path, len));
  json_push(list, one);
  return list;
}

/* "course/module/item" is in "course/module", and that in "course". */
static void add_around(const char *path, json_t *context) {
  const char *last = strrchr(path, '/');
  if (!last || last == path)
    return;
  json_t *around = json_object();
  json_add(around, "parent", activities(path, (size_t)(last - path)));
  json_add(around, "grouping", activities(path, strcspn(path, "/")));
  json_add(context, "contextActivities", around);
}

static void add_extensions(const struct record *r, const struct xapi_ruled *ruled,
                           json_t *context) {
  const struct happening *h = r->happening;
  json_t *more = NULL;
  xapi_extend(&more, "event", json_hex(r->hash, HASH_BYTES));
  if (r->mode != MODE_NONE)
    xapi_extend(&more, "mode", json_text(record_mode(r->mode)));
  if (h->competency[0])
    xapi_extend(&more, "competency", json_text(h->competency));
  if (h->level)
    xapi_extend(&more, "level", json_integer(h->level));
  if (h->attempt)
    xapi_extend(&more, "attempt", json_integer(h->attempt));
  if (h->evidence)
    xapi_extend(&more, "evidence", json_text(record_evidence(h->evidence)));
  if (!is_zero(r->key_rev))
    xapi_extend(&more, "key-revision", json_hex(r->key_rev, HASH_BYTES));
  if (ruled)
    xapi_extend(&more, "ruling", json_hex(ruled->ruling, HASH_BYTES));
  json_add(context, "extensions", more);
}

/* To the statement of an event. */
static json_t *reference(const struct record *r) {
  json_t *value = json_object();
  json_add(value, "objectType", json_string("StatementRef"));
  json_add(value, "id", json_string(uuid_of_id("statement", r->id).text));
  return value;
}

static bool has_session(const struct record *r) {
  static const uint8_t none[ID_BYTES];
  return memcmp(r->session, none, ID_BYTES) != 0;
}

static json_t *context_of(const struct record *r, const struct xapi_about *about) {
  json_t *context = json_object();
  enum verb verb = r->happening->verb;
  if (has_session(r))
    json_add(context, "registration", json_string(uuid_of_id("session", r->session).text));
  bool judged = verb == VERB_RATED || verb == VERB_OBSERVED || verb == VERB_MARKED;
  if (judged || about->ruled)
    json_add(context, "instructor", agent(about->ruled ? about->ruled->by : about->actor, NULL));
  if (is_language(r->language))
    json_add(context, "language", json_text(r->language));
  add_around(verb == VERB_RATED ? "" : r->path, context);
  if (about->ruled)
    json_add(context, "statement", reference(r));
  add_extensions(r, about->ruled, context);
  return context;
}

/* -- Statement -----------------------------------------------------------------------------------
 */

static void end_statement(struct xapi_writer *writer, json_t *statement) {
  str_puts(&writer->sink->text, writer->n ? "," : "[");
  json_put(&writer->sink->text, statement, JSON_COMPACT);
  writer->total++;
  if (++writer->n == XAPI_BATCH)
    xapi_end(writer);
}

static void put_statement(struct xapi_writer *writer, const struct record *r,
                          const struct xapi_about *about, const struct verb_said *verb,
                          const char *id) {
  json_t *statement = json_object(), *result = xapi_result(r->happening, verb == &completed);
  json_add(statement, "id", json_string(id));
  json_add(statement, "actor", agent(about->person, about->name));
  json_add(statement, "verb", verb_value(verb));
  json_add(statement, "object", object_of(r, about->activity));
  if (json_object_size(result))
    json_add(statement, "result", result);
  else
    json_decref(result);
  json_add(statement, "context", context_of(r, about));
  json_add(statement, "timestamp", json_time(r->time));
  end_statement(writer, statement);
}

/* One statement is voided once, whatever is ruled later: its id is made of that statement's. */
static void put_voided(struct xapi_writer *writer, const struct record *r,
                       const struct xapi_ruled *ruled) {
  json_t *statement = json_object();
  json_add(statement, "id", json_string(uuid_of_name("voided", r->id, ID_BYTES).text));
  json_add(statement, "actor", agent(ruled->by, NULL));
  json_add(statement, "verb", verb_value(&voided));
  json_add(statement, "object", reference(r));
  json_add(statement, "timestamp", json_time(ruled->time));
  end_statement(writer, statement);
}

static void put_ruled(struct xapi_writer *writer, const struct record *r,
                      const struct xapi_about *about) {
  struct happening as_ruled = *r->happening;
  struct record anew = *r;
  uint8_t name[ID_BYTES + HASH_BYTES];
  put_voided(writer, r, about->ruled);
  if (about->ruled->annulled)
    return;
  as_ruled.score = about->ruled->score;
  anew.happening = &as_ruled;
  memcpy(name, r->id, ID_BYTES);
  memcpy(name + ID_BYTES, about->ruled->ruling, HASH_BYTES);
  put_statement(writer, &anew, about, &answered, uuid_of_name("ruled", name, sizeof name).text);
}

void xapi_put(struct xapi_writer *writer, const struct record *r, const struct xapi_about *about) {
  const struct verb_said *verb = r->happening && r->whole ? verb_of(r->happening) : NULL;
  if (!verb)
    return;
  struct xapi_about plain = *about;
  plain.ruled = NULL; /* what was marked is said as ever, and then what was ruled of it */
  put_statement(writer, r, &plain, verb, uuid_of_id("statement", r->id).text);
  if (about->ruled)
    put_ruled(writer, r, about);
  bool lesson = is_zero(r->key_rev) && !is_zero(r->text_rev);
  if (verb == &completed && !lesson)
    put_statement(writer, r, about, r->happening->passed ? &passed : &failed,
                  uuid_of_name("result", r->id, ID_BYTES).text);
}

void xapi_end(struct xapi_writer *writer) {
  if (writer->n)
    str_puts(&writer->sink->text, "]\n");
  writer->n = 0;
  sink_spill(writer->sink);
}
