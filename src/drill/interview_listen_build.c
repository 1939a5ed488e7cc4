/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The patterns of a language from their YAML. */
#include "drill/interview_words.h"

#include "base/seal.h"
#include "base/str.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { PATTERNS_MOST = 400, EITHER_MOST = 64, SPELLINGS_MOST = 200 };
enum { ENDINGS_MOST = 32, FORMS_MOST = 400 };
enum { PATTERN_BYTES = 500 };

struct builder {
  struct reading *r;
  struct listener *listener;
};

static void fault(struct builder *b, const struct node *node, const char *words) {
  node_error(b->r, node, "listen.pattern", _("For example: ^ who|what * pay~"), "%s", words);
}

static size_t count(const char *text, size_t len, char c) {
  size_t n = 0;
  for (size_t i = 0; i < len; i++)
    n += text[i] == c;
  return n;
}

/* "=3" or "=-2": what a pattern weighs, instead of how many words it has. 0: it is none. */
static int read_weight(const char *text, size_t n) {
  size_t digit = n > 1 && text[1] == '-' ? 2 : 1;
  if (n != digit + 1 || text[digit] < '1' || text[digit] > '9')
    return 0;
  return (text[digit] - '0') * (digit == 2 ? -1 : 1);
}

/* "a|b~|c": the words of one element. */
static void read_either(struct builder *b, const struct node *node, const char *text, size_t len,
                        struct element *element) {
  size_t room = count(text, len, '|') + 1;
  const char **words = arena_array(b->r->arena, room, sizeof *words);
  bool *stem = arena_array(b->r->arena, room, sizeof *stem);
  for (size_t at = 0; at <= len;) {
    size_t n = 0;
    while (at + n < len && text[at + n] != '|')
      n++;
    bool is_stem = n && text[at + n - 1] == '~';
    if (n - is_stem == 0 || n > WORD_BYTES || element->n == EITHER_MOST) {
      fault(b, node, _("a word is missing here, or too long"));
      break;
    }
    struct wordlist *list = is_stem ? &b->listener->stems : &b->listener->vocabulary;
    words[element->n] = words_put(b->r->arena, list, text + at, n - is_stem);
    if (!words[element->n]) {
      fault(b, node, _("too many different words"));
      break;
    }
    stem[element->n++] = is_stem;
    at += n + 1;
  }
  element->words = words;
  element->stem = stem;
}

static void read_element(struct builder *b, const struct node *node, const char *text, size_t n,
                         struct pattern *pattern, struct element *element) {
  static const char signs[] = "*^$?";
  static const enum element_kind kinds[] = {E_GAP, E_BEGIN, E_END, E_ASKED};
  const char *sign = n == 1 ? strchr(signs, text[0]) : NULL;
  if (n == 3 && memcmp(text, "...", 3) == 0) {
    element->kind = E_FAR;
    pattern->gaps += 2;
    return;
  }
  if (sign) {
    element->kind = kinds[sign - signs];
    pattern->weight += element->kind == E_ASKED;
    pattern->gaps += element->kind == E_GAP;
    return;
  }
  bool maybe = n > 2 && text[0] == '[' && text[n - 1] == ']';
  element->kind = maybe ? E_MAYBE : E_WORD;
  pattern->weight += !maybe;
  read_either(b, node, text + maybe, n - 2 * maybe, element);
}

static void read_pattern(struct builder *b, const struct node *node, struct pattern *pattern) {
  if (node->kind != NODE_SCALAR || !node->n || node->n > PATTERN_BYTES) {
    fault(b, node, _("a pattern of at most 500 bytes is expected here"));
    return;
  }
  const char *text = text_fold(b->r->arena, node->text);
  size_t room = count(text, strlen(text), ' ') + 1;
  struct element *elements = arena_array(b->r->arena, room, sizeof *elements);
  int weight = 0;
  for (const char *at = text; *at;) {
    size_t n = strcspn(at, " ");
    bool last = !at[n];
    if (n && pattern->n == ELEMENTS_MOST) {
      fault(b, node, _("too many words in one pattern"));
      break;
    }
    if (at[0] == '=' && (!last || !(weight = read_weight(at, n))))
      fault(b, node, _("a weight is =1 to =9 or =-1 to =-9, behind the words"));
    else if (n && at[0] != '=')
      read_element(b, node, at, n, pattern, &elements[pattern->n++]);
    at += n + !last;
  }
  pattern->elements = elements;
  if (pattern->gaps > GAPS_MOST) /* each may be five times the work */
    fault(b, node, _("too many * or ... in one pattern"));
  if (!pattern->weight)
    fault(b, node, _("a pattern needs a word"));
  if (weight)
    pattern->weight = weight;
}

static void read_rule(struct builder *b, const struct node_entry *entry, struct rule *rule) {
  const struct node *list = entry->value;
  rule->key = entry->key->text;
  if (list->kind != NODE_LIST || list->n > PATTERNS_MOST) {
    fault(b, list, _("a list of patterns is expected here"));
    return;
  }
  struct pattern *patterns = arena_array(b->r->arena, list->n, sizeof *patterns);
  for (size_t i = 0; i < list->n; i++)
    read_pattern(b, list->items[i], &patterns[i]);
  rule->patterns = patterns;
  rule->n = list->n;
}

static void read_rules(struct builder *b, const struct node *root, const char *key,
                       const char *const *keys, size_t n_keys, struct rules *rules) {
  const struct node *map = read_map(b->r, root, key, true);
  if (!map)
    return;
  if (keys)
    read_keys(b->r, map, keys, n_keys);
  if (map->n > RULES_MOST)
    fault(b, map, _("too many of them"));
  for (size_t i = 0; i < map->n && i < RULES_MOST; i++)
    read_rule(b, &map->entries[i], &rules->list[rules->n++]);
}

static void read_spellings(struct builder *b, const struct node *root) {
  const struct node *map = read_map(b->r, root, "spell", false);
  size_t n = map ? map->n : 0;
  if (n > SPELLINGS_MOST) {
    fault(b, map, _("too many of them"));
    n = SPELLINGS_MOST;
  }
  struct spelling *list = arena_array(b->r->arena, n, sizeof *list);
  for (size_t i = 0; i < n; i++) {
    const char **to = arena_array(b->r->arena, ELEMENTS_MOST, sizeof *to);
    const char *at = read_text(b->r, map, map->entries[i].key->text);
    list[i] = (struct spelling){.from = map->entries[i].key->text, .to = to};
    while (*at && list[i].n < ELEMENTS_MOST) {
      size_t len = strcspn(at, " ");
      if (len)
        to[list[i].n++] = arena_strndup(b->r->arena, at, len);
      at += len + (at[len] == ' ');
    }
  }
  b->listener->spellings = list;
  b->listener->n_spellings = n;
}

/* Words that no pattern needs, but that are no slips of those that one does. */
static void read_plain(struct builder *b, const struct node *root) {
  const char *at = read_optional(b->r, root, "plain");
  while (at && *at) {
    size_t n = strcspn(at, " \n");
    if (n && n <= WORD_BYTES)
      (void)words_put(b->r->arena, &b->listener->plain, at, n);
    at += n + !!at[n];
  }
}

/* "- e": what may stand for an ending, "-" for nothing. In the order of the file. */
static void read_endings(struct builder *b, const struct node *root) {
  const struct node *map = read_map(b->r, root, "endings", false);
  struct ending *list = arena_array(b->r->arena, ENDINGS_MOST, sizeof *list);
  size_t n = 0;
  for (size_t i = 0; map && i < map->n; i++) {
    const char *from = map->entries[i].key->text;
    for (const char *at = read_text(b->r, map, from); *at; at += *at == ' ') {
      size_t len = strcspn(at, " ");
      if (n == ENDINGS_MOST || len > WORD_BYTES || strlen(from) > WORD_BYTES) {
        fault(b, map, _("too many of them"));
        return;
      }
      if (len)
        list[n++] = (struct ending){
            from, len == 1 && *at == '-' ? "" : arena_strndup(b->r->arena, at, len)};
      at += len;
    }
  }
  b->listener->endings = list;
  b->listener->n_endings = n;
}

/* "went gone": the forms of go that its endings do not tell. */
static void read_forms(struct builder *b, const struct node *root) {
  const struct node *map = read_map(b->r, root, "forms", false);
  struct form *list = arena_array(b->r->arena, FORMS_MOST, sizeof *list);
  size_t n = 0;
  for (size_t i = 0; map && i < map->n; i++) {
    const char *base = map->entries[i].key->text;
    for (const char *at = read_text(b->r, map, base); *at; at += *at == ' ') {
      size_t len = strcspn(at, " ");
      if (n == FORMS_MOST) {
        fault(b, map, _("too many of them"));
        return;
      }
      if (len)
        list[n++] = (struct form){arena_strndup(b->r->arena, at, len), base};
      at += len;
    }
  }
  qsort(list, n, sizeof *list, word_form_compare);
  b->listener->forms = list;
  b->listener->n_forms = n;
}

/* The words of the patterns become their bases, once all are known. */
static void reduce(struct listener *listener, struct rules *rules) {
  for (size_t i = 0; i < rules->n; i++)
    for (size_t p = 0; p < rules->list[i].n; p++)
      for (size_t e = 0; e < rules->list[i].patterns[p].n; e++) {
        const struct element *element = &rules->list[i].patterns[p].elements[e];
        for (size_t w = 0; w < element->n; w++)
          if (!element->stem[w])
            element->words[w] = word_base(listener, element->words[w]);
      }
}

static void read_about(struct builder *b, const struct node *root) {
  const struct node *map = read_map(b->r, root, "about", true);
  for (size_t i = 0; map && i < map->n && i < RULES_MOST; i++) {
    const struct node *value = map->entries[i].value;
    struct about *about = &b->listener->about[b->listener->n_about++];
    about->intent = map->entries[i].key->text;
    about->topics = value->kind == NODE_LIST ? value : NULL;
    if (value->kind == NODE_MAP || (!about->topics && strcmp(value->text, "any") != 0))
      node_error(b->r, value, "listen.about", _("For example: [health], or any."), "%s",
                 _("a list of topics is expected here"));
  }
}

/* Another file hears other things: the revision of a drill covers it, so that no run is gone on
 * with whose typed words now mean something else. */
static void gather(const struct node *node, struct str *out) {
  if (node->kind == NODE_SCALAR)
    str_add(out, node->text, node->n + 1);
  for (size_t i = 0; node->kind == NODE_LIST && i < node->n; i++)
    gather(node->items[i], out);
  for (size_t i = 0; node->kind == NODE_MAP && i < node->n; i++) {
    gather(node->entries[i].key, out);
    gather(node->entries[i].value, out);
  }
}

static void revise(const struct node *root, char revision[REVISION + 1]) {
  struct str all = {0};
  uint8_t hash[HASH_BYTES];
  gather(root, &all);
  seal_hash(&(struct seal_part){str_text(&all), all.len}, 1, hash);
  seal_hex(hash, REVISION / 2, revision);
  str_done(&all);
}

const struct listener *listener_build(struct reading *r, const struct node *root) {
  static const char *const keys[] = {"language", "puzzled", "plain", "spell", "endings", "forms",
                                     "about",    "intents", "told",  "types", "asked",   "topics"};
  static const char *const intents[] = {"ask",          "greet",     "introduce",   "explain",
                                        "ground-rules", "separate",  "interpreter", "reassure",
                                        "offer-break",  "challenge", "summarise",   "close",
                                        "promise",      "threaten"};
  static const char *const types[] = {"open",    "probing",  "closed",
                                      "leading", "multiple", "blaming"};
  struct builder b = {.r = r};
  size_t errors = r->diags->errors;
  b.listener = arena_alloc(r->arena, sizeof *b.listener);
  read_keys(r, root, keys, COUNT(keys));
  (void)read_text(r, root, "language");
  b.listener->puzzled = read_text(r, root, "puzzled");
  read_plain(&b, root);
  read_spellings(&b, root);
  read_endings(&b, root);
  read_forms(&b, root);
  read_about(&b, root);
  read_rules(&b, root, "intents", intents, COUNT(intents), &b.listener->intents);
  read_rules(&b, root, "told", intents, COUNT(intents), &b.listener->told);
  read_rules(&b, root, "types", types, COUNT(types), &b.listener->types);
  read_rules(&b, root, "asked", types, COUNT(types), &b.listener->asked);
  read_rules(&b, root, "topics", NULL, 0, &b.listener->topics);
  struct rules *const all[] = {&b.listener->intents, &b.listener->told, &b.listener->types,
                               &b.listener->asked, &b.listener->topics};
  for (size_t i = 0; i < COUNT(all); i++)
    reduce(b.listener, all[i]);
  revise(root, b.listener->revision);
  return r->diags->errors == errors ? b.listener : NULL;
}
