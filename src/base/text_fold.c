/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing texts: what a person typed with what was meant. */
#include "base/text.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* Accents and the points of Arabic and Hebrew by their combining classes; not what makes another
 * letter (nukta 7, kana voicing 8, virama 9, the vowels of Thai, Lao and Tibetan 103 to 132). */
static bool is_accent(ucs4_t c) {
  int class = uc_combining_class(c);
  return (class >= 10 && class <= 36) || class >= 200;
}

/* What keyboards and word processors put for one and the same thing; "" drops, NULL keeps. */
static const char *plain_form(ucs4_t c) {
  if (is_accent(c) || c == 0x640 || uc_is_property_default_ignorable_code_point(c))
    return "";
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x2bc:
    return "'";
  case 0x201c:
  case 0x201d:
  case 0xab:
  case 0xbb:
    return "\"";
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2212:
    return "-";
  case 0xe6:
    return "ae";
  case 0x153:
    return "oe";
  default:
    return NULL;
  }
}

static void fold_point(struct str *out, ucs4_t c) {
  const char *form = plain_form(c);
  int digit = c >= 0x80 ? uc_decimal_value(c) : -1;
  if (form)
    str_puts(out, form);
  else if (digit >= 0)
    str_putc(out, (char)('0' + digit));
  else if (!uc_is_property_white_space(c)) {
    uint8_t bytes[6];
    int n = u8_uctomb(bytes, c, sizeof bytes);
    str_add(out, bytes, n > 0 ? (size_t)n : 0);
  } else if (out->len && out->at[out->len - 1] != ' ')
    str_putc(out, ' ');
}

static char *fold_points(struct arena *arena, const uint8_t *text, size_t len) {
  struct str out = {0};
  ucs4_t c;
  for (size_t at = 0; at < len;) {
    at += (size_t)u8_mbtouc(&c, text + at, len - at);
    fold_point(&out, c);
  }
  if (out.len && out.at[out.len - 1] == ' ')
    out.len--;
  char *folded = arena_strndup(arena, str_text(&out), out.len);
  str_done(&out);
  return folded;
}

/* Of printable ASCII: nothing to decompose. */
static char *fold_plain(struct arena *arena, const char *text, size_t len) {
  char *folded = arena_alloc(arena, len + 1);
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    if (text[i] != ' ')
      folded[n++] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + ('a' - 'A')) : text[i];
    else if (n && folded[n - 1] != ' ')
      folded[n++] = ' ';
  if (n && folded[n - 1] == ' ')
    n--;
  folded[n] = '\0';
  return folded;
}

char *text_fold(struct arena *arena, const char *text) {
  size_t len = strlen(text), wide_len, folded_len;
  if (text_plain(text, len) == len)
    return fold_plain(arena, text, len);
  if (text_invalid_at(text, len) < len)
    return arena_strdup(arena, "");
  /* Decomposed first, since a compatibility character may hide a capital. */
  uint8_t *wide = u8_normalize(UNINORM_NFKD, (const uint8_t *)text, len, NULL, &wide_len);
  if (!wide)
    mem_die();
  uint8_t *folded = u8_casefold(wide, wide_len, NULL, UNINORM_NFKD, NULL, &folded_len);
  if (!folded)
    mem_die();
  char *result = fold_points(arena, folded, folded_len);
  free(folded);
  free(wide);
  return result;
}

enum { DISTANCE_MAX = 32 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Row i of the table from the two before it. */
static void distance_row(size_t rows[3][DISTANCE_MAX + 1], const char *a, size_t i, const char *b,
                         size_t len) {
  size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
  now[0] = i;
  for (size_t j = 1; j <= len; j++) {
    now[j] = least(last[j - 1] + (a[i - 1] != b[j - 1]), least(last[j], now[j - 1]) + 1);
    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
      now[j] = least(now[j], before[j - 2] + 1);
  }
}

size_t text_distance(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b), rows[3][DISTANCE_MAX + 1] = {0};
  if (n > DISTANCE_MAX || m > DISTANCE_MAX)
    return SIZE_MAX;
  for (size_t j = 0; j <= m; j++)
    rows[0][j] = j;
  for (size_t i = 1; i <= n; i++)
    distance_row(rows, a, i, b, m);
  return rows[n % 3][m];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t n) {
  size_t len = strlen(word), best = len < 2 ? len : 2 + len / 4; /* one letter is like any other */
  const char *nearest = NULL;
  for (size_t i = 0; i < n; i++) {
    size_t distance = text_distance(word, candidates[i]);
    if (distance < best) {
      best = distance;
      nearest = candidates[i];
    }
  }
  return nearest;
}
