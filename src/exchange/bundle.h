/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle: a piece of one laptop's chain of events, on its way to a coordinator.
 *
 * The file is an age v1 file (exchange/age.h) around a tar (exchange/ustar.h) of three files, so
 * that standard tools recover everything without us:
 *
 *   age -d -i KEY bundle | tar x
 *   minisign -V -m manifest.json -P KEY-OF-THE-LAPTOP     (mafunzo laptops prints it)
 *   b2sum -l 256 events.jsonl                             (is "digest" in manifest.json)
 *
 * events.jsonl: a line for each event, as exchange/events.c writes it. What a line says in words is
 * for readers; what is taken in are the bytes that were hashed (head, payload, salt) alone.
 *
 * manifest.json: { "format": "mafunzo-bundle", "version": 1, "chain", "parent" (of which the chain
 * is the continuation after a restore, or null), "first", "last" (numbers of events), "previous"
 * (hash of the event before the first; zeroes for number 1), "head" (hash of the last), "digest"
 * (BLAKE2b-256 of events.jsonl), "recipients" (age1...), "wall" (the laptop's clock when it was
 * made, ms) }. In version 2 also "sealed": [ { "person", "recovery" (base 64) } ]: whose payloads
 * are sealed in it (base/sealed.h), and for the recipients the key that opens them
 * (exchange/recovery.h). They are opened as they are read, and what they say is checked like any
 * other payload.
 *
 * manifest.json.minisig: what is signed is manifest.json, byte for byte, by the chain's own Ed25519
 * key; the digest carries that to the events, and the head (each event's hash covers the one before
 * it) to the very chain. Sign, then encrypt: who may not read it learns nothing of who signed, and
 * as the recipients are signed too, none of them can pass it on as if it had been meant for
 * another.
 *
 * A valid signature says only that who holds that key made it. Whose key that is, is for the reader
 * to know beforehand: a bundle does not bring its own trust. */
#ifndef EXCHANGE_BUNDLE_H
#define EXCHANGE_BUNDLE_H

#include "base/diag.h"
#include "base/str.h"
#include "exchange/age.h"
#include "exchange/record.h"

enum {
  BUNDLE_VERSION = 2,              /* 1 where nobody's record is sealed */
  BUNDLE_SEALED = 32,              /* people at most */
  BUNDLE_EVENTS = 8192,            /* at most; who has more makes several */
  BUNDLE_FILE_BYTES = 256u << 20,  /* of the file */
  BUNDLE_LINES_BYTES = 240u << 20, /* of events.jsonl */
};
#define BUNDLE_SUFFIX ".mafunzo"

struct bundle_sealed { /* a person whose record is sealed on the laptop, and what opens it */
  uint8_t subject[ID_BYTES];
  const void *recovery;
  size_t len;
};

struct bundle_about {                          /* the manifest */
  uint8_t chain[KEY_BYTES], parent[KEY_BYTES]; /* parent: zeroes if there is none */
  uint64_t first, last;                        /* from 1; last >= first */
  uint8_t previous[HASH_BYTES], head[HASH_BYTES], digest[HASH_BYTES];
  int64_t wall;
  size_t n_recipients; /* 1 to AGE_RECIPIENTS */
  uint8_t recipients[AGE_RECIPIENTS][KEY_BYTES];
  const struct bundle_sealed *sealed; /* for writing alone; at most BUNDLE_SEALED */
  size_t n_sealed;
};

/* Appends the bundle of lines, which record_put_line wrote. The digest is found here. secret: the
 * chain's. False: nothing can be sealed for one of the recipients. */
bool bundle_write(const struct bundle_about *about, const struct str *lines,
                  const uint8_t secret[SECRET_BYTES], struct str *out);

struct bundle_event { /* the bytes are the bundle's */
  const void *head, *payload;
  size_t head_len, payload_len;
  enum record_scheme scheme;
  uint8_t salt[SALT_BYTES], payload_hash[HASH_BYTES]; /* salt: zeroes unless plain */
};

struct bundle {
  struct bundle_about about;
  struct bundle_event *events; /* as many as last - first + 1 */
  size_t n;
  struct seal_part manifest, signature; /* as they came */
  struct arena arena;                   /* owns them */
};

enum bundle_fault {
  BUNDLE_SOUND,
  BUNDLE_RECIPIENT, /* RC_MISSING "bundle.recipient": it is for somebody else */
  BUNDLE_DAMAGED,   /* RC_DATA "bundle.damaged": cut or altered on the way, or no bundle */
  BUNDLE_CONTENT,   /* RC_DATA "bundle.content": not the three files */
  BUNDLE_MANIFEST,  /* RC_DATA "bundle.manifest" */
  BUNDLE_NEWER,     /* RC_NEWER "bundle.newer": of a later version */
  BUNDLE_SIGNATURE, /* RC_DATA "bundle.signature" */
  BUNDLE_DIGEST,    /* RC_DATA "bundle.digest" */
  BUNDLE_UNREAD,    /* RC_DATA "bundle.events" */
  BUNDLE_CHILD,     /* RC_DATA "bundle.child": whoever was to read it did not come back */
  BUNDLE_FAULTS
};

/* Opens and verifies a file: that it is for one of these identities, whole, signed by the chain
 * that it names, and that manifest and events belong together. What its events are, and whether
 * they join, is left to who knows events. bundle_done in any case. */
enum bundle_fault bundle_read(const void *bytes, size_t len, const uint8_t (*identities)[KEY_BYTES],
                              size_t n, struct bundle *bundle);
/* What is said of a fault, and RC_OK of none. shown: the file's name in diagnostics. */
enum rc bundle_tell(const char *shown, enum bundle_fault fault, struct diags *diags);
/* Both at once. */
enum rc bundle_open(const char *shown, const void *bytes, size_t len,
                    const uint8_t (*identities)[KEY_BYTES], size_t n, struct bundle *bundle,
                    struct diags *diags);

/* bundle_flat.c: what a child found (base/cage.h), as bytes for its parent, who believes nothing of
 * them that can be checked: lengths, numbers, that the chain signed this manifest, and that the
 * manifest names this head. With the events' own hashes (app/collect) what is taken in is therefore
 * the chain's, whatever became of the child: it can keep an event or its payload back, as if that
 * had been sealed or erased, and not invent or alter one. BUNDLE_CHILD: they are nonsense. */
void bundle_flatten(enum bundle_fault fault, const struct bundle *bundle, struct str *out);
enum bundle_fault bundle_unflatten(const void *bytes, size_t len, struct bundle *bundle);
/* What reading asks of the system once: before a cage is closed. */
void bundle_prepare(void);

void bundle_done(struct bundle *bundle);

#endif
