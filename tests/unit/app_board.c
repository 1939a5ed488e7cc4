/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of a class has handed in, and who chose alike: over a real store, of this laptop and another.
 */
#include "app_fixture.h"

#include "app/alike.h"
#include "app/board.h"
#include "exchange/format.h"
#include "store/erase.h"

TestSuite(app_board, .init = setup, .fini = teardown);

static const int64_t NOON = 1700000000000, DAY = 86400000; /* 2023-11-14 */
static const char exam_path[] = "demo/first/exam";
static struct arena arena;
static struct board board;

static void say_in(struct store *store, uint8_t person, uint8_t session, int64_t after,
                   struct happening h) {
  struct append append = {.happened = &h, .n = 1};
  append.actor[0] = append.subject[0] = person;
  append.session[0] = session;
  append.moment = (struct moment){.wall = NOON + after, .mono = after + 10 * DAY, .boot = {1}};
  cr_assert_eq(store_append(store, &append, &diags), RC_OK);
}

static void say(uint8_t person, uint8_t session, int64_t after, struct happening h) {
  say_in(app->store, person, session, after, h);
}

static void officer(uint8_t id, const char *cohort) {
  struct happening h = {.verb = VERB_PERSON_STATED, .path = "", .language = ""};
  snprintf(h.person.name, sizeof h.person.name, "Officer %u", id);
  strcpy(h.person.position, "POL");
  strcpy(h.person.cohort, cohort);
  say(id, 0, -5 * DAY, h);
}

static struct happening begun(const char *path) {
  return (struct happening){.verb = VERB_STARTED,
                            .mode = MODE_EXAM,
                            .path = path,
                            .language = "",
                            .plan = {.kind = RUN_EXAM,
                                     .engine = 1,
                                     .form = FORM_A,
                                     .n = 2,
                                     .slots = {{.item = "one"}, {.item = "two"}}}};
}

static struct happening picked(const char *path, uint64_t name) {
  return (struct happening){.verb = VERB_ANSWERED,
                            .mode = MODE_EXAM,
                            .path = path,
                            .language = "",
                            .competency = "ABC",
                            .level = 1,
                            .attempt = 1,
                            .guess = 500000,
                            .shape = SHAPE_CHOICE,
                            .response = {.n = 1},
                            .names = {name}};
}

static struct happening done(const char *path) {
  return (struct happening){
      .verb = VERB_COMPLETED, .mode = MODE_EXAM, .path = path, .language = ""};
}

static void look(const struct board_wanted *wanted) {
  const struct app_paths paths = {.courses = courses, .store = records};
  app_close(app);
  app = NULL;
  arena_done(&arena);
  cr_assert_eq(board_read(&paths, wanted, &arena, &board, &diags), RC_OK, "%s",
               diags.n ? diags.list[0].message : "");
  open_app();
}

static void look_today(void) { look(&(struct board_wanted){.cohort = "spring"}); }

static void sit(uint8_t person, int64_t after, size_t answers, bool finished) {
  say(person, person, after, begun(exam_path));
  for (size_t i = 0; i < answers; i++)
    say(person, person, after + 1000, picked(i ? "demo/first/two" : "demo/first/one", 1));
  if (finished)
    say(person, person, after + 2000, done(exam_path));
}

/* -- Who has handed in ------------------------------------------------------------------------- */

Test(app_board, each_of_the_roster_is_a_row_with_how_far_he_is) {
  for (uint8_t i = 1; i <= 4; i++)
    officer(i, "spring");
  sit(1, 0, 2, true);
  sit(2, 1000, 1, false);
  say(3, 3, 5000, done("demo/first/intro")); /* something else */
  look_today();
  cr_assert(board.n == 4 && board.people == 4);
  cr_expect_str_eq(board.day, "2023-11-14");
  cr_expect_str_eq(board.rows[0].name, "Officer 1");
  cr_expect_str_eq(board.rows[0].exam, exam_path);
  cr_expect(board.rows[0].state == BOARD_HANDED_IN && board.rows[0].sitting == SITTING_FINISHED);
  cr_expect(board.rows[0].answered == 2 && board.rows[0].questions == 2);
  cr_expect(board.rows[1].state == BOARD_HANDED_IN && board.rows[1].sitting == SITTING_OPEN);
  cr_expect_eq(board.rows[1].answered, 1);
  cr_expect(board.rows[2].state == BOARD_ELSE && !board.rows[2].sat);
  cr_expect_eq(board.rows[3].state, BOARD_NOTHING);
  cr_expect_eq(board.handed_in, 2);
  cr_expect_null(board.rows[0].laptop, "this machine");
}

Test(app_board, sitting_of_the_day_goes_before_one_of_another) {
  officer(1, "spring");
  officer(2, "spring");
  say(1, 7, 0, begun(exam_path));
  sit(1, 2 * DAY, 2, true);
  say(2, 2, 2 * DAY + 5000, begun(exam_path));
  look_today();
  cr_assert_eq(board.n, 2);
  cr_expect(board.rows[0].state == BOARD_HANDED_IN && board.rows[0].sitting == SITTING_OPEN);
  cr_expect(board.rows[1].state == BOARD_OTHER_DAY && board.rows[1].began == NOON + 2 * DAY + 5000);
  cr_expect_eq(board.handed_in, 1);
  look(&(struct board_wanted){.cohort = "spring", .on = "2023-11-16"});
  cr_expect_eq(board.handed_in, 2);
  look(&(struct board_wanted){.cohort = "spring", .exam = "demo/first/other"});
  cr_assert_eq(board.n, 2, "the exam asked for alone");
  cr_expect(board.rows[0].state == BOARD_ELSE && board.rows[1].state == BOARD_NOTHING);
}

Test(app_board, without_an_exam_whatever_was_done_counts) {
  officer(1, "spring");
  officer(2, "spring");
  say(1, 3, 5000, done("demo/first/intro"));
  look_today();
  cr_assert_eq(board.n, 2);
  cr_expect_str_eq(board.rows[0].exam, "");
  cr_expect(board.rows[0].state == BOARD_HANDED_IN && board.rows[1].state == BOARD_NOTHING);
}

Test(app_board, who_is_on_no_roster_is_told_and_who_is_in_another_class_is_not) {
  officer(1, "spring");
  officer(2, "autumn");
  officer(3, "");
  sit(1, 0, 2, true);
  sit(2, 100, 2, true);
  sit(3, 200, 1, false);
  sit(9, 300, 2, true); /* never stated */
  look_today();
  cr_assert_eq(board.n, 1);
  cr_assert_eq(board.n_strangers, 2, "%zu", board.n_strangers);
  cr_expect_str_eq(board.strangers[0].name, "Officer 3");
  cr_expect(strncmp(board.strangers[1].name, "no name stated", 14) == 0);
  cr_expect_eq(board.strangers[1].answered, 2);
}

Test(app_board, who_is_joined_is_one_row_and_who_is_erased_none) {
  const struct happening joined = {.verb = VERB_JOINED, .path = "", .language = "", .other = {1}};
  const uint8_t erased[][ID_BYTES] = {{3}};
  for (uint8_t i = 1; i <= 3; i++)
    officer(i, "spring");
  sit(2, 0, 2, true);
  sit(3, 1000, 2, true);
  say(2, 0, 2000, joined);
  cr_assert_eq(store_erase(app->store, &(struct erasing){.people = erased, .n = 1}, &diags), RC_OK);
  look_today();
  cr_assert_eq(board.n, 1);
  cr_expect_eq(board.rows[0].state, BOARD_HANDED_IN);
  cr_expect_eq(board.n_strangers, 0);
}

/* -- Laptops ------------------------------------------------------------------------------------
 */

struct carried {
  struct event_bytes list[8];
  size_t n;
};

static void carry(void *ctx, const struct event_bytes *event) {
  struct carried *all = ctx;
  struct event_bytes copy = *event;
  static struct arena kept;
  copy.head = arena_strndup(&kept, event->head, event->head_len);
  copy.payload = arena_strndup(&kept, event->payload, event->payload_len);
  all->list[all->n++] = copy;
}

/* Somebody sits the exam on another laptop, whose file was taken in at noon. */
static void hand_in_elsewhere(uint8_t person, int64_t after, struct laptop *laptop) {
  char other[300];
  struct carried carried = {0};
  struct store *store;
  struct own_chain *own;
  size_t n;
  snprintf(other, sizeof other, "%s/other-%u", root, person);
  cr_assert_eq(store_open(other, &store, &diags), RC_OK);
  say_in(store, person, person, after, begun(exam_path));
  cr_assert_eq(store_each(store, carry, &carried, &diags), RC_OK);
  cr_assert_eq(store_own_chains(store, &own, &n, &diags), RC_OK);
  memcpy(laptop->chain, own[0].chain, KEY_BYTES);
  own_chains_free(own, n);
  store_close(store);
  struct taken taken = {.file = {person}, .first = 1, .last = 1, .time = NOON};
  memcpy(taken.chain, laptop->chain, KEY_BYTES);
  struct parcel parcel = {.events = carried.list, .n = carried.n, .taken = &taken};
  cr_assert_eq(store_take(app->store, &parcel, 1, &diags), RC_OK);
  cr_assert_eq(store_laptop_put(app->store, laptop, &diags), RC_OK);
}

Test(app_board, laptops_are_told_with_whose_they_are_and_which_bring_nothing_new) {
  struct laptop here = {.state = LAPTOP_ACCEPTED, .label = "Gate 1"},
                silent = {.state = LAPTOP_ACCEPTED, .label = "Gate 2"},
                others = {.state = LAPTOP_ACCEPTED, .label = "Harbour"},
                fresh = {.chain = {1}, .state = LAPTOP_ACCEPTED, .label = "New"},
                unknown = {.chain = {2}, .state = LAPTOP_SEEN};
  officer(1, "spring");
  officer(2, "spring");
  officer(3, "autumn");
  hand_in_elsewhere(1, 5000, &here);
  hand_in_elsewhere(2, -3 * DAY, &silent);
  hand_in_elsewhere(3, -3 * DAY, &others);
  cr_assert_eq(store_laptop_put(app->store, &fresh, &diags), RC_OK);
  cr_assert_eq(store_laptop_put(app->store, &unknown, &diags), RC_OK);
  look_today();
  cr_assert_not_null(board.rows[0].laptop);
  cr_expect_str_eq(board.rows[0].laptop->label, "Gate 1");
  cr_expect(board.rows[0].laptop->taken == NOON && board.rows[0].laptop->newest == NOON + 5000);
  cr_assert_eq(board.n_silent, 2, "%zu", board.n_silent);
  bool first = strcmp(board.silent[0]->label, "Gate 2") == 0;
  cr_expect_str_eq(board.silent[!first]->label, "Gate 2");
  cr_expect_str_eq(board.silent[first]->label, "New");
}

Test(app_board, class_of_nobody_and_a_day_that_is_none_are_refused) {
  const struct app_paths paths = {.courses = courses, .store = records};
  const struct board_wanted nobody = {.cohort = "winter"};
  const struct board_wanted never = {.cohort = "spring", .on = "2023-02-30"};
  app_close(app);
  app = NULL;
  cr_expect_eq(board_read(&paths, &nobody, &arena, &board, &diags), RC_DATA);
  cr_expect_str_eq(diags.list[0].code, "class.nobody");
  cr_expect_eq(board_read(&paths, &never, &arena, &board, &diags), RC_USAGE);
  cr_expect_str_eq(diags.list[1].code, "report.date");
}

/* -- Alike --------------------------------------------------------------------------------------
 */

enum { QUESTIONS = 20 };

/* Whoever is below 3 picks the same wrong options; the others each his own of three. */
static void sit_wrong(uint8_t person) {
  char path[40];
  int64_t after = 100000 * person;
  say(person, person, after, begun(exam_path));
  for (unsigned i = 0; i < QUESTIONS; i++) {
    snprintf(path, sizeof path, "demo/first/q%02u", i);
    say(person, person, after + i, picked(path, person < 3 ? 7 : 7 + (person + i) % 3));
  }
  say(person, person, after + 1000, done(exam_path));
}

static enum rc compare(const char *exam, struct str *out) {
  const struct app_paths paths = {.courses = courses, .store = records};
  const struct alike_wanted wanted = {.cohort = "spring", .exam = exam};
  const struct paper *paper;
  struct sink sink = {0};
  app_close(app);
  app = NULL;
  enum rc rc = alike_make(&paths, &wanted, &arena, &paper, &diags);
  if (rc == RC_OK) {
    cr_expect(paper->head.confidential);
    cr_assert_eq(format_csv.write(paper, paper_find_table(paper, "alike"), &sink, &diags), RC_OK);
    str_puts(out, str_text(&sink.text));
    sink_done(&sink);
  }
  open_app();
  return rc;
}

static size_t lines_of(const struct str *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->len; i++)
    n += text->at[i] == '\n';
  return n;
}

/* Of six others two each picked one of three: with a fourth that nobody did p = 27/72 for each of 20,
 * and 28 pairs: 28 p^20 = 8.457e-8. */
Test(app_board, pair_that_chose_alike_is_told_with_its_questions) {
  struct str out = {0};
  for (uint8_t i = 1; i <= 8; i++) {
    officer(i, "spring");
    sit_wrong(i);
  }
  officer(9, "autumn");
  sit_wrong(9);
  cr_assert_eq(compare(NULL, &out), RC_OK);
  cr_assert(strstr(out.at, "Officer 1,Officer 2,demo/first/exam,20,20,20,7.5,0.000000085,"), "%s", out.at);
  cr_expect(strstr(out.at, ",yes,yes,\"q00, q01, q02, "), "%s", out.at);
  cr_expect_null(strstr(out.at, "Officer 9"), "of another class");
  str_clear(&out);
  cr_assert_eq(compare(exam_path, &out), RC_OK);
  cr_expect_geq(lines_of(&out), 2);
  str_done(&out);
}

Test(app_board, exam_that_nobody_finished_is_refused) {
  struct str out = {0};
  officer(1, "spring");
  sit(1, 0, 2, false);
  cr_expect_eq(compare(NULL, &out), RC_DATA);
  cr_expect_str_eq(diags.list[0].code, "alike.none");
  cr_expect_eq(compare("demo/first/other", &out), RC_DATA);
  str_done(&out);
}
