/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a person likes Mafunzo to be. All zero is how it is without a word said, save time_percent.
 */
#ifndef MODEL_SETTINGS_H
#define MODEL_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum theme {
  THEME_DEFAULT,  /* the terminal's own colours; blue and orange beside the words */
  THEME_CONTRAST, /* bright on black, and weight or reverse where others go dim */
  THEME_MONO,     /* no colour at all */
  THEMES
};

enum { LANGUAGE_CODE = 16, TIME_PERCENT_LEAST = 100, TIME_PERCENT_MOST = 1000 };

struct settings {
  enum theme theme;
  bool no_mouse;         /* the mouse is the terminal's own: to select and copy text */
  bool still;            /* nothing on the screen moves by itself */
  uint16_t time_percent; /* of the time a test gives: 100 as the author set it, 150 half as much
                            again; 0: no limit */
  int32_t until; /* day since 1970 by which all that was met is to be remembered, a deployment;
                    0: none */
  char language[LANGUAGE_CODE]; /* of the interface: "fr"; "": the machine's */
};

#define SETTINGS_PLAIN ((struct settings){.time_percent = 100})

/* As words, for files and commands: language a code or "", theme default|contrast|mono, time the
 * percentage (0 or TIME_PERCENT_LEAST to TIME_PERCENT_MOST), motion moving|still, mouse
 * program|terminal. until has no word: it is a person's own. */
enum { SETTINGS_NAMES = 5, SETTINGS_VALUE = 16 };
extern const char *const settings_names[SETTINGS_NAMES + 1]; /* NULL ends them */
/* False: there is no such name or value, and nothing was set. */
bool settings_set(struct settings *settings, const char *name, const char *value);
void settings_get(const struct settings *settings, size_t nth, char value[SETTINGS_VALUE]);

#endif
