/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The competency framework: competencies.yaml and positions/. */
#include "course/build.h"

#include "base/mem.h"
#include "base/text.h"
#include "model/person.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { COMPETENCIES_MAX = 200, ID_MAX = 23 }; /* events keep ids of that length */

static const char *const framework_keys[] = {"id", "title", "language", "version", "competencies"};
static const char *const competency_keys[] = {"id", "name", "descriptors", "critical", "source"};
static const char *const position_keys[] = {"id",      "agency", "title",
                                            "summary", "order",  "requirements"};
static const char *const requirement_keys[] = {"level", "importance", "frequency", "difficulty"};

/* -- Competencies -------------------------------------------------------------------------- */

/* Ids of competencies and positions: capitals, digits and hyphens, as agencies write them. */
static const char *read_code(struct reading *r, const struct node *map) {
  const char *id = read_text(r, map, "id");
  size_t n = strlen(id);
  bool good = n <= ID_MAX && strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == n;
  if (!good)
    node_error(r, node_get(map, "id"), "id.form",
               _("A to Z, digits and hyphens, at most 23: DOC-EXAM."),
               _("%.64s is not an identifier"), id);
  return id;
}

static void competency_read(struct reading *r, const struct node *map, struct competency *out) {
  static const char *const levels[LEVELS] = {"0", "1", "2", "3", "4"};
  read_keys(r, map, competency_keys, COUNT(competency_keys));
  out->id = read_code(r, map);
  out->name = read_text(r, map, "name");
  out->critical = read_optional(r, map, "critical");
  (void)read_optional(r, map, "source");
  const struct node *descriptors = read_map(r, map, "descriptors", true);
  if (descriptors)
    read_keys(r, descriptors, levels, LEVELS);
  for (size_t i = 0; i < LEVELS; i++)
    out->descriptors[i] = descriptors ? read_text(r, descriptors, levels[i]) : "";
}

static void competencies_read(struct reading *r, const struct node *list, struct framework *f) {
  struct competency *all = arena_array(r->arena, list->n, sizeof *all);
  struct names ids = {0};
  if (list->n > COMPETENCIES_MAX)
    node_error(r, list, "framework.large", NULL, _("more than %d competencies"), COMPETENCIES_MAX);
  for (size_t i = 0; i < list->n && i < COMPETENCIES_MAX; i++) {
    const struct node *map = list->items[i];
    if (map->kind != NODE_MAP) {
      node_error(r, map, "type.map", NULL, _("a competency is a map of keys"));
      continue;
    }
    competency_read(r, map, &all[f->n_competencies]);
    names_add(&ids, all[f->n_competencies++].id, map);
  }
  names_sort(&ids);
  names_report_duplicates(r, &ids);
  names_done(&ids);
  f->competencies = all;
}

static void framework_read(struct reading *r, const struct node *root, struct framework *f) {
  read_keys(r, root, framework_keys, COUNT(framework_keys));
  f->id = read_id(r, root, "id");
  f->title = build_title(r, root, "title");
  f->version = read_text(r, root, "version");
  (void)read_text(r, root, "language");
  const struct node *list = read_list(r, root, "competencies", true);
  if (list)
    competencies_read(r, list, f);
}

/* -- Positions ----------------------------------------------------------------------------- */

static unsigned read_needed(struct reading *r, const struct node *map, const char *key, long least,
                            long most) {
  if (!*read_text(r, map, key))
    return (unsigned)least;
  return (unsigned)read_whole(r, map, key, least, most, least);
}

static void requirement_read(struct reading *r, const struct node *map, struct requirement *out) {
  read_keys(r, map, requirement_keys, COUNT(requirement_keys));
  out->level = read_needed(r, map, "level", 0, LEVELS - 1);
  out->importance = read_needed(r, map, "importance", 1, 5);
  out->frequency = read_needed(r, map, "frequency", 1, 5);
  out->difficulty = read_needed(r, map, "difficulty", 1, 5);
}

static void check_required(struct reading *r, const struct node *map, const struct framework *f) {
  struct names ids = {0};
  for (size_t i = 0; i < f->n_competencies; i++)
    names_add(&ids, f->competencies[i].id, map);
  names_sort(&ids);
  for (size_t i = 0; i < map->n; i++)
    names_refer(r, &ids, map->entries[i].key, "competency.unknown", N_("competency"));
  names_done(&ids);
}

static void requirements_read(struct reading *r, const struct node *map, const struct framework *f,
                              struct position *out) {
  struct requirement *all = arena_array(r->arena, f->n_competencies, sizeof *all);
  out->requirements = all;
  if (!map)
    return;
  check_required(r, map, f);
  for (size_t i = 0; i < f->n_competencies; i++) {
    const struct node *one = read_map(r, map, f->competencies[i].id, false);
    if (one)
      requirement_read(r, one, &all[i]);
    else if (!map->partial && !node_get(map, f->competencies[i].id))
      node_error(r, map, "requirement.missing", _("Give each competency a level, 0 if none."),
                 _("nothing is required of %s"), f->competencies[i].id);
  }
}

/* Whose it is, as the roster writes it; "": it is the common one. */
static const char *read_agency(struct reading *r, const struct node *root) {
  const char *agency = read_optional(r, root, "agency");
  if (agency && strlen(agency) >= PERSON_TEXT)
    node_error(r, node_get(root, "agency"), "position.agency", _("Write it as the roster does."),
               _("a name of an agency has at most %d bytes"), PERSON_TEXT - 1);
  return agency ? agency : "";
}

/* A post has one common job specification at most, and one of each agency's own. */
static void add_post(struct reading *r, struct names *ids, const struct position *position,
                     const struct node *at) {
  bool common = !*position->agency;
  names_add(ids,
            common ? position->id
                   : arena_printf(r->arena, "%s (%s)", position->id, position->agency),
            at);
}

static void position_read(struct reading *r, const char *path, const struct framework *f,
                          struct position *out, struct names *ids) {
  struct source source;
  const struct node *root = file_read(r, &source, path);
  *out = (struct position){.id = "", .agency = "", .title = "", .summary = ""};
  if (root) {
    read_keys(r, root, position_keys, COUNT(position_keys));
    out->id = read_code(r, root);
    out->agency = read_agency(r, root);
    out->title = build_title(r, root, "title");
    out->summary = read_text(r, root, "summary");
    out->order = (unsigned)read_whole(r, root, "order", 1, POSITION_LAST - 1, POSITION_LAST);
    requirements_read(r, read_map(r, root, "requirements", true), f, out);
    add_post(r, ids, out, node_get(root, "id"));
  }
  file_done(r, &source);
}

/* Without an order of the framework's own an id is as good as chance, and the same everywhere. */
static int compare_positions(const void *left, const void *right) {
  const struct position *a = left, *b = right;
  int order = (a->order > b->order) - (a->order < b->order);
  order = order ? order : strcmp(a->id, b->id);
  return order ? order : strcmp(a->agency, b->agency);
}

static void positions_read(struct reading *r, const char *folder, struct framework *f) {
  size_t n;
  struct names ids = {0};
  if (!source_stays_within(folder, r->diags))
    return;
  const char *const *names = folder_list(r->arena, folder, &n);
  struct position *all = arena_array(r->arena, n, sizeof *all);
  for (size_t i = 0; i < n; i++)
    if (path_is_yaml(names[i]))
      position_read(r, path_join(r->arena, folder, names[i]), f, &all[f->n_positions++], &ids);
  names_sort(&ids);
  names_report_duplicates(r, &ids);
  names_done(&ids);
  if (f->n_positions)
    qsort(all, f->n_positions, sizeof *all, compare_positions);
  f->positions = all;
}

/* -- All of it ----------------------------------------------------------------------------- */

struct framework *framework_new(const char *folder) {
  struct framework *f = mem_alloc(sizeof *f);
  f->folder = arena_strdup(&f->arena, folder);
  f->beside = beside_new();
  f->id = f->title = f->version = "";
  return f;
}

struct framework *framework_load(const char *folder, struct diags *diags) {
  struct framework *f = framework_new(folder);
  struct reading r = {.arena = &f->arena, .diags = diags};
  struct source source;
  size_t errors = diags->errors;
  const struct node *root = file_read(&r, &source, path_join(r.arena, folder, "competencies.yaml"));
  if (root)
    framework_read(&r, root, f);
  file_done(&r, &source);
  if (root && diags->errors == errors)
    positions_read(&r, path_join(r.arena, folder, "positions"), f);
  if (root && diags->errors == errors)
    return f;
  framework_free(f);
  return NULL;
}

void framework_free(struct framework *framework) {
  if (!framework)
    return;
  beside_free(framework->beside);
  arena_done(&framework->arena);
  free(framework);
}
