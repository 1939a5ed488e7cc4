/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xAPI 1.0.3 statements, for a learning record store (LRS) of somebody else's.
 *
 * JSON lines, each an array of at most XAPI_BATCH statements: a line is the body of one
 * POST /statements. One array of everything would be a request that no LRS takes, and a statement a
 * line a request each.
 *
 *   started    initialized             the actor is the person, as an account: the person's id at
 *   answered   answered                IRI_BASE "people"; a name only where it is asked for.
 * Object: decided    responded               IRI_BASE "activities/" and the path. The statement's
 * id is the completed  completed, and of what  event's (a UUIDv7), so that sending it twice changes
 * nothing; is marked passed or     the second statement of an event has one made from it. failed
 * registration: the session. timestamp: projected time. closed     terminated; abandoned   parent:
 * what the activity is in; grouping: its course. where the course        Whoever judged (ratings,
 * observations, marks) is the changed under it        instructor. rated      scored (object: the
 * competency) observed   passed or failed marked     answered
 *
 * The verbs are ADL's and cmi5's. The other events say nothing of learning, and have no statement;
 * nor have those that are sealed, erased, altered or not understood. */
#ifndef EXCHANGE_XAPI_H
#define EXCHANGE_XAPI_H

#include "exchange/record.h"

enum { XAPI_BATCH = 100 };

struct xapi_component {
  const char *id, *text;
};

/* What the course says of an activity; all NULL and 0 where it is not installed. For a question
 * only if its key is the one that was answered. */
struct xapi_activity {
  const char *name, *description;               /* as text: no Markdown is promised */
  const char *interaction;                      /* "choice", "matching", ...; NULL: none */
  const struct xapi_component *parts, *targets; /* choices; of a pairing sources and targets */
  size_t n_parts, n_targets;
  const char *correct; /* a pattern, or NULL */
};

struct xapi_writer {
  struct sink *sink;
  size_t n; /* statements in the line that is open */
  uint64_t total;
};

/* What a ruling made of an answer or mark. The statement that an LRS may have is voided, since none
 * can be changed; what is corrected is said anew, as ruled, and points to it. */
struct xapi_ruled {
  bool annulled; /* nothing takes its place */
  int32_t score; /* millionths */
  uint8_t ruling[HASH_BYTES];
  const uint8_t *by; /* id to give out */
  int64_t time;
};

struct xapi_about {      /* who and what a record is about, as the caller found out */
  const uint8_t *person; /* id to give out: of those who are joined the smallest */
  const uint8_t *actor;  /* the same of who judged */
  const char *name;      /* of the person; NULL: not to be told */
  const struct xapi_activity *activity; /* NULL: the course is not installed */
  const struct xapi_ruled *ruled;       /* NULL: nothing was */
};

/* Writes what the record gives, which may be nothing. */
void xapi_put(struct xapi_writer *writer, const struct record *record,
              const struct xapi_about *about);
void xapi_end(struct xapi_writer *writer); /* closes the open line */

/* How an answer is written, in xAPI's own syntax; parts are called as the components above are: of
 * a pairing "1".."n", else by their names, in hexadecimal or "true" and "false". They append. */
void xapi_put_name(struct str *out, uint64_t name);
void xapi_put_response(struct str *out, unsigned shape, const struct response *response,
                       const uint64_t *names);

#endif
