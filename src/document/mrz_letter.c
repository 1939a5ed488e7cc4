/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of names, of many alphabets, to A-Z: the tables of Doc 9303-3 section 6. */
#include "document/mrz.h"

#include "document/mrz_private.h"

#include <stdint.h>

/* U+00C0 to U+017F (6.A), capital and small alike; '.' is looked up in `ligatures` or is no letter.
 */
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
  char form[3];
} ligatures[] = {
    {0xC4, "AE"},  {0xC5, "AA"}, {0xC6, "AE"}, {0xD6, "OE"},  {0xD8, "OE"},  {0xDC, "UE"},
    {0xDE, "TH"},  {0xDF, "SS"}, {0xE4, "AE"}, {0xE5, "AA"},  {0xE6, "AE"},  {0xF6, "OE"},
    {0xF8, "OE"},  {0xFC, "UE"}, {0xFE, "TH"}, {0x132, "IJ"}, {0x133, "IJ"}, {0x152, "OE"},
    {0x153, "OE"}, {0x218, "S"}, {0x219, "S"}, {0x21A, "T"},  {0x21B, "T"},  {0x1E9E, "SS"},
    {0x46A, "U"},  {0x46B, "U"}, {0x474, "Y"}, {0x475, "Y"},  {0x490, "G"},  {0x491, "G"},
    {0x492, "G"},  {0x493, "G"},
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
    {0x64B, 0x652, ""},    /* Arabic vowels; a shadda that doubles a letter went with the letter */
    {0x60C, 0x60C, "<"},   /* Arabic comma */
    {0x670, 0x670, ""},    /* superscript alef */
    {0x2010, 0x2015, "<"}, /* hyphens and dashes */
    {0x2018, 0x201F, ""},  /* quotation marks */
};

/* U+0400 to U+042F (6.B); the small ones stand 0x50 or 0x20 behind. NULL: the table has none. Where
 * it has a second form for one language (Serbian, Ukrainian ...) this is the one of all others. */
static const char *const cyrillic[] = {
    NULL, "E", "D", "G", "IE", "DZ", "I",  "I",  "J",  "LJ",   "NJ", "C", "K", NULL, "U",  "DZ",
    "A",  "B", "V", "G", "D",  "E",  "ZH", "Z",  "I",  "I",    "K",  "L", "M", "N",  "O",  "P",
    "R",  "S", "T", "U", "F",  "KH", "TS", "CH", "SH", "SHCH", "IE", "Y", "",  "E",  "IU", "IA",
};
_Static_assert(sizeof cyrillic / sizeof *cyrillic == 0x30, "one cell for each code point");

/* U+0621 to U+064A (6.C); of the letters beyond, see `arabic_more`. */
static const char *const arabic[] = {
    "XE", "XAA", "XAE", "U", "I", "XI",  "A",   "B",   "XTA", "T",   "XTH", "J", "XH",  "XKH",
    "D",  "XDH", "R",   "Z", "S", "XSH", "XSS", "XDZ", "XTT", "XZZ", "E",   "G", NULL,  NULL,
    NULL, NULL,  NULL,  "",  "F", "Q",   "K",   "L",   "M",   "N",   "H",   "W", "XAY", "Y",
};
_Static_assert(sizeof arabic / sizeof *arabic == 0x2A, "one cell for each code point");

static const struct {
  uint32_t letter;
  char form[4];
} arabic_more[] = {
    {0x671, "XXA"}, {0x679, "XXT"}, {0x67C, "XRT"}, {0x67E, "P"},   {0x681, "XKE"}, {0x685, "XXH"},
    {0x686, "XC"},  {0x688, "XXD"}, {0x689, "XDR"}, {0x691, "XXR"}, {0x693, "XRR"}, {0x696, "XRX"},
    {0x698, "XJ"},  {0x69A, "XXS"}, {0x6A9, "XKK"}, {0x6AB, "XXK"}, {0x6AD, "XNG"}, {0x6AF, "XGG"},
    {0x6BA, "XNN"}, {0x6BC, "XXN"}, {0x6BE, "XDO"}, {0x6C0, "XYH"}, {0x6C1, "XXG"}, {0x6C2, "XGE"},
    {0x6C3, "XTG"}, {0x6CC, "XYA"}, {0x6CD, "XXY"}, {0x6D0, "Y"},   {0x6D2, "XYB"}, {0x6D3, "XBE"},
};

enum { TEH_MARBUTA = 0x629, TATWEEL = 0x640, SHADDA = 0x651 };

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

static const char *cyrillic_of(uint32_t point) {
  if (point >= 0x430 && point <= 0x45F)
    point -= point >= 0x450 ? 0x50 : 0x20;
  return point >= 0x400 && point <= 0x42F ? cyrillic[point - 0x400] : NULL;
}

static const char *arabic_of(uint32_t point) {
  if (point >= 0x621 && point <= 0x64A)
    return arabic[point - 0x621];
  for (size_t i = 0; i < COUNT(arabic_more); i++)
    if (arabic_more[i].letter == point)
      return arabic_more[i].form;
  return NULL;
}

static bool letter_of_latin(uint32_t point, char out[MRZ_LETTERS + 1]) {
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

/* Goes over the marks of an Arabic letter; true where a shadda is one of them. */
static bool marks_over(const char **text) {
  bool doubled = false;
  uint32_t point = 0;
  for (size_t n; (n = utf8_decode(*text, &point)) == 2; *text += n) {
    if ((point < 0x64B || point > 0x652) && point != 0x670 && point != TATWEEL)
      break;
    doubled = doubled || point == SHADDA;
  }
  return doubled;
}

/* Does a component end here? */
static bool ends_component(const char *text) {
  char form[MRZ_LETTERS + 1] = "";
  uint32_t point = 0;
  size_t length = *text ? utf8_decode(text, &point) : 0;
  if (length == 1)
    letter_of_ascii(*text, form);
  else if (length > 1)
    letter_of_latin(point, form);
  return !*text || form[0] == '<';
}

static void letter_of_arabic(uint32_t point, const char *form, const char **rest,
                             char out[MRZ_LETTERS + 1]) {
  bool doubled = marks_over(rest);
  if (point == TEH_MARBUTA && ends_component(*rest))
    form = "XAH";
  memcpy(out, form, strlen(form) + 1);
  if (doubled)
    memcpy(out + strlen(form), form, strlen(form) + 1);
}

bool mrz_letter(const char **utf8, char out[MRZ_LETTERS + 1]) {
  uint32_t point = 0;
  size_t length = utf8_decode(*utf8, &point);
  const char *rest = *utf8 + length, *form;
  out[0] = '\0';
  if (length == 0 || (length == 1 && !letter_of_ascii((char)point, out)))
    return false;
  if (length > 1 && (form = cyrillic_of(point)))
    memcpy(out, form, strlen(form) + 1);
  else if (length > 1 && (form = arabic_of(point)))
    letter_of_arabic(point, form, &rest, out);
  else if (length > 1 && !letter_of_latin(point, out))
    return false;
  *utf8 = rest;
  return true;
}
