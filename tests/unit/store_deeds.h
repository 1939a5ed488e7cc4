/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that the store can be asked to do, each as one call with a result that can be
 * compared, and small worlds to do it in: copies of one store that holds something of everything,
 * from two laptops. */
#ifndef STORE_DEEDS_H
#define STORE_DEEDS_H

#include "store/backup.h"
#include "store_fixture.h"

enum {
  WORLD_EVENTS = 22, /* that every world begins with */
  WORLD_ASIDE = 2500 /* bytes of what is set aside of world_person: more than one piece */
};

struct world {
  char folder[300];    /* may have in it the folder killed: a store that did not end by itself */
  struct store *store; /* NULL: closed */
};

struct deed {
  const char *name;
  enum rc (*act)(struct world *world, struct str *result, struct diags *diags);
  void (*before)(struct world *world); /* what is done in its world before; NULL: nothing */
  size_t adds;                         /* events */
  bool twice;                          /* made again, it adds them again */
  bool may_stay;  /* told as failed they may be there all the same, since they can come again */
  bool reads;     /* the records are not touched */
  bool projected; /* it is asked when all is projected: how that fails, others show */
  bool unfiled;   /* the projections are in memory */
  bool waiting;   /* what this laptop appended is still to be projected */
  bool repeats;   /* it does the same for every event or page */
  bool killed;    /* it wants the folder killed */
  bool silent;    /* it fails in silence; then there is no result */
};

extern const struct deed deeds[];
extern const size_t n_deeds;

void worlds_make(void); /* what worlds are copied from, and a backup of it */
void worlds_remove(void);
void world_begin(struct world *world, bool killed);
enum rc world_open(struct world *world, struct diags *diags);
void world_close(struct world *world);
void world_end(struct world *world);
const char *world_backups(void); /* the folder of two backups of what every world begins with */
const struct event_bytes *world_other(size_t *n); /* events that no world has yet */
const struct event_bytes *world_tombstone(void);  /* nor this one, of somebody in all of them */
const uint8_t *world_other_chain(void);           /* theirs, of which every world has two, */
const uint8_t *world_other_hash(void);            /* the second of them with this hash */

extern const uint8_t world_person[ID_BYTES], world_session[ID_BYTES], world_scattered[ID_BYTES];

#endif
