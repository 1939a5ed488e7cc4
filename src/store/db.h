/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the store only: the connection, its lock, and how its faults are told. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/sealed.h"
#include "store/erase.h"
#include "store/event.h"
#include "store/store.h"

#include <sqlite3.h>

enum { STORE_APPLICATION = 0x4d464e5a /* "MFNZ" */, STORE_VERSION = 5, KEPT_MOST = 84 };

struct kept { /* a statement that is used again and again */
  const char *sql;
  sqlite3_stmt *statement;
};

struct late_place { /* where the newest events left their subject, not on the disk yet: memo.c */
  bool waits;
  bool stands; /* false: to be found out anew */
  uint8_t subject[ID_BYTES];
  struct place_kept place;
};

/* Where a chain ends. One connection writes: once read, it is known until something else is
 * written.
 */
struct tip {
  bool known;
  bool placed; /* what memo.c keeps of places holds up to here */
  uint64_t seq;
  uint8_t hash[HASH_BYTES]; /* with number 0, of no event, zeroes */
  struct late_place late;   /* none waits unless what is kept holds */
};

struct erased { /* who was: erase.c */
  bool known;
  uint8_t (*list)[ID_BYTES]; /* ascending */
  size_t n, cap;
  bool fresh; /* one came just now: erase_settle */
};

struct sealed {
  bool known; /* the list is that of the table */
  struct sealed_key *list;
  size_t n, cap;
};

struct extent { /* of all events: projected, so that a clock that was wrong is among them */
  int64_t oldest, newest;
};

/* Whose deeds were appended since the file was brought up to date: then they need not be read back.
 */
struct came {
  uint64_t seq; /* of the first */
  bool other;   /* not all of them are deeds, or they are many */
  uint8_t (*list)[ID_BYTES];
  size_t n, cap;
};

struct store {
  sqlite3 *db;              /* NULL after a reopening that failed: db_ready tries again */
  char *folder, *file;      /* without symbolic links */
  int lock;                 /* descriptor of the lock file; -1: none */
  uint8_t chain[KEY_BYTES]; /* the one this store writes */
  uint64_t doubt;           /* first number of a transaction whose end is unknown; 0: none */
  bool copy;                /* a file opened for itself (backup_file.h): never opened again */
  bool broken;              /* the disk failed under the connection: it is to be opened again */
  bool attached;            /* the projections' database is there */
  bool filed;               /* in the file beside the store: projected.c */
  bool unfiled;             /* that failed: in memory until the store is opened again */
  bool spoilt;              /* a page of the file could not be read: it is to be made anew */
  bool filling;             /* facts are just being added to it */
  bool deeds;               /* what people did is in it, but for whoever is behind */
  struct extent times;      /* while it is there */
  int frames;               /* in the log since it was last emptied */
  struct tip tip;           /* of that chain */
  bool clocked;             /* the clock covers every event but those that wait */
  bool knows_people;        /* every person-stated event is projected */
  bool knows_joins;         /* every joined event is */
  bool knows_all;           /* every event is */
  struct erased erased;
  struct sealed sealed;
  struct str opened; /* a payload that was sealed, until the next one is opened */
  uint64_t waiting;  /* number of the first event of that chain to be projected; 0: none */
  struct came came;
  struct kept kept[KEPT_MOST];
  size_t n_kept;
};

/* folder.c: makes folder and its parents (0700), each on the disk; its real path is on the heap. */
enum rc folder_make(const char *folder, char **real, struct diags *diags);
enum rc folder_sync(const char *folder, struct diags *diags);
/* The errno of a file operation as a result and a diagnostic. */
enum rc folder_fault(int error, const char *path, struct diags *diags);

/* lock.c */
enum rc lock_take(struct store *store, struct diags *diags);
void lock_drop(struct store *store);

/* db.c: the connection, checked and migrated; nothing of it is left on failure. */
enum rc db_open(struct store *store, struct diags *diags);
void db_close(struct store *store);
/* After an I/O error: closes without writing anything more. */
void db_drop(struct store *store);
/* Every entry point begins with it: opens again what an I/O error closed. */
enum rc db_ready(struct store *store, struct diags *diags);
/* RC_DATA unless the file's structure is whole; sql is one of the two checks. */
enum rc db_check(struct store *store, const char *sql, struct diags *diags);

/* wal.c: before the log of an unclean end is read. RC_DATA where something that was committed can
 * no longer be read from it: SQLite would pass over it in silence. A last save that was cut off,
 * which a power cut explains, is a warning. Writes nothing. */
enum rc wal_check(const struct store *store, struct diags *diags);

/* restore_finish.c: a restore that was committed and cut off before its end. */
bool restore_pending(const struct store *store);
/* Ends it; the lock is held. aside (may be NULL) gets the folder of what was there. */
enum rc restore_finish(struct store *store, struct str *aside, struct diags *diags);
/* What is prepared, and nothing yet; on the heap. It may hold, until it is whole, who was erased.
 */
char *restore_part(const struct store *store);
/* Deletes one that a preparation left that was cut off; the lock is held. */
void restore_sweep(const struct store *store);
/* The file that is put in place; on the heap. Before it gets that name it is given the time after
 * which the folder is called that keeps what was there. */
char *restore_file(const struct store *store);
enum rc restore_stamp(const char *part, const char *folder, int64_t now, struct diags *diags);

/* migrate.c: refuses what is not ours or newer, before anything is written; then steps it up. */
enum rc migrate_peek(const struct store *store, struct diags *diags);
enum rc migrate_judge(struct store *store, int64_t *version, struct diags *diags);
enum rc migrate_run(struct store *store, int64_t version, struct diags *diags);
/* The same of a backup that an older program made, once it is built upon. */
enum rc migrate_copy(struct store *copy, struct diags *diags);
/* RC_DATA unless the schema is to the letter the one that the migrations up to its version make. */
enum rc migrate_verify(struct store *store, struct diags *diags);

/* chain.c: the chain to write, made where there is none or the machine is another one. */
enum rc chain_ready(struct store *store, struct diags *diags);
/* Begins another one all the same, whose parent is the latest. */
enum rc chain_renew(struct store *store, struct diags *diags);
/* The keys of every chain belong together, and every parent is known. */
enum rc chain_verify(struct store *store, struct diags *diags);

/* log.c: the log grows ahead, when nobody waits, and is written over from its begin once it was
 * emptied: an answer then makes no file longer, which would cost the disk a second write. */
void log_watch(struct store *store);   /* counts what is written; after sql_journal, whose
                                          autocheckpoint unhooks whoever watches */
void log_prepare(struct store *store); /* so that the next answers need not grow it */
void log_empty(struct store *store);   /* if it has grown long */

/* sql.c: statements. A fault is told in diags, and its rc is what the caller returns. */
enum rc db_fault(struct store *store, struct diags *diags);
/* What the disk said to the last call that failed; 0 if it did not. */
int db_errno(sqlite3 *db);
enum rc db_run(struct store *store, const char *sql, struct diags *diags);
enum rc db_prepare(struct store *store, const char *sql, sqlite3_stmt **statement,
                   struct diags *diags);
/* Finalizes; step is what the last sqlite3_step gave. */
enum rc db_finish(struct store *store, sqlite3_stmt *statement, int step, struct diags *diags);
/* The same statement each time, prepared once: for a text of sql_gen.h. Ended by db_do or db_end.
 */
enum rc db_keep(struct store *store, const char *sql, sqlite3_stmt **statement,
                struct diags *diags);
enum rc db_end(struct store *store, sqlite3_stmt *statement, int step, struct diags *diags);
/* Steps a statement that gives no rows, and makes it ready for the next. */
enum rc db_do(struct store *store, sqlite3_stmt *statement, struct diags *diags);
/* The same of one that is about somebody, ?1. */
enum rc db_do_for(struct store *store, const char *sql, const uint8_t subject[ID_BYTES],
                  struct diags *diags);
enum rc db_number(struct store *store, const char *sql, int64_t *out, struct diags *diags);
/* Bytes and texts are not copied: they stay where they are until the statement was stepped. */
void db_bind(sqlite3_stmt *statement, int at, const void *bytes, size_t len);
void db_bind_text(sqlite3_stmt *statement, int at, const char *text);
/* Copies a blob of exactly len bytes; zeroes if it is not one. */
bool db_blob(sqlite3_stmt *statement, int at, void *out, size_t len);
void db_text(sqlite3_stmt *statement, int at, char *out, size_t size);

/* An event as it lies in a row; the pointers are the statement's, until its next step. */
struct row_event {
  uint8_t hash[HASH_BYTES], payload_hash[HASH_BYTES], salt[SALT_BYTES];
  const void *head, *payload;
  size_t head_len, payload_len;
  enum scheme scheme;
};
/* The columns hash, head, scheme, payload, salt, payload_hash from 0 on. False: not such a row. */
bool row_read_event(sqlite3_stmt *statement, struct row_event *row);
/* The bytes give the hash, and the head is one we know. */
bool row_verify(const struct row_event *row, struct event_head *head);

/* read.c: the columns subject, name, agency, unit, position, cohort, code, sex, grade, language,
 * served from 0 on. */
void row_read_person(sqlite3_stmt *row, struct person *person);

/* append.c: the row of an event (a repetition changes nothing); head is what the bytes say. */
enum rc insert_event(struct store *store, sqlite3_stmt *insert, const struct event_head *head,
                     const struct event_bytes *event, const uint8_t hash[HASH_BYTES],
                     struct diags *diags);
/* store->tip is known. */
enum rc append_tip(struct store *store, struct diags *diags);
/* store_append within a transaction that somebody else ends, who sets the tip to unknown then. */
enum rc append_within(struct store *store, const struct append *append, struct diags *diags);
/* Takes a transaction back, and closes the connection if its fault was one of the disk. */
void append_undo(struct store *store);

/* memo.c: whether where its subject stands after events that move the tip can wait to be kept. */
bool memo_waits(struct store *store, const struct append *append, struct diags *diags);
/* If not, within their transaction. */
enum rc memo_place(struct store *store, const struct append *append, const uint8_t tip[HASH_BYTES],
                   struct diags *diags);
/* After it: the tip is the new one. */
void memo_moved(struct store *store, const struct append *append, bool waits);
/* Keeps what waits. Fails in silence. */
void memo_settle(struct store *store);
enum rc memo_forget_places(struct store *store, struct diags *diags);

/* The bytes of a memo, and their keeping within a transaction; value NULL: forgotten. */
enum rc memo_get(struct store *store, const void *key, size_t len, struct str *value,
                 struct diags *diags);
enum rc memo_put(struct store *store, const void *key, size_t len, const struct str *value,
                 struct diags *diags);

/* arrived.c: which chains got events of others. */
struct arrived {
  uint8_t base[ID_BYTES], now[ID_BYTES]; /* stamps; base zero: no file can fit */
  uint8_t (*list)[KEY_BYTES];            /* chains, between the two */
  size_t n, cap;
  bool more; /* something was added */
};
enum rc arrived_read(struct store *store, struct arrived *arrived, struct diags *diags);
enum rc arrived_begin(struct store *store, struct arrived *arrived, struct diags *diags);
bool arrived_since(const struct arrived *arrived, const uint8_t stamp[ID_BYTES]);
bool arrived_settled(const struct arrived *arrived); /* the two stamps are one */
void arrived_add(struct arrived *arrived, const uint8_t chain[KEY_BYTES]);
/* Within the transaction of what was added, and of nothing else. */
enum rc arrived_put(struct store *store, struct arrived *arrived, struct diags *diags);
enum rc arrived_settle(struct store *store, struct arrived *arrived, struct diags *diags);
void arrived_done(struct arrived *arrived);

/* erase.c: whether there is a tombstone of that person. */
enum rc erase_check(struct store *store, const uint8_t subject[ID_BYTES], bool *erased,
                    struct diags *diags);
/* Within the transaction that brought a tombstone: of all who have one the payloads, and with them
 * whatever is kept only to be quick. */
enum rc erase_apply(struct store *store, struct diags *diags);
enum rc erase_known(struct store *store, struct diags *diags); /* store->erased is */
/* store_erase without its scrub; *n: how many of them had no tombstone. */
enum rc erase_people(struct store *store, const struct erasing *erasing, size_t *n,
                     struct diags *diags);
/* Whoever has a tombstone is added to the list of who was erased (erased_list.h); *kept false: that
 * failed, as a warning says. */
enum rc erase_keep_list(struct store *store, bool *kept, struct diags *diags);
/* That is to be done when the store is next opened. */
enum rc erase_list_later(struct store *store, struct diags *diags);
/* Within a transaction: what is kept only to be quick is deleted, and a scrub is due. */
enum rc erase_leave(struct store *store, struct diags *diags);
void erase_settle(struct store *store); /* after its commit: nothing that was computed holds */
void erase_forget(struct store *store); /* who was erased is to be read anew */
/* What a scrub that was cut off left is done now, in silence. */
void erase_finish(struct store *store);

/* sql.c: what is in the file is not what was written there. RC_DATA. */
enum rc fault_projected(struct store *store, struct diags *diags);

/* estimates.c: an event was added to the file. */
enum rc estimates_touch(struct store *store, const struct event_head *head, struct diags *diags);
/* The same of somebody's deed. */
enum rc estimates_touch_one(struct store *store, const uint8_t subject[ID_BYTES],
                            struct diags *diags);

/* projected.c: true: the projections are in the file, and hold every event but for deeds. */
bool projected_bring_up(struct store *store);
/* Those too; false: the file is given up, and all is to be projected in memory. */
bool projected_deeds(struct store *store);
/* An event was added whose deed is not. */
enum rc projected_behind(struct store *store, const uint8_t subject[ID_BYTES], struct diags *diags);
enum rc projected_cache(struct store *store, bool large, struct diags *diags); /* pages of it */
void projected_unlink(const struct store *store);

/* clock.c: the times of a chain's events, number by number. */
struct clock_tick { /* what an event's clock says */
  uint8_t hash[HASH_BYTES], boot[ID_BYTES];
  int64_t wall, mono;
};
struct clock_caps { /* of clocks that were ahead: nothing up to a number happened after a time */
  struct clock_cap {
    uint8_t chain[KEY_BYTES];
    int64_t seq, time; /* the earliest of those that cover as much */
  } * list;            /* by chain, then number; on the heap */
  size_t n, cap;
};
enum rc clock_caps_read(struct store *store, struct clock_caps *caps, struct diags *diags);

struct clock_walk {              /* zeroes, but for caps; boots.list is on the heap */
  const struct clock_caps *caps; /* may be NULL: none */
  size_t cap;                    /* the next of that chain */
  uint8_t chain[KEY_BYTES];
  bool began;
  int64_t seq, events, oldest;
  int64_t before, here; /* the latest time of all numbers before seq, and up to it */
  struct {
    struct clock_boot { /* as its first event in the chain has it */
      uint8_t id[ID_BYTES];
      int64_t ahead; /* the wall clock less the monotonic one */
      bool late, changed;
    } * list;
    size_t n, cap;
  } boots;
};
/* The events that come are of that chain; true: of another than before. */
bool clock_chain(struct clock_walk *walk, const uint8_t chain[KEY_BYTES]);
/* The next event's time, events in the chain's order (seq, hash); late: not what its boot says. */
int64_t clock_step(struct clock_walk *walk, int64_t seq, const struct clock_tick *tick, bool *late);
/* The projected clock: of all events; and of a chain, what came behind its end. */
enum rc clock_fill(struct store *store, struct diags *diags);
enum rc clock_follow(struct store *store, const uint8_t chain[KEY_BYTES], struct diags *diags);
/* The same of events that arrived, wherever in the chain: *after is the number that all came after;
 * INT64_MIN: any event of the chain may be one of them, and each may have another time. */
enum rc clock_arrived(struct store *store, const uint8_t chain[KEY_BYTES],
                      const struct clock_caps *caps, int64_t *after, struct diags *diags);
/* An event's time, as the view clock has it, for whoever reads events; false: it has none. */
enum { CLOCK_SEEN = 64 };
struct clock_cache { /* zeroes; holds as long as nothing is added to the clock */
  struct clock_seen {
    uint8_t chain[KEY_BYTES], boot[ID_BYTES];
    int64_t ahead;
    bool known, late;
  } list[CLOCK_SEEN];
};
enum rc clock_time(struct store *store, struct clock_cache *cache, const struct event_head *head,
                   const uint8_t hash[HASH_BYTES], bool *known, int64_t *time, struct diags *diags);

/* project.c: the clock needs every chain's events and is computed when it is first asked for. */
enum rc project_clock(struct store *store, struct diags *diags);
enum rc project_people(struct store *store, struct diags *diags);
enum rc project_joins(struct store *store, struct diags *diags); /* who is whom, of everybody */
/* store_project, and what people did: answers, decisions, marks, starts and ends of runs. In a file
 * these are added only when somebody asks. */
enum rc project_deeds(struct store *store, const uint8_t *subject, struct diags *diags);
/* facts.c: adds what an event says to the projected tables, once. */
enum rc fact_add(struct store *store, const uint8_t hash[HASH_BYTES], const struct event_head *head,
                 const void *payload, size_t len, struct diags *diags);
int64_t fact_picked(const struct happening *h); /* store_picked of an answer */
/* It was seen no later than this: noon of the day that was said. Milliseconds. */
int64_t fact_latest(const struct happening *h);

/* evidence.c: a statement of ?1 person, ?2 from, ?3 until, once all that it may join is there. */
struct evidence_scope;
struct response_seen;
/* All is projected, and the small tables hold what is known before the time. */
enum rc evidence_ready(struct store *store, const uint8_t *person, int64_t until,
                       struct diags *diags);
struct evidence_reader { /* of answers, decisions and marks */
  const struct evidence_scope *scope;
  void (*each)(void *ctx, const struct response_seen *seen);
  void *ctx;
};
/* responses.c: of some people, by id and in that order, once all is ready. */
enum rc evidence_of(struct store *store, const struct evidence_reader *reader,
                    const uint8_t (*people)[ID_BYTES], size_t n, struct diags *diags);
enum rc evidence_people(struct store *store, const char *sql, uint8_t (**people)[ID_BYTES],
                        size_t *n, struct diags *diags); /* ids that a statement gives; free() */
enum rc evidence_rows(struct store *store, const char *sql, const struct evidence_scope *scope,
                      sqlite3_stmt **rows, struct diags *diags);
/* The same of one that reads deeds. */
enum rc evidence_deeds(struct store *store, const char *sql, const struct evidence_scope *scope,
                       sqlite3_stmt **rows, struct diags *diags);
/* rulings.c: what was ruled before a time, and answers as they count since
 * (sql/rulings/tables.sql); the facts are projected. */
enum rc rulings_ready(struct store *store, int64_t until, struct diags *diags);
enum rc rulings_held(struct store *store, bool *held, struct diags *diags); /* of those: any? */
/* A statement that reads them, of one subject's projection or of all. */
enum rc rulings_rows(struct store *store, const uint8_t *subject, int64_t until, const char *sql,
                     sqlite3_stmt **rows, struct diags *diags);
/* What was just committed at the end of the chain is projected when somebody asks. */
void project_later(struct store *store, const struct event_head *head);
void project_forget(struct store *store); /* all is to be computed anew */
/* All facts of the events that a statement gives; subject is its parameter, if it has one. */
enum rc project_rows(struct store *store, const char *sql, const uint8_t *subject,
                     struct diags *diags);
/* The same within a transaction; chain (may be NULL) and a number are its parameters. */
enum rc project_add(struct store *store, const char *sql, const uint8_t *chain, int64_t seq,
                    struct diags *diags);
/* Own events from a number on, with their times. */
enum rc project_add_waiting(struct store *store, uint64_t seq, struct diags *diags);
enum rc project_attach(struct store *store, struct diags *diags); /* in memory, empty */
void project_detach(struct store *store);
/* rebuild.c: every projected table by name, its rows in the order of its key, all columns, as bytes
 * that are the same on every machine that has the same events, and the same caps (clock.c).
 * without: a chain whose clock is left out; NULL: none. Appends. */
enum rc project_dump(struct store *store, const uint8_t *without, struct str *out,
                     struct diags *diags);

#endif
