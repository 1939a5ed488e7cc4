/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/laptops.h"

#include "app/inner.h"
#include "app/mrz.h"
#include "app/trust.h"
#include "base/text.h"
#include "exchange/minisign.h"
#include "exchange/receipt.h"

#include <stdlib.h>
#include <string.h>

/* -- Accepting -----------------------------------------------------------------------------------
 */

static enum rc find_laptop(struct store *store, const char *fingerprint, struct laptop *laptop,
                           struct diags *diags) {
  struct laptop *list;
  size_t n, i = 0;
  enum rc rc = store_laptops(store, &list, &n, diags);
  *laptop = (struct laptop){0};
  if (rc != RC_OK)
    return rc;
  while (i < n && !card_fingerprint_is(list[i].chain, fingerprint))
    i++;
  bool found = i < n;
  if (found)
    *laptop = list[i];
  free(list);
  if (found || seal_unhex(fingerprint, laptop->chain, KEY_BYTES))
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "laptop.none",
             _("collect a bundle of it first; mafunzo laptops lists the fingerprints"),
             _("no laptop has the fingerprint %s"), fingerprint);
  return RC_USAGE;
}

static enum rc refuse_name(const char *message, struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, "laptop.name",
             _("a short name of its own, such as \"North Gate 3\""), "%s", message);
  return RC_USAGE;
}

static enum rc check_name(struct store *store, const struct laptop *laptop, const char *name,
                          struct diags *diags) {
  struct laptop *list;
  size_t n, len = strlen(name);
  bool taken = false;
  if (len == 0 || len >= LAPTOP_LABEL || text_unsafe_at(name, len, false) != len)
    return refuse_name(_("this is no name for a laptop"), diags);
  enum rc rc = store_laptops(store, &list, &n, diags);
  if (rc != RC_OK)
    return rc;
  for (size_t i = 0; i < n; i++)
    taken = taken || (strcmp(list[i].label, name) == 0 && list[i].state == LAPTOP_ACCEPTED &&
                      memcmp(list[i].chain, laptop->chain, KEY_BYTES) != 0);
  free(list);
  return taken ? refuse_name(_("another laptop has this name"), diags) : RC_OK;
}

enum rc laptop_accept(struct store *store, const char *fingerprint, const char *name,
                      struct diags *diags) {
  struct laptop laptop;
  enum rc rc = find_laptop(store, fingerprint, &laptop, diags);
  if (rc == RC_OK)
    rc = check_name(store, &laptop, name, diags);
  if (rc != RC_OK)
    return rc;
  laptop.state = LAPTOP_ACCEPTED;
  memset(laptop.label, 0, sizeof laptop.label);
  memcpy(laptop.label, name, strlen(name));
  return store_laptop_put(store, &laptop, diags);
}

enum rc laptop_revoke(struct store *store, const char *fingerprint, struct diags *diags) {
  struct laptop laptop;
  enum rc rc = find_laptop(store, fingerprint, &laptop, diags);
  if (rc != RC_OK)
    return rc;
  laptop.state = LAPTOP_REVOKED;
  return store_laptop_put(store, &laptop, diags);
}

/* -- Listing -------------------------------------------------------------------------------------
 */

const char *laptop_state_key(enum laptop_state state) {
  static const char *const keys[] = {"unknown", "accepted", "revoked"};
  return keys[state];
}

const char *laptop_state_word(enum laptop_state state) {
  static const char *const words[] = {N_("not accepted"), N_("accepted"), N_("revoked")};
  return _(words[state]);
}

/* Only said by itself: for whoever compares fingerprints, and no reason to accept it. */
static const char *label_of(const struct laptop *list, size_t n, const uint8_t chain[KEY_BYTES],
                            struct arena *arena) {
  for (size_t i = 0; i < n; i++)
    if (memcmp(list[i].chain, chain, KEY_BYTES) == 0)
      return arena_strdup(arena, list[i].label);
  return "";
}

static int by_label(const void *a, const void *b) {
  const struct laptop_row *one = a, *two = b;
  int by = strcmp(one->laptop.label, two->laptop.label);
  return by ? by : memcmp(one->laptop.chain, two->laptop.chain, KEY_BYTES);
}

enum rc laptop_list(struct store *store, struct arena *arena, struct laptop_row **rows, size_t *n,
                    struct diags *diags) {
  struct laptop *list;
  enum rc rc = store_laptops(store, &list, n, diags);
  *rows = arena_array(arena, *n + 1, sizeof **rows);
  for (size_t i = 0; rc == RC_OK && i < *n; i++) {
    (*rows)[i].laptop = list[i];
    (*rows)[i].continues = label_of(list, *n, list[i].parent, arena);
    rc = store_chain_span(store, list[i].chain, &(*rows)[i].span, diags);
  }
  free(list);
  if (rc == RC_OK && *n)
    qsort(*rows, *n, sizeof **rows, by_label);
  return rc;
}

enum {
  L_NAME,
  L_STATE,
  L_FINGERPRINT,
  L_KEY,
  L_CONTINUES,
  L_EVENTS,
  L_LAST,
  L_MISSING,
  L_FORKED,
  L_COLUMNS
};

static const struct column columns[L_COLUMNS] = {
    [L_NAME] = {"laptop", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [L_STATE] = {"state", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [L_FINGERPRINT] = {"fingerprint", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [L_KEY] = {"minisign_key", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [L_CONTINUES] = {"continues", NULL, COLUMN_TEXT, 0, 0, NULL, 0},
    [L_EVENTS] = {"events", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [L_LAST] = {"last", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [L_MISSING] = {"missing", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
    [L_FORKED] = {"forked", NULL, COLUMN_WHOLE, HAS_POINT, 0, NULL, 0},
};

static struct cell text(const char *said) {
  return (struct cell){.state = CELL_KNOWN, .text = said};
}

static struct cell whole(uint64_t number) {
  return (struct cell){.state = CELL_KNOWN,
                       .part = {(int64_t)number, NO_NUMBER, NO_NUMBER, NO_NUMBER}};
}

static void fill_row(struct cell *cells, const struct laptop_row *row, struct arena *arena) {
  char fingerprint[FINGERPRINT_TEXT];
  struct str key = {0};
  card_fingerprint(row->laptop.chain, fingerprint);
  minisign_public_text(row->laptop.chain, &key);
  cells[L_NAME] = text(row->laptop.label);
  cells[L_STATE] = text(laptop_state_key(row->laptop.state));
  cells[L_FINGERPRINT] = text(arena_strdup(arena, fingerprint));
  cells[L_KEY] = text(arena_strdup(arena, str_text(&key)));
  cells[L_CONTINUES] = text(row->continues);
  cells[L_EVENTS] = whole(row->span.events);
  cells[L_LAST] = whole(row->span.last);
  cells[L_MISSING] = whole(row->span.missing);
  cells[L_FORKED] = whole(row->span.forked);
  str_done(&key);
}

const struct table *laptop_table(const struct laptop_row *rows, size_t n, struct arena *arena) {
  struct table *table = arena_alloc(arena, sizeof *table);
  struct cell *cells = arena_array(arena, n * L_COLUMNS + 1, sizeof *cells);
  for (size_t i = 0; i < n; i++)
    fill_row(cells + i * L_COLUMNS, &rows[i], arena);
  *table = (struct table){
      .id = "laptops", .columns = columns, .n_columns = L_COLUMNS, .n_rows = n, .cells = cells};
  return table;
}

/* -- Receipts ------------------------------------------------------------------------------------
 */

static enum rc is_own(struct store *store, const uint8_t chain[KEY_BYTES], bool *is,
                      struct diags *diags) {
  struct own_chain *own;
  size_t n;
  enum rc rc = store_own_chains(store, &own, &n, diags);
  *is = false;
  for (size_t i = 0; rc == RC_OK && i < n; i++)
    *is = *is || memcmp(own[i].chain, chain, KEY_BYTES) == 0;
  own_chains_free(own, n);
  return rc;
}

/* A receipt of what is here is kept. One that goes further is too, and says that something is gone.
 * One of another branch is not: what is here did not arrive. */
static enum rc keep_receipt(struct store *store, const char *path, const struct receipt *receipt,
                            struct diags *diags) {
  struct place at = {.file = path};
  struct chain_span span;
  bool here = false;
  enum rc rc = store_chain_span(store, receipt->chain, &span, diags);
  if (rc == RC_OK)
    rc = store_chain_has(store, receipt->chain, receipt->seq, receipt->head, &here, diags);
  if (rc == RC_OK && (here || span.last < receipt->seq))
    rc = store_receipt_put(store, receipt->chain, receipt->seq, receipt->head, diags);
  if (rc != RC_OK || here)
    return rc;
  if (span.last < receipt->seq)
    diag_error(
        diags, at, 1, "receipt.cut",
        _("was a backup restored or the disk copied? The coordinator has what is gone"),
        _("the end of this laptop's records is gone: %llu events arrived at the coordinator, "
          "and there are %llu here"),
        (unsigned long long)receipt->seq, (unsigned long long)span.last);
  else
    diag_error(diags, at, 1, "receipt.cut",
               _("this laptop was copied: tell the coordinator; its own events are all kept, and "
                 "will be handed in again"),
               _("other events arrived under this laptop's key than those that are here"));
  return RC_DATA;
}

enum rc laptop_receipt(struct store *store, const char *path, const uint8_t signer[KEY_BYTES],
                       uint64_t *seq, struct diags *diags) {
  struct str bytes = {0};
  struct receipt receipt;
  bool own = false;
  *seq = 0;
  enum rc rc = mrz_load(path, RECEIPT_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = receipt_read(path, str_text(&bytes), bytes.len, signer, &receipt, diags);
  if (rc == RC_OK)
    rc = is_own(store, receipt.chain, &own, diags);
  if (rc == RC_OK && !own) {
    diag_error(diags, (struct place){.file = path}, 1, "receipt.other",
               _("take it to that laptop; each receipt's name begins as its bundle's did"),
               _("this receipt is for another laptop"));
    rc = RC_DATA;
  }
  if (rc == RC_OK)
    rc = keep_receipt(store, path, &receipt, diags);
  if (rc == RC_OK)
    *seq = receipt.seq;
  str_done(&bytes);
  return rc;
}

enum rc receipt_take(const char *store, const char *path, uint64_t *seq, struct diags *diags) {
  struct trust trust = {0};
  struct store *records = NULL;
  *seq = 0;
  enum rc rc = trust_read(store, &trust, diags);
  if (rc == RC_OK)
    rc = store_open_existing(store, &records, diags);
  if (rc == RC_OK)
    rc = laptop_receipt(records, path, trust.card.signer, seq, diags);
  trust_done(&trust);
  store_close(records);
  return rc;
}
