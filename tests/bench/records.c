/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the records of one diligent person: some 40 events a run. Run after it
 * bench_answers ... 3, which leaves a run open in the middle.
 *
 *   bench_records STORE EVENTS */
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTIONS = 38, A_RUN = QUESTIONS + 2, TOGETHER = 10, RUNS_A_BOOT = 3, PATHS = 30 };

static char paths[PATHS][40], items[PATHS][QUESTIONS][80], ids[QUESTIONS][16];

static void name_all(void) {
  for (int q = 0; q < QUESTIONS; q++)
    snprintf(ids[q], sizeof ids[q], "question-%d", q);
  for (int m = 0; m < PATHS; m++) {
    snprintf(paths[m], sizeof paths[m], "course-%d/module-%d", m / 6, m % 6);
    for (int q = 0; q < QUESTIONS; q++)
      snprintf(items[m][q], sizeof items[m][q], "%.40s/%.16s", paths[m], ids[q]);
  }
}

static void fill_hash(uint8_t hash[HASH_BYTES], unsigned of) {
  seal_hash(&(struct seal_part){&of, sizeof of}, 1, hash);
}

static struct happening start_of(unsigned run) {
  struct happening h = {.verb = VERB_STARTED, .mode = MODE_PRACTICE, .language = "en"};
  h.path = paths[run % PATHS];
  h.plan = (struct plan){.kind = RUN_QUIZ, .engine = ENGINE_VERSION, .seed = run, .n = QUESTIONS};
  for (size_t i = 0; i < QUESTIONS; i++) {
    struct plan_slot *slot = &h.plan.slots[i];
    slot->item = ids[i];
    fill_hash(slot->key_rev, (unsigned)i);
    slot->n_parts = 4;
    for (uint8_t part = 0; part < 4; part++)
      slot->order[part] = (uint8_t)((part + run) % 4);
  }
  return h;
}

static struct happening answer_of(unsigned run, unsigned question) {
  static const char *const competencies[] = {"DOC-EXAM", "DOC-MRZ", "LAW", "RISK", "REFER"};
  struct happening h = {.verb = VERB_ANSWERED, .mode = MODE_PRACTICE, .language = "en"};
  h.path = items[run % PATHS][question];
  fill_hash(h.key_rev, question);
  fill_hash(h.text_rev, question + 1000);
  snprintf(h.competency, sizeof h.competency, "%s", competencies[question % 5]);
  h.level = (uint8_t)(1 + question % 4);
  h.attempt = 1;
  h.response = (struct response){.n = 1, .pick = {(uint8_t)(question % 4)}};
  h.names[0] = question * 7919ULL;
  h.score = (run + question) % 4 ? 1000000 : 0;
  h.duration = 12000 + 300 * (int)question;
  h.n_inputs = 2;
  h.inputs[0] = (struct recorded_input){.now = question * 15000, .what = 5};
  h.inputs[1] = (struct recorded_input){.now = question * 15000 + 12000, .what = 1};
  return h;
}

static struct happening end_of(unsigned run) {
  struct happening h = {.verb = VERB_COMPLETED, .mode = MODE_PRACTICE, .language = "en"};
  h.path = paths[run % PATHS];
  h.score = 750000;
  h.passed = run % 3 == 0;
  h.duration = QUESTIONS * 15000;
  h.n_scores = 1;
  h.scores[0] = (struct competency_score){.competency = "DOC-EXAM", .score = 750000, .weight = 8};
  return h;
}

static enum rc put(struct store *store, struct append *append, struct diags *diags) {
  enum rc rc = store_append(store, append, diags);
  append->moment.wall += 150 * 1000;
  append->moment.mono += 150 * 1000;
  return rc;
}

static enum rc put_run(struct store *store, struct append *append, unsigned run,
                       struct diags *diags) {
  static struct happening all[A_RUN];
  enum rc rc = RC_OK;
  seal_random(append->session, ID_BYTES);
  if (run % RUNS_A_BOOT == 0) {
    seal_random(append->moment.boot, ID_BYTES);
    append->moment.mono = 60 * 1000;
    append->moment.wall += 20 * 3600 * 1000;
  }
  all[0] = start_of(run);
  for (unsigned i = 0; i < QUESTIONS; i++)
    all[1 + i] = answer_of(run, i);
  all[A_RUN - 1] = end_of(run);
  for (size_t i = 0; rc == RC_OK && i < A_RUN; i += TOGETHER) {
    append->happened = all + i;
    append->n = TOGETHER;
    rc = put(store, append, diags);
  }
  store_idle(store);
  return rc;
}

int main(int argc, char **argv) {
  struct store *store;
  struct diags diags = {0};
  struct append append = {.moment = {.wall = 1700000000000}};
  unsigned events = argc == 3 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
  if (events == 0 || store_open(argv[1], &store, &diags) != RC_OK)
    return 2;
  name_all();
  struct happening stated = {.verb = VERB_PERSON_STATED,
                             .person = {.name = "Amina Yusuf", .unit = "Port Amani"}};
  seal_random(stated.person.id, ID_BYTES);
  memcpy(append.actor, stated.person.id, ID_BYTES);
  memcpy(append.subject, stated.person.id, ID_BYTES);
  append.happened = &stated;
  append.n = 1;
  enum rc rc = put(store, &append, &diags);
  for (unsigned run = 0; rc == RC_OK && (run + 1) * A_RUN < events; run++)
    rc = put_run(store, &append, run, &diags);
  store_close(store);
  if (diags.n)
    fprintf(stderr, "bench_records: %s\n", diags.list[0].message);
  return rc != RC_OK;
}
