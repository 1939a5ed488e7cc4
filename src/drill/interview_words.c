/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns held against a sentence, and words put right. */
#include "drill/interview_words.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { SLIP_FROM = 5, HEARD_FROM = 6, TWO_SLIPS_FROM = 9 };

static bool is_break(const char *word) { return strcmp(word, ".") == 0 || strcmp(word, "?") == 0; }

/* A search, and where it need not search again: bit w of failed[e] is set when element e and those
 * behind it do not fit from word w on. So no pattern costs more than elements times words, however
 * many of its words may be there or not. */
struct search {
  const struct pattern *pattern;
  const struct sentence *s;
  uint64_t failed[ELEMENTS_MOST];
};

static bool element_takes(const struct element *element, const struct sentence *s, size_t w) {
  const char *word = s->words[w], *base = s->base[w];
  for (size_t i = 0; i < element->n; i++) {
    const char *meant = element->words[i];
    size_t n = strlen(meant);
    if (element->stem[i] ? strncmp(word, meant, n) == 0 || strncmp(base, meant, n) == 0
                         : strcmp(base, meant) == 0)
      return true;
  }
  return false;
}

static bool found_at(struct search *search, size_t e, size_t w);

static bool gap_found(struct search *search, size_t e, size_t w) {
  const struct sentence *s = search->s;
  for (size_t skip = 0; skip <= SAME_GAP; skip++) {
    if (found_at(search, e + 1, w + skip))
      return true;
    if (w + skip >= s->n || is_break(s->words[w + skip]))
      return false;
  }
  return false;
}

static bool element_found(struct search *search, size_t e, size_t w) {
  const struct sentence *s = search->s;
  const struct element *element = &search->pattern->elements[e];
  bool end = w >= s->n || is_break(s->words[w]);
  switch (element->kind) {
  case E_BEGIN:
    return (w == 0 || is_break(s->words[w - 1])) && found_at(search, e + 1, w);
  case E_END:
    return end && found_at(search, e + 1, w);
  case E_ASKED:
    return w < s->n && strcmp(s->words[w], "?") == 0 && found_at(search, e + 1, w);
  case E_MAYBE:
    if (!end && element_takes(element, s, w) && found_at(search, e + 1, w + 1))
      return true;
    return found_at(search, e + 1, w);
  case E_GAP:
    return gap_found(search, e, w);
  case E_FAR:
    for (size_t at = w; at <= s->n; at++)
      if (found_at(search, e + 1, at))
        return true;
    return false;
  case E_WORD:
    break;
  }
  return !end && element_takes(element, s, w) && found_at(search, e + 1, w + 1);
}

static bool found_at(struct search *search, size_t e, size_t w) {
  if (e == search->pattern->n)
    return true;
  uint64_t bit = w < WORDS_MOST ? UINT64_C(1) << w : 0;
  if (search->failed[e] & bit)
    return false;
  bool found = element_found(search, e, w);
  if (!found)
    search->failed[e] |= bit;
  return found;
}

int pattern_find(const struct pattern *pattern, const struct sentence *sentence) {
  struct search search = {.pattern = pattern, .s = sentence};
  for (size_t w = 0; w <= sentence->n; w++)
    if (found_at(&search, 0, w))
      return (int)w;
  return NOWHERE;
}

/* -- Lists of words ---------------------------------------------------------------------------- */

/* The slot where a word is, or would be. */
static uint16_t *slot_of(const struct wordlist *words, const char *word, size_t n) {
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < n; i++)
    hash = (hash ^ (unsigned char)word[i]) * 16777619u;
  for (size_t at = hash;; at++) {
    uint16_t *slot = &words->slots[at & (2 * words->cap - 1)];
    const char *there = *slot ? words->list[*slot - 1] : NULL;
    if (!there || (strncmp(there, word, n) == 0 && !there[n]))
      return slot;
  }
}

static void grow(struct arena *arena, struct wordlist *words) {
  const char **old = words->list;
  words->cap = words->cap ? 2 * words->cap : 64; /* a power of two */
  words->list = arena_array(arena, words->cap, sizeof *words->list);
  words->slots = arena_array(arena, 2 * words->cap, sizeof *words->slots);
  for (size_t i = 0; i < words->n; i++) {
    words->list[i] = old[i];
    *slot_of(words, old[i], strlen(old[i])) = (uint16_t)(i + 1);
  }
}

const char *words_put(struct arena *arena, struct wordlist *words, const char *word, size_t n) {
  if (words->n == words->cap)
    grow(arena, words);
  uint16_t *slot = slot_of(words, word, n);
  if (!*slot && words->n == WORDS_KNOWN_MOST)
    return NULL;
  if (!*slot) {
    words->list[words->n] = arena_strndup(arena, word, n);
    *slot = (uint16_t)++words->n;
  }
  return words->list[*slot - 1];
}

const char *words_get(const struct wordlist *words, const char *word) {
  uint16_t slot = words->n ? *slot_of(words, word, strlen(word)) : 0;
  return slot ? words->list[slot - 1] : NULL;
}

/* -- Forms of a word --------------------------------------------------------------------------- */

enum { BASE_FROM = 3 }; /* letters; "is" is no form of "i" */

static const char *in_either(const struct listener *listener, const char *word) {
  const char *there = words_get(&listener->vocabulary, word);
  return there ? there : words_get(&listener->plain, word);
}

/* Without the ending; and without a letter that was doubled before it: stop-ped. */
static const char *without(const struct listener *listener, const char *word,
                           const struct ending *ending) {
  char base[2 * WORD_BYTES + 1];
  size_t n = strlen(word), cut = strlen(ending->from);
  if (n < cut + BASE_FROM - strlen(ending->to) || strcmp(word + n - cut, ending->from) != 0)
    return NULL;
  n -= cut;
  memcpy(base, word, n);
  strcpy(base + n, ending->to);
  const char *found = in_either(listener, base);
  if (found || *ending->to || n < BASE_FROM + 1 || base[n - 1] != base[n - 2])
    return found;
  base[n - 1] = '\0';
  return in_either(listener, base);
}

int word_form_compare(const void *left, const void *right) {
  const struct form *a = left, *b = right;
  int order = strcmp(a->word, b->word);
  return order ? order : strcmp(a->base, b->base);
}

static int form_is_of(const void *word, const void *form) {
  return strcmp(word, ((const struct form *)form)->word);
}

const char *word_base(const struct listener *listener, const char *word) {
  const struct form *form = listener->n_forms
                                ? bsearch(word, listener->forms, listener->n_forms,
                                          sizeof *listener->forms, form_is_of)
                                : NULL;
  if (form)
    return form->base;
  for (size_t i = 0; i < listener->n_endings; i++) {
    const char *base = without(listener, word, &listener->endings[i]);
    if (base)
      return base;
  }
  return word;
}

void sentence_reduce(const struct listener *listener, struct sentence *sentence) {
  for (size_t i = 0; i < sentence->n; i++)
    sentence->base[i] = word_base(listener, sentence->words[i]);
}

/* -- Slips of the fingers ---------------------------------------------------------------------- */

/* The letters that are heard first when one writes by ear: no vowel, no letter twice. */
static size_t consonants(const char *word, char out[WORD_BYTES + 1]) {
  size_t n = 0;
  for (const char *at = word; *at && n < WORD_BYTES; at++)
    if (!strchr("aeiou", *at) && (!n || out[n - 1] != *at))
      out[n++] = *at;
  out[n] = '\0';
  return n;
}

/* jurny: journey */
static bool sounds_like(const char *word, const char *meant) {
  char a[WORD_BYTES + 1], b[WORD_BYTES + 1];
  return consonants(word, a) >= 3 && consonants(meant, b) >= 3 && strcmp(a, b) == 0;
}

bool word_near(const char *word, const char *meant) {
  size_t n = strlen(meant);
  if (strcmp(word, meant) == 0)
    return true;
  if (n >= HEARD_FROM && word[0] == meant[0] && sounds_like(word, meant) &&
      text_distance(word, meant) <= 2)
    return true;
  return n >= SLIP_FROM && word[0] == meant[0] && strlen(word) + 2 >= n &&
         text_distance(word, meant) <= (n >= TWO_SLIPS_FROM ? 2u : 1u);
}

static bool known(const struct listener *listener, const char *word) {
  if (in_either(listener, word) || word_base(listener, word) != word)
    return true;
  for (size_t i = 0; i < listener->stems.n; i++)
    if (strncmp(word, listener->stems.list[i], strlen(listener->stems.list[i])) == 0)
      return true;
  return false;
}

/* The same beginning, but for a slip. */
static bool stem_near(const char *word, const char *stem) {
  char head[WORD_BYTES + 1];
  size_t n = strlen(stem);
  if (n < SLIP_FROM || strlen(word) < n - 1 || n > WORD_BYTES)
    return false;
  for (size_t take = n - 1; take <= n + 1 && take <= strlen(word); take++) {
    memcpy(head, word, take);
    head[take] = '\0';
    if (word_near(head, stem))
      return true;
  }
  return false;
}

/* "part" is no slip of "parts". */
static bool is_several(const char *word, const char *meant) {
  size_t n = strlen(word);
  return strncmp(word, meant, n) == 0 && strcmp(meant + n, "s") == 0;
}

static void spell_word(const struct listener *listener, char word[WORD_BYTES + 1]) {
  size_t least = SIZE_MAX, at = 0;
  for (size_t i = 0; i < listener->vocabulary.n; i++) {
    const char *meant = listener->vocabulary.list[i];
    if (meant[0] != word[0] || !word_near(word, meant) || is_several(word, meant))
      continue;
    size_t distance = text_distance(word, meant);
    if (distance < least)
      least = distance, at = i;
  }
  if (least != SIZE_MAX) {
    strcpy(word,
           listener->vocabulary.list[at]); /* no longer than a word may be: the build saw to it */
    return;
  }
  for (size_t i = 0; i < listener->stems.n; i++)
    if (listener->stems.list[i][0] == word[0] && stem_near(word, listener->stems.list[i])) {
      strcpy(word, listener->stems.list[i]);
      return;
    }
}

void sentence_spell(const struct listener *listener, struct sentence *sentence) {
  for (size_t i = 0; i < sentence->n; i++)
    if (strlen(sentence->words[i]) + 1 >= SLIP_FROM && !known(listener, sentence->words[i]))
      spell_word(listener, sentence->words[i]);
}
