/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/node.h"

#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HINTS = 75, ID_LENGTH = 64, NUMBER_LENGTH = 32 };

const struct node *node_get(const struct node *map, const char *key) {
  if (!map || map->kind != NODE_MAP || !key)
    return NULL;
  for (size_t i = 0; i < map->n; i++) /* most keys differ in their first letter */
    if (map->entries[i].key->text[0] == key[0] && strcmp(map->entries[i].key->text, key) == 0)
      return map->entries[i].value;
  return NULL;
}

bool node_is_null(const struct node *node) {
  if (!node || node->kind != NODE_SCALAR || !node->plain)
    return false;
  return !*node->text || strcmp(node->text, "~") == 0 || strcasecmp(node->text, "null") == 0;
}

/* Of a literal block: line by line. */
static struct place place_below(const struct node *node, size_t offset) {
  struct place at = node->at;
  size_t begin = 0;
  for (size_t i = 0; i < offset; i++)
    if (node->text[i] == '\n') {
      begin = i + 1;
      at.line++;
    }
  at.line++;
  at.column = node->column + (unsigned)text_points(node->text + begin, offset - begin);
  return at;
}

struct place node_place(const struct node *node, size_t offset) {
  struct place at = node->at;
  offset = offset < node->n ? offset : node->n;
  if (node->column)
    return place_below(node, offset);
  size_t points = text_points(node->text, offset) + !node->plain;
  if (at.column && points <= node->span)
    at.column += (unsigned)points;
  return at;
}

bool node_is_whole(const struct node *node) {
  bool whole = !node->partial;
  for (size_t i = 0; whole && node->kind != NODE_SCALAR && i < node->n; i++)
    whole = !(node->kind == NODE_LIST ? node->items[i] : node->entries[i].value)->partial;
  return whole;
}

bool reading_work(struct reading *r, size_t work) {
  bool enough = work == 0 || work < reading_left(r);
  r->worked = enough ? r->worked + work : WORK_MOST;
  return enough;
}

bool reading_guesses(const struct reading *r) { return r->diags->n < HINTS; }

const char *reading_meant(struct reading *r, const char *word, const char *const *words, size_t n) {
  const char *near = reading_guesses(r) ? text_nearest(word, words, n) : NULL;
  return near ? arena_printf(r->arena, _("Did you mean %s?"), near) : NULL;
}

static bool is_one_of(const char *word, const char *const *words, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (word[0] == words[i][0] && strcmp(word, words[i]) == 0)
      return true;
  return false;
}

void read_keys(struct reading *r, const struct node *map, const char *const *keys, size_t n) {
  for (size_t i = 0; map && map->kind == NODE_MAP && i < map->n; i++) {
    const struct node *key = map->entries[i].key;
    if (!is_one_of(key->text, keys, n))
      node_error(r, key, "key.unknown", reading_meant(r, key->text, keys, n),
                 _("unknown key %.64s"), key->text);
  }
}

/* The node under key; nothing and null are reported where it is required, and give NULL. */
static const struct node *value_of(struct reading *r, const struct node *map, const char *key,
                                   bool required) {
  const struct node *value = node_get(map, key);
  if (value && !node_is_null(value))
    return value;
  if (required && map && !map->partial)
    node_error(r, value ? value : map, "key.missing", NULL, _("%s is missing"), key);
  return NULL;
}

/* value: what value_of gave. */
static const char *text_of(struct reading *r, const struct node *value, const char *key) {
  if (!value)
    return NULL;
  if (value->kind == NODE_SCALAR)
    return value->text;
  node_error(r, value, "type.text",
             value->kind == NODE_LIST
                 ? _("If the brackets or the dash belong to the text, quote it.")
                 : _("If the colon or the brace belongs to the text, quote it."),
             _("%s should be a text"), key);
  return NULL;
}

static const char *scalar_of(struct reading *r, const struct node *map, const char *key,
                             bool required) {
  return text_of(r, value_of(r, map, key, required), key);
}

const char *read_text(struct reading *r, const struct node *map, const char *key) {
  const char *text = scalar_of(r, map, key, true);
  if (text && !text[strspn(text, " \t\n")])
    node_error(r, node_get(map, key), "text.empty", NULL, _("%s is empty"), key);
  return text ? text : "";
}

const char *read_optional(struct reading *r, const struct node *map, const char *key) {
  return scalar_of(r, map, key, false);
}

long read_whole(struct reading *r, const struct node *map, const char *key, long least, long most,
                long fallback) {
  const struct node *node = value_of(r, map, key, false);
  const char *text = text_of(r, node, key);
  if (!text)
    return fallback;
  const char *digits = text + (*text == '-' || *text == '+');
  if (!*digits || digits[strspn(digits, "0123456789")]) {
    node_error(r, node, "type.number", _("Write digits only."), _("%s should be a whole number"),
               key);
    return fallback;
  }
  errno = 0;
  long value = strtol(text, NULL, 10);
  if (!errno && value >= least && value <= most)
    return value;
  node_error(r, node, "number.range", NULL, _("%s should be between %ld and %ld"), key, least,
             most);
  return fallback;
}

/* [+-]digits[.digits][e[+-]digits] or .digits: no hexadecimal, no infinity. */
static bool is_real(const char *text) {
  text += *text == '-' || *text == '+';
  size_t whole = strspn(text, "0123456789"), part = 0;
  text += whole;
  if (*text == '.')
    part = strspn(++text, "0123456789");
  text += part;
  if (whole + part && (*text == 'e' || *text == 'E')) {
    text += 1 + (text[1] == '-' || text[1] == '+');
    whole = strspn(text, "0123456789");
    text += whole;
  }
  return whole + part && !*text;
}

/* strtod of the C locale, whatever the interface speaks. */
static double real_of(const char *text) {
  locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  if (!c)
    mem_die();
  double value = strtod_l(text, NULL, c);
  freelocale(c);
  return value;
}

bool read_real(struct reading *r, const struct node *map, const char *key, double *out) {
  const char *text = scalar_of(r, map, key, false);
  *out = 0;
  if (!text)
    return false;
  double value = 0;
  bool good = strlen(text) <= NUMBER_LENGTH && is_real(text);
  if (good)
    value = real_of(text);
  if (good && value - value == 0) {
    *out = value;
    return true;
  }
  node_error(r, node_get(map, key), "type.number",
             strchr(text, ',') ? _("Write a point, not a comma: 3.5.") : NULL,
             _("%s should be a number"), key);
  return false;
}

bool read_truth(struct reading *r, const struct node *map, const char *key, bool *out) {
  *out = false;
  const char *text = scalar_of(r, map, key, true);
  if (!text)
    return false;
  *out = strcasecmp(text, "yes") == 0 || strcasecmp(text, "true") == 0;
  if (*out || strcasecmp(text, "no") == 0 || strcasecmp(text, "false") == 0)
    return true;
  node_error(r, node_get(map, key), "type.truth", _("Write yes or no."),
             _("%s should be yes or no"), key);
  return false;
}

static const struct node *read_kind(struct reading *r, const struct node *map, const char *key,
                                    bool required, enum node_kind kind) {
  const struct node *value = value_of(r, map, key, required);
  if (!value || value->kind == kind)
    return value;
  if (kind == NODE_LIST)
    node_error(r, value, "type.list", _("Write [a, b] or one dash a line."),
               _("%s should be a list"), key);
  else
    node_error(r, value, "type.map", _("Write {key: value} or one key a line."),
               _("%s should be a map"), key);
  return NULL;
}

const struct node *read_list(struct reading *r, const struct node *map, const char *key,
                             bool required) {
  return read_kind(r, map, key, required, NODE_LIST);
}

const struct node *read_map(struct reading *r, const struct node *map, const char *key,
                            bool required) {
  return read_kind(r, map, key, required, NODE_MAP);
}

bool node_is_id(const char *text) {
  size_t n = strlen(text);
  if (n == 0 || n > ID_LENGTH || !(*text >= 'a' && *text <= 'z') || text[n - 1] == '-')
    return false;
  return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == n && !strstr(text, "--");
}

const char *read_id(struct reading *r, const struct node *map, const char *key) {
  const char *text = scalar_of(r, map, key, true);
  if (!text)
    return "";
  if (!node_is_id(text))
    node_error(r, node_get(map, key), "id.form",
               _("A to z, digits and single hyphens, a letter first, at most 64: check-digit."),
               _("%s is not an identifier"), key);
  return text;
}

int read_word(struct reading *r, const struct node *map, const char *key, const char *const *words,
              size_t n, int fallback) {
  const char *text = scalar_of(r, map, key, false);
  if (!text)
    return fallback;
  for (size_t i = 0; i < n; i++)
    if (strcmp(text, words[i]) == 0)
      return (int)i;
  node_error(r, node_get(map, key), "word.unknown", reading_meant(r, text, words, n),
             _("unknown %s: %.64s"), key, text);
  return -1;
}
