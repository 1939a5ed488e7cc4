/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/case.h"

#include "base/vec.h"
#include "exchange/iri.h"
#include "exchange/json_value.h"
#include "exchange/uuid.h"

#include <string.h>

struct writing {
  const struct framework *framework;
  int64_t changed;
  struct sink *sink;
  struct arena arena;
  size_t n; /* entries of the list that is open */
};

struct node {                      /* what an association joins */
  const char *kind, *name, *title; /* "CFItems", "DOC-EXAM/2" */
};

enum type { TYPE_COMPETENCY, TYPE_LEVEL, TYPE_POSITION, TYPES };

static const struct {
  const char *title, *about, *code;
} types[TYPES] = {
    {"Competency", "What an officer should be able to do", "1"},
    {"Level", "How well, from 0 to 4", "1.1"},
    {"Position", "A post, and which levels it asks for", "2"},
};

#define REQUIRES "requires"

/* -- Values --------------------------------------------------------------------------------------
 */

/* The model's NormalizedString: no line ends, no tabs. */
static json_t *one_line(struct writing *w, const char *text) {
  char *copy = arena_strdup(&w->arena, text);
  for (char *at = copy; *at; at++)
    if (*at == '\n' || *at == '\t' || *at == '\r')
      *at = ' ';
  return json_text(copy);
}

static struct uuid uuid_of(const struct writing *w, const char *kind, const char *name) {
  struct str text = {0};
  str_printf(&text, "%s/%s", w->framework->id, name);
  struct uuid uuid = uuid_of_name(kind, str_text(&text), text.len);
  str_done(&text);
  return uuid;
}

static void add_identity(struct writing *w, const char *kind, const char *name, json_t *object) {
  struct uuid uuid = uuid_of(w, kind, name);
  struct str uri = {0}, folder = {0};
  str_printf(&folder, "case/%s/", kind);
  iri_put(&uri, str_text(&folder), uuid.text, strlen(uuid.text));
  json_add(object, "identifier", json_string(uuid.text));
  json_add(object, "uri", json_string(str_text(&uri)));
  str_done(&uri);
  str_done(&folder);
}

static json_t *identified(struct writing *w, const char *kind, const char *name) {
  json_t *object = json_object();
  add_identity(w, kind, name, object);
  return object;
}

static json_t *link_to(struct writing *w, const struct node *node) {
  json_t *link = json_object();
  json_add(link, "title", one_line(w, node->title));
  add_identity(w, node->kind, node->name, link);
  return link;
}

static void add_changed(const struct writing *w, json_t *object) {
  json_add(object, "lastChangeDateTime", json_time(w->changed));
}

/* -- Lists ---------------------------------------------------------------------------------------
 */

static void put_entry(struct writing *w, json_t *value) {
  str_puts(&w->sink->text, w->n++ ? ",\n" : "\n");
  json_put(&w->sink->text, value, JSON_COMPACT);
  sink_spill(w->sink);
}

static void begin_list(struct writing *w, const char *name) {
  str_printf(&w->sink->text, "\"%s\":[", name);
  w->n = 0;
}

static void end_list(struct writing *w) { str_puts(&w->sink->text, w->n ? "\n]" : "]"); }

/* -- Items ---------------------------------------------------------------------------------------
 */

struct item {
  enum type type;
  const char *name, *statement, *short_statement, *code, *enumeration, *notes;
};

static void put_item(struct writing *w, const struct item *item) {
  json_t *value = identified(w, "CFItems", item->name);
  const char *type = types[item->type].title;
  json_add(value, "fullStatement", one_line(w, item->statement));
  if (item->short_statement)
    json_add(value, "abbreviatedStatement", one_line(w, item->short_statement));
  json_add(value, "humanCodingScheme", one_line(w, item->code));
  if (item->enumeration)
    json_add(value, "listEnumeration", one_line(w, item->enumeration));
  json_add(value, "CFItemType", json_string(type));
  json_add(value, "CFItemTypeURI", link_to(w, &(struct node){"CFItemTypes", type, type}));
  if (item->notes)
    json_add(value, "notes", json_text(item->notes));
  add_changed(w, value);
  put_entry(w, value);
}

static const char *level_name(struct writing *w, const struct competency *c, unsigned level) {
  return arena_printf(&w->arena, "competency/%s/%u", c->id, level);
}

static const char *competency_name(struct writing *w, const struct competency *c) {
  return arena_printf(&w->arena, "competency/%s", c->id);
}

static const char *position_name(struct writing *w, const struct position *p) {
  const char *agency = p->agency && *p->agency ? p->agency : NULL;
  return arena_printf(&w->arena, "position/%s%s%s", p->id, agency ? "/" : "", agency ? agency : "");
}

static void put_competency(struct writing *w, const struct competency *c) {
  put_item(w, &(struct item){.type = TYPE_COMPETENCY,
                             .name = competency_name(w, c),
                             .statement = c->name,
                             .code = c->id,
                             .notes = c->critical});
  for (unsigned level = 0; level < LEVELS; level++)
    if (c->descriptors[level])
      put_item(w, &(struct item){.type = TYPE_LEVEL,
                                 .name = level_name(w, c, level),
                                 .statement = c->descriptors[level],
                                 .code = arena_printf(&w->arena, "%s.%u", c->id, level),
                                 .enumeration = arena_printf(&w->arena, "%u", level)});
}

static void put_items(struct writing *w) {
  const struct framework *f = w->framework;
  begin_list(w, "CFItems");
  for (size_t i = 0; i < f->n_competencies; i++)
    put_competency(w, &f->competencies[i]);
  for (size_t i = 0; i < f->n_positions; i++) {
    const struct position *p = &f->positions[i];
    put_item(w, &(struct item){.type = TYPE_POSITION,
                               .name = position_name(w, p),
                               .statement = p->title,
                               .code = p->id,
                               .notes = p->summary && *p->summary ? p->summary : NULL});
  }
  end_list(w);
}

/* -- Associations --------------------------------------------------------------------------------
 */

static void put_association(struct writing *w, const char *type, const struct node *from,
                            const struct node *to, size_t sequence, bool requires) {
  const char *name = arena_printf(&w->arena, "%s %s %s", from->name, type, to->name);
  json_t *value = identified(w, "CFAssociations", name);
  json_add(value, "associationType", json_string(type));
  json_add(value, "sequenceNumber", json_integer((json_int_t)sequence));
  json_add(value, "originNodeURI", link_to(w, from));
  json_add(value, "destinationNodeURI", link_to(w, to));
  if (requires)
    json_add(value, "CFAssociationGroupingURI",
             link_to(w, &(struct node){"CFAssociationGroupings", REQUIRES, REQUIRES}));
  add_changed(w, value);
  put_entry(w, value);
}

static struct node document_node(const struct writing *w) {
  return (struct node){"CFDocuments", "document", w->framework->title};
}

static struct node level_node(struct writing *w, const struct competency *c, unsigned level) {
  return (struct node){"CFItems", level_name(w, c, level),
                       arena_printf(&w->arena, "%s.%u", c->id, level)};
}

static void join_competency(struct writing *w, size_t nth) {
  const struct competency *c = &w->framework->competencies[nth];
  const struct node document = document_node(w),
                    parent = {"CFItems", competency_name(w, c), c->name};
  put_association(w, "isChildOf", &parent, &document, nth + 1, false);
  for (unsigned level = 0; level < LEVELS; level++)
    if (c->descriptors[level]) {
      const struct node child = level_node(w, c, level);
      put_association(w, "isChildOf", &child, &parent, level + 1, false);
    }
}

static void join_position(struct writing *w, size_t nth) {
  const struct framework *f = w->framework;
  const struct position *p = &f->positions[nth];
  const struct node document = document_node(w), post = {"CFItems", position_name(w, p), p->title};
  put_association(w, "isChildOf", &post, &document, f->n_competencies + nth + 1, false);
  for (size_t i = 0; i < f->n_competencies; i++) {
    const struct competency *c = &f->competencies[i];
    unsigned level = p->requirements[i].level;
    if (level == 0 || level >= LEVELS || !c->descriptors[level])
      continue; /* nothing is asked, or there is no item of it */
    const struct node required = level_node(w, c, level);
    put_association(w, "isRelatedTo", &post, &required, i + 1, true);
  }
}

static void put_associations(struct writing *w) {
  begin_list(w, "CFAssociations");
  for (size_t i = 0; i < w->framework->n_competencies; i++)
    join_competency(w, i);
  for (size_t i = 0; i < w->framework->n_positions; i++)
    join_position(w, i);
  end_list(w);
}

/* -- The package ---------------------------------------------------------------------------------
 */

static void put_document(struct writing *w) {
  const struct framework *f = w->framework;
  json_t *value = identified(w, "CFDocuments", "document");
  json_add(value, "creator", json_string("Mafunzo"));
  json_add(value, "title", one_line(w, f->title));
  json_add(value, "version", one_line(w, f->version));
  add_changed(w, value);
  str_puts(&w->sink->text, "\"CFDocument\":");
  json_put(&w->sink->text, value, JSON_COMPACT);
}

static void put_definitions(struct writing *w) {
  str_puts(&w->sink->text, "\"CFDefinitions\":{");
  begin_list(w, "CFItemTypes");
  for (size_t i = 0; i < TYPES; i++) {
    json_t *value = identified(w, "CFItemTypes", types[i].title);
    json_add(value, "title", json_string(types[i].title));
    json_add(value, "description", json_string(types[i].about));
    json_add(value, "hierarchyCode", json_string(types[i].code));
    add_changed(w, value);
    put_entry(w, value);
  }
  end_list(w);
  str_puts(&w->sink->text, ",\n");
  begin_list(w, "CFAssociationGroupings");
  json_t *value = identified(w, "CFAssociationGroupings", REQUIRES);
  json_add(value, "title", json_string(REQUIRES));
  json_add(value, "description", json_string("The position asks for this level"));
  add_changed(w, value);
  put_entry(w, value);
  end_list(w);
  str_putc(&w->sink->text, '}');
}

void case_put(const struct framework *framework, int64_t changed, struct sink *sink) {
  struct writing w = {.framework = framework, .changed = changed, .sink = sink};
  static void (*const pieces[])(struct writing *) = {put_document, put_items, put_associations,
                                                     put_definitions};
  for (size_t i = 0; i < COUNT(pieces); i++) {
    str_puts(&sink->text, i ? ",\n" : "{\n");
    pieces[i](&w);
  }
  str_puts(&sink->text, "\n}\n");
  arena_done(&w.arena);
}
