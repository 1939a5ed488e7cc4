/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/age.h"

#include "base/mem.h"
#include "exchange/bech32.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

enum {
  FILE_KEY = 16,
  PAYLOAD_NONCE = 16,
  CHUNK = 64 * 1024,
  LINE = 64, /* columns of base 64 in a stanza's body */
  WRAPPED = FILE_KEY + TAG_BYTES
};

static const char intro[] = "age-encryption.org/v1\n";
static const char x25519[] = "age-encryption.org/v1/X25519";
static const uint8_t no_nonce[NONCE_BYTES];
static const struct seal_part alone; /* nothing beside the text */

/* The key that wraps the file's key for one recipient; its salt is both public keys. */
static bool wrap_key(const uint8_t secret[KEY_BYTES], const uint8_t other[KEY_BYTES],
                     const uint8_t ephemeral[KEY_BYTES], const uint8_t recipient[KEY_BYTES],
                     uint8_t out[KEY_BYTES]) {
  uint8_t shared[KEY_BYTES], salt[2 * KEY_BYTES];
  bool good = seal_exchange(secret, other, shared);
  memcpy(salt, ephemeral, KEY_BYTES);
  memcpy(salt + KEY_BYTES, recipient, KEY_BYTES);
  if (good)
    seal_derive((struct seal_part){shared, KEY_BYTES}, (struct seal_part){salt, sizeof salt},
                x25519, out);
  seal_wipe(shared, sizeof shared);
  return good;
}

static void header_mac(const uint8_t file_key[FILE_KEY], const void *header, size_t len,
                       uint8_t out[HASH_BYTES]) {
  uint8_t key[KEY_BYTES];
  seal_derive((struct seal_part){file_key, FILE_KEY}, alone, "header", key);
  seal_mac(key, sizeof key, header, len, out);
  seal_wipe(key, sizeof key);
}

static void payload_key(const uint8_t file_key[FILE_KEY], const uint8_t nonce[PAYLOAD_NONCE],
                        uint8_t out[KEY_BYTES]) {
  seal_derive((struct seal_part){file_key, FILE_KEY}, (struct seal_part){nonce, PAYLOAD_NONCE},
              "payload", out);
}

/* STREAM: eleven bytes count the chunks, most significant first; the last byte marks the last. */
static void chunk_nonce(uint64_t number, bool last, uint8_t out[NONCE_BYTES]) {
  memset(out, 0, NONCE_BYTES);
  for (unsigned i = 0; i < 8; i++)
    out[NONCE_BYTES - 2 - i] = (uint8_t)(number >> 8 * i);
  out[NONCE_BYTES - 1] = last;
}

/* -- Sealing ---------------------------------------------------------------------------------- */

static void put_base64(struct str *out, const uint8_t *bytes, size_t len) {
  char text[SEAL_BASE64(HASH_BYTES)];
  assert(len <= HASH_BYTES); /* and so it always fits one line */
  seal_base64_bare(bytes, len, text);
  str_puts(out, text);
  str_putc(out, '\n');
}

static bool put_stanza(struct str *out, const uint8_t file_key[FILE_KEY],
                       const uint8_t recipient[KEY_BYTES]) {
  uint8_t ephemeral[KEY_BYTES], secret[KEY_BYTES], key[KEY_BYTES], wrapped[WRAPPED];
  seal_exchange_keypair(ephemeral, secret);
  bool good = wrap_key(secret, recipient, ephemeral, recipient, key);
  seal_wipe(secret, sizeof secret);
  if (!good)
    return false;
  seal_lock(key, no_nonce, alone, file_key, FILE_KEY, wrapped);
  seal_wipe(key, sizeof key);
  str_puts(out, "-> X25519 ");
  put_base64(out, ephemeral, sizeof ephemeral);
  put_base64(out, wrapped, sizeof wrapped);
  return true;
}

static void put_payload(struct str *out, const uint8_t file_key[FILE_KEY], const uint8_t *plain,
                        size_t len) {
  uint8_t key[KEY_BYTES], start[PAYLOAD_NONCE], nonce[NONCE_BYTES];
  MEM_UNCLEARED uint8_t chunk[CHUNK + TAG_BYTES];
  seal_random(start, sizeof start);
  payload_key(file_key, start, key);
  str_add(out, start, sizeof start);
  for (uint64_t number = 0, last = 0; !last; number++) {
    size_t n = len < CHUNK ? len : CHUNK;
    last = n == len;
    chunk_nonce(number, last, nonce);
    seal_lock(key, nonce, alone, plain, n, chunk);
    str_add(out, chunk, n + TAG_BYTES);
    plain += n;
    len -= n;
  }
  seal_wipe(key, sizeof key);
}

bool age_seal(const void *plain, size_t len, const uint8_t (*recipients)[KEY_BYTES], size_t n,
              struct str *out) {
  uint8_t file_key[FILE_KEY], mac[HASH_BYTES];
  struct str header = {0};
  bool good = true;
  assert(n >= 1 && n <= AGE_RECIPIENTS && len <= AGE_BYTES);
  seal_random(file_key, sizeof file_key);
  str_puts(&header, intro);
  for (size_t i = 0; i < n && good; i++)
    good = put_stanza(&header, file_key, recipients[i]);
  if (good) {
    str_puts(&header, "---");
    header_mac(file_key, header.at, header.len, mac);
    str_putc(&header, ' ');
    put_base64(&header, mac, sizeof mac);
    str_add(out, header.at, header.len);
    put_payload(out, file_key, len ? plain : (const uint8_t *)"", len);
  }
  seal_wipe(file_key, sizeof file_key);
  str_done(&header);
  return good;
}

/* -- Opening ---------------------------------------------------------------------------------- */

struct reader {
  const char *begin, *at, *end;
  const uint8_t *identity, *mine; /* who reads: the secret key, and the public one */
};

/* The next line without its newline; false: there is none. */
static bool take_line(struct reader *in, const char **line, size_t *len) {
  const char *newline = in->at < in->end ? memchr(in->at, '\n', (size_t)(in->end - in->at)) : NULL;
  if (!newline)
    return false;
  *line = in->at;
  *len = (size_t)(newline - in->at);
  in->at = newline + 1;
  return true;
}

static bool begins(const char *line, size_t len, const char *with) {
  return len >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

/* "-> " and arguments of visible letters with one blank between. */
static bool is_stanza(const char *line, size_t len) {
  if (!begins(line, len, "-> ") || len == 3 || line[len - 1] == ' ')
    return false;
  for (size_t i = 3; i < len; i++)
    if (line[i] < 32 || line[i] > 126 || (line[i] == ' ' && line[i - 1] == ' '))
      return false;
  return true;
}

/* Lines of 64 columns and a shorter one at the end. first gets that of a body of one line. */
static bool take_body(struct reader *in, const char **first, size_t *first_len) {
  const char *line;
  size_t len, n = 0;
  do {
    uint8_t bytes[LINE * 3 / 4];
    if (!take_line(in, &line, &len) || len > LINE ||
        !seal_unbase64_bare(line, len, bytes, len * 3 / 4))
      return false;
    *first = n++ ? NULL : line;
    *first_len = len;
  } while (len == LINE);
  return true;
}

/* RC_OK: it held the file's key; RC_MISSING: it is for another. */
static enum rc try_x25519(const struct reader *in, const char *argument, size_t len,
                          const char *body, size_t body_len, uint8_t file_key[FILE_KEY]) {
  uint8_t ephemeral[KEY_BYTES], wrapped[WRAPPED], key[KEY_BYTES];
  if (!seal_unbase64_bare(argument, len, ephemeral, sizeof ephemeral) || !body ||
      !seal_unbase64_bare(body, body_len, wrapped, sizeof wrapped))
    return RC_DATA;
  if (!wrap_key(in->identity, ephemeral, ephemeral, in->mine, key))
    return RC_DATA;
  bool good = seal_unlock(key, no_nonce, alone, wrapped, sizeof wrapped, file_key);
  seal_wipe(key, sizeof key);
  return good ? RC_OK : RC_MISSING;
}

/* One stanza; found: the file's key is known, and what is for others is not tried any more. */
static enum rc take_stanza(struct reader *in, const char *line, size_t len,
                           uint8_t file_key[FILE_KEY], bool *found) {
  static const char kind[] = "-> X25519 ";
  const char *body;
  size_t body_len;
  if (!is_stanza(line, len) || !take_body(in, &body, &body_len))
    return RC_DATA;
  if (*found || !begins(line, len, kind))
    return RC_OK;
  uint8_t key[FILE_KEY];
  enum rc rc = try_x25519(in, line + strlen(kind), len - strlen(kind), body, body_len, key);
  if (rc == RC_OK) {
    memcpy(file_key, key, FILE_KEY);
    *found = true;
  }
  seal_wipe(key, sizeof key);
  return rc == RC_MISSING ? RC_OK : rc;
}

/* in stands behind the header afterwards. */
static enum rc open_header(struct reader *in, uint8_t file_key[FILE_KEY]) {
  const char *line;
  size_t len;
  bool found = false;
  uint8_t mac[HASH_BYTES], want[HASH_BYTES];
  if (!begins(in->at, (size_t)(in->end - in->at), intro))
    return RC_DATA;
  in->at += strlen(intro);
  for (;;) {
    if (!take_line(in, &line, &len))
      return RC_DATA;
    if (begins(line, len, "---"))
      break;
    enum rc rc = take_stanza(in, line, len, file_key, &found);
    if (rc != RC_OK)
      return rc;
  }
  if (!begins(line, len, "--- ") || !seal_unbase64_bare(line + 4, len - 4, mac, sizeof mac))
    return RC_DATA;
  if (!found)
    return RC_MISSING;
  header_mac(file_key, in->begin, (size_t)(line + 3 - in->begin), want);
  return seal_equal(mac, want, sizeof mac) ? RC_OK : RC_DATA;
}

/* Appends what chunks hold. A last one may be short, and is empty only if all is. */
static bool open_chunks(const uint8_t *at, size_t len, const uint8_t key[KEY_BYTES],
                        struct str *out) {
  uint8_t nonce[NONCE_BYTES];
  bool last = false;
  for (uint64_t number = 0; !last; number++) {
    size_t n = len < CHUNK + TAG_BYTES ? len : CHUNK + TAG_BYTES;
    last = n == len;
    chunk_nonce(number, last, nonce);
    if ((n == TAG_BYTES && number > 0) ||
        !seal_unlock(key, nonce, alone, at, n, (uint8_t *)out->at + out->len))
      return false;
    out->len += n - TAG_BYTES;
    at += n;
    len -= n;
  }
  return true;
}

/* out is as it was unless all is whole. */
static bool open_payload(const uint8_t *at, size_t len, const uint8_t file_key[FILE_KEY],
                         struct str *out) {
  uint8_t key[KEY_BYTES];
  size_t before = out->len;
  if (len < PAYLOAD_NONCE + TAG_BYTES)
    return false;
  payload_key(file_key, at, key);
  str_room(out, len);
  bool good = open_chunks(at + PAYLOAD_NONCE, len - PAYLOAD_NONCE, key, out);
  seal_wipe(key, sizeof key);
  if (!good) {
    seal_wipe(out->at + before, out->len - before);
    out->len = before;
  }
  out->at[out->len] = '\0';
  return good;
}

enum rc age_open_as(const void *bytes, size_t len, const uint8_t identity[KEY_BYTES],
                    uint8_t recipient[KEY_BYTES], struct str *out) {
  size_t head = len < AGE_HEADER ? len : AGE_HEADER;
  struct reader in = {bytes, bytes, (const char *)bytes + head, identity, recipient};
  uint8_t file_key[FILE_KEY] = {0};
  seal_exchange_public(identity, recipient);
  if (len > AGE_BYTES + (size_t)AGE_BYTES / CHUNK * TAG_BYTES + AGE_HEADER)
    return RC_DATA;
  enum rc rc = open_header(&in, file_key);
  size_t behind = (size_t)(in.at - in.begin);
  if (rc == RC_OK && !open_payload((const uint8_t *)bytes + behind, len - behind, file_key, out))
    rc = RC_DATA;
  seal_wipe(file_key, sizeof file_key);
  return rc;
}

enum rc age_open(const void *bytes, size_t len, const uint8_t identity[KEY_BYTES],
                 struct str *out) {
  uint8_t recipient[KEY_BYTES];
  return age_open_as(bytes, len, identity, recipient, out);
}

/* -- Keys as text ----------------------------------------------------------------------------- */

static bool read_key(const char *text, const char *prefix, uint8_t key[KEY_BYTES]) {
  struct bech32 read;
  bool good = bech32_read(text, &read) && strcmp(read.prefix, prefix) == 0 &&
              bech32_bytes(&read, key, KEY_BYTES);
  seal_wipe(&read, sizeof read);
  return good;
}

void age_recipient_text(const uint8_t key[KEY_BYTES], struct str *out) {
  bech32_write("age", key, KEY_BYTES, out);
}

bool age_recipient_read(const char *text, uint8_t key[KEY_BYTES]) {
  return read_key(text, "age", key);
}

void age_identity_text(const uint8_t identity[KEY_BYTES], struct str *out) {
  size_t at = out->len;
  bech32_write("age-secret-key-", identity, KEY_BYTES, out);
  for (; at < out->len; at++)
    out->at[at] = (char)toupper((unsigned char)out->at[at]);
}

bool age_identity_read(const char *text, uint8_t identity[KEY_BYTES]) {
  return read_key(text, "age-secret-key-", identity);
}
