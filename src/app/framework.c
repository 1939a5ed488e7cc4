/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The framework as it was read, so that the dozen files of it need not be read whenever a course is
 * opened: one row of the store instead of seven million instructions. */
#include "app/inner.h"

static const char memo[] = "framework 2"; /* raised when what is kept is laid out anew */

/* -- Into the store -------------------------------------------------------------------------- */

static void pack_competency(struct str *out, const struct competency *one) {
  pack_text(out, one->id);
  pack_text(out, one->name);
  for (size_t i = 0; i < LEVELS; i++)
    pack_text(out, one->descriptors[i]);
  pack_u8(out, one->critical != NULL);
  pack_text(out, one->critical);
}

static void pack_position(struct str *out, const struct position *one, size_t n_competencies) {
  pack_text(out, one->id);
  pack_text(out, one->agency);
  pack_text(out, one->title);
  pack_text(out, one->summary);
  pack_u32(out, one->order);
  for (size_t i = 0; i < n_competencies; i++) {
    const struct requirement *needed = &one->requirements[i];
    pack_u8(out, (uint8_t)needed->level);
    pack_u8(out, (uint8_t)needed->importance);
    pack_u8(out, (uint8_t)needed->frequency);
    pack_u8(out, (uint8_t)needed->difficulty);
  }
}

static void keep(struct app *app, const struct framework *framework) {
  struct str out = {0};
  pack_text(&out, framework->id);
  pack_text(&out, framework->title);
  pack_text(&out, framework->version);
  pack_u32(&out, (uint32_t)framework->n_competencies);
  for (size_t i = 0; i < framework->n_competencies; i++)
    pack_competency(&out, &framework->competencies[i]);
  pack_u32(&out, (uint32_t)framework->n_positions);
  for (size_t i = 0; i < framework->n_positions; i++)
    pack_position(&out, &framework->positions[i], framework->n_competencies);
  kept_put(app, memo, &out);
  str_done(&out);
}

/* -- From the store -------------------------------------------------------------------------- */

static void take_competency(struct unpack *in, struct arena *arena, struct competency *one) {
  one->id = kept_text(in, arena);
  one->name = kept_text(in, arena);
  for (size_t i = 0; i < LEVELS; i++)
    one->descriptors[i] = kept_text(in, arena);
  bool critical = unpack_u8(in);
  const char *why = kept_text(in, arena);
  one->critical = critical ? why : NULL;
}

static void take_position(struct unpack *in, struct arena *arena, size_t n_competencies,
                          struct position *one) {
  one->id = kept_text(in, arena);
  one->agency = kept_text(in, arena);
  one->title = kept_text(in, arena);
  one->summary = kept_text(in, arena);
  one->order = unpack_u32(in);
  struct requirement *needed = arena_array(arena, n_competencies, sizeof *needed);
  for (size_t i = 0; i < n_competencies; i++) {
    needed[i].level = unpack_u8(in);
    needed[i].importance = unpack_u8(in);
    needed[i].frequency = unpack_u8(in);
    needed[i].difficulty = unpack_u8(in);
  }
  one->requirements = needed;
}

static void take(struct unpack *in, struct framework *f) {
  f->id = kept_text(in, &f->arena);
  f->title = kept_text(in, &f->arena);
  f->version = kept_text(in, &f->arena);
  f->n_competencies = kept_count(in);
  struct competency *competencies = arena_array(&f->arena, f->n_competencies, sizeof *competencies);
  for (size_t i = 0; !in->bad && i < f->n_competencies; i++)
    take_competency(in, &f->arena, &competencies[i]);
  f->n_positions = kept_count(in);
  struct position *positions = arena_array(&f->arena, f->n_positions, sizeof *positions);
  for (size_t i = 0; !in->bad && i < f->n_positions; i++)
    take_position(in, &f->arena, f->n_competencies, &positions[i]);
  f->competencies = competencies;
  f->positions = positions;
}

static struct framework *read_kept(struct app *app, const char *folder) {
  struct str kept = {0};
  struct unpack in;
  struct framework *f = NULL;
  if (kept_read(app, memo, &kept, &in)) {
    f = framework_new(folder);
    take(&in, f);
    if (!unpack_done(&in)) {
      framework_free(f);
      f = NULL;
    }
  }
  str_done(&kept);
  return f;
}

const struct framework *app_framework(struct app *app) {
  if (app->lazy.has_framework)
    return app->lazy.framework;
  const char *folder = arena_printf(&app->arena, "%s/framework", app->courses);
  size_t told = app->diags.n;
  app->lazy.has_framework = true;
  app->lazy.framework = read_kept(app, folder);
  if (app->lazy.framework)
    return app->lazy.framework;
  app->lazy.framework = framework_load(folder, &app->diags);
  if (app->lazy.framework && app->diags.n == told) /* else it is to be told again */
    keep(app, app->lazy.framework);
  return app->lazy.framework;
}
