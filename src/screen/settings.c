/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: each row is one of them, and choosing it goes on to its next value; the last one only
 * tells what is recorded. */
#include "screen/screen.h"

#include "app/sealing.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct value {
  const char *word; /* N_() */
  int number;
  const char *code; /* languages */
};

struct setting {
  const char *id, *text, *note;
  const struct value *values;
  size_t n;
  int (*get)(const struct settings *settings);
  void (*set)(struct settings *settings, const struct value *value);
};

static const struct value themes[] = {{N_("ordinary colours"), THEME_DEFAULT, NULL},
                                      {N_("high contrast"), THEME_CONTRAST, NULL},
                                      {N_("no colours"), THEME_MONO, NULL}};
static const struct value mice[] = {{N_("clicks choose"), 0, NULL},
                                    {N_("left to the terminal"), 1, NULL}};
static const struct value motions[] = {{N_("the clock of a test runs"), 0, NULL},
                                       {N_("nothing moves by itself"), 1, NULL}};
static const struct value times[] = {{N_("as the course says"), 100, NULL},
                                     {N_("a quarter longer"), 125, NULL},
                                     {N_("half as long again"), 150, NULL},
                                     {N_("twice as long"), 200, NULL},
                                     {N_("no limit"), 0, NULL}};
/* In their own words, whatever is spoken now. */
static const struct value languages[] = {
    {N_("as the laptop"), 0, ""}, {"English", 1, "en"}, {"Français", 2, "fr"}};

static int get_theme(const struct settings *s) { return (int)s->theme; }
static void set_theme(struct settings *s, const struct value *v) {
  s->theme = (enum theme)v->number;
}
static int get_mouse(const struct settings *s) { return s->no_mouse; }
static void set_mouse(struct settings *s, const struct value *v) { s->no_mouse = v->number; }
static int get_still(const struct settings *s) { return s->still; }
static void set_still(struct settings *s, const struct value *v) { s->still = v->number; }
static int get_time(const struct settings *s) { return s->time_percent; }
static void set_time(struct settings *s, const struct value *v) {
  s->time_percent = (uint16_t)v->number;
}
static int get_language(const struct settings *s) {
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    if (strcmp(languages[i].code, s->language) == 0)
      return languages[i].number;
  return 0;
}
static void set_language(struct settings *s, const struct value *v) {
  snprintf(s->language, sizeof s->language, "%s", v->code);
}

#define VALUES(list) list, sizeof list / sizeof *list

static const struct setting settings[] = {
    {"language", N_("Language"),
     N_("Of the program; a course keeps the language it was written in."), VALUES(languages),
     get_language, set_language},
    {"theme", N_("Colours"), N_("Meaning is always said by a word as well."), VALUES(themes),
     get_theme, set_theme},
    {"time", N_("Time in tests"), N_("For who reads slowly, or in a foreign language."),
     VALUES(times), get_time, set_time},
    {"motion", N_("Motion"), N_("A running clock can disturb."), VALUES(motions), get_still,
     set_still},
    {"mouse", N_("Mouse"), N_("Left to the terminal, it selects text for copying."), VALUES(mice),
     get_mouse, set_mouse},
};

enum { SETTINGS = sizeof settings / sizeof *settings };

/* Where the value now is in the list; a value that is none of them counts as the first. */
static size_t place_of(const struct setting *setting, const struct settings *now) {
  int number = setting->get(now);
  for (size_t i = 0; i < setting->n; i++)
    if (setting->values[i].number == number)
      return i;
  return 0;
}

static void settings_page(struct ui *ui, struct page *page) {
  struct outline_row rows[SETTINGS + 2] = {0};
  page_init(page, &ui->arena, "settings", _("Settings"));
  page->status = arena_strdup(&ui->arena, ui->app->person.name);
  ui_add_notice(ui, page);
  page_add_plain(page,
                 _("Choose a line to change it. It holds at once, and whenever you come back."));
  for (size_t i = 0; i < SETTINGS; i++) {
    const struct setting *setting = &settings[i];
    rows[i] =
        (struct outline_row){.text = _(setting->text),
                             .word = _(setting->values[place_of(setting, &ui->app->settings)].word),
                             .note = _(setting->note),
                             .action = arena_printf(&ui->arena, "set:%s", setting->id)};
  }
  rows[SETTINGS] = (struct outline_row){.text = _("Passphrase"),
                                        .word = sealing_is_set(ui->app) ? _("set") : _("not set"),
                                        .note = _("Seals what is recorded of you on this laptop"),
                                        .action = "passphrase"};
  rows[SETTINGS + 1] =
      (struct outline_row){.text = _("What is recorded of you"),
                           .note = _("What for, who sees it, and what you can ask"),
                           .action = "privacy"};
  page_add_outline(page, "settings", rows, SETTINGS + 2);
  page_add_action(page, "back", "esc", _("Back"), _("Back to where you were"), false);
}

static void change(struct ui *ui, const struct setting *setting) {
  struct settings next = ui->app->settings;
  struct diags diags = {0};
  size_t at = (place_of(setting, &next) + 1) % setting->n;
  setting->set(&next, &setting->values[at]);
  if (app_prefer(ui->app, &next, &diags) != RC_OK)
    ui_say_diags(ui, &diags);
  diags_done(&diags);
}

static const char *passphrase_first(const struct ui *ui) {
  return sealing_is_set(ui->app) ? "" : sealing_can_recover(ui->app) ? "set" : "warn";
}

static void settings_act(struct ui *ui, const struct input *input) {
  const char *id = ui_after(input, "set");
  if (ui_is(input, "back"))
    ui_pop(ui);
  else if (ui_is(input, "privacy"))
    ui_push(ui, &screen_privacy, "");
  else if (ui_is(input, "passphrase"))
    ui_push(ui, &screen_passphrase, passphrase_first(ui));
  for (size_t i = 0; id && i < SETTINGS; i++)
    if (strcmp(settings[i].id, id) == 0)
      change(ui, &settings[i]);
}

const struct screen screen_settings = {
    .name = "settings", .page = settings_page, .act = settings_act};
