/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles: what was sealed comes back, and whatever was done to one on its way is told. */
#include "exchange/bundle_inner.h"

#include "exchange/minisign.h"
#include "exchange/receipt.h"
#include "exchange/ustar.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t chain[KEY_BYTES], secret[SECRET_BYTES], other[KEY_BYTES], other_secret[SECRET_BYTES];
static uint8_t identity[KEY_BYTES], stranger[KEY_BYTES];
static struct bundle_about about;
static struct str file; /* a sound bundle */
static struct bundle bundle;
static struct diags diags;
static struct arena arena;
static struct str tar; /* of the bundle, once it was taken apart */

static void put_event(struct sink *sink, const char *payload) {
  static const uint8_t salt[SALT_BYTES] = {7};
  struct record record = {.head = "a head", .head_len = 6, .payload = payload};
  record.payload_len = payload ? strlen(payload) : 0;
  record.scheme = payload ? RECORD_PLAIN : RECORD_ERASED;
  record.salt = payload ? salt : NULL;
  record.payload_hash[0] = 9;
  record_put_line(&record, sink);
}

static void setup(void) {
  struct sink lines = {0};
  cr_assert(seal_init());
  seal_keypair(chain, secret);
  seal_keypair(other, other_secret);
  seal_exchange_keypair(about.recipients[0], identity);
  seal_exchange_keypair(about.recipients[1], stranger);
  about.n_recipients = 2;
  memcpy(about.chain, chain, KEY_BYTES);
  about.first = 5;
  about.last = 7;
  about.previous[0] = about.head[0] = 1;
  about.wall = 1700000000000;
  put_event(&lines, "one");
  put_event(&lines, "");
  put_event(&lines, NULL);
  cr_assert(bundle_write(&about, &lines.text, secret, &file));
  sink_done(&lines);
}

static void teardown(void) {
  bundle_done(&bundle);
  str_done(&file);
  str_done(&tar);
  arena_done(&arena);
  diags_done(&diags);
}

TestSuite(exchange_bundle, .init = setup, .fini = teardown);

/* The code of what was said, or "". */
static const char *open_bytes(const void *bytes, size_t len) {
  diags_done(&diags);
  bundle_done(&bundle);
  enum rc rc = bundle_open("x", bytes, len, &identity, 1, &bundle, &diags);
  cr_assert_eq(diags.n, rc == RC_OK ? 0 : 1);
  return rc == RC_OK ? "" : diags.list[0].code;
}

Test(exchange_bundle, gives_back_what_was_sealed) {
  cr_assert_str_eq(open_bytes(file.at, file.len), "");
  cr_expect_arr_eq(bundle.about.chain, chain, KEY_BYTES);
  cr_expect_eq(bundle.about.first, 5);
  cr_expect_eq(bundle.about.last, 7);
  cr_expect_eq(bundle.about.wall, about.wall);
  cr_expect_eq(bundle.about.n_recipients, 2);
  cr_assert_eq(bundle.n, 3);
  cr_expect_eq(bundle.events[0].payload_len, 3);
  cr_expect_arr_eq(bundle.events[0].payload, "one", 3);
  cr_expect_arr_eq(bundle.events[0].head, "a head", 6);
  cr_expect_eq(bundle.events[0].salt[0], 7);
  cr_expect_eq(bundle.events[1].payload_len, 0);
  cr_expect_not_null(bundle.events[1].payload);
  cr_expect_null(bundle.events[2].payload);
  cr_expect_eq(bundle.events[2].scheme, RECORD_ERASED);
}

Test(exchange_bundle, is_for_its_recipients_alone) {
  uint8_t public_key[KEY_BYTES], third[KEY_BYTES];
  seal_exchange_keypair(public_key, third);
  cr_expect_eq(bundle_open("x", file.at, file.len, &third, 1, &bundle, &diags), RC_MISSING);
  cr_expect_str_eq(diags.list[0].code, "bundle.recipient");
  uint8_t both[2][KEY_BYTES];
  memcpy(both[0], third, KEY_BYTES);
  memcpy(both[1], stranger, KEY_BYTES);
  cr_expect_eq(bundle_open("x", file.at, file.len, both, 2, &bundle, &diags), RC_OK);
}

Test(exchange_bundle, every_flipped_byte_is_found) {
  for (size_t i = 0; i < file.len; i++) {
    file.at[i] ^= 1;
    const char *code = open_bytes(file.at, file.len);
    cr_expect(strcmp(code, "bundle.damaged") == 0 || strcmp(code, "bundle.recipient") == 0,
              "byte %zu: \"%s\"", i, code);
    file.at[i] ^= 1;
  }
}

Test(exchange_bundle, every_cut_is_found) {
  for (size_t len = 0; len < file.len; len += len < file.len - 40 ? 13 : 1)
    cr_expect_str_eq(open_bytes(file.at, len), "bundle.damaged", "%zu", len);
}

/* -- Altered inside, and sealed again by one who may open it ------------------------------------
 */

static struct ustar_file parts[] = {
    {.name = "manifest.json", .most = 1 << 20},
    {.name = "manifest.json.minisig", .most = 1 << 20},
    {.name = "events.jsonl", .most = 1 << 20},
};

static void take_apart(void) {
  cr_assert_eq(age_open(file.at, file.len, identity, &tar), RC_OK);
  cr_assert(ustar_read(tar.at, tar.len, parts, 3));
}

static const char *seal_tar(const struct str *archive) {
  struct str sealed = {0};
  cr_assert(age_seal(archive->at, archive->len, about.recipients, 1, &sealed));
  const char *code = open_bytes(sealed.at, sealed.len);
  str_done(&sealed);
  return code;
}

/* NULL: as it was. */
static const char *seal_with(const char *manifest, const struct str *signature, const char *lines) {
  struct str archive = {0};
  ustar_put(&archive, parts[2].name, lines ? lines : parts[2].at,
            lines ? strlen(lines) : parts[2].len);
  ustar_put(&archive, parts[1].name, signature ? signature->at : parts[1].at,
            signature ? signature->len : parts[1].len);
  ustar_put(&archive, parts[0].name, manifest ? manifest : parts[0].at,
            manifest ? strlen(manifest) : parts[0].len);
  ustar_end(&archive);
  const char *code = seal_tar(&archive);
  str_done(&archive);
  return code;
}

static char *edited(const struct ustar_file *part, const char *from, const char *to) {
  char *text = arena_strndup(&arena, part->at, part->len), *at = strstr(text, from);
  cr_assert_not_null(at);
  cr_assert_eq(strlen(from), strlen(to));
  memcpy(at, to, strlen(to));
  return text;
}

/* Signed anew by a key that may be the right one. */
static const char *signed_with(const char *manifest, const uint8_t key[SECRET_BYTES]) {
  struct str signature = {0};
  minisign_sign(manifest, strlen(manifest), key, "again", &signature);
  const char *code = seal_with(manifest, &signature, NULL);
  str_done(&signature);
  return code;
}

Test(exchange_bundle, the_three_files_may_come_in_any_order) {
  take_apart();
  cr_expect_str_eq(seal_with(NULL, NULL, NULL), "");
}

/* The first line of a minisign signature is for readers, and not signed. */
Test(exchange_bundle, every_byte_inside_is_held_by_something) {
  take_apart();
  size_t comment = (size_t)(parts[1].at - tar.at);
  size_t comment_end =
      comment + (size_t)((const char *)memchr(parts[1].at, '\n', parts[1].len) - parts[1].at);
  for (size_t i = 0; i < tar.len; i += 3) {
    tar.at[i] ^= 1;
    bool taken = seal_tar(&tar)[0] == '\0';
    cr_expect(!taken || (i >= comment && i < comment_end), "byte %zu", i);
    tar.at[i] ^= 1;
  }
}

Test(exchange_bundle, altered_events_are_not_those_signed_for) {
  take_apart();
  cr_expect_str_eq(seal_with(NULL, NULL, edited(&parts[2], "plain", "plaim")), "bundle.digest");
  cr_expect_str_eq(seal_with(NULL, NULL, ""), "bundle.digest");
}

Test(exchange_bundle, an_altered_manifest_is_not_signed) {
  take_apart();
  cr_expect_str_eq(seal_with(edited(&parts[0], "\"first\": 5", "\"first\": 6"), NULL, NULL),
                   "bundle.signature");
}

Test(exchange_bundle, another_key_does_not_sign_for_the_chain) {
  take_apart();
  char *same = arena_strndup(&arena, parts[0].at, parts[0].len);
  cr_expect_str_eq(signed_with(same, other_secret), "bundle.signature");
  cr_expect_str_eq(signed_with(same, secret), "");
}

Test(exchange_bundle, the_number_of_events_is_signed) {
  take_apart();
  cr_expect_str_eq(signed_with(edited(&parts[0], "\"last\": 7", "\"last\": 8"), secret),
                   "bundle.events");
  cr_expect_str_eq(signed_with(edited(&parts[0], "\"last\": 7", "\"last\": 6"), secret),
                   "bundle.events");
}

/* The laptop's own key signed for lines that are none. */
static const char *signed_lines(const char *lines) {
  struct bundle_about one = about;
  struct str text = {0}, sealed = {0};
  one.first = one.last = 5;
  str_puts(&text, lines);
  cr_assert(bundle_write(&one, &text, secret, &sealed));
  const char *code = open_bytes(sealed.at, sealed.len);
  str_done(&text);
  str_done(&sealed);
  return code;
}

#define HASH64 "0900000000000000000000000000000000000000000000000000000000000000"
#define LINE(hash, rest) "{\"a\":1,\"payload_hash\":\"" hash "\"," rest "}\n"

Test(exchange_bundle, lines_that_are_no_events_are_refused) {
  cr_expect_str_eq(
      signed_lines(LINE(HASH64, "\"head\":\"aGk=\",\"payload\":\"aGk=\",\"salt\":null")), "");
  cr_expect_eq(bundle.events[0].scheme, RECORD_SEALED);
  cr_expect_eq(bundle.events[0].head_len, 2);
  static const char *const bad[] = {
      "",
      "\n",
      "{}\n",
      LINE("09", "\"head\":\"aGk=\",\"payload\":null,\"salt\":null"),
      LINE(HASH64, "\"head\":null,\"payload\":null,\"salt\":null"),
      LINE(HASH64, "\"head\":\"aGk\",\"payload\":null,\"salt\":null"),
      LINE(HASH64, "\"head\":\"aGk=\",\"payload\":null,\"salt\":\"aGk=\""),
      LINE(HASH64, "\"head\":\"aGk=\",\"payload\":\"aGk=\",\"salt\":\"aGk=\""),
      LINE(HASH64, "\"head\":\"aGk=\",\"payload\":\"a\",\"salt\":null"),
      LINE(HASH64, "\"head\":\"aGk=\",\"payload\":null"),
      LINE(HASH64, "\"head\":\"aGk=\",\"payload\":null,\"salt\":null,\"b\":1"),
      LINE(HASH64, "\"head\":\"aGk="),
      ",\"payload_hash\":\n",
      ",\"payload_hash\":\"\n"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    cr_expect_str_eq(signed_lines(bad[i]), "bundle.events", "%zu", i);
}

/* The one text of some bytes, with one letter of it altered: as libsodium reads it. */
Test(exchange_bundle, base_64_is_read_as_everywhere) {
  static const char letters[] = "AQgw+/=z-\n\200";
  uint8_t bytes[8], ours[8], theirs[8];
  char text[SEAL_BASE64(sizeof bytes)];
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (uint8_t)(251 * i + 62);
  for (size_t len = 0; len <= sizeof bytes; len++) {
    seal_base64(bytes, len, text);
    size_t n = strlen(text);
    cr_assert(lines_unbase64(text, n, ours, len));
    cr_expect_arr_eq(ours, bytes, len);
    cr_expect_not(n && lines_unbase64(text, n - 1, ours, len));
    cr_expect_not(lines_unbase64(text, n, ours, len + 3));
    cr_expect_not(len >= 3 && lines_unbase64(text, n, ours, len - 3));
    for (size_t at = 0; at < n; at++)
      for (const char *letter = letters; *letter; letter++) {
        char was = text[at];
        text[at] = *letter;
        bool read = seal_unbase64(text, n, theirs, len);
        cr_expect_eq(lines_unbase64(text, n, ours, len), read, "%s", text);
        cr_expect(!read || memcmp(ours, theirs, len) == 0, "%s", text);
        text[at] = was;
      }
  }
}

Test(exchange_bundle, a_manifest_that_makes_no_sense_is_refused) {
  take_apart();
  cr_expect_str_eq(signed_with(edited(&parts[0], "\"last\": 7", "\"last\": 4"), secret),
                   "bundle.manifest");
  cr_expect_str_eq(signed_with(edited(&parts[0], "\"first\": 5", "\"first\": 1"), secret),
                   "bundle.manifest");
  cr_expect_str_eq(signed_with("{\"format\": \"mafunzo-bundle\", \"version\": 1}", secret),
                   "bundle.manifest");
  cr_expect_str_eq(signed_with("[", secret), "bundle.manifest");
}

Test(exchange_bundle, a_later_version_is_told) {
  take_apart();
  cr_expect_str_eq(signed_with(edited(&parts[0], "\"version\": 1", "\"version\": 3"), secret),
                   "bundle.newer");
}

/* A trainer, who may open it, gives it on to somebody for whom it was not meant. */
Test(exchange_bundle, sealed_again_for_another_it_is_not_meant_for_him) {
  uint8_t third[KEY_BYTES], third_public[KEY_BYTES];
  struct str sealed = {0};
  take_apart();
  seal_exchange_keypair(third_public, third);
  cr_assert(age_seal(tar.at, tar.len, (const uint8_t(*)[KEY_BYTES]) & third_public, 1, &sealed));
  cr_expect_eq(bundle_open("x", sealed.at, sealed.len, &third, 1, &bundle, &diags), RC_MISSING);
  cr_expect_str_eq(diags.list[0].code, "bundle.recipient");
  str_done(&sealed);
}

/* -- The archive ---------------------------------------------------------------------------------
 */

/* A byte of the first header is another one, and the sum knows it. */
static bool reads_with(size_t at, char byte) {
  struct ustar_file one = {.name = "a", .most = 3};
  struct str archive = {0};
  unsigned sum = 0;
  ustar_put(&archive, "a", "xyz", 3);
  ustar_end(&archive);
  archive.at[at] = byte;
  memset(archive.at + 148, ' ', 8);
  for (size_t i = 0; i < 512; i++)
    sum += (unsigned char)archive.at[i];
  snprintf(archive.at + 148, 8, "%06o", sum);
  bool reads = ustar_read(archive.at, archive.len, &one, 1);
  str_done(&archive);
  return reads;
}

Test(exchange_bundle, only_plain_files_in_no_folder_are_read) {
  cr_expect(reads_with(156, '0'));
  cr_expect(reads_with(156, 0), "as old as tar");
  for (const char *kind = "123456789xgLKS"; *kind; kind++)
    cr_expect_not(reads_with(156, *kind), "%c", *kind);
  cr_expect_not(reads_with(157, 'x'), "a link's end");
  cr_expect_not(reads_with(345, 'd'), "a folder before the name");
  cr_expect_not(reads_with(1, 'b'), "another name");
  cr_expect_not(reads_with(257, 'U'), "another format");
}

static const char *with_extra(const char *name, char kind) {
  struct str archive = {0};
  for (size_t i = 0; i < 3; i++)
    ustar_put(&archive, parts[i].name, parts[i].at, parts[i].len);
  size_t at = archive.len;
  ustar_put(&archive, name, "x", 1);
  if (kind)
    archive.at[at + 156] = kind;
  ustar_end(&archive);
  const char *code = seal_tar(&archive);
  str_done(&archive);
  return code;
}

Test(exchange_bundle, nothing_else_may_be_in_the_archive) {
  take_apart();
  cr_expect_str_eq(with_extra("more.txt", 0), "bundle.content");
  cr_expect_str_eq(with_extra("manifest.json", 0), "bundle.content");
  cr_expect_str_eq(with_extra("../../etc/passwd", 0), "bundle.content");
  cr_expect_str_eq(with_extra("events.jsonl", '2'), "bundle.content");
}

Test(exchange_bundle, what_is_missing_or_long_is_no_archive) {
  struct ustar_file one = {.name = "a", .most = 3};
  struct str archive = {0};
  ustar_put(&archive, "a", "xyz", 3);
  cr_expect_not(ustar_read(archive.at, archive.len, &one, 1), "no end");
  ustar_end(&archive);
  cr_expect(ustar_read(archive.at, archive.len, &one, 1));
  cr_expect_eq(one.len, 3);
  one.most = 2;
  cr_expect_not(ustar_read(archive.at, archive.len, &one, 1), "too long");
  one.most = 3;
  cr_expect_not(ustar_read(archive.at, 600, &one, 1), "cut");
  cr_expect_not(ustar_read(archive.at, 0, &one, 1), "empty");
  memcpy(archive.at + 124, "77777777777", 11); /* a size that the sum of the header does not know */
  cr_expect_not(ustar_read(archive.at, archive.len, &one, 1));
  str_done(&archive);
}

/* -- Receipts ------------------------------------------------------------------------------------
 */

Test(exchange_bundle, a_receipt_is_its_signers) {
  const struct receipt given = {.chain = {1}, .seq = 12, .head = {2}, .wall = 5};
  struct receipt got;
  struct str text = {0};
  receipt_write(&given, other_secret, &text);
  cr_assert_eq(receipt_read("r", text.at, text.len, other, &got, &diags), RC_OK);
  cr_expect_eq(got.seq, 12);
  cr_expect_eq(got.chain[0], 1);
  cr_expect_eq(got.head[0], 2);
  cr_expect_eq(receipt_read("r", text.at, text.len, chain, &got, &diags), RC_DATA);
  cr_expect_str_eq(diags.list[0].code, "receipt.signature");
  *strstr(text.at, "\"seq\":12") = '{';
  cr_expect_eq(receipt_read("r", text.at, text.len, other, &got, &diags), RC_DATA);
  cr_expect_str_eq(diags.list[1].code, "receipt.signature");
  cr_expect_eq(receipt_read("r", "hello", 5, other, &got, &diags), RC_DATA);
  cr_expect_str_eq(diags.list[2].code, "receipt.content");
  str_done(&text);
}

/* -- Flat, as a child gives it back -------------------------------------------------------------
 */

enum { FLAT_CHAIN = 1, FLAT_FIRST = 65, FLAT_LAST = 73, FLAT_HEAD = 113, FLAT_RECIPIENTS = 185 };

static struct str flat;

static void flatten(void) {
  cr_assert_str_eq(open_bytes(file.at, file.len), "");
  str_clear(&flat);
  bundle_flatten(BUNDLE_SOUND, &bundle, &flat);
}

static enum bundle_fault unflatten(size_t len) {
  bundle_done(&bundle);
  char *exact = malloc(len ? len : 1); /* so that a sanitizer sees one byte too many */
  memcpy(exact, flat.at, len);
  enum bundle_fault fault = bundle_unflatten(exact, len, &bundle);
  free(exact);
  return fault;
}

Test(exchange_bundle, flat_and_back_it_is_the_same) {
  struct str again = {0};
  flatten();
  cr_assert_eq(unflatten(flat.len), BUNDLE_SOUND);
  cr_expect_eq(bundle.n, 3);
  cr_expect_arr_eq(bundle.events[0].payload, "one", 3);
  cr_expect_not_null(bundle.events[1].payload);
  cr_expect_null(bundle.events[2].payload);
  bundle_flatten(BUNDLE_SOUND, &bundle, &again);
  cr_assert_eq(again.len, flat.len);
  cr_expect_arr_eq(again.at, flat.at, flat.len);
  str_done(&again);
  str_done(&flat);
}

Test(exchange_bundle, flat_each_fault_comes_back) {
  for (int fault = BUNDLE_RECIPIENT; fault < BUNDLE_FAULTS; fault++) {
    str_clear(&flat);
    bundle_flatten((enum bundle_fault)fault, &bundle, &flat);
    cr_expect_eq(unflatten(flat.len), fault);
    str_putc(&flat, 'x');
    cr_expect_eq(unflatten(flat.len), BUNDLE_CHILD);
  }
  flat.at[0] = BUNDLE_FAULTS;
  cr_expect_eq(unflatten(1), BUNDLE_CHILD);
  cr_expect_eq(unflatten(0), BUNDLE_CHILD);
  str_done(&flat);
}

Test(exchange_bundle, flat_no_cut_and_no_length_is_believed) {
  flatten();
  for (size_t len = 0; len < flat.len; len++)
    cr_expect_eq(unflatten(len), BUNDLE_CHILD, "%zu", len);
  for (size_t i = FLAT_RECIPIENTS; i + 4 <= flat.len; i++) {
    char kept[4];
    memcpy(kept, flat.at + i, 4);
    memset(flat.at + i, 0xff, 4);
    unflatten(flat.len); /* whatever it says, it reads what is there alone */
    memcpy(flat.at + i, kept, 4);
  }
  str_putc(&flat, 'x');
  cr_expect_eq(unflatten(flat.len), BUNDLE_CHILD);
  str_done(&flat);
}

/* A child in a stranger's hands could name any laptop, and any head. */
Test(exchange_bundle, flat_what_the_laptop_did_not_sign_is_not_believed) {
  static const size_t where[] = {FLAT_CHAIN, FLAT_HEAD, FLAT_HEAD + 31, FLAT_LAST, FLAT_LAST + 7};
  flatten();
  for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
    flat.at[where[i]] ^= 1;
    cr_expect_eq(unflatten(flat.len), BUNDLE_CHILD, "%zu", where[i]);
    flat.at[where[i]] ^= 1;
  }
  flat.at[FLAT_FIRST] = 0;
  cr_expect_eq(unflatten(flat.len), BUNDLE_CHILD);
  str_done(&flat);
}
