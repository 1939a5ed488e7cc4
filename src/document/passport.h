/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passport in an officer's hand, with the person who presents it: all that every look at them can
 * show, as plain values. Made from a seed; then perhaps spoilt by an anomaly (document/anomaly.h).
 *
 *     series, seed, today --passport_make--> passport --look_show--> what that look shows
 *
 * A *series* is what the passports of one invented State have in common; it comes from YAML
 * (document/documents_read.h), as do anomalies. State codes are of the ranges that ISO 3166-1
 * leaves to users, or UTO of Doc 9303, so that no real State is ever meant.
 *
 * A *look* is a place and a way to examine it: one row of looks[]. Every value that two looks could
 * be compared by stands in the passport once for each place (page, MRZ, chip, ...), so that
 * spoiling one place changes what that place shows, and nothing else.
 *
 * Pure. The same seed gives the same passport on every machine. Texts lie in the arena or in the
 * series. */
#ifndef DOCUMENT_PASSPORT_H
#define DOCUMENT_PASSPORT_H

#include "base/diag.h"
#include "document/date.h"
#include "document/mrz.h"
#include "document/portrait.h"

/* The steps of F.A.L.S.E. D.O.C. (IOM Passport Examination Procedure Manual): Face, Altered data,
 * Lamina, Stitching, Edges, Document number, Overseas travel, Consistency. */
enum step { STEP_F, STEP_A, STEP_L, STEP_S, STEP_E, STEP_D, STEP_O, STEP_C, STEPS };

/* How deep one has to look. */
enum depth { DEPTH_SEEN, DEPTH_TOOL, DEPTH_COMPARE, DEPTHS };

enum look {
  LOOK_FACE,
  LOOK_GHOST,
  LOOK_PAGE,
  LOOK_TYPE,
  LOOK_PRINT,
  LOOK_RELIEF,
  LOOK_UV_PAGE,
  LOOK_INFRARED,
  LOOK_LAMINATE,
  LOOK_TILT,
  LOOK_RETRO,
  LOOK_STITCHING,
  LOOK_THREAD,
  LOOK_BINDING,
  LOOK_EDGES,
  LOOK_PAGING,
  LOOK_WATERMARK,
  LOOK_NUMBER,
  LOOK_PERFORATION,
  LOOK_DATABASE,
  LOOK_STAMPS,
  LOOK_VISA,
  LOOK_MRZ,
  LOOK_READER,
  LOOK_CHIP,
  LOOK_ANSWERS,
  LOOK_SIGNATURE,
  LOOK_REFERENCE,
  LOOKS
};

_Static_assert(LOOKS <= 32, "sets of looks are 32 bits");

enum { VARIANTS_MAX = 4, STAMPS_MAX = 6, POSTS_MAX = 6 };

struct words { /* several ways to say the same */
  const char *text[VARIANTS_MAX];
  uint8_t n;
};

struct series {
  const char *id, *state, *code; /* "utopia", "Utopia", "UTO" */
  unsigned years, pages;         /* validity; pages of the book */
  char number[10];               /* form of a number: A a letter, 9 a digit, else itself */
  const char *posts[POSTS_MAX];  /* places of entry and exit, as on stamps */
  uint8_t n_posts;
  const char *abroad; /* the State whose officer one is: visas and stamps are its own */
  const char *abroad_code;
  const char *abroad_posts[POSTS_MAX];
  uint8_t n_abroad_posts;
  struct words looks[LOOKS]; /* what a genuine one shows, of the looks that are words */
  struct place at;
};

struct travel_stamp {
  const char *state, *post;
  struct date date;
  bool entry;
};

struct data { /* what one place says of the holder; all of it is there */
  const char *surname, *given, *number, *issuer, *nationality, *sex;
  const char *birth, *expiry; /* YYMMDD, "<<" for what is unknown */
};

struct label { /* a visa */
  bool there;
  struct data shown, mrz; /* number: of the passport; birth: as the MRZ has it; expiry: until */
  const char *visa_number;
  struct date from;
  const char *purpose;
  unsigned days;
};

enum chip_state { CHIP_GOOD, CHIP_DEAD, CHIP_UNSIGNED, CHIP_COPIED, CHIP_NONE };
enum record_state { RECORD_NONE, RECORD_STOLEN, RECORD_LOST, RECORD_BLANK, RECORD_NEAR };

struct passport {
  const struct series *series;
  struct date today, issued;
  const char *state; /* as it stands at the head of the data page */
  struct data page, mrz, chip;
  bool digits_kept;       /* the MRZ was changed, and its check digits were not */
  const char *perforated; /* the number through the inner pages */
  struct face portrait, ghost, chip_face, bearer;
  unsigned portrait_age, bearer_age; /* as they look */
  enum chip_state chip_state;
  enum record_state record;
  struct travel_stamp stamps[STAMPS_MAX];
  uint8_t n_stamps;
  struct label visa;
  const char *says_birth, *says_purpose; /* asked, the bearer says; birth YYMMDD */
  unsigned says_days;
  bool signs_alike;
  uint8_t variant[LOOKS];     /* which of the words */
  const char *instead[LOOKS]; /* an anomaly's words; NULL: the series' */
};

struct look_row {
  const char *key; /* as YAML has it: "laminate" */
  enum step step;
  enum depth depth;
  unsigned seconds;  /* that it takes at the booth */
  const char *label; /* N_: "Run a finger over the laminate" */
  bool words;        /* what it shows is the series' words */
};

extern const struct look_row looks[LOOKS];
extern const char step_letters[STEPS + 1];    /* "FALSEDOC" */
extern const char *const step_names[STEPS];   /* N_ */
extern const char *const depth_names[DEPTHS]; /* as YAML has it: "seen" "tool" "compare" */

int look_find(const char *key); /* -1 where there is none */

void passport_make(const struct series *series, uint64_t seed, struct date today,
                   struct arena *arena, struct passport *out);

/* What a look shows: words (CommonMark; NULL if none), and rows for a panel. Alt says in words what
 * rows draw; NULL where the rows can be read out. */
struct shown {
  const char *text;
  const char *const *rows;
  size_t n_rows;
  const char *alt;
};

/* YYMMDD as a page has it, with X for what is unknown. expiry: of the same document, where the day
 * is a birth; NULL: the day is an expiry itself. */
const char *passport_day(struct arena *arena, const char *mrz, const char *expiry);
struct mrz_lines passport_mrz(const struct passport *passport);

struct shown look_show(const struct passport *passport, enum look look, struct arena *arena);

#endif
