/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const settings_names[SETTINGS_NAMES + 1] = {"language", "theme", "time",
                                                        "motion",   "mouse", NULL};

static const char *const themes[] = {"default", "contrast", "mono", NULL};
static const char *const motions[] = {"moving", "still", NULL};
static const char *const mice[] = {"program", "terminal", NULL};

static int word(const char *const *words, const char *value) {
  for (int i = 0; words[i]; i++)
    if (strcmp(words[i], value) == 0)
      return i;
  return -1;
}

static bool set_language(struct settings *settings, const char *value) {
  size_t len = strlen(value);
  if (len >= LANGUAGE_CODE || strspn(value, "abcdefghijklmnopqrstuvwxyz") != len || len == 1)
    return false;
  strcpy(settings->language, value);
  return true;
}

static bool set_time(struct settings *settings, const char *value) {
  char *end;
  unsigned long percent = strtoul(value, &end, 10);
  if (*value < '0' || *value > '9' || *end || percent > TIME_PERCENT_MOST ||
      (percent && percent < TIME_PERCENT_LEAST))
    return false;
  settings->time_percent = (uint16_t)percent;
  return true;
}

bool settings_set(struct settings *settings, const char *name, const char *value) {
  int found;
  switch (word(settings_names, name)) {
  case 0:
    return set_language(settings, value);
  case 1:
    if ((found = word(themes, value)) >= 0)
      settings->theme = (enum theme)found;
    return found >= 0;
  case 2:
    return set_time(settings, value);
  case 3:
    if ((found = word(motions, value)) >= 0)
      settings->still = found;
    return found >= 0;
  case 4:
    if ((found = word(mice, value)) >= 0)
      settings->no_mouse = found;
    return found >= 0;
  default:
    return false;
  }
}

void settings_get(const struct settings *settings, size_t nth, char value[SETTINGS_VALUE]) {
  const char *const words[] = {settings->language, themes[settings->theme], NULL,
                               motions[settings->still], mice[settings->no_mouse]};
  if (words[nth])
    strcpy(value, words[nth]);
  else
    snprintf(value, SETTINGS_VALUE, "%u", settings->time_percent);
}
