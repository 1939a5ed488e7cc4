/* SPDX-License-Identifier: GPL-3.0-or-later */
/* interview: a person who answers as he or she was asked. This file: its row, its schema, what its
 * revisions hash, its texts. */
#include "drill/interview.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const interview_keys[] = {"interview",  "form",   "time",   "pass",
                                             "companion",  "story",  "person", "interpreter",
                                             "competency", "topics", "moves",  NULL};

#define TEXT "{\"$ref\": \"#/definitions/text\"}"
#define LEVEL "{\"type\": \"integer\", \"minimum\": 0, \"maximum\": 10}"
#define TRUTH "{\"enum\": [true, false, \"yes\", \"no\"]}"
#define OBJECT "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": "
#define WORDINGS                                                                                   \
  "{\"oneOf\": [" TEXT ", {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 6, \"items\": "     \
  "{\"type\": \"string\"}}]}"
#define FACT                                                                                       \
  OBJECT "{\"id\": {\"$ref\": \"#/definitions/id\"}, \"note\": " TEXT ", \"says\": " TEXT          \
         ", \"brief\": " TEXT ", \"trust\": " LEVEL                                                \
         ", \"worth\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 3}, "                  \
         "\"by\": {\"enum\": [\"open\", \"probing\", \"closed\", \"summary\", \"challenge\"]}}, "  \
         "\"required\": [\"id\", \"note\", \"says\", \"brief\"]}"
#define TOPIC                                                                                      \
  OBJECT "{\"id\": {\"$ref\": \"#/definitions/id\"}, \"name\": " TEXT ", \"ask\": " OBJECT         \
         "{\"open\": " WORDINGS ", \"probing\": " WORDINGS ", \"closed\": " WORDINGS               \
         ", \"leading\": " WORDINGS ", \"multiple\": " WORDINGS ", \"blaming\": " WORDINGS         \
         "}, \"required\": [\"open\"]}, \"evades\": " TEXT ", \"agrees\": " TEXT                   \
         ", \"puts\": " TEXT ", \"avoid\": " TEXT ", \"alone\": " TRUTH ", \"words\": " TEXT       \
         ", \"competency\": " TEXT ", \"facts\": {\"type\": \"array\", \"maxItems\": 32, "         \
         "\"items\": " FACT "}}, \"required\": [\"id\", \"name\", \"ask\"]}"
#define OTHER                                                                                      \
  OBJECT                                                                                           \
  "{\"say\": " TEXT ", \"answer\": " TEXT ", \"why\": " TEXT                                       \
  ", \"as\": {\"enum\": [\"good\", \"weak\", \"promise\", \"threat\"]}, \"critical\": " TEXT       \
  "}, \"required\": [\"say\"]}"
#define MOVE                                                                                       \
  OBJECT "{\"say\": " TEXT ", \"answer\": " TEXT ", \"why\": " TEXT ", \"competency\": " TEXT      \
         ", \"others\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 4, \"items\": " OTHER \
         "}}, \"required\": [\"say\", \"others\"]}"

static const char interview_schema[] =
    "\"interview\": " TEXT ", \"form\": {\"enum\": [\"primary\", \"secondary\"]}, "
    "\"time\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 120}, "
    "\"pass\": {\"type\": \"integer\", \"minimum\": 50, \"maximum\": 100}, "
    "\"companion\": " TEXT ", \"story\": " TEXT ", \"interpreter\": " TRUTH
    ", \"competency\": " TEXT ", \"person\": " OBJECT "{\"name\": " TEXT
    ", \"speaks\": {\"enum\": [\"little\", \"fair\", "
    "\"fluent\"]}, \"trust\": " LEVEL ", \"tired\": " LEVEL ", \"fear\": " LEVEL
    ", \"evades\": " TEXT ", \"agrees\": " TEXT ", \"denies\": " TEXT ", \"confused\": " TEXT
    ", \"repeats\": " TEXT ", \"shuts\": " TEXT ", \"child\": " TRUTH
    "}, \"required\": [\"name\", \"evades\", \"agrees\", \"denies\", \"confused\", \"repeats\", "
    "\"shuts\"]}, "
    "\"topics\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 10, \"items\": " TOPIC "}, "
    "\"moves\": " OBJECT "{\"greet\": " MOVE ", \"introduce\": " MOVE ", \"explain\": " MOVE
    ", \"ground-rules\": " MOVE ", \"separate\": " MOVE ", \"interpreter\": " MOVE
    ", \"reassure\": " MOVE ", \"offer-break\": " MOVE ", \"challenge\": " MOVE
    ", \"summarise\": " MOVE ", \"close\": " MOVE "}, \"required\": [\"close\"]}"
    "\tinterview competency story person topics moves";

static void topic_canon(const struct interview *it, const struct topic *topic,
                        struct canon *canon) {
  canon_key(canon, "topic", topic->id);
  canon_key(canon, "competency", it->competencies[topic->competency]);
  canon_number(canon, "alone", topic->alone);
  canon_number(canon, "avoid", topic->avoid != NULL);
  canon_text(canon, "name", topic->name);
  canon_text(canon, "evades", topic->evades);
  canon_text(canon, "agrees", topic->agrees);
  canon_text(canon, "puts", topic->puts);
  canon_text(canon, "why", topic->avoid);
  canon_key(canon, "words", topic->words);
  for (enum form i = OPEN; i < FORMS; i++) {
    canon_number(canon, form_keys[i], topic->ask[i][0] != NULL);
    for (size_t j = 0; j < WORDINGS_MOST; j++)
      canon_text(canon, "ask", topic->ask[i][j]);
  }
}

static void fact_canon(const struct interview *it, const struct fact *fact, struct canon *canon) {
  canon_key(canon, "fact", fact->id);
  canon_key(canon, "of", it->topics[fact->topic].id);
  canon_number(canon, "by", fact->by);
  canon_number(canon, "trust", fact->trust);
  canon_number(canon, "worth", fact->worth);
  canon_text(canon, "note", fact->note);
  canon_text(canon, "says", fact->says);
  canon_text(canon, "brief", fact->brief);
}

static void move_canon(const struct interview *it, enum move move, struct canon *canon) {
  const struct move_row *row = &it->moves[move];
  if (!row->given)
    return;
  canon_key(canon, "move", move_keys[move]);
  canon_key(canon, "competency", it->competencies[row->competency]);
  for (uint8_t i = 0; i < row->n; i++) {
    canon_number(canon, "as", row->sayings[i].as);
    canon_number(canon, "critical", row->sayings[i].critical != NULL);
    canon_text(canon, "say", row->sayings[i].say);
    canon_text(canon, "answer", row->sayings[i].answer);
    canon_text(canon, "why", row->sayings[i].why);
    canon_text(canon, "error", row->sayings[i].critical);
  }
}

static void interview_canon(const struct drill *drill, struct canon *canon) {
  const struct interview *it = drill->body;
  canon_key(canon, "kind", "interview");
  if (it->broken)
    return;
  canon_key(canon, "hears", it->listener ? listener_revision(it->listener) : NULL);
  canon_number(canon, "form", it->secondary);
  canon_number(canon, "seconds", it->seconds);
  canon_number(canon, "pass", it->pass);
  canon_number(canon, "interpreter", it->interpreter);
  canon_number(canon, "child", it->child);
  canon_number(canon, "fluency", it->fluency);
  canon_number(canon, "trust", it->trust);
  canon_number(canon, "tired", it->tired);
  canon_number(canon, "fear", it->fear);
  canon_number(canon, "accompanied", it->companion != NULL);
  const char *const texts[] = {it->companion, it->person,   it->story,   it->evades, it->agrees,
                               it->denies,    it->confused, it->repeats, it->shuts};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    canon_text(canon, "text", texts[i]);
  for (uint8_t i = 0; i < it->n_topics; i++)
    topic_canon(it, &it->topics[i], canon);
  for (uint8_t i = 0; i < it->n_facts; i++)
    fact_canon(it, &it->facts[i], canon);
  for (enum move i = GREET; i < MOVES; i++)
    move_canon(it, i, canon);
}

/* -- Texts ------------------------------------------------------------------------------------- */

typedef void each_text(void *ctx, const char *text);

static void tell(each_text *each, void *ctx, const char *text) {
  if (text)
    each(ctx, text);
}

static void topic_texts(const struct topic *topic, each_text *each, void *ctx) {
  tell(each, ctx, topic->name);
  tell(each, ctx, topic->evades);
  tell(each, ctx, topic->agrees);
  tell(each, ctx, topic->puts);
  tell(each, ctx, topic->avoid);
  for (enum form i = OPEN; i < FORMS; i++)
    for (size_t j = 0; j < WORDINGS_MOST; j++)
      tell(each, ctx, topic->ask[i][j]);
}

static void move_texts(const struct move_row *move, each_text *each, void *ctx) {
  for (uint8_t i = 0; i < move->n; i++) {
    tell(each, ctx, move->sayings[i].say);
    tell(each, ctx, move->sayings[i].answer);
    tell(each, ctx, move->sayings[i].why);
    tell(each, ctx, move->sayings[i].critical);
  }
}

static void interview_texts(const struct drill *drill, each_text *each, void *ctx) {
  const struct interview *it = drill->body;
  tell(each, ctx, it->story);
  for (uint8_t i = 0; i < it->n_topics; i++)
    topic_texts(&it->topics[i], each, ctx);
  for (uint8_t i = 0; i < it->n_facts; i++) {
    tell(each, ctx, it->facts[i].note);
    tell(each, ctx, it->facts[i].says);
    tell(each, ctx, it->facts[i].brief);
  }
  for (enum move i = GREET; i < MOVES; i++)
    move_texts(&it->moves[i], each, ctx);
}

extern const struct drill_kind drill_interview;
const struct drill_kind drill_interview = {
    .key = "interview",
    .schema = interview_schema,
    .keys = interview_keys,
    .build = interview_build,
    .check = interview_check,
    .canon = interview_canon,
    .texts = interview_texts,
    .start = interview_start,
    .step = interview_step,
    .ended = interview_ended,
    .result = interview_result,
    .page = interview_page,
    .debrief = interview_debrief,
};
