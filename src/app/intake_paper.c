/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A test on paper: each question is a column, headed by its path. A cell is a mark up to what the
 * row max says (else 1), or the letters of the options that were marked, in the order that the
 * course has them, which the question's own key marks; "-" is no answer. */
#include "app/intake_inner.h"

#include "assess/kind.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MARK_MOST = 1000000 }; /* that a question may be worth */

struct paper_item {
  const struct item *item; /* NULL: not a question, or none that is known */
  int64_t most;            /* millionths */
};

static bool paper_is(const struct filled *form) {
  for (size_t i = 0; i < form->n_columns; i++)
    if (strchr(filled_heading(form, i)->text, '/'))
      return true;
  return false;
}

/* -- Columns --------------------------------------------------------------------------------- */

static const struct item *find_item(struct intake *in, const struct filled_cell *heading) {
  bool several;
  const char *id;
  const struct module *module = intake_module(in, heading->text, &id, &several);
  for (size_t i = 0; module && i < module->quiz.n_items; i++)
    if (strcmp(module->quiz.items[i].id, id) == 0)
      return &module->quiz.items[i];
  filled_fault(&in->form, heading, "marks.item",
               several
                   ? _("write the course before it: course/module/question")
                   : _("module/question, or course/module/question; other columns are person and "
                       "date"),
               several ? _("several courses have the module of \"%s\"")
                       : _("there is no question \"%s\" in the courses here"),
               heading->text);
  return NULL;
}

static struct paper_item *find_items(struct intake *in) {
  static const char *const others[] = {"person", "date", NULL};
  struct paper_item *items = arena_array(&in->arena, in->form.n_columns, sizeof *items);
  for (size_t c = 0; c < in->form.n_columns; c++) {
    const struct filled_cell *heading = filled_heading(&in->form, c);
    items[c].most = SCORE_ONE;
    if (filled_word(heading, others) == FILLED_NOWHERE)
      items[c].item = find_item(in, heading);
  }
  return items;
}

static void read_most(struct intake *in, size_t row, struct paper_item *items) {
  for (size_t c = 0; c < in->form.n_columns; c++) {
    const struct filled_cell *cell = filled_cell(&in->form, row, c);
    if (!items[c].item)
      continue;
    if (!filled_number(&in->form, cell, &items[c].most) || items[c].most <= 0 ||
        items[c].most > (int64_t)MARK_MOST * SCORE_ONE) {
      items[c].most = SCORE_ONE;
      filled_fault(&in->form, cell, "marks.max", NULL,
                   _("the highest mark is a number above 0, and at most %d"), MARK_MOST);
    }
  }
}

/* -- Cells ----------------------------------------------------------------------------------- */

static bool read_letters(struct intake *in, const struct filled_cell *cell, const struct item *item,
                         int32_t *score) {
  struct response response = {0};
  uint32_t letters;
  if (item_kind_of(item)->shape != SHAPE_CHOICE || !filled_letters(cell, &letters) ||
      (item->n_parts < FILLED_LETTERS && letters >> item->n_parts)) {
    filled_fault(&in->form, cell, "marks.letter",
                 item_kind_of(item)->shape == SHAPE_CHOICE
                     ? _("A is the first option as the course has them; each letter once")
                     : _("this question has no options to choose from: give a mark"),
                 _("\"%s\" is neither a mark nor options of this question"), cell->text);
    return false;
  }
  for (uint8_t i = 0; i < FILLED_LETTERS; i++)
    if (letters >> i & 1)
      response.pick[response.n++] = i;
  *score = item_kind_of(item)->grade(item, &response).score;
  return true;
}

static bool read_mark(struct intake *in, const struct filled_cell *cell,
                      const struct paper_item *item, int32_t *score) {
  int64_t mark;
  *score = 0;
  if (strcmp(cell->text, "-") == 0)
    return true;
  if (!cell->text[0]) {
    filled_fault(&in->form, cell, "marks.number", _("who did not answer got 0, or -"),
                 _("there is no mark"));
    return false;
  }
  if (!filled_number(&in->form, cell, &mark))
    return read_letters(in, cell, item->item, score);
  if (mark > item->most) {
    filled_fault(
        &in->form, cell, "marks.above",
        _("the row max, below the first row, says how much each question is worth; without "
          "it that is 1"),
        _("%s is more than the highest mark"), cell->text);
    return false;
  }
  *score = (int32_t)((mark * SCORE_ONE + item->most / 2) / item->most);
  return true;
}

static void say_mark(struct intake *in, const struct intake_row *entry, const struct item *item,
                     int32_t score) {
  struct happening marked = {.verb = VERB_MARKED,
                             .evidence = EVIDENCE_PAPER,
                             .path = item->path,
                             .level = (uint8_t)item->level,
                             .shape = (uint8_t)item_kind_of(item)->shape,
                             .guess = (int32_t)(item_kind_of(item)->guess(item) * SCORE_ONE + .5),
                             .score = score};
  memcpy(marked.key_rev, item->key_rev, HASH_BYTES);
  memcpy(marked.text_rev, item->text_rev, HASH_BYTES);
  snprintf(marked.competency, sizeof marked.competency, "%s", item->competency);
  intake_say(in, entry, &marked);
}

static void read_person(struct intake *in, size_t row, const struct paper_item *items) {
  struct intake_row entry = intake_row_of(in, row);
  memcpy(entry.actor, in->app->person.id, ID_BYTES); /* who types it in, if anybody is known to */
  int person = filled_column(&in->form, "person");
  intake_once(in, filled_cell(&in->form, row, (size_t)person), &entry, "paper", 0);
  for (size_t c = 0; c < in->form.n_columns; c++) {
    int32_t score;
    if (items[c].item && read_mark(in, filled_cell(&in->form, row, c), &items[c], &score) &&
        entry.good)
      say_mark(in, &entry, items[c].item, score);
  }
}

static bool is_max(struct intake *in, size_t row) {
  struct filled_cell person = filled_at(&in->form, row, filled_column(&in->form, "person"));
  return strcasecmp(person.text, "max") == 0;
}

static void paper_take(struct intake *in) {
  struct paper_item *items = find_items(in);
  for (size_t row = 0; row < in->form.n_rows; row++)
    if (!is_max(in, row))
      read_person(in, row, items);
    else if (row == 0)
      read_most(in, row, items);
    else
      filled_fault(&in->form, filled_cell(&in->form, row, 0), "marks.max", NULL,
                   _("the row max stands once, below the first row"));
}

const struct intake_kind intake_paper = {.name = "paper", .is = paper_is, .take = paper_take};
