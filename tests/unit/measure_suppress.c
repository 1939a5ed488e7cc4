/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/suppress.h"

#include "base/random.h"
#include "base/vec.h"
#include "suppress_audit.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* -- One hierarchy -------------------------------------------------------------------------- */

/* Cells of those people, and then their total. */
static uint32_t add_family(struct suppress *tables, const uint32_t *people, size_t n) {
  uint32_t all = 0, first = (uint32_t)tables->heads.n;
  for (size_t i = 0; i < n; i++) {
    suppress_cell(tables, people[i]);
    all += people[i];
  }
  uint32_t total = suppress_cell(tables, all);
  suppress_total(tables, total);
  for (size_t i = 0; i < n; i++)
    suppress_part(tables, first + (uint32_t)i);
  return total;
}

static void expect_flags(const struct suppress *tables, const char *expected) {
  char got[64] = "";
  cr_assert_eq(tables->flags.n, strlen(expected));
  for (size_t i = 0; i < tables->flags.n; i++)
    got[i] = ".sw"[tables->flags.list[i]];
  cr_expect_str_eq(got, expected);
}

static void expect_family(const uint32_t *people, size_t n, const char *expected) {
  struct suppress tables = {0};
  add_family(&tables, people, n);
  cr_expect(suppress_decide(&tables));
  expect_flags(&tables, expected);
  cr_expect_eq(suppress_audit_flags(&tables, true, NULL), 0);
  suppress_done(&tables);
}

#define FAMILY(expected, ...)                                                                      \
  expect_family((uint32_t[]){__VA_ARGS__}, COUNT(((uint32_t[]){__VA_ARGS__})), expected)

Test(measure_suppress, hides_the_smallest_sibling_with_a_small_group) {
  FAMILY("....", 12, 7, 30);
  FAMILY(".sw..", 12, 3, 7, 30);
  FAMILY("ws...", 7, 3, 7, 30);
  FAMILY(".ss.", 12, 3, 4);
}

Test(measure_suppress, counts_five_as_enough_and_four_as_few) {
  FAMILY("....", 5, 5, 9);
  FAMILY("sw..", 4, 5, 9);
}

Test(measure_suppress, leaves_no_rest_of_fewer_than_five) {
  FAMILY("ssw..", 1, 3, 6, 9);
  FAMILY("ss..", 1, 4, 9);
}

Test(measure_suppress, takes_an_empty_group_as_known) {
  FAMILY("s.w..", 3, 0, 6, 8);
  FAMILY("..", 0);
}

Test(measure_suppress, of_a_small_total_nothing_is_left) { FAMILY("s.sss", 1, 0, 1, 1); }

Test(measure_suppress, hides_a_total_of_one_with_its_part) {
  struct suppress tables = {0};
  uint32_t one = add_family(&tables, (uint32_t[]){3}, 1);
  uint32_t other = add_family(&tables, (uint32_t[]){9, 8}, 2);
  uint32_t all = suppress_cell(&tables, 20);
  suppress_total(&tables, all);
  suppress_part(&tables, one);
  suppress_part(&tables, other);
  cr_expect(suppress_decide(&tables));
  expect_flags(&tables, "ss.ww.");
  cr_expect_eq(suppress_audit_flags(&tables, true, NULL), 0);
  cr_expect_gt(suppress_audit_flags(&tables, false, NULL), 0);
  suppress_done(&tables);
}

Test(measure_suppress, of_no_cells_there_is_nothing_to_decide) {
  struct suppress tables = {0};
  cr_expect(suppress_decide(&tables));
  cr_expect_eq(tables.flags.n, 0);
  suppress_done(&tables);
}

Test(measure_suppress, promises_nothing_of_totals_that_are_none) {
  struct suppress tables = {0};
  uint32_t part = suppress_cell(&tables, 50), empty = suppress_cell(&tables, 0);
  suppress_total(&tables, suppress_cell(&tables, 51));
  suppress_part(&tables, part);
  suppress_part(&tables, empty);
  cr_expect_not(suppress_decide(&tables));
  expect_flags(&tables, "s.s");
  suppress_done(&tables);
}

/* -- Two ways across ------------------------------------------------------------------------ */

enum { SIDE = 3, SQUARE = SIDE * SIDE };

/* Rows, then the totals of rows, of columns, and of all. */
static void add_square(struct suppress *tables, const uint32_t people[SIDE][SIDE]) {
  uint32_t first = (uint32_t)tables->heads.n, rows[SIDE] = {0}, columns[SIDE] = {0}, all = 0;
  for (uint32_t i = 0; i < SIDE; i++)
    for (uint32_t k = 0; k < SIDE; k++) {
      suppress_cell(tables, people[i][k]);
      rows[i] += people[i][k];
      columns[k] += people[i][k];
      all += people[i][k];
    }
  for (uint32_t way = 0; way < 2; way++)
    for (uint32_t i = 0; i < SIDE; i++) {
      suppress_total(tables, suppress_cell(tables, way ? columns[i] : rows[i]));
      for (uint32_t k = 0; k < SIDE; k++)
        suppress_part(tables, first + (way ? k * SIDE + i : i * SIDE + k));
    }
  uint32_t total = suppress_cell(tables, all);
  for (uint32_t way = 0; way < 2; way++) {
    suppress_total(tables, total);
    for (uint32_t i = 0; i < SIDE; i++)
      suppress_part(tables, first + SQUARE + way * SIDE + i);
  }
}

Test(measure_suppress, closes_the_rectangle_where_tables_cross) {
  static const uint32_t people[SIDE][SIDE] = {{3, 9, 20}, {8, 7, 20}, {20, 20, 20}};
  struct suppress tables = {0};
  add_square(&tables, people);
  cr_expect(suppress_decide(&tables));
  expect_flags(&tables, "sw.ww...........");
  cr_expect_eq(suppress_audit_flags(&tables, true, NULL), 0);
  cr_expect_eq(suppress_audit_flags(&tables, false, NULL), 1);
  suppress_done(&tables);
}

/* Three small groups, of which each two make a shown total with a large one: each total hides two,
 * and yet all three follow from all totals. One more hidden cell is enough. */
Test(measure_suppress, sees_through_several_totals_at_once) {
  static const uint32_t pairs[3][2] = {{0, 1}, {1, 2}, {0, 2}};
  struct suppress tables = {0};
  for (uint32_t i = 0; i < 6; i++)
    suppress_cell(&tables, i < 3 ? 4 : 10);
  for (uint32_t i = 0; i < 3; i++) {
    suppress_total(&tables, suppress_cell(&tables, 18));
    suppress_part(&tables, pairs[i][0]);
    suppress_part(&tables, pairs[i][1]);
    suppress_part(&tables, 3 + i);
  }
  cr_expect(suppress_decide(&tables));
  expect_flags(&tables, "sssw.....");
  cr_expect_eq(suppress_audit_flags(&tables, false, NULL), 3);
  cr_expect_eq(suppress_audit_flags(&tables, true, NULL), 0);
  suppress_done(&tables);
}

/* -- Random tables -------------------------------------------------------------------------- */

enum { ATTRIBUTES = 4, PEOPLE_MOST = 260, VALUES_MOST = 6 };

/* People with attributes: agency and unit of it, position, cohort. A table crosses some of these;
 * the cell of a combination is the same in each. */
struct world {
  uint32_t people, values[ATTRIBUTES];
  uint8_t of[PEOPLE_MOST][ATTRIBUTES];
  struct { /* cells, by which values they have; VALUES_MOST: any */
    struct combination {
      uint8_t of[ATTRIBUTES];
      uint32_t cell;
    } * list;
    size_t n, cap;
  } known;
  struct suppress tables;
};

static uint32_t count_people(const struct world *world, const uint8_t *of) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < world->people; i++) {
    bool fits = true;
    for (size_t k = 0; k < ATTRIBUTES; k++)
      fits &= of[k] == VALUES_MOST || of[k] == world->of[i][k];
    n += fits;
  }
  return n;
}

static uint32_t cell_of(struct world *world, const uint8_t *of) {
  for (size_t i = 0; i < world->known.n; i++)
    if (memcmp(world->known.list[i].of, of, ATTRIBUTES) == 0)
      return world->known.list[i].cell;
  struct combination one = {.cell = suppress_cell(&world->tables, count_people(world, of))};
  memcpy(one.of, of, ATTRIBUTES);
  VEC_PUSH(&world->known, one);
  return one.cell;
}

/* All cells that cross the attributes of `mask`, and the sums over each of these. */
static void add_table(struct world *world, unsigned mask, uint8_t *of, size_t at) {
  if (at < ATTRIBUTES) {
    uint8_t some = mask >> at & 1 ? (uint8_t)world->values[at] : 0;
    for (of[at] = 0; of[at] < some; of[at]++)
      add_table(world, mask, of, at + 1);
    of[at] = VALUES_MOST;
    add_table(world, mask, of, at + 1);
    return;
  }
  cell_of(world, of);
}

static void add_sums(struct world *world, unsigned mask) {
  for (size_t i = 0; i < world->known.n; i++)
    for (size_t k = 0; k < ATTRIBUTES; k++) {
      struct combination whole = world->known.list[i];
      bool within = mask >> k & 1 && whole.of[k] == VALUES_MOST;
      for (size_t other = 0; other < ATTRIBUTES; other++)
        within &= mask >> other & 1 || whole.of[other] == VALUES_MOST;
      if (!within)
        continue;
      suppress_total(&world->tables, whole.cell);
      for (whole.of[k] = 0; whole.of[k] < world->values[k]; whole.of[k]++)
        suppress_part(&world->tables, cell_of(world, whole.of));
    }
}

static void make_world(struct world *world, struct rng *rng) {
  uint8_t of[ATTRIBUTES];
  *world = (struct world){.people = 20 + (uint32_t)rng_below(rng, PEOPLE_MOST - 20)};
  for (size_t k = 0; k < ATTRIBUTES; k++)
    world->values[k] = 2 + (uint32_t)rng_below(rng, VALUES_MOST - 1);
  for (uint32_t i = 0; i < world->people; i++)
    for (size_t k = 0; k < ATTRIBUTES; k++) { /* the lower the value the more people have it */
      uint64_t a = rng_below(rng, world->values[k]), b = rng_below(rng, world->values[k]);
      world->of[i][k] = (uint8_t)(a < b ? a : b);
    }
  for (int table = 0; table < 2; table++) { /* of one to three ways, which may share some */
    unsigned mask = (unsigned)rng_below(rng, (1u << ATTRIBUTES) - 2) + 1;
    add_table(world, mask, of, 0);
    add_sums(world, mask);
  }
}

static void world_done(struct world *world) {
  suppress_done(&world->tables);
  free(world->known.list);
}

static void expect_rests(const struct suppress *tables, unsigned seed) {
  for (size_t i = 0; i < tables->sums.n; i++) {
    const struct suppress_sum *sum = &tables->sums.list[i];
    uint32_t rest = 0;
    for (size_t k = 0; k < suppress_parts(tables, i); k++) {
      uint32_t part = tables->parts.list[sum->from + k];
      rest += tables->flags.list[part] ? tables->heads.list[part] : 0;
    }
    cr_assert(tables->flags.list[sum->total] || rest == 0 || rest >= SUPPRESS_LEAST,
              "seed %u: a rest of %u", seed, rest);
  }
}

Test(measure_suppress, no_linear_solver_recovers_a_cell_of_random_tables) {
  size_t without = 0, shown = 0, cells = 0;
  for (unsigned seed = 1; seed <= 60; seed++) {
    struct world world;
    struct rng rng;
    uint32_t which = 0;
    rng_seed(&rng, seed);
    make_world(&world, &rng);
    cr_assert(suppress_decide(&world.tables), "seed %u", seed);
    size_t known = suppress_audit_flags(&world.tables, true, &which);
    cr_expect_eq(known, 0, "seed %u: %zu of %zu cells, the first %u", seed, known,
                 world.tables.heads.n, which);
    expect_rests(&world.tables, seed);
    for (size_t i = 0; i < world.tables.heads.n; i++) {
      uint32_t people = world.tables.heads.list[i];
      cr_assert_eq(world.tables.flags.list[i] == SUPPRESS_SMALL, people > 0 && people < 5);
      cr_assert(people > 0 || world.tables.flags.list[i] == SUPPRESS_SHOWN);
      shown += world.tables.flags.list[i] == SUPPRESS_SHOWN;
      cells++;
    }
    without += suppress_audit_flags(&world.tables, false, NULL) > 0;
    world_done(&world);
  }
  cr_expect_gt(without, 30, "with small ones alone hidden it must: %zu of 60", without);
  cr_expect_gt(shown, cells / 2, "%zu of %zu are shown", shown, cells);
}
