/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/yaml_quote.h"

#include "base/str.h"
#include "base/text.h"

#include <string.h>

/* SHOWN: bytes of the text, about one line of the terminal with what stands around it. The others
 * bound the work, since a hostile file can have a thousand mistakes in one long line. */
enum { SHOWN = 60, LINE_MOST = 1000, BLANK_LINES = 20 };

static const char key_chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

struct entry_line { /* "  - right: That: one" */
  const char *key;  /* "right: "; empty after a dash alone */
  size_t key_len, indent;
  const char *text;
  size_t text_len;
};

static size_t line_length(const struct source *source, size_t line) {
  return source_line_end(source, line) - source->lines[line];
}

static size_t count(const char *at, size_t len, char c) {
  size_t n = 0;
  while (n < len && at[n] == c)
    n++;
  return n;
}

/* How much of the text stands before blanks and a comment, or before the blanks at its end. */
static size_t text_length(const char *text, size_t len) {
  const char *comment = memmem(text, len, "  #", 3);
  len = comment ? (size_t)(comment - text) : len;
  while (len && strchr(" \t", text[len - 1]))
    len--;
  return len;
}

/* False where the line is no key or dash with a text behind it. */
static bool entry_take(const struct source *source, size_t line, struct entry_line *out) {
  const char *at = source->bytes + source->lines[line], *begin = at;
  size_t len = line_length(source, line), skip = count(at, len, ' ');
  bool dash = false;
  while (len - skip > 1 && at[skip] == '-' && at[skip + 1] == ' ') {
    dash = true;
    skip += 1 + count(at + skip + 1, len - skip - 1, ' ');
  }
  at += skip, len -= skip;
  size_t word = 0;
  while (word < len && strchr(key_chars, at[word]) && at[word])
    word++;
  bool key = word && word + 1 < len && at[word] == ':' && at[word + 1] == ' ';
  size_t lead = key ? word + 1 + count(at + word + 1, len - word - 1, ' ') : 0;
  *out = (struct entry_line){.key = at,
                             .key_len = lead,
                             .indent = (size_t)(at - begin),
                             .text = at + lead,
                             .text_len = text_length(at + lead, len - lead)};
  return (key || dash) && out->text_len;
}

/* A text that goes on below, deeper than its key, is not all on this line. */
static bool goes_on(const struct source *source, size_t line, const struct entry_line *entry) {
  size_t most = line + 1 + BLANK_LINES;
  for (line++; line < source->n_lines; line++) {
    if (line == most)
      return true;
    size_t len = line_length(source, line);
    size_t indent = count(source->bytes + source->lines[line], len, ' ');
    if (indent < len)
      return indent > entry->indent;
  }
  return false;
}

/* In the quotes that the text has none of. */
static void add_quoted(struct str *out, const char *text, size_t len) {
  bool awkward = memchr(text, '"', len) || memchr(text, '\\', len);
  char mark = awkward ? '\'' : '"';
  size_t shown = len > SHOWN ? text_fit(text, len, SHOWN) : len;
  str_putc(out, mark);
  for (size_t i = 0; i < shown; i++)
    str_printf(out, "%s%c", text[i] == mark ? "'" : "", text[i]);
  str_puts(out, shown < len ? "..." : "");
  str_putc(out, mark);
}

/* Not whole if it is a list or map in brackets, or a text that is to go on. */
static bool is_bracketed(const char *text, size_t len) {
  return (*text == '[' && text[len - 1] == ']') || (*text == '{' && text[len - 1] == '}') ||
         (*text == '[' && !memchr(text, ']', len)) || (*text == '{' && !memchr(text, '}', len));
}

const char *yaml_quote_hint(struct arena *arena, const struct source *source, size_t line) {
  struct entry_line entry;
  struct str shown = {0};
  if (line >= source->n_lines || line_length(source, line) > LINE_MOST ||
      !entry_take(source, line, &entry) || is_bracketed(entry.text, entry.text_len) ||
      goes_on(source, line, &entry))
    return _("Put the whole text in quotes, \"...\".");
  str_add(&shown, entry.key, entry.key_len);
  if (!entry.key_len)
    str_puts(&shown, "- ");
  add_quoted(&shown, entry.text, entry.text_len);
  const char *hint = arena_printf(arena, _("Put the whole text in quotes: %s"), str_text(&shown));
  str_done(&shown);
  return hint;
}
