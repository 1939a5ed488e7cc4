/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess/kind.h"
#include "session/session.h"
#include "session/slots.h"

const char *session_refusal(const struct session *session, const struct module *module,
                            const struct input *input) {
  const struct quiz_state *quiz = &session->u.quiz;
  const struct response *response = input_value(input, ITEM_BLOCK);
  bool asks = session->kind != RUN_LESSON && session->kind != RUN_DRILL && !session->over;
  if (!asks || !response || quiz->at >= quiz->n || slot_gone(&quiz->slots[quiz->at]))
    return NULL;
  return slot_refusal(&module->quiz.items[quiz->slots[quiz->at].item], response);
}
