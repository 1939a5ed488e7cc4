/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hearing a typed sentence: its words, then intent, topic and type by the first or the weightiest
 * pattern. */
#include "drill/interview_words.h"

#include "base/text.h"

#include <string.h>

static const char NONE[] = "none";

static void word_add(struct sentence *s, const char *word, size_t n) {
  if (s->n == WORDS_MOST || n > WORD_BYTES || !n)
    return;
  memcpy(s->words[s->n], word, n);
  s->words[s->n++][n] = '\0';
}

static bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Words of letters and digits; an apostrophe within one is left out (don't: dont). */
static void split(const char *text, struct sentence *s) {
  char word[WORD_BYTES + 2];
  size_t n = 0;
  for (const char *at = text;; at++) {
    unsigned char c = (unsigned char)*at;
    if (is_letter(c)) {
      if (n <= WORD_BYTES)
        word[n++] = (char)c;
      continue;
    }
    if (c == '\'' && n && is_letter((unsigned char)at[1]))
      continue;
    word_add(s, word, n);
    n = 0;
    if (c == '?')
      word_add(s, "?", 1);
    else if ((c == '.' || c == '!' || c == ';' || c == ':') && s->n)
      word_add(s, ".", 1);
    if (!c)
      return;
  }
}

static void replace(const struct listener *listener, const struct sentence *from,
                    struct sentence *to) {
  for (size_t i = 0; i < from->n; i++) {
    const struct spelling *found = NULL;
    for (size_t j = 0; j < listener->n_spellings && !found; j++)
      if (strcmp(listener->spellings[j].from, from->words[i]) == 0)
        found = &listener->spellings[j];
    for (size_t j = 0; found && j < found->n; j++)
      word_add(to, found->to[j], strlen(found->to[j]));
    if (!found)
      word_add(to, from->words[i], strlen(from->words[i]));
  }
}

static bool rule_found(const struct rule *rule, const struct sentence *s) {
  for (size_t i = 0; i < rule->n; i++)
    if (pattern_found(&rule->patterns[i], s))
      return true;
  return false;
}

static const char *first(const struct rules *rules, const struct sentence *s) {
  for (size_t i = 0; i < rules->n; i++)
    if (rule_found(&rules->list[i], s))
      return rules->list[i].key;
  return NULL;
}

/* -- Topics: the one that most of the words speak of ------------------------------------------- */

static unsigned rule_weight(const struct rule *rule, const struct sentence *s) {
  unsigned weight = 0;
  for (size_t i = 0; i < rule->n; i++)
    if (pattern_found(&rule->patterns[i], s))
      weight += rule->patterns[i].weight;
  return weight;
}

static unsigned own_weight(const char *words, const struct sentence *s) {
  unsigned weight = 0;
  char word[WORD_BYTES + 1];
  for (const char *at = words; *at;) {
    size_t n = strcspn(at, " ");
    if (n && n <= WORD_BYTES) {
      memcpy(word, at, n);
      word[n] = '\0';
      for (size_t i = 0; i < s->n; i++)
        weight += word_near(s->words[i], word) ? 2u : 0u;
    }
    at += n + (at[n] == ' ');
  }
  return weight;
}

static unsigned topic_weight(const struct listener *listener, const char *topic,
                             const struct sentence *s) {
  for (size_t i = 0; i < listener->topics.n; i++)
    if (strcmp(listener->topics.list[i].key, topic) == 0)
      return rule_weight(&listener->topics.list[i], s);
  return 0;
}

/* Of the topics at hand, if one of them is meant; else of those that the language knows. */
static const char *topic_of(const struct listener *listener, const struct sentence *s,
                            const struct sentence *raw, const char *const *topics,
                            const char *const *words, size_t n) {
  const char *best = NULL;
  unsigned most = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned weight = topic_weight(listener, topics[i], s) + own_weight(words[i], raw);
    if (weight > most)
      most = weight, best = topics[i];
  }
  for (size_t i = 0, at_hand = best != NULL; !at_hand && i < listener->topics.n; i++) {
    unsigned weight = rule_weight(&listener->topics.list[i], s);
    if (weight > most)
      most = weight, best = listener->topics.list[i].key;
  }
  return best;
}

static bool may_be_about(const struct listener *listener, const char *intent, const char *topic) {
  for (size_t i = 0; i < listener->n_about; i++) {
    const struct about *about = &listener->about[i];
    if (strcmp(about->intent, intent) != 0)
      continue;
    for (size_t j = 0; about->topics && j < about->topics->n; j++)
      if (about->topics->items[j]->kind == NODE_SCALAR &&
          strcmp(about->topics->items[j]->text, topic) == 0)
        return true;
    return !about->topics;
  }
  return false;
}

struct heard listener_hear(const struct listener *listener, const char *text,
                           const char *const *topics, const char *const *words, size_t n) {
  struct arena arena = {0};
  struct sentence raw = {.n = 0}, s = {.n = 0};
  split(text_fold(&arena, text), &raw);
  replace(listener, &raw, &s);
  sentence_spell(listener, &s);
  arena_done(&arena);
  const char *intent = first(&listener->intents, &s);
  if (!intent && !first(&listener->asked, &s))
    intent = first(&listener->told, &s);
  const char *topic = topic_of(listener, &s, &raw, topics, words, n);
  if (intent && topic && !may_be_about(listener, intent, topic))
    topic = NULL;
  bool asks = !intent || strcmp(intent, "ask") == 0;
  const char *type = first(asks ? &listener->types : &listener->asked, &s);
  struct heard heard = {.understood = intent || topic || type};
  heard.intent = intent ? intent : heard.understood ? "ask" : NONE;
  heard.topic = topic ? topic : NONE;
  heard.type = type ? type : asks && heard.understood ? "open" : NONE;
  return heard;
}

const char *listener_puzzled(const struct listener *listener) { return listener->puzzled; }

const char *listener_revision(const struct listener *listener) { return listener->revision; }
