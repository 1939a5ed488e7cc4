/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export_inner.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static int compare_told(const struct told_at *a, const struct told_at *b) {
  if (a->time != b->time)
    return a->time < b->time ? -1 : 1;
  int chain = memcmp(a->chain, b->chain, KEY_BYTES);
  if (chain != 0 || a->seq != b->seq)
    return chain != 0 ? chain : a->seq < b->seq ? -1 : 1;
  return memcmp(a->hash, b->hash, HASH_BYTES);
}

static struct told_at told_of(const struct record *record) {
  struct told_at at = {.time = record->time, .seq = record->seq};
  memcpy(at.chain, record->chain, KEY_BYTES);
  memcpy(at.hash, record->hash, HASH_BYTES);
  return at;
}

/* -- Gathering -----------------------------------------------------------------------------------
 */

static void add_join(struct export_people *people, const struct record *record) {
  const uint8_t *a = record->subject, *b = record->happening->other;
  bool turned = memcmp(a, b, ID_BYTES) > 0;
  struct export_join join = {.undone = record->happening->undone, .at = told_of(record)};
  memcpy(join.low, turned ? b : a, ID_BYTES);
  memcpy(join.high, turned ? a : b, ID_BYTES);
  VEC_PUSH(&people->joins, join);
}

static void add_name(struct export_people *people, const struct record *record) {
  struct export_name stated = {.at = told_of(record)};
  memcpy(stated.id, record->subject, ID_BYTES);
  memcpy(stated.name, record->happening->person.name, PERSON_TEXT);
  VEC_PUSH(&people->stated, stated);
}

void export_people_add(struct export_people *people, const struct record *record) {
  if (!record->happening || !record->whole)
    return;
  if (record->happening->verb == VERB_JOINED)
    add_join(people, record);
  else if (people->names && record->happening->verb == VERB_PERSON_STATED)
    add_name(people, record);
}

/* -- Who is whom ---------------------------------------------------------------------------------
 */

static int by_pair(const void *a, const void *b) {
  const struct export_join *x = a, *y = b;
  int low = memcmp(x->low, y->low, ID_BYTES);
  int high = low ? low : memcmp(x->high, y->high, ID_BYTES);
  return high ? high : compare_told(&x->at, &y->at);
}

static int by_id(const void *a, const void *b) { return memcmp(a, b, ID_BYTES); }

static struct export_same *find_same(const struct export_people *people,
                                     const uint8_t id[ID_BYTES]) {
  if (!people->same.n)
    return NULL;
  return bsearch(id, people->same.list, people->same.n, sizeof *people->same.list, by_id);
}

/* The pairs that hold at last: of each the latest word, unless that undoes it. */
static void keep_pairs(struct export_people *people) {
  size_t kept = 0, n = people->joins.n;
  struct export_join *list = people->joins.list;
  if (n)
    qsort(list, n, sizeof *list, by_pair);
  for (size_t i = 0; i < n; i++) {
    bool last = i + 1 == n || memcmp(list[i].low, list[i + 1].low, 2 * ID_BYTES) != 0;
    if (last && !list[i].undone && memcmp(list[i].low, list[i].high, ID_BYTES) != 0)
      list[kept++] = list[i];
  }
  people->joins.n = kept;
}

static void list_ids(struct export_people *people) {
  size_t kept = 0;
  for (size_t i = 0; i < people->joins.n; i++)
    for (int side = 0; side < 2; side++) {
      struct export_same same;
      const uint8_t *id = side ? people->joins.list[i].high : people->joins.list[i].low;
      memcpy(same.id, id, ID_BYTES);
      memcpy(same.person, id, ID_BYTES);
      VEC_PUSH(&people->same, same);
    }
  struct export_same *list = people->same.list;
  if (people->same.n)
    qsort(list, people->same.n, sizeof *list, by_id);
  for (size_t i = 0; i < people->same.n; i++)
    if (i == 0 || memcmp(list[i].id, list[kept - 1].id, ID_BYTES) != 0)
      list[kept++] = list[i];
  people->same.n = kept;
}

static const uint8_t *root_of(const struct export_people *people, const uint8_t *id) {
  for (;;) {
    const struct export_same *same = find_same(people, id);
    if (!same || memcmp(same->person, id, ID_BYTES) == 0)
      return id;
    id = same->person;
  }
}

/* A forest: every id points towards the smallest that it was joined with. */
static void join_all(struct export_people *people) {
  for (size_t i = 0; i < people->joins.n; i++) {
    const uint8_t *a = root_of(people, people->joins.list[i].low);
    const uint8_t *b = root_of(people, people->joins.list[i].high);
    int order = memcmp(a, b, ID_BYTES);
    if (order)
      memcpy(find_same(people, order < 0 ? b : a)->person, order < 0 ? a : b, ID_BYTES);
  }
  for (size_t i = 0; i < people->same.n; i++)
    memmove(people->same.list[i].person, root_of(people, people->same.list[i].id), ID_BYTES);
}

/* -- Names ---------------------------------------------------------------------------------------
 */

static int by_name_told(const void *a, const void *b) {
  const struct export_name *x = a, *y = b;
  int id = memcmp(x->id, y->id, ID_BYTES);
  return id ? id : compare_told(&x->at, &y->at);
}

static void settle_names(struct export_people *people) {
  size_t kept = 0, n = people->stated.n;
  struct export_name *list = people->stated.list;
  for (size_t i = 0; i < n; i++)
    memmove(list[i].id, export_person(people, list[i].id), ID_BYTES);
  if (n)
    qsort(list, n, sizeof *list, by_name_told);
  for (size_t i = 0; i < n; i++)
    if (i + 1 == n || memcmp(list[i].id, list[i + 1].id, ID_BYTES) != 0)
      list[kept++] = list[i];
  people->stated.n = kept;
}

void export_people_settle(struct export_people *people) {
  keep_pairs(people);
  list_ids(people);
  join_all(people);
  settle_names(people);
}

void export_people_done(struct export_people *people) {
  free(people->joins.list);
  free(people->same.list);
  free(people->stated.list);
}

const uint8_t *export_person(const struct export_people *people, const uint8_t id[ID_BYTES]) {
  const struct export_same *same = find_same(people, id);
  return same ? same->person : id;
}

const char *export_name(const struct export_people *people, const uint8_t person[ID_BYTES]) {
  if (!people->stated.n)
    return NULL;
  const struct export_name *stated =
      bsearch(person, people->stated.list, people->stated.n, sizeof *people->stated.list, by_id);
  return stated ? stated->name : NULL;
}
