/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which language the interface speaks. gettext looks translations up by LANGUAGE as soon as the
 * locale is not "C"; C.UTF-8 is on every machine, so that no locale need be installed. */
#include "base/text.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int _nl_msg_cat_cntr; /* gettext's own, made to be counted up when LANGUAGE changes */

static char machine[64]; /* what the environment asks for */
static bool translated;  /* there is a catalogue */

const char *text_shown(const char *text) { return translated ? gettext(text) : text; }

/* As setlocale would choose, whether or not such a locale is installed. */
static const char *asked_for(void) {
  static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  const char *list = getenv("LANGUAGE"), *value = NULL;
  for (size_t i = 0; (!value || !*value) && i < sizeof names / sizeof *names; i++)
    value = getenv(names[i]);
  if (!value || !*value || strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0)
    return ""; /* then gettext does not heed LANGUAGE either */
  return list && *list ? list : value;
}

void text_begin(const char *folder) {
  snprintf(machine, sizeof machine, "%s", asked_for());
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
    setlocale(LC_CTYPE, "C.UTF-8");
  setlocale(LC_MESSAGES, "C.UTF-8"); /* numbers stay as C writes them */
  bindtextdomain("mafunzo", folder);
  bind_textdomain_codeset("mafunzo", "UTF-8");
  textdomain("mafunzo");
  text_language("");
}

void text_language(const char *code) {
  static const char head[] = ""; /* of a catalogue: its text is never empty */
  setenv("LANGUAGE", *code ? code : machine, 1);
  ++_nl_msg_cat_cntr;
  translated = *gettext(head);
}
