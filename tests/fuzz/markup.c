/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as Markdown: spans of safe text. */
#include "fuzz.h"

#include "base/markup.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  struct arena arena = {0};
  const char *text = arena_strndup(&arena, (const char *)bytes, len);
  const struct markup *markup = markup_parse(&arena, text);
  for (size_t i = 0; i < markup->n; i++)
    for (size_t k = 0; k < markup->blocks[i].n; k++) {
      const char *span = markup->blocks[i].spans[k].text;
      size_t n = strlen(span);
      assert(text_unsafe_at(span, n, true) == n);
    }
  (void)markup_unsupported(text);
  (void)markup_work(text);
  arena_done(&arena);
  return 0;
}
