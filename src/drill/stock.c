/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock from a map, what of it a revision hashes, and how it is dealt. */
#include "drill/stock.h"

#include "base/text.h"
#include "model/competency.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

_Static_assert(ANOMALIES_MAX <= UINT8_MAX, "anomalies are dealt as bytes");

enum { ALL = UINT32_MAX, FRAUD_ALL = ALL & ~1U };

struct filter { /* sets of what is let through; only those named if any are */
  uint32_t kinds, steps, depths;
  const struct node *only;
};

/* The words of a list as a set of their numbers; absent: all. */
static uint32_t read_set(struct reading *r, const struct node *map, const char *key,
                         const char *const *words, size_t n) {
  const struct node *list = read_list(r, map, key, false);
  uint32_t set = 0;
  if (!list)
    return ALL;
  for (size_t i = 0; i < list->n; i++) {
    size_t at = 0;
    const struct node *word = list->items[i];
    while (at < n && (word->kind != NODE_SCALAR || strcmp(words[at], word->text) != 0))
      at++;
    if (at < n)
      set |= UINT32_C(1) << at;
    else
      node_error(r, word, "word.unknown",
                 word->kind == NODE_SCALAR ? reading_meant(r, word->text, words, n) : NULL,
                 _("unknown %s: %.64s"), key, word->kind == NODE_SCALAR ? word->text : "");
  }
  return set;
}

static struct filter read_filter(struct reading *r, const struct node *map,
                                 const struct documents *documents) {
  static const char *const steps[] = {"F", "A", "L", "S", "E", "D", "O", "C"};
  struct filter filter = {.kinds = read_set(r, map, "kinds", fraud_keys, FRAUDS),
                          .steps = read_set(r, map, "steps", steps, STEPS),
                          .depths = read_set(r, map, "depths", depth_names, DEPTHS),
                          .only = read_list(r, map, "anomalies", false)};
  for (size_t i = 0; filter.only && i < filter.only->n; i++) {
    const struct node *id = filter.only->items[i];
    if (id->kind != NODE_SCALAR || !documents_anomaly(documents, id->text))
      node_error(r, id, "inspection.anomaly", _("Look into documents/ of the framework."),
                 _("there is no anomaly %.64s"), id->kind == NODE_SCALAR ? id->text : "");
  }
  return filter;
}

static bool is_named(const struct node *only, const char *id) {
  bool named = !only;
  for (size_t i = 0; only && i < only->n; i++)
    named |= only->items[i]->kind == NODE_SCALAR && strcmp(only->items[i]->text, id) == 0;
  return named;
}

/* Kinds, steps and depths are of frauds; false alarms are let through by their name alone. */
static bool lets_through(const struct filter *filter, const struct anomaly *anomaly) {
  if (!is_named(filter->only, anomaly->id))
    return false;
  return anomaly->fraud == FRAUD_NONE ||
         ((filter->kinds >> anomaly->fraud & 1) && (filter->steps >> anomaly->step & 1) &&
          (filter->depths >> anomaly->depth & 1));
}

static void choose_anomalies(struct arena *arena, const struct documents *documents,
                             const struct filter *filter, struct stock *out) {
  out->frauds = arena_array(arena, documents->n_anomalies, sizeof *out->frauds);
  out->harmless = arena_array(arena, documents->n_anomalies, sizeof *out->harmless);
  for (size_t i = 0; i < documents->n_anomalies; i++) {
    const struct anomaly *anomaly = &documents->anomalies[i];
    if (!lets_through(filter, anomaly))
      continue;
    if (anomaly->fraud == FRAUD_NONE)
      out->harmless[out->n_harmless++] = anomaly;
    else
      out->frauds[out->n_frauds++] = anomaly;
  }
}

static void choose_series(struct reading *r, const struct node *map,
                          const struct documents *documents, struct stock *out) {
  const struct node *list = read_list(r, map, "states", false);
  out->series = arena_array(r->arena, documents->n_series, sizeof *out->series);
  for (size_t i = 0; i < documents->n_series; i++)
    if (is_named(list, documents->series[i].id))
      out->series[out->n_series++] = &documents->series[i];
  for (size_t i = 0; list && i < list->n; i++) {
    const struct node *id = list->items[i];
    if (id->kind != NODE_SCALAR || !documents_series(documents, id->text))
      node_error(r, id, "inspection.state", _("Look into documents/ of the framework."),
                 _("there are no passports of %.64s"), id->kind == NODE_SCALAR ? id->text : "");
  }
}

static struct date read_day(struct reading *r, const struct node *map) {
  struct date day = {2031, 5, 12};
  const char *text = read_optional(r, map, "day");
  if (text && !date_read(text, &day))
    node_error(r, node_get(map, "day"), "date.form", _("Year, month, day: 2031-05-12."),
               _("%.32s is not a day"), text);
  return day;
}

const char *stock_competency(struct reading *r, const struct node *map, const char *key,
                             const struct framework *framework) {
  enum { ID_MOST = sizeof(((struct competency_score *)0)->competency) - 1 };
  const char *id = read_text(r, map, key);
  bool unknown = framework && *id && framework_competency(framework, id) < 0;
  if (unknown || strlen(id) > ID_MOST)
    node_error(r, node_get(map, key), "competency.unknown", NULL, _("there is no competency %.64s"),
               id);
  return id;
}

unsigned stock_share(unsigned percent, unsigned of) { return (percent * of + 50) / 100; }

bool stock_read(struct reading *r, const struct node *map, const struct drill_material *material,
                unsigned fakes, unsigned alarms, struct stock *out) {
  const struct documents *documents = material->documents;
  size_t errors = r->diags->errors;
  out->day = read_day(r, map);
  if (!documents) {
    node_error(r, map, "inspection.documents",
               _("A framework with a folder documents/ is needed; check it first."),
               _("there are no documents to inspect"));
    return false;
  }
  struct filter filter = read_filter(r, map, documents);
  choose_series(r, map, documents, out);
  choose_anomalies(r->arena, documents, &filter, out);
  if (r->diags->errors != errors || map->partial)
    return false;
  if (fakes && !out->n_frauds)
    node_error(r, map, "inspection.no-fakes", _("Name more kinds, steps or depths."),
               _("nothing is left that could be wrong with a document"));
  if (alarms && !out->n_harmless)
    node_error(r, map, "inspection.no-alarms", _("Write alarms: 0, or name one under anomalies:."),
               _("no false alarm is left to be drawn"));
  return r->diags->errors == errors;
}

/* -- Revisions ------------------------------------------------------------------------------- */

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

void stock_canon(const struct stock *stock, struct canon *canon) {
  char day[DATE_TEXT];
  date_print(stock->day, day);
  canon_key(canon, "day", day);
  for (size_t i = 0; i < stock->n_series; i++)
    canon_key(canon, "state", stock->series[i]->id);
  for (size_t i = 0; i < stock->n_frauds; i++)
    anomaly_canon(stock->frauds[i], canon);
  for (size_t i = 0; i < stock->n_harmless; i++)
    anomaly_canon(stock->harmless[i], canon);
}

/* -- Dealing --------------------------------------------------------------------------------- */

struct rng stock_chance(uint64_t seed, uint64_t purpose) {
  struct rng rng;
  rng_seed(&rng, seed ^ (purpose * UINT64_C(0x9e3779b97f4a7c15)));
  return rng;
}

const struct anomaly *stock_deal(const struct anomaly *const *list, size_t n, uint64_t seed,
                                 uint64_t purpose, size_t nth) {
  uint8_t order[ANOMALIES_MAX];
  struct rng rng = stock_chance(seed, purpose);
  rng_permute(&rng, order, n);
  return list[order[nth % n]];
}

void stock_passports(const struct stock *stock, const struct series *series,
                     const struct anomaly *anomaly, uint64_t seed, struct arena *arena,
                     struct passport *presented, struct passport *genuine) {
  passport_make_for(series, anomaly ? anomaly_needs(anomaly) : 0, seed, stock->day, arena, genuine);
  *presented = *genuine;
  if (anomaly)
    anomaly_apply(anomaly, seed, arena, presented);
}

enum look stock_telling_look(const struct anomaly *anomaly) {
  uint32_t both = anomaly->found & anomaly->differs;
  uint32_t from = both ? both : anomaly->differs ? anomaly->differs : anomaly->found;
  for (unsigned i = 0; i < LOOKS; i++)
    if (from >> i & 1)
      return (enum look)i;
  return LOOK_PAGE;
}
