/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Specimens: invented holders, documents made out to them, and the picture of a data page.
 *
 * Pure, like mrz.h: no allocation, no clock. Utopia (UTO) is the State of Doc 9303's examples;
 * every drawing says SPECIMEN.
 */
#ifndef DOCUMENT_SPECIMEN_H
#define DOCUMENT_SPECIMEN_H

#include <stddef.h>

#include "document/mrz.h"
#include "model/specimen.h"

enum {
  SPECIMEN_WIDTH = 46, /* most columns of a drawing; the widest MRZ has 44 */
  SPECIMEN_ROWS = 48   /* room that every page fits in whose texts are of a sensible length */
};

/*
 * A holder that ships with the program, as made out in that format: the same "utopia" (Anna Maria
 * Eriksson, the specimen of Doc 9303-4 to -7) has another number on her card and another birth on
 * her visa. "stevenson" has a long number (TD1, TD2; Doc 9303-5 and -6). The rest are ours: okello
 * van-der-linden al-harithi tesfaye novak (TD3), haddad (TD2), ndayishimiye mbeki (TD1). NULL
 * where there is none of that id in that format, or id is NULL. Static storage.
 */
const struct holder *specimen_builtin(const char *id, enum mrz_format format);

/* The builtin holders one by one, for listing them; NULL past the last. */
const struct holder *specimen_builtin_at(size_t index, enum mrz_format *format);

/* The MRZ of the holder, then what is tampered with. Errors are those of mrz_compose and mrz_set;
 * `*out` then has count 0. */
enum mrz_error specimen_mrz(const struct specimen *specimen, struct mrz_lines *out,
                            struct mrz_fault *fault);

/*
 * The year of a two-digit date, without a clock; -1 where the year is unknown.
 *   expiry: 80-99 are 1980-1999, 00-79 are 2000-2079: the first edition of Doc 9303 is of 1980,
 *           so nothing machine readable expired before it.
 *   birth:  the last such year that does not put birth after expiry (unknown months and days
 *           compare as the first). So a holder over a hundred is taken for a child: show the year
 *           with `printed`. With expiry unknown, 30-99 are 1930-1999 and 00-29 are 2000-2029.
 * Dates are YYMMDD with '<' for what is unknown; anything else gives -1.
 */
int specimen_expiry_year(const char *expiry);
int specimen_birth_year(const char *birth, const char *expiry);

/*
 * Draws the document as rows of printable ASCII, at most SPECIMEN_WIDTH columns each, NUL-
 * terminated, with no blanks at the end and without a frame. With `page`:
 *
 *     UTOPIA - SPECIMEN
 *     Type            P
 *     Code            UTO
 *     Passport no.    L898902C3
 *     Surname         ERIKSSON
 *     Given names     ANNA MARIA
 *     Nationality     UTO
 *     Date of birth   12 AUG 1974
 *     Sex             F
 *     Date of expiry  15 APR 2012
 *     Personal no.    ZE184226B
 *
 *     P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
 *     L898902C36UTO7408122F1204159ZE184226B<<<<<10
 *
 * else the MRZ lines alone. Long values run over several rows; rows without a value are left out,
 * save dates and sex. Unknown parts of dates are XX (a year XXXX), unspecified sex is X. Letters
 * beyond ASCII are drawn in their MRZ form, apostrophes and dashes in their ASCII form.
 *
 * `specimen->printed[field]` replaces a value: verbatim, save that YYMMDD in a date is written out
 * like any date, and that in MRZ_NAME `<<` or the first comma parts surname and given names
 * (neither: a holder of one name). Check digits are not printed on the page.
 *
 * `*count` is the number of rows written, 0 on error: those of specimen_mrz, MRZ_E_LETTER for a
 * printed text that has no ASCII form, MRZ_E_LONG for one of over 500 bytes, MRZ_E_ROOM
 * where `max_rows` is too few.
 */
enum mrz_error specimen_panel(const struct specimen *specimen, char rows[][SPECIMEN_WIDTH + 1],
                              size_t max_rows, size_t *count);

#endif
