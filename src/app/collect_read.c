/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/collect_inner.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* What laptops seal today is for the newest pair. */
static void copy_identities(struct collect_reader *reader) {
  reader->n = reader->keys->secrets.n;
  reader->identities = mem_array(reader->n, sizeof *reader->identities);
  for (size_t i = 0; i < reader->n; i++)
    memcpy(reader->identities[i], reader->keys->secrets.list[reader->n - 1 - i].open, KEY_BYTES);
}

static void wipe_identities(void *ctx) {
  struct collect_reader *reader = ctx;
  seal_wipe(reader->identities, reader->n * KEY_BYTES);
}

/* -- In the child -------------------------------------------------------------------------------
 */

/* It opens what is sealed, and has nothing to sign: the memory is a copy, and its own. */
static void enter(void *ctx) {
  struct collect_reader *reader = ctx;
  seal_wipe(reader->keys->secrets.list, reader->n * sizeof *reader->keys->secrets.list);
  seal_wipe((void *)reader->keys->wrapping, KEY_BYTES);
  bundle_prepare();
}

static void work(void *ctx, const void *question, size_t len, struct str *answer) {
  const struct collect_reader *reader = ctx;
  struct bundle bundle;
  enum bundle_fault fault = bundle_read(
      question, len, (const uint8_t(*)[KEY_BYTES])reader->identities, reader->n, &bundle);
  bundle_flatten(fault, &bundle, answer);
  bundle_done(&bundle);
}

/* -- In the parent ------------------------------------------------------------------------------
 */

void collect_reader_begin(struct collect_reader *reader, const struct keys *keys) {
  *reader = (struct collect_reader){.keys = keys,
                                    .cage.wanted = {.enter = enter,
                                                    .work = work,
                                                    .leave = wipe_identities,
                                                    .ctx = reader,
                                                    .most = BUNDLE_FILE_BYTES,
                                                    .memory = READER_MEMORY,
                                                    .seconds = READER_SECONDS}};
  copy_identities(reader);
}

void collect_read_begin(struct collect_reader *reader, const struct str *file) {
  reader->fault = BUNDLE_SOUND;
  if (file->len > BUNDLE_FILE_BYTES)
    reader->fault = BUNDLE_DAMAGED;
  else if (!cage_begin(&reader->cage, file->at, file->len))
    reader->fault = BUNDLE_CHILD;
}

enum rc collect_read_end(struct collect_reader *reader, const char *shown, struct bundle *bundle,
                         struct diags *diags) {
  enum bundle_fault fault = reader->fault;
  *bundle = (struct bundle){0};
  if (fault == BUNDLE_SOUND)
    fault = cage_end(&reader->cage, &reader->answer)
                ? bundle_unflatten(reader->answer.at, reader->answer.len, bundle)
                : BUNDLE_CHILD;
  return bundle_tell(shown, fault, diags);
}

void collect_reader_end(struct collect_reader *reader) {
  cage_close(&reader->cage);
  wipe_identities(reader);
  free(reader->identities);
  str_done(&reader->answer);
}
