/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drill, decision by decision, and its debrief. */
#include "base/text.h"
#include "session/inner.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DRILL_CHOOSE = 1 }; /* recorded: never reused; target: the choice's name */

static int find(const struct module *module, const char *id) {
  for (size_t i = 0; id && i < module->n_drills; i++)
    if (strcmp(module->drills[i].id, id) == 0)
      return (int)i;
  return -1;
}

static const struct drill *drill_of(const struct session *session, const struct module *module) {
  return &module->drills[session->index];
}

static const struct drill_kind *kind_of(const struct drill *drill) {
  return drill_kinds[drill->kind];
}

static void begin(const struct module *module, size_t at, struct session *session) {
  const struct drill *drill = &module->drills[at];
  session->index = (uint16_t)at;
  kind_of(drill)->start(drill, session->seed, &session->u.drill);
}

static bool start(const struct module *module, const struct beginning *how, struct session *session,
                  struct plan *plan, const char **path) {
  int at = find(module, how->item);
  if (at < 0)
    return false;
  begin(module, (size_t)at, session);
  memcpy(plan->key_rev, module->drills[at].key_rev, HASH_BYTES);
  *path = module->drills[at].path;
  return true;
}

static bool resume(const struct module *module, const struct happening *started,
                   struct session *session) {
  const char *slash = strrchr(started->path, '/');
  int at = find(module, slash ? slash + 1 : started->path);
  session->drill_changed =
      at < 0 || memcmp(module->drills[at].key_rev, started->plan.key_rev, HASH_BYTES) != 0;
  if (at >= 0)
    begin(module, (size_t)at, session);
  return at >= 0;
}

static void tell_decided(const struct drill *drill, const struct drill_outcome *outcome,
                         const struct session *session, const struct session_input *input,
                         struct happening *decided) {
  int64_t since = outcome->since ? outcome->since : session->now;
  memcpy(decided->key_rev, drill->key_rev, HASH_BYTES);
  memcpy(decided->text_rev, drill->text_rev, HASH_BYTES);
  decided->choice = input->target;
  decided->critical = outcome->critical;
  decided->n_scores = outcome->n_scores;
  memcpy(decided->scores, outcome->scores, sizeof decided->scores);
  memcpy(decided->response.text, input->response.text, sizeof decided->response.text);
  decided->duration = input->now - since;
}

static void tell_completed(const struct drill *drill, const struct session *next,
                           const struct session_input *input, struct happening *done) {
  struct drill_result result;
  kind_of(drill)->result(drill, &next->u.drill, &result);
  memcpy(done->key_rev, drill->key_rev, HASH_BYTES);
  memcpy(done->text_rev, drill->text_rev, HASH_BYTES);
  done->score = result.score;
  done->passed = result.passed;
  done->critical = result.critical;
  done->n_scores = result.n_scores;
  memcpy(done->scores, result.scores, sizeof done->scores);
  done->duration = input->now;
}

static bool step(const struct session *session, const struct module *module,
                 const struct session_input *input, struct session *next,
                 struct happening *happened, size_t *n) {
  const struct drill *drill = drill_of(session, module);
  const struct drill_input chosen = {input->now, input->target, input->response.text};
  struct drill_outcome outcome;
  if (input->what != DRILL_CHOOSE)
    return false;
  kind_of(drill)->step(drill, &session->u.drill, &chosen, &next->u.drill, &outcome);
  if (!outcome.accepted)
    return false;
  if (outcome.waits) {
    (outcome.spends ? session_note : session_wait)(next, module, input, happened, n);
    return true;
  }
  struct happening *decided = session_happen(next, module, VERB_DECIDED, drill->path, happened, n);
  tell_decided(drill, &outcome, session, input, decided);
  session_carry(next, input, decided);
  if (!outcome.ended)
    return true;
  next->over = true;
  tell_completed(drill, next, input,
                 session_happen(next, module, VERB_COMPLETED, drill->path, happened, n));
  return true;
}

static const char *page_name(const struct session *session, const struct drill *drill,
                             struct arena *arena) {
  const struct drill_kind *kind = kind_of(drill);
  uint8_t hash[HASH_BYTES];
  char hex[17];
  if (kind->view && !session->over)
    return arena_printf(arena, "drill:%s:%" PRIu64, drill->path,
                        kind->view(drill, &session->u.drill));
  seal_hash(&(struct seal_part){&session->u.drill, sizeof session->u.drill}, 1, hash);
  seal_hex(hash, 8, hex);
  return arena_printf(arena, "drill:%s:%s", drill->path, hex);
}

static void add_result(const struct drill *drill, const struct session *session,
                       struct page *page) {
  struct drill_result result;
  kind_of(drill)->result(drill, &session->u.drill, &result);
  struct bar bar = {.label = _("Score"), .share = result.score};
  bar.word = arena_printf(page->arena, _("%d %%"), session_percent(result.score));
  const char *said = result.critical ? _("Not passed: a critical error was made.")
                     : result.passed ? _("Passed.")
                                     : _("Not passed.");
  page_add_notice(page, result.passed ? TONE_GOOD : TONE_BAD, said);
  page_add_bars(page, &bar, 1);
}

static void add_changed(struct page *page) {
  page_add_notice(page, TONE_WARN,
                  _("This drill has changed since you began it, so your run was closed. It does "
                    "not count; you can begin anew."));
}

static void add_over(const struct drill *drill, const struct session *session,
                     const struct module *module, struct page *page) {
  page->status = _("Debrief");
  if (session->drill_changed)
    add_changed(page);
  else if (!kind_of(drill)->ended(drill, &session->u.drill))
    page_add_notice(page, TONE_WARN, _("This run was closed before its end."));
  else {
    add_result(drill, session, page);
    size_t from = page->n_blocks;
    kind_of(drill)->debrief(drill, &session->u.drill, page);
    session_language(page, from, module);
  }
  session_over_actions(page, _("Again"), _("Play this drill once more"));
}

static void page_of(const struct session *session, const struct module *module, struct page *page) {
  const struct drill *drill = drill_of(session, module);
  page_init(page, page->arena, page_name(session, drill, page->arena), drill->title);
  if (session->over) {
    add_over(drill, session, module, page);
    return;
  }
  page->status = _("Drill");
  kind_of(drill)->page(drill, &session->u.drill, page);
  session_language(page, 0, module);
}

static bool read(const struct session *session, const struct module *module,
                 const struct input *input, struct session_input *out) {
  static const char prefix[] = "choose:";
  const char *hex = input->action + sizeof prefix - 1;
  (void)session, (void)module;
  if (strncmp(input->action, prefix, sizeof prefix - 1) != 0 || strlen(hex) != 16 ||
      hex[strspn(hex, "0123456789abcdef")])
    return false;
  out->what = DRILL_CHOOSE;
  out->target = strtoull(hex, NULL, 16);
  if (input->n) /* a drill's page has one block that takes text, if any */
    memcpy(out->response.text, input->fields[0].value.text, sizeof out->response.text);
  return true;
}

static char *where(const struct session *session, const struct module *module,
                   struct arena *arena) {
  return arena_strdup(arena, drill_of(session, module)->title);
}

extern const struct session_kind session_drill;
const struct session_kind session_drill = {
    .kind = RUN_DRILL,
    .mode = MODE_PRACTICE,
    .start = start,
    .step = step,
    .resume = resume,
    .page = page_of,
    .read = read,
    .where = where,
};
