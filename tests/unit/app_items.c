/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Item analysis from records: which answers count, of whom, and for which item. */
#include "app/items.h"
#include "exchange/format.h"
#include "store_fixture.h"

#include "app_fixture.h" /* behind: it has globals of names that the other has locals of */

#include <math.h>

static struct module *module;
static struct catalogue catalogue;
static struct store *store;
static struct items items;
static int64_t clock_now = 1700000000000;

static void begin(void) {
  const char *tmp = getenv("TMPDIR");
  struct diags untold = {0};
  snprintf(root, sizeof root, "%s/mafunzo-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(root));
  snprintf(courses, sizeof courses, "%s/courses", root);
  snprintf(records, sizeof records, "%s/records", root);
  put_courses();
  cr_assert_eq(catalogue_load(courses, NULL, &catalogue, &untold), RC_OK);
  module = module_load(&catalogue.courses[0], "01-first.yaml", NULL, &untold);
  cr_assert_not_null(module);
  diags_done(&untold);
  store = store_must_open(records);
}

static void end(void) {
  module_free(module);
  catalogue_done(&catalogue);
  store_close(store);
  items_done(&items);
  diags_done(&diags);
}

TestSuite(app_items, .init = begin, .fini = end);

static void append(uint8_t person, uint8_t session, struct happening h) {
  struct scene scene = {.person = person, .session = session, .wall = clock_now, .mono = 1};
  scene.boot = session;
  clock_now += 1000;
  scene_must_append(store, scene, &h, 1);
}

static struct happening answer(size_t item, bool right) {
  const struct item *it = &module->quiz.items[item];
  struct happening h = answered(it->path, "ABC", right ? SCORE_ONE : 0);
  h.response.pick[0] = it->parts[0].right == right ? 0 : 1;
  h.names[0] = it->parts[h.response.pick[0]].name;
  memcpy(h.key_rev, it->key_rev, HASH_BYTES);
  return h;
}

static struct happening ended(size_t counted) {
  struct happening h = completed("demo/first", 0, false);
  h.n_scores = 1;
  h.scores[0] = (struct competency_score){"ABC", 0, (int32_t)counted};
  return h;
}

/* marks: "10": the first item right, the second wrong. */
static void practise(uint8_t person, uint8_t session, const char *marks) {
  append(person, session, started("demo/first", RUN_QUIZ));
  for (size_t i = 0; marks[i]; i++)
    append(person, session, answer(i, marks[i] == '1'));
  append(person, session, ended(strlen(marks)));
}

static void analyse(void) {
  const struct app_paths paths = {.courses = courses, .store = records};
  store_close(store);
  store = NULL;
  cr_assert_eq(items_from_store(&paths, ITEMS_SAFE, &items, &diags), RC_OK);
}

static void expect_near(double got, double expected) {
  cr_expect_lt(fabs(got - expected), 1e-9, "got %.9f, expected %.9f", got, expected);
}

/* A plan of one question, which is all that is needed to have been shown it. */
static void show(uint8_t person, uint8_t session, enum run_kind kind, size_t item) {
  struct happening h = started(kind == RUN_EXAM ? "demo/first/exam" : "demo/first", kind);
  h.mode = kind == RUN_EXAM ? MODE_EXAM : MODE_PRACTICE;
  h.plan.n = 1;
  h.plan.slots[0].item = module->quiz.items[item].id;
  memcpy(h.plan.slots[0].key_rev, module->quiz.items[item].key_rev, HASH_BYTES);
  append(person, session, h);
}

static void sit(uint8_t person, uint8_t session, size_t item) {
  struct happening given = answer(item, true), end = completed("demo/first/exam", 0, false);
  show(person, session, RUN_EXAM, item);
  given.mode = end.mode = MODE_EXAM;
  end.n_scores = 1;
  end.scores[0] = (struct competency_score){"ABC", 0, 1};
  append(person, session, given);
  append(person, session, end);
}

enum { ONE, TWO, THREE }; /* THREE is kept for exams */

static const struct items_item *exam_item(void) {
  size_t i = 0;
  while (i < items.n && items.list[i].mode != MODE_EXAM)
    i++;
  cr_assert_lt(i, items.n, "no exam");
  return &items.list[i].list[0];
}

Test(app_items, people_who_were_shown_an_item_are_counted) {
  sit(1, 1, ONE);
  show(1, 2, RUN_EXAM, ONE); /* once more */
  show(2, 3, RUN_QUIZ, ONE); /* and no answer */
  show(1, 4, RUN_QUIZ, ONE);
  analyse();
  const struct items_item *one = exam_item();
  cr_expect(one->shown == 2 && one->shown_exams == 1 && one->shown_outside == 2, "%u", one->shown);
  cr_expect_str_eq(one->exams_since, "2023-11-14");
  cr_expect_str_eq(one->outside_since, "2023-11-14");
  cr_expect_eq(one->flags & (ITEMS_MET | ITEMS_EXPOSED), ITEMS_MET);
  cr_expect_eq(diags.n, 0, "it is for both");
}

Test(app_items, item_of_exams_that_was_met_in_practice_is_warned_of) {
  sit(1, 1, THREE);
  analyse();
  cr_expect_eq(diags.n, 0);
  cr_expect_null(exam_item()->outside_since);
  items_done(&items);
  store = store_must_open(records);
  show(2, 2, RUN_QUIZ, THREE);
  analyse();
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, "items.exam-only");
  cr_expect(diags.list[0].at.line > 0);
}

Test(app_items, more_people_than_are_safe_wear_an_item_of_an_exam) {
  const struct app_paths paths = {.courses = courses, .store = records};
  sit(1, 1, ONE);
  sit(2, 2, ONE);
  practise(3, 3, "1");
  store_close(store);
  store = NULL;
  cr_assert_eq(items_from_store(&paths, 1, &items, &diags), RC_OK);
  cr_expect(exam_item()->flags & ITEMS_EXPOSED);
  items_done(&items);
  cr_assert_eq(items_from_store(&paths, 2, &items, &diags), RC_OK);
  cr_expect_not(exam_item()->flags & ITEMS_EXPOSED);
}

/* Totals 3 2 1 0, SD 1.291, item variances 1/3 1/4 1/4: alpha 1.5 (1 - (5/6) / (5/3)) = .75. */
Test(app_items, one_test_by_hand) {
  practise(1, 1, "111");
  practise(2, 2, "110");
  practise(3, 3, "100");
  practise(4, 4, "000");
  analyse();
  cr_assert_eq(items.n, 1);
  const struct items_test *test = &items.list[0];
  cr_expect_str_eq(test->name, "demo/first");
  cr_expect_eq(test->numbers.n, 4);
  cr_expect(!test->drawn);
  expect_near(test->numbers.mean, 1.5);
  expect_near(test->numbers.alpha, .75);
  cr_assert_eq(test->n, 3);
  const struct items_item *one = &test->list[0]; /* by path: one, three, two */
  cr_expect_str_eq(one->name, "one");
  cr_expect_eq(one->state, ITEM_HERE);
  cr_expect_eq(one->line, module->quiz.items[0].at.line);
  cr_expect(strstr(one->file, "01-first.yaml") != NULL);
  expect_near(one->numbers.facility, .75);
  /* x 1 1 1 0, o 2 1 0 0: cov .25, var .25 and 11/12. */
  expect_near(one->numbers.correlation, .25 / sqrt(.25 * 11 / 12));
  cr_assert_eq(one->n_options, 2);
  cr_expect_str_eq(one->options[0].text, "True");
  cr_expect(one->options[0].right);
  expect_near(one->options[0].numbers.share, .75);
  expect_near(one->options[1].numbers.upper, 0);
  expect_near(one->options[1].numbers.lower, .5);
}

Test(app_items, only_first_attempts_of_finished_runs_count_once_a_person) {
  struct happening second = answer(0, true), faulty = answer(1, false);
  practise(1, 1, "01");
  practise(1, 2, "11"); /* the same person again */
  append(2, 3, started("demo/first", RUN_QUIZ));
  append(2, 3, answer(0, true)); /* never finished */
  append(3, 4, answer(0, false));
  second.attempt = 2;
  append(3, 4, second);
  faulty.faulty = true;
  append(3, 4, faulty);
  append(3, 4, ended(1));
  analyse();
  cr_assert_eq(items.n, 1);
  cr_expect_eq(items.list[0].numbers.n, 2);
  cr_assert_eq(items.list[0].n, 2);
  cr_expect_eq(items.list[0].list[0].numbers.n, 2);
  expect_near(items.list[0].list[0].numbers.facility, 0);
  cr_expect_eq(items.list[0].list[1].numbers.n, 1);
  cr_expect_eq(items.list[0].questions, 0, "one was asked two, one one");
  expect_near(items.list[0].most, 1);
}

Test(app_items, other_keys_are_other_items) {
  struct happening old = answer(0, true);
  practise(1, 1, "1");
  old.key_rev[0] ^= 1;
  append(2, 2, old);
  append(2, 2, ended(1));
  old.path = "demo/first/gone";
  append(3, 3, old);
  append(3, 3, ended(1));
  analyse();
  cr_assert_eq(items.n, 1);
  cr_assert_eq(items.list[0].n, 3);
  cr_expect(items.list[0].drawn);
  cr_expect_eq(items.list[0].list[0].numbers.n, 1);
  cr_expect_eq(items.list[0].list[0].state, ITEM_GONE);
  enum items_state one = items.list[0].list[1].state, other = items.list[0].list[2].state;
  cr_expect((one == ITEM_HERE && other == ITEM_CHANGED) ||
            (one == ITEM_CHANGED && other == ITEM_HERE));
}

static struct happening exam_plan(void) {
  struct happening h = started("demo/first/exam", RUN_EXAM);
  h.mode = MODE_EXAM;
  h.plan.form = FORM_A;
  h.plan.n = 2;
  for (size_t i = 0; i < 2; i++) {
    h.plan.slots[i].item = module->quiz.items[i].id;
    memcpy(h.plan.slots[i].key_rev, module->quiz.items[i].key_rev, HASH_BYTES);
  }
  return h;
}

/* The second question stays blank; counted says whether the run's result knows of it. */
static void sit_exam(uint8_t person, uint8_t session, size_t counted) {
  struct happening changed = answer(0, false), last = answer(0, true), over = ended(counted);
  changed.mode = last.mode = over.mode = MODE_EXAM;
  over.path = "demo/first/exam";
  append(person, session, exam_plan());
  append(person, session, changed);
  append(person, session, last);
  append(person, session, over);
}

Test(app_items, a_question_left_blank_in_an_exam_is_wrong) {
  sit_exam(1, 1, 2);
  analyse();
  cr_assert_eq(items.n, 1);
  cr_expect_eq(items.list[0].mode, MODE_EXAM);
  cr_assert_eq(items.list[0].n, 2);
  expect_near(items.list[0].list[0].numbers.facility, 1);
  expect_near(items.list[0].list[1].numbers.facility, 0);
  const struct items_item *blank = &items.list[0].list[1];
  cr_assert_eq(blank->n_options, 3);
  cr_expect_eq(blank->options[0].numbers.chosen + blank->options[1].numbers.chosen, 0);
  cr_expect_null(blank->options[2].text);
  expect_near(blank->options[2].numbers.share, 1);
}

Test(app_items, a_question_that_was_withdrawn_is_not) {
  sit_exam(1, 1, 1);
  analyse();
  cr_assert_eq(items.list[0].n, 1);
  cr_expect_eq(items.list[0].questions, 1);
}

Test(app_items, practice_and_exam_are_two_tests) {
  practise(1, 1, "10");
  sit_exam(1, 2, 2);
  analyse();
  cr_expect_eq(items.n, 2);
}

Test(app_items, nothing_finished_and_no_courses) {
  append(1, 1, started("demo/first", RUN_QUIZ));
  analyse();
  cr_expect_eq(items.n, 0);
  cr_expect_eq(diags.n, 0);
  items_done(&items);
  store = store_must_open(records);
  practise(2, 2, "1");
  snprintf(courses, sizeof courses, "%s/nowhere", root);
  analyse();
  cr_assert_eq(items.n, 1);
  cr_expect_eq(items.list[0].list[0].state, ITEM_GONE);
  cr_expect_str_eq(diags.list[0].code, "items.courses");
}

/* -- The same events, however they came ------------------------------------------------------ */

struct copies {
  struct event_bytes list[100];
  size_t n;
  struct arena arena;
};

static void keep(void *ctx, const struct event_bytes *event) {
  struct copies *copies = ctx;
  struct event_bytes copy = *event;
  copy.head = arena_strndup(&copies->arena, event->head, event->head_len);
  copy.payload = arena_strndup(&copies->arena, event->payload, event->payload_len);
  copies->list[copies->n++] = copy;
}

static void write_table(struct str *out) {
  analyse();
  struct sink sink = {0};
  format_csv.write(NULL, items_table(&items), &sink, NULL);
  str_add(out, sink.text.at, sink.text.len);
  sink_done(&sink);
  items_done(&items);
}

Test(app_items, the_same_bytes_whatever_the_order_of_import) {
  struct copies copies = {0};
  struct str first = {0}, second = {0};
  practise(1, 1, "110");
  practise(2, 2, "010");
  practise(1, 3, "011");
  sit_exam(2, 4, 2);
  practise(3, 5, "10");
  cr_assert_eq(store_each(store, keep, &copies, &diags), RC_OK);
  write_table(&first);
  snprintf(records, sizeof records, "%s/other", root);
  store = store_must_open(records);
  for (size_t i = copies.n; i > 0; i--)
    cr_assert_eq(store_import(store, &copies.list[i - 1], 1, &diags), RC_OK);
  write_table(&second);
  cr_expect_gt(first.len, 500);
  cr_expect_str_eq(first.at, second.at);
  str_done(&first);
  str_done(&second);
  arena_done(&copies.arena);
}

/* Asked twice of one store it says the same: nothing of the first time stays. */
Test(app_items, asking_leaves_no_trace) {
  struct str first = {0}, second = {0};
  practise(1, 1, "110");
  write_table(&first);
  write_table(&second);
  cr_expect_str_eq(first.at, second.at);
  str_done(&first);
  str_done(&second);
}
