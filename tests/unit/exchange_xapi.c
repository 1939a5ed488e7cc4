/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and lines of events, from plain values; other people's validators read whole files of
 * them in tests/cli/export.sh. */
#include "exchange/iri.h"
#include "exchange/json_value.h"
#include "exchange/uuid.h"
#include "exchange/xapi.h"

#include <criterion/criterion.h>
#include <string.h>

static struct happening happening;
static struct record record;
static struct sink sink;

static void setup(void) {
  static uint8_t salt[SALT_BYTES];
  happening = (struct happening){
      .verb = VERB_ANSWERED, .level = 2, .attempt = 1, .score = SCORE_ONE, .duration = 61500};
  strcpy(happening.competency, "DOC-EXAM");
  record = (struct record){.head = "h",
                           .head_len = 1,
                           .payload = "p",
                           .payload_len = 1,
                           .salt = salt,
                           .time = 1790000000123,
                           .whole = true,
                           .has_head = true,
                           .mode = MODE_EXAM,
                           .language = "en",
                           .path = "c/m/i",
                           .verb = "answered",
                           .happening = &happening,
                           .seq = 1};
  memcpy(record.id, "\x01\x9a\x00\x00\x00\x00\x70\x00\x80\x00\x00\x00\x00\x00\x00\x01", ID_BYTES);
  record.session[3] = 9;
}

static void teardown(void) {
  sink_done(&sink);
  sink = (struct sink){0};
}

TestSuite(exchange_xapi, .init = setup, .fini = teardown);

static json_t *parsed(void) {
  json_error_t error;
  json_t *value = json_loads(str_text(&sink.text), JSON_REJECT_DUPLICATES, &error);
  cr_assert_not_null(value, "%s in %s", error.text, str_text(&sink.text));
  return value;
}

/* The one batch that the record gives. */
static json_t *statements(const struct xapi_activity *activity) {
  struct xapi_writer writer = {.sink = &sink};
  const struct xapi_about about = {
      .person = record.subject, .actor = record.actor, .activity = activity};
  xapi_put(&writer, &record, &about);
  xapi_end(&writer);
  return parsed();
}

static const char *text_at(json_t *value, const char *a, const char *b) {
  json_t *inner = json_object_get(value, a);
  return json_string_value(b ? json_object_get(inner, b) : inner);
}

static void expect_line(const char *a, const char *b, const char *want) {
  json_t *list = statements(NULL);
  const char *got = text_at(json_array_get(list, 0), a, b);
  cr_expect(got && strcmp(got, want) == 0, "%s.%s: %s, not %s", a, b, got ? got : "-", want);
  json_decref(list);
}

Test(exchange_xapi, an_events_uuid_is_the_statements_id) {
  expect_line("id", NULL, "019a0000-0000-7000-8000-000000000001");
}

Test(exchange_xapi, an_id_that_is_no_uuid_gives_the_same_one_each_time) {
  struct uuid a = uuid_of_id("session", record.session), b = uuid_of_id("session", record.session);
  cr_expect_str_eq(a.text, b.text);
  cr_expect_eq(a.text[14], '8');
  cr_expect(strchr("89ab", a.text[19]));
  cr_expect_str_neq(a.text, uuid_of_id("person", record.session).text);
  expect_line("context", "registration", a.text);
}

Test(exchange_xapi, time_and_duration_are_iso_8601) {
  expect_line("timestamp", NULL, "2026-09-21T14:13:20.123Z");
  teardown();
  expect_line("result", "duration", "PT61.50S");
}

Test(exchange_xapi, years_that_iso_cannot_say_are_bounded) {
  struct str out = {0};
  json_time_put(&out, INT64_MIN);
  json_time_put(&out, INT64_MAX);
  cr_expect_str_eq(str_text(&out), "0001-01-01T00:00:00.000Z9999-12-31T23:59:59.999Z");
  str_done(&out);
}

Test(exchange_xapi, a_path_is_percent_encoded_in_its_iri) {
  record.path = "c/a b\xff<";
  expect_line("object", "id", IRI_BASE "activities/c/a%20b%FF%3C");
}

Test(exchange_xapi, what_is_marked_gives_two_statements_and_a_lesson_one) {
  happening.verb = VERB_COMPLETED;
  json_t *list = statements(NULL);
  cr_assert_eq(json_array_size(list), 2);
  cr_expect_str_eq(text_at(json_array_get(list, 0), "verb", "id"),
                   "http://adlnet.gov/expapi/verbs/completed");
  cr_expect_str_eq(text_at(json_array_get(list, 1), "verb", "id"),
                   "http://adlnet.gov/expapi/verbs/failed");
  cr_expect_str_neq(text_at(json_array_get(list, 0), "id", NULL),
                    text_at(json_array_get(list, 1), "id", NULL));
  json_decref(list);
  teardown();
  record.text_rev[0] = 1;
  list = statements(NULL);
  cr_expect_eq(json_array_size(list), 1);
  json_decref(list);
}

Test(exchange_xapi, a_faulty_question_has_no_score) {
  happening.faulty = true;
  json_t *list = statements(NULL), *result = json_object_get(json_array_get(list, 0), "result");
  cr_expect_null(json_object_get(result, "score"));
  cr_expect_null(json_object_get(result, "success"));
  json_decref(list);
}

Test(exchange_xapi, an_altered_event_or_one_of_another_verb_says_nothing) {
  struct xapi_writer writer = {.sink = &sink};
  const struct xapi_about about = {.person = record.subject, .actor = record.actor};
  record.whole = false;
  xapi_put(&writer, &record, &about);
  record.whole = true;
  record.happening = NULL;
  xapi_put(&writer, &record, &about);
  record.happening = &happening;
  happening.verb = VERB_PREFERRED;
  xapi_put(&writer, &record, &about);
  xapi_end(&writer);
  cr_expect_eq(writer.total, 0);
  cr_expect_eq(sink.text.len, 0);
}

Test(exchange_xapi, a_line_holds_no_more_than_a_request_may) {
  struct xapi_writer writer = {.sink = &sink};
  const struct xapi_about about = {.person = record.subject, .actor = record.actor};
  for (int i = 0; i < XAPI_BATCH + 1; i++)
    xapi_put(&writer, &record, &about);
  xapi_end(&writer);
  char *line = strchr(sink.text.at, '\n');
  cr_assert_not_null(line);
  *line = '\0';
  json_t *list = parsed();
  cr_expect_eq(json_array_size(list), XAPI_BATCH);
  json_decref(list);
  cr_expect_eq(line[1], '[');
  cr_expect_eq(sink.text.at[sink.text.len - 1], '\n');
}

Test(exchange_xapi, answers_are_written_as_the_standard_delimits_them) {
  struct response response = {.n = 3, .pick = {1, PICK_NONE, 0}};
  const uint64_t names[] = {0xabc, 0, seal_name("true")};
  struct str out = {0};
  xapi_put_response(&out, SHAPE_PAIRING, &response, names);
  cr_expect_str_eq(str_text(&out), "1[.]0000000000000abc[,]3[.]true");
  str_clear(&out);
  response.n = 1;
  xapi_put_response(&out, SHAPE_CHOICE, &response, names);
  cr_expect_str_eq(str_text(&out), "0000000000000abc");
  str_clear(&out);
  strcpy(response.text, "Nairobi\nKenya");
  xapi_put_response(&out, SHAPE_TEXT, &response, names);
  cr_expect_str_eq(str_text(&out), "Nairobi[,]Kenya");
  str_done(&out);
}

Test(exchange_xapi, hostile_bytes_stay_valid_json) {
  const struct xapi_component parts[] = {{"a", "\x1b]52;\xff\xfe"}};
  const struct xapi_activity activity = {.name = "\xe2\x80\xae\xc0\x80",
                                         .description = "\xe2\x80\xae\xc2\x9b",
                                         .interaction = "choice",
                                         .parts = parts,
                                         .n_parts = 1,
                                         .correct = "\"\\"};
  strcpy(happening.response.text, "\x1b[2J\xff\"\\\x7f");
  strcpy(happening.competency, "\xc2");
  record.language = "en\xff";
  json_decref(statements(&activity));
  cr_expect_null(strchr(sink.text.at, '\x1b'));
  cr_expect_null(strchr(sink.text.at, '\xff'));
  cr_expect_null(strstr(sink.text.at, "\xe2\x80\xae")); /* right to left from here on */
  cr_expect_null(strstr(sink.text.at, "\xc2\x9b"));     /* ESC [ in one */
  teardown();
  record.verb = "\xff\x1b";
  record_put_line(&record, &sink);
  json_t *line = parsed();
  cr_expect_str_eq(text_at(line, "head", NULL), "aA==");
  json_decref(line);
  cr_expect_null(strchr(sink.text.at, '\x1b'));
}

Test(exchange_xapi, an_erased_event_is_a_line_without_payload) {
  record.payload = NULL;
  record.salt = NULL;
  record.scheme = RECORD_ERASED;
  record.happening = NULL;
  record_put_line(&record, &sink);
  json_t *line = parsed();
  cr_expect_str_eq(text_at(line, "scheme", NULL), "erased");
  cr_expect(json_is_null(json_object_get(line, "payload")));
  cr_expect(json_is_null(json_object_get(line, "says")));
  cr_expect(json_is_null(json_object_get(line, "salt")));
  json_decref(line);
}

Test(exchange_xapi, every_verb_can_be_said) {
  for (int verb = 0; verb < VERBS; verb++) {
    happening.verb = (enum verb)verb;
    record_put_line(&record, &sink);
    json_t *line = parsed();
    json_t *says = json_object_get(line, "says");
    bool by_head = verb == VERB_ERASED || verb == VERB_COLLECTED; /* that is all there is to it */
    cr_expect_eq(json_object_size(says) > 0, !by_head, "%s", verb_names[verb]);
    json_decref(line);
    teardown();
  }
}

/* -- Rulings
 * --------------------------------------------------------------------------------------- */

static json_t *ruled(bool annulled) {
  static const uint8_t judge[ID_BYTES] = {7};
  const struct xapi_ruled as = {
      .annulled = annulled, .score = 500000, .ruling = {5}, .by = judge, .time = 1790000009000};
  const struct xapi_about about = {.person = record.subject, .actor = record.actor, .ruled = &as};
  struct xapi_writer writer = {.sink = &sink};
  xapi_put(&writer, &record, &about);
  xapi_end(&writer);
  return parsed();
}

Test(exchange_xapi, annulled_answer_is_voided) {
  json_t *list = ruled(true);
  cr_assert_eq(json_array_size(list), 2, "what was marked, and that it is void");
  json_t *answer = json_array_get(list, 0), *empty = json_array_get(list, 1);
  cr_expect_null(json_object_get(json_object_get(answer, "context"), "statement"));
  cr_expect_str_eq(text_at(empty, "verb", "id"), "http://adlnet.gov/expapi/verbs/voided");
  cr_expect_str_eq(text_at(empty, "object", "objectType"), "StatementRef");
  cr_expect_str_eq(text_at(empty, "object", "id"), text_at(answer, "id", NULL));
  cr_expect_str_eq(text_at(empty, "timestamp", NULL), "2026-09-21T14:13:29.000Z");
  cr_expect_null(json_object_get(empty, "result"));
  json_decref(list);
}

Test(exchange_xapi, corrected_answer_is_said_anew_as_ruled) {
  json_t *list = ruled(false);
  cr_assert_eq(json_array_size(list), 3);
  json_t *answer = json_array_get(list, 0), *anew = json_array_get(list, 2);
  cr_expect_str_eq(text_at(anew, "verb", "id"), "http://adlnet.gov/expapi/verbs/answered");
  cr_expect_str_neq(text_at(anew, "id", NULL), text_at(answer, "id", NULL));
  json_t *context = json_object_get(anew, "context");
  cr_expect_str_eq(text_at(context, "statement", "id"), text_at(answer, "id", NULL));
  json_t *score = json_object_get(json_object_get(anew, "result"), "score");
  cr_expect_float_eq(json_number_value(json_object_get(score, "scaled")), .5, 1e-9);
  cr_expect(json_is_false(json_object_get(json_object_get(anew, "result"), "success")));
  json_t *was = json_object_get(json_object_get(answer, "result"), "success");
  cr_expect(json_is_true(was), "what was marked stays as it was");
  json_decref(list);
}
