/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in one question tells its key to a careful reader. */
#include "course/cues_inner.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

void cue_item_read(struct arena *arena, const struct item *item, bool english,
                   struct cue_item *out) {
  *out = (struct cue_item){.arena = arena, .item = item, .english = english};
  out->stem = words_of(arena, item->stem);
  out->targets = arena_array(arena, item->n_targets, sizeof *out->targets);
  for (size_t i = 0; i < item->n_parts; i++) {
    const char *text = item->parts[i].text;
    out->parts[i] = words_of(arena, text);
    out->letters[i] = text_points(text, strlen(text));
    out->key = item->parts[i].right && !out->n_keys ? i : out->key;
    out->n_keys += item->parts[i].right;
  }
  for (size_t i = 0; i < item->n_targets; i++)
    out->targets[i] = words_of(arena, item->targets[i].text);
}

/* The most that any wrong part has. */
static size_t letters_beside(const struct cue_item *cue) {
  size_t most = 0;
  for (size_t i = 0; i < cue->item->n_parts; i++)
    if (!cue->item->parts[i].right && cue->letters[i] > most)
      most = cue->letters[i];
  return most;
}

static bool is_longest(const struct cue_item *cue) {
  size_t key = cue->letters[cue->key], other = letters_beside(cue);
  return key >= other + CUE_LONG && 2 * key >= 3 * other;
}

/* Every wrong part is worded as if there were no exception, and the key is not; or the key alone
 * is hedged, and more than once. */
static bool is_qualified(const struct cue_item *cue) {
  size_t wrong = 0, absolute = 0;
  bool hedged = words_qualified(&cue->parts[cue->key]) >= 2;
  for (size_t i = 0; i < cue->item->n_parts; i++) {
    if (cue->item->parts[i].right)
      continue;
    wrong++;
    absolute += words_absolute(&cue->parts[i]) > 0;
    hedged = hedged && words_qualified(&cue->parts[i]) <= 0;
  }
  return hedged || (wrong >= 2 && absolute == wrong && !words_absolute(&cue->parts[cue->key]));
}

static bool is_shared(const struct cue_item *cue) {
  for (size_t i = 0; i < cue->item->n_parts; i++)
    if (!cue->item->parts[i].right && words_shared(&cue->parts[i], &cue->stem))
      return false;
  return words_shared(&cue->parts[cue->key], &cue->stem) >= 3;
}

/* "a" and "an" before what follows; 0: the question does not end in either. */
static bool fits_article(const struct word_list *stem, const struct word_list *part) {
  const char *last = stem->n ? stem->list[stem->n - 1] : "";
  bool vowel = part->n && strchr("aeiou", part->list[0][0]) != NULL;
  return strcmp(last, "an") == 0 ? vowel : strcmp(last, "a") != 0 || !vowel;
}

static bool ends_in_stop(const char *text) {
  size_t len = strlen(text);
  return len && text[len - 1] == '.';
}

static bool begins_small(const char *text) { return islower((unsigned char)*text) != 0; }

/* The key alone fits the question's article, ends in a full stop or not, begins small or not. */
static bool is_grammar(const struct cue_item *cue) {
  const struct item *item = cue->item;
  size_t fit = 0, stop = 0, small = 0, wrong = 0;
  const char *key = item->parts[cue->key].text;
  for (size_t i = 0; i < item->n_parts; i++) {
    const char *text = item->parts[i].text;
    if (item->parts[i].right)
      continue;
    wrong++;
    fit += fits_article(&cue->stem, &cue->parts[i]);
    stop += ends_in_stop(text) == ends_in_stop(key);
    small += begins_small(text) == begins_small(key);
  }
  bool article = fits_article(&cue->stem, &cue->parts[cue->key]) && !fit;
  return wrong >= 2 && (article || !stop || !small);
}

static bool is_of_above(const struct word_list *part) {
  static const char *const first[] = {"all", "none", "both", "neither"};
  static const char *const last[] = {"above", "these", "them", "those"};
  bool begins = false, ends = false;
  for (size_t i = 0; part->n >= 2 && i < COUNT(first); i++) {
    begins = begins || strcmp(part->list[0], first[i]) == 0;
    ends = ends || strcmp(part->list[part->n - 1], last[i]) == 0;
  }
  return begins && ends && part->n <= 4;
}

static bool has_of_above(const struct cue_item *cue) {
  for (size_t i = 0; i < cue->item->n_parts; i++)
    if (is_of_above(&cue->parts[i]))
      return true;
  return false;
}

static bool one_argues(const struct cue_item *cue) {
  size_t n = 0;
  for (size_t i = 0; i < cue->item->n_parts; i++)
    n += words_argue(&cue->parts[i]);
  return n == 1;
}

void cue_item_tell(const struct cue_item *cue, const char *file, struct diags *diags) {
  const struct item *item = cue->item;
  struct place at = item->at;
  at.file = file;
  if (item_kind_of(item)->shape != SHAPE_CHOICE || cue_claim(item))
    return;
  if (cue->english && has_of_above(cue))
    diag_warn(diags, at, 1, "cue.all-of-above", _("Ask for all that is right, with choose-all."),
              "%s", _("an answer stands for the others"));
  if (cue->n_keys != 1)
    return;
  if (is_longest(cue))
    diag_warn(diags, at, 1, "cue.longest", _("Shorten it, or say as much in the wrong ones."), "%s",
              _("the right answer is much the longest"));
  if (cue->english && is_qualified(cue))
    diag_warn(diags, at, 1, "cue.qualified", _("Word all answers with the same care."), "%s",
              _("the right answer alone is carefully worded"));
  if (cue->english && is_grammar(cue))
    diag_warn(diags, at, 1, "cue.grammar", _("Write all answers in the same form."), "%s",
              _("the right answer alone fits the form of the question"));
  if (cue->english && is_shared(cue))
    diag_warn(diags, at, 1, "cue.shared", _("Take up the question's words in wrong answers too."),
              "%s", _("the right answer alone repeats the question's words"));
  if (cue->english && one_argues(cue))
    diag_note(diags, at, 1, "cue.argued", _("Say why in the reason, or argue in the others too."),
              "%s", _("one answer alone argues"));
}
