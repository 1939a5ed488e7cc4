/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/items.h"

#include "base/text.h"
#include "base/vec.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME = 20, WORDS = 34, EDGE = 78 };

/* -- Cells ----------------------------------------------------------------------------------- */

static void pad_to(struct str *out, const char *text, size_t cells) {
  size_t len = strlen(text), width = text_width(text, len);
  str_puts(out, text);
  for (; width < cells; width++)
    str_putc(out, ' ');
}

/* What is too long is cut at a whole character, and says so. */
static void put_cut(struct str *out, const char *text, size_t cells) {
  size_t len = strlen(text);
  struct str cut = {0};
  if (text_width(text, len) <= cells) {
    pad_to(out, text, cells);
    return;
  }
  str_add(&cut, text, text_fit(text, len, cells - 3));
  str_puts(&cut, "...");
  pad_to(out, str_text(&cut), cells);
  str_done(&cut);
}

/* No minus before what is rounded to nothing. */
static double tidy(double number, double unit) { return fabs(number) < unit / 2 ? 0 : number; }

static void put_number(struct str *out, bool known, int width, int decimals, double number) {
  char cell[400];
  snprintf(cell, sizeof cell, "%.*f", decimals, tidy(number, decimals ? .1 : 1));
  str_printf(out, " %*s", width, known ? cell : "-");
}

static void put_interval(struct str *out, bool known, struct interval interval, int width) {
  char cell[64];
  snprintf(cell, sizeof cell, "(%.0f..%.0f)", tidy(100 * interval.low, 1),
           tidy(100 * interval.high, 1));
  str_printf(out, " %-*s", width, known ? cell : "");
}

struct indented {
  struct str *out;
  const char *first, *next;
};

static void put_line(void *ctx, const char *at, size_t len) {
  struct indented *to = ctx;
  str_printf(to->out, "%s%.*s\n", to->first, (int)len, at);
  to->first = to->next;
}

static void put_wrapped(struct str *out, const char *first, const char *next, const char *text) {
  struct indented to = {out, first, next};
  text_wrap(text, strlen(text), EDGE - strlen(next), put_line, &to);
}

/* -- A test ---------------------------------------------------------------------------------- */

static const char *mode_words(enum run_mode mode) {
  return mode == MODE_EXAM ? _("test") : mode == MODE_NONE ? _("marks") : _("practice");
}

static void put_people(struct str *out, const struct items_test *test) {
  struct str line = {0};
  str_printf(&line, ngettext("%u person", "%u people", test->numbers.n), test->numbers.n);
  str_puts(&line, ", ");
  if (test->questions)
    str_printf(&line, ngettext("%u question each", "%u questions each", test->questions),
               test->questions);
  else
    str_puts(&line, _("not everybody was asked as many questions: totals are shares of 1"));
  if (test->drawn && test->questions)
    str_printf(&line, ", %s", _("not the same ones"));
  put_wrapped(out, "  ", "  ", line.at);
  str_done(&line);
}

static void put_spread(struct str *out, const struct items_test *test) {
  const struct test_numbers *t = &test->numbers;
  struct str line = {0};
  str_printf(&line, _("mean %.2f of %.10g (%.1f %%), median %.2f"), t->mean, test->most,
             100 * t->mean / test->most, t->median);
  if (t->has_sd)
    str_printf(&line, _(", SD %.2f"), t->sd);
  put_wrapped(out, "  ", "  ", line.at);
  str_clear(&line);
  if (t->has_skewness)
    str_printf(&line, _("skewness %.2f"), tidy(t->skewness, .01));
  if (t->has_kurtosis)
    str_printf(&line, _(", kurtosis %.2f"), tidy(t->kurtosis, .01));
  if (line.len)
    put_wrapped(out, "  ", "  ", line.at);
  str_done(&line);
}

static void put_reliability(struct str *out, const struct test_numbers *t) {
  struct str line = {0};
  if (!t->has_alpha)
    str_puts(&line, _("alpha: cannot be told"));
  else if (!t->has_error)
    str_puts(&line, _("alpha: not interpretable (below 0)"));
  else {
    str_printf(&line, _("alpha %.2f"), t->alpha);
    if (t->has_alpha_interval)
      str_printf(&line, _(" (%.2f to %.2f)"), tidy(t->alpha_interval.low, .01),
                 tidy(t->alpha_interval.high, .01));
    str_printf(&line, _(", error ratio %.1f %%, standard error %.2f"), t->error_ratio,
               t->standard_error);
  }
  put_wrapped(out, "  ", "  ", line.at);
  str_done(&line);
}

/* -- Its items ------------------------------------------------------------------------------- */

static const char *const item_words[] = {
    N_("reversed: who does well elsewhere does worse here. Is the key right?"),
    N_("weak: it hardly tells who does well elsewhere from who does not"),
    N_("easy: nearly everybody gets it right"),
    N_("hard: nearly nobody gets it right"),
    N_("annulled by a ruling: it counts in no score, and has no weight"),
    N_("worn: so many people saw it that it should be taken for known"),
    N_("met outside exams too: who practised has seen it")};
static const char *const option_words[] = {N_("attracts those who do well elsewhere"),
                                           N_("hardly ever chosen")};

static void put_head(struct str *out) {
  str_puts(out, "\n  ");
  pad_to(out, _("Question"), NAME - 1);
  str_printf(out, "%6s ", _("n"));
  str_putc(out, ' ');
  pad_to(out, _("Facility %"), 15);
  pad_to(out, _("Discrimination"), 17);
  str_printf(out, " %5s", _("Eff."));
  str_printf(out, " %9s\n", _("Weight"));
}

static void put_place(struct str *out, const struct items_item *item) {
  if (item->file) {
    struct str line = {0};
    str_printf(&line, "%s:%u", item->file, item->line);
    str_printf(out, "      %s\n", line.at); /* never broken: it is to be copied */
    str_done(&line);
  }
  if (item->state == ITEM_CHANGED)
    put_wrapped(out, "      ", "      ",
                _("its key has changed since: these answers are of the key that was"));
  else if (item->state == ITEM_GONE)
    put_wrapped(out, "      ", "      ", _("the courses here do not have it"));
}

static void put_shown(struct str *out, const struct items_item *item) {
  struct str line = {0};
  if (!item->shown)
    return;
  str_printf(&line, ngettext("shown to %u person", "shown to %u people", item->shown), item->shown);
  if (item->exams_since)
    str_printf(&line, _("; in exams to %u, since %s"), item->shown_exams, item->exams_since);
  if (item->outside_since)
    str_printf(&line, _("; outside to %u, since %s"), item->shown_outside, item->outside_since);
  put_wrapped(out, "      ", "      ", line.at);
  str_done(&line);
}

static void put_option(struct str *out, const struct items_option *option) {
  const struct option_numbers *o = &option->numbers;
  str_printf(out, "      %c ", option->right ? '+' : '-');
  put_cut(out, option->text ? option->text : _("(no answer)"), WORDS);
  put_number(out, true, 5, 1, 100 * o->share);
  put_number(out, o->has_correlation, 7, 1, 100 * o->correlation);
  put_number(out, o->has_groups, 6, 0, 100 * o->upper);
  put_number(out, o->has_groups, 6, 0, 100 * o->lower);
  str_putc(out, '\n');
  for (unsigned i = 0; i < COUNT(option_words); i++)
    if (option->flags >> i & 1)
      put_wrapped(out, "        ! ", "          ", _(option_words[i]));
}

static void put_options(struct str *out, const struct items_item *item) {
  if (item->n_options == 0)
    return;
  str_puts(out, "        ");
  pad_to(out, _("chosen by"), WORDS);
  str_printf(out, " %5s %7s %6s %6s\n", "%", _("corr."), _("upper"), _("lower"));
  for (size_t i = 0; i < item->n_options; i++)
    put_option(out, &item->options[i]);
}

static void put_item(struct str *out, const struct items_item *item) {
  const struct item_numbers *i = &item->numbers;
  str_puts(out, "  ");
  if (text_width(item->name, strlen(item->name)) > NAME - 1) {
    str_printf(out, "%s\n  ", item->name);
    pad_to(out, "", NAME - 1);
  } else
    pad_to(out, item->name, NAME - 1);
  str_printf(out, "%6u", i->n);
  put_number(out, true, 6, 1, 100 * i->facility);
  put_interval(out, true, i->facility_interval, 9);
  put_number(out, i->has_correlation, 6, 1, 100 * i->correlation);
  put_interval(out, i->has_correlation, i->correlation_interval, 11);
  put_number(out, i->has_efficiency, 5, 0, i->efficiency);
  put_number(out, item->has_intended, 4, 0, item->intended);
  put_number(out, item->has_effective, 4, 0, item->effective);
  str_putc(out, '\n');
  put_place(out, item);
  put_shown(out, item);
  for (unsigned k = 0; k < COUNT(item_words); k++)
    if (item->flags >> k & 1)
      put_wrapped(out, "    ! ", "      ", _(item_words[k]));
  put_options(out, item);
}

static void put_test(struct str *out, const struct items_test *test) {
  str_printf(out, "%s, %s\n", test->name, mode_words(test->mode));
  put_people(out, test);
  put_spread(out, test);
  put_reliability(out, &test->numbers);
  put_head(out);
  for (size_t i = 0; i < test->n; i++)
    put_item(out, &test->list[i]);
  str_putc(out, '\n');
}

void cli_items_text(const struct items *items, struct str *out) {
  for (size_t i = 0; i < items->n; i++)
    put_test(out, &items->list[i]);
  if (items->n == 0)
    put_wrapped(out, "", "", _("Nobody has finished a practice or a test yet."));
  else
    put_wrapped(out, "", "",
                _("In brackets: intervals of 95 per cent. A question or an option is "
                  "marked (!) only if its whole interval says so. Discrimination: how its marks go "
                  "with all other marks, -100 to 100; Eff.: of what was possible; Weight: intended "
                  "and real share of the result. mafunzo --help and man mafunzo say more."));
}
