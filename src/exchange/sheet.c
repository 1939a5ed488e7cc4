/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/sheet.h"

#include "base/text.h"

#include <string.h>

/* -- Stations ---------------------------------------------------------------------------------- */

static const char *task_of(struct arena *arena, const struct station *s) {
  if (!s->minutes)
    return s->task;
  return arena_printf(arena, ngettext("%u minute. %s", "%u minutes. %s", s->minutes), s->minutes,
                      s->task);
}

static const char *to_pass(struct arena *arena, const struct station *s) {
  return arena_printf(arena, _("To pass: %u %% of %u points, and every critical step."), s->pass,
                      station_points(s));
}

static const char *specimens_of(struct arena *arena, const struct station *s) {
  const char *text = arena_printf(arena, "%s ", _("Specimens that may be used:"));
  for (size_t i = 0; i < s->n_specimens; i++)
    text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", s->specimens[i]);
  return text;
}

/* What every sheet of a station has. */
static struct form begin(struct arena *arena, const struct station *s) {
  struct form form = {.title = s->title, .path = s->path, .text = task_of(arena, s)};
  form.feet[0] = to_pass(arena, s);
  form.feet[1] = _("Tick nothing where you could not see the step.");
  if (s->n_specimens)
    form.feet[2] = specimens_of(arena, s);
  return form;
}

static const char *name_and_code(struct arena *arena, const struct person *person) {
  return person->code[0] ? arena_printf(arena, "%s, %s", person->name, person->code)
                         : person->name;
}

static const char *numbered(struct arena *arena, size_t i) {
  return arena_printf(arena, "%zu", i + 1);
}

static const char *critical_of(struct arena *arena, const struct station_step *step) {
  return step->critical ? arena_printf(arena, "%s %s", _("Critical:"), step->critical) : NULL;
}

struct form sheet_station(struct arena *arena, const struct station *s,
                          const struct person *person) {
  struct form form = begin(arena, s);
  struct form_row *rows = arena_array(arena, s->n_steps, sizeof *rows);
  const char **boxes = arena_array(arena, 2, sizeof *boxes);
  size_t n = 0;
  for (size_t i = 0; i < s->n_steps; i++)
    rows[i] = (struct form_row){
        .texts = {numbered(arena, i), s->steps[i].text,
                  arena_printf(arena, ngettext("%u point", "%u points", s->steps[i].points),
                               s->steps[i].points)},
        .note = critical_of(arena, &s->steps[i])};
  boxes[0] = _("Done");
  boxes[1] = _("Not done");
  form.blanks[n++] =
      (struct form_blank){_("Person code:"), person ? name_and_code(arena, person) : NULL};
  form.blanks[n++] = (struct form_blank){_("Date:"), NULL};
  form.blanks[n++] = (struct form_blank){_("Assessor:"), NULL};
  form.blanks[n++] = (struct form_blank){_("Specimen number:"), NULL};
  form.heads[0] = _("No.");
  form.heads[1] = _("Step");
  form.heads[2] = _("Points");
  form.widest = 1;
  form.boxes = boxes;
  form.n_boxes = 2;
  form.rows = rows;
  form.n_rows = s->n_steps;
  return form;
}

/* The steps stand above the boxes by their numbers, and once in words. */
static const char *steps_in_words(struct arena *arena, const struct station *s) {
  const char *text = task_of(arena, s);
  for (size_t i = 0; i < s->n_steps; i++)
    text = arena_printf(arena, s->steps[i].critical ? _("%s\n%zu. %s (critical)") : "%s\n%zu. %s",
                        text, i + 1, s->steps[i].text);
  return text;
}

struct form sheet_list(struct arena *arena, const struct station *s, const struct person *people,
                       size_t n) {
  struct form form = begin(arena, s);
  struct form_row *rows = arena_array(arena, n, sizeof *rows);
  const char **boxes = arena_array(arena, s->n_steps, sizeof *boxes);
  for (size_t i = 0; i < n; i++)
    rows[i] = (struct form_row){.texts = {people[i].name, people[i].code}};
  for (size_t i = 0; i < s->n_steps; i++)
    boxes[i] = numbered(arena, i);
  form.text = steps_in_words(arena, s);
  form.blanks[0] = (struct form_blank){_("Assessor:"), NULL};
  form.blanks[1] = (struct form_blank){_("Date:"), NULL};
  form.heads[0] = _("Name");
  form.heads[1] = _("Code");
  form.heads[2] = s->n_specimens ? _("Specimen") : NULL;
  form.feet[1] = _("Write 1 for done and 2 for not done. Write 0 where you could not see the step.");
  form.boxes = boxes;
  form.n_boxes = s->n_steps;
  form.rows = rows;
  form.n_rows = n;
  form.wide = true;
  return form;
}

/* -- At work ----------------------------------------------------------------------------------- */

static size_t required_rows(struct arena *arena, const struct framework *framework,
                            const struct position *post, struct form_row *rows) {
  size_t n = 0;
  for (size_t i = 0; i < framework->n_competencies; i++) {
    const struct competency *it = &framework->competencies[i];
    unsigned level = post->requirements[i].level;
    if (level)
      rows[n++] = (struct form_row){
          .texts = {it->id, arena_printf(arena, "%s. %s", it->name, it->descriptors[level])}};
  }
  return n;
}

struct form sheet_checklist(struct arena *arena, const struct framework *framework,
                            const struct position *post, const struct person *person,
                            unsigned days) {
  struct form form = {.path = post->title};
  struct form_row *rows = arena_array(arena, framework->n_competencies, sizeof *rows);
  const char **boxes = arena_array(arena, 5, sizeof *boxes);
  boxes[0] = _("1 Does it");
  boxes[1] = _("2 Not yet: training would help");
  boxes[2] = _("3 Not yet: something else is in the way");
  boxes[3] = _("4 Not yet: cannot tell why");
  boxes[4] = _("0 Not seen");
  form.title = days == 30 ? _("At work, 30 days after the training")
                          : _("At work, 90 days after the training");
  form.text = _("For the supervisor. Does the person do what the sentence says, unaided? Watch the "
                "work itself, not how the person talks of it. Who does not do it yet: ask whether "
                "the person could do it if it had to be done. If so, training will not help: look "
                "at tools, rules, time, staff and supervision.");
  form.blanks[0] =
      (struct form_blank){_("Person code:"), person ? name_and_code(arena, person) : NULL};
  form.blanks[1] = (struct form_blank){_("Date:"), NULL};
  form.blanks[2] = (struct form_blank){_("Supervisor:"), NULL};
  form.heads[0] = _("Topic");
  form.heads[1] = _("What the post requires");
  form.widest = 1;
  form.boxes = boxes;
  form.n_boxes = 5;
  form.rows = rows;
  form.n_rows = required_rows(arena, framework, post, rows);
  form.feet[0] = _("One tick a line. It is keyed in on the home screen: the key a.");
  return form;
}
