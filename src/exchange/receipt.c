/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/receipt.h"

#include "base/text.h"
#include "exchange/json_value.h"
#include "exchange/minisign.h"

#include <string.h>

static const char format_name[] = "mafunzo-receipt";

void receipt_write(const struct receipt *receipt, const uint8_t secret[SECRET_BYTES],
                   struct str *out) {
  struct str line = {0};
  json_t *top = json_object();
  json_add(top, "format", json_text(format_name));
  json_add(top, "version", json_integer(RECEIPT_VERSION));
  json_add(top, "chain", json_hex(receipt->chain, KEY_BYTES));
  json_add(top, "seq", json_integer((json_int_t)receipt->seq));
  json_add(top, "head", json_hex(receipt->head, HASH_BYTES));
  json_add(top, "wall", json_integer(receipt->wall));
  json_put(&line, top, JSON_COMPACT);
  str_putc(&line, '\n');
  str_add(out, line.at, line.len);
  minisign_sign(line.at, line.len, secret, "mafunzo receipt", out);
  str_done(&line);
}

static bool read_members(const json_t *top, struct receipt *receipt) {
  const char *chain = json_string_value(json_object_get(top, "chain"));
  const char *head = json_string_value(json_object_get(top, "head"));
  json_int_t seq = json_integer_value(json_object_get(top, "seq"));
  receipt->seq = (uint64_t)seq;
  receipt->wall = json_integer_value(json_object_get(top, "wall"));
  return chain && seal_unhex(chain, receipt->chain, KEY_BYTES) && head &&
         seal_unhex(head, receipt->head, HASH_BYTES) && seq > 0 && seq <= INT64_C(1) << 52;
}

static enum rc read_line(const char *bytes, size_t len, struct receipt *receipt) {
  json_t *top = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL);
  const char *format = json_string_value(json_object_get(top, "format"));
  json_int_t version = json_integer_value(json_object_get(top, "version"));
  enum rc rc = RC_DATA;
  if (format && strcmp(format, format_name) == 0 && version > RECEIPT_VERSION)
    rc = RC_NEWER;
  else if (format && strcmp(format, format_name) == 0 && version == RECEIPT_VERSION &&
           read_members(top, receipt))
    rc = RC_OK;
  json_decref(top);
  return rc;
}

static enum rc refuse(const char *shown, enum rc rc, const char *code, const char *hint,
                      const char *message, struct diags *diags) {
  diag_error(diags, (struct place){.file = shown}, 1, code, hint, "%s", message);
  return rc;
}

enum rc receipt_read(const char *shown, const char *bytes, size_t len,
                     const uint8_t signer[KEY_BYTES], struct receipt *receipt,
                     struct diags *diags) {
  const char *newline = memchr(bytes, '\n', len);
  *receipt = (struct receipt){0};
  if (!newline)
    return refuse(shown, RC_DATA, "receipt.content", _("take the file that mafunzo collect wrote"),
                  _("this file is no receipt"), diags);
  size_t line = (size_t)(newline - bytes) + 1;
  if (!minisign_verify(bytes, line, bytes + line, len - line, signer, NULL))
    return refuse(shown, RC_DATA, "receipt.signature",
                  _("ask the coordinator for it again; nothing was changed here"),
                  _("this receipt is not signed by the coordinator whose card this laptop took in"),
                  diags);
  enum rc rc = read_line(bytes, line, receipt);
  if (rc == RC_NEWER)
    return refuse(shown, RC_NEWER, "receipt.newer", _("install the newer Mafunzo here"),
                  _("a newer Mafunzo wrote this receipt"), diags);
  if (rc != RC_OK)
    return refuse(shown, RC_DATA, "receipt.content", _("take the file that mafunzo collect wrote"),
                  _("this file is no receipt"), diags);
  return RC_OK;
}
