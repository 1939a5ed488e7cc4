/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/card_read.h"

#include "app/caged.h"

struct reading {
  const struct str *bytes; /* the parent's */
  enum rc rc;
  enum card_kind kind;
  struct card card;
};

static enum rc read_card(const char *shown, const char *bytes, size_t len, void *what,
                         struct diags *diags) {
  struct reading *reading = what;
  (void)shown, (void)diags;
  reading->kind = CARD;
  reading->rc = card_read(bytes, len, CARD, &reading->card, NULL);
  return RC_OK;
}

static enum rc read_request(const char *shown, const char *bytes, size_t len, void *what,
                            struct diags *diags) {
  struct reading *reading = what;
  (void)shown, (void)diags;
  reading->kind = CARD_REQUEST;
  reading->rc = card_read(bytes, len, CARD_REQUEST, &reading->card, NULL);
  if (reading->rc != RC_DATA)
    return RC_OK;
  card_done(&reading->card);
  reading->kind = CARD_AGENCY_REQUEST;
  reading->rc = card_read(bytes, len, CARD_AGENCY_REQUEST, &reading->card, NULL);
  return RC_OK;
}

static void flatten(const void *what, struct str *out) {
  const struct reading *reading = what;
  pack_u8(out, (uint8_t)reading->rc);
  pack_u8(out, (uint8_t)reading->kind);
  if (reading->rc == RC_OK)
    card_flatten(&reading->card, out);
}

static bool unflatten(struct unpack *in, void *what) {
  struct reading *reading = what;
  reading->rc = (enum rc)unpack_u8(in);
  reading->kind = (enum card_kind)unpack_u8(in);
  if (reading->rc != RC_OK)
    return unpack_done(in) && (reading->rc == RC_DATA || reading->rc == RC_NEWER);
  return card_unflatten(in, &reading->card) &&
         card_is(str_text(reading->bytes), reading->bytes->len, reading->kind, &reading->card);
}

static bool unflatten_card(struct unpack *in, const char *shown, void *what, struct diags *diags) {
  const struct reading *reading = what;
  (void)shown, (void)diags;
  return unflatten(in, what) && reading->kind == CARD;
}

static bool unflatten_request(struct unpack *in, const char *shown, void *what,
                              struct diags *diags) {
  const struct reading *reading = what;
  (void)shown, (void)diags;
  return unflatten(in, what) &&
         (reading->kind == CARD_REQUEST || reading->kind == CARD_AGENCY_REQUEST);
}

static void done(void *what) { card_done(&((struct reading *)what)->card); }

static enum rc read_caged(const struct caged_kind *kind, const char *shown, const struct str *bytes,
                          struct reading *reading, struct diags *diags) {
  *reading = (struct reading){.bytes = bytes};
  enum rc rc = caged_read(kind, shown, str_text(bytes), bytes->len, reading, diags);
  return rc == RC_OK ? reading->rc : rc;
}

enum rc card_read_caged(const char *shown, const struct str *bytes, struct card *card,
                        struct diags *diags) {
  static const struct caged_kind kind = {"card.child", sizeof(struct reading), read_card,
                                         flatten,      unflatten_card,         done};
  struct reading reading;
  enum rc rc = read_caged(&kind, shown, bytes, &reading, diags);
  *card = reading.card;
  return rc;
}

enum rc request_read_caged(const char *shown, const struct str *bytes, struct card *request,
                           bool *agency, struct diags *diags) {
  static const struct caged_kind kind = {"card.child", sizeof(struct reading), read_request,
                                         flatten,      unflatten_request,      done};
  struct reading reading;
  enum rc rc = read_caged(&kind, shown, bytes, &reading, diags);
  *request = reading.card;
  *agency = rc == RC_OK && reading.kind == CARD_AGENCY_REQUEST;
  return rc;
}
