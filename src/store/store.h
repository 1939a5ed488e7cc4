/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learning-record store: events go in, projections come out. The only user of sqlite3.
 *
 * One connection, exclusive, WAL, synchronous=FULL. Projections are tables of an attached database
 * (":memory:" for a trainee's laptop), rebuilt from events by the same SQL everywhere. Statements
 * are files under store/sql/, one each, embedded at build. Times are milliseconds since 1970. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/diag.h"
#include "base/str.h"
#include "model/event.h"

struct store; /* heap; store_close */

struct moment {           /* read by the caller, so that engines and tests own no clock */
  int64_t wall;           /* milliseconds since 1970, as the laptop believes */
  int64_t mono;           /* milliseconds since boot */
  uint8_t boot[ID_BYTES]; /* the boot's id */
};

/* Opens or makes the store in folder (mafunzo.db, and mafunzo.lock which names who holds it).
 * RC_BUSY: another process holds it, and diags says which. RC_NEWER: untouched. RC_CREATE, RC_IO,
 * RC_FULL, RC_DATA (damaged: quick_check after an unclean end). *store is NULL on failure. */
enum rc store_open(const char *folder, struct store **store, struct diags *diags);
void store_close(struct store *store); /* NULL is fine */

/* Writes happenings as events of one session in one durable transaction (committed and flushed on
 * RC_OK, nothing of it there on any other: a disk that went away as it was to flush is told so when
 * it is back, and if the program ended before that, all of it may be there). Chains, numbers, salts
 * and hashes them. After an I/O error the connection is reopened and checked, so that the call can
 * simply be made again. */
struct place_kept { /* where a person would go on, as it was when it was kept: see store_place */
  uint8_t session[ID_BYTES]; /* zero: nothing is open */
  uint8_t stamp[HASH_BYTES]; /* the caller's: of what the words depend on */
  char file[256], words[256];
};
struct append {
  uint8_t actor[ID_BYTES], subject[ID_BYTES], session[ID_BYTES];
  struct moment moment;
  const struct happening *happened;
  size_t n;
  /* Of each happening; NULL: the one above is that of all. A roster or a class's marks are said in
   * one transaction. */
  const uint8_t (*subjects)[ID_BYTES], (*actors)[ID_BYTES], (*sessions)[ID_BYTES];
  const struct place_kept *place; /* where the subject stands then; NULL: to be found out anew, if
                                     session is not zero */
};
enum rc store_append(struct store *store, const struct append *append, struct diags *diags);

/* What others saw (rated, observed, marked) as it was recorded so far: each statement's content,
 * the same for whoever says the same of the same person, on the same occasion and day, again. */
void store_content(const struct append *append, size_t nth, uint8_t out[HASH_BYTES]);
enum rc store_contents(struct store *store,
                       void (*each)(void *ctx, const uint8_t content[HASH_BYTES]), void *ctx,
                       struct diags *diags);

/* Where a person would go on after the newest events; on the disk once the store is closed, or
 * somebody else goes on. Never the truth: false if nothing is known that holds for all events, and
 * then store_open_sessions tells. Keeping fails in silence. */
bool store_place(struct store *store, const uint8_t subject[ID_BYTES], struct place_kept *place);
void store_place_keep(struct store *store, const uint8_t subject[ID_BYTES],
                      const struct place_kept *place);

/* The same for anything about a person that is computed from the events: it holds as long as not one
 * was added by anybody. Appends to value; false if nothing is known that holds. */
bool store_kept(struct store *store, const uint8_t subject[ID_BYTES], struct str *value);
void store_keep(struct store *store, const uint8_t subject[ID_BYTES], const struct str *value);

/* The same, and it stays when events are added here: whoever reads it knows from the value up to
 * where it holds (struct recalls_mark). An import forgets it. False: nothing is kept. */
bool store_aside(struct store *store, const uint8_t subject[ID_BYTES], struct str *value);
void store_set_aside(struct store *store, const uint8_t subject[ID_BYTES], const struct str *value);

/* Anything else that could be computed again, by name (not 16 or 17 bytes long); appends to value. */
void store_memo(struct store *store, const char *key, struct str *value);
void store_memo_keep(struct store *store, const char *key, const struct str *value);

/* Who had the newest run here; zeroes if nobody. */
enum rc store_learned_last(struct store *store, uint8_t subject[ID_BYTES], struct diags *diags);

/* When nobody waits: moves a log that has grown long into the database. Never fails aloud. */
void store_idle(struct store *store);

/* An event as bytes (store/event.h), for collecting and for whoever checks us. */
struct event_bytes {
  const void *head, *payload; /* payload NULL: erased */
  size_t head_len, payload_len;
  unsigned scheme; /* 0 plain, 1 sealed, 2 erased */
  uint8_t salt[SALT_BYTES], payload_hash[HASH_BYTES];
};

/* Adds events of any chain in any order, all or none; one that is there already changes nothing.
 * RC_DATA: bytes that are no event, or do not give their payload's hash. */
enum rc store_import(struct store *store, const struct event_bytes *events, size_t n,
                     struct diags *diags);

/* Every event, chain by chain in its order; the bytes are valid during the call only. */
enum rc store_each(struct store *store, void (*each)(void *ctx, const struct event_bytes *event),
                   void *ctx, struct diags *diags);

/* The same with each event's identity, and its projected time (trust.md): computed on the way, so
 * that the memory grows with the boots of one chain, and not with the events. */
struct event_seen {
  struct event_bytes bytes;
  uint8_t hash[HASH_BYTES];
  int64_t time;
  bool whole; /* the bytes give the hash */
};
enum rc store_each_seen(struct store *store, void (*each)(void *ctx, const struct event_seen *seen),
                        void *ctx, struct diags *diags);

/* Every person, as last stated, by name (folded) then id. Array on the heap: free(). */
enum rc store_people(struct store *store, struct person **people, size_t *n, struct diags *diags);

/* Sessions of a person that were started and neither completed nor closed, newest first. Reads
 * heads only. Free the list with free(). */
struct open_session {
  uint8_t session[ID_BYTES];
  char path[200]; /* what was started */
};
enum rc store_open_sessions(struct store *store, const uint8_t subject[ID_BYTES],
                            struct open_session **list, size_t *n, struct diags *diags);

/* Every happening of a session in its order, hash-checked; texts in arena, the array too. */
enum rc store_session(struct store *store, const uint8_t subject[ID_BYTES],
                      const uint8_t session[ID_BYTES], struct arena *arena,
                      struct happening **happened, size_t *n, struct diags *diags);

/* When the newest event of a session was recorded, by the clocks it was recorded with; RC_MISSING:
 * it has none. */
enum rc store_session_moment(struct store *store, const uint8_t subject[ID_BYTES],
                             const uint8_t session[ID_BYTES], struct moment *moment,
                             struct diags *diags);

/* Projections. store_project computes them for one person (or all, subject NULL) from the events;
 * what store_append adds afterwards is added when something is asked, and of a store that collects
 * what people did when it is asked for. */
enum rc store_project(struct store *store, const uint8_t *subject, struct diags *diags);

/* How far a person is: one row per path that was completed at least once. */
struct progress {
  char path[200];
  enum run_kind kind;
  uint32_t times;
  int32_t best; /* millionths */
  bool passed;  /* at least once */
};
enum rc store_progress(struct store *store, const uint8_t subject[ID_BYTES], struct progress **list,
                       size_t *n, struct diags *diags);

/* The runs of what the path names that the person completed, the newest first. On the heap: free().
 */
struct finished_run {
  uint8_t session[ID_BYTES];
  int32_t score; /* millionths, as marked, like passed */
  bool passed;
  int64_t time; /* projected */
  bool ruled;   /* a ruling may have changed it since (rulings.h) */
};
enum rc store_finished(struct store *store, const uint8_t subject[ID_BYTES], const char *path,
                       struct finished_run **list, size_t *n, struct diags *diags);

/* How often the person began what the path names, ended or not. */
enum rc store_starts(struct store *store, const uint8_t subject[ID_BYTES], const char *path,
                     uint32_t *n, struct diags *diags);

/* The paths of the questions that a person has answered outside exams, bytewise. In the arena. */
enum rc store_met(struct store *store, const uint8_t subject[ID_BYTES], struct arena *arena,
                  const char *const **paths, size_t *n, struct diags *diags);

/* What a person (NULL: each one, by id) answered, question by question (bytewise by path), each in
 * canonical order: first attempts, in an exam the latest answer, in a review also what was asked
 * once more at its end. Faulty and annulled ones are left out; scores are as ruled. The pointers are
 * valid during the call only.
 *
 * until: nothing can have been answered later, whatever a clock said. A chain whose clock was ahead
 * is projected there until the year that it said (nothing goes back along a chain), so that by its
 * projected times nothing of it would come up for review before. What is later than until is
 * therefore told at the wall clock of the first event of the chain, from the answer on, that is
 * not, or else at until itself. INT64_MAX: as projected. */
struct recall_row {
  uint8_t person[ID_BYTES];
  const char *path;
  uint8_t key_rev[HASH_BYTES];
  int64_t time;  /* projected, and not after until */
  int32_t score; /* millionths */
  bool hinted;
  uint8_t certainty; /* 0: not asked */
  int64_t duration;  /* milliseconds */
  enum run_mode mode;
};
enum rc store_recalls(struct store *store, const uint8_t *subject, int64_t until,
                      void (*each)(void *ctx, const struct recall_row *row), void *ctx,
                      struct diags *diags);

/* The same of what a person answered on this laptop since a mark, as it comes, and the mark moved
 * behind it; a mark is made when all recalls were read. *told false: that is not to be told from
 * the newest events alone (an exam, a contest, events of another laptop that may be later, a clock
 * that is or was ahead), and
 * what was told so far is to be forgotten: ask store_recalls. RC_MISSING: nothing was recorded
 * here, so that there is no mark. */
struct recalls_mark {
  uint8_t tip[HASH_BYTES]; /* of the chain that is written here, and its number */
  uint64_t seq;
  int64_t time;           /* the latest of that chain up to there, projected */
  int64_t others;         /* that of all other chains; INT64_MIN: there are none */
  uint8_t boot[ID_BYTES]; /* of the tip, and the clocks of its first event */
  int64_t wall, mono;
};
enum rc store_recalls_mark(struct store *store, struct recalls_mark *mark, struct diags *diags);
enum rc store_recalls_since(struct store *store, const uint8_t subject[ID_BYTES],
                            int64_t until, struct recalls_mark *mark,
                            void (*each)(void *ctx, const struct recall_row *row), void *ctx,
                            bool *told, struct diags *diags);

/* How often first attempts at a question missed it (anything but wholly right and unaided), over
 * all people, in practice and review; by path, bytewise. In the arena. */
struct missed_row {
  const char *path;
  uint32_t asked, missed; /* asked > 0 */
};
enum rc store_missed(struct store *store, struct arena *arena, struct missed_row **rows, size_t *n,
                     struct diags *diags);

/* What item analysis reads: of finished practices and exams the first attempts, of all people.
 * Scores are millionths. In an exam the latest answer counts, and a question without one is wrong;
 * a faulty answer never counts. Scores are as ruled (rulings.h): annulled answers are none, and an
 * annulled question counts in no run. The pointers are valid during the call only. */
struct run_marks { /* of one person, the first of that module and mode */
  char module[200];
  enum run_mode mode;
  uint32_t n;             /* questions that count */
  int64_t total, squares; /* of their scores, and of those squared */
  uint32_t n_items; /* different ones in all such runs together: n if everybody had the same */
};
struct answer_mark { /* of one person, in his first run of that mode that had the question */
  char module[200], path[200];
  enum run_mode mode;
  uint8_t key_rev[HASH_BYTES];
  int32_t score;
  bool annulled;   /* the question is, and its score is part of no run */
  int64_t rest;    /* what the run's other questions brought */
  uint32_t n_rest; /* how many those are */
  size_t n_picks;
  uint64_t picks[RESPONSE_PICKS]; /* names */
};
struct marks_reader {
  void *ctx;
  void (*run)(void *ctx, const struct run_marks *run);         /* by module, mode, person */
  void (*answer)(void *ctx, const struct answer_mark *answer); /* then, by module, mode, path, key,
                                                                  person: the same everywhere */
};
enum rc store_marks(struct store *store, const struct marks_reader *reader, struct diags *diags);

/* The file's structure and schema, the chains' keys, and every chain: hashes, previous hashes,
 * sequence. RC_DATA with a diagnostic per fault of an event; forks, and gaps in chains that are not
 * written here any more, are warnings. */
enum rc store_verify(struct store *store, struct diags *diags);

/* The settings that a person stated last: on this laptop, or else anywhere. subject NULL: whoever
 * stated any, for the first screen. SETTINGS_PLAIN where there are none. */
enum rc store_settings(struct store *store, const uint8_t *subject, struct settings *settings,
                       struct diags *diags);

/* What is to be told of the events, none of which is a fault. */
struct store_facts {
  uint64_t events, chains;
  uint64_t unknown;   /* verbs of a later version */
  uint64_t backwards; /* times that a wall clock went back by more than a minute */
  uint64_t far;       /* events whose wall clock is more than 24 h from their projected time */
  int64_t newest;     /* projected time of the latest; 0: none */
};
enum rc store_inspect(struct store *store, struct store_facts *facts, struct diags *diags);

/* Computes all projections anew from the events in another way, and compares them byte for byte
 * with those kept so far in this run: RC_DATA "projection.differs". digest: BLAKE2b-256 of them,
 * the same wherever the same events are. */
enum rc store_rebuild(struct store *store, uint8_t digest[HASH_BYTES], struct diags *diags);
/* Forgets what is kept only to be quick, and makes the indexes anew from the table. RC_DATA: that
 * cannot be read; nothing was changed. */
enum rc store_reindex(struct store *store, struct diags *diags);

#endif
