/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first screens say of the courses, kept in the store so that no course need be read for
 * them. It is made anew from the courses and the framework when any of their files is another. */
#ifndef APP_SHELF_H
#define APP_SHELF_H

#include "app/app.h"

struct shelf_course {
  const char *id, *title, *summary;
  const char *fault; /* why it cannot be opened; NULL: it can */
};

struct shelf_post {
  const char *id, *title;
  bool curriculum; /* a learning path is laid down for it */
};

struct shelf {
  bool framework; /* it can be read */
  const struct shelf_course *courses;
  size_t n_courses;
  const struct shelf_post *posts;
  size_t n_posts;
};

const struct shelf *app_shelf(struct app *app); /* stays until the program ends */
const char *app_post_title(struct app *app, const char *position); /* the id itself if unknown */

#endif
