/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class stick: how a trainer's machine makes it, and how a laptop takes it in.
 *
 * It is one folder, class-NAME, with
 *
 *   class.card     the coordinator's card, with this trainer: what enrols a laptop
 *   class.sealed   a box of the class code (exchange/codebox.h) with what the trainer signed
 *                  (exchange/stick.h): roster, settings, and the hash of every other file
 *   COURSE.pack    course packs (app/install.h)
 *   exam-N.sealed  boxes of a start code, each with a pack of one module: see app/sitting.h
 *
 * and appears at once or not at all. The codes are kept on the trainer's machine, in
 * keys/class-NAME.codes beneath the folder of the store: sealed (exchange/age.h) for the keys that
 * are on it, so that whoever has the file and not the passphrase reads none. A stick made again for
 * the same name is of the same class: it keeps its codes, and its serial rises.
 *
 * Taking in verifies all before it keeps anything: the card, the box, the signature within, that
 * the card vouches for whoever made it, the hash of each file, the roster. What it then keeps
 * (card, courses, people, at last that the laptop is of the class) is each whole or not there, and
 * none is done twice: after a cut anywhere the stick is taken in once more. */
#ifndef APP_CLASS_STICK_H
#define APP_CLASS_STICK_H

#include "app/app.h"
#include "app/keys.h"
#include "app/roster.h"
#include "app/trust.h"
#include "exchange/stick.h"

#define STICK_FOLDER "class-"
#define STICK_SEALED "class.sealed"
#define STICK_CARD "class.card"

/* -- Codes (class_stick_codes.c) -------------------------------------------------------------------- */

struct stick_exam_codes {
  char path[STICK_PATH]; /* of the exam */
  char start[SPOKEN_TEXT], closing[SPOKEN_TEXT];
};

struct stick_codes { /* {0}; stick_codes_done wipes it */
  uint8_t id[ID_BYTES];
  uint32_t serial;
  char code[SPOKEN_TEXT];
  struct {
    struct stick_exam_codes *list;
    size_t n, cap;
  } exams;
};

void stick_codes_done(struct stick_codes *codes);
/* Those of that class, by keys that are open. RC_MISSING "stick.no-codes": there is no such class
 * on this machine; RC_DATA "stick.codes": the file is damaged, or sealed for other keys. */
enum rc stick_codes_read(const char *store, const struct keys *keys, const char *name,
                         struct stick_codes *codes, struct diags *diags);
enum rc stick_codes_write(const char *store, const struct keys *keys, const char *name,
                          const struct stick_codes *codes, struct diags *diags);
/* Adds codes for that exam, if it has none; gives its row. */
const struct stick_exam_codes *stick_codes_of(struct stick_codes *codes, const char *path);

/* -- Making (class_stick_make.c) -------------------------------------------------------------------- */

struct stick_wanted {
  const char *name;
  const char *roster; /* a file */
  struct {            /* folders, or names in the folder of courses */
    const char *const *list;
    size_t n;
  } courses;
  bool framework; /* goes with the first of them */
  struct {        /* COURSE/MODULE, as said; the course is one of those above by its id, or is put
                     onto the stick too */
    const char *const *list;
    size_t n;
  } exams;
  struct settings settings;
  const char *out; /* the stick: a folder that is there */
};

/* Takes the roster in here first (roster_take): so that everybody has a code and an id, which the
 * laptops then share. *taken, and the codes to tell, are told. keys: opened. RC_USAGE "stick.name",
 * "stick.twice", "stick.no-exam"; RC_MISSING "stick.card"; codes of roster_take, packing_make and
 * of files that cannot be written; RC_FULL and others "stick.failed". */
enum rc stick_make(struct app *app, const struct stick_wanted *wanted, const struct keys *keys,
                   struct roster_taken *taken, struct stick_codes *codes, struct diags *diags);

/* -- Taking in (class_stick_join.c) ----------------------------------------------------------------- */

struct stick_offer { /* {0}; stick_offer_done */
  struct str folder; /* class-NAME */
  struct trust_offer card;
  struct str box; /* class.sealed */
  struct stick stick;
};

void stick_offer_done(struct stick_offer *offer);

/* path: the stick, or the folder on it. anew: whoever was trusted before is given up. RC_MISSING
 * "stick.none": no class is on it; RC_USAGE "stick.several"; RC_DATA "stick.damaged"; RC_NEWER
 * "stick.newer"; codes of trust_weigh. */
enum rc stick_examine(const char *store, const char *path, bool anew, struct stick_offer *offer,
                   struct diags *diags);

/* Opens it, by the code as it was typed, and verifies the rest. RC_USAGE "stick.mistyped": no code
 * at all; "stick.code": another one; RC_DATA "stick.stranger": the card does not vouch for whoever
 * made it; "stick.damaged": a file is not as it was written; "stick.older": this laptop took in a
 * later stick of the class; RC_IO "stick.memory". */
enum rc stick_open(const char *store, struct stick_offer *offer, const char *typed,
                   struct diags *diags);

/* Says what the roster of the stick would state here (try_only), or states it. */
enum rc stick_people(struct app *app, const struct stick_offer *offer, bool try_only,
                     struct roster_taken *taken, struct diags *diags);

/* Whether a pack on it has a framework: then the roster can only be checked after it. */
bool stick_brings_framework(const struct stick_offer *offer);
/* Whether an exam of that course is sealed on it. */
bool stick_seals(const struct stick_offer *offer, const char *course);
/* The path of its nth pack, in the arena. */
const char *stick_pack(const struct stick_offer *offer, size_t nth, struct arena *arena);

#endif
