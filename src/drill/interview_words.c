/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns held against a sentence, and words put right. */
#include "drill/interview_words.h"

#include "base/text.h"

#include <string.h>

enum { SLIP_FROM = 5, HEARD_FROM = 6, TWO_SLIPS_FROM = 9 };

static bool is_break(const char *word) { return strcmp(word, ".") == 0 || strcmp(word, "?") == 0; }

static bool element_takes(const struct element *element, const char *word) {
  for (size_t i = 0; i < element->n; i++) {
    const char *meant = element->words[i];
    if (element->stem[i] ? strncmp(word, meant, strlen(meant)) == 0 : strcmp(word, meant) == 0)
      return true;
  }
  return false;
}

static bool found_at(const struct pattern *pattern, size_t e, const struct sentence *s, size_t w) {
  if (e == pattern->n)
    return true;
  const struct element *element = &pattern->elements[e];
  bool end = w >= s->n || is_break(s->words[w]);
  switch (element->kind) {
  case E_BEGIN:
    return (w == 0 || is_break(s->words[w - 1])) && found_at(pattern, e + 1, s, w);
  case E_END:
    return end && found_at(pattern, e + 1, s, w);
  case E_ASKED:
    return w < s->n && strcmp(s->words[w], "?") == 0 && found_at(pattern, e + 1, s, w);
  case E_MAYBE:
    if (!end && element_takes(element, s->words[w]) && found_at(pattern, e + 1, s, w + 1))
      return true;
    return found_at(pattern, e + 1, s, w);
  case E_GAP:
    for (size_t skip = 0; skip <= SAME_GAP; skip++) {
      if (found_at(pattern, e + 1, s, w + skip))
        return true;
      if (w + skip >= s->n || is_break(s->words[w + skip]))
        return false;
    }
    return false;
  case E_FAR:
    for (size_t at = w; at <= s->n; at++)
      if (found_at(pattern, e + 1, s, at))
        return true;
    return false;
  case E_WORD:
    break;
  }
  return !end && element_takes(element, s->words[w]) && found_at(pattern, e + 1, s, w + 1);
}

int pattern_find(const struct pattern *pattern, const struct sentence *sentence) {
  for (size_t w = 0; w <= sentence->n; w++)
    if (found_at(pattern, 0, sentence, w))
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

bool words_have(const struct wordlist *words, const char *word) {
  return words->n && *slot_of(words, word, strlen(word));
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
  if (words_have(&listener->vocabulary, word) || words_have(&listener->plain, word))
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
