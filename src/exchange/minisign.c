/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/minisign.h"

#include <assert.h>
#include <string.h>

struct public_key { /* as it is written: bytes alone */
  uint8_t kind[2], id[MINISIGN_ID], key[KEY_BYTES];
};

struct signature {
  uint8_t kind[2], id[MINISIGN_ID], of[SIGNATURE_BYTES];
};

static const char untrusted_head[] = "untrusted comment: ", trusted_head[] = "trusted comment: ";

void minisign_id(const uint8_t public_key[KEY_BYTES], uint8_t id[MINISIGN_ID]) {
  uint8_t hash[HASH_BYTES];
  seal_hash(&(struct seal_part){public_key, KEY_BYTES}, 1, hash);
  memcpy(id, hash, MINISIGN_ID);
}

static void put_base64(struct str *out, const void *bytes, size_t len) {
  char text[SEAL_BASE64(sizeof(struct signature))];
  assert(len <= sizeof(struct signature));
  seal_base64(bytes, len, text);
  str_puts(out, text);
}

/* What the second signature is of; free with str_done. */
static struct str whole(const uint8_t signature[SIGNATURE_BYTES], const char *trusted, size_t len) {
  struct str bytes = {0};
  str_add(&bytes, signature, SIGNATURE_BYTES);
  str_add(&bytes, trusted, len);
  return bytes;
}

void minisign_sign(const void *bytes, size_t len, const uint8_t secret[SECRET_BYTES],
                   const char *trusted, struct str *out) {
  struct signature signature = {.kind = {'E', 'D'}};
  uint8_t hash[LONG_HASH_BYTES], second[SIGNATURE_BYTES];
  assert(strlen(trusted) <= MINISIGN_COMMENT && !strpbrk(trusted, "\r\n"));
  minisign_id(secret + SECRET_BYTES - KEY_BYTES, signature.id); /* where its public key stands */
  seal_hash_long(bytes, len, hash);
  seal_sign(hash, sizeof hash, secret, signature.of);
  struct str all = whole(signature.of, trusted, strlen(trusted));
  seal_sign(all.at, all.len, secret, second);
  str_done(&all);
  str_printf(out, "%ssignature from Mafunzo\n", untrusted_head);
  put_base64(out, &signature, sizeof signature);
  str_printf(out, "\n%s%s\n", trusted_head, trusted);
  put_base64(out, second, sizeof second);
  str_putc(out, '\n');
}

struct line {
  const char *at;
  size_t len;
};

static bool split(const char *sig, size_t len, struct line lines[MINISIGN_LINES]) {
  for (unsigned i = 0; i < MINISIGN_LINES; i++) {
    const char *end = len ? memchr(sig, '\n', len) : NULL;
    bool newline = end != NULL;
    if (!newline && i + 1 < MINISIGN_LINES)
      return false;
    size_t n = newline ? (size_t)(end - sig) : len;
    lines[i] = (struct line){sig, n};
    sig += n + newline;
    len -= n + newline;
  }
  return len == 0;
}

/* Takes off what a line must begin with. */
static bool behind(struct line *line, const char *head) {
  size_t n = strlen(head);
  if (line->len < n || memcmp(line->at, head, n) != 0)
    return false;
  line->at += n;
  line->len -= n;
  return true;
}

struct parsed {
  struct signature signature;
  struct line trusted;
  uint8_t second[SIGNATURE_BYTES];
};

static bool parse(const char *sig, size_t len, const uint8_t id[MINISIGN_ID],
                  struct parsed *parsed) {
  struct line lines[MINISIGN_LINES];
  const struct signature *signature = &parsed->signature;
  if (!split(sig, len, lines) || !behind(&lines[0], untrusted_head) ||
      !seal_unbase64(lines[1].at, lines[1].len, &parsed->signature, sizeof *signature) ||
      memcmp(signature->kind, "ED", 2) != 0 || memcmp(signature->id, id, MINISIGN_ID) != 0 ||
      !behind(&lines[2], trusted_head) || lines[2].len > MINISIGN_COMMENT ||
      memchr(lines[2].at, '\0', lines[2].len) ||
      !seal_unbase64(lines[3].at, lines[3].len, parsed->second, sizeof parsed->second))
    return false;
  parsed->trusted = lines[2];
  return true;
}

static bool holds(const void *bytes, size_t len, const struct parsed *parsed,
                  const uint8_t public_key[KEY_BYTES]) {
  uint8_t hash[LONG_HASH_BYTES];
  seal_hash_long(bytes, len, hash);
  return seal_verify(hash, sizeof hash, parsed->signature.of, public_key);
}

bool minisign_verify_id(const void *bytes, size_t len, const char *sig, size_t sig_len,
                        const uint8_t public_key[KEY_BYTES], const uint8_t id[MINISIGN_ID],
                        struct str *trusted) {
  struct parsed parsed;
  if (!parse(sig, sig_len, id, &parsed))
    return false;
  struct str all = whole(parsed.signature.of, parsed.trusted.at, parsed.trusted.len);
  bool good = holds(bytes, len, &parsed, public_key) &&
              seal_verify(all.at, all.len, parsed.second, public_key);
  str_done(&all);
  if (good && trusted)
    str_add(trusted, parsed.trusted.at, parsed.trusted.len);
  return good;
}

bool minisign_vouches(const void *bytes, size_t len, const char *sig, size_t sig_len,
                      const uint8_t public_key[KEY_BYTES]) {
  struct parsed parsed;
  uint8_t id[MINISIGN_ID];
  minisign_id(public_key, id);
  return parse(sig, sig_len, id, &parsed) && holds(bytes, len, &parsed, public_key);
}

bool minisign_verify(const void *bytes, size_t len, const char *sig, size_t sig_len,
                     const uint8_t public_key[KEY_BYTES], struct str *trusted) {
  uint8_t id[MINISIGN_ID];
  minisign_id(public_key, id);
  return minisign_verify_id(bytes, len, sig, sig_len, public_key, id, trusted);
}

void minisign_public_text(const uint8_t public_key[KEY_BYTES], struct str *out) {
  struct public_key written = {.kind = {'E', 'd'}};
  minisign_id(public_key, written.id);
  memcpy(written.key, public_key, KEY_BYTES);
  put_base64(out, &written, sizeof written);
}

bool minisign_public_read(const char *text, uint8_t public_key[KEY_BYTES],
                          uint8_t id[MINISIGN_ID]) {
  struct public_key read;
  if (!seal_unbase64(text, strlen(text), &read, sizeof read) || memcmp(read.kind, "Ed", 2) != 0)
    return false;
  memcpy(public_key, read.key, KEY_BYTES);
  memcpy(id, read.id, MINISIGN_ID);
  return true;
}
