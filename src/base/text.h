/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people see it: UTF-8, measured in terminal cells (libunistring), and translation.
 *
 * Everything that came from outside passes text_safe before it meets a terminal, a log or a report.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"
#include "base/str.h"

#include <libintl.h>
#include <stdbool.h>
#include <stdint.h>

#define _(text) text_shown(text)
#define N_(text) text /* marked for translators, translated where it is shown */

/* gettext, which is not asked while there is no catalogue: it would search anew for every text. */
const char *text_shown(const char *text) __attribute__((format_arg(1)));

/* Looks translations up in folder. Texts are UTF-8, even where no locale is installed at all. */
void text_begin(const char *folder);

/* The language of the interface from now on: "fr"; "": what the environment says. What was looked
 * up before stays as it was. */
void text_language(const char *code);

/* Copies text with everything a terminal could obey replaced by U+FFFD: C0 (but newline and tab if
 * keep_lines), DEL, C1, bidi controls (U+061C 200E 200F 202A-202E 2066-2069), U+2028 U+2029,
 * U+FEFF, noncharacters, and ill-formed bytes (one U+FFFD each). */
char *text_safe(struct arena *arena, const char *text, size_t len, bool keep_lines);

/* Offset of the first byte of the first character that text_safe would replace, or len. */
size_t text_unsafe_at(const char *text, size_t len, bool keep_lines);

/* How many bytes from the beginning are printable ASCII, 0x20 to 0x7e: one byte, one character, one
 * cell each, and nothing to be made safe. Most of any text is, and eight are seen at a time. */
size_t text_plain(const char *text, size_t len);

/* Offset of the first ill-formed UTF-8 byte, or len. */
size_t text_invalid_at(const char *text, size_t len);

size_t text_points(const char *text, size_t len); /* code points */
size_t text_width(const char *text, size_t len);  /* terminal cells: wide 2, combining 0, a newline
                                                     0, other controls and ill-formed bytes 1 */
size_t text_fit(const char *text, size_t len, size_t cells); /* bytes of whole grapheme clusters
                                                                that fit in so many cells */
size_t text_next(const char *text, size_t len, size_t at);   /* byte offset after the grapheme
                                                                cluster that begins at at */
size_t text_prev(const char *text, size_t at); /* byte offset where the cluster before at begins */

/* Breaks text into lines of at most width cells after UAX 14 (longer words are cut), but not within
 * short brackets: "(8 min)". A newline ends a line. Calls line for each, without its trailing
 * blanks; an empty text gives one empty line. */
void text_wrap(const char *text, size_t len, size_t width,
               void (*line)(void *ctx, const char *at, size_t len), void *ctx);

/* For comparing answers: NFKD, accents and Arabic and Hebrew points dropped, case-folded, runs of
 * blanks made one, ends trimmed; every script's digits become 0-9, typographic quotes and dashes
 * ' " and -, ae and oe ligatures two letters. Letters of their own stay (o with stroke, l with
 * stroke, d with stroke). Folding twice changes nothing more. Ill-formed input gives "". */
char *text_fold(struct arena *arena, const char *text);

/* Damerau-Levenshtein distance in bytes, for "did you mean"; gives up above 32 bytes (SIZE_MAX). */
size_t text_distance(const char *a, const char *b);

/* The candidate nearest to word (distance <= 1 + length/4, first wins), or NULL. */
const char *text_nearest(const char *word, const char *const *candidates, size_t n);

#endif
