/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drills with travellers at a desk draw them from: a day, and those of the framework's
 * documents that their map lets through. Shared by the kinds inspection and checkpoint.
 *
 *       day: 2031-05-12           # the day at the booth; that one if nothing is said
 *       states: [utopia]          # of the framework's documents/; all
 *       kinds: [forgery]          # of fraud; all
 *       steps: [F, L]             # of F A L S E D O C; all
 *       depths: [seen, tool]      # all
 *       anomalies: [worn-corner]  # only these, frauds and false alarms; all */
#ifndef DRILL_STOCK_H
#define DRILL_STOCK_H

#include "base/random.h"
#include "document/documents_read.h"
#include "drill/kind.h"

struct stock {
  struct date day;
  const struct series **series;
  size_t n_series;
  const struct anomaly **frauds, **harmless; /* that may be drawn */
  size_t n_frauds, n_harmless;
};

/* The fragment of a schema, without a comma at either end. */
#define STOCK_SCHEMA                                                                               \
  "\"day\": {\"$ref\": \"#/definitions/text\"}, "                                                  \
  "\"states\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": "                      \
  "\"#/definitions/text\"}}, "                                                                     \
  "\"anomalies\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\": "                   \
  "\"#/definitions/text\"}}, "                                                                     \
  "\"kinds\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"enum\": [\"counterfeit\", "     \
  "\"forgery\", \"recycled\", \"stolen-blank\", \"obtained\", \"impostor\", \"morphing\", "        \
  "\"fantasy\", \"chip\"]}}, "                                                                     \
  "\"steps\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"enum\": [\"F\", \"A\", "        \
  "\"L\", \"S\", \"E\", \"D\", \"O\", \"C\"]}}, "                                                  \
  "\"depths\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"enum\": [\"seen\", "           \
  "\"tool\", \"compare\"]}}"

/* All that its map says of it. fakes, alarms: how many of each are to be drawn, so that some have
 * to be there. False where nothing can be drawn; then it has been said why. */
bool stock_read(struct reading *r, const struct node *map, const struct drill_material *material,
                unsigned fakes, unsigned alarms, struct stock *out);
void stock_canon(const struct stock *stock, struct canon *canon);

/* A competency under this key, which the framework has; required. */
const char *stock_competency(struct reading *r, const struct node *map, const char *key,
                             const struct framework *framework);
unsigned stock_share(unsigned percent, unsigned of); /* rounded */

/* Chance of its own for each purpose. */
struct rng stock_chance(uint64_t seed, uint64_t purpose);
/* The nth of a list in an order of the seed's: none comes twice before all have come. */
const struct anomaly *stock_deal(const struct anomaly *const *list, size_t n, uint64_t seed,
                                 uint64_t purpose, size_t nth);
/* Of a State, with the anomaly (NULL: none): alike but for it. */
void stock_passports(const struct stock *stock, const struct series *series,
                     const struct anomaly *anomaly, uint64_t seed, struct arena *arena,
                     struct passport *presented, struct passport *genuine);

/* A place where the anomaly is to be seen best: where it differs from a genuine document. */
enum look stock_telling_look(const struct anomaly *anomaly);

#endif
