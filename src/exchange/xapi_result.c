/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came of it. As in cmi5 completion stands in "completed" alone, success and score in "passed"
 * and "failed". */
#include "exchange/xapi_inner.h"

#include <inttypes.h>
#include <stdio.h>

enum { SCORE_DIGITS = 6, LEVEL_TOP = 4 };

static void put_duration(json_t *result, int64_t milliseconds) {
  char text[40];
  if (milliseconds <= 0)
    return;
  snprintf(text, sizeof text, "PT%" PRId64 ".%02dS", milliseconds / 1000,
           (int)(milliseconds % 1000 / 10)); /* hundredths: what every LRS keeps */
  json_add(result, "duration", json_string(text));
}

static void put_scaled(json_t *result, int64_t millionths) {
  json_t *score = json_object();
  if (millionths >= 0 && millionths <= SCORE_ONE) {
    json_add(score, "scaled", json_decimal(millionths, SCORE_DIGITS));
    json_add(result, "score", score);
  } else
    json_decref(score);
}

static void put_answer(const struct happening *h, json_t *result) {
  struct str response = {0};
  json_t *more = NULL;
  if (!h->faulty) { /* of a question that cannot be marked nobody knows */
    put_scaled(result, h->score);
    json_add(result, "success", json_boolean(h->score == SCORE_ONE));
  }
  xapi_put_response(&response, h->shape, &h->response, h->names);
  if (h->verb == VERB_ANSWERED)
    json_add(result, "response", json_text(str_text(&response)));
  str_done(&response);
  put_duration(result, h->duration);
  if (h->certainty)
    xapi_extend(&more, "certainty", json_integer(h->certainty));
  if (h->hinted)
    xapi_extend(&more, "hinted", json_true());
  if (h->faulty)
    xapi_extend(&more, "faulty", json_true());
  if (more)
    json_add(result, "extensions", more);
}

static json_t *scores_value(const struct happening *h) {
  json_t *list = json_array();
  for (size_t i = 0; i < h->n_scores; i++) {
    json_t *one = json_object();
    json_add(one, "competency", json_text(h->scores[i].competency));
    json_add(one, "score", json_decimal(h->scores[i].score, SCORE_DIGITS));
    json_add(one, "weight", json_integer(h->scores[i].weight));
    json_push(list, one);
  }
  return list;
}

/* What xAPI has no place for: scores by competency, and a critical error. */
static void put_more(const struct happening *h, json_t *result) {
  json_t *more = NULL;
  if (h->n_scores)
    xapi_extend(&more, "scores", scores_value(h));
  if (h->critical)
    xapi_extend(&more, "critical", json_true());
  if (more)
    json_add(result, "extensions", more);
}

static void put_judged(const struct happening *h, json_t *result) {
  put_scaled(result, h->score);
  json_add(result, "success", json_boolean(h->passed));
  put_duration(result, h->duration);
  put_more(h, result);
}

static void put_decision(const struct happening *h, json_t *result) {
  json_add(result, "response",
           h->response.text[0] ? json_text(h->response.text) : json_name(h->choice));
  put_duration(result, h->duration);
  put_more(h, result);
}

static void put_level(const struct happening *h, json_t *result) {
  json_t *score = json_object();
  unsigned level = h->level < LEVEL_TOP ? h->level : LEVEL_TOP;
  json_add(score, "scaled", json_decimal(level * 25, 2));
  json_add(score, "raw", json_integer(level));
  json_add(score, "min", json_integer(0));
  json_add(score, "max", json_integer(LEVEL_TOP));
  json_add(result, "score", score);
}

json_t *xapi_result(const struct happening *h, bool completion) {
  json_t *result = json_object();
  switch (h->verb) {
  case VERB_ANSWERED:
  case VERB_MARKED:
    put_answer(h, result);
    break;
  case VERB_DECIDED:
    put_decision(h, result);
    break;
  case VERB_COMPLETED:
    if (completion) { /* cmi5: completion here alone, success and score there alone */
      json_add(result, "completion", json_true());
      put_duration(result, h->duration);
    } else
      put_judged(h, result);
    break;
  case VERB_OBSERVED:
    put_judged(h, result);
    break;
  case VERB_RATED:
    put_level(h, result);
    break;
  default:
    break;
  }
  return result;
}
