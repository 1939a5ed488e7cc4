/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as machine readable zones: cut into blocks, read, checked. What has no fault is
 * composed anew byte for byte, and nothing else is. As a name: letters of the zone, or a fault
 * within it. */
#include "fuzz.h"

#include "base/arena.h"
#include "document/mrz.h"

#include <assert.h>
#include <string.h>

static void recompose(const struct mrz_lines *lines) {
  struct mrz_fault faults[MRZ_FAULTS];
  struct mrz_record record;
  struct mrz_lines again;
  size_t n = mrz_check(lines, faults);
  assert(n <= MRZ_FAULTS);
  for (size_t i = 0; i < n; i++)
    assert(faults[i].line >= 1 && faults[i].line <= lines->count && faults[i].column >= 1 &&
           faults[i].column + faults[i].span <= mrz_format_columns(lines->format) + 1);
  mrz_parse(lines, &record);
  bool same =
      mrz_recompose(&record, &again, NULL) == MRZ_OK && memcmp(&again, lines, sizeof again) == 0;
  assert(same == (n == 0));
}

/* Puts right what digits alone can be wrong, so that more than a few inputs have no fault. */
static void mend(struct mrz_lines *lines) {
  struct mrz_digit digits[MRZ_DIGITS];
  for (int pass = 0; pass < 2; pass++) {
    size_t n;
    mrz_verify(lines, digits, &n);
    for (size_t i = 0; i < n; i++)
      if (!digits[i].ok)
        lines->line[digits[i].line - 1][digits[i].column - 1] = digits[i].expected;
  }
}

static void name(const char *text) {
  char out[MRZ_WIDTH + 1];
  struct mrz_fault fault = {0};
  size_t width = 30 + strlen(text) % 10;
  if (mrz_name(text, NULL, width, out, &fault) == MRZ_OK)
    assert(strlen(out) == width && strspn(out, "ABCDEFGHIJKLMNOPQRSTUVWXYZ<") == width &&
           *out != '<');
  else
    assert(!fault.at || (fault.at >= text && fault.at <= text + strlen(text)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  struct arena arena = {0};
  struct mrz_text text = {(const char *)bytes, len, 1};
  struct mrz_block block;
  while (mrz_block_next(&text, &block)) {
    struct mrz_fault faults[MRZ_BLOCK_FAULTS];
    struct mrz_lines lines;
    size_t n;
    bool read = mrz_block_read(&block, &lines, faults, &n);
    assert(block.count >= 1 && n <= MRZ_BLOCK_FAULTS);
    assert(read || n > 0);
    if (!read)
      continue;
    recompose(&lines);
    mend(&lines);
    recompose(&lines);
  }
  name(arena_strndup(&arena, (const char *)bytes, len));
  arena_done(&arena);
  return 0;
}
