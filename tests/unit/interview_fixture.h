/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped interviews, and players who go through them. */
#ifndef INTERVIEW_FIXTURE_H
#define INTERVIEW_FIXTURE_H

#include "course/course.h"
#include "drill/interview.h"
#include "model/competency.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

enum { SHIPPED_MOST = 16, PLAYER_STEPS = 400 };

static struct diags shipped_diags;
static struct framework *shipped_framework;
static struct module *shipped_modules[8];
static size_t shipped_n_modules, shipped_n;
static const struct drill *shipped[SHIPPED_MOST];
extern const struct drill_kind drill_interview;

static inline void shipped_load(void) {
  static const char *const files[] = {
      "01-questions-and-what-they-do.yaml", "02-two-minutes-at-the-booth.yaml",
      "03-peace-in-second-line.yaml", "04-interpreters-and-plain-words.yaml",
      "05-people-who-need-protection.yaml"};
  const struct course course = {
      .id = "interviewing", .language = "en", .folder = "courses/interviewing"};
  cr_assert(seal_init());
  shipped_framework = framework_load("courses/framework", &shipped_diags);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    struct module *module = module_load(&course, files[i], shipped_framework, &shipped_diags);
    cr_assert_not_null(module, "%s", files[i]);
    shipped_modules[shipped_n_modules++] = module;
    for (size_t j = 0; j < module->n_drills; j++)
      if (drill_kinds[module->drills[j].kind] == &drill_interview)
        shipped[shipped_n++] = &module->drills[j];
  }
}

static inline void shipped_done(void) {
  for (size_t i = 0; i < shipped_n_modules; i++)
    module_free(shipped_modules[i]);
  framework_free(shipped_framework);
  diags_done(&shipped_diags);
}

static inline bool give(const struct drill *drill, struct drill_state *state, uint64_t choice,
                        const char *text, struct drill_outcome *outcome) {
  static struct drill_state next;
  drill_interview.step(drill, state, &(struct drill_input){.choice = choice, .text = text}, &next,
                       outcome);
  memcpy(state, &next, sizeof next);
  return outcome->accepted;
}

/* Says a form of a group as a trainee would: by turning to it first. */
static inline void say(const struct drill *drill, struct drill_state *state, uint8_t group,
                       uint8_t form) {
  const struct interview *it = drill->body;
  struct drill_outcome outcome;
  bool topic = group_is_topic(it, group);
  const struct move_row *move = topic ? NULL : &it->moves[group - it->n_topics];
  if (interview_unpack(state).at != NO_GROUP)
    give(drill, state, seal_name(TURN_BACK), "", &outcome);
  cr_assert(give(drill, state, topic ? it->topics[group].name_of : move->name_of, "", &outcome));
  cr_assert(outcome.waits);
  cr_assert(give(drill, state, topic ? it->topics[group].form_name[form] : move->sayings[form].name,
                 "", &outcome));
  cr_assert_not(outcome.waits);
}

#endif
