/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/words.h"

#include "base/text.h"
#include "base/vec.h"

#include <ctype.h>
#include <string.h>

/* Of another script every byte is part of a word. */
static bool is_letter(char c) { return isalnum((unsigned char)c) || (unsigned char)c >= 0x80; }

static size_t count_words(const char *text) {
  size_t n = 0;
  for (bool in = false; *text; text++) {
    n += is_letter(*text) && !in;
    in = is_letter(*text);
  }
  return n;
}

struct word_list words_of(struct arena *arena, const char *text) {
  char *at = text_fold(arena, text);
  struct word_list words = {.list = arena_array(arena, count_words(at), sizeof *words.list)};
  for (bool in = false; *at; at++) {
    bool letter = is_letter(*at);
    if (letter && !in)
      words.list[words.n++] = at;
    in = letter;
    if (!letter)
      *at = '\0';
  }
  return words;
}

static bool among(const char *word, const char *const *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(word, list[i]) == 0)
      return true;
  return false;
}

bool word_tells(const char *word) {
  static const char *const common[] = {
      "about", "after", "again",  "also",  "answer", "because",   "been",  "before", "being",
      "best",  "both",  "does",   "each",  "first",  "following", "from",  "gives",  "have",
      "here",  "into",  "many",   "more",  "most",   "much",      "must",  "next",   "only",
      "other", "same",  "should", "some",  "such",   "than",      "that",  "their",  "them",
      "then",  "there", "these",  "they",  "this",   "those",     "true",  "very",   "what",
      "when",  "where", "which",  "while", "will",   "with",      "would", "your"};
  return strlen(word) >= 4 && !among(word, common, COUNT(common));
}

bool words_alike(const char *a, const char *b) {
  enum { STEM = 6 };
  return strncmp(a, b, STEM) == 0;
}

/* As many are looked at as people would read: a hostile text costs no more. */
static size_t within(const struct word_list *words) { return words->n < 200 ? words->n : 200; }

static bool holds(const struct word_list *words, size_t n, const char *word) {
  for (size_t i = 0; i < n; i++)
    if (words_alike(words->list[i], word))
      return true;
  return false;
}

size_t words_shared(const struct word_list *a, const struct word_list *b) {
  size_t shared = 0;
  for (size_t i = 0; i < within(a); i++)
    shared += word_tells(a->list[i]) && !holds(a, i, a->list[i]) && holds(b, within(b), a->list[i]);
  return shared;
}

size_t words_absolute(const struct word_list *words) {
  static const char *const absolute[] = {
      "all",   "always",   "any",        "anyone",      "certainly",  "completely", "entirely",
      "every", "everyone", "everything", "immediately", "impossible", "never",      "nobody",
      "none",  "nothing",  "only",       "proves",      "totally",    "whatever"};
  size_t n = 0;
  for (size_t i = 0; i < words->n; i++)
    n += among(words->list[i], absolute, COUNT(absolute));
  return n;
}

int words_qualified(const struct word_list *words) {
  static const char *const open[] = {"almost", "depending", "depends",  "generally", "likely",
                                     "may",    "might",     "mostly",   "normally",  "often",
                                     "partly", "possibly",  "probably", "sometimes", "typically",
                                     "unless", "usually"};
  int n = 0;
  for (size_t i = 0; i < words->n; i++)
    n += among(words->list[i], open, COUNT(open));
  return n - (int)words_absolute(words);
}

static bool is_reason(const char *word, const char *next) {
  static const char *const reasons[][2] = {
      {"because"},        {"since"},          {"therefore"},      {"otherwise"},
      {"so", "that"},     {"so", "as"},       {"order", "to"},    {"to", "avoid"},
      {"to", "prevent"},  {"due", "to"},      {"given", "that"},  {"as", "it"},
      {"as", "he"},       {"as", "she"},      {"as", "they"},     {"as", "this"},
      {"as", "these"},    {"as", "there"},    {"as", "nobody"},   {"as", "nothing"},
      {"which", "shows"}, {"which", "means"}, {"which", "proves"}};
  for (size_t i = 0; i < COUNT(reasons); i++)
    if (strcmp(word, reasons[i][0]) == 0 && (!reasons[i][1] || strcmp(next, reasons[i][1]) == 0))
      return true;
  return false;
}

bool words_argue(const struct word_list *words) {
  for (size_t i = 0; i < words->n; i++) {
    const char *word = words->list[i], *next = i + 1 < words->n ? words->list[i + 1] : "";
    bool time = isdigit((unsigned char)*next) && strcmp(word, "since") == 0;
    if (!time && is_reason(word, next))
      return true;
  }
  return false;
}

uint64_t words_hash(const struct word_list *words, size_t from, size_t n) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
  for (size_t i = from; i < from + n; i++)
    for (const char *c = words->list[i];; c++) {
      hash =
          (hash ^ (unsigned char)(isdigit((unsigned char)*c) ? '0' : *c)) * UINT64_C(0x100000001b3);
      if (!*c)
        break;
    }
  return hash;
}

/* -- Reading ease -------------------------------------------------------------------------------
 */

static bool is_vowel(char c) { return c && strchr("aeiouy", tolower((unsigned char)c)) != NULL; }

static size_t syllables(const char *word, size_t len) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    n += is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]));
  bool silent = len > 2 && tolower((unsigned char)word[len - 1]) == 'e' &&
                !is_vowel(word[len - 2]) && tolower((unsigned char)word[len - 2]) != 'l';
  if (silent && n > 1)
    n--;
  return n ? n : 1;
}

struct prose {
  size_t words, syllables, sentences, open; /* open: words since the last end */
};

static void end_sentence(struct prose *prose) {
  prose->sentences += prose->open > 0;
  prose->open = 0;
}

/* A full stop within a word ("9303.4") ends none. */
static bool ends(const char *at) { return strchr(".!?:", *at) && (!at[1] || !is_letter(at[1])); }

static bool begins_block(const char *line) {
  line += strspn(line, " ");
  return *line == '\n' || *line == '\0' || *line == '#' || *line == '>' || *line == '|' ||
         ((*line == '-' || *line == '*') && line[1] == ' ') ||
         (isdigit((unsigned char)*line) && line[strspn(line, "0123456789")] == '.');
}

static const char *take_word(struct prose *prose, const char *at) {
  size_t len = 0;
  while (is_letter(at[len]) || (at[len] == '\'' && is_letter(at[len + 1])))
    len++;
  prose->words++;
  prose->open++;
  prose->syllables += syllables(at, len);
  return at + len;
}

int32_t words_ease(const char *markdown, size_t *n_words) {
  struct prose prose = {0};
  for (const char *at = markdown; *at;) {
    if (is_letter(*at)) {
      at = take_word(&prose, at);
      continue;
    }
    if (ends(at) || (*at == '\n' && begins_block(at + 1)))
      end_sentence(&prose);
    at++;
  }
  end_sentence(&prose);
  *n_words = prose.words;
  if (!prose.words)
    return 100000;
  int64_t words = (int64_t)prose.words;
  return (int32_t)(206835 - 1015 * words / (int64_t)prose.sentences -
                   84600 * (int64_t)prose.syllables / words);
}
