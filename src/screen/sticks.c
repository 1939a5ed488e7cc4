/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen/sticks.h"

#include "base/text.h"
#include "screen/screen.h"

#include <string.h>

void sticks_add(struct page *page, const struct mount *sticks, size_t n_sticks) {
  struct outline_row *rows = arena_array(page->arena, n_sticks + 1, sizeof *rows);
  size_t n = 0;
  for (size_t i = 0; i < n_sticks; i++) {
    const struct mount *stick = &sticks[i];
    if (strlen(stick->point) + sizeof "stick:" > INPUT_ACTION)
      continue;
    rows[n++] = (struct outline_row){.text = stick->point,
                                     .word = stick->read_only ? _("read-only") : NULL,
                                     .tone = stick->read_only ? TONE_WARN : TONE_PLAIN,
                                     .action = arena_printf(page->arena, "stick:%s", stick->point)};
  }
  if (n)
    page_add_outline(page, "sticks", rows, n);
  else
    page_add_plain(page, _("No stick is found. Put one in, wait until its light is calm, and look "
                           "again; or type a folder."));
  page_add_entry(page, "folder", n ? _("Or a folder") : _("Folder"), "", UI_ARG - 1, NULL);
  page_add_action(page, "look", "f5", _("Look again"), _("Look for sticks once more"), false);
}

const char *sticks_chosen(const struct input *input, const char *action) {
  const struct response *typed = input_value(input, "folder");
  const char *stick = ui_after(input, "stick");
  if (stick)
    return stick;
  return ui_is(input, action) && typed && *typed->text ? typed->text : NULL;
}
