/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: from letters of many alphabets to A-Z, and cut to their field (Doc 9303-3, 4.6 and 6). */
#include "document/mrz.h"

#include "document/mrz_private.h"

#include <stdint.h>
#include <string.h>

/* -- Letters of names ----------------------------------------------------------------------- */

/* U+00C0 to U+017F, capital and small alike; '.' is looked up in `ligatures` or is no letter. */
static const char latin[] = "AAAA..."
                            "CEEEEIIII" /* C0 */
                            "DNOOOO.."
                            ".UUU.Y.." /* D0 */
                            "AAAA..."
                            "CEEEEIIII" /* E0 */
                            "DNOOOO.."
                            ".UUU.Y.Y" /* F0 */
                            "AAAAAACC"
                            "CCCCCCDD" /* 100 */
                            "DDEEEEEE"
                            "EEEEGGGG" /* 110 */
                            "GGGGHHHH"
                            "IIIIIIII" /* 120 */
                            "II..JJKK"
                            ".LLLLLLL" /* 130 */
                            "LLLNNNNN"
                            "N.NNOOOO" /* 140 */
                            "OO..RRRR"
                            "RRSSSSSS" /* 150 */
                            "SSTTTTTT"
                            "UUUUUUUU" /* 160 */
                            "UUUUWWYY"
                            "YZZZZZZ."; /* 170 */
_Static_assert(sizeof latin == 0x180 - 0xC0 + 1, "one cell for each code point");

static const struct {
  uint32_t letter;
  char form[MRZ_LETTERS + 1];
} ligatures[] = {
    {0xC4, "AE"},  {0xC5, "AA"}, {0xC6, "AE"}, {0xD6, "OE"},  {0xD8, "OE"},  {0xDC, "UE"},
    {0xDE, "TH"},  {0xDF, "SS"}, {0xE4, "AE"}, {0xE5, "AA"},  {0xE6, "AE"},  {0xF6, "OE"},
    {0xF8, "OE"},  {0xFC, "UE"}, {0xFE, "TH"}, {0x132, "IJ"}, {0x133, "IJ"}, {0x152, "OE"},
    {0x153, "OE"}, {0x218, "S"}, {0x219, "S"}, {0x21A, "T"},  {0x21B, "T"},  {0x1E9E, "SS"},
};

/* Marks of writing beyond ASCII: `form` is a filler for those that part, nothing for the rest. */
static const struct {
  uint32_t first, last;
  const char *form;
} marks[] = {
    {0xA0, 0xA0, "<"},     /* no-break space */
    {0xB4, 0xB4, ""},      /* acute accent used as an apostrophe */
    {0xB7, 0xB7, ""},      /* middle dot */
    {0x2B9, 0x2BC, ""},    /* modifier apostrophes, okina */
    {0x300, 0x36F, ""},    /* combining: the base letter is the recommended form */
    {0x2010, 0x2015, "<"}, /* hyphens and dashes */
    {0x2018, 0x201F, ""},  /* quotation marks */
};

/* Returns the length of the sequence, 0 where the bytes are not well-formed UTF-8. */
static size_t utf8_decode(const char *text, uint32_t *out) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *s = (const unsigned char *)text;
  size_t length = s[0] < 0x80   ? 1
                  : s[0] < 0xC0 ? 0
                  : s[0] < 0xE0 ? 2
                  : s[0] < 0xF0 ? 3
                  : s[0] < 0xF8 ? 4
                                : 0;
  if (length == 0)
    return 0;
  uint32_t point = length == 1 ? s[0] : s[0] & (0x7FU >> length);
  for (size_t i = 1; i < length; i++) {
    if ((s[i] & 0xC0) != 0x80)
      return 0;
    point = point << 6 | (s[i] & 0x3FU);
  }
  *out = point;
  return point < least[length] ? 0 : length;
}

static bool letter_of_ascii(char c, char out[MRZ_LETTERS + 1]) {
  if (c < ' ' || c == 0x7F || is_digit(c))
    return false;
  out[0] = raised(c);
  out[1] = '\0';
  if (strchr(" -,<", c))
    out[0] = '<';
  else if (!is_letter(out[0]))
    out[0] = '\0';
  return true;
}

static bool letter_of_point(uint32_t point, char out[MRZ_LETTERS + 1]) {
  out[0] = out[1] = '\0';
  for (size_t i = 0; i < COUNT(marks); i++)
    if (point >= marks[i].first && point <= marks[i].last) {
      out[0] = marks[i].form[0];
      return true;
    }
  for (size_t i = 0; i < COUNT(ligatures); i++)
    if (ligatures[i].letter == point) {
      memcpy(out, ligatures[i].form, sizeof ligatures[i].form);
      return true;
    }
  if (point < 0xC0 || point > 0x17F || latin[point - 0xC0] == '.')
    return false;
  out[0] = latin[point - 0xC0];
  return true;
}

bool mrz_letter(const char **utf8, char out[MRZ_LETTERS + 1]) {
  uint32_t point = 0;
  size_t length = utf8_decode(*utf8, &point);
  bool known = length == 1   ? letter_of_ascii((char)point, out)
               : length == 0 ? false
                             : letter_of_point(point, out);
  if (known)
    *utf8 += length;
  return known;
}

/* -- Names -------------------------------------------------------------------------------- */

/*
 * An identifier as components. Letters and components past these bounds can never reach a field
 * of MRZ_WIDTH columns, however it is truncated, so they are let go without a loss.
 */
enum { PARTS = MRZ_WIDTH / 2 + 1, PART = MRZ_WIDTH };

struct identifier {
  size_t count;
  size_t length[PARTS];
  char part[PARTS][PART];
};

static void identifier_add(struct identifier *id, char letter, bool *open) {
  if (letter == '<') {
    *open = false;
    return;
  }
  if (!*open && id->count < PARTS + 1)
    id->count++;
  *open = true;
  if (id->count > PARTS)
    return;
  size_t last = id->count - 1;
  if (id->length[last] < PART)
    id->part[last][id->length[last]++] = letter;
}

static enum mrz_error identifier_read(struct identifier *id, const char *text, const char *end,
                                      struct mrz_fault *fault) {
  bool open = false;
  *id = (struct identifier){0};
  while (text < end) {
    char form[MRZ_LETTERS + 1];
    if (!mrz_letter(&text, form))
      return fault_at(fault, MRZ_E_LETTER, MRZ_NAME, text);
    for (size_t i = 0; form[i]; i++)
      identifier_add(id, form[i], &open);
  }
  if (id->count > PARTS)
    id->count = PARTS;
  return MRZ_OK;
}

static size_t identifier_length(const struct identifier *id) {
  size_t length = id->count > 0 ? id->count - 1 : 0;
  for (size_t i = 0; i < id->count; i++)
    length += id->length[i];
  return length;
}

/* Rule 2 of the header. */
static void identifier_fit(struct identifier *id, size_t room) {
  while (id->count > 1 && 2 * id->count - 1 > room)
    id->count--;
  for (size_t i = id->count; i-- > 0;) {
    size_t length = identifier_length(id);
    if (length <= room)
      return;
    size_t surplus = length - room, spare = id->length[i] - 1;
    id->length[i] -= surplus < spare ? surplus : spare;
  }
}

static void identifier_write(const struct identifier *id, char *out) {
  for (size_t i = 0; i < id->count; i++) {
    memcpy(out, id->part[i], id->length[i]);
    out += id->length[i] + 1; /* over one filler */
  }
}

/* Cuts the primary identifier to `room` and the secondary to what is left; their whole length. */
static size_t name_cut(const struct identifier whole[2], size_t room, size_t width,
                       struct identifier cut[2]) {
  cut[0] = whole[0];
  cut[1] = whole[1];
  identifier_fit(&cut[0], room);
  size_t primary = identifier_length(&cut[0]);
  identifier_fit(&cut[1], width - primary - 2);
  return primary + 2 + identifier_length(&cut[1]);
}

static void name_fit(const struct identifier whole[2], size_t width, struct identifier cut[2]) {
  size_t primary = identifier_length(&whole[0]), secondary = identifier_length(&whole[1]);
  cut[0] = whole[0];
  cut[1] = whole[1];
  if (secondary == 0) {
    identifier_fit(&cut[0], width);
    return;
  }
  if (primary + 2 + secondary <= width)
    return;
  size_t room = primary;
  if (primary > width - 3)
    room = width - 2 - (whole[1].length[0] > 1 ? 2 : 1);
  for (size_t less = room; less > 0; less--) /* a letter less where initials end one short */
    if (name_cut(whole, less, width, cut) == width)
      return;
  name_cut(whole, room, width, cut);
}

static enum mrz_error name_read(const char *surname, const char *given, struct identifier name[2],
                                struct mrz_fault *fault) {
  const char *end = surname + strlen(surname);
  const char *comma = *given ? NULL : strchr(surname, ',');
  enum mrz_error error = identifier_read(&name[0], surname, comma ? comma : end, fault);
  if (error)
    return error;
  if (comma)
    error = identifier_read(&name[1], comma + 1, end, fault);
  else
    error = identifier_read(&name[1], given, given + strlen(given), fault);
  if (error)
    return error;
  if (name[0].count == 0) {
    name[0] = name[1];
    name[1] = (struct identifier){0};
  }
  return name[0].count > 0 ? MRZ_OK : fault_at(fault, MRZ_E_MISSING, MRZ_NAME, NULL);
}

enum mrz_error mrz_name(const char *surname, const char *given, size_t width, char *out,
                        struct mrz_fault *fault) {
  struct identifier whole[2], cut[2];
  memset(out, '<', width);
  out[width] = '\0';
  enum mrz_error error = name_read(text_or_empty(surname), text_or_empty(given), whole, fault);
  if (error)
    return error;
  name_fit(whole, width, cut);
  identifier_write(&cut[0], out);
  if (cut[1].count > 0)
    identifier_write(&cut[1], out + identifier_length(&cut[0]) + 2);
  return MRZ_OK;
}
