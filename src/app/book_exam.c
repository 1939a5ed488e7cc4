/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/book.h"

#include "base/text.h"
#include "exchange/csv.h"
#include "session/exam.h"
#include "session/show.h"

#include <string.h>

enum { SHEET_LETTERS = 8 }; /* boxes of a row of the answer sheet */

struct asked { /* a question of a form */
  const struct item *item;
  const struct module *module;
};

struct form_asked {
  struct asked *list;
  size_t n;
  unsigned minutes; /* 0: no limit */
};

static const char *letter_of(unsigned form) { return form == 0 ? "A" : "B"; }

/* -- What is asked --------------------------------------------------------------------------- */

static bool wants(const struct book_exam *exam, const struct module *module) {
  return (!exam->module || strcmp(exam->module, module->id) == 0) &&
         exam_questions(&module->quiz) > 0;
}

static void draw_module(const struct book_exam *exam, unsigned form, const struct module *module,
                        struct form_asked *asked) {
  uint16_t index[PLAN_SLOTS];
  struct plan plan = {.kind = RUN_EXAM,
                      .form = form == 0 ? FORM_A : FORM_B,
                      .seed = seal_name(module->exam_path) + exam->edition};
  exam_draw(&module->quiz, &plan, index);
  for (size_t i = 0; i < plan.n; i++)
    asked->list[asked->n++] = (struct asked){&module->quiz.items[index[i]], module};
  asked->minutes += module->quiz.exam.minutes;
}

static struct form_asked draw_form(struct book_course *it, const struct book_exam *exam,
                                   unsigned form) {
  struct form_asked asked = {.list =
                                 arena_array(&it->arena, it->n * PLAN_SLOTS, sizeof *asked.list)};
  for (size_t i = 0; i < it->n; i++)
    if (wants(exam, it->modules[i]))
      draw_module(exam, form, it->modules[i], &asked);
  return asked;
}

static enum rc check_asked(const struct book_course *it, const struct book_exam *exam,
                           struct diags *diags) {
  for (size_t i = 0; i < it->n; i++)
    if (wants(exam, it->modules[i]))
      return RC_OK;
  diag_error(diags, (struct place){.file = it->course->folder}, 1, "book.exam",
             _("Give the quiz of a module an exam, or name another module."), "%s",
             _("no module here has an exam"));
  return RC_DATA;
}

/* -- Questions and key ----------------------------------------------------------------------- */

/* As the course has them, whatever is chosen from; what is to be put in order is dealt. */
static struct page *question(struct book *book, const struct item *item, enum show show) {
  uint8_t order[RESPONSE_PICKS];
  struct page *page = arena_alloc(book->arena, sizeof *page);
  question_order(item, order);
  for (uint8_t i = 0; item_kind_of(item)->shape == SHAPE_CHOICE && i < item->n_parts; i++)
    order[i] = i;
  page_init(page, book->arena, item->id, item->id);
  question_dealt(item, order, show, NULL, page);
  return page;
}

static const char *number_of(struct book *book, size_t nth) {
  return arena_printf(book->arena, "%zu.", nth + 1);
}

static struct page *blanks(struct book *book, unsigned form, const struct form_asked *asked) {
  struct page *page = arena_alloc(book->arena, sizeof *page);
  page_init(page, book->arena, "exam", "exam");
  page_add_entry(page, "name", _("Name"), "", 1, NULL);
  page_add_entry(page, "code", _("Code"), "", 1, NULL);
  page_add_entry(page, "date", _("Date"), "", 1, NULL);
  page_add_plain(page, arena_printf(book->arena,
                                    ngettext("Form %s: %zu question.", "Form %s: %zu questions.",
                                             (unsigned long)asked->n),
                                    letter_of(form), asked->n));
  if (asked->minutes)
    page_add_plain(page, arena_printf(book->arena, _("Time: %u minutes."), asked->minutes));
  return page;
}

static void put_questions(struct book *book, unsigned form, const struct form_asked *asked) {
  book_chapter(book, arena_printf(book->arena, _("Test, form %s"), letter_of(form)));
  book_page(book, blanks(book, form, asked));
  for (size_t i = 0; i < asked->n; i++)
    book_question(book, number_of(book, i), question(book, asked->list[i].item, SHOW_ASK));
}

static void put_key(struct book *book, unsigned form, const struct form_asked *asked) {
  book_chapter(book, arena_printf(book->arena, _("Key, form %s. Keep it apart from the tests."),
                                  letter_of(form)));
  for (size_t i = 0; i < asked->n; i++)
    book_question(book, number_of(book, i), question(book, asked->list[i].item, SHOW_KEY));
}

/* -- Answer sheet and seats ------------------------------------------------------------------ */

/* A box for each option; what is not chosen from is marked by hand, in the last column. */
static void put_answer_sheet(struct book *book, unsigned form, const struct form_asked *asked) {
  static const char *const letters[] = {"A", "B", "C", "D", "E", "F", "G", "H"};
  const char *heads[SHEET_LETTERS + 2] = {_("No.")};
  size_t columns = SHEET_LETTERS + 2;
  struct grid_cell *cells = arena_array(book->arena, asked->n * columns, sizeof *cells);
  memcpy(heads + 1, letters, sizeof letters);
  heads[columns - 1] = _("Mark");
  for (size_t i = 0; i < asked->n; i++) {
    const struct item *item = asked->list[i].item;
    bool chosen = item_kind_of(item)->shape == SHAPE_CHOICE && item->n_parts <= SHEET_LETTERS;
    for (size_t c = 0; c < columns; c++)
      cells[i * columns + c].text = c == 0                         ? number_of(book, i)
                                    : chosen && c <= item->n_parts ? "\u2610"
                                                                   : "";
  }
  struct page *page = blanks(book, form, asked);
  page_add_plain(page, _("Cross the boxes of your answers. Where there is no box, write the answer "
                         "beside the question."));
  page_add_grid(page, NULL, heads, columns, cells, asked->n * columns);
  book_chapter(book, arena_printf(book->arena, _("Answer sheet, form %s"), letter_of(form)));
  book_page(book, page);
}

/* Neighbours get different forms where there are two. */
static unsigned form_of_seat(const struct book_exam *exam, size_t seat) {
  if (exam->forms[0] && exam->forms[1])
    return seat % BOOK_FORMS;
  return exam->forms[0] ? 0 : 1;
}

static void put_seats(struct book *book, const struct book_exam *exam) {
  const char *heads[] = {_("Seat"), _("Form"), _("Name"), _("Code")};
  enum { COLUMNS = 4 };
  struct grid_cell *cells = arena_array(book->arena, exam->n_people * COLUMNS, sizeof *cells);
  for (size_t i = 0; i < exam->n_people; i++) {
    struct grid_cell *row = &cells[i * COLUMNS];
    row[0].text = arena_printf(book->arena, "%zu", i + 1);
    row[1].text = letter_of(form_of_seat(exam, i));
    row[2].text = exam->people[i].name;
    row[3].text = exam->people[i].code;
  }
  struct page *page = arena_alloc(book->arena, sizeof *page);
  page_init(page, book->arena, "seats", "seats");
  page_add_grid(page, NULL, heads, COLUMNS, cells, exam->n_people * COLUMNS);
  book_chapter(book, _("Seats"));
  book_page(book, page);
}

/* -- All ------------------------------------------------------------------------------------- */

enum rc book_make_exam(struct book_course *it, const struct book_exam *exam, bool with_answers,
                       struct book **out, struct diags *diags) {
  struct form_asked asked[BOOK_FORMS] = {0};
  enum rc rc = check_asked(it, exam, diags);
  if (rc != RC_OK)
    return rc;
  struct book *book = *out = book_new(
      &it->arena, text_safe(&it->arena, it->course->title, strlen(it->course->title), false),
      _("Test on paper"), it->course->language);
  book->note = arena_printf(&it->arena, _("Edition %u"), exam->edition);
  for (unsigned form = 0; form < BOOK_FORMS; form++)
    if (exam->forms[form])
      asked[form] = draw_form(it, exam, form);
  for (unsigned form = 0; form < BOOK_FORMS; form++)
    if (exam->forms[form]) {
      put_questions(book, form, &asked[form]);
      put_answer_sheet(book, form, &asked[form]);
    }
  if (exam->n_people)
    put_seats(book, exam);
  for (unsigned form = 0; with_answers && form < BOOK_FORMS; form++)
    if (exam->forms[form])
      put_key(book, form, &asked[form]);
  return RC_OK;
}

enum rc book_exam_sheet(struct book_course *it, const struct book_exam *exam, unsigned form,
                        struct str *out, struct diags *diags) {
  enum rc rc = check_asked(it, exam, diags);
  if (rc != RC_OK)
    return rc;
  struct form_asked asked = draw_form(it, exam, form);
  str_puts(out, "person,date");
  for (size_t i = 0; i < asked.n; i++) {
    str_putc(out, ',');
    csv_put_text(out, asked.list[i].item->path);
  }
  str_puts(out, "\r\n");
  for (size_t seat = 0; seat < exam->n_people; seat++) {
    const struct person *person = &exam->people[seat];
    if (form_of_seat(exam, seat) != form)
      continue;
    csv_put_text(out, *person->code ? person->code : person->name);
    for (size_t i = 0; i <= asked.n; i++)
      str_putc(out, ',');
    str_puts(out, "\r\n");
  }
  return RC_OK;
}
