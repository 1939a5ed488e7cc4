/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the condition of a choice: a bounded program that can be asked, or a fault inside it. */
#include "fuzz.h"

#include "base/arena.h"
#include "drill/when.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  static const char *const states[] = {"trust", "time"}, *const scenes[] = {"desk", "gate"};
  static const int16_t values[] = {2, -3};
  const struct when_names names = {states, 2, scenes, 2, false};
  struct arena arena = {0};
  const char *text = arena_strndup(&arena, (const char *)bytes, len);
  struct when when;
  struct when_fault fault = {0};
  if (when_compile(text, &names, &when, &fault)) {
    assert(when.n <= WHEN_OPS);
    struct scene_set asked = {0};
    (void)when_holds(&when, values, &(struct scene_set){{1}});
    when_scenes(&when, &asked);
    assert(asked.bits[0] <= 3);
  } else {
    struct when_fault all[WHEN_FAULTS];
    size_t n = when_faults(text, &names, all);
    assert(fault.code && fault.at <= strlen(text));
    assert(n >= 1 && n <= WHEN_FAULTS && all[0].at == fault.at && all[n - 1].at <= strlen(text));
  }
  arena_done(&arena);
  return 0;
}
