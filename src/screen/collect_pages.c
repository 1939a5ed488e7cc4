/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screen/collect.h"

#include "app/laptops.h"
#include "base/text.h"
#include "screen/sticks.h"

/* One page of the program, under that name. */
static struct page *start(struct collect_viewer *viewer, const char *name) {
  struct page *page = &viewer->page;
  page_init(page, &viewer->of_page, name, _("Collect results"));
  if (viewer->notice[0])
    page_add_notice(page, TONE_BAD, viewer->notice);
  return page;
}

static void add_back(struct page *page, const char *help) {
  page_add_action(page, "back", "esc", _("Back"), help, false);
}

/* -- What is asked ------------------------------------------------------------------------------
 */

void collect_where_page(struct collect_viewer *viewer) {
  struct page *page = start(viewer, "collect where");
  struct mount *sticks;
  size_t n = mounts_read(&viewer->of_page, &sticks);
  n = mounts_keep_sticks(sticks, n);
  page_add_plain(page, arena_printf(&viewer->of_page,
                                    _("Takes in what laptops handed in to %s. What was taken in "
                                      "before is known, and not taken twice."),
                                    viewer->keys.card.name));
  if (viewer->receipts)
    page_add_plain(
        page, arena_printf(&viewer->of_page, _("Receipts are written to %s."), viewer->receipts));
  if (viewer->erasures)
    page_add_notice(page, TONE_WARN, _("Bundles that erase somebody are taken in too."));
  page_add_heading(page, _("Where from?"));
  sticks_add(page, sticks, n);
  page_add_action(page, "collect", "enter", _("Collect"), _("Take in the bundles that lie there"),
                  true);
  page_add_action(page, "leave", "esc", _("Leave"), _("Leave; what was taken in stays"), false);
}

void collect_passphrase_page(struct collect_viewer *viewer) {
  struct page *page =
      start(viewer, arena_printf(&viewer->of_page, "collect passphrase %u", viewer->shown.tries));
  page_add_plain(page, arena_printf(&viewer->of_page,
                                    _("The bundles are sealed for %s. What you type is not shown."),
                                    viewer->keys.card.name));
  page_add_entry(page, "passphrase", _("Passphrase of the keys"), "", RESPONSE_TEXT - 1, NULL)
      ->secret = true;
  page_add_action(page, "open", "enter", _("Collect"),
                  _("Open the keys, for all sticks until you leave, and collect"), true);
  add_back(page, _("Back to the sticks"));
}

/* -- At work ------------------------------------------------------------------------------------
 */

/* In steps of a twentieth, so that who hears it does not hear a thousand numbers. */
static size_t rounded(size_t done, size_t all) {
  enum { STEPS = 20 };
  return done == all ? done : done - done % ((all + STEPS - 1) / STEPS);
}

void collect_work_page(struct collect_viewer *viewer) {
  enum { FULL = 1000000 };
  struct page *page = start(viewer, "collect work");
  size_t all = viewer->told.files, done = rounded(viewer->told.looked, all);
  const struct bar bar = {
      .label = _("Bundles"),
      .share = (int32_t)((uint64_t)done * FULL / all),
      .word = arena_printf(&viewer->of_page, _("%zu of %zu"), done, all),
  };
  page_add_plain(page, arena_printf(&viewer->of_page,
                                    _("The bundles in %s are verified and taken in. To stop after "
                                      "the one at hand loses nothing: what was taken in stays."),
                                    viewer->from));
  page_add_bars(page, &bar, 1);
  page_add_action(page, "stop", "esc", _("Stop"), _("Stop after this bundle; the rest waits"),
                  false);
  page->wake = 0;
  page->works = true;
}

/* -- What came of it ----------------------------------------------------------------------------
 */

static enum tone tone_of(enum collect_state state) {
  switch (state) {
  case COLLECT_NEW:
    return TONE_GOOD;
  case COLLECT_NOTHING_NEW:
    return TONE_PLAIN;
  case COLLECT_REFUSED:
    return TONE_BAD;
  default:
    return TONE_WARN;
  }
}

static const char *joined(const struct collect_laptop *row, struct arena *arena) {
  const char **lines;
  size_t n = collect_lines(row, arena, &lines);
  const char *all = n ? lines[0] : NULL;
  for (size_t i = 1; i < n; i++)
    all = arena_printf(arena, "%s; %s", all, lines[i]);
  return all;
}

static void add_laptops(struct collect_viewer *viewer, struct page *page) {
  const struct collect_told *told = &viewer->told;
  struct arena *arena = &viewer->of_page;
  struct outline_row *rows = arena_array(arena, told->n + 1, sizeof *rows);
  for (size_t i = 0; i < told->n; i++)
    rows[i] = (struct outline_row){.text = collect_name(&told->list[i], arena),
                                   .word = collect_state_word(&told->list[i], arena),
                                   .tone = tone_of(collect_state(&told->list[i])),
                                   .note = joined(&told->list[i], arena),
                                   .action = arena_printf(arena, "laptop:%zu", i)};
  page_add_heading(page, _("Laptops"));
  struct block *block = page_add_outline(page, "laptops", rows, told->n);
  block->at = viewer->shown.was_fault ? 0 : viewer->shown.nth;
}

static void add_faults(struct collect_viewer *viewer, struct page *page) {
  const struct diags *diags = &viewer->diags;
  struct arena *arena = &viewer->of_page;
  struct outline_row *rows = arena_array(arena, diags->n + 1, sizeof *rows);
  for (size_t i = 0; i < diags->n; i++) {
    const struct diag *diag = &diags->list[i];
    const char *file = diag->at.file;
    rows[i] = (struct outline_row){.text = file ? file : diag->message,
                                   .tone = TONE_BAD,
                                   .note = file ? diag->message : diag->hint,
                                   .action = arena_printf(arena, "fault:%zu", i)};
  }
  page_add_heading(page, _("What went wrong, and why"));
  struct block *block = page_add_outline(page, "faults", rows, diags->n);
  if (viewer->shown.was_fault) {
    block->at = viewer->shown.nth;
    page->focus = block->id;
  }
}

void collect_told_page(struct collect_viewer *viewer) {
  struct page *page = start(viewer, "collect told");
  struct arena *arena = &viewer->of_page;
  bool whole = viewer->rc == RC_OK && viewer->told.looked == viewer->told.files;
  const char *carry = collect_carry(&viewer->told, arena);
  page_add_notice(page, whole ? TONE_GOOD : TONE_WARN, collect_summary(&viewer->told, arena));
  if (carry)
    page_add_plain(page, carry);
  if (viewer->told.n)
    add_laptops(viewer, page);
  if (viewer->diags.n)
    add_faults(viewer, page);
  add_back(page, _("Back to the sticks; what was taken in stays"));
}

/* Nothing of it is in: who compared the fingerprint may accept it here. */
static void add_accepting(struct collect_viewer *viewer, struct page *page) {
  page_add_plain(page,
                 _("Nobody has said yet whose laptop this is. Let whoever has it read out the "
                   "fingerprint that it shows when results are handed in. If every group is "
                   "the same, give the laptop a name; else leave it out."));
  page_add_entry(page, "name", _("Its name here"), "", LAPTOP_LABEL - 1, NULL);
  page_add_action(page, "accept", "enter", _("Accept"),
                  arena_printf(&viewer->of_page,
                               _("Accept it under that name, and collect once more from %s"),
                               viewer->from),
                  true);
}

void collect_laptop_page(struct collect_viewer *viewer) {
  const struct collect_laptop *row = &viewer->told.list[viewer->shown.nth];
  struct arena *arena = &viewer->of_page;
  struct page *page = start(viewer, arena_printf(arena, "collect laptop %zu", viewer->shown.nth));
  char fingerprint[FINGERPRINT_TEXT];
  const char **lines;
  size_t n = collect_lines(row, arena, &lines);
  card_fingerprint(row->laptop.chain, fingerprint);
  page_add_heading(page, collect_name(row, arena));
  page_add_notice(page, tone_of(collect_state(row)), collect_state_word(row, arena));
  page_add_plain(page, arena_printf(arena, _("Fingerprint: %s"), fingerprint));
  for (size_t i = 0; i < n; i++)
    page_add_plain(page, lines[i]);
  page_add_plain(page, row->receipt ? arena_printf(arena, _("Receipt: %s"), row->receipt)
                                    : _("There is no receipt of it to carry back."));
  if (row->laptop.state == LAPTOP_SEEN)
    add_accepting(viewer, page);
  add_back(page, _("Back to all laptops"));
}

void collect_fault_page(struct collect_viewer *viewer) {
  const struct diag *diag = &viewer->diags.list[viewer->shown.nth];
  struct arena *arena = &viewer->of_page;
  struct page *page = start(viewer, arena_printf(arena, "collect fault %zu", viewer->shown.nth));
  if (diag->at.file)
    page_add_heading(page, diag->at.file);
  page_add_notice(page, TONE_BAD, diag->message);
  if (diag->hint)
    page_add_plain(page, diag->hint);
  page_add_plain(page, arena_printf(arena, _("More of it: mafunzo explain %s"), diag->code));
  add_back(page, _("Back to all laptops"));
}
