/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "base/text.h"
#include "cli/forms.h"
#include "course/course.h"
#include "exchange/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

struct checks {
  const struct framework *framework;
  const struct forms_wanted *wanted;
  struct arena *arena;
  struct form *forms;
  size_t n;
  unsigned days;
};

static void add(struct checks *c, int post, const struct person *person) {
  c->forms[c->n++] = sheet_checklist(c->arena, c->framework, &c->framework->positions[post],
                                     person, c->days);
}

/* Who has no post is told of, and gets none: nothing could be asked. */
static void add_people(struct checks *c, const struct person *people, size_t n,
                       struct diags *diags) {
  for (size_t i = 0; i < n; i++) {
    int post = framework_post(c->framework, people[i].agency, people[i].position);
    if (post >= 0)
      add(c, post, &people[i]);
    else
      diag_warn(diags, (struct place){0}, 1, "class.no-post", _("State it in the roster."),
                _("%.90s has no post that the framework knows, and gets no checklist"),
                people[i].name);
  }
}

static enum rc add_post(struct checks *c, struct diags *diags) {
  int post = framework_position(c->framework, c->wanted->post);
  if (post >= 0) {
    add(c, post, NULL);
    return RC_OK;
  }
  diag_error(diags, (struct place){0}, 1, "roster.position",
             _("The ids are the names of the files in the framework's positions."),
             _("there is no position \"%.90s\""), c->wanted->post);
  return RC_DATA;
}

static enum rc make(const struct cli_options *options, struct checks *c, struct diags *diags) {
  struct person *people;
  size_t n;
  enum rc rc = forms_people(options, c->wanted, c->arena, &people, &n, diags);
  c->forms = arena_array(c->arena, n + 1, sizeof *c->forms);
  if (rc == RC_OK && c->wanted->post)
    rc = add_post(c, diags);
  else if (rc == RC_OK)
    add_people(c, people, n, diags);
  if (rc == RC_OK && !c->n)
    rc = RC_DATA;
  return rc == RC_OK ? forms_save(c->wanted, c->forms, c->n, _("en"), diags) : rc;
}

/* 30 or 90; 0: neither. */
static unsigned days_of(const struct forms_wanted *wanted) {
  if (wanted->n != 1)
    return 0;
  const char *text = wanted->word[0];
  return strcmp(text, "30") == 0 || strcmp(text, "90") == 0 ? (unsigned)strtoul(text, NULL, 10) : 0;
}

static int checklist_run(const struct cli_options *options, int argc, char **argv) {
  struct diags diags = {0};
  struct arena arena = {0};
  struct forms_wanted wanted;
  int usage = forms_parse(&cli_checklist, argc, argv, &wanted);
  if (usage != EX_OK)
    return usage;
  unsigned days = days_of(&wanted);
  bool whom = wanted.code || wanted.cohort;
  if (!days || wanted.list || whom == (wanted.post != NULL))
    return cli_usage(&cli_checklist, "%s",
                     _("30 or 90 days after, and for whom: --person, --class or --post?"));
  struct framework *framework =
      framework_load(arena_printf(&arena, "%s/framework", options->courses), &diags);
  struct checks checks = {
      .framework = framework, .wanted = &wanted, .arena = &arena, .days = days};
  enum rc rc = framework ? make(options, &checks, &diags) : RC_MISSING;
  if (rc == RC_OK)
    forms_tell(options, &wanted);
  cli_print_diags(&diags);
  framework_free(framework);
  diags_done(&diags);
  arena_done(&arena);
  return rc_exit(rc);
}

const struct cli_command cli_checklist = {
    .name = "checklist",
    .arguments = "30|90 --person CODE | --class COHORT | --post POSITION [--format html|text] "
                 "--out FILE",
    .summary = N_("Write a supervisor's checklist for after the training, to print"),
    .run = checklist_run,
};
