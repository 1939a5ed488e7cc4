/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect.h"

#include "app/laptops.h"
#include "base/text.h"

#include <string.h>

/* -- A laptop ------------------------------------------------------------------------------------
 */

enum collect_state collect_state(const struct collect_laptop *row) {
  bool came = row->taken + row->again > 0;
  if (row->refused && !came)
    return COLLECT_REFUSED;
  if (row->span.forked)
    return COLLECT_FORKED;
  if (row->refused)
    return COLLECT_PARTLY;
  if (row->span.missing)
    return COLLECT_MISSING;
  if (row->off)
    return COLLECT_CLOCK;
  return row->added ? COLLECT_NEW : COLLECT_NOTHING_NEW;
}

const char *collect_state_word(const struct collect_laptop *row, struct arena *arena) {
  static const char *const words[] = {
      [COLLECT_NOTHING_NEW] = N_("nothing new"), [COLLECT_NEW] = N_("new"),
      [COLLECT_CLOCK] = N_("its clock is off"),  [COLLECT_MISSING] = N_("events are missing"),
      [COLLECT_PARTLY] = N_("taken in in part"), [COLLECT_FORKED] = N_("forked"),
      [COLLECT_REFUSED] = N_("not taken in")};
  enum collect_state state = collect_state(row);
  if (row->laptop.state == LAPTOP_ACCEPTED)
    return _(words[state]);
  return arena_printf(arena, "%s, %s", laptop_state_word(row->laptop.state), _(words[state]));
}

const char *collect_name(const struct collect_laptop *row, struct arena *arena) {
  char fingerprint[FINGERPRINT_TEXT];
  card_fingerprint(row->laptop.chain, fingerprint);
  return arena_strdup(arena, *row->laptop.label ? row->laptop.label : fingerprint);
}

static const char *counts(const struct collect_laptop *row, struct arena *arena) {
  const char *added =
      arena_printf(arena, ngettext("%llu new event", "%llu new events", (unsigned long)row->added),
                   (unsigned long long)row->added);
  return arena_printf(arena, _("%s, %llu here before"), added, (unsigned long long)row->had);
}

static const char *missing(const struct collect_laptop *row, struct arena *arena) {
  return arena_printf(arena,
                      ngettext("missing: %llu event, in a bundle that did not come yet",
                               "missing: %llu events, in bundles that did not come yet",
                               (unsigned long)row->span.missing),
                      (unsigned long long)row->span.missing);
}

size_t collect_lines(const struct collect_laptop *row, struct arena *arena, const char ***lines) {
  enum { MOST = 5 };
  const char **list = arena_array(arena, MOST, sizeof *list);
  size_t n = 0;
  if (row->refused)
    list[n++] = arena_printf(
        arena, ngettext("%zu file was not taken in", "%zu files were not taken in", row->refused),
        row->refused);
  if (row->taken + row->again) {
    list[n++] = counts(row, arena);
    if (row->span.missing)
      list[n++] = missing(row, arena);
    if (row->span.forked)
      list[n++] =
          _("forked: two laptops record under this key, as after copying a disk; all is kept");
    if (row->ahead)
      list[n++] = _("its clock is more than a day ahead: what it dates later than now counts as of "
                    "now, and nothing is left out");
    else if (row->off)
      list[n++] = _("its clock is more than a day off; nothing is left out for that");
  }
  *lines = list;
  return n;
}

/* -- All of them --------------------------------------------------------------------------------
 */

const char *collect_summary(const struct collect_told *told, struct arena *arena) {
  const char *files = arena_printf(arena, _("Files: %zu; not taken in: %zu; laptops: %zu"),
                                   told->looked, told->refused, told->n);
  if (told->looked == told->files)
    return files;
  return arena_printf(
      arena, _("Stopped: %zu of %zu files were looked at, and what was taken in stays. %s"),
      told->looked, told->files, files);
}

/* The folder of a receipt, if those before it lie there too; NULL: they do not. */
static const char *common(const char *folder, const char *receipt, struct arena *arena) {
  const char *slash = strrchr(receipt, '/');
  size_t len = slash == receipt ? 1 : (size_t)(slash - receipt);
  const char *its = arena_strndup(arena, receipt, len);
  return !folder || strcmp(folder, its) == 0 ? its : NULL;
}

const char *collect_carry(const struct collect_told *told, struct arena *arena) {
  const char *folder = NULL;
  size_t n = 0;
  for (size_t i = 0; i < told->n; i++)
    if (told->list[i].receipt) {
      folder = n && !folder ? NULL : common(folder, told->list[i].receipt, arena);
      n++;
    }
  if (!n)
    return NULL;
  if (!folder)
    return arena_printf(arena,
                        ngettext("Carry back %zu receipt; it lies beside the laptop's bundle.",
                                 "Carry back %zu receipts; each lies beside its laptop's bundle.",
                                 n),
                        n);
  return arena_printf(arena,
                      ngettext("Carry back %zu receipt; it lies in %s.",
                               "Carry back %zu receipts; they lie in %s.", n),
                      n, folder);
}
