/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was right of a traveller, and what a shift says of its officer: data, throughput, hits,
 * refusals, protection; then each mistake beside what was right. */
#include "drill/checkpoint.h"

#include "base/text.h"
#include "drill/show.h"
#include "model/gaps.h"

static struct grid_cell cell(const char *text) { return (struct grid_cell){.text = text}; }

static struct grid_cell number(struct arena *arena, unsigned n) {
  return (struct grid_cell){.text = arena_printf(arena, "%u", n), .right = true};
}

/* -- One traveller --------------------------------------------------------------------------- */

static const char *what_it_was(const struct traveller *traveller) {
  switch (traveller->role) {
  case ROLE_ALARM:
    return _("to be admitted, with a document that only looked odd");
  case ROLE_FAKE:
    return _("with a document that was not genuine");
  case ROLE_LISTED:
    return traveller->like == LIKE_MATCH ? _("entered on the watch list")
                                         : _("perhaps entered on the watch list");
  case ROLE_AFRAID:
    return traveller->fake ? _("in need of protection, on a document that was not genuine")
                           : _("in need of protection");
  case ROLE_CONTROLLED:
    return _("under somebody's control");
  default:
    return _("to be admitted");
  }
}

static void tell_form(const struct traveller *traveller, const struct served *served,
                      struct page *page) {
  const char *const columns[] = {_("Field"), _("Registered"), _("In the book")};
  struct grid_cell cells[3 * FORM_FIELDS];
  size_t n = 0;
  for (unsigned i = 0; i < FORM_FIELDS; i++) {
    size_t len;
    const char *typed = gaps_get(served->typed, i, &len);
    if (!(served->wrong >> i & 1))
      continue;
    cells[n++] = cell(_(form_labels[i]));
    cells[n++] = cell(len ? arena_strndup(page->arena, typed, len) : _("nothing"));
    cells[n++] = cell(form_truth(&traveller->passport, (enum form_field)i, page->arena));
  }
  if (n)
    page_add_grid(page, _("Wrong in the register"), columns, 3, cells, n);
}

static const char *why_like(enum likeness like) {
  return like == LIKE_MATCH
             ? _("Birth and number agree. A name that is spelled otherwise is still the name.")
         : like == LIKE_OTHER
             ? _("Neither birth nor number agrees. A name alone is nobody.")
             : _("One of birth and number agrees, and the other does not or is missing. Only the "
                 "owner of the entry can settle it.");
}

static void tell_like(const struct traveller *traveller, const struct served *served,
                      struct page *page) {
  const struct list_entry *e = &traveller->entry;
  if (traveller->like == LIKE_NOBODY || served->like == traveller->like)
    return;
  page_add_plain(page, arena_printf(page->arena,
                                    _("Watch list: %s; %s; %s. You said: %s. Right was: %s."),
                                    e->name, e->birth, e->number ? e->number : _("none entered"),
                                    _(like_words[served->like]), _(like_words[traveller->like])));
  page_add_plain(page, why_like(traveller->like));
}

static void tell_document(const struct traveller *traveller, struct page *page) {
  const struct anomaly *anomaly = traveller->anomaly;
  if (!anomaly)
    return;
  enum look look = stock_telling_look(anomaly);
  const char *label = _(looks[look].label);
  page_add_prose(page, arena_printf(page->arena, "**%s.** %s", anomaly->name, anomaly->why));
  if (!anomaly->differs)
    return;
  show_look(page, &traveller->passport, look,
            arena_printf(page->arena, _("%s. This one showed:"), label));
  show_look(page, &traveller->genuine, look,
            arena_printf(page->arena, _("%s. A genuine one shows:"), label));
}

static void tell_person(const struct traveller *traveller, struct page *page) {
  page_add_plain(page, traveller->watch);
  page_add_plain(page, arena_printf(page->arena, _("Asked aside: %s"), traveller->aside));
}

static const char *why_decision(const struct traveller *traveller, enum decision decision) {
  if (decision == DECIDE_PROTECT_OPENLY && worth_critical(traveller, decision))
    return _("A critical error: those who wait may be those who are feared.");
  if (worth_critical(traveller, decision))
    return _("A critical error: nobody is sent back before the fear has been heard.");
  return NULL;
}

static void tell_decision(const struct traveller *traveller, const struct served *served,
                          struct page *page) {
  enum decision right = worth_decision(traveller), made = (enum decision)served->decision;
  const char *critical = why_decision(traveller, made);
  if (made != right) {
    page_add_plain(page, arena_printf(page->arena, _("You decided: %s. Right was: %s."),
                                      _(decision_words[made]), _(decision_words[right])));
    if (critical)
      page_add_notice(page, TONE_BAD, critical);
    tell_document(traveller, page);
    if (right == DECIDE_PROTECT)
      tell_person(traveller, page);
  }
  if (served->ground != worth_ground(traveller))
    page_add_plain(page, arena_printf(page->arena, _("You recorded: %s. Right was: %s."),
                                      _(ground_words[served->ground]),
                                      _(ground_words[worth_ground(traveller)])));
}

static bool all_right(const struct traveller *traveller, const struct served *served) {
  return !served->wrong && served->like == traveller->like &&
         served->decision == worth_decision(traveller) && served->ground == worth_ground(traveller);
}

static void tell(const struct traveller *traveller, const struct served *served, unsigned nth,
                 struct page *page) {
  bool right = all_right(traveller, served);
  page_add_heading(
      page, arena_printf(page->arena, _("Traveller %u: %s"), nth + 1, what_it_was(traveller)));
  page_add_notice(page, right ? TONE_GOOD : TONE_WARN,
                  right ? _("All right, from the form to the record.") : _("Not all was right."));
  tell_form(traveller, served, page);
  tell_like(traveller, served, page);
  tell_decision(traveller, served, page);
}

void checkpoint_tell(const struct checkpoint *checkpoint, const struct checkpoint_play *play,
                     unsigned nth, struct page *page) {
  struct traveller traveller;
  checkpoint_traveller(checkpoint, play, nth, page->arena, &traveller);
  tell(&traveller, &play->done[nth], nth, page);
}

/* -- The shift ------------------------------------------------------------------------------- */

static const char *of(struct arena *arena, unsigned part, unsigned whole) {
  return whole ? arena_printf(arena, _("%u of %u"), part, whole) : _("none came");
}

static void add_sums(const struct checkpoint *checkpoint, const struct shift_tally *t,
                     struct page *page) {
  struct arena *a = page->arena;
  unsigned near = 0, settled = 0, an_hour = t->seconds ? t->served * 3600 / t->seconds : 0;
  unsigned per_mille = t->fields ? (t->wrongs * 1000 + t->fields / 2) / t->fields : 0;
  for (unsigned i = 0; i < LIKENESSES; i++)
    near += t->near[i][0], settled += t->near[i][1];
  const char *const columns[] = {_("The shift"), _("You"), _("To pass")};
  const struct grid_cell cells[] = {
      cell(_("Travellers served")),
      cell(of(a, t->served, checkpoint->travellers)),
      cell(arena_printf(a, _("%u %%"), (unsigned)SHIFT_SERVED_PERCENT)),
      cell(_("Travellers an hour, by the clock of the shift")),
      number(a, an_hour),
      cell(""),
      cell(_("Fields wrong")),
      cell(arena_printf(a, _("%u of %u: %u.%u %%"), t->wrongs, t->fields, per_mille / 10,
                        per_mille % 10)),
      cell(arena_printf(a, _("%u %% or less"), checkpoint->errors)),
      cell(_("Near-matches settled right")),
      cell(of(a, settled, near)),
      cell(arena_printf(a, _("%u %% of each sort"), checkpoint->lists)),
      cell(_("Hits: stopped with reason")),
      cell(of(a, t->stopped, t->stop)),
      cell(arena_printf(a, _("%u %%"), checkpoint->hits)),
      cell(_("Admitted of those to be admitted")),
      cell(of(a, t->admitted, t->welcome)),
      cell(arena_printf(a, _("%u %%"), checkpoint->admit)),
      cell(_("False refusals")),
      number(a, t->refused + t->sent_back),
      cell(""),
      cell(_("Referred for protection, in private")),
      cell(of(a, t->protected_, t->protect)),
      cell(arena_printf(a, _("%u %%"), checkpoint->protect)),
  };
  page_add_grid(page, _("What came of it"), columns, 3, cells, sizeof cells / sizeof *cells);
}

static void add_fields(const struct shift_tally *tally, struct page *page) {
  const char *const columns[] = {_("Field"), _("Wrong"), _("Registered")};
  struct grid_cell cells[3 * FORM_FIELDS];
  for (unsigned i = 0; i < FORM_FIELDS; i++) {
    cells[3 * i] = cell(_(form_labels[i]));
    cells[3 * i + 1] = number(page->arena, tally->wrong[i]);
    cells[3 * i + 2] = number(page->arena, tally->served);
  }
  page_add_grid(page, _("By field"), columns, 3, cells, 3 * FORM_FIELDS);
}

static void add_seed(const struct checkpoint *checkpoint, struct page *page) {
  page_add_plain(
      page, checkpoint->seeded
                ? arena_printf(page->arena,
                               _("The same travellers come each time (seed %u): two shifts, before "
                                 "and after training, can be compared by these "
                                 "figures. Whoever remembers the travellers does better, too."),
                               (unsigned)checkpoint->seed)
                : _("Other travellers come next time. Shares and figures to pass stay the same."));
}

static void add_time(const struct checkpoint *checkpoint, const struct shift_tally *tally,
                     struct page *page) {
  unsigned left = checkpoint->travellers - tally->served;
  if (left)
    page_add_notice(
        page, TONE_WARN,
        arena_printf(page->arena,
                     ngettext("The time was used up: %u traveller was not served.",
                              "The time was used up: %u travellers were not served.", left),
                     left));
}

void checkpoint_debrief(const struct drill *drill, const struct drill_state *state,
                        struct page *page) {
  const struct checkpoint *checkpoint = drill->body;
  struct checkpoint_play play = checkpoint_unpack(state);
  struct shift_tally tally = worth_tally(checkpoint, &play);
  add_sums(checkpoint, &tally, page);
  add_time(checkpoint, &tally, page);
  if (tally.wrongs)
    add_fields(&tally, page);
  add_seed(checkpoint, page);
  for (unsigned i = 0; i < play.at; i++) {
    struct traveller traveller;
    checkpoint_traveller(checkpoint, &play, i, page->arena, &traveller);
    if (!all_right(&traveller, &play.done[i]))
      tell(&traveller, &play.done[i], i, page);
  }
}
