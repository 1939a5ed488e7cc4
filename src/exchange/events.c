/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every event as a line of JSON: { "hash", "chain", "seq", "previous", "id", "verb", "time",
 * "wall", "mono", "boot", "actor", "subject", "session", "mode", "language", "path",
 * "key_revision", "text_revision", "scheme", "whole", "says", "payload_hash", "head", "payload",
 * "salt" }.
 *
 * head, payload and salt are the bytes that were hashed, in base 64 (null where there are none):
 *   payload_hash = BLAKE2b-256(salt, payload), hash = BLAKE2b-256(previous, head, payload_hash).
 * So anyone can verify an event with b2sum -l 256. scheme: plain, sealed (the payload is a
 * ciphertext; its salt went with it), erased (there is no payload; payload_hash still holds). says:
 * what the payload means, of the verb's own members; null unless it is plain and understood. Of a
 * head of a later layout only the hashes and bytes are told. whole false: the bytes do not give the
 * hash any more. Ids and hashes are hexadecimal; scores and chances 0..1; times that are numbers
 * milliseconds; time is the projected one. */
#include "exchange/json_value.h"
#include "exchange/number.h"
#include "exchange/record.h"

#include "base/vec.h"
#include "model/item.h"

enum { SCORE_DIGITS = 6 };

/* -- Sections of payloads, as store/event.h has them --------------------------------------------
 */

static void say_person(const struct happening *h, json_t *out) {
  const struct person *p = &h->person;
  json_add(out, "name", json_text(p->name));
  json_add(out, "agency", json_text(p->agency));
  json_add(out, "unit", json_text(p->unit));
  json_add(out, "position", json_text(p->position));
  json_add(out, "cohort", json_text(p->cohort));
  json_add(out, "code", json_text(p->code));
  json_add(out, "sex", json_text(p->sex));
  json_add(out, "grade", json_text(p->grade));
  json_add(out, "language", json_text(p->language));
  json_add(out, "years_served", p->served ? json_integer(p->served) : json_null());
}

static json_t *slots(const struct plan *plan) {
  json_t *list = json_array();
  for (size_t i = 0; i < plan->n; i++) {
    json_t *slot = json_object(), *order = json_array();
    json_add(slot, "item", json_text(plan->slots[i].item));
    json_add(slot, "key_revision", json_hex(plan->slots[i].key_rev, HASH_BYTES));
    for (size_t k = 0; k < plan->slots[i].n_parts; k++)
      json_push(order, json_integer(plan->slots[i].order[k]));
    json_add(slot, "order", order);
    json_push(list, slot);
  }
  return list;
}

static void say_plan(const struct happening *h, json_t *out) {
  json_add(out, "run", json_text(record_kind(h->plan.kind)));
  json_add(out, "engine", json_integer(h->plan.engine));
  json_add(out, "seed", json_name(h->plan.seed));
  json_add(out, "drill_revision", json_hex(h->plan.key_rev, HASH_BYTES));
  json_add(out, "slots", slots(&h->plan));
}

static void say_terms(const struct happening *h, json_t *out) {
  static const char *const forms[] = {NULL, "A", "B"};
  json_add(out, "form", json_text(h->plan.form < COUNT(forms) ? forms[h->plan.form] : NULL));
  json_add(out, "limit_ms", json_integer(h->plan.limit));
  json_add(out, "asks_certainty", json_boolean(h->plan.certainty));
}

static void say_item(const struct happening *h, json_t *out) {
  json_add(out, "competency", json_text(h->competency));
  json_add(out, "level", json_integer(h->level));
  json_add(out, "attempt", json_integer(h->attempt));
  json_add(out, "certainty", h->certainty ? json_integer(h->certainty) : json_null());
}

static void say_measure(const struct happening *h, json_t *out) {
  json_add(out, "shape", json_text(record_shape(h->shape)));
  json_add(out, "guess", json_decimal(h->guess, SCORE_DIGITS));
}

static void say_response(const struct happening *h, json_t *out) {
  json_t *picks = json_array();
  for (size_t i = 0; i < h->response.n; i++) {
    json_t *pick = json_object();
    bool none = h->response.pick[i] == PICK_NONE;
    json_add(pick, "part", none ? json_null() : json_integer(h->response.pick[i]));
    json_add(pick, "name", json_name(h->names[i]));
    json_push(picks, pick);
  }
  json_add(out, "picks", picks);
  json_add(out, "text", json_text(h->response.text));
}

static void say_score(const struct happening *h, json_t *out) {
  json_add(out, "score", json_decimal(h->score, SCORE_DIGITS));
  json_add(out, "hinted", json_boolean(h->hinted));
  json_add(out, "faulty", json_boolean(h->faulty));
  json_add(out, "passed", json_boolean(h->passed));
  json_add(out, "critical", json_boolean(h->critical));
  json_add(out, "duration_ms", json_integer(h->duration));
}

static void say_choice(const struct happening *h, json_t *out) {
  json_add(out, "choice", json_name(h->choice));
}

static void say_typed(const struct happening *h, json_t *out) {
  json_add(out, "text", json_text(h->response.text));
}

static void say_scores(const struct happening *h, json_t *out) {
  json_t *list = json_array();
  for (size_t i = 0; i < h->n_scores; i++) {
    json_t *one = json_object();
    json_add(one, "competency", json_text(h->scores[i].competency));
    json_add(one, "score", json_decimal(h->scores[i].score, SCORE_DIGITS));
    json_add(one, "weight", json_integer(h->scores[i].weight));
    json_push(list, one);
  }
  json_add(out, "scores", list);
}

static void say_reason(const struct happening *h, json_t *out) {
  json_add(out, "reason", json_string(h->reason == CLOSED_BY_PERSON ? "person" : "course-changed"));
}

static void say_inputs(const struct happening *h, json_t *out) {
  json_t *list = json_array();
  for (size_t i = 0; i < h->n_inputs; i++) {
    json_t *one = json_object();
    json_add(one, "now_ms", json_integer(h->inputs[i].now));
    json_add(one, "what", json_integer(h->inputs[i].what));
    json_add(one, "target", json_name(h->inputs[i].target));
    json_push(list, one);
  }
  json_add(out, "inputs", list);
}

static void say_settings(const struct happening *h, json_t *out) {
  json_add(out, "theme", json_integer(h->settings.theme));
  json_add(out, "mouse", json_boolean(!h->settings.no_mouse));
  json_add(out, "still", json_boolean(h->settings.still));
  json_add(out, "time_percent", json_integer(h->settings.time_percent));
  json_add(out, "language", json_text(h->settings.language));
}

static void say_evidence(const struct happening *h, json_t *out) {
  json_add(out, "evidence", json_text(record_evidence(h->evidence)));
  json_add(out, "specimen", h->specimen ? json_integer(h->specimen) : json_null());
}

static void say_steps(const struct happening *h, json_t *out) {
  static const char *const verdicts[STEP_VERDICTS] = {"not-seen", "done", "not-done"};
  json_t *list = json_array();
  for (size_t i = 0; i < h->n_steps; i++) {
    json_t *one = json_object();
    unsigned verdict = h->steps[i].verdict;
    json_add(one, "step", json_name(h->steps[i].name));
    json_add(one, "verdict", json_text(verdict < STEP_VERDICTS ? verdicts[verdict] : NULL));
    json_push(list, one);
  }
  json_add(out, "steps", list);
}

static void say_other(const struct happening *h, json_t *out) {
  json_add(out, "other", json_hex(h->other, ID_BYTES));
  json_add(out, "undone", json_boolean(h->undone));
}

static void say_count(const struct happening *h, json_t *out) {
  json_add(out, "count", json_integer(h->count));
}

static void say_about(const struct happening *h, json_t *out) {
  json_add(out, "about", json_hex(h->about, HASH_BYTES));
}

static void say_words(const struct happening *h, json_t *out) {
  json_add(out, "words", json_text(h->words));
}

static void say_ruling(const struct happening *h, json_t *out) {
  static const char *const rulings[] = {"upheld", "annulled", "corrected"};
  json_add(out, "ruling",
           json_text((unsigned)h->ruling < COUNT(rulings) ? rulings[h->ruling] : NULL));
}

static void say_calibration(const struct happening *h, json_t *out) {
  json_add(out, "b", json_decimal(h->calibration.b, SCORE_DIGITS));
  json_add(out, "sd", json_decimal(h->calibration.sd, SCORE_DIGITS));
  json_add(out, "n", json_integer(h->calibration.n));
}

static void say_cause(const struct happening *h, json_t *out) {
  json_add(out, "cause", json_text(record_cause(h->cause)));
}

static void say_day(const struct happening *h, json_t *out) {
  json_add(out, "day", h->day ? json_integer(h->day) : json_null());
}

typedef void section(const struct happening *h, json_t *out);

enum { SECTIONS_MOST = 7 };

static section *const sections[VERBS][SECTIONS_MOST] = {
    [VERB_PERSON_STATED] = {say_person},
    [VERB_STARTED] = {say_plan, say_terms},
    [VERB_ANSWERED] = {say_item, say_measure, say_response, say_score, say_inputs},
    [VERB_DECIDED] = {say_score, say_choice, say_typed, say_scores, say_inputs},
    [VERB_NOTED] = {say_inputs},
    [VERB_COMPLETED] = {say_score, say_scores, say_inputs},
    [VERB_CLOSED] = {say_reason, say_inputs},
    [VERB_PREFERRED] = {say_settings},
    [VERB_DRAWN] = {say_plan},
    [VERB_RATED] = {say_item, say_evidence, say_cause, say_day},
    [VERB_OBSERVED] = {say_score, say_scores, say_evidence, say_steps, say_day},
    [VERB_MARKED] = {say_item, say_measure, say_score, say_evidence, say_day},
    [VERB_JOINED] = {say_other},
    [VERB_ESTABLISHED] = {say_person, say_count},
    [VERB_CONTESTED] = {say_about, say_words},
    [VERB_RULED] = {say_measure, say_response, say_score, say_about, say_ruling, say_words},
    [VERB_CALIBRATED] = {say_item, say_calibration},
    [VERB_ERASED] = {NULL},
    [VERB_COLLECTED] = {NULL},
};

static json_t *what_it_says(const struct happening *h) {
  if (!h)
    return json_null();
  json_t *out = json_object();
  for (size_t i = 0; i < SECTIONS_MOST && sections[h->verb][i]; i++)
    sections[h->verb][i](h, out);
  return out;
}

/* -- The line ------------------------------------------------------------------------------------
 */

static void add_head(const struct record *r, json_t *line) {
  json_add(line, "chain", json_hex(r->chain, KEY_BYTES));
  json_add(line, "seq", json_integer((json_int_t)r->seq));
  json_add(line, "previous", json_hex(r->previous, HASH_BYTES));
  json_add(line, "id", json_hex(r->id, ID_BYTES));
  json_add(line, "verb", json_text(r->verb));
  json_add(line, "time", json_time(r->time));
  json_add(line, "wall", json_integer(r->wall));
  json_add(line, "mono", json_integer(r->mono));
  json_add(line, "boot", json_hex(r->boot, ID_BYTES));
  json_add(line, "actor", json_hex(r->actor, ID_BYTES));
  json_add(line, "subject", json_hex(r->subject, ID_BYTES));
  json_add(line, "session", json_hex(r->session, ID_BYTES));
  json_add(line, "mode", json_text(record_mode(r->mode)));
  json_add(line, "language", json_text(r->language));
  json_add(line, "path", json_text(r->path));
  json_add(line, "key_revision", json_hex(r->key_rev, HASH_BYTES));
  json_add(line, "text_revision", json_hex(r->text_rev, HASH_BYTES));
}

void record_put_line(const struct record *r, struct sink *sink) {
  static const char *const schemes[] = {"plain", "sealed", "erased"};
  json_t *line = json_object();
  json_add(line, "hash", json_hex(r->hash, HASH_BYTES));
  if (r->has_head)
    add_head(r, line);
  json_add(line, "scheme", json_string(schemes[r->scheme]));
  json_add(line, "whole", json_boolean(r->whole));
  json_add(line, "says", what_it_says(r->happening));
  json_add(line, "payload_hash", json_hex(r->payload_hash, HASH_BYTES));
  json_add(line, "head", json_base64(r->head, r->head_len));
  json_add(line, "payload", r->payload ? json_base64(r->payload, r->payload_len) : json_null());
  json_add(line, "salt", r->salt ? json_base64(r->salt, SALT_BYTES) : json_null());
  json_line(sink, line);
}
