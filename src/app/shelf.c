/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shelf.h"

#include "app/inner.h"
#include "base/text.h"
#include "course/curricula.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char memo[] = "shelf 2"; /* raised when what is kept is laid out anew */

/* Faults are told in a language, and another version may find others. */
void shelf_stamp(const struct app *app, uint8_t out[HASH_BYTES]) {
  const char *locale = setlocale(LC_MESSAGES, NULL), *language = getenv("LANGUAGE");
  struct seal_part parts[] = {
      {PACKAGE_VERSION, sizeof PACKAGE_VERSION},
      {app->files_hash, HASH_BYTES},
      {locale, locale ? strlen(locale) + 1 : 0},
      {language, language ? strlen(language) + 1 : 0},
  };
  seal_hash(parts, sizeof parts / sizeof *parts, out);
}

enum rc shelf_open(struct app *app, const char *courses) {
  enum rc rc = stamp_catalogue(&app->files, courses);
  seal_hash(&(struct seal_part){app->files.bytes.at, app->files.bytes.len}, 1, app->files_hash);
  return rc;
}

/* -- From the courses ------------------------------------------------------------------------ */

static void make_posts(struct app *app, const struct framework *framework, struct shelf *shelf) {
  struct curricula curricula;
  struct diags untold = {0}; /* who opens the path is told */
  size_t most = framework ? framework->n_positions : 0;
  struct shelf_post *posts = arena_array(&app->arena, most, sizeof *posts);
  curricula_load(app->courses, NULL, NULL, &curricula, &untold);
  shelf->n_posts = 0;
  for (size_t i = 0; i < most; i++) { /* each once, whoever else specifies it */
    const struct position *it = &framework->positions[i];
    if (framework_position(framework, it->id) == (int)i)
      posts[shelf->n_posts++] =
          (struct shelf_post){it->id, it->title, curricula_of(&curricula, it->id) != NULL};
  }
  shelf->posts = posts;
  curricula_done(&curricula);
  diags_done(&untold);
}

static void make(struct app *app, struct shelf *shelf) {
  const struct framework *framework = app_framework(app);
  const struct catalogue *catalogue = app_catalogue(app);
  shelf->framework = framework != NULL;
  make_posts(app, framework, shelf);
  shelf->n_courses = catalogue->n;
  struct shelf_course *courses = arena_array(&app->arena, catalogue->n, sizeof *courses);
  for (size_t i = 0; i < catalogue->n; i++) {
    const struct course *course = &catalogue->courses[i];
    courses[i] = (struct shelf_course){course->id, *course->title ? course->title : course->id,
                                       course->summary, course->broken ? course->fault : NULL};
  }
  shelf->courses = courses;
}

/* -- In the store ---------------------------------------------------------------------------- */

static void keep(struct app *app, const struct shelf *shelf) {
  struct str out = {0};
  pack_u8(&out, shelf->framework);
  pack_u32(&out, (uint32_t)shelf->n_posts);
  pack_u32(&out, (uint32_t)shelf->n_courses);
  for (size_t i = 0; i < shelf->n_posts; i++) {
    pack_text(&out, shelf->posts[i].id);
    pack_text(&out, shelf->posts[i].title);
    pack_u8(&out, shelf->posts[i].curriculum);
  }
  for (size_t i = 0; i < shelf->n_courses; i++) {
    const struct shelf_course *course = &shelf->courses[i];
    pack_text(&out, course->id);
    pack_text(&out, course->title);
    pack_text(&out, course->summary);
    pack_u8(&out, course->fault != NULL);
    pack_text(&out, course->fault);
  }
  kept_put(app, memo, &out);
  str_done(&out);
}

static bool take(struct app *app, struct unpack *in, struct shelf *shelf) {
  shelf->framework = unpack_u8(in);
  shelf->n_posts = kept_count(in);
  shelf->n_courses = kept_count(in);
  struct shelf_post *posts = arena_array(&app->arena, shelf->n_posts, sizeof *posts);
  struct shelf_course *courses = arena_array(&app->arena, shelf->n_courses, sizeof *courses);
  for (size_t i = 0; i < shelf->n_posts; i++) {
    posts[i].id = kept_text(in, &app->arena);
    posts[i].title = kept_text(in, &app->arena);
    posts[i].curriculum = unpack_u8(in);
  }
  for (size_t i = 0; i < shelf->n_courses; i++) {
    courses[i].id = kept_text(in, &app->arena);
    courses[i].title = kept_text(in, &app->arena);
    courses[i].summary = kept_text(in, &app->arena);
    bool faulty = unpack_u8(in);
    const char *fault = kept_text(in, &app->arena);
    courses[i].fault = faulty ? fault : NULL;
  }
  shelf->posts = posts;
  shelf->courses = courses;
  return unpack_done(in);
}

static bool read_kept(struct app *app, struct shelf *shelf) {
  struct str kept = {0};
  struct unpack in;
  bool known = kept_read(app, memo, &kept, &in) && take(app, &in, shelf);
  str_done(&kept);
  return known;
}

const struct shelf *app_shelf(struct app *app) {
  if (app->shelf)
    return app->shelf;
  struct shelf *shelf = arena_alloc(&app->arena, sizeof *shelf);
  if (!read_kept(app, shelf)) {
    *shelf = (struct shelf){0};
    make(app, shelf);
    keep(app, shelf);
  }
  app->shelf = shelf;
  return shelf;
}

const char *app_post_title(struct app *app, const char *position) {
  const struct shelf *shelf = app_shelf(app);
  for (size_t i = 0; i < shelf->n_posts; i++)
    if (strcmp(shelf->posts[i].id, position) == 0)
      return shelf->posts[i].title;
  return position;
}
