/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Use cases over a small course, a real store and no terminal. */
#include "app_fixture.h"

#include "app/shelf.h"

TestSuite(app_run, .init = setup, .fini = teardown);

/* As after a restart of the program. */
static void restart(void) {
  uint8_t id[ID_BYTES];
  memcpy(id, app->person.id, ID_BYTES);
  app_close(app);
  open_app();
  cr_assert_eq(app_sign_in(app, id, &diags), RC_OK);
}

static const struct module *module(void) { return app_module_at(app, "demo/first", &diags); }

static struct run *begin(enum run_kind kind, const char *item) {
  struct run *run;
  cr_assert_not_null(module());
  cr_assert_eq(run_begin(app, module(), kind, item, &run, &diags), RC_OK);
  cr_assert_not_null(run);
  return run;
}

static enum rc act(struct run *run, const char *action, int pick) {
  struct input input = {0};
  snprintf(input.action, sizeof input.action, "%s", action);
  if (pick >= 0) {
    input.n = 1;
    input.fields[0].block = page_id("answer");
    input.fields[0].value.n = 1;
    input.fields[0].value.pick[0] = (uint8_t)pick;
  }
  return run_input(app, run, &input, &diags);
}

static int right_pick(const struct run *run) {
  const struct quiz_slot *slot = &run->session.u.quiz.slots[run->session.u.quiz.at];
  const struct item *item = &run->module->quiz.items[slot->item];
  for (size_t i = 0; i < item->n_parts; i++)
    if (item->parts[i].right)
      return (int)i;
  return 0;
}

static void finish_quiz(struct run *run) {
  for (int i = 0; i < 10 && !run->session.over; i++)
    act(run, run->session.u.quiz.telling ? "next" : "answer",
        run->session.u.quiz.telling ? -1 : right_pick(run));
  cr_assert(run->session.over);
}

Test(app_run, person_needs_a_name_and_a_post_that_exists) {
  struct person p = {.name = "  "};
  cr_expect_eq(app_state_person(app, &p, &diags), RC_USAGE);
  strcpy(p.name, "Bakari");
  strcpy(p.position, "KING");
  cr_expect_eq(app_state_person(app, &p, &diags), RC_USAGE);
  cr_expect_str_eq(diags.list[0].code, "person.no-name");
  cr_expect_str_eq(diags.list[1].code, "person.position");
  struct person *people;
  size_t n;
  cr_assert_eq(app_people(app, &people, &n, &diags), RC_OK);
  cr_expect_eq(n, 1);
  free(people);
}

Test(app_run, statement_of_the_one_signed_in_is_shown_at_once) {
  struct person p = app->person;
  strcpy(p.unit, "Gate\x1b 2");
  cr_assert_eq(app_state_person(app, &p, &diags), RC_OK);
  cr_expect_str_eq(app->person.unit, "Gate\xef\xbf\xbd 2");
}

static void keep_actor(void *ctx, const struct event_bytes *event) {
  struct event_head head;
  cr_assert(event_decode_head(event->head, event->head_len, &head));
  if (head.verb == VERB_PERSON_STATED && memcmp(head.subject, app->person.id, ID_BYTES) != 0)
    memcpy(ctx, head.actor, ID_BYTES);
}

Test(app_run, who_comes_new_speaks_of_himself) {
  struct person p = {.name = "Baraka"};
  uint8_t actor[ID_BYTES] = {0};
  cr_assert_eq(app_state_person(app, &p, &diags), RC_OK);
  cr_assert_eq(store_each(app->store, keep_actor, actor, &diags), RC_OK);
  cr_expect_eq(memcmp(actor, p.id, ID_BYTES), 0);
}

Test(app_run, nobody_unknown_signs_in) {
  const uint8_t stranger[ID_BYTES] = {1};
  cr_expect_eq(app_sign_in(app, stranger, &diags), RC_USAGE);
  cr_expect_str_eq(app->person.name, "Amina");
}

Test(app_run, module_is_loaded_once_and_found_by_any_path_beneath_it) {
  const struct module *first = module();
  cr_assert_not_null(first);
  cr_expect_eq(app_module_at(app, "demo/first/intro", &diags), first);
  cr_expect_eq(app->n_modules, 1);
  cr_expect_null(app_module_at(app, "demo/second", &diags));
  cr_expect_null(app_module_at(app, "demo", &diags));
  cr_expect_null(app_module_at(app, "none/first", &diags));
}

/* No file can be opened: what is told then was known. */
static const struct module *module_unread(struct diags *told) {
  struct rlimit limit, none;
  cr_assert_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
  none = (struct rlimit){.rlim_cur = 0, .rlim_max = limit.rlim_max};
  cr_assert_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
  const struct module *module = app_module_at(app, "demo/first", told);
  cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
  return module;
}

Test(app_run, a_broken_module_is_read_once_until_it_changes) {
  struct diags told[3] = {0};
  put_file("demo/01-first.yaml", "id: first\ntitle: [\n");
  cr_assert_null(app_module_at(app, "demo/first", &told[0]));
  cr_assert_gt(told[0].errors, 0);
  cr_expect_null(module_unread(&told[1]));
  cr_assert_eq(told[1].n, told[0].n);
  for (size_t i = 0; i < told[0].n; i++) {
    cr_expect_str_eq(told[1].list[i].code, told[0].list[i].code);
    cr_expect_str_eq(told[1].list[i].message, told[0].list[i].message);
    cr_expect_eq(told[1].list[i].at.line, told[0].list[i].at.line);
  }
  put_file("demo/01-first.yaml", module_text);
  cr_expect_null(module_unread(&told[2]), "it has to be read now");
  cr_expect_eq(told[2].list[0].at.line, 0);
  cr_expect_not_null(module(), "what could not be read is tried again");
  cr_expect_not_null(module_unread(&told[2]), "and a good one is kept");
  for (size_t i = 0; i < 3; i++)
    diags_done(&told[i]);
}

Test(app_run, finished_quiz_is_progress_and_survives_a_restart) {
  struct run *run = begin(RUN_QUIZ, NULL);
  finish_quiz(run);
  run_free(run);
  for (int round = 0; round < 2; round++, restart()) {
    const struct progress *progress = app_progress(app, "demo/first");
    cr_assert_not_null(progress);
    cr_expect_eq(progress->times, 1);
    cr_expect(progress->passed);
    cr_expect_eq(progress->kind, RUN_QUIZ);
  }
}

static int64_t events(void) {
  int64_t n;
  cr_assert_eq(db_number(app->store, "SELECT count(*) FROM event", &n, &diags), RC_OK);
  return n;
}

Test(app_run, a_finished_run_can_be_read_again_and_nothing_is_recorded) {
  const struct finished_run *runs;
  struct arena arena = {0};
  struct run *run, *open = NULL, *past;
  struct session ended[2];
  cr_expect_eq(app_finished(app, &arena, "demo/first", &runs), 0);
  for (int i = 0; i < 2; i++) {
    run = begin(RUN_QUIZ, NULL);
    finish_quiz(run);
    ended[i] = run->session;
    run_free(run);
  }
  open = begin(RUN_QUIZ, NULL);
  restart();
  int64_t before = events();
  cr_assert_eq(app_finished(app, &arena, "demo/first", &runs), 2,
               "what has not ended is not there");
  for (int i = 0; i < 2; i++) {
    cr_expect_eq(runs[i].score, SCORE_ONE);
    cr_expect(runs[i].passed);
    cr_assert_eq(run_look_back(app, runs[i].session, &past, &diags), RC_OK);
    cr_expect_eq(memcmp(&past->session, &ended[1 - i], sizeof *ended), 0, "the newest first");
    cr_expect_eq(act(past, "next", -1), RC_USAGE);
    run_free(past);
  }
  cr_expect_eq(run_look_back(app, open->id, &past, &diags), RC_MISSING);
  cr_expect_null(past);
  cr_expect_eq(events(), before);
  run_free(open);
  arena_done(&arena);
}

Test(app_run, quiz_goes_on_where_it_was_left) {
  uint8_t session[ID_BYTES];
  struct arena arena = {0};
  const char *where;
  struct run *run = begin(RUN_QUIZ, NULL);
  cr_assert_eq(act(run, "answer", right_pick(run)), RC_OK);
  cr_assert_eq(act(run, "next", -1), RC_OK);
  cr_assert_eq(run->session.u.quiz.at, 1);
  int64_t now = run->session.now;
  int32_t score = run->session.u.quiz.slots[0].score;
  run_free(run);
  restart();
  cr_assert(app_continue(app, session, &arena, &where));
  cr_expect_not_null(strstr(where, "First module"));
  cr_assert_eq(run_resume(app, session, &run, &diags), RC_OK);
  cr_expect_eq(run->session.u.quiz.slots[0].score, score);
  cr_expect_eq(run->session.u.quiz.slots[0].attempts, 1);
  cr_expect_leq(run->session.now, now);
  finish_quiz(run);
  run_free(run);
  cr_expect_not(app_continue(app, session, &arena, &where));
  arena_done(&arena);
}

static const char *continues(void) {
  static char said[300];
  uint8_t session[ID_BYTES];
  struct arena arena = {0};
  const char *where;
  app_continue(app, session, &arena, &where);
  snprintf(said, sizeof said, "%s", where ? where : "nothing");
  arena_done(&arena);
  return said;
}

Test(app_run, home_reads_no_module_to_say_where_one_was) {
  struct run *run = begin(RUN_QUIZ, NULL);
  cr_assert_eq(act(run, "answer", right_pick(run)), RC_OK);
  run_free(run);
  restart();
  cr_expect_str_eq(continues(), "First module: Question 2 of 2");
  cr_expect_eq(app->n_modules, 0);
  cr_expect_not(app->lazy.has_framework);
  cr_assert_eq(sqlite3_exec(app->store->db, "DELETE FROM main.memo", NULL, NULL, NULL), SQLITE_OK);
  cr_expect_str_eq(continues(), "First module: Question 2 of 2"); /* the record says the same */
  cr_expect_eq(app->n_modules, 1);
}

Test(app_run, changed_module_is_asked_anew_where_one_was) {
  char yaml[4096];
  run_free(begin(RUN_QUIZ, NULL));
  snprintf(yaml, sizeof yaml, "%s", module_text);
  memcpy(strstr(yaml, "First module"), "Other module", 12);
  put_file("demo/01-first.yaml", yaml);
  restart();
  cr_expect_str_eq(continues(), "Other module: Question 1 of 2");
  put_file("demo/01-first.yaml", "id: first\ntitle: [broken\n");
  restart();
  cr_expect_str_eq(continues(), "nothing");
}

Test(app_run, shelf_is_kept_and_made_anew_when_a_course_changes) {
  cr_expect_str_eq(app_shelf(app)->courses[0].title, "Demo");
  restart();
  cr_expect_eq(app_shelf(app)->n_courses, 1);
  cr_expect_str_eq(app_shelf(app)->courses[0].summary, "A demo.");
  cr_expect_str_eq(app_post_title(app, "POL"), "Officer");
  cr_expect(app_shelf(app)->framework);
  cr_expect_not(app->lazy.has_catalogue);
  put_file("demo/course.yaml", "id: demo\ntitle: [broken\n");
  restart();
  cr_expect_not_null(app_shelf(app)->courses[0].fault);
  restart();
  cr_expect_not_null(app_shelf(app)->courses[0].fault);
}

static void expect_same_framework(const struct framework *kept, const struct framework *read) {
  cr_expect_str_eq(kept->folder, read->folder);
  cr_expect_str_eq(kept->id, read->id);
  cr_expect_str_eq(kept->title, read->title);
  cr_expect_str_eq(kept->version, read->version);
  cr_assert(kept->n_competencies == read->n_competencies && kept->n_positions == read->n_positions);
  for (size_t i = 0; i < read->n_competencies; i++) {
    const struct competency *a = &kept->competencies[i], *b = &read->competencies[i];
    cr_expect(strcmp(a->id, b->id) == 0 && strcmp(a->name, b->name) == 0);
    cr_expect_eq(a->critical == NULL, b->critical == NULL);
    cr_expect(!b->critical || strcmp(a->critical, b->critical) == 0);
    for (size_t level = 0; level < LEVELS; level++)
      cr_expect_str_eq(a->descriptors[level], b->descriptors[level]);
  }
  for (size_t i = 0; i < read->n_positions; i++) {
    const struct position *a = &kept->positions[i], *b = &read->positions[i];
    cr_expect(strcmp(a->id, b->id) == 0 && strcmp(a->title, b->title) == 0);
    cr_expect(strcmp(a->summary, b->summary) == 0 && a->order == b->order);
    cr_expect_eq(
        memcmp(a->requirements, b->requirements, read->n_competencies * sizeof *a->requirements),
        0);
  }
}

/* So often as it is asked for: as it was read, and read anew when a file of it changes. */
Test(app_run, framework_is_kept_as_it_was_read) {
  put_file("framework/competencies.yaml",
           "id: f\ntitle: F\nlanguage: en\nversion: 1.0.0\ncompetencies:\n  - id: ABC\n"
           "    name: Letters\n    descriptors: {0: None., 1: Few., 2: Some., 3: Many., 4: All.}\n"
           "    critical: Missing one harms.\n    source: us\n  - id: DEF\n    name: Others\n"
           "    descriptors: {0: No., 1: A., 2: B., 3: C., 4: D.}\n    source: us\n");
  put_file("framework/positions/POL.yaml",
           "id: POL\ntitle: Officer\nsummary: Reads.\norder: 7\nrequirements:\n"
           "  ABC: {level: 1, importance: 2, frequency: 3, difficulty: 4}\n"
           "  DEF: {level: 4, importance: 5, frequency: 1, difficulty: 2}\n");
  struct framework *read =
      framework_load(arena_printf(&app->arena, "%s/framework", courses), &diags);
  cr_assert_not_null(read);
  for (int round = 0; round < 3; round++) {
    restart();
    cr_assert_not_null(app_framework(app));
    expect_same_framework(app_framework(app), read);
  }
  framework_free(read);
  put_file("framework/positions/POL.yaml", "id: POL\ntitle: [broken\n");
  restart();
  cr_expect_null(app_framework(app));
}

/* Two people: nobody is signed in by himself. */
Test(app_run, only_who_is_alone_is_signed_in_by_himself) {
  struct person baraka = {.name = "Baraka"};
  uint8_t last[ID_BYTES], amina[ID_BYTES];
  memcpy(amina, app->person.id, ID_BYTES);
  run_free(begin(RUN_LESSON, "intro"));
  app_close(app);
  open_app();
  cr_expect(app_sign_in_alone(app));
  cr_expect_str_eq(app->person.name, "Amina");
  cr_assert_eq(app_state_person(app, &baraka, &diags), RC_OK);
  app_close(app);
  open_app();
  cr_expect_not(app_sign_in_alone(app));
  cr_expect_not(app->signed_in);
  app_learned_last(app, last);
  cr_expect_eq(memcmp(last, amina, ID_BYTES), 0);
}

Test(app_run, abandoned_run_is_offered_no_more) {
  uint8_t session[ID_BYTES];
  struct arena arena = {0};
  const char *where;
  struct run *run = begin(RUN_LESSON, "intro");
  cr_expect(app_continue(app, session, &arena, &where));
  cr_expect_eq(run_abandon(app, run, &diags), RC_OK);
  cr_expect(run->session.over);
  run_free(run);
  cr_expect_not(app_continue(app, session, &arena, &where));
  cr_expect_null(where);
  arena_done(&arena);
}

/* The course of the newest run is gone: the older one is offered. */
/* One altered byte must not bar the way to a lesson for good. */
Test(app_run, run_whose_record_was_altered_does_not_stand_in_the_way) {
  struct run *run = begin(RUN_QUIZ, NULL), *again;
  uint8_t id[ID_BYTES];
  memcpy(id, run->id, ID_BYTES);
  run_free(run);
  cr_assert_eq(sqlite3_exec(app->store->db,
                            "UPDATE main.event SET payload = x'00' WHERE verb = 'started'", NULL,
                            NULL, NULL),
               SQLITE_OK);
  cr_assert_eq(run_open(app, module(), RUN_QUIZ, NULL, &again, &diags), RC_OK);
  cr_assert_not_null(again);
  cr_expect_neq(memcmp(again->id, id, ID_BYTES), 0);
  run_free(again);
}

/* Not silently: its page says why, and again begins anew. */
Test(app_run, drill_that_changed_is_closed_and_said_from_the_outline_too) {
  static const char drill[] =
      "drills:\n  - id: gate\n    scenario: At the gate\n    minutes: 2\n"
      "    source: s\n    start: a\n    scenes:\n      a:\n        text: A.\n"
      "        choices:\n          - {do: x, go: b, score: {ABC: %d}}\n"
      "          - {do: y, go: b}\n      b: {text: B., end: pass}\n";
  char yaml[4096];
  struct run *run;
  for (int points = 1; points <= 2; points++) {
    size_t len = (size_t)snprintf(yaml, sizeof yaml, "%s", module_text);
    snprintf(yaml + len, sizeof yaml - len, drill, points);
    put_file("demo/01-first.yaml", yaml);
    restart();
    cr_assert_not_null(module(), "%s", diags.n ? diags.list[0].message : "");
    cr_assert_eq(run_open(app, module(), RUN_DRILL, "gate", &run, &diags), RC_OK);
    cr_expect_eq(run->session.over, points == 2);
    cr_expect_eq(run->session.drill_changed, points == 2);
    run_free(run);
  }
  cr_assert_eq(run_open(app, module(), RUN_DRILL, "gate", &run, &diags), RC_OK);
  cr_expect_not(run->session.over);
  run_free(run);
}

Test(app_run, run_whose_course_is_broken_is_passed_over_and_not_lost) {
  uint8_t session[ID_BYTES], lost[ID_BYTES];
  struct arena arena = {0};
  const char *where;
  struct run *run;
  run = begin(RUN_LESSON, "intro");
  memcpy(lost, run->id, ID_BYTES);
  run_free(run);
  put_file("demo/01-first.yaml", "id: first\ntitle: [broken\n");
  restart();
  cr_expect_not(app_continue(app, session, &arena, &where));
  cr_expect_neq(run_resume(app, lost, &run, &diags), RC_OK);
  cr_expect_null(run);
  put_file("demo/01-first.yaml", module_text);
  restart();
  cr_expect_eq(run_resume(app, lost, &run, &diags), RC_OK);
  run_free(run);
  arena_done(&arena);
}

static void limit_files(rlim_t size) {
  struct rlimit limit;
  signal(SIGXFSZ, SIG_IGN);
  cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  limit.rlim_cur = size;
  cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* The session never stands where the store does not. */
Test(app_run, answer_on_a_full_disk_is_kept_and_saved_when_there_is_room) {
  struct run *run = begin(RUN_QUIZ, NULL);
  struct quiz_state before = run->session.u.quiz;
  limit_files(100);
  cr_expect_eq(act(run, "answer", right_pick(run)), RC_FULL);
  cr_expect(run->unsaved);
  cr_expect_eq(memcmp(&run->session.u.quiz, &before, sizeof before), 0);
  cr_expect_eq(run_retry(app, run, &diags), RC_FULL);
  cr_expect(run->unsaved);
  limit_files(RLIM_INFINITY);
  cr_expect_eq(run_retry(app, run, &diags), RC_OK);
  cr_expect_not(run->unsaved);
  cr_expect_eq(run->session.u.quiz.slots[0].attempts, 1);
  finish_quiz(run);
  run_free(run);
  cr_expect_eq(store_verify(app->store, &diags), RC_OK);
}

Test(app_run, input_that_fits_nothing_records_nothing) {
  struct run *run = begin(RUN_QUIZ, NULL);
  cr_expect_eq(act(run, "leave", -1), RC_USAGE);
  cr_expect_eq(act(run, "no-such-action", -1), RC_USAGE);
  cr_expect_not(run->unsaved);
  run_free(run);
}

Test(app_run, nothing_begins_without_a_person_or_a_name_that_exists) {
  struct run *run;
  cr_expect_eq(run_begin(app, module(), RUN_LESSON, "none", &run, &diags), RC_USAGE);
  cr_expect_null(run);
  app->signed_in = false;
  cr_expect_eq(run_begin(app, module(), RUN_QUIZ, NULL, &run, &diags), RC_USAGE);
  cr_expect_null(run);
}

Test(app_run, report_of_what_was_answered_is_the_same_bytes_each_time) {
  const struct app_paths paths = {.courses = courses, .store = records};
  struct sink first = {0}, second = {0};
  struct run *run = begin(RUN_QUIZ, NULL);
  finish_quiz(run);
  run_free(run);
  app_close(app);
  app = NULL;
  cr_expect_eq(report_make(&paths, "competency", &(struct report_wanted){0}, "csv", &first, &diags),
               RC_OK);
  cr_expect_eq(
      report_make(&paths, "competency", &(struct report_wanted){0}, "csv", &second, &diags), RC_OK);
  cr_expect_str_eq(first.text.at, second.text.at);
  cr_expect_not_null(strstr(first.text.at, ",Amina,,,POL,ABC,Letters,2,2,1.0000,0.3424,1.0000,2,"));
  sink_done(&first);
  sink_done(&second);
}

Test(app_run, folder_without_courses_is_said) {
  const struct app_paths paths = {.courses = "/nowhere/at/all", .store = records};
  app_close(app);
  cr_expect_eq(app_open(&paths, &app, &diags), RC_MISSING);
  cr_expect_null(app);
}
