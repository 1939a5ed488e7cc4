/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lessons and questions show outside a run: for previews, classes and paper. */
#ifndef SESSION_SHOW_H
#define SESSION_SHOW_H

#include "assess/kind.h"

/* What a lesson says: objectives, text, specimens, source. */
void lesson_blocks(const struct module *module, const struct lesson *lesson, struct page *page);

/* A question dealt the same way every time: specimens, stem, answer (see the kind's page). */
void question_order(const struct item *item, uint8_t order[RESPONSE_PICKS]);
void question_blocks(const struct item *item, enum show show, const struct response *response,
                     struct page *page);
/* In that order: row -> part. */
void question_dealt(const struct item *item, const uint8_t *order, enum show show,
                    const struct response *response, struct page *page);

#endif
