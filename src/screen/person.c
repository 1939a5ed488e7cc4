/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new person: name, agency, unit; then the post. Nothing is recorded before the post is chosen.
 */
#include "screen/screen.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The argument carries the first page's answers to the second, and back: "post" or "form", name,
 * agency, unit, a newline between. */
static void person_from_arg(const char *arg, struct person *person) {
  char page[8], *const fields[] = {page, person->name, person->agency, person->unit};
  const size_t sizes[] = {sizeof page, PERSON_TEXT, PERSON_TEXT, PERSON_TEXT};
  for (size_t i = 0; i < 4; i++) {
    size_t len = strcspn(arg, "\n");
    snprintf(fields[i], sizes[i], "%.*s", (int)len, arg);
    arg += len + (arg[len] == '\n');
  }
}

static bool name_is_known(const struct ui *ui) { return strncmp(ui_arg(ui), "post\n", 5) == 0; }

static void show(struct ui *ui, const char *page, const struct person *person) {
  char arg[UI_ARG];
  snprintf(arg, sizeof arg, "%s\n%.80s\n%.80s\n%.80s", page, person->name, person->agency,
           person->unit);
  ui_replace(ui, &screen_person, arg);
}

static void form_page(struct ui *ui, struct page *page) {
  enum { MOST = 80 }; /* three of them fit a frame's argument */
  struct person person;
  person_from_arg(ui_arg(ui), &person);
  page_init(page, &ui->arena, "person", _("Who you are"));
  ui_add_notice(ui, page);
  privacy_say(page);
  page_add_entry(page, "name", _("Your name"), person.name, MOST, NULL);
  page_add_entry(page, "agency", _("Agency (may stay empty)"), person.agency, MOST, NULL);
  page_add_entry(page, "unit", _("Unit or border post (may stay empty)"), person.unit, MOST, NULL);
  page_add_action(page, "next", "enter", _("Next"), _("Go on to your post"), true);
  page_add_action(page, "back", "esc", _("Back"), _("Back without recording anything"), false);
}

static void post_page(struct ui *ui, struct page *page) {
  const struct framework *framework = app_framework(ui->app);
  size_t most = framework ? framework->n_positions : 0, n = 0;
  struct outline_row *rows = arena_array(&ui->arena, most + 1, sizeof *rows);
  struct person person;
  person_from_arg(ui_arg(ui), &person);
  page_init(page, &ui->arena, "post", _("Your post"));
  ui_add_notice(ui, page);
  page_add_plain(page, _("The post says which level of each competence your work asks for."));
  for (size_t i = 0; i < most; i++) { /* as this agency specifies them */
    const struct position *post = &framework->positions[i];
    if (framework_post(framework, person.agency, post->id) == (int)i)
      rows[n++] = (struct outline_row){.text = post->title,
                                       .note = post->summary,
                                       .action = arena_printf(&ui->arena, "post:%s", post->id)};
  }
  rows[n] = (struct outline_row){.text = _("None of these, or not yet known"), .action = "post:"};
  page_add_outline(page, "posts", rows, n + 1);
  page_add_action(page, "back", "esc", _("Back"), _("Back to your name"), false);
}

static void person_page(struct ui *ui, struct page *page) {
  if (name_is_known(ui))
    post_page(ui, page);
  else
    form_page(ui, page);
}

static const char *field(const struct input *input, const char *name) {
  const struct response *value = input_value(input, name);
  return value ? value->text : "";
}

static void keep_form(struct ui *ui, const struct input *input) {
  struct person person;
  snprintf(person.name, sizeof person.name, "%.80s", field(input, "name"));
  snprintf(person.agency, sizeof person.agency, "%.80s", field(input, "agency"));
  snprintf(person.unit, sizeof person.unit, "%.80s", field(input, "unit"));
  if (person.name[strspn(person.name, " \t")])
    show(ui, "post", &person);
  else
    ui_say(ui, TONE_WARN, "%s", _("A name is needed; a nickname will do."));
}

static void back(struct ui *ui) {
  struct person person;
  person_from_arg(ui_arg(ui), &person);
  if (name_is_known(ui))
    show(ui, "form", &person);
  else
    ui_pop(ui);
}

static void record(struct ui *ui, const char *post) {
  struct person person = {0};
  struct diags diags = {0};
  person_from_arg(ui_arg(ui), &person);
  snprintf(person.position, sizeof person.position, "%s", post);
  if (app_state_person(ui->app, &person, &diags) == RC_OK &&
      app_sign_in(ui->app, person.id, &diags) == RC_OK)
    ui_replace(ui, &screen_home, "");
  else
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static void person_act(struct ui *ui, const struct input *input) {
  const char *post = ui_after(input, "post");
  if (ui_is(input, "back"))
    back(ui);
  else if (ui_is(input, "next"))
    keep_form(ui, input);
  else if (post)
    record(ui, post);
}

const struct screen screen_person = {
    .name = "person", .alone = true, .page = person_page, .act = person_act};
