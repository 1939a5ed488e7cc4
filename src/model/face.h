/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a face needs to know of a program: pages come from it, inputs go to it. */
#ifndef MODEL_FACE_H
#define MODEL_FACE_H

#include "model/page.h"
#include "model/settings.h"

/* How a person wants to see and handle a face that draws. */
struct look {
  enum theme theme;
  bool mouse;
  bool motion; /* may anything move by itself? So far nothing does. */
};

struct program {
  void *ctx;
  /* The page of the present moment; valid until the next call of page or act. */
  const struct page *(*page)(void *ctx);
  /* Does what the input says. False: the program is over. */
  bool (*act)(void *ctx, const struct input *input);
  /* The look of the present moment, asked for at the start and after every act. NULL, or if it
   * returns NULL: what the face was started with. */
  const struct look *(*look)(void *ctx);
};

enum face_end {
  FACE_OVER,      /* the program ended it */
  FACE_LEFT,      /* end of input, SIGHUP or SIGTERM: leave, all is recorded */
  FACE_BROKEN,    /* output failed */
  FACE_IMPOSSIBLE /* this face cannot be shown here, and nothing of it was */
};

#endif
