/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shelf.h"

#include "app/inner.h"
#include "base/pack.h"
#include "base/text.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char memo[] = "shelf 1";

/* Faults are told in a language, and another version may find others. The last sign of the name is
 * raised when what is kept is laid out anew. */
void shelf_stamp(const struct app *app, uint8_t out[HASH_BYTES]) {
  const char *locale = setlocale(LC_MESSAGES, NULL), *language = getenv("LANGUAGE");
  const struct str *files = &app->files.bytes;
  struct seal_part parts[] = {
      {PACKAGE_VERSION, sizeof PACKAGE_VERSION},
      {files->at, files->len},
      {locale, locale ? strlen(locale) + 1 : 0},
      {language, language ? strlen(language) + 1 : 0},
  };
  seal_hash(parts, sizeof parts / sizeof *parts, out);
}

enum rc shelf_open(struct app *app, const char *courses) {
  return stamp_catalogue(&app->files, courses);
}

/* -- From the courses ------------------------------------------------------------------------ */

static void make(struct app *app, struct shelf *shelf) {
  const struct framework *framework = app_framework(app);
  const struct catalogue *catalogue = app_catalogue(app);
  shelf->framework = framework != NULL;
  shelf->n_posts = framework ? framework->n_positions : 0;
  shelf->n_courses = catalogue->n;
  struct shelf_post *posts = arena_array(&app->arena, shelf->n_posts, sizeof *posts);
  struct shelf_course *courses = arena_array(&app->arena, catalogue->n, sizeof *courses);
  for (size_t i = 0; i < shelf->n_posts; i++)
    posts[i] = (struct shelf_post){framework->positions[i].id, framework->positions[i].title};
  for (size_t i = 0; i < catalogue->n; i++) {
    const struct course *course = &catalogue->courses[i];
    courses[i] = (struct shelf_course){course->id, *course->title ? course->title : course->id,
                                       course->summary, course->broken ? course->fault : NULL};
  }
  shelf->posts = posts;
  shelf->courses = courses;
}

/* -- In the store ---------------------------------------------------------------------------- */

static void keep(struct app *app, const uint8_t stamp[HASH_BYTES], const struct shelf *shelf) {
  struct str out = {0};
  pack_bytes(&out, stamp, HASH_BYTES);
  pack_u8(&out, shelf->framework);
  pack_u32(&out, (uint32_t)shelf->n_posts);
  pack_u32(&out, (uint32_t)shelf->n_courses);
  for (size_t i = 0; i < shelf->n_posts; i++) {
    pack_text(&out, shelf->posts[i].id);
    pack_text(&out, shelf->posts[i].title);
  }
  for (size_t i = 0; i < shelf->n_courses; i++) {
    const struct shelf_course *course = &shelf->courses[i];
    pack_text(&out, course->id);
    pack_text(&out, course->title);
    pack_text(&out, course->summary);
    pack_u8(&out, course->fault != NULL);
    pack_text(&out, course->fault);
  }
  store_memo_keep(app->store, memo, &out);
  str_done(&out);
}

static const char *take_text(struct app *app, struct unpack *in) {
  size_t len;
  const char *text = unpack_text(in, &len);
  return arena_strndup(&app->arena, text, len);
}

/* At most so many as there is room for: each takes a byte at least. */
static size_t take_count(struct unpack *in) {
  size_t n = unpack_u32(in);
  in->bad |= n > (size_t)(in->end - in->at);
  return in->bad ? 0 : n;
}

static bool take(struct app *app, struct unpack *in, struct shelf *shelf) {
  shelf->framework = unpack_u8(in);
  shelf->n_posts = take_count(in);
  shelf->n_courses = take_count(in);
  struct shelf_post *posts = arena_array(&app->arena, shelf->n_posts, sizeof *posts);
  struct shelf_course *courses = arena_array(&app->arena, shelf->n_courses, sizeof *courses);
  for (size_t i = 0; i < shelf->n_posts; i++) {
    posts[i].id = take_text(app, in);
    posts[i].title = take_text(app, in);
  }
  for (size_t i = 0; i < shelf->n_courses; i++) {
    courses[i].id = take_text(app, in);
    courses[i].title = take_text(app, in);
    courses[i].summary = take_text(app, in);
    bool faulty = unpack_u8(in);
    const char *fault = take_text(app, in);
    courses[i].fault = faulty ? fault : NULL;
  }
  shelf->posts = posts;
  shelf->courses = courses;
  return unpack_done(in);
}

static bool read_kept(struct app *app, const uint8_t stamp[HASH_BYTES], struct shelf *shelf) {
  struct str kept = {0};
  if (app->files.fresh)
    return false;
  store_memo(app->store, memo, &kept);
  bool known = kept.len > HASH_BYTES && memcmp(kept.at, stamp, HASH_BYTES) == 0;
  if (known) {
    struct unpack in = {.at = (const uint8_t *)kept.at + HASH_BYTES,
                        .end = (const uint8_t *)kept.at + kept.len};
    known = take(app, &in, shelf);
  }
  str_done(&kept);
  return known;
}

const struct shelf *app_shelf(struct app *app) {
  uint8_t stamp[HASH_BYTES];
  if (app->shelf)
    return app->shelf;
  struct shelf *shelf = arena_alloc(&app->arena, sizeof *shelf);
  shelf_stamp(app, stamp);
  if (!read_kept(app, stamp, shelf)) {
    *shelf = (struct shelf){0};
    make(app, shelf);
    if (!app->files.fresh)
      keep(app, stamp, shelf);
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
