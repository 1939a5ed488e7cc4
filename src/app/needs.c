/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/needs.h"

#include "base/vec.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* -- Posts and groups ------------------------------------------------------------------------ */

struct place_of { /* where people stand, or a post is stated */
  const char *agency, *unit, *position;
  enum needs_kind kind;
  uint32_t member, people; /* the first of them, and how many; NEEDS_NOBODY, and none */
};

enum { NEEDS_NOBODY = UINT32_MAX };

struct places {
  struct place_of *list;
  size_t n, cap;
};

static int compare_names(const char *a, const char *b) {
  return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int compare_group(const struct place_of *a, const struct place_of *b) {
  int order = (a->kind > b->kind) - (a->kind < b->kind);
  if (order == 0)
    order = compare_names(a->agency, b->agency);
  if (order == 0)
    order = compare_names(a->unit, b->unit);
  return order ? order : compare_names(a->position, b->position);
}

static int compare_places(const void *left, const void *right) {
  const struct place_of *a = left, *b = right;
  int order = compare_group(a, b);
  return order ? order : (a->member > b->member) - (a->member < b->member);
}

static void add_place(struct places *places, const struct place_of *post) {
  static const struct {
    bool agency, unit, position;
  } keeps[NEEDS_KINDS] = {
      [NEEDS_POST] = {true, true, true},
      [NEEDS_UNIT] = {true, true, false},
      [NEEDS_AGENCY_POSITION] = {true, false, true},
      [NEEDS_AGENCY] = {true, false, false},
      [NEEDS_POSITION] = {false, false, true},
      [NEEDS_ALL] = {false, false, false},
  };
  for (enum needs_kind kind = 0; kind < NEEDS_KINDS; kind++) {
    struct place_of place = *post;
    place.kind = kind;
    place.agency = keeps[kind].agency ? post->agency : NULL;
    place.unit = keeps[kind].unit ? post->unit : NULL;
    place.position = keeps[kind].position ? post->position : NULL;
    VEC_PUSH(places, place);
  }
}

static struct needs_group *add_group(struct needs *needs, const struct place_of *place) {
  struct needs_group *group = &needs->groups[needs->n_groups++];
  *group = (struct needs_group){.kind = place->kind,
                                .agency = arena_strdup(&needs->arena, place->agency),
                                .unit = arena_strdup(&needs->arena, place->unit),
                                .position = arena_strdup(&needs->arena, place->position)};
  group->at =
      place->position ? framework_post(needs->framework, place->agency, place->position) : -1;
  group->mixed = !place->position;
  group->cells =
      arena_array(&needs->arena, needs->framework->n_competencies + 1, sizeof *group->cells);
  return group;
}

/* Places sorted: those of a group stand together. */
static void make_groups(struct needs *needs, const struct places *places) {
  needs->groups = arena_array(&needs->arena, places->n + NEEDS_KINDS, sizeof *needs->groups);
  struct needs_group *group = NULL;
  for (size_t i = 0; i < places->n; i++) {
    const struct place_of *place = &places->list[i];
    if (i == 0 || compare_group(place, &places->list[i - 1]) != 0)
      group = add_group(needs, place);
    needs->parts[place->kind + 1] = (uint32_t)needs->n_groups;
    group->people += place->people;
    if (place->member != NEEDS_NOBODY)
      needs->members[place->member].groups[place->kind] = (uint32_t)(needs->n_groups - 1);
  }
  if (places->n == 0) { /* nobody: then all of them are a group of none */
    add_group(needs, &(struct place_of){.kind = NEEDS_ALL});
    needs->parts[NEEDS_KINDS] = 1;
  }
}

static const struct needs_group *find_group(const struct needs *needs,
                                            const struct needs_group *post, enum needs_kind kind);

static void require(struct needs_cell *cell, const struct requirement *required, uint32_t eligible,
                    bool critical) {
  if (!required->level)
    return;
  enum tna_advice advice = tna_advise(required, critical);
  cell->eligible += eligible;
  cell->required = required->level > cell->required ? required->level : cell->required;
  cell->advice = advice > cell->advice ? advice : cell->advice;
}

static void eligible_add(const struct needs *needs, const struct needs_group *post) {
  for (enum needs_kind kind = NEEDS_UNIT; kind < NEEDS_KINDS; kind++) {
    struct needs_group *group = (struct needs_group *)find_group(needs, post, kind);
    group->mixed |= group->at != post->at;
    group->eligible += post->eligible;
  }
  for (enum needs_kind kind = NEEDS_POST; kind < NEEDS_KINDS && post->at >= 0; kind++) {
    const struct needs_group *group = find_group(needs, post, kind);
    const struct position *position = &needs->framework->positions[post->at];
    for (size_t c = 0; c < needs->framework->n_competencies; c++)
      require(&group->cells[c], &position->requirements[c], post->eligible,
              needs->framework->competencies[c].critical != NULL);
  }
}

static struct place_of place_of_group(const struct needs_group *group) {
  return (struct place_of){group->agency, group->unit, group->position, group->kind, 0, 0};
}

/* The group of that kind which a post is part of. */
static const struct needs_group *find_group(const struct needs *needs,
                                            const struct needs_group *post, enum needs_kind kind) {
  struct places one = {0};
  struct place_of at = place_of_group(post);
  add_place(&one, &at);
  size_t from = needs->parts[kind], to = needs->parts[kind + 1];
  while (from + 1 < to) {
    size_t half = from + (to - from) / 2;
    struct place_of there = place_of_group(&needs->groups[half]);
    if (compare_group(&there, &one.list[kind]) <= 0)
      from = half;
    else
      to = half;
  }
  free(one.list);
  return &needs->groups[from];
}

static void settle_eligible(struct needs *needs, const struct posts *posts, size_t n_posts) {
  for (size_t i = 0; i < n_posts; i++) {
    struct needs_group at = {.kind = NEEDS_POST,
                             .agency = posts[i].agency,
                             .unit = posts[i].unit,
                             .position = posts[i].position,
                             .at = -1};
    struct needs_group *post = (struct needs_group *)find_group(needs, &at, NEEDS_POST);
    if (posts[i].n > post->eligible)
      post->eligible = posts[i].n;
  }
  for (uint32_t g = needs->parts[NEEDS_POST]; g < needs->parts[NEEDS_POST + 1]; g++) {
    struct needs_group *post = &needs->groups[g];
    if (post->people > post->eligible)
      post->eligible = post->people;
    eligible_add(needs, post);
  }
}

/* -- Marks ----------------------------------------------------------------------------------- */

struct collecting {
  struct needs *needs;
  struct {
    struct needs_member *list;
    size_t n, cap;
  } members;
  struct person *last;
};

static bool same_person(const struct person *a, const struct person *b) {
  return memcmp(a->id, b->id, ID_BYTES) == 0;
}

static bool is_of_roster(const struct needs *needs, const struct person *person) {
  return needs->roster.n && person >= needs->roster.people &&
         person < needs->roster.people + needs->roster.n;
}

/* Whom no roster knows is kept too: he counts among all. */
static const struct person *person_kept(struct needs *needs, const struct person *person) {
  if (is_of_roster(needs, person))
    return person;
  struct person *kept = arena_alloc(&needs->arena, sizeof *kept);
  *kept = *person;
  return kept;
}

static struct needs_member *member_of(struct collecting *c, const struct person *person) {
  struct needs *needs = c->needs;
  if (c->members.n && same_person(c->members.list[c->members.n - 1].person, person))
    return &c->members.list[c->members.n - 1];
  struct needs_member member = {.person = person_kept(needs, person)};
  member.shown = member.person;
  member.marks =
      arena_array(&needs->arena, needs->framework->n_competencies + 1, sizeof *member.marks);
  for (size_t i = 0; i < needs->framework->n_competencies; i++)
    member.marks[i].self = member.marks[i].supervisor = RATED_NOT;
  VEC_PUSH(&c->members, member);
  return &c->members.list[c->members.n - 1];
}

static uint32_t millionths(double chance) { return (uint32_t)llround(chance * GROUP_MILLION); }

static bool failed(const struct observed *seen) {
  return seen->n && (!seen->passed || seen->critical);
}

static void on_row(void *ctx, const struct measured *row) {
  struct collecting *c = ctx;
  struct needs_member *member = member_of(c, row->person);
  c->needs->answers += row->estimate.n;
  if (row->required <= 0)
    return;
  unsigned required = (unsigned)row->required;
  member->marks[row->competency] = (struct needs_mark){
      .chance = millionths(row->estimate.at_least[required]),
      .shortfall = millionths(tna_shortfall(row->estimate.at_least, required)),
      .status = (uint8_t)row->status,
      .required = (uint8_t)required,
      .causes = (uint8_t)row->causes,
      .self = (int8_t)row->self,
      .supervisor = (int8_t)row->supervisor,
      .any = row->estimate.n > 0,
      .assessed = row->status != STATUS_INSUFFICIENT,
      .practical = row->practical.n > 0,
      .practical_passed = row->practical.n && !failed(&row->practical),
      .work = row->after_30.n || row->after_90.n,
      .work_failed = failed(&row->after_30) || failed(&row->after_90),
      .elsewhere = row->after_30.elsewhere || row->after_90.elsewhere,
  };
}

/* People of the roster of whom no row came: their posts require nothing, and they answered
 * nothing. */
static int by_id(const void *left, const void *right) {
  const struct needs_member *a = left, *b = right;
  return memcmp(a->person->id, b->person->id, ID_BYTES);
}

static void add_rest(struct collecting *c) {
  size_t n = c->members.n, at = 0;
  const struct measured_roster *roster = &c->needs->roster;
  for (size_t i = 0; i < roster->n; i++) {
    while (at < n && memcmp(c->members.list[at].person->id, roster->people[i].id, ID_BYTES) < 0)
      at++;
    if (at == n || !same_person(c->members.list[at].person, &roster->people[i]))
      member_of(c, &roster->people[i]);
  }
  if (c->members.n)
    qsort(c->members.list, c->members.n, sizeof *c->members.list, by_id);
}

/* -- Cells ----------------------------------------------------------------------------------- */

static bool met(const struct needs_mark *mark) {
  return mark->status == STATUS_MEETS || mark->status == STATUS_KNOWS_NOT_SHOWN;
}

static void cell_add(struct needs_cell *cell, const struct needs_mark *mark, double weight) {
  bool is[FACTS] = {mark->assessed,  mark->self != RATED_NOT,      mark->supervisor != RATED_NOT,
                    mark->practical, mark->assessed && mark->work, mark->causes != 0};
  bool below[FACTS] = {mark->status == STATUS_GAP,
                       mark->self < mark->required,
                       mark->supervisor < mark->required,
                       !mark->practical_passed,
                       mark->work_failed,
                       (mark->causes & ~(1U << CAUSE_TRAINING)) != 0};
  for (enum needs_fact f = 0; f < FACTS; f++) {
    cell->people[f] += is[f];
    cell->below[f] += is[f] && below[f];
  }
  for (unsigned cause = 0; cause < CAUSES; cause++)
    cell->causes[cause] += mark->causes >> cause & 1;
  if (mark->any)
    cell->statuses[mark->status]++;
  if (!mark->assessed)
    return;
  cell->assessed++;
  cell->not_training += mark->work_failed && (met(mark) || mark->elsewhere);
  cell->shortfall += mark->shortfall;
  cell->weight += (double)llround(weight * 20);
  cell->priority += (double)mark->shortfall * (double)llround(weight * 20);
}

/* Sums were of whole numbers, so that nobody's place in them shows in the last bit. */
static void cell_settle(struct needs_cell *cell, const struct group *group,
                        const struct requirement *own, bool critical) {
  double n = cell->assessed ? cell->assessed : 1;
  cell->shortfall /= n * GROUP_MILLION;
  cell->weight = own ? tna_weight(own) : cell->weight / (20 * n);
  cell->priority /= 20 * n * GROUP_MILLION;
  group_measure(group, &cell->meeting);
  if (!cell->assessed)
    return;
  cell->band = tna_band(cell->priority, critical, cell->meeting.expected / n);
  struct group_numbers meeting;
  if (group_extrapolate(group, cell->eligible, &meeting))
    cell->lacking = group_lacking(&meeting);
}

static const struct requirement *
own_requirement(const struct needs *needs, const struct needs_group *group, size_t competency) {
  return group->at < 0 || group->mixed
             ? NULL
             : &needs->framework->positions[group->at].requirements[competency];
}

/* What was counted of a post, in whatever it is part of: whole numbers, whose order does not show.
 */
static void cell_sum(struct needs_cell *cell, const struct needs_cell *post) {
  for (enum needs_fact f = 0; f < FACTS; f++) {
    cell->people[f] += post->people[f];
    cell->below[f] += post->below[f];
  }
  for (unsigned cause = 0; cause < CAUSES; cause++)
    cell->causes[cause] += post->causes[cause];
  for (unsigned status = 0; status < STATUSES; status++)
    cell->statuses[status] += post->statuses[status];
  cell->assessed += post->assessed;
  cell->not_training += post->not_training;
  cell->shortfall += post->shortfall;
  cell->weight += post->weight;
  cell->priority += post->priority;
}

static void count_members(struct needs *needs, size_t c, struct group *groups) {
  for (size_t m = 0; m < needs->n_members; m++) {
    const struct needs_member *member = &needs->members[m];
    const struct needs_mark *mark = &member->marks[c];
    struct needs_group *post = &needs->groups[member->groups[NEEDS_POST]];
    const struct requirement *own = own_requirement(needs, post, c);
    if (!own || !own->level)
      continue;
    cell_add(&post->cells[c], mark, tna_weight(own));
    for (enum needs_kind k = 0; k < NEEDS_KINDS && mark->assessed; k++)
      group_add(&groups[member->groups[k]], mark->chance);
  }
}

static void measure_competency(struct needs *needs, size_t c, const uint32_t *firsts,
                               struct group *groups) {
  for (size_t g = 0; g < needs->n_groups; g++)
    group_begin(&groups[g]);
  count_members(needs, c, groups);
  for (uint32_t p = needs->parts[NEEDS_POST]; p < needs->parts[NEEDS_POST + 1]; p++)
    for (enum needs_kind k = NEEDS_POST + 1; k < NEEDS_KINDS && firsts[p] != NEEDS_NOBODY; k++)
      cell_sum(&needs->groups[needs->members[firsts[p]].groups[k]].cells[c],
               &needs->groups[p].cells[c]);
  bool critical = needs->framework->competencies[c].critical != NULL;
  for (size_t g = 0; g < needs->n_groups; g++)
    cell_settle(&needs->groups[g].cells[c], &groups[g],
                own_requirement(needs, &needs->groups[g], c), critical);
}

static void count_assessed(struct needs *needs) {
  for (size_t m = 0; m < needs->n_members; m++) {
    const struct needs_member *member = &needs->members[m];
    bool any = false;
    for (size_t c = 0; c < needs->framework->n_competencies; c++)
      any |= member->marks[c].assessed;
    for (enum needs_kind k = 0; k < NEEDS_KINDS; k++)
      needs->groups[member->groups[k]].assessed += any;
    needs->placeless += needs->groups[member->groups[NEEDS_POST]].at < 0;
  }
}

/* -- The whole way --------------------------------------------------------------------------- */

static void add_empty(struct places *places, const struct position *position) {
  const char *agency = position->agency ? position->agency : "";
  add_place(places, &(struct place_of){agency, "", position->id, NEEDS_POST, NEEDS_NOBODY, 0});
}

/* Where each stands, post by post. */
static void stand(const struct needs *needs, struct places *standing) {
  for (size_t m = 0; m < needs->n_members; m++) {
    const struct person *person = needs->members[m].person;
    VEC_PUSH(standing, ((struct place_of){person->agency, person->unit, person->position,
                                          NEEDS_POST, (uint32_t)m, 1}));
  }
  if (standing->n)
    qsort(standing->list, standing->n, sizeof *standing->list, compare_places);
}

static bool is_same_post(const struct places *standing, size_t at) {
  return at > 0 && compare_group(&standing->list[at - 1], &standing->list[at]) == 0;
}

/* Everybody of a post at once, as its first. */
static void add_standing(struct places *places, const struct places *standing) {
  for (size_t at = 0, end; at < standing->n; at = end) {
    struct place_of place = standing->list[at];
    for (end = at + 1; end < standing->n && is_same_post(standing, end); end++)
      place.people++;
    add_place(places, &place);
  }
}

static void follow_first(struct needs *needs, const struct places *standing) {
  for (size_t at = 1; at < standing->n; at++)
    if (is_same_post(standing, at))
      memcpy(needs->members[standing->list[at].member].groups,
             needs->members[standing->list[at - 1].member].groups, sizeof needs->members->groups);
}

static void place_everybody(struct needs *needs, const struct posts *posts, size_t n_posts) {
  struct places standing = {0}, places = {0}, empty = {0};
  stand(needs, &standing);
  add_standing(&places, &standing);
  for (size_t i = 0; i < n_posts; i++)
    if (posts[i].n)
      add_place(&places, &(struct place_of){posts[i].agency, posts[i].unit, posts[i].position,
                                            NEEDS_POST, NEEDS_NOBODY, 0});
  for (size_t i = 0; places.n == 0 && i < needs->framework->n_positions; i++)
    add_empty(&empty, &needs->framework->positions[i]);
  if (empty.n) /* no roster yet: what the posts of the framework require */
    places = empty;
  if (places.n)
    qsort(places.list, places.n, sizeof *places.list, compare_places);
  make_groups(needs, &places);
  follow_first(needs, &standing);
  free(places.list);
  free(standing.list);
}

/* Of each post somebody who has it; NEEDS_NOBODY. */
static uint32_t *find_firsts(const struct needs *needs) {
  uint32_t *firsts = mem_array(needs->n_groups, sizeof *firsts);
  memset(firsts, 0xff, needs->n_groups * sizeof *firsts);
  for (uint32_t m = 0; m < needs->n_members; m++)
    firsts[needs->members[m].groups[NEEDS_POST]] = m;
  return firsts;
}

static void measure_groups(struct needs *needs) {
  struct group *groups = mem_array(needs->n_groups, sizeof *groups);
  uint32_t *firsts = find_firsts(needs);
  for (size_t c = 0; c < needs->framework->n_competencies; c++)
    measure_competency(needs, c, firsts, groups);
  free(firsts);
  free(groups);
  count_assessed(needs);
}

static enum rc collect(struct store *store, int64_t until, struct needs *needs,
                       struct diags *diags) {
  const struct evidence_scope scope = {.until = until};
  struct collecting c = {.needs = needs};
  enum rc rc = measured_roster(store, until, &needs->roster, diags);
  if (rc == RC_OK)
    rc = measured_each(store, needs->framework, &needs->roster, &scope, on_row, &c, &needs->unknown,
                       diags);
  if (rc == RC_OK)
    add_rest(&c);
  needs->members = c.members.list;
  needs->n_members = c.members.n;
  return rc;
}

enum rc needs_measure(struct store *store, const struct framework *framework, int64_t until,
                      struct needs *needs, struct diags *diags) {
  struct posts *posts = NULL;
  size_t n_posts = 0;
  *needs = (struct needs){.framework = framework};
  enum rc rc = collect(store, until, needs, diags);
  if (rc == RC_OK)
    rc = store_posts(store, until, &posts, &n_posts, diags);
  if (rc == RC_OK) {
    place_everybody(needs, posts, n_posts);
    if (needs->parts[NEEDS_POST + 1])
      settle_eligible(needs, posts, n_posts);
    measure_groups(needs);
    needs_hide(needs, true);
  }
  free(posts);
  return rc;
}

void needs_done(struct needs *needs) {
  measured_roster_free(&needs->roster);
  free(needs->members);
  arena_done(&needs->arena);
  *needs = (struct needs){0};
}

const struct needs_group *needs_all(const struct needs *needs) {
  return &needs->groups[needs->n_groups - 1];
}
