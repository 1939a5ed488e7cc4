/* SPDX-License-Identifier: GPL-3.0-or-later */
/* checkpoint: a shift at a booth with a register (PIRS or MIDAS). Each traveller is registered, a
 * near-match with the watch list is settled, then document and person are looked at and listened
 * to, a decision is made, and its ground goes into the register. All of it costs seconds of a shift
 * that is simulated, never the trainee's own.
 *
 *     - id: first-ferry
 *       checkpoint: The first ferry
 *       competency: SYS-PIRS      # of registering
 *       inspecting: DOC-EXAM      # of decisions on documents
 *       deciding: BORD-PROC       # of settling near-matches, and of decisions on who is listed
 *       protecting: PROT-REF      # of decisions on who needs protection
 *       travellers: 12            # 6 to 24
 *       seconds: 120              # a traveller, on average; none said: there is no end to them
 *       fakes: 15                 # percent with a document that is not genuine,
 *       listed: 10                # who are on the watch list or cannot be told from it,
 *       protection: 10            # who need protection; of these three one each at least
 *       alarms: 25                # percent of all others whose document has a false alarm
 *       alike: 25                 # percent who are only like somebody on the list
 *       manual: 25                # percent whose MRZ the reader does not take
 *       slips: 40                 # percent of the others whose MRZ it misreads in one place
 *       seed: 7                   # the same travellers each time: shifts can be compared
 *       tell: end                 # what was right: after `each` (none said: so), or at the `end`
 *       errors: 4                 # to pass: percent of fields wrong at most,
 *       lists: 75                 # and percent of near-matches settled right, of either sort,
 *       hits: 75                  # of fakes and listed stopped,
 *       admit: 75                 # of those to be admitted who were,
 *       protect: 75               # and of those to be protected who were
 *
 * and what drill/stock.h reads. Who comes is drawn from the seed; all that they show follows from
 * it. No sign is a nationality, a religion or a sex: names, States and sexes are drawn from one
 * pool for all, and what tells is a number, a date, the state of a document, conduct, or words.
 *
 * Who needs protection and is refused, or given away to those who wait with them, is a critical
 * error. To pass, 80 % of the travellers have to be served as well. */
#ifndef DRILL_CHECKPOINT_H
#define DRILL_CHECKPOINT_H

#include "drill/stock.h"

enum { TRAVELLERS_MIN = 6, TRAVELLERS_MAX = 24, TYPED_MOST = 192, SHIFT_SERVED_PERCENT = 80 };

/* -- Who comes ------------------------------------------------------------------------------- */

enum role { ROLE_PLAIN, ROLE_ALARM, ROLE_FAKE, ROLE_LISTED, ROLE_AFRAID, ROLE_CONTROLLED, ROLES };

/* What a near-match is, and what the officer says that it is. */
enum likeness { LIKE_NOBODY, LIKE_MATCH, LIKE_OTHER, LIKE_VERIFY, LIKENESSES };

enum form_field {
  FORM_SURNAME,
  FORM_GIVEN,
  FORM_NUMBER,
  FORM_NATIONALITY,
  FORM_BIRTH,
  FORM_SEX,
  FORM_EXPIRY,
  FORM_FIELDS
};

/* Recorded as the hashes of their words (checkpoint_choice), so their order may change. */
enum decision {
  DECIDE_NONE,
  DECIDE_ADMIT,
  DECIDE_REFER,
  DECIDE_REFUSE,
  DECIDE_PROTECT,
  DECIDE_PROTECT_OPENLY,
  DECISIONS
};
enum ground {
  GROUND_NONE,
  GROUND_CLEAR,
  GROUND_ANOTHER,
  GROUND_DOCUMENT,
  GROUND_LIST,
  GROUND_PROTECTION,
  GROUNDS
};

enum {
  CHOICE_WATCH = LOOKS,
  CHOICE_ASIDE,
  CHOICE_NEXT,
  CHOICE_REGISTER,
  CHOICE_LIKE,
  CHOICE_DECIDE = CHOICE_LIKE + LIKENESSES,
  CHOICE_GROUND = CHOICE_DECIDE + DECISIONS,
  CHOICES = CHOICE_GROUND + GROUNDS
};

struct checkpoint {
  const char *competency, *inspecting, *deciding, *protecting;
  struct stock stock;
  unsigned travellers, fakes, listed, protection, alarms, alike, manual, slips; /* how many */
  unsigned seconds; /* for the whole shift; 0: no end */
  bool seeded, tell_each;
  uint64_t seed;
  unsigned errors, lists, hits, admit, protect; /* percent */
};

enum stage { STAGE_FORM, STAGE_LIST, STAGE_DESK, STAGE_RECORD, STAGE_TOLD };

struct served {
  uint32_t looked;  /* a set of looks, CHOICE_WATCH, CHOICE_ASIDE */
  uint16_t seconds; /* once all is done */
  uint8_t wrong;    /* a set of fields */
  uint8_t changed;  /* fields that are not as the reader left them */
  uint8_t like, decision, ground;
  char typed[TYPED_MOST]; /* a line for each field */
};

struct checkpoint_play {
  uint64_t seed;
  int64_t since; /* when this stage began */
  uint32_t used; /* seconds, of those who were served */
  uint8_t at;    /* who is at the desk; at == travellers: nobody */
  uint8_t stage, over;
  uint8_t shown, before; /* what the page shows: looks, CHOICE_WATCH, CHOICE_ASIDE; NOT_SHOWN */
  uint8_t roles[TRAVELLERS_MAX], likes[TRAVELLERS_MAX];
  uint32_t manual, slips;             /* sets of travellers */
  struct served done[TRAVELLERS_MAX]; /* done[at]: so far */
};

enum { NOT_SHOWN = UINT8_MAX };
_Static_assert(CHOICE_ASIDE < 32, "all that can be looked at is a set of 32 bits");

struct list_entry { /* as the watch list shows it */
  const char *name, *birth, *sex;
  const char *number; /* NULL: none is entered */
};

struct traveller { /* all that one shows and says */
  enum role role;
  enum likeness like;
  bool manual, slip;
  const struct series *series;
  const struct anomaly *anomaly; /* NULL: nothing is odd about the document */
  bool fake;                     /* the anomaly is a fraud */
  uint64_t seed;
  struct passport passport, genuine; /* as presented; without the anomaly */
  const char *fill[FORM_FIELDS];     /* what the reader left in the form; "" */
  struct list_entry entry;           /* where like is not LIKE_NOBODY */
  const char *watch, *aside;         /* conduct, and words when asked alone; translated */
};

void checkpoint_deal(const struct checkpoint *checkpoint, struct checkpoint_play *play);
void checkpoint_traveller(const struct checkpoint *checkpoint, const struct checkpoint_play *play,
                          unsigned nth, struct arena *arena, struct traveller *out);

/* -- The form -------------------------------------------------------------------------------- */

extern const char *const form_labels[FORM_FIELDS]; /* N_ */
extern const uint8_t form_most[FORM_FIELDS];       /* bytes */

void form_fill(const struct passport *passport, bool slip, uint64_t seed, struct arena *arena,
               const char *out[FORM_FIELDS]);
/* Right as the page or as the MRZ has it: case, blanks, marks and accents aside (Doc 9303-3), and a
 * day in any of the usual forms. */
bool form_right(const struct passport *passport, enum form_field field, const char *typed,
                size_t len);
/* What the page has. */
const char *form_truth(const struct passport *passport, enum form_field field, struct arena *arena);
/* Compares all: the fields that are wrong, and how many are not as filled. */
void form_compare(const struct traveller *traveller, struct served *served);

/* -- The list -------------------------------------------------------------------------------- */

void list_make(const struct passport *passport, enum likeness like, uint64_t seed,
               struct arena *arena, struct list_entry *out);

/* Conduct and words of a role: a place in the tables of checkpoint_people.c. */
void people_make(enum role role, uint64_t seed, struct traveller *out);

/* -- Play ------------------------------------------------------------------------------------ */

bool checkpoint_build(struct reading *r, const struct node *map,
                      const struct drill_material *material, struct drill *drill);
struct checkpoint_play checkpoint_unpack(const struct drill_state *state);
void checkpoint_start(const struct drill *drill, uint64_t seed, struct drill_state *state);
void checkpoint_step(const struct drill *drill, const struct drill_state *state,
                     const struct drill_input *input, struct drill_state *next,
                     struct drill_outcome *outcome);
bool checkpoint_ended(const struct drill *drill, const struct drill_state *state);
void checkpoint_result(const struct drill *drill, const struct drill_state *state,
                       struct drill_result *result);
uint64_t checkpoint_view(const struct drill *drill, const struct drill_state *state);
void checkpoint_page(const struct drill *drill, const struct drill_state *state, struct page *page);
void checkpoint_debrief(const struct drill *drill, const struct drill_state *state,
                        struct page *page);

/* The name of a choice, as it is recorded. */
uint64_t checkpoint_choice(unsigned choice);
unsigned checkpoint_spent(const struct traveller *traveller, const struct served *served);
unsigned checkpoint_seconds(unsigned choice); /* of a look, watching or asking aside */

/* -- Worth ----------------------------------------------------------------------------------- */

enum { POINTS = 3 };

bool worth_protected(const struct traveller *traveller);         /* who needs protection */
bool worth_stopped(const struct traveller *traveller);           /* who is to be referred */
enum decision worth_decision(const struct traveller *traveller); /* the right one */
enum ground worth_ground(const struct traveller *traveller);
unsigned worth_of_form(const struct served *served); /* points of 3, each */
unsigned worth_of_like(enum likeness is, enum likeness said);
unsigned worth_of_decision(const struct traveller *traveller, enum decision decision);
bool worth_critical(const struct traveller *traveller, enum decision decision);

/* What a stage of one who was served, or is being served, is worth; true if it was critical. */
bool worth_score(const struct checkpoint *checkpoint, const struct traveller *traveller,
                 const struct served *served, enum stage stage, struct competency_score *out);

struct shift_tally {
  unsigned served, seconds, fields, wrong[FORM_FIELDS], wrongs;
  unsigned near[LIKENESSES][2];                        /* by what it is: shown; settled right */
  unsigned stop, stopped;                              /* fakes and listed; of them stopped */
  unsigned welcome, admitted, refused;                 /* those to be admitted */
  unsigned protect, protected_, sent_back, given_away; /* those to be protected */
};

struct shift_tally worth_tally(const struct checkpoint *checkpoint,
                               const struct checkpoint_play *play);

/* What was right of one who was served, and why. */
void checkpoint_tell(const struct checkpoint *checkpoint, const struct checkpoint_play *play,
                     unsigned nth, struct page *page);

extern const char *const like_words[LIKENESSES],
    *const decision_words[DECISIONS], *const ground_words[GROUNDS]; /* N_; as the officer chooses */

#endif
