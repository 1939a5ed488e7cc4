/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/alike.h"

#include "app/class.h"
#include "app/inner.h"
#include "app/items_inner.h"
#include "app/report_sheet.h"
#include "app/warmup.h"
#include "assess/kind.h"
#include "base/text.h"
#include "base/vec.h"
#include "measure/alike.h"
#include "store/sittings.h"

#include <stdlib.h>
#include <string.h>

struct looking {
  const struct alike_wanted *wanted;
  struct arena *arena;
  struct diags *diags;
  struct app *app;
  struct item_finder finder;
  struct person *people; /* of the cohort, by name */
  size_t n_people;
  const struct person **by_id;
  struct { /* exams that somebody of them finished, bytewise */
    struct exam_sat *list;
    size_t n, cap;
  } exams;
  struct alike alike;
};

struct exam_sat {
  const char *path;
  struct seat { /* of each person */
    enum exam_form form;
    uint8_t chain[KEY_BYTES];
  } * seats;
  struct {
    struct alike_answer *list;
    size_t n, cap;
  } answers; /* by item */
  struct {   /* each by one key */
    struct alike_item {
      const char *path;
      uint8_t key_rev[HASH_BYTES];
    } * list;
    size_t n, cap;
  } items;
  struct looking *looking;
};

/* -- Who ----------------------------------------------------------------------------------------
 */

static int by_id(const void *a, const void *b) {
  return memcmp((*(const struct person *const *)a)->id, (*(const struct person *const *)b)->id,
                ID_BYTES);
}

static int id_to_person(const void *id, const void *at) {
  return memcmp(id, (*(const struct person *const *)at)->id, ID_BYTES);
}

/* n_people: nobody of the cohort. */
static size_t number_of(const struct looking *l, const uint8_t id[ID_BYTES]) {
  const struct person **at = bsearch(id, l->by_id, l->n_people, sizeof *l->by_id, id_to_person);
  return at ? (size_t)(*at - l->people) : l->n_people;
}

static enum rc read_class(struct looking *l) {
  enum rc rc =
      class_cohort(l->app, l->arena, l->wanted->cohort, &l->people, &l->n_people, l->diags);
  if (rc != RC_OK)
    return rc;
  l->by_id = arena_array(l->arena, l->n_people, sizeof *l->by_id);
  for (size_t i = 0; i < l->n_people; i++)
    l->by_id[i] = &l->people[i];
  qsort(l->by_id, l->n_people, sizeof *l->by_id, by_id);
  return RC_OK;
}

/* -- What they sat ------------------------------------------------------------------------------
 */

static void take_sitting(void *ctx, const struct sitting *sitting) {
  struct looking *l = ctx;
  size_t i = 0;
  if (sitting->state != SITTING_FINISHED || number_of(l, sitting->person) == l->n_people ||
      (l->wanted->exam && strcmp(l->wanted->exam, sitting->path) != 0))
    return;
  while (i < l->exams.n && strcmp(l->exams.list[i].path, sitting->path) != 0)
    i++;
  if (i == l->exams.n)
    VEC_PUSH(&l->exams,
             (struct exam_sat){.path = arena_strdup(l->arena, sitting->path), .looking = l});
}

static int by_path(const void *a, const void *b) {
  return strcmp(((const struct exam_sat *)a)->path, ((const struct exam_sat *)b)->path);
}

static enum rc no_exam(struct looking *l) {
  const char *message =
      l->wanted->exam
          ? arena_printf(l->arena, _("nobody of the cohort has finished the exam \"%.90s\""),
                         l->wanted->exam)
          : _("nobody of the cohort has finished an exam");
  diag_error(l->diags, (struct place){0}, 1, "alike.none",
             _("Collect their results first; name an exam as mafunzo board does."), "%s", message);
  return RC_DATA;
}

static enum rc find_exams(struct looking *l) {
  static const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};
  enum rc rc = store_sittings(l->app->store, &all, take_sitting, l, l->diags);
  if (rc == RC_OK && l->exams.n == 0)
    return no_exam(l);
  if (rc == RC_OK)
    qsort(l->exams.list, l->exams.n, sizeof *l->exams.list, by_path);
  return rc;
}

static uint32_t item_number(struct exam_sat *exam, const struct exam_choice *choice) {
  size_t n = exam->items.n;
  const struct alike_item *last = n ? &exam->items.list[n - 1] : NULL;
  if (!last || strcmp(last->path, choice->path) != 0 ||
      memcmp(last->key_rev, choice->key_rev, HASH_BYTES) != 0) {
    struct alike_item item = {.path = arena_strdup(exam->looking->arena, choice->path)};
    memcpy(item.key_rev, choice->key_rev, HASH_BYTES);
    VEC_PUSH(&exam->items, item);
  }
  return (uint32_t)exam->items.n - 1;
}

static void take_choice(void *ctx, const struct exam_choice *choice) {
  struct exam_sat *exam = ctx;
  size_t person = number_of(exam->looking, choice->person);
  if (person == exam->looking->n_people)
    return;
  struct alike_answer answer = {.item = item_number(exam, choice),
                                .person = (uint32_t)person,
                                .wrong = choice->score < SCORE_ONE,
                                .picked = choice->picked};
  exam->seats[person].form = choice->form;
  memcpy(exam->seats[person].chain, choice->chain, KEY_BYTES);
  VEC_PUSH(&exam->answers, answer);
}

static const char *id_of(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* How many wrong options can be picked alone; 0: the question is another now, or several may be. */
static uint32_t wrong_options(struct looking *l, const struct alike_item *at) {
  const char *id = id_of(at->path);
  size_t beneath = id > at->path ? (size_t)(id - at->path) - 1 : 0; /* a path is "module/id" */
  const char *module = arena_strndup(l->arena, at->path, beneath);
  const struct item *item = finder_item(&l->finder, module, at->path, l->diags);
  uint32_t right = 0;
  if (!item || memcmp(item->key_rev, at->key_rev, HASH_BYTES) != 0 ||
      item_kind_of(item)->shape != SHAPE_CHOICE)
    return 0;
  for (size_t i = 0; i < item->n_parts; i++)
    right += item->parts[i].right;
  return right == 1 ? (uint32_t)item->n_parts - 1 : 0;
}

static enum rc compare(struct looking *l, size_t nth) {
  static const struct evidence_scope all = {.from = INT64_MIN, .until = INT64_MAX};
  struct exam_sat *exam = &l->exams.list[nth];
  exam->seats = arena_array(l->arena, l->n_people, sizeof *exam->seats);
  enum rc rc = store_exam_choices(l->app->store, exam->path, &all, take_choice, exam, l->diags);
  uint32_t *options = arena_array(l->arena, exam->items.n + 1, sizeof *options);
  for (size_t i = 0; rc == RC_OK && i < exam->items.n; i++)
    options[i] = wrong_options(l, &exam->items.list[i]);
  if (rc == RC_OK)
    alike_add(&l->alike, (uint32_t)nth,
              &(struct alike_exam){exam->answers.list, exam->answers.n, options,
                                   (uint32_t)exam->items.n, (uint32_t)l->n_people});
  return rc;
}

/* -- The table ----------------------------------------------------------------------------------
 */

static const struct status_word yes_no[] = {{.key = "no", .word = N_("no")},
                                            {.key = "yes", .word = N_("yes")}};
enum {
  A_FIRST,
  A_SECOND,
  A_EXAM,
  A_COMMON,
  A_WRONG,
  A_SAME,
  A_EXPECTED,
  A_CHANCE,
  A_FORM,
  A_LAPTOP,
  A_ITEMS,
  A_COLUMNS
};
enum { CHANCE_DIGITS = 9 };
static const struct column columns[A_COLUMNS] = {
    [A_FIRST] = {.key = "one", .label = N_("One")},
    [A_SECOND] = {.key = "other", .label = N_("Other")},
    [A_EXAM] = {.key = "exam", .label = N_("Exam")},
    [A_COMMON] = {.key = "common", .label = N_("Both answered"), .kind = COLUMN_WHOLE},
    [A_WRONG] = {.key = "both_wrong", .label = N_("Both wrong"), .kind = COLUMN_WHOLE},
    [A_SAME] = {.key = "same", .label = N_("Same choice"), .kind = COLUMN_WHOLE},
    [A_EXPECTED] = {.key = "expected",
                    .label = N_("By chance"),
                    .kind = COLUMN_DECIMAL,
                    .digits = 1},
    [A_CHANCE] = {.key = "corrected_chance",
                  .label = N_("Corrected chance"),
                  .kind = COLUMN_DECIMAL,
                  .digits = CHANCE_DIGITS},
    [A_FORM] = {.key = "same_form",
                .label = N_("Same form"),
                .kind = COLUMN_STATUS,
                .statuses = yes_no,
                .n_statuses = 2},
    [A_LAPTOP] = {.key = "same_laptop",
                  .label = N_("Same laptop"),
                  .kind = COLUMN_STATUS,
                  .statuses = yes_no,
                  .n_statuses = 2},
    [A_ITEMS] = {.key = "questions", .label = N_("Questions")},
};

static const char *name_of(const struct looking *l, uint32_t person) {
  const char *name = l->people[person].name;
  return text_safe(l->arena, name, strlen(name), false);
}

static const struct alike_answer *answer_of(const struct exam_sat *exam, uint32_t item,
                                            uint32_t person) {
  for (size_t i = 0; i < exam->answers.n; i++)
    if (exam->answers.list[i].item == item && exam->answers.list[i].person == person)
      return &exam->answers.list[i];
  return NULL;
}

/* The ids of those questions in which both chose the same wrong option. */
static const char *shared_items(const struct looking *l, const struct alike_pair *pair) {
  const struct exam_sat *exam = &l->exams.list[pair->exam];
  const char *said = "";
  for (uint32_t i = 0; i < exam->items.n; i++) {
    const struct alike_answer *one = answer_of(exam, i, pair->a);
    const struct alike_answer *other = answer_of(exam, i, pair->b);
    if (one && other && one->wrong && other->wrong && one->picked == other->picked)
      said = arena_printf(l->arena, "%s%s%s", said, *said ? ", " : "",
                          id_of(exam->items.list[i].path));
  }
  return text_safe(l->arena, said, strlen(said), false);
}

static void fill_pair(const struct looking *l, const struct alike_pair *pair, struct cell *cells) {
  const struct exam_sat *exam = &l->exams.list[pair->exam];
  const struct seat *one = &exam->seats[pair->a], *other = &exam->seats[pair->b];
  cells[A_FIRST] = cell_text(name_of(l, pair->a));
  cells[A_SECOND] = cell_text(name_of(l, pair->b));
  cells[A_EXAM] = cell_text(text_safe(l->arena, exam->path, strlen(exam->path), false));
  cells[A_COMMON] = cell_number(pair->common);
  cells[A_WRONG] = cell_number(pair->wrong);
  cells[A_SAME] = cell_number(pair->same);
  cells[A_EXPECTED] = cell_decimal(pair->expected, 1);
  cells[A_CHANCE] = cell_decimal(pair->corrected, CHANCE_DIGITS);
  cells[A_FORM] = cell_number(one->form == other->form);
  cells[A_LAPTOP] = cell_number(memcmp(one->chain, other->chain, KEY_BYTES) == 0);
  cells[A_ITEMS] = cell_text(shared_items(l, pair));
}

static const struct table *pair_table(const struct looking *l) {
  struct sheet *sheet = sheet_new(l->arena, "alike", NULL, columns, A_COLUMNS, l->alike.n);
  for (size_t i = 0; i < l->alike.n; i++)
    fill_pair(l, &l->alike.list[i], sheet_add(sheet));
  return &sheet->table;
}

/* -- The paper ----------------------------------------------------------------------------------
 */

static const char *count_words(const struct looking *l) {
  unsigned long compared = (unsigned long)l->alike.compared;
  const char *pairs = arena_printf(
      l->arena, ngettext("%lu pair was compared;", "%lu pairs were compared;", compared), compared);
  return arena_printf(l->arena, ngettext("%s %zu is alike.", "%s %zu are alike.", l->alike.n),
                      pairs, l->alike.n);
}

static const struct paper *paper_of(const struct looking *l) {
  const char *cohort = text_safe(l->arena, l->wanted->cohort, strlen(l->wanted->cohort), false);
  struct paper *paper = paper_new(
      l->arena, &(struct paper_head){.id = "alike",
                                     .title = arena_printf(l->arena, _("Alike in %s"), cohort),
                                     .confidential = true});
  paper_section(paper, _("What this is for"));
  paper_finding(paper,
                _("A reason to look, and never a proof. It is not for discipline, and nobody "
                  "who is named here is accused of anything."));
  paper_text(paper, _("People choose the same wrong options because the same teacher or the same "
                      "wrong lesson taught them so, because they learned together, because two "
                      "used one laptop. Who sat beside whom is not recorded. Look at the questions "
                      "first: what many got wrong in the same way was taught in that way. This is "
                      "for the trainer of the class alone."));
  paper_section(paper, _("Who chose the same wrong options"));
  paper_finding(paper, count_words(l));
  paper_table(paper, PAPER_TABLE, pair_table(l));
  paper_section(paper, _("How this was counted"));
  paper_text(paper,
             _("Of questions that both got wrong it is counted how often both chose the same "
               "option, beside what chance gives: by what all others of the class who got "
               "it wrong chose. The chance of so many or more is corrected for the number "
               "of pairs (Holm), and a pair is told of where that is at most .01: of a "
               "hundred classes in which everybody worked alone one has such a pair, or "
               "fewer. Everybody's first sitting that was finished counts. That nobody is "
               "told of says nothing: in a short exam copying cannot be seen."));
  return paper;
}

static void looking_done(struct looking *l) {
  for (size_t i = 0; i < l->exams.n; i++) {
    free(l->exams.list[i].answers.list);
    free(l->exams.list[i].items.list);
  }
  free(l->exams.list);
  alike_done(&l->alike);
  finder_done(&l->finder);
  app_close(l->app);
}

enum rc alike_make(const struct app_paths *paths, const struct alike_wanted *wanted,
                   struct arena *arena, const struct paper **paper, struct diags *diags) {
  struct looking l = {
      .wanted = wanted, .arena = arena, .diags = diags, .finder = {.courses = paths->courses}};
  *paper = NULL;
  enum rc rc = warm_up_open(paths, &l.app, diags);
  if (rc == RC_OK)
    rc = read_class(&l);
  if (rc == RC_OK)
    rc = find_exams(&l);
  for (size_t i = 0; rc == RC_OK && i < l.exams.n; i++)
    rc = compare(&l, i);
  if (rc == RC_OK) {
    alike_correct(&l.alike);
    *paper = paper_of(&l);
  }
  looking_done(&l);
  return rc;
}
