/* SPDX-License-Identifier: GPL-3.0-or-later */
/* So many passports of a State, each made from its seed and drawn: all that its 28 looks show
 * ("ours"); or what they show written out again, byte for byte, from a list of texts into an arena
 * ("bare": the least that drawing can cost). Both print how many bytes were shown.
 *
 *   bench_specimens ours|bare TIMES STATES.yaml */
#include "course/build.h"
#include "document/passport.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t put(struct arena *arena, const char *text) {
  return text ? strlen(arena_strdup(arena, text)) : 0;
}

static size_t draw(const struct shown *shown, struct arena *arena, bool copy) {
  size_t bytes = copy ? put(arena, shown->text) : shown->text ? strlen(shown->text) : 0;
  for (size_t i = 0; i < shown->n_rows; i++)
    bytes += copy ? put(arena, shown->rows[i]) : strlen(shown->rows[i]);
  return bytes;
}

static size_t show_all(const struct passport *passport, struct arena *arena) {
  size_t bytes = 0;
  for (unsigned i = 0; i < LOOKS; i++) {
    struct shown shown = look_show(passport, (enum look)i, arena);
    bytes += draw(&shown, arena, false);
  }
  return bytes;
}

static size_t ours(const struct series *series, unsigned long times) {
  size_t bytes = 0;
  for (unsigned long i = 0; i < times; i++) {
    struct arena arena = {0};
    struct passport passport;
    passport_make(series, i, (struct date){2031, 5, 12}, &arena, &passport);
    bytes += show_all(&passport, &arena);
    arena_done(&arena);
  }
  return bytes;
}

static size_t bare(const struct series *series, unsigned long times) {
  struct arena kept = {0};
  struct passport passport;
  struct shown shown[LOOKS];
  size_t bytes = 0;
  passport_make(series, 0, (struct date){2031, 5, 12}, &kept, &passport);
  for (unsigned i = 0; i < LOOKS; i++)
    shown[i] = look_show(&passport, (enum look)i, &kept);
  for (unsigned long i = 0; i < times; i++) {
    struct arena arena = {0};
    for (unsigned k = 0; k < LOOKS; k++)
      bytes += draw(&shown[k], &arena, true);
    arena_done(&arena);
  }
  arena_done(&kept);
  return bytes;
}

int main(int argc, char **argv) {
  struct arena arena = {0};
  struct diags diags = {0};
  struct reading r = {.arena = &arena, .diags = &diags};
  struct documents documents;
  if (argc != 4)
    return 2;
  documents_load(&r, argv[3], &documents);
  if (!documents.n_series)
    return 1;
  unsigned long times = strtoul(argv[2], NULL, 10);
  printf("%zu\n", (strcmp(argv[1], "ours") == 0 ? ours : bare)(&documents.series[0], times));
  diags_done(&diags);
  arena_done(&arena);
  return 0;
}
