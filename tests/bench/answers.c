/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Confirms so many answers of a quiz through the use cases, as a face does. Prints the median in
 * microseconds of one: from the answer given to the answer on the disk.
 *
 *   bench_answers COURSES STORE MODULE-PATH HOW-MANY (at most) */
#include "app/app.h"
#include "tests/bench/median.h"

#include <string.h>

static void die(const struct diags *diags, const char *what) {
  fprintf(stderr, "bench_answers: %s: %s\n", what, diags->n ? diags->list[0].message : "?");
  exit(1);
}

static void sign_in(struct app *app, struct diags *diags) {
  struct person *people, person = {.name = "Amina Yusuf", .unit = "Port Amani"};
  size_t n;
  if (app_people(app, &people, &n, diags) != RC_OK)
    die(diags, "people");
  if (n)
    person = people[0];
  free(people);
  if ((n == 0 && app_state_person(app, &person, diags) != RC_OK) ||
      app_sign_in(app, person.id, diags) != RC_OK)
    die(diags, "sign in");
}

static enum rc act(struct app *app, struct run *run, const char *action, struct diags *diags) {
  struct input input = {.n = 1};
  struct response *value = &input.fields[0].value;
  snprintf(input.action, sizeof input.action, "%s", action);
  input.fields[0].block = page_id("answer");
  value->n = 1;
  strcpy(value->text, "1");
  return run_input(app, run, &input, diags);
}

/* Whatever the answer was told to be, on to the next question. */
static void go_on(struct app *app, struct run *run, struct diags *diags) {
  if (act(app, run, "next", diags) != RC_OK &&
      (act(app, run, "key", diags) != RC_OK || act(app, run, "next", diags) != RC_OK))
    die(diags, "next");
}

int main(int argc, char **argv) {
  struct app *app;
  struct diags diags = {0};
  struct run *run = NULL;
  if (argc != 5)
    return 2;
  const struct app_paths paths = {.courses = argv[1], .store = argv[2]};
  if (app_open(&paths, &app, &diags) != RC_OK)
    die(&diags, argv[2]);
  sign_in(app, &diags);
  const struct module *module = app_module_at(app, argv[3], &diags);
  for (size_t n = strtoul(argv[4], NULL, 10), i = 0; module && i < n; i++) {
    if (!run && run_begin(app, module, RUN_QUIZ, NULL, &run, &diags) != RC_OK)
      break;
    median_begin();
    if (act(app, run, "answer", &diags) != RC_OK)
      break; /* to this question "1" is no answer: the run stays open */
    median_end();
    go_on(app, run, &diags);
    if (run->session.over) {
      run_free(run);
      run = NULL;
    }
  }
  if (!run && !n_samples)
    die(&diags, argv[3]);
  run_free(run);
  app_close(app);
  median_print();
  return 0;
}
