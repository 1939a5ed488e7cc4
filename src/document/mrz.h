/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The machine readable zone (MRZ) of travel documents, after ICAO Doc 9303, 8th edition.
 *
 * Values in, values out: no allocation, no I/O, no clock, no locale. Everything is written into
 * the caller's storage; nothing is kept. Lines and columns count from 1, as Doc 9303 does.
 *
 *     holder --mrz_compose--> mrz_lines --mrz_parse---> mrz_record    what it says
 *     text ----mrz_read-----> mrz_lines --mrz_verify--> mrz_digit[]   whether it adds up
 *
 * mrz_block_next and mrz_block_read go through texts of many documents, mrz_check names what is
 * wrong with one, mrz_recompose goes back from a record to lines.
 *
 * A `struct mrz_lines` made by mrz_compose, mrz_read or mrz_set is sound: right shape, legal
 * characters. So mrz_parse and mrz_verify cannot fail. What a sound MRZ *says* may still be
 * nonsense (a letter in a date, an unknown code): that is for the officer to notice.
 */
#ifndef DOCUMENT_MRZ_H
#define DOCUMENT_MRZ_H

#include <stdbool.h>
#include <stddef.h>

#include "model/specimen.h"

enum {
  MRZ_LINES = 3,  /* most lines of any format (TD1) */
  MRZ_WIDTH = 44, /* most columns of any format (TD3, MRV-A) */
  MRZ_DIGITS = 5, /* most check digits of any format (TD3) */
  MRZ_LETTERS = 6 /* most MRZ letters for one letter of a name: a doubled XSH */
};

struct mrz_lines {
  enum mrz_format format;
  size_t count;                        /* lines in use; the rest are "" */
  char line[MRZ_LINES][MRZ_WIDTH + 1]; /* NUL-terminated */
};

/* -- Errors ------------------------------------------------------------------------------- */

enum mrz_error {
  MRZ_OK,
  MRZ_E_LINES,     /* neither two lines nor three; found = how many */
  MRZ_E_LENGTH,    /* a line is short or long; column = the first missing or surplus one */
  MRZ_E_CHARACTER, /* not of A-Z, 0-9, <; or not allowed in that text */
  MRZ_E_FIELD,     /* the format has no such field */
  MRZ_E_MISSING,   /* a field that cannot be empty is */
  MRZ_E_LONG,      /* does not fit its field; found and expected are lengths */
  MRZ_E_CODE,      /* not a document code of this format */
  MRZ_E_STATE,     /* issuer or nationality is not one to three letters */
  MRZ_E_LETTER,    /* a name has a digit, a control, bad UTF-8, or a letter without a Latin form */
  MRZ_E_DATE,      /* not YYMMDD with "<<" for unknown parts, or no such day */
  MRZ_E_SEX,       /* not F, M, X, < or nothing */
  MRZ_E_ROOM,      /* the caller's rows are too few (specimen_panel) */
  MRZ_E_DIGIT,     /* a check digit does not add up; found and expected are characters */
  MRZ_E_NAME,      /* a name with a filler at its head, or fillers that part nothing */
  MRZ_E_NUMBER,    /* a long number that nothing ends */
  MRZ_E_CASE,      /* lower-case letters where capitals belong */
  MRZ_E_LINE_END,  /* a line that does not end in a line feed */
  MRZ_ERRORS
};

/* Where and what. Members that do not apply are 0, NULL or, for `field`, MRZ_FIELDS. */
struct mrz_fault {
  enum mrz_error error;
  enum mrz_field field;
  size_t line, column;
  size_t span;            /* characters from there on; 0 as good as 1 */
  size_t found, expected; /* lengths or counts */
  const char *at;         /* the first offending byte, in the caller's own text */
};

/* A stable code for diagnostics: "mrz.length". Never NULL. */
const char *mrz_error_name(enum mrz_error error);

/* -- Shapes ------------------------------------------------------------------------------- */

/*
 * One row of the field table (Doc 9303-4, -5, -6: section 4.2.2; -7: sections 4.2.2 and 5.2.2).
 * `composite` says that the composite check digit covers the field.
 */
struct mrz_place {
  enum mrz_format format;
  enum mrz_field field;
  size_t line, column, length;
  bool composite;
};

/* The row of the field; NULL where the format has none. Static storage. */
const struct mrz_place *mrz_place(enum mrz_format format, enum mrz_field field);

size_t mrz_format_lines(enum mrz_format format);
size_t mrz_format_columns(enum mrz_format format);

/* Names as courses write them: "td1" "td2" "td3" "mrv-a" "mrv-b". Exact, lower case. */
const char *mrz_format_name(enum mrz_format format);
enum mrz_format mrz_format_from_name(const char *name); /* MRZ_FORMATS where unknown or NULL */

/* "code" "issuer" "name" "number" "number-check" "nationality" "birth" "birth-check" "sex"
 * "expiry" "expiry-check" "optional" "optional-check" "optional-2" "composite". */
const char *mrz_field_name(enum mrz_field field);
enum mrz_field mrz_field_from_name(const char *name); /* MRZ_FIELDS where unknown or NULL */

/* -- Check digits (Doc 9303-3 section 4.9) -------------------------------------------------- */

/* 0-9 are themselves, A=10 to Z=35, < is 0; -1 for anything else. */
int mrz_value(char c);

/* Values times the weights 7, 3, 1 repeated, added up over `length` bytes; the digit is the sum
 * modulo 10. -1 where a character is illegal. `740812` gives 122, so its digit is 2. */
int mrz_sum(const char *text, size_t length);

/* '0' to '9' over a NUL-terminated text; '\0' where a character is illegal. */
char mrz_check_digit(const char *text);

/*
 * One check digit as it stands. Where a TD1 or TD2 number is long (Doc 9303-5 note j, 9303-6 the
 * same), field is still MRZ_NUMBER_CHECK, but line and column point into the optional data.
 * The digit of an empty TD3 personal number may be < or 0 (Doc 9303-4 section 4.2.2.2): then
 * `expected` is '<' and both are ok. Adding up proves consistency, never authenticity.
 */
struct mrz_digit {
  enum mrz_field field;
  size_t line, column;
  int sum; /* before modulo 10, for showing the working */
  char found, expected;
  bool ok;
};

/* Fills `digits` in order number, birth, expiry, optional, composite, leaving out what the
 * format lacks; `*count` says how many. True when all are ok. */
bool mrz_verify(const struct mrz_lines *lines, struct mrz_digit digits[MRZ_DIGITS], size_t *count);

/* -- Reading ------------------------------------------------------------------------------ */

/*
 * Recognises the format by shape (three lines: TD1; two of 44: TD3, or MRV-A when the first
 * letter is V; two of 36: TD2 or MRV-B) and copies the lines. Strict: no lower case, no blanks,
 * no line ends. On error `*out` has count 0 and `*fault` (may be NULL) says where. Of two lines
 * of different length the first decides the format, if it has the length of one.
 */
enum mrz_error mrz_read(const char *const text[], size_t count, struct mrz_lines *out,
                        struct mrz_fault *fault);

/* -- Texts of many documents ---------------------------------------------------------------- */

/* What is left of a text of MRZs with empty lines between them; {text, length, 1} at first. */
struct mrz_text {
  const char *at;
  size_t length;
  size_t line; /* number of the line that begins at `at` */
};

/* Lines that follow each other, as they stand; of those past MRZ_LINES no more than their number.
 */
struct mrz_block {
  size_t first; /* number of the first line in the text */
  size_t count;
  struct {
    const char *at;
    size_t length;
    bool foreign; /* it does not end in a line feed, nor at the end of the text */
  } line[MRZ_LINES];
};

/* Takes the next block off the text; false where there is none. Lines end at LF, CR, CR LF, U+0085,
 * U+2028 or U+2029, so that each strange end has a place; blanks make no line. */
bool mrz_block_next(struct mrz_text *text, struct mrz_block *out);

enum { MRZ_BLOCK_FAULTS = MRZ_LINES * (MRZ_WIDTH + 2) + 1 };

/*
 * Reads a block as mrz_read does, but names everything that is wrong with it, in `faults`: runs of
 * lower-case letters (MRZ_E_CASE) and of other characters (MRZ_E_CHARACTER), each within the width
 * of the format, MRZ_E_LENGTH, MRZ_E_LINE_END, and MRZ_E_LINES with `line` the first that is
 * missing or too many. Lines count from 1 in the block, columns in code points. True where capitals
 * and line feeds mend it all: then `*out` holds it mended.
 */
bool mrz_block_read(const struct mrz_block *block, struct mrz_lines *out,
                    struct mrz_fault faults[MRZ_BLOCK_FAULTS], size_t *count);

/* What the lines say. Fields are verbatim, fillers and all; absent fields are "". */
struct mrz_record {
  enum mrz_format format;
  char field[MRZ_FIELDS][MRZ_WIDTH + 1];
  char number[MRZ_WIDTH + 1];    /* without trailing fillers; a long one joined again */
  char optional[MRZ_WIDTH + 1];  /* MRZ_OPTIONAL after a long number's rest, no trailing fillers */
  char primary[MRZ_WIDTH + 1];   /* single fillers as blanks */
  char secondary[MRZ_WIDTH + 1]; /* "" for a holder of one name */
  bool truncated;                /* the name ends in a letter: it *may* be cut; match as a prefix */
  bool code_valid;               /* mrz_code_valid */
};

void mrz_parse(const struct mrz_lines *lines, struct mrz_record *out);

/* The holder that the record speaks of, for mrz_compose. Texts lie in the record. */
struct holder mrz_holder(const struct mrz_record *record);

enum { MRZ_FAULTS = MRZ_FIELDS + MRZ_DIGITS };

/*
 * All that is wrong with a sound MRZ, each with its place: the form of each field (MRZ_E_CODE,
 * STATE, MISSING, LETTER, NAME, CHARACTER and NUMBER (of a long number), DATE, SEX), then each
 * digit that does not add up (MRZ_E_DIGIT); returns how many. What has no fault is composed anew
 * byte for byte by mrz_recompose, and nothing else is. Whether a State's code or a date makes sense
 * is for the officer to notice.
 */
size_t mrz_check(const struct mrz_lines *lines, struct mrz_fault faults[MRZ_FAULTS]);

/* First letter P for TD3 (P< and every second letter), A C I for TD1 and TD2 (never AI, never V
 * second), V for visas. `code` has one or two characters. (Doc 9303-4 to -7, document code.) */
bool mrz_code_valid(enum mrz_format format, const char *code);

/* -- Composing ---------------------------------------------------------------------------- */

/*
 * The MRZ of a holder, with every check digit. Number and optional data: letters are raised,
 * blanks and punctuation become fillers (Doc 9303-4 to -7, note to the number field). A number
 * over nine characters flows into the optional data in TD1 and TD2, is MRZ_E_LONG in TD3, and is
 * cut to its first nine in visas (Doc 9303-7). A wholly unknown date is fillers, its digit 0. On
 * error `*out` has count 0; `fault->field` and `fault->at` name the culprit.
 */
enum mrz_error mrz_compose(enum mrz_format format, const struct holder *holder,
                           struct mrz_lines *out, struct mrz_fault *fault);

/* Composes what a record says, all digits anew. Of an empty TD3 personal number the digit stays the
 * 0 or the < that it was. */
enum mrz_error mrz_recompose(const struct mrz_record *record, struct mrz_lines *out,
                             struct mrz_fault *fault);

/*
 * The name field (Doc 9303-3 section 4.6; truncation 9303-4 section 4.2.3 and its like in parts
 * 5 to 7), exactly `width` characters and a NUL into `out`; width is 5 to MRZ_WIDTH.
 *
 * Blank, hyphen and comma part components; apostrophes and other punctuation vanish. A comma in
 * `surname` parts it from the given names when `given` is empty. A holder of one name, in either
 * text, is a primary identifier.
 *
 * States may truncate as they like; ours is the first method of the examples in Doc 9303:
 *   1. A primary identifier that leaves no `<<` and letter after it is cut to leave two letters
 *      (one, if the first given name is a single letter).
 *   2. An identifier is cut from its last component leftwards, each no further than needed and
 *      no shorter than an initial; components that cannot have even an initial are dropped.
 *   3. The field ends in a letter, the sign of possible truncation. (A name made of initials
 *      alone may be unable to.)
 */
enum mrz_error mrz_name(const char *surname, const char *given, size_t width, char *out,
                        struct mrz_fault *fault);

/*
 * Takes one letter off `*utf8` and gives its MRZ letters (Doc 9303-3 section 6): "<" for what parts
 * components, "" for what vanishes, combining marks among it. A lower-case letter counts as its
 * capital.
 *   6.A  the first form that the table recommends: Ä AE, Å AA, Ñ N, Ö OE, Ü UE; Ș and Ț, missing
 *        from the table, as Ş and Ţ.
 *   6.B  the form without a language: Х KH, Ц TS, Г G; Ь vanishes.
 *   6.C  consonants, with X as escape: ش XSH. A letter takes its vowels along, which vanish, and
 * its shadda, which doubles it; ة is XTA, and XAH where a component ends. False, and `*utf8`
 * unmoved, where the tables have no such letter or the bytes are not UTF-8. Do not call it at the
 * end of the text.
 */
bool mrz_letter(const char **utf8, char out[MRZ_LETTERS + 1]);

/*
 * Overwrites one field with MRZ characters, padded with fillers, and recomputes nothing: this is
 * how a specimen is spoilt. MRZ_E_FIELD, MRZ_E_LONG, MRZ_E_CHARACTER leave `*lines` alone.
 */
enum mrz_error mrz_set(struct mrz_lines *lines, enum mrz_field field, const char *value,
                       struct mrz_fault *fault);

#endif
