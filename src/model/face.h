/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a face needs to know of a program: pages come from it, inputs go to it. */
#ifndef MODEL_FACE_H
#define MODEL_FACE_H

#include "model/page.h"
#include "model/settings.h"

struct program {
  void *ctx;
  /* The page of the present moment; valid until the next call of page or act. */
  const struct page *(*page)(void *ctx);
  /* Does what the input says. False: the program is over. */
  bool (*act)(void *ctx, const struct input *input);
  /* How it is to look now: asked before every frame. NULL: SETTINGS_PLAIN. */
  const struct settings *(*look)(void *ctx);
};

enum face_end {
  FACE_OVER,   /* the program ended it */
  FACE_LEFT,   /* end of input, SIGHUP or SIGTERM: leave, all is recorded */
  FACE_BROKEN, /* output failed */
};

#endif
