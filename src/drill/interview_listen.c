/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hearing a typed sentence: its words, then intent, topic and type by the first or the weightiest
 * pattern. */
#include "drill/interview_words.h"

#include "base/text.h"

#include <string.h>

static const char NONE[] = "none";

enum { OWN_WEIGHT = 4 }; /* of a word that a drill gives its topic */

/* What is heard, and what of. */
struct ears {
  struct sentence raw, said; /* as typed; and put right */
  const char *const *topics, *const *words;
  size_t n;
  int early;
};

static void word_add(struct sentence *s, const char *word, size_t n) {
  if (s->n == WORDS_MOST || n > WORD_BYTES || !n)
    return;
  memcpy(s->words[s->n], word, n);
  s->words[s->n++][n] = '\0';
}

static bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Words of letters and digits; an apostrophe within one stays for now. */
static void split(const char *text, struct sentence *s) {
  char word[WORD_BYTES + 2];
  size_t n = 0;
  for (const char *at = text;; at++) {
    unsigned char c = (unsigned char)*at;
    if (is_letter(c) || (c == '\'' && n && is_letter((unsigned char)at[1]))) {
      if (n <= WORD_BYTES)
        word[n++] = (char)c;
      continue;
    }
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

static const struct spelling *find_spelling(const struct listener *listener, const char *word) {
  for (size_t i = 0; i < listener->n_spellings; i++)
    if (strcmp(listener->spellings[i].from, word) == 0)
      return &listener->spellings[i];
  return NULL;
}

static void leave_apostrophes_out(char *word) {
  char *to = word;
  for (const char *at = word; *at; at++)
    if (*at != '\'')
      *to++ = *at;
  *to = '\0';
}

/* As the language spells it: with its apostrophe if that makes a difference (i'll, ill), else
 * without (don't, dont). */
static void replace(const struct listener *listener, struct sentence *from, struct sentence *to) {
  for (size_t i = 0; i < from->n; i++) {
    const struct spelling *found = find_spelling(listener, from->words[i]);
    leave_apostrophes_out(from->words[i]);
    if (!found)
      found = find_spelling(listener, from->words[i]);
    for (size_t j = 0; found && j < found->n; j++)
      word_add(to, found->to[j], strlen(found->to[j]));
    if (!found)
      word_add(to, from->words[i], strlen(from->words[i]));
  }
}

/* What a sentence has of a rule: the sum of its patterns that are found. early: words that count
 * three times, for where they begin. */
static int rule_weight(const struct rule *rule, const struct sentence *s, int early) {
  int weight = 0;
  for (size_t i = 0; i < rule->n; i++) {
    int at = pattern_find(&rule->patterns[i], s);
    if (at != NOWHERE)
      weight += rule->patterns[i].weight * (at < early ? 3 : 1);
  }
  return weight;
}

static const char *first(const struct rules *rules, const struct sentence *s) {
  for (size_t i = 0; i < rules->n; i++)
    if (rule_weight(&rules->list[i], s, 0) > 0)
      return rules->list[i].key;
  return NULL;
}

/* -- Topics: the one that most of the words speak of ------------------------------------------- */

static int own_weight(const char *words, const struct sentence *s) {
  int weight = 0;
  char word[WORD_BYTES + 1];
  for (const char *at = words; *at;) {
    size_t n = strcspn(at, " ");
    if (n && n <= WORD_BYTES) {
      memcpy(word, at, n);
      word[n] = '\0';
      for (size_t i = 0; i < s->n; i++)
        weight += word_near(s->words[i], word) ? OWN_WEIGHT : 0;
    }
    at += n + (at[n] == ' ');
  }
  return weight;
}

static int topic_weight(const struct listener *listener, const char *topic,
                        const struct sentence *s, int early) {
  for (size_t i = 0; i < listener->topics.n; i++)
    if (strcmp(listener->topics.list[i].key, topic) == 0)
      return rule_weight(&listener->topics.list[i], s, early);
  return 0;
}

/* Of the topics at hand, if one of them is meant; else of those that the language knows. */
static const char *topic_of(const struct listener *listener, const struct ears *ears) {
  const char *best = NULL;
  int most = 0;
  for (size_t i = 0; i < ears->n; i++) {
    int weight = topic_weight(listener, ears->topics[i], &ears->said, ears->early) +
                 own_weight(ears->words[i], &ears->raw);
    if (weight > most)
      most = weight, best = ears->topics[i];
  }
  for (size_t i = 0, at_hand = best != NULL; !at_hand && i < listener->topics.n; i++) {
    int weight = rule_weight(&listener->topics.list[i], &ears->said, ears->early);
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
  struct ears ears = {.topics = topics, .words = words, .n = n};
  const struct sentence *s = &ears.said;
  split(text_fold(&arena, text), &ears.raw);
  replace(listener, &ears.raw, &ears.said);
  sentence_spell(listener, &ears.said);
  sentence_reduce(listener, &ears.said);
  arena_done(&arena);
  const char *intent = first(&listener->intents, s);
  if (!intent && !first(&listener->asked, s))
    intent = first(&listener->told, s);
  bool asks = !intent || strcmp(intent, "ask") == 0;
  const char *type = first(asks ? &listener->types : &listener->asked, s);
  if ((intent && strcmp(intent, "summarise") == 0) || (type && strcmp(type, "multiple") == 0))
    ears.early = (int)s->n / 2; /* of several things said at once, the first is meant */
  const char *topic = topic_of(listener, &ears);
  if (intent && topic && !may_be_about(listener, intent, topic))
    topic = NULL;
  struct heard heard = {.understood = intent || topic || type};
  heard.intent = intent ? intent : heard.understood ? "ask" : NONE;
  heard.topic = topic ? topic : NONE;
  heard.type = type ? type : asks && heard.understood ? "open" : NONE;
  return heard;
}

const char *listener_puzzled(const struct listener *listener) { return listener->puzzled; }

const char *listener_revision(const struct listener *listener) { return listener->revision; }
