/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an officer at the booth sees, stage by stage. */
#include "drill/checkpoint.h"

#include "base/text.h"
#include "drill/show.h"

#include <inttypes.h>

enum { ROWS_MOST = CHOICE_ASIDE + 1 + DECISIONS, BOOK_ROWS_MOST = 40 };

/* In few words, so that the form stays small. */
static const char *const form_asks[FORM_FIELDS] = {
    N_("Surname"),       N_("Given names"), N_("Number"),          N_("Nationality"),
    N_("Born (YYMMDD)"), N_("Sex"),         N_("Expires (YYMMDD)")};

struct rows {
  struct arena *arena;
  struct outline_row list[ROWS_MOST];
  size_t n;
};

struct desk { /* what a page is made of */
  const struct checkpoint *checkpoint;
  const struct checkpoint_play *play;
  const struct traveller *traveller;
  const struct served *served;
};

static const char *choose(struct arena *arena, unsigned choice) {
  return arena_printf(arena, "choose:%016" PRIx64, checkpoint_choice(choice));
}

static struct outline_row *add(struct rows *rows, unsigned choice, const char *text) {
  struct outline_row *row = &rows->list[rows->n++];
  row->text = text;
  row->action = choose(rows->arena, choice);
  return row;
}

static void add_words(struct rows *rows, unsigned first, const char *const *words, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    if (words[i])
      add(rows, first + i, _(words[i]));
}

static void add_choices(struct page *page, unsigned first, const char *const *words, unsigned n) {
  struct rows rows = {.arena = page->arena};
  add_words(&rows, first, words, n);
  page_add_outline(page, "choices", rows.list, rows.n);
}

/* -- The clock ------------------------------------------------------------------------------- */

/* "4:05 of 20:00" */
static const char *clock_words(const struct desk *desk, struct arena *arena) {
  unsigned used = desk->play->used, all = desk->checkpoint->seconds;
  if (desk->play->stage > STAGE_FORM)
    used += checkpoint_spent(desk->traveller, desk->served);
  return all ? arena_printf(arena, _("%s of %s"), show_minutes(arena, used),
                            show_minutes(arena, all))
             : show_minutes(arena, used);
}

static void add_clock(const struct desk *desk, struct page *page) {
  char day[DATE_TEXT];
  date_print(desk->checkpoint->stock.day, day);
  page_add_plain(page,
                 arena_printf(page->arena, _("A passport of %s. It is %s. Used: %s."),
                              desk->traveller->series->state, day, clock_words(desk, page->arena)));
}

/* -- The form -------------------------------------------------------------------------------- */

/* Page and MRZ in one panel, which leaves room for the form on the smallest of usual screens: they
 * are to be held against each other. */
static void add_book(const struct passport *passport, struct page *page) {
  static const enum look both[] = {LOOK_PAGE, LOOK_MRZ};
  const char *rows[BOOK_ROWS_MOST];
  size_t n = 0;
  for (size_t i = 0; i < 2; i++) {
    struct shown shown = look_show(passport, both[i], page->arena);
    if (shown.text)
      page_add_prose(page, shown.text);
    for (size_t k = 0; k < shown.n_rows && n < BOOK_ROWS_MOST; k++)
      rows[n++] = shown.rows[k];
  }
  if (n)
    page_add_panel(page, _("Specimen"), rows, n, NULL);
}

static void add_form(const struct traveller *traveller, struct page *page) {
  const char *pieces[FORM_FIELDS + 1];
  struct gap gaps[FORM_FIELDS];
  for (unsigned i = 0; i < FORM_FIELDS; i++) {
    pieces[i] = arena_printf(page->arena, "%s%s: ", i ? "  " : "", _(form_asks[i]));
    gaps[i] = (struct gap){.value = traveller->fill[i], .max = form_most[i]};
  }
  pieces[FORM_FIELDS] = "";
  struct block *form = page_add_gaps(page, "form", pieces, gaps, FORM_FIELDS, true);
  page->focus = form->id;
}

static void page_form(const struct desk *desk, struct page *page) {
  page->status = arena_printf(page->arena, "%s  %s", page->status, clock_words(desk, page->arena));
  add_book(&desk->traveller->passport, page);
  page_add_plain(page, desk->traveller->manual
                           ? _("The reader does not take this page: key the form from the book.")
                           : _("The reader has filled the form: hold it against the book."));
  add_form(desk->traveller, page);
  page_add_action(page, choose(page->arena, CHOICE_REGISTER), "enter", _("Register"),
                  _("Register the traveller as the form has it, and ask the watch list"), true);
}

/* -- The list -------------------------------------------------------------------------------- */

static struct grid_cell cell(const char *text) { return (struct grid_cell){.text = text}; }

static void add_entry(const struct traveller *traveller, struct page *page) {
  const struct data *d = &traveller->passport.page;
  const struct list_entry *e = &traveller->entry;
  const char *const columns[] = {"", _("Traveller"), _("Watch list")};
  const struct grid_cell cells[] = {
      cell(_("Name")),
      cell(*d->given ? arena_printf(page->arena, "%s, %s", d->surname, d->given) : d->surname),
      cell(e->name),
      cell(_("Date of birth")),
      cell(passport_day(page->arena, d->birth, d->expiry)),
      cell(e->birth),
      cell(_("Sex")),
      cell(d->sex),
      cell(e->sex),
      cell(_("Number")),
      cell(d->number),
      cell(e->number ? e->number : _("none entered")),
  };
  page_add_grid(page, _("A near-match on the watch list"), columns, 3, cells, 12);
}

static void page_list(const struct desk *desk, struct page *page) {
  add_clock(desk, page);
  add_entry(desk->traveller, page);
  page_add_plain(page, _("Who is entered here?"));
  add_choices(page, CHOICE_LIKE, like_words, LIKENESSES);
}

/* -- The desk -------------------------------------------------------------------------------- */

static const char *label_of(unsigned choice) {
  if (choice < LOOKS)
    return _(looks[choice].label);
  return choice == CHOICE_WATCH ? _("Watch how the traveller stands and answers, and who is near")
                                : _("Ask aside, where nobody hears it: what do you need from us?");
}

static void add_shown(const struct desk *desk, struct page *page) {
  const uint8_t both[] = {desk->play->shown, desk->play->before};
  for (size_t i = 0; i < 2; i++) {
    unsigned choice = both[i];
    if (choice < LOOKS) {
      show_look(page, &desk->traveller->passport, (enum look)choice, label_of(choice));
    } else if (choice != NOT_SHOWN) {
      page_add_heading(page, label_of(choice));
      page_add_plain(page,
                     choice == CHOICE_WATCH ? desk->traveller->watch : desk->traveller->aside);
    }
  }
}

static void add_look(struct rows *rows, const struct desk *desk, unsigned choice) {
  struct outline_row *row =
      choice < LOOKS ? add(rows, choice,
                           arena_printf(rows->arena, "%c  %s", step_letters[looks[choice].step],
                                        label_of(choice)))
                     : add(rows, choice, label_of(choice));
  row->word = desk->served->looked >> choice & 1
                  ? _("seen")
                  : arena_printf(rows->arena, _("%u s"), checkpoint_seconds(choice));
}

static void page_desk(const struct desk *desk, struct page *page) {
  struct rows rows = {.arena = page->arena};
  add_clock(desk, page);
  add_shown(desk, page);
  add_look(&rows, desk, CHOICE_WATCH);
  add_look(&rows, desk, CHOICE_ASIDE);
  for (unsigned i = 0; i < LOOKS; i++)
    add_look(&rows, desk, i);
  add_words(&rows, CHOICE_DECIDE, decision_words, DECISIONS);
  page_add_outline(page, "choices", rows.list, rows.n);
}

static void page_record(const struct desk *desk, struct page *page) {
  add_clock(desk, page);
  page_add_plain(page, arena_printf(page->arena, _("Decided: %s."),
                                    _(decision_words[desk->served->decision])));
  page_add_plain(page, _("What goes into the register as the ground?"));
  add_choices(page, CHOICE_GROUND, ground_words, GROUNDS);
}

/* -- All of them ----------------------------------------------------------------------------- */

static void page_told(const struct desk *desk, struct page *page) {
  struct rows rows = {.arena = page->arena};
  checkpoint_tell(desk->checkpoint, desk->play, desk->play->at - 1U, page);
  add(&rows, CHOICE_NEXT, _("The next traveller"));
  page_add_outline(page, "choices", rows.list, rows.n);
}

static void page_stage(const struct desk *desk, struct page *page) {
  static void (*const pages[])(const struct desk *, struct page *) = {[STAGE_FORM] = page_form,
                                                                      [STAGE_LIST] = page_list,
                                                                      [STAGE_DESK] = page_desk,
                                                                      [STAGE_RECORD] = page_record,
                                                                      [STAGE_TOLD] = page_told};
  pages[desk->play->stage](desk, page);
}

void checkpoint_page(const struct drill *drill, const struct drill_state *state,
                     struct page *page) {
  const struct checkpoint *checkpoint = drill->body;
  struct checkpoint_play play = checkpoint_unpack(state);
  struct traveller traveller;
  bool told = play.stage == STAGE_TOLD;
  page->status =
      arena_printf(page->arena, _("Traveller %u of %u"), play.at + !told, checkpoint->travellers);
  if (play.over)
    return;
  checkpoint_traveller(checkpoint, &play, play.at, page->arena, &traveller);
  page_stage(&(struct desk){checkpoint, &play, &traveller, &play.done[play.at]}, page);
}
