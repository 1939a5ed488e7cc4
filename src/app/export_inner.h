/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside app only: what an xAPI statement needs beside its event. */
#ifndef APP_EXPORT_INNER_H
#define APP_EXPORT_INNER_H

#include "app/app.h"
#include "exchange/record.h"
#include "exchange/xapi.h"
#include "store/event.h"

/* export_people.c: who is whom and is called how, gathered from a first pass over the events. The
 * latest word in canonical order holds. */
struct told_at { /* canonical order */
  int64_t time;
  uint8_t chain[KEY_BYTES];
  uint64_t seq;
  uint8_t hash[HASH_BYTES];
};

struct export_people {
  bool names; /* asked for */
  struct {
    struct export_join {
      uint8_t low[ID_BYTES], high[ID_BYTES];
      bool undone;
      struct told_at at;
    } * list;
    size_t n, cap;
  } joins;
  struct {
    struct export_same { /* by id once settled */
      uint8_t id[ID_BYTES], person[ID_BYTES];
    } * list;
    size_t n, cap;
  } same;
  struct {
    struct export_name { /* by id, the latest last, once settled */
      uint8_t id[ID_BYTES];
      char name[PERSON_TEXT];
      struct told_at at;
    } * list;
    size_t n, cap;
  } stated;
};

void export_people_add(struct export_people *people, const struct record *record);
void export_people_settle(struct export_people *people);
void export_people_done(struct export_people *people);
/* Of those who are joined the smallest id, else the id itself. */
const uint8_t *export_person(const struct export_people *people, const uint8_t id[ID_BYTES]);
const char *export_name(const struct export_people *people, const uint8_t person[ID_BYTES]);

/* export_course.c: what the courses say of activities. */
struct export_courses {
  struct arena arena;
  struct catalogue catalogue;
  struct module **modules;
  size_t n_modules, cap_modules;
  struct {
    struct export_place { /* by path */
      const char *path, *title;
      const struct item *item;        /* NULL: something with a title */
      struct xapi_activity *activity; /* made when it is first asked for */
    } * list;
    size_t n, cap;
  } places;
};

/* What is broken is left out; a folder that cannot be read is a warning "export.courses". */
void export_courses_open(struct export_courses *courses, const char *folder, struct diags *diags);
void export_courses_done(struct export_courses *courses);
/* NULL: the courses have nothing of that path, or another question by now. */
const struct xapi_activity *export_activity(struct export_courses *courses,
                                            const struct record *record);

#endif
