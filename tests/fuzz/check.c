/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a module: read, built and checked; what passes is asked, answered and marked. */
#define _GNU_SOURCE
#include "fuzz.h"

#include "assess/kind.h"
#include "course/course.h"
#include "session/session.h"

#include <assert.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static void ask(const struct item *item) {
  struct arena arena = {0};
  struct page page;
  struct response solution;
  uint8_t order[RESPONSE_PICKS];
  for (size_t i = 0; i < RESPONSE_PICKS; i++)
    order[i] = (uint8_t)i;
  const struct item_kind *kind = item_kind_of(item);
  kind->solution(item, &solution);
  struct grade grade = kind->grade(item, &solution);
  assert(grade.faulty || grade.score == SCORE_ONE);
  for (int show = SHOW_ASK; show <= SHOW_KEY; show++) {
    page = (struct page){.arena = &arena};
    page_init(&page, &arena, "f", "f");
    kind->page(item, order, (enum show)show, show == SHOW_ASK ? NULL : &solution, &page);
  }
  arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
  static int fd = -1;
  static char name[32];
  struct diags diags = {0};
  const struct course course = {.id = "c", .language = "en", .folder = "/proc/self/fd"};
  if (fd < 0) {
    fd = memfd_create("fuzz", 0);
    snprintf(name, sizeof name, "%d", fd);
  }
  if (ftruncate(fd, 0) != 0 || pwrite(fd, bytes, len, 0) != (ssize_t)len)
    return 0;
  struct module *module = module_load(&course, name, NULL, &diags);
  assert(module || diags.errors);
  for (size_t i = 0; module && i < module->quiz.n_items; i++)
    ask(&module->quiz.items[i]);
  module_free(module);
  diags_done(&diags);
  return 0;
}
