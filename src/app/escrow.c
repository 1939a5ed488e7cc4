/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keys.h"

#include "base/cage.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { GROUP = 4, GROUPS_A_LINE = 5, LETTERS = 74 };

static const char head[] = "AGE-SECRET-KEY-1";

void escrow_text(const uint8_t escrow[KEY_BYTES], struct str *out) {
  struct str text = {0};
  age_identity_text(escrow, &text);
  str_puts(out, head);
  for (size_t at = strlen(head), n = 0; at < text.len; at += GROUP, n++)
    str_printf(out, "%s%.*s", n % GROUPS_A_LINE ? " " : "\n", GROUP, text.at + at);
  str_putc(out, '\n');
  seal_wipe(text.at, text.len);
  str_done(&text);
}

/* Without blanks and in capitals; false: too long to be a key. */
static bool pack(const char *typed, char out[LETTERS + 1]) {
  size_t n = 0;
  for (; *typed; typed++) {
    if (isspace((unsigned char)*typed))
      continue;
    if (n == LETTERS)
      return false;
    out[n++] = (char)toupper((unsigned char)*typed);
  }
  out[n] = '\0';
  return true;
}

/* The group, from 1, in which one letter for another makes a key of it; 0: there is none. The check
 * finds up to four wrong letters, and so no two such changes can both do. */
static unsigned wrong_group(char text[LETTERS + 1]) {
  static const char letters[] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
  uint8_t key[KEY_BYTES];
  unsigned group = 0;
  for (size_t i = strlen(head); text[i] && !group; i++) {
    char kept = text[i];
    for (const char *letter = letters; *letter && !group; letter++) {
      text[i] = *letter;
      if (age_identity_read(text, key))
        group = (unsigned)(i - strlen(head)) / GROUP + 1;
    }
    text[i] = kept;
  }
  seal_wipe(key, sizeof key);
  return group;
}

static enum rc mistyped(char text[LETTERS + 1], struct diags *diags) {
  struct arena arena = {0};
  unsigned group = strlen(text) == LETTERS ? wrong_group(text) : 0;
  const char *hint =
      group ? arena_printf(&arena, _("look at group %u, behind %s"), group, head)
            : _("compare it with the paper: AGE-SECRET-KEY-1, then 14 groups of 4 and one of 2");
  diag_error(diags, (struct place){0}, 1, "escrow.mistyped", hint,
             _("this is not the escrow key as it was printed: a letter is wrong or missing"));
  arena_done(&arena);
  return RC_DATA;
}

static enum rc tell(const char *shown, enum rc rc, struct diags *diags) {
  struct place at = {.file = shown};
  if (rc == RC_MISSING)
    diag_error(diags, at, 1, "escrow.other", _("try the paper of an earlier escrow key"),
               _("this was not sealed for this escrow key"));
  else if (rc != RC_OK)
    diag_error(diags, at, 1, "escrow.damaged", _("try another copy of the file"),
               _("this was not sealed by Mafunzo, or it is damaged"));
  return rc;
}

enum rc escrow_open(const char *shown, const struct str *bytes, const char *typed, struct str *out,
                    struct diags *diags) {
  char text[LETTERS + 1] = "";
  uint8_t identity[KEY_BYTES];
  enum rc rc = RC_OK;
  cage_keep_secret();
  if (!pack(typed, text) || !age_identity_read(text, identity))
    rc = mistyped(text, diags);
  else
    rc = tell(shown, age_open(str_text(bytes), bytes->len, identity, out), diags);
  seal_wipe(identity, sizeof identity);
  seal_wipe(text, sizeof text);
  return rc;
}
