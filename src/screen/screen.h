/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screens of the program: each a file, page out and action in, ending in its row.
 *
 * A ui is a stack of frames. A frame is a screen and its argument (a course id, a module path, a
 * session id, as text). Screens know no terminal. */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#include "app/app.h"
#include "app/checklist.h"
#include "app/keyin.h"
#include "app/map.h"
#include "app/sitting.h"
#include "model/face.h"

enum { UI_DEPTH = 12, UI_ARG = 256 };

struct ui;

struct screen {
  const char *name;
  bool
      alone; /* nothing can be searched or found from here: nobody is signed in, or it would help */
  bool tells; /* what was answered, or what it came to: not while a sitting is open */
  void (*page)(struct ui *ui, struct page *page);
  void (*act)(struct ui *ui, const struct input *input);
};

struct frame {
  const struct screen *screen;
  char arg[UI_ARG];
};

struct ui {
  struct app *app;
  struct arena arena; /* of the present page; emptied for each */
  struct page page;
  struct frame frames[UI_DEPTH];
  size_t n;
  struct run *run;             /* the run on screen, if any */
  struct run *past;            /* the finished run that is read again, if any */
  struct keyin *keyin;         /* what is keyed in, if anything */
  struct checklist *checklist; /* the same of a check at work */
  struct map *map;             /* the coordinator's, if that is what the program was opened for */
  char minutes[8];             /* that there are to find out where one stands; "": all it takes */
  char last_path[UI_ARG];      /* of the run opened last: what comes after it is "next" */
  char notice[512];            /* said once at the top of the next page, then forgotten */
  enum tone notice_tone;
  struct look look;
  bool over;
};

void ui_init(struct ui *ui, struct app *app);
void ui_done(struct ui *ui);
struct program ui_program(struct ui *ui);

void ui_push(struct ui *ui, const struct screen *screen, const char *arg);
void ui_pop(struct ui *ui);
void ui_replace(struct ui *ui, const struct screen *screen, const char *arg);
const char *ui_arg(const struct ui *ui);
void ui_say(struct ui *ui, enum tone tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void ui_say_diags(struct ui *ui,
                  const struct diags *diags); /* the first error's message and hint */

void ui_add_notice(const struct ui *ui, struct page *page); /* what ui_say said, if anything */
bool ui_is(const struct input *input, const char *action);
/* What follows "prefix:" in the action; NULL if it is another action. */
const char *ui_after(const struct input *input, const char *prefix);

/* Opens a lesson, quiz or drill on the run screen, or goes on with one by its session's id. */
void run_screen_open(struct ui *ui, enum run_kind kind, const char *path);
void run_screen_resume(struct ui *ui, const char *hex);
/* One that is over, to be read again. */
void past_screen_open(struct ui *ui, const char *hex);

/* contest.c: on the page that tells a question of a run (the one told now, or the nth of a run that
 * is over) what was contested and ruled of it, and the action to contest it; on the page of a run
 * that is over what it came to since. */
void contest_add(struct ui *ui, const struct run *run, unsigned nth, struct page *page);
void contest_add_result(struct ui *ui, const struct run *run, struct page *page);
/* Opens it for that question; false: it is another action. */
bool contest_open(struct ui *ui, const struct input *input);

/* sitting.c: in the place of a screen that tells. */
void sitting_hush_page(struct ui *ui, struct page *page);
/* In the place of what an exam came to, while its sitting is open; false: it may be told. */
bool sitting_hush_run(struct ui *ui, const struct run *run, struct page *page);
/* The row by which an exam is opened or closed; false: there is none. there: the exam is in the
 * course. */
bool sitting_row(const struct joined *joined, const char *exam_path, bool there,
                 struct outline_row *row);

/* The page of the screen beneath the top one, made anew in the ui's arena: what can be done there.
 */
void ui_beneath(struct ui *ui, struct page *page);
/* Back to that screen, and does the action there. */
void ui_pop_and(struct ui *ui, const struct input *input);
/* A run on screen that must not be helped: questions are not told. */
bool ui_asks(const struct ui *ui);

/* whom.c: rows of a class (cohort NULL: everybody) but for who is signed in, under action and the
 * person's id in hexadecimal, and the way back. */
void whom_page(struct ui *ui, struct page *page, const char *cohort, const char *action);
/* Who that is, by the digits that hex begins with; false: nobody, or it cannot be read now. */
bool whom_find(struct ui *ui, const char *hex, struct person *person, struct diags *diags);

struct rating;
/* rate.c: the levels of a competency to choose one from, by their numbers. */
void rating_choices(struct ui *ui, struct page *page, const char *block,
                    const struct rating *rating);

/* The title of what a path names; the path itself if the course is no longer there. */
const char *ui_path_title(struct ui *ui, const char *path);
/* The day of the record, by Greenwich: so that it is the same wherever it is read. */
const char *ui_day(struct arena *arena, int64_t milliseconds);

/* privacy.c: what is recorded what for, and who sees it. */
void privacy_say(struct page *page);

/* The coordinator's program: the map is measured on its screen. The ui frees it. */
void map_screen_open(struct ui *ui, struct app *app, struct map *map);

extern const struct screen screen_people, screen_person, screen_home, screen_course, screen_run,
    screen_past, screen_rate, screen_results, screen_search, screen_read, screen_find,
    screen_progress, screen_settings, screen_keys, screen_review, screen_stand, screen_contest,
    screen_assess, screen_class, screen_keyin, screen_checklist, screen_map, screen_day,
    screen_place, screen_evidence, screen_curriculum, screen_privacy, screen_supervise,
    screen_hand_in, screen_sitting, screen_unlock, screen_passphrase, screen_forgotten;

#endif
