/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/paper_words.h"

#include "base/text.h"

#include <string.h>

void paper_words_fill(struct paper_words *words) {
  *words = (struct paper_words){
      /* TRANSLATORS: the code of your own language, as in the name of this file. */
      .language = _("en"),
      .as_of = _("As of {n}"),
      .confidential = _("Confidential: names people"),
      .as_table = _("The same as a table"),
      .contents = _("Contents"),
      .percent = _("{n}%"),
      /* TRANSLATORS: one half, in digits: what stands between them is the decimal mark of all
         numbers of a report. */
      .half = _("0.5"),
      .between = _("{n} ({low} to {high})"),
      .range = _("{low} to {high}"),
      .of = _("{n} of {of}"),
      .about = _("about {n} ({low} to {high}) of {of}"),
      .required = _("required {n}"),
      .before_after = _("from {low} to {high}"),
      .low = _("low"),
      .high = _("high"),
      .total = _("of"),
      .note = _("Note"),
      .legend = _("Legend"),
      .hidden = _("not shown: the group is so small that it would tell of single people"),
      .absent = _("nothing is known"),
  };
}

void paper_words_put_number(struct str *out, const struct paper_words *words, const char *number) {
  const char *nought = strchr(words->half, '0'), *five = nought ? strchr(nought, '5') : NULL;
  size_t whole = strcspn(number, ".");
  str_add(out, number, whole);
  if (!number[whole])
    return;
  if (five)
    str_add(out, nought + 1, (size_t)(five - nought) - 1);
  else
    str_putc(out, '.');
  str_puts(out, number + whole + 1);
}

static const char *part_of(const struct paper_parts *parts, const char *name, size_t len) {
  const struct {
    const char *name, *text;
  } all[] = {{"n", parts->n}, {"low", parts->low}, {"high", parts->high}, {"of", parts->of}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strlen(all[i].name) == len && memcmp(all[i].name, name, len) == 0)
      return all[i].text;
  return NULL;
}

void paper_words_put(struct str *out, const char *pattern, const struct paper_parts *parts) {
  while (*pattern) {
    size_t plain = strcspn(pattern, "{");
    str_add(out, pattern, plain);
    pattern += plain;
    const char *end = *pattern ? strchr(pattern, '}') : NULL;
    if (!end)
      break;
    const char *part = part_of(parts, pattern + 1, (size_t)(end - pattern - 1));
    str_puts(out, part ? part : "");
    pattern = end + 1;
  }
}
