/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class that a laptop is of, and its sittings: class/joined.json beneath the folder of the
 * store (written whole or not at all), and beside it the sealed exams of that class. No name is in
 * it.
 *
 * Every function that takes `store` means its folder. */
#ifndef APP_SITTING_H
#define APP_SITTING_H

#include "app/app.h"
#include "exchange/stick.h"

enum { SEATS = 999 };

enum sitting_stage {
  SITTING_SEALED, /* the exam lies beside, and nobody here can read it */
  SITTING_OPEN,   /* its start code was typed: it may be sat, and nothing of it is told */
  SITTING_CLOSED, /* its closing code was typed */
  SITTING_STAGES
};

struct attempt { /* who began to sit it, in which session; both ids are random */
  uint8_t person[ID_BYTES], session[ID_BYTES];
};

struct sitting {
  struct stick_sitting what;
  enum sitting_stage stage;
  struct {
    struct attempt *list;
    size_t n, cap;
  } attempts;
};

struct joined { /* {0} is of no class; joined_done */
  uint8_t id[ID_BYTES];
  char name[STICK_NAME];
  uint32_t serial;
  unsigned seat; /* 1 to SEATS; 0: not said */
  struct {
    struct sitting *list;
    size_t n, cap;
  } sittings;
};

void joined_done(struct joined *joined);

/* RC_MISSING, in silence: of no class. RC_DATA "class.damaged": it is not as it was written; the
 * stick mends it. */
enum rc joined_read(const char *store, struct joined *joined, struct diags *diags);
enum rc joined_write(const char *store, const struct joined *joined, struct diags *diags);

/* Whether the stick may be taken in here. RC_DATA "stick.older": a later one of the same class was;
 * "sitting.open": a sitting of another class, or one that it lacks, is not closed yet. */
enum rc joined_weigh(const char *store, const struct stick *stick, struct diags *diags);

bool sitting_in(const struct stick_sitting *sitting, const char *course); /* of that course */
/* Whether this laptop is of that class, and a sitting of that course was started here. */
bool joined_started(const char *store, const struct stick *stick, const char *course);

/* Keeps that this laptop is of the class. seat: 0 leaves it as it is. A sitting of before keeps its
 * stage. from: the folder of the stick, whose sealed exams were verified. Doing it again changes
 * nothing. */
enum rc joined_take(const char *store, const char *from, const struct stick *stick, unsigned seat,
                    struct diags *diags);

/* -- Starting and closing (sitting_start.c) --------------------------------------------------- */

/* A code as it was typed. RC_USAGE "stick.mistyped": it is none. */
enum rc sitting_hear(const char *typed, char code[SPOKEN_TEXT], struct diags *diags);

/* Opens the sitting whose start code that is. seat: 0 leaves it as it is. *path (may be NULL): of
 * its exam, in the app's arena. Doing it again mends what a cut left. RC_MISSING "class.none";
 * RC_USAGE "stick.mistyped", "sitting.code": no sitting's start code; RC_DATA "sitting.version":
 * the course here is another one; codes of trust_read, coursepack_read and file_write_whole. */
enum rc sitting_start(struct app *app, const char *typed, unsigned seat, const char **path,
                      struct diags *diags);
/* Closes the sitting whose closing code that is, if it is open. As above. */
enum rc sitting_close(struct app *app, const char *typed, const char **path, struct diags *diags);

/* -- What holds meanwhile --------------------------------------------------------------------- */

/* A sitting is open here, or it cannot be known: then nothing is told that could tell of it. */
bool sitting_hushed(const char *store);
/* Where the exam of that path stands; SITTING_STAGES: it is of no sitting. */
enum sitting_stage sitting_of(const struct joined *joined, const char *path);
/* The form that the seat of this laptop gives in an open sitting of that exam: FORM_A to odd seats,
 * FORM_B to even ones, so that neighbours differ. False: it is of none, or no seat was said. */
bool sitting_form(const char *store, const char *path, uint8_t *form);
/* Before an exam begins under that session's id: in an open sitting each person has one attempt,
 * and one that was interrupted is gone on with instead. It is kept before its first event is: of a
 * cut in between nothing was recorded, and another may begin. What another laptop knows of the
 * person is not asked: the trainer decides who sits where. RC_USAGE "sitting.sat": it was begun
 * here already; codes of joined_write, and of a record that cannot be read. Of an exam that is in
 * no open sitting nothing is kept. */
enum rc sitting_attempt(struct app *app, const char *path, const uint8_t session[ID_BYTES],
                        struct diags *diags);
/* RC_USAGE "sitting.hushed" while a sitting is open. */
enum rc sitting_refuse(const char *store, struct diags *diags);

#endif
