/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our half of tests/cli/age.sh, which names a folder in $INTEROP; without one there is nothing to
 * do.
 *
 *   identity     AGE-SECRET-KEY-1..., of ours
 *   recipients   age1..., a line each
 *   NAME.plain   is sealed as NAME.sealed and signed as NAME.plain.minisig; public holds the key
 *   NAME.age     is opened as NAME.opened, or NAME.refused is made, which says RC_...
 *   NAME.theirs  is verified with NAME.theirs.minisig and theirs.pub; NAME.verified is the comment
 */
#include "base/file.h"
#include "exchange/age.h"
#include "exchange/minisign.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *folder;

TestSuite(exchange_interop);

static const char *path(const char *name) {
  static char out[512];
  snprintf(out, sizeof out, "%s/%s", folder, name);
  return out;
}

static struct str slurp(const char *name) {
  struct str all = {0};
  char buffer[4096];
  FILE *in = fopen(path(name), "rb");
  cr_assert_not_null(in, "%s", name);
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, in));)
    str_add(&all, buffer, n);
  fclose(in);
  return all;
}

static void spit(const char *stem, const char *suffix, const struct str *bytes) {
  char name[256];
  struct diags diags = {0};
  snprintf(name, sizeof name, "%s%s", stem, suffix);
  cr_assert_eq(file_write_whole(path(name), str_text(bytes), bytes->len, &diags), RC_OK);
}

static char *line_of(struct str *text, const char *begin) {
  char *at = strstr(str_text(text), begin);
  cr_assert_not_null(at, "%s", begin);
  at[strcspn(at, "\n")] = '\0';
  return at;
}

static void seal_one(const char *stem, const struct str *plain,
                     const uint8_t secret[SECRET_BYTES]) {
  static uint8_t recipients[AGE_RECIPIENTS][KEY_BYTES];
  struct str list = slurp("recipients"), out = {0};
  size_t n = 0;
  for (char *line = strtok(list.at, "\n"); line; line = strtok(NULL, "\n"))
    cr_assert(age_recipient_read(line, recipients[n++]));
  cr_assert(age_seal(plain->at, plain->len, recipients, n, &out));
  spit(stem, ".sealed", &out);
  str_clear(&out);
  minisign_sign(str_text(plain), plain->len, secret, "signed for a test", &out);
  spit(stem, ".plain.minisig", &out);
  str_done(&out);
  str_done(&list);
}

static void open_one(const char *stem, const struct str *sealed) {
  uint8_t identity[KEY_BYTES];
  struct str key = slurp("identity"), out = {0};
  cr_assert(age_identity_read(line_of(&key, "AGE-SECRET-KEY-"), identity));
  enum rc rc = age_open(sealed->at, sealed->len, identity, &out);
  if (rc != RC_OK)
    str_puts(&out, rc == RC_DATA ? "data" : rc == RC_MISSING ? "missing" : "?");
  spit(stem, rc == RC_OK ? ".opened" : ".refused", &out);
  str_done(&out);
  str_done(&key);
}

static void verify_one(const char *stem, const struct str *bytes) {
  char name[256];
  uint8_t key[KEY_BYTES], id[MINISIGN_ID];
  struct str public_key = slurp("theirs.pub"), trusted = {0};
  snprintf(name, sizeof name, "%s.theirs.minisig", stem);
  struct str sig = slurp(name);
  char *line = strchr(str_text(&public_key), '\n');
  cr_assert_not_null(line);
  line[1 + strcspn(line + 1, "\n")] = '\0';
  cr_assert(minisign_public_read(line + 1, key, id));
  if (minisign_verify_id(str_text(bytes), bytes->len, sig.at, sig.len, key, id, &trusted))
    spit(stem, ".verified", &trusted);
  str_done(&sig);
  str_done(&trusted);
  str_done(&public_key);
}

static void each(const char *suffix, const uint8_t secret[SECRET_BYTES],
                 void (*seal)(const char *, const struct str *, const uint8_t *),
                 void (*read)(const char *, const struct str *)) {
  DIR *dir = opendir(folder);
  cr_assert_not_null(dir);
  for (struct dirent *entry; (entry = readdir(dir));) {
    const char *dot = strrchr(entry->d_name, '.');
    if (!dot || strcmp(dot, suffix) != 0)
      continue;
    char stem[256] = "";
    memcpy(stem, entry->d_name, (size_t)(dot - entry->d_name));
    struct str bytes = slurp(entry->d_name);
    if (seal)
      seal(stem, &bytes, secret);
    else
      read(stem, &bytes);
    str_done(&bytes);
  }
  closedir(dir);
}

static void do_what_it_asks(void) {
  uint8_t public_key[KEY_BYTES], secret[SECRET_BYTES];
  struct str text = {0};
  seal_keypair(public_key, secret);
  minisign_public_text(public_key, &text);
  spit("public", "", &text);
  each(".plain", secret, seal_one, NULL);
  each(".age", NULL, NULL, open_one);
  each(".theirs", NULL, NULL, verify_one);
  str_done(&text);
}

/* Where nobody asks, the folder is one of our own, and what we seal we open. */
static void ask_ourselves(void) {
  static char own[256];
  uint8_t key[KEY_BYTES], identity[KEY_BYTES];
  struct str text = {0};
  const char *root = getenv("TMPDIR");
  snprintf(own, sizeof own, "%s/mafunzo-XXXXXX", root ? root : "/tmp");
  folder = mkdtemp(own);
  cr_assert_not_null(folder);
  seal_exchange_keypair(key, identity);
  age_identity_text(identity, &text);
  spit("identity", "", &text);
  str_clear(&text);
  age_recipient_text(key, &text);
  spit("recipients", "", &text);
  spit("one", ".plain", &text);
  do_what_it_asks();
  struct str sealed = slurp("one.sealed");
  spit("two", ".age", &sealed);
  do_what_it_asks();
  struct str opened = slurp("two.opened");
  cr_expect_str_eq(str_text(&opened), text.at);
  str_done(&opened);
  str_done(&sealed);
  str_done(&text);
}

Test(exchange_interop, what_the_folder_asks) {
  cr_assert(seal_init());
  folder = getenv("INTEROP");
  if (folder)
    do_what_it_asks();
  else
    ask_ourselves();
}
