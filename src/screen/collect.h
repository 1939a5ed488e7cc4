/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting as a program of its own (app/collect.h): where from, the passphrase of the keys, how
 * far it is, what came of it; a laptop that is not known yet is accepted on its page. The records are
 * open while it collects or accepts alone, so that the board can be looked at beside it. It is no
 * screen of the trainee's program. */
#ifndef SCREEN_COLLECT_H
#define SCREEN_COLLECT_H

#include "app/collect.h"
#include "model/face.h"

struct collect_shown { /* the page of the moment */
  enum { SHOWN_WHERE, SHOWN_PASSPHRASE, SHOWN_WORK, SHOWN_TOLD, SHOWN_LAPTOP, SHOWN_FAULT } at;
  size_t nth;     /* of told's laptops or of diags: that is shown, or was last */
  bool was_fault; /* that was one of diags */
  unsigned tries; /* of the passphrase: each makes it another page, with an empty field */
};

struct collect_viewer {
  const struct app_paths *paths; /* the caller's */
  const char *receipts;          /* struct collect_wanted's, the caller's; NULL */
  bool erasures;
  struct keys keys; /* opened once, for as many sticks as come */
  struct collect_shown shown;
  char from[RESPONSE_TEXT];      /* the folder */
  struct app *app;               /* while it collects; else NULL */
  struct collecting *collecting; /* the same */
  struct collect_told told;      /* what came of it last */
  struct diags diags;            /* the faults of that */
  enum rc rc;
  char notice[512]; /* said once, like a ui's */
  struct arena of_page;
  struct page page;
};

/* A coordinator or trainer has keys on this machine: codes of keys_look. */
enum rc collect_viewer_open(struct collect_viewer *viewer, const struct app_paths *paths,
                            struct diags *diags);
struct program collect_viewer_program(struct collect_viewer *viewer);
/* Ends what is at work: the bundle at hand is the last. */
void collect_viewer_done(struct collect_viewer *viewer);

/* collect_pages.c: each makes viewer->page, which is begun. */
void collect_where_page(struct collect_viewer *viewer);
void collect_passphrase_page(struct collect_viewer *viewer);
void collect_work_page(struct collect_viewer *viewer);
void collect_told_page(struct collect_viewer *viewer);
void collect_laptop_page(struct collect_viewer *viewer);
void collect_fault_page(struct collect_viewer *viewer);

#endif
