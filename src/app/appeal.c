/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/appeal.h"

#include "app/inner.h"
#include "assess/kind.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static enum rc refuse(const char *code, const char *hint, const char *message,
                      struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, "%s", message);
  return RC_USAGE;
}

/* -- Who and why ---------------------------------------------------------------------------------
 */

static enum rc find_person(struct app *app, const char *name, uint8_t id[ID_BYTES],
                           struct diags *diags) {
  struct person *people;
  size_t n;
  enum rc rc = store_people_as_of(app->store, INT64_MAX, &people, &n, diags);
  if (rc == RC_OK)
    rc = people_named(people, n, name, id, diags);
  free(people);
  return rc;
}

static enum rc find_actor(struct app *app, const char *by, uint8_t id[ID_BYTES],
                          struct diags *diags) {
  if (by)
    return find_person(app, by, id, diags);
  if (!app->signed_in && !app_sign_in_alone(app))
    return refuse("contest.who", _("give the code on your card: --by K7M-4Q2"),
                  _("nobody or several people are known here: say who you are"), diags);
  memcpy(id, app->person.id, ID_BYTES);
  return RC_OK;
}

/* It is read by others, and by another laptop: no control character enters. */
static enum rc take_words(const char *words, struct arena *arena, const char **safe,
                          struct diags *diags) {
  *safe = text_safe(arena, words, strlen(words), false);
  if (!(*safe)[strspn(*safe, " ")])
    return refuse("contest.words", _("a sentence will do"), _("a reason is needed"), diags);
  if (strlen(*safe) > EVENT_WORDS)
    return refuse("contest.words", _("say it in 2000 bytes"), _("the reason is too long"), diags);
  return RC_OK;
}

static enum rc take_appeal(struct app *app, const struct appeal *appeal, struct append *append,
                           struct happening *happening, struct arena *arena, struct diags *diags) {
  enum rc rc = take_words(appeal->words, arena, &happening->words, diags);
  append->happened = happening;
  append->n = 1;
  clock_read(&append->moment);
  return rc == RC_OK ? find_actor(app, appeal->by, append->actor, diags) : rc;
}

/* -- Contesting ----------------------------------------------------------------------------------
 */

const struct item *appeal_item(struct app *app, const char *path) {
  struct diags ignored = {0};
  const struct module *module = app_module_at(app, path, &ignored);
  diags_done(&ignored);
  for (size_t i = 0; module && i < module->quiz.n_items; i++)
    if (strcmp(module->quiz.items[i].path, path) == 0)
      return &module->quiz.items[i];
  return NULL;
}

static enum rc find_nothing(const char *path, bool person, struct diags *diags) {
  struct arena arena = {0};
  diag_error(diags, (struct place){0}, 1, "contest.nothing",
             _("a question is named as \"course/module/question\"; what was marked by hand also "
               "needs --person"),
             person ? _("that person has no answer or mark at \"%s\"")
                    : _("there is no question \"%s\""),
             text_safe(&arena, path, strlen(path), false));
  arena_done(&arena);
  return RC_MISSING;
}

/* The question by the key it was asked with last, or else as it stands in the course. */
static enum rc find_question(struct app *app, const char *path, struct happening *h,
                             struct diags *diags) {
  static const struct evidence_scope everybody = {.until = INT64_MAX};
  struct given given;
  const struct item *item = appeal_item(app, path);
  enum rc rc = store_given(app->store, &everybody, path, &given, diags);
  if (rc == RC_OK && given.what == GIVEN_ANSWER)
    memcpy(h->key_rev, given.key_rev, HASH_BYTES);
  else if ((rc == RC_OK || rc == RC_MISSING) && item)
    memcpy(h->key_rev, item->key_rev, HASH_BYTES);
  else
    return rc == RC_OK || rc == RC_MISSING ? find_nothing(path, false, diags) : rc;
  return RC_OK;
}

static enum rc find_given(struct app *app, const char *path, const char *person,
                          struct happening *h, uint8_t subject[ID_BYTES], struct diags *diags) {
  uint8_t id[ID_BYTES];
  struct given given;
  enum rc rc = find_person(app, person, id, diags);
  const struct evidence_scope scope = {.person = id, .until = INT64_MAX};
  if (rc == RC_OK)
    rc = store_given(app->store, &scope, path, &given, diags);
  if (rc == RC_MISSING)
    return find_nothing(path, true, diags);
  if (rc != RC_OK)
    return rc;
  memcpy(h->about, given.hash, HASH_BYTES);
  memcpy(h->key_rev, given.key_rev, HASH_BYTES);
  memcpy(subject, given.subject, ID_BYTES);
  return RC_OK;
}

/* How a matter stands. */
static enum rc stands(struct app *app, const struct happening *h, struct arena *arena,
                      struct contest *contest, struct diags *diags) {
  struct contest *list;
  size_t n;
  enum rc rc = store_contests(app->store, NULL, INT64_MAX, arena, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    if (memcmp(list[i].about, h->about, HASH_BYTES) == 0 && strcmp(list[i].path, h->path) == 0 &&
        memcmp(list[i].key_rev, h->key_rev, HASH_BYTES) == 0)
      *contest = list[i];
  return rc;
}

enum rc appeal_contest(struct app *app, const struct appeal *appeal, const char *path,
                       const char *person, struct arena *arena, struct contest *contest,
                       struct diags *diags) {
  struct happening h = {.verb = VERB_CONTESTED, .path = path};
  struct append append = {0};
  *contest = (struct contest){0};
  enum rc rc = take_appeal(app, appeal, &append, &h, arena, diags);
  if (rc == RC_OK)
    rc = person ? find_given(app, path, person, &h, append.subject, diags)
                : find_question(app, path, &h, diags);
  if (rc == RC_OK)
    rc = store_append(app->store, &append, diags);
  app->contests.known = false;
  return rc == RC_OK ? stands(app, &h, arena, contest, diags) : rc;
}

enum rc appeal_contest_item(struct app *app, const struct item *item, const char *words,
                            struct diags *diags) {
  const struct appeal appeal = {.words = words};
  struct happening h = {.verb = VERB_CONTESTED, .path = item->path};
  struct append append = {0};
  struct arena arena = {0};
  memcpy(h.key_rev, item->key_rev, HASH_BYTES);
  enum rc rc = take_appeal(app, &appeal, &append, &h, &arena, diags);
  if (rc == RC_OK)
    rc = store_append(app->store, &append, diags);
  app->contests.known = false;
  arena_done(&arena);
  return rc;
}

/* -- Ruling --------------------------------------------------------------------------------------
 */

static bool is_meant(const struct contest *contest, const char *matter) {
  char hex[2 * HASH_BYTES + 1];
  seal_hex(contest->id, HASH_BYTES, hex);
  return strcmp(contest->path, matter) == 0 ||
         (strlen(matter) >= 4 && strncmp(hex, matter, strlen(matter)) == 0);
}

static enum rc find_matter(struct app *app, const char *matter, struct arena *arena,
                           struct contest *contest, struct diags *diags) {
  struct contest *list;
  size_t n, found = 0;
  enum rc rc = store_contests(app->store, NULL, INT64_MAX, arena, &list, &n, diags);
  for (size_t i = 0; i < n; i++)
    if (is_meant(&list[i], matter)) {
      *contest = list[i];
      found++;
    }
  if (rc != RC_OK || found == 1)
    return rc;
  return refuse("ruling.unknown", _("\"mafunzo contests\" lists them with what they are called"),
                found ? _("several contests are meant by that")
                      : _("nothing of that name is contested"),
                diags);
}

static enum rc check_other(struct app *app, const struct contest *contest,
                           const uint8_t actor[ID_BYTES], struct diags *diags) {
  bool own;
  enum rc rc = store_contest_own(app->store, contest, actor, &own, diags);
  return rc != RC_OK || !own
             ? rc
             : refuse("ruling.own", _("a second person rules, who contested nothing of it"),
                      _("nobody rules on his own contest, or on an answer of his own"), diags);
}

/* The numbers "1,3" as picks from 0; false: they are none, or not of that many. */
static bool read_picks(const char *text, size_t most, struct response *response) {
  while (*text && response->n < RESPONSE_PICKS) {
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (end == text || number == 0 || number > most || (*end && *end != ','))
      return false;
    response->pick[response->n++] = (uint8_t)(number - 1);
    text = *end ? end + 1 : end;
  }
  return !*text && response->n > 0;
}

static bool take_key(const struct item *item, const char *key, struct happening *h) {
  const enum item_shape shape = item_kind_of(item)->shape;
  const struct part *from = shape == SHAPE_PAIRING ? item->targets : item->parts;
  size_t most = shape == SHAPE_PAIRING ? item->n_targets : item->n_parts;
  bool whole = shape == SHAPE_PAIRING || shape == SHAPE_ARRANGEMENT;
  h->shape = (uint8_t)shape;
  if (shape == SHAPE_TEXT || shape == SHAPE_NUMBER || !read_picks(key, most, &h->response) ||
      (whole && h->response.n != item->n_parts))
    return false;
  for (size_t i = 0; i < h->response.n; i++) {
    if (shape != SHAPE_PAIRING && memchr(h->response.pick, h->response.pick[i], i))
      return false;
    h->names[i] = from[h->response.pick[i]].name;
  }
  return true;
}

static enum rc correct_question(struct app *app, const struct contest *contest,
                                const struct appeal_decision *decision, struct happening *h,
                                struct diags *diags) {
  const struct item *item = appeal_item(app, contest->path);
  if (decision->key && decision->percent < 0 && item && take_key(item, decision->key, h))
    return RC_OK;
  return refuse("ruling.key",
                _("give the numbers of the right options, as the course's file lists them: --key "
                  "2; where the course is not here, or nothing is chosen from options, annul it"),
                _("a question is corrected by a key that fits it"), diags);
}

static enum rc correct_given(const struct contest *contest, const struct appeal_decision *decision,
                             struct happening *h, struct diags *diags) {
  if (decision->key || decision->percent < 0 || decision->percent > 100 ||
      contest->what == GIVEN_OBSERVED)
    return refuse("ruling.score",
                  _("give it in per cent: --score 75; what an assessor saw is annulled, and seen "
                    "once more"),
                  _("an answer or mark is corrected by a score"), diags);
  h->score = decision->percent * (SCORE_ONE / 100);
  return RC_OK;
}

static enum rc take_decision(struct app *app, const struct contest *contest,
                             const struct appeal_decision *decision, struct happening *h,
                             struct diags *diags) {
  static const uint8_t question[HASH_BYTES];
  h->path = contest->path;
  h->ruling = decision->ruling;
  memcpy(h->about, contest->about, HASH_BYTES);
  memcpy(h->key_rev, contest->key_rev, HASH_BYTES);
  if (decision->ruling == RULING_CORRECTED)
    return memcmp(contest->about, question, HASH_BYTES) == 0
               ? correct_question(app, contest, decision, h, diags)
               : correct_given(contest, decision, h, diags);
  if (!decision->key && decision->percent < 0)
    return RC_OK;
  return refuse("ruling.key", _("say \"correct\""), _("only a correction has a key or a score"),
                diags);
}

enum rc appeal_rule(struct app *app, const struct appeal *appeal, const char *matter,
                    const struct appeal_decision *decision, struct arena *arena,
                    struct contest *contest, struct diags *diags) {
  struct happening h = {.verb = VERB_RULED};
  struct append append = {0};
  struct contest found = {0};
  *contest = (struct contest){0};
  enum rc rc = take_appeal(app, appeal, &append, &h, arena, diags);
  if (rc == RC_OK)
    rc = find_matter(app, matter, arena, &found, diags);
  if (rc == RC_OK)
    rc = check_other(app, &found, append.actor, diags);
  if (rc == RC_OK)
    rc = take_decision(app, &found, decision, &h, diags);
  memcpy(append.subject, found.subject, ID_BYTES);
  if (rc == RC_OK)
    rc = store_append(app->store, &append, diags);
  app->contests.known = false;
  return rc == RC_OK ? stands(app, &h, arena, contest, diags) : rc;
}
