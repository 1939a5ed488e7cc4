/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second pair of eyes: review.csv beside a course.yaml says what a reader answered who had the
 * lessons but not the key.
 *
 * Its first row is  item,revision,answer,agreement,resolution. item is "module/item"; revision what
 * reader_revision gives, so that a reworded question is read again; agreement yes or no; resolution
 * what was done about a no. Every question needs the row of its revision. */
#ifndef APP_READER_H
#define APP_READER_H

#include "base/diag.h"
#include "model/course.h"

enum { REVISION_DIGITS = 16 };
/* Of all that is shown of the question: 16 hexadecimal digits. */
void reader_revision(const struct item *item, char out[REVISION_DIGITS + 1]);

struct reader_row {
  const char *item, *revision;
  struct place at;
  bool used;
};

struct reader { /* with diags set the rest may be 0 */
  struct arena arena;
  struct diags *diags;
  const char *folder; /* of the course that is being looked at; NULL before the first */
  bool any;           /* it has a review.csv */
  struct {
    struct reader_row *list; /* by item and revision */
    size_t n, cap;
  } rows;
  size_t items, unread; /* over all courses */
};

/* Looks for each question of a module, whose courses come one after the other, and says what is not
 * so: reader.none (once a course), reader.missing; of the file reader.header, reader.agreement,
 * reader.unresolved, and what exchange/csv_read.h says. */
void reader_add(struct reader *reader, const struct module *module, const char *file);
/* The last course is over: reader.unknown, as before a new one begins. */
void reader_end(struct reader *reader);
void reader_done(struct reader *reader);

#endif
