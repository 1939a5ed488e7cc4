/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/documents_read.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { YEARS_MOST = 15, PAGES_MOST = 96, TEXT_MOST = 600 };
enum { PROMISE_WORK = 6000 }; /* of a document with all its looks, by measure */

static const char *const root_keys[] = {"states", "anomalies"};
static const char *const series_keys[] = {"id",    "state", "code",   "number", "years",
                                          "pages", "posts", "abroad", "looks"};
static const char *const abroad_keys[] = {"state", "code", "posts"};
static const char *const anomaly_keys[] = {"id",    "name",    "fraud",   "step",  "depth",
                                           "shows", "changes", "differs", "found", "why"};

/* -- What both have -------------------------------------------------------------------------- */

static int look_of(struct reading *r, const struct node *key) {
  const char *keys[LOOKS];
  int look = look_find(key->text);
  if (look >= 0)
    return look;
  for (size_t i = 0; i < LOOKS; i++)
    keys[i] = looks[i].key;
  const char *near = reading_meant(r, key->text, keys, LOOKS);
  node_error(r, key, "look.unknown", near ? near : _("mafunzo explain look.unknown lists them."),
             _("there is no look called %.64s"), key->text);
  return -1;
}

/* Texts of drills are shown as they are, and a wall of them is not read. */
static const char *short_text(struct reading *r, const struct node *node) {
  if (node->kind != NODE_SCALAR) {
    node_error(r, node, "type.text", NULL, _("a text belongs here"));
    return "";
  }
  if (!*node->text)
    node_error(r, node, "text.empty", NULL, _("there is nothing here"));
  if (node->n > TEXT_MOST)
    node_error(r, node, "text.long", _("Say it in two or three sentences."),
               _("more than %d bytes"), TEXT_MOST);
  return node->text;
}

/* -- States ---------------------------------------------------------------------------------- */

/* ISO 3166-1 leaves these to users for ever; UTO is the specimen State of Doc 9303. */
static bool is_invented(const char *code) {
  if (strlen(code) != 3 || strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
    return false;
  bool aa = strncmp(code, "AA", 2) == 0, qm = code[0] == 'Q' && code[1] >= 'M';
  return strcmp(code, "UTO") == 0 || aa || qm || strncmp(code, "ZZ", 2) == 0;
}

static const char *read_state_code(struct reading *r, const struct node *map) {
  const char *code = read_text(r, map, "code");
  if (*code && !is_invented(code))
    node_error(r, node_get(map, "code"), "state.real",
               _("Use UTO, or three letters from ZZA to ZZZ, QMA to QZZ or AAA to AAZ."),
               _("%.16s may belong to a real State"), code);
  return code;
}

static uint8_t read_posts(struct reading *r, const struct node *map, const char *posts[POSTS_MAX]) {
  const struct node *list = read_list(r, map, "posts", true);
  uint8_t n = 0;
  for (size_t i = 0; list && i < list->n && n < POSTS_MAX; i++)
    posts[n++] = short_text(r, list->items[i]);
  if (list && (!list->n || list->n > POSTS_MAX))
    node_error(r, list, "state.posts", NULL, _("one to %d posts are needed"), POSTS_MAX);
  return n;
}

static void read_words(struct reading *r, const struct node *value, struct words *words) {
  if (value->kind != NODE_LIST) {
    words->text[words->n++] = short_text(r, value);
    return;
  }
  if (!value->n || value->n > VARIANTS_MAX)
    node_error(r, value, "look.variants", NULL, _("one to %d ways to say it are needed"),
               VARIANTS_MAX);
  for (size_t i = 0; i < value->n && words->n < VARIANTS_MAX; i++)
    words->text[words->n++] = short_text(r, value->items[i]);
}

static void read_series_looks(struct reading *r, const struct node *map, struct series *series) {
  const struct node *list = read_map(r, map, "looks", true);
  for (size_t i = 0; list && i < list->n; i++) {
    const struct node *key = list->entries[i].key;
    int look = look_of(r, key);
    if (look >= 0 && looks[look].words)
      read_words(r, list->entries[i].value, &series->looks[look]);
    else if (look >= 0)
      node_error(r, key, "look.data", _("Leave it out: it is drawn from the holder's data."),
                 _("what %.32s shows is not written here"), key->text);
  }
  for (size_t i = 0; list && !list->partial && i < LOOKS; i++)
    if (looks[i].words && !node_get(list, looks[i].key))
      node_error(r, list, "look.missing", NULL, _("what does a genuine one show at %s?"),
                 looks[i].key);
}

static bool number_sane(const char *form) {
  size_t n = strlen(form);
  return n >= 6 && n <= 9 && strspn(form, "A9BCDEFGHIJKLMNOPQRSTUVWXYZ012345678") == n &&
         strchr(form, '9');
}

static void series_read(struct reading *r, const struct node *map, struct series *series) {
  read_keys(r, map, series_keys, COUNT(series_keys));
  series->at = map->at;
  series->id = read_id(r, map, "id");
  series->state = read_text(r, map, "state");
  series->code = read_state_code(r, map);
  series->years = (unsigned)read_whole(r, map, "years", 3, YEARS_MOST, 10);
  series->pages = (unsigned)read_whole(r, map, "pages", 16, PAGES_MOST, 32);
  series->n_posts = read_posts(r, map, series->posts);
  const char *form = read_text(r, map, "number");
  if (*form && !number_sane(form))
    node_error(r, node_get(map, "number"), "state.number", _("A letter is A, a digit 9: A9999999."),
               _("six to nine letters and digits are needed, one of them a 9"));
  else
    memcpy(series->number, form, strlen(form));
  const struct node *abroad = read_map(r, map, "abroad", true);
  series->abroad = series->abroad_code = "";
  if (abroad) {
    read_keys(r, abroad, abroad_keys, COUNT(abroad_keys));
    series->abroad = read_text(r, abroad, "state");
    series->abroad_code = read_state_code(r, abroad);
    series->n_abroad_posts = read_posts(r, abroad, series->abroad_posts);
  }
  read_series_looks(r, map, series);
}

/* -- Anomalies ------------------------------------------------------------------------------- */

static void read_shows(struct reading *r, const struct node *map, struct anomaly *anomaly) {
  const struct node *shows = read_map(r, map, "shows", false);
  for (size_t i = 0; shows && i < shows->n; i++) {
    int look = look_of(r, shows->entries[i].key);
    const char *text = short_text(r, shows->entries[i].value);
    if (look >= 0)
      anomaly->shows[look] = text;
  }
}

static void change_unknown(struct reading *r, const struct node *key, const struct node *value) {
  struct str known = {0};
  for (size_t i = 0; i < n_changes; i++)
    if (strcmp(changes[i].place, key->text) == 0)
      str_printf(&known, "%s%s", known.len ? ", " : "", changes[i].how);
  const char *how = value->kind == NODE_SCALAR ? value->text : "";
  if (known.len)
    node_error(r, value, "change.unknown",
               arena_printf(r->arena, _("One of: %s."), str_text(&known)),
               _("%.32s cannot be changed like that: %.32s"), key->text, how);
  else
    node_error(r, key, "change.unknown", _("mafunzo explain change.unknown lists them."),
               _("nothing is called %.32s that could be changed"), key->text);
  str_done(&known);
}

static void read_changes(struct reading *r, const struct node *map, struct anomaly *anomaly) {
  const struct node *list = read_map(r, map, "changes", false);
  if (list && list->n > CHANGES_MAX)
    node_error(r, list, "anomaly.changes", NULL, _("more than %d changes"), CHANGES_MAX);
  for (size_t i = 0; list && i < list->n && anomaly->n_changes < CHANGES_MAX; i++) {
    const struct node *key = list->entries[i].key, *value = list->entries[i].value;
    const struct change *change =
        value->kind == NODE_SCALAR ? change_find(key->text, value->text) : NULL;
    if (change)
      anomaly->changes[anomaly->n_changes++] = change;
    else
      change_unknown(r, key, value);
  }
}

static uint32_t read_looks(struct reading *r, const struct node *map, const char *key) {
  const struct node *list = read_list(r, map, key, true);
  uint32_t set = 0;
  for (size_t i = 0; list && i < list->n; i++) {
    if (list->items[i]->kind != NODE_SCALAR) {
      node_error(r, list->items[i], "type.text", NULL, _("a look is one word"));
      continue;
    }
    int look = look_of(r, list->items[i]);
    set |= look >= 0 ? UINT32_C(1) << look : 0;
  }
  return set;
}

static void anomaly_read(struct reading *r, const struct node *map, struct anomaly *a) {
  static const char *const steps[] = {"F", "A", "L", "S", "E", "D", "O", "C"};
  read_keys(r, map, anomaly_keys, COUNT(anomaly_keys));
  a->at = map->at;
  a->id = read_id(r, map, "id");
  a->name = read_text(r, map, "name");
  a->why = read_text(r, map, "why");
  (void)read_text(r, map, "fraud"), (void)read_text(r, map, "step"),
      (void)read_text(r, map, "depth");
  int fraud = read_word(r, map, "fraud", fraud_keys, FRAUDS, 0);
  int step = read_word(r, map, "step", steps, STEPS, 0);
  int depth = read_word(r, map, "depth", depth_names, DEPTHS, 0);
  a->fraud = (enum fraud)(fraud < 0 ? 0 : fraud);
  a->step = (enum step)(step < 0 ? 0 : step);
  a->depth = (enum depth)(depth < 0 ? 0 : depth);
  read_shows(r, map, a);
  read_changes(r, map, a);
  a->differs = read_looks(r, map, "differs");
  a->found = read_looks(r, map, "found");
  bool shows = node_get(map, "shows"), changed = node_get(map, "changes");
  if (!map->partial && !shows && !changed)
    node_error(r, map, "anomaly.nothing", _("Add shows: or changes:."),
               _("nothing is other than in a genuine document"));
}

/* -- Files ----------------------------------------------------------------------------------- */

static bool is_map(struct reading *r, const struct node *node) {
  if (node->kind != NODE_MAP)
    node_error(r, node, "type.map", _("Begin with - id:."), _("a map of keys belongs here"));
  return node->kind == NODE_MAP;
}

static void id_twice(struct reading *r, const struct node *map, const char *id) {
  node_error(r, node_get(map, "id"), "id.duplicate", NULL, _("%.64s is there twice"), id);
}

static void states_read(struct reading *r, const struct node *list, struct documents *d) {
  for (size_t i = 0; i < list->n && d->n_series < SERIES_MAX; i++) {
    struct series series = {0};
    size_t errors = r->diags->errors;
    if (!is_map(r, list->items[i]))
      continue;
    series_read(r, list->items[i], &series);
    if (r->diags->errors == errors && documents_series(d, series.id))
      id_twice(r, list->items[i], series.id);
    if (r->diags->errors == errors)
      d->series[d->n_series++] = series;
  }
}

static void anomalies_read(struct reading *r, const struct node *list, struct documents *d) {
  for (size_t i = 0; i < list->n && d->n_anomalies < ANOMALIES_MAX; i++) {
    struct anomaly anomaly = {0};
    size_t errors = r->diags->errors;
    if (!is_map(r, list->items[i]))
      continue;
    anomaly_read(r, list->items[i], &anomaly);
    if (r->diags->errors == errors && documents_anomaly(d, anomaly.id))
      id_twice(r, list->items[i], anomaly.id);
    if (r->diags->errors == errors)
      d->anomalies[d->n_anomalies++] = anomaly;
  }
}

void documents_read(struct reading *r, const struct node *root, struct documents *d) {
  if (!is_map(r, root))
    return;
  read_keys(r, root, root_keys, COUNT(root_keys));
  const struct node *states = read_list(r, root, "states", false);
  const struct node *anomalies = read_list(r, root, "anomalies", false);
  if (!d->series) {
    d->series = arena_array(r->arena, SERIES_MAX, sizeof *d->series);
    d->anomalies = arena_array(r->arena, ANOMALIES_MAX, sizeof *d->anomalies);
  }
  if ((states && states->n > SERIES_MAX) || (anomalies && anomalies->n > ANOMALIES_MAX))
    node_error(r, root, "documents.many", _("Move some to another folder."),
               _("more than %d States or %d anomalies"), SERIES_MAX, ANOMALIES_MAX);
  if (states)
    states_read(r, states, d);
  if (anomalies)
    anomalies_read(r, anomalies, d);
}

const struct series *documents_series(const struct documents *d, const char *id) {
  for (size_t i = 0; i < d->n_series; i++)
    if (strcmp(d->series[i].id, id) == 0)
      return &d->series[i];
  return NULL;
}

const struct anomaly *documents_anomaly(const struct documents *d, const char *id) {
  for (size_t i = 0; i < d->n_anomalies; i++)
    if (strcmp(d->anomalies[i].id, id) == 0)
      return &d->anomalies[i];
  return NULL;
}

/* -- Promises -------------------------------------------------------------------------------- */

static const char *first_look(uint32_t set) {
  for (size_t i = 0; i < LOOKS; i++)
    if (set >> i & 1)
      return looks[i].key;
  return "";
}

static void promise_broken(struct reading *r, const struct anomaly *a, uint32_t differs) {
  const struct node at = {.at = a->at, .span = 1};
  uint32_t more = differs & ~a->differs;
  node_error(r, &at, "anomaly.promise",
             more ? _("Add it to differs.") : _("Take it out of differs, or let it show."),
             more ? _("%.64s changes what %s shows, and does not say so")
                  : _("%.64s does not change what %s shows"),
             a->id, first_look(more ? more : a->differs & ~differs));
}

struct holding { /* genuine documents, made when first asked for */
  const struct documents *documents;
  struct arena arena;
  struct sample *samples[SERIES_MAX][NEEDS];
};

static const struct sample *sample_of(struct holding *h, size_t series, unsigned needs) {
  const struct date today = {2027, 3, 14}; /* any day will do */
  struct sample **at = &h->samples[series][needs];
  if (!*at) {
    *at = arena_alloc(&h->arena, sizeof **at);
    sample_make(&h->documents->series[series], needs, series + 1, today, &h->arena, *at);
  }
  return *at;
}

/* In one document of each State. False: there is no work left for it. */
static bool promise_check(struct reading *r, struct holding *h, const struct anomaly *a) {
  for (size_t i = 0; i < h->documents->n_series; i++) {
    if (!reading_work(r, PROMISE_WORK))
      return false;
    uint32_t differs = sample_differs(sample_of(h, i, anomaly_needs(a)), a, i + 1);
    if (differs != a->differs) {
      promise_broken(r, a, differs);
      return true;
    }
  }
  return true;
}

/* A promise that nobody held is no promise: where there are too many, that is a mistake. */
void documents_check(struct reading *r, const struct documents *d) {
  struct holding h = {.documents = d};
  for (size_t i = 0; i < d->n_anomalies; i++)
    if (!promise_check(r, &h, &d->anomalies[i])) {
      const struct node at = {.at = d->anomalies[i].at, .span = 1};
      node_error(r, &at, "documents.many", _("Move some to another folder."),
                 _("too many anomalies and States up to here to hold every promise"));
      break;
    }
  arena_done(&h.arena);
}
