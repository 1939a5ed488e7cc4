/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/specimen_read.h"

#include "base/text.h"
#include "document/specimen.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Bounds on the work that a hostile file can ask for. */
enum { SPECIMENS_MAX = 4, HOLDERS_MAX = 100, SPECIMEN_WORK = 1000 };

static const char *const holder_keys[] = {"surname", "given",    "number",    "nationality",
                                          "birth",   "sex",      "expiry",    "issuer",
                                          "code",    "optional", "optional-2"};
static const char *const specimen_keys[] = {"document", "holder", "show", "printed", "tamper"};

static void holder_check(struct reading *r, const struct node_entry *entry) {
  const struct node *map = entry->value;
  if (map->kind != NODE_MAP) {
    node_error(r, map, "type.map", NULL, _("a holder is a map: {surname: ..., number: ...}"));
    return;
  }
  read_keys(r, map, holder_keys, COUNT(holder_keys));
  (void)read_text(r, map, "surname");
}

void holders_check(struct reading *r, const struct node *holders) {
  if (holders && holders->n > HOLDERS_MAX)
    node_error(r, holders, "holders.many", NULL, _("more than %d holders"), HOLDERS_MAX);
  for (size_t i = 0; holders && holders->kind == NODE_MAP && i < holders->n; i++)
    holder_check(r, &holders->entries[i]);
}

static const char *default_code(enum mrz_format format) {
  return format == MRZ_TD3 ? "P" : format == MRZ_TD1 || format == MRZ_TD2 ? "I" : "V";
}

static const char *or_else(const char *text, const char *otherwise) {
  return text && *text ? text : otherwise;
}

static void holder_read(struct reading *r, const struct node *map, const char *id,
                        enum mrz_format format, struct holder *holder) {
  *holder = (struct holder){
      .id = id,
      .surname = or_else(read_optional(r, map, "surname"), ""),
      .given = read_optional(r, map, "given"),
      .number = read_optional(r, map, "number"),
      .nationality = or_else(read_optional(r, map, "nationality"), "UTO"),
      .birth = read_optional(r, map, "birth"),
      .sex = read_optional(r, map, "sex"),
      .expiry = read_optional(r, map, "expiry"),
      .issuer = or_else(read_optional(r, map, "issuer"), "UTO"),
      .code = or_else(read_optional(r, map, "code"), default_code(format)),
      .optional = read_optional(r, map, "optional"),
      .optional_2 = read_optional(r, map, "optional-2"),
  };
}

/* The formats in which a builtin holder of that id exists, for a hint; NULL if there is none. */
static const char *other_formats(struct reading *r, const char *id) {
  const char *found = NULL;
  enum mrz_format format;
  const struct holder *holder;
  for (size_t i = 0; (holder = specimen_builtin_at(i, &format)); i++)
    if (strcmp(holder->id, id) == 0)
      found = found ? arena_printf(r->arena, "%s, %s", found, mrz_format_name(format))
                    : mrz_format_name(format);
  return found;
}

enum { CANDIDATES = 96 };

static size_t holder_names(const struct node *holders, const char *names[CANDIDATES]) {
  size_t n = 0;
  enum mrz_format format;
  const struct holder *builtin;
  for (size_t i = 0; holders && holders->kind == NODE_MAP && i < holders->n && n < CANDIDATES / 2;
       i++)
    names[n++] = holders->entries[i].key->text;
  for (size_t i = 0; (builtin = specimen_builtin_at(i, &format)) && n < CANDIDATES; i++)
    names[n++] = builtin->id;
  return n;
}

static void holder_unknown(struct reading *r, const struct node *map, const struct node *holders,
                           const char *id) {
  const char *names[CANDIDATES], *hint, *formats = other_formats(r, id);
  const char *near = reading_meant(r, id, names, holder_names(holders, names));
  if (formats)
    hint = arena_printf(r->arena, _("The builtin %s exists as %s."), id, formats);
  else if (near)
    hint = near;
  else
    hint = _("List the holder under the module's holders.");
  node_error(r, node_get(map, "holder"), "specimen.holder", hint, _("no holder is called %.64s"),
             id);
}

static bool holder_find(struct reading *r, const struct node *map, const struct node *holders,
                        struct specimen *specimen) {
  const char *id = read_text(r, map, "holder");
  const struct node *own = holders && holders->n <= HOLDERS_MAX ? node_get(holders, id) : NULL;
  const struct holder *builtin = specimen_builtin(id, specimen->format);
  if (own && own->kind == NODE_MAP)
    holder_read(r, own, id, specimen->format, &specimen->holder);
  else if (builtin && !own)
    specimen->holder = *builtin;
  else if (*id && !own && !(holders && (holders->partial || holders->n > HOLDERS_MAX)))
    holder_unknown(r, map, holders, id);
  return own ? own->kind == NODE_MAP : builtin != NULL;
}

static const char *field_hint(struct reading *r, const char *name) {
  const char *names[MRZ_FIELDS];
  for (unsigned i = 0; i < MRZ_FIELDS; i++)
    names[i] = mrz_field_name((enum mrz_field)i);
  return reading_meant(r, name, names, MRZ_FIELDS);
}

static void fields_read(struct reading *r, const struct node *map, const char *key,
                        const char *fields[MRZ_FIELDS]) {
  const struct node *list = read_map(r, map, key, false);
  for (size_t i = 0; list && i < list->n; i++) {
    const struct node *name = list->entries[i].key;
    enum mrz_field field = mrz_field_from_name(name->text);
    if (field == MRZ_FIELDS)
      node_error(r, name, "specimen.field", field_hint(r, name->text),
                 _("a document has no field %.64s"), name->text);
    else
      fields[field] = or_else(read_optional(r, list, name->text), "");
  }
}

/* The node that a fault of the MRZ comes from: what spoils a field, else the specimen. */
static const struct node *fault_node(const struct node *map, const struct node *holders,
                                     const struct mrz_fault *fault) {
  if (fault->field >= MRZ_FIELDS)
    return map;
  const char *field = mrz_field_name(fault->field);
  const struct node *tamper = node_get(node_get(map, "tamper"), field);
  const struct node *id = node_get(map, "holder");
  const struct node *holder = node_get(holders, id ? id->text : NULL);
  const struct node *own = node_get(holder, fault->field == MRZ_NAME ? "surname" : field);
  return tamper ? tamper : own ? own : map;
}

static bool specimen_drawable(struct reading *r, const struct node *map, const struct node *holders,
                              const struct specimen *specimen) {
  struct mrz_lines lines;
  struct mrz_fault fault = {.field = MRZ_FIELDS};
  char rows[SPECIMEN_ROWS][SPECIMEN_WIDTH + 1];
  size_t n;
  bool any = reading_left(r);
  if (!reading_work(r, SPECIMEN_WORK)) {
    if (any)
      node_error(r, map, "specimen.many", _("Split the module."),
                 _("too many specimens up to here to draw them all"));
    return false;
  }
  enum mrz_error error = specimen_mrz(specimen, &lines, &fault);
  if (error) {
    const char *field = fault.field < MRZ_FIELDS ? mrz_field_name(fault.field) : "";
    node_error(r, fault_node(map, holders, &fault), mrz_error_name(error), NULL,
               _("this document cannot be made out: %s %s"), mrz_error_name(error), field);
    return false;
  }
  error = specimen_panel(specimen, rows, SPECIMEN_ROWS, &n);
  if (error)
    node_error(r, map, mrz_error_name(error), NULL, _("this page cannot be drawn: %s"),
               mrz_error_name(error));
  return error == MRZ_OK;
}

static bool format_read(struct reading *r, const struct node *map, enum mrz_format *format) {
  const char *name = read_text(r, map, "document"), *names[MRZ_FORMATS];
  *format = mrz_format_from_name(name);
  if (*format != MRZ_FORMATS || !*name)
    return *format != MRZ_FORMATS;
  for (unsigned i = 0; i < MRZ_FORMATS; i++)
    names[i] = mrz_format_name((enum mrz_format)i);
  const char *near = reading_meant(r, name, names, MRZ_FORMATS);
  node_error(r, node_get(map, "document"), "specimen.document",
             near ? near : _("Use td1, td2, td3, mrv-a or mrv-b."),
             _("no document is called %.64s"), name);
  return false;
}

static bool specimen_read(struct reading *r, const struct node *map, const struct node *holders,
                          struct specimen *specimen) {
  static const char *const shows[] = {"mrz", "page"};
  if (map->kind != NODE_MAP) {
    node_error(r, map, "type.map", NULL, _("a specimen is a map: {document: td3, holder: ...}"));
    return false;
  }
  read_keys(r, map, specimen_keys, COUNT(specimen_keys));
  bool known = format_read(r, map, &specimen->format);
  int show = read_word(r, map, "show", shows, COUNT(shows), 1);
  specimen->page = show != 0;
  fields_read(r, map, "printed", specimen->printed);
  fields_read(r, map, "tamper", specimen->tamper);
  if (!known)
    return (void)read_text(r, map, "holder"), false;
  return holder_find(r, map, holders, specimen) && !map->partial &&
         specimen_drawable(r, map, holders, specimen);
}

void specimens_build(struct reading *r, const struct node *map, const struct node *holders,
                     const struct specimen **out, size_t *n) {
  const struct node *value = node_get(map, "specimen");
  *out = NULL;
  *n = 0;
  if (!value || node_is_null(value))
    return;
  size_t room = value->kind == NODE_LIST ? value->n : 1;
  if (room > SPECIMENS_MAX) {
    node_error(r, value, "specimen.many", NULL, _("more than %d specimens"), SPECIMENS_MAX);
    room = SPECIMENS_MAX;
  }
  struct specimen *list = arena_array(r->arena, room, sizeof *list);
  for (size_t i = 0; i < room; i++) {
    const struct node *one = value->kind == NODE_LIST ? value->items[i] : value;
    if (specimen_read(r, one, holders, &list[*n]))
      ++*n;
    else
      list[*n] = (struct specimen){0};
  }
  *out = list;
}

static void fields_canon(const char *const fields[MRZ_FIELDS], const char *label,
                         struct canon *canon) {
  for (unsigned i = 0; i < MRZ_FIELDS; i++)
    if (fields[i]) {
      canon_text(canon, label, mrz_field_name((enum mrz_field)i));
      canon_text(canon, label, fields[i]);
    }
}

void specimens_canon(const struct specimen *specimens, size_t n, struct canon *canon) {
  for (size_t i = 0; i < n; i++) {
    const struct specimen *one = &specimens[i];
    const struct holder *holder = &one->holder;
    const char *const told[] = {holder->surname,     holder->given,     holder->number,
                                holder->nationality, holder->birth,     holder->sex,
                                holder->expiry,      holder->issuer,    holder->code,
                                holder->optional,    holder->optional_2};
    canon_text(canon, "specimen", mrz_format_name(one->format));
    canon_text(canon, "show", one->page ? "page" : "mrz");
    for (size_t k = 0; k < COUNT(told); k++)
      canon_text(canon, "holder", told[k]);
    fields_canon(one->printed, "printed", canon);
    fields_canon(one->tamper, "tamper", canon);
  }
}
