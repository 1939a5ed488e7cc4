/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/specimen.h"

#include "base/vec.h"

#include <stdio.h>
#include <string.h>

/* -- Holders -------------------------------------------------------------------------------- */

#define UTOPIA .id = "utopia", .surname = "Eriksson", .given = "Anna Maria", .issuer = "UTO"
#define ERIKSSON .nationality = "UTO", .birth = "740812", .sex = "F", .expiry = "120415"
#define STEVENSON                                                                                  \
  .id = "stevenson", .surname = "Stevenson", .given = "Peter John", .number = "D23145890734",      \
  .nationality = "UTO", .birth = "340712", .sex = "M", .expiry = "950712", .issuer = "UTO",        \
  .code = "I"
#define VISITOR                                                                                    \
  .number = "L8988901C", .nationality = "XXX", .birth = "400907", .sex = "F", .expiry = "961210",  \
  .code = "V"

static const struct {
  enum mrz_format format;
  struct holder holder;
} builtins[] = {
    {MRZ_TD3, {UTOPIA, ERIKSSON, .number = "L898902C3", .code = "P", .optional = "ZE184226B"}},
    {MRZ_TD2, {UTOPIA, ERIKSSON, .number = "D23145890", .code = "I"}},
    {MRZ_TD1, {UTOPIA, ERIKSSON, .number = "D23145890", .code = "I"}},
    {MRZ_MRV_A, {UTOPIA, VISITOR, .optional = "6ZE184226B"}},
    {MRZ_MRV_B, {UTOPIA, VISITOR}},
    {MRZ_TD1, {STEVENSON}},
    {MRZ_TD2, {STEVENSON}},
    {MRZ_TD3,
     {.id = "okello",
      .surname = "Okello",
      .given = "Grace Achieng",
      .number = "K4471902",
      .nationality = "UTO",
      .birth = "880305",
      .sex = "F",
      .expiry = "310914",
      .issuer = "UTO",
      .code = "P"}},
    {MRZ_TD3,
     {.id = "van-der-linden",
      .surname = "van der Linden",
      .given = "Pieter",
      .number = "XR6620117",
      .nationality = "UTO",
      .birth = "790223",
      .sex = "M",
      .expiry = "330630",
      .issuer = "UTO",
      .code = "PP",
      .optional = "7902231188"}},
    {MRZ_TD3,
     {.id = "al-harithi",
      .surname = "Al-Harithi",
      .given = "Salem Nasser",
      .number = "D0098451",
      .nationality = "UTO",
      .birth = "651117",
      .sex = "M",
      .expiry = "290101",
      .issuer = "UTO",
      .code = "PD"}},
    {MRZ_TD3,
     {.id = "tesfaye",
      .surname = "Tesfaye",
      .given = "Meron",
      .number = "RT550218",
      .nationality = "XXB",
      .birth = "960412",
      .sex = "F",
      .expiry = "281231",
      .issuer = "UTO",
      .code = "PR"}},
    {MRZ_TD3,
     {.id = "novak",
      .surname = "Novak",
      .given = "Ivan",
      .number = "S7710045",
      .nationality = "XXA",
      .birth = "840909",
      .sex = "M",
      .expiry = "300505",
      .issuer = "UTO",
      .code = "PS"}},
    {MRZ_TD2,
     {.id = "haddad",
      .surname = "Haddad",
      .given = "Layla Nour",
      .number = "Q4050611",
      .nationality = "UTO",
      .birth = "000229",
      .sex = "F",
      .expiry = "300228",
      .issuer = "UTO",
      .code = "I"}},
    {MRZ_TD1,
     {.id = "ndayishimiye",
      .surname = "Ndayishimiye",
      .given = "Jean-Claude",
      .number = "Y73300128",
      .nationality = "UTO",
      .birth = "910630",
      .sex = "M",
      .expiry = "321118",
      .issuer = "UTO",
      .code = "I"}},
    {MRZ_TD1,
     {.id = "mbeki",
      .surname = "Mbeki",
      .given = "Lerato",
      .number = "CR8812040",
      .nationality = "UTO",
      .birth = "930117",
      .sex = "F",
      .expiry = "280331",
      .issuer = "UTO",
      .code = "AC",
      .optional = "ZZ"}},
};

const struct holder *specimen_builtin(const char *id, enum mrz_format format) {
  for (size_t i = 0; id && i < COUNT(builtins); i++)
    if (builtins[i].format == format && strcmp(builtins[i].holder.id, id) == 0)
      return &builtins[i].holder;
  return NULL;
}

const struct holder *specimen_builtin_at(size_t index, enum mrz_format *format) {
  if (index >= COUNT(builtins))
    return NULL;
  *format = builtins[index].format;
  return &builtins[index].holder;
}

/* -- MRZ ---------------------------------------------------------------------------------- */

enum mrz_error specimen_mrz(const struct specimen *specimen, struct mrz_lines *out,
                            struct mrz_fault *fault) {
  enum mrz_error error = mrz_compose(specimen->format, &specimen->holder, out, fault);
  for (unsigned field = 0; !error && field < MRZ_FIELDS; field++)
    if (specimen->tamper[field])
      error = mrz_set(out, (enum mrz_field)field, specimen->tamper[field], fault);
  if (error)
    *out = (struct mrz_lines){.format = specimen->format};
  return error;
}

/* -- Dates -------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* YYMMDD, each pair digits or fillers. */
static bool date_shaped(const char *date) {
  if (!date || strlen(date) != 6)
    return false;
  for (size_t i = 0; i < 6; i += 2)
    if (!(is_digit(date[i]) && is_digit(date[i + 1])) && strncmp(date + i, "<<", 2) != 0)
      return false;
  return true;
}

/* The number of a pair of a well-shaped date; -1 where unknown. */
static int date_pair(const char *pair) {
  return pair[0] == '<' ? -1 : 10 * (pair[0] - '0') + pair[1] - '0';
}

/* Month and day as one number that grows with the date. */
static int date_in_year(const char *date) {
  int month = date_pair(date + 2), day = date_pair(date + 4);
  return 100 * (month < 0 ? 1 : month) + (day < 0 ? 1 : day);
}

int specimen_expiry_year(const char *expiry) {
  int year = date_shaped(expiry) ? date_pair(expiry) : -1;
  return year < 0 ? -1 : year >= 80 ? 1900 + year : 2000 + year;
}

int specimen_birth_year(const char *birth, const char *expiry) {
  int year = date_shaped(birth) ? date_pair(birth) : -1, last = specimen_expiry_year(expiry);
  if (year < 0)
    return -1;
  if (last < 0)
    return year >= 30 ? 1900 + year : 2000 + year;
  year += last - last % 100;
  bool later = year > last || (year == last && date_in_year(birth) > date_in_year(expiry));
  return later ? year - 100 : year;
}

/* -- Drawing ------------------------------------------------------------------------------ */

enum { LABEL = 16, VALUE = SPECIMEN_WIDTH - LABEL, TEXT = 512 };

/* The rows being written; once `error` is set nothing more is. */
struct drawing {
  char (*rows)[SPECIMEN_WIDTH + 1];
  size_t max, count;
  enum mrz_error error;
};

static void draw_row(struct drawing *to, const char *label, const char *value, size_t length) {
  if (!to->error && to->count == to->max)
    to->error = MRZ_E_ROOM;
  if (!to->error)
    snprintf(to->rows[to->count++], SPECIMEN_WIDTH + 1, "%s%.*s", label, (int)length, value);
}

static void draw_line(struct drawing *to, const char *text) {
  draw_row(to, "", text, SPECIMEN_WIDTH);
}

/* How much of the text goes on one row: up to the last blank that fits, else all that fits. */
static size_t wrap_length(const char *text, size_t room) {
  size_t length = strlen(text);
  if (length <= room)
    return length;
  for (size_t i = room; i > 0; i--)
    if (text[i] == ' ')
      return i;
  return room;
}

/* The length without blanks at the end. */
static size_t unblanked(const char *text, size_t length) {
  while (length > 0 && text[length - 1] == ' ')
    length--;
  return length;
}

/* The text neither begins nor ends with a blank, so that no row is blank. */
static void draw_ascii(struct drawing *to, const char *label, const char *text) {
  char margin[LABEL + 1];
  do {
    size_t length = wrap_length(text, VALUE);
    snprintf(margin, sizeof margin, "%-*s", LABEL, label);
    draw_row(to, margin, text, unblanked(text, length));
    text += length;
    text += strspn(text, " ");
    label = "";
  } while (*text);
}

/* Marks beyond ASCII that a page shows though an MRZ does not. */
static const struct {
  const char *utf8, *ascii;
} marks[] = {
    {"\u00A0", " "}, {"\u02BB", "'"},  {"\u02BC", "'"},  {"\u2010", "-"}, {"\u2011", "-"},
    {"\u2012", "-"}, {"\u2013", "-"},  {"\u2014", "-"},  {"\u2015", "-"}, {"\u2018", "'"},
    {"\u2019", "'"}, {"\u201C", "\""}, {"\u201D", "\""},
};

/* Takes one character off the text; false where it cannot be drawn. */
static bool ascii_letter(const char **text, char out[MRZ_LETTERS + 1]) {
  char c = **text;
  if (c >= ' ' && c <= '~') {
    out[0] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    out[1] = '\0';
    ++*text;
    return true;
  }
  for (size_t i = 0; i < COUNT(marks); i++)
    if (strncmp(*text, marks[i].utf8, strlen(marks[i].utf8)) == 0) {
      memcpy(out, marks[i].ascii, 2);
      *text += strlen(marks[i].utf8);
      return true;
    }
  return mrz_letter(text, out);
}

static enum mrz_error ascii_of(const char *text, size_t length, char out[TEXT]) {
  const char *end = text + length;
  size_t used = 0;
  while (text < end) {
    char form[MRZ_LETTERS + 1];
    if (used + MRZ_LETTERS >= TEXT)
      return MRZ_E_LONG;
    if (!ascii_letter(&text, form))
      return MRZ_E_LETTER;
    memcpy(out + used, form, strlen(form));
    used += strlen(form);
  }
  out[used] = '\0';
  return MRZ_OK;
}

/* A text of blanks alone draws nothing. */
static void draw_part(struct drawing *to, const char *label, const char *text, size_t length) {
  char ascii[TEXT];
  if (!to->error)
    to->error = ascii_of(text, length, ascii);
  if (to->error)
    return;
  ascii[unblanked(ascii, strlen(ascii))] = '\0';
  const char *start = ascii + strspn(ascii, " ");
  if (*start)
    draw_ascii(to, label, start);
}

static void draw_text(struct drawing *to, const char *label, const char *text) {
  if (text)
    draw_part(to, label, text, strlen(text));
}

/* The truth loses fillers at its end, which are of the MRZ; a printed text loses nothing. */
static void draw_field(struct drawing *to, const char *label, const struct specimen *specimen,
                       enum mrz_field field, const char *truth) {
  if (specimen->printed[field])
    draw_text(to, label, specimen->printed[field]);
  else if (truth) {
    size_t length = strlen(truth);
    while (length > 0 && truth[length - 1] == '<')
      length--;
    draw_part(to, label, truth, length);
  }
}

static const char *shown(const struct specimen *specimen, enum mrz_field field, const char *truth) {
  return specimen->printed[field] ? specimen->printed[field] : truth;
}

static void draw_name(struct drawing *to, const struct specimen *specimen) {
  const char *name = specimen->printed[MRZ_NAME];
  if (!name) {
    draw_text(to, "Surname", specimen->holder.surname);
    draw_text(to, "Given names", specimen->holder.given);
    return;
  }
  const char *gap = strstr(name, "<<"), *comma = strchr(name, ',');
  const char *end = gap ? gap : comma ? comma : name + strlen(name);
  draw_part(to, "Surname", name, (size_t)(end - name));
  if (*end)
    draw_text(to, "Given names", end + (gap ? 2 : 1));
}

static void date_write(const char *date, int year, char out[TEXT]) {
  static const char months[][4] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                   "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
  int month = date_pair(date + 2);
  const char *name = month >= 1 && month <= 12 ? months[month - 1] : "XX";
  const char *day = date[4] == '<' ? "XX" : date + 4;
  if (year < 0)
    snprintf(out, TEXT, "%.2s %s XXXX", day, name);
  else
    snprintf(out, TEXT, "%.2s %s %04d", day, name, year);
}

static void draw_date(struct drawing *to, const char *label, const char *date, int year) {
  char text[TEXT];
  if (!date || !*date)
    date = "<<<<<<";
  if (!date_shaped(date) || date_pair(date + 2) > 12) {
    draw_text(to, label, date);
    return;
  }
  date_write(date, year, text);
  draw_text(to, label, text);
}

static void draw_sex(struct drawing *to, const struct specimen *specimen) {
  const char *sex = shown(specimen, MRZ_SEX, specimen->holder.sex);
  bool unspecified = !sex || !*sex || strcmp(sex, "<") == 0;
  draw_text(to, "Sex", unspecified ? "X" : sex);
}

static bool is_visa(enum mrz_format format) { return format == MRZ_MRV_A || format == MRZ_MRV_B; }

static void draw_heading(struct drawing *to, const struct specimen *specimen) {
  static const char mark[] = " - SPECIMEN";
  char ascii[TEXT], text[SPECIMEN_WIDTH + 1];
  const char *issuer = shown(specimen, MRZ_ISSUER, specimen->holder.issuer);
  const char *name = strcmp(issuer, "UTO") == 0 ? "UTOPIA" : issuer;
  to->error = ascii_of(name, strlen(name), ascii);
  if (to->error)
    return;
  ascii[strcspn(ascii, "<")] = '\0';
  snprintf(text, sizeof text, "%.*s%s", (int)(sizeof text - sizeof mark), ascii, mark);
  draw_line(to, text);
}

static void draw_dates(struct drawing *to, const struct specimen *specimen) {
  const char *birth = shown(specimen, MRZ_BIRTH, specimen->holder.birth);
  const char *expiry = shown(specimen, MRZ_EXPIRY, specimen->holder.expiry);
  const char *label = is_visa(specimen->format) ? "Valid until" : "Date of expiry";
  draw_date(to, "Date of birth", birth, specimen_birth_year(birth, specimen->holder.expiry));
  draw_sex(to, specimen);
  draw_date(to, label, expiry, specimen_expiry_year(expiry));
}

static void draw_page(struct drawing *to, const struct specimen *specimen) {
  const struct holder *holder = &specimen->holder;
  bool passport = specimen->format == MRZ_TD3;
  const char *number = passport ? "Passport no." : "Document no.";
  const char *optional = passport ? "Personal no." : "Optional data";
  draw_heading(to, specimen);
  draw_field(to, "Type", specimen, MRZ_CODE, holder->code);
  draw_field(to, "Code", specimen, MRZ_ISSUER, holder->issuer);
  draw_field(to, number, specimen, MRZ_NUMBER, holder->number);
  draw_name(to, specimen);
  draw_field(to, "Nationality", specimen, MRZ_NATIONALITY, holder->nationality);
  draw_dates(to, specimen);
  draw_field(to, optional, specimen, MRZ_OPTIONAL, holder->optional);
  draw_line(to, "");
}

enum mrz_error specimen_panel(const struct specimen *specimen, char rows[][SPECIMEN_WIDTH + 1],
                              size_t max_rows, size_t *count) {
  struct mrz_lines lines;
  struct drawing to = {.rows = rows, .max = max_rows};
  to.error = specimen_mrz(specimen, &lines, NULL);
  if (specimen->page && !to.error)
    draw_page(&to, specimen);
  for (size_t i = 0; i < lines.count; i++)
    draw_line(&to, lines.line[i]);
  *count = to.error ? 0 : to.count;
  return to.error;
}
