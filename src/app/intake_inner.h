/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the intake only: a kind of file is one row of intake.c and one file. */
#ifndef APP_INTAKE_INNER_H
#define APP_INTAKE_INNER_H

#include "app/intake.h"
#include "app/known.h"
#include "exchange/filled.h"

struct intake {
  struct app *app;
  struct filled form;
  struct known known;
  const struct framework *framework;
  struct arena arena; /* of what the events point to */
  uint32_t today;     /* days since 1970 */
  struct {
    struct happening *list;
    size_t n, cap;
  } happened;
  struct {
    uint8_t (*list)[ID_BYTES];
    size_t n, cap;
  } subjects, actors, sessions; /* of each */
  struct {
    struct intake_key {
      uint8_t of[HASH_BYTES];
      const struct filled_cell *at;
    } * list;
    size_t n, cap;
  } keys;
};

struct intake_kind {
  const char *name;
  bool (*is)(const struct filled *form);
  void (*take)(struct intake *in); /* fills the lists; faults become diagnostics */
};
extern const struct intake_kind intake_paper, intake_ratings, intake_sheets;

struct intake_row { /* who is told of, by whom, on what day */
  uint8_t subject[ID_BYTES], actor[ID_BYTES], session[ID_BYTES];
  uint32_t day;
  bool good; /* no fault so far */
};

/* intake_read.c: filled_read in a cage (base/cage.h), and RC_DATA "marks.child": it broke there. */
enum rc filled_read_caged(const char *shown, const char *bytes, size_t len, struct filled *form,
                          struct diags *diags);

/* Someone named in a cell: by code, or by name. False, and a fault: nobody, or several. */
bool intake_person(struct intake *in, const struct filled_cell *cell, uint8_t id[ID_BYTES]);
/* Person and day of a row; the actor is the person. */
struct intake_row intake_row_of(struct intake *in, size_t row);
bool intake_needs(struct intake *in,
                  const char *const *headings); /* all of them, NULL-terminated */
/* Whether some heading is none of these: a fault where it stands. */
void intake_only(struct intake *in, const char *const *headings);
/* Of what there may be one in a file: a second is a fault in its cell. */
void intake_once(struct intake *in, const struct filled_cell *at, const struct intake_row *entry,
                 const char *what, unsigned kind);
void intake_say(struct intake *in, const struct intake_row *entry,
                const struct happening *happening);

/* intake_find.c: the module of "course/module/id", or of "module/id" if it is the only one; id is
 * what follows. NULL: there is none, or there are several (*several). */
const struct module *intake_module(struct intake *in, const char *path, const char **id,
                                   bool *several);

#endif
