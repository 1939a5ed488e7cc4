/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is recorded of a person, in plain words and in groups: nothing is left out, be it only
 * that there is something which cannot be read. */
#include "app/personal_inner.h"

#include "app/telling.h"
#include "app/inner.h"
#include "base/vec.h"
#include "exchange/json_value.h"
#include "exchange/record.h"
#include "store/recorded.h"
#include "store/rulings.h"

#include <stdlib.h>
#include <string.h>

enum group { WHO, WORK, SEEN, CONTESTS, SETTINGS, ACTS, REST, GROUPS };

enum { WHEN, WHAT, WHERE, DETAILS, BY, COLUMNS };

static const struct {
  const char *id, *title;
} groups[GROUPS] = {
    [WHO] = {"person", N_("Who this is and was")},
    [WORK] = {"work", N_("Runs and results")},
    [SEEN] = {"seen", N_("Ratings and marks, and who gave them")},
    [CONTESTS] = {"contests", N_("Contests, and what was decided")},
    [SETTINGS] = {"settings", N_("Settings")},
    [ACTS] = {"acts", N_("What this person recorded of others (they are not named here)")},
    [REST] = {"rest", N_("What cannot be told in words")},
};

static const struct {
  enum group group;
  const char *word;
} verbs[VERBS] = {
    [VERB_PERSON_STATED] = {WHO, N_("stated")},
    [VERB_STARTED] = {WORK, N_("began")},
    [VERB_ANSWERED] = {WORK, N_("answered")},
    [VERB_DECIDED] = {WORK, N_("decided")},
    [VERB_NOTED] = {WORK, N_("went on")},
    [VERB_COMPLETED] = {WORK, N_("completed")},
    [VERB_CLOSED] = {WORK, N_("ended without completing")},
    [VERB_PREFERRED] = {SETTINGS, N_("chosen")},
    [VERB_DRAWN] = {WORK, N_("was asked")},
    [VERB_RATED] = {SEEN, N_("rated")},
    [VERB_OBSERVED] = {SEEN, N_("observed")},
    [VERB_MARKED] = {SEEN, N_("marked on paper")},
    [VERB_JOINED] = {WHO, N_("joined with another id")},
    [VERB_ESTABLISHED] = {ACTS, N_("stated how many posts there are")},
    [VERB_CONTESTED] = {CONTESTS, N_("contested")},
    [VERB_RULED] = {CONTESTS, N_("ruled")},
    [VERB_CALIBRATED] = {ACTS, N_("calibrated")},
    [VERB_ERASED] = {WHO, N_("erased")},
    [VERB_COLLECTED] = {ACTS, N_("collected from a laptop whose clock was ahead")},
};

struct showing {
  struct arena *arena;
  const struct person *people;
  size_t n_people;
  const uint8_t (*ids)[ID_BYTES];
  size_t n_ids;
  struct group_cells {
    struct cell *list;
    size_t n, cap;
  } cells[GROUPS];
};

/* -- Words ---------------------------------------------------------------------------------------
 */

static void add(struct str *out, const char *label, const char *value) {
  if (value && value[0])
    str_printf(out, "%s%s: %s", out->len ? "; " : "", label, value);
}

static void add_number(struct str *out, const char *label, long long value) {
  str_printf(out, "%s%s: %lld", out->len ? "; " : "", label, value);
}

static void add_word(struct str *out, bool is, const char *word) {
  if (is)
    str_printf(out, "%s%s", out->len ? "; " : "", word);
}

static void add_score(struct str *out, const char *label, int32_t millionths) {
  str_printf(out, "%s%s: %.1f %%", out->len ? "; " : "", label, millionths / 10000.0);
}

static void say_person(const struct happening *h, struct str *out) {
  const struct person *p = &h->person;
  add(out, _("name"), p->name);
  add(out, _("agency"), p->agency);
  add(out, _("unit"), p->unit);
  add(out, _("post"), p->position);
  add(out, _("class"), p->cohort);
  add(out, _("code"), p->code);
  add(out, _("sex"), p->sex);
  add(out, _("grade"), p->grade);
  add(out, _("language"), p->language);
  if (p->served)
    add_number(out, _("years of service"), p->served - 1);
}

static void say_response(const struct happening *h, struct str *out) {
  struct str parts = {0};
  for (size_t i = 0; i < h->response.n; i++)
    if (h->response.pick[i] != PICK_NONE)
      str_printf(&parts, "%s%d", parts.len ? ", " : "", h->response.pick[i] + 1);
  add(out, _("chose, as the course numbers it"), str_text(&parts));
  str_done(&parts);
  add(out, _("typed"), h->response.text);
}

static void say_scores(const struct happening *h, struct str *out) {
  for (size_t i = 0; i < h->n_scores; i++)
    add_score(out, h->scores[i].competency, h->scores[i].score);
}

static void say_outcome(const struct happening *h, struct str *out) {
  add_word(out, h->hinted, _("with a hint"));
  add_word(out, h->faulty, _("the question was faulty"));
  add_word(out, h->passed, _("passed"));
  add_word(out, h->critical, _("a critical error"));
  if (h->duration)
    add_number(out, _("seconds"), h->duration / 1000);
}

static void say_measured(const struct happening *h, struct str *out) {
  add_score(out, _("score"), h->score);
  say_scores(h, out);
  say_response(h, out);
  say_outcome(h, out);
  if (h->certainty)
    add_number(out, _("how sure, of 3"), h->certainty);
}

static const char *evidence_word(enum evidence evidence) {
  static const char *const words[EVIDENCES] = {
      [EVIDENCE_SELF] = N_("by oneself"),
      [EVIDENCE_SUPERVISOR] = N_("by a supervisor"),
      [EVIDENCE_PRACTICAL] = N_("a practical station"),
      [EVIDENCE_CHECKLIST_30] = N_("a checklist, 30 days after"),
      [EVIDENCE_CHECKLIST_90] = N_("a checklist, 90 days after"),
      [EVIDENCE_PAPER] = N_("a test on paper"),
  };
  return words[evidence] ? _(words[evidence]) : NULL;
}

static const char *cause_word(enum cause cause) {
  static const char *const words[CAUSES] = {
      [CAUSE_TRAINING] = N_("knowledge or skill"),
      [CAUSE_TOOLS] = N_("tools"),
      [CAUSE_RULES] = N_("rules"),
      [CAUSE_SUPERVISION] = N_("supervision"),
      [CAUSE_MOTIVE] = N_("motive"),
      [CAUSE_OTHER] = N_("something else"),
  };
  return words[cause] ? _(words[cause]) : NULL;
}

static const char *run_word(enum run_kind kind) {
  static const char *const words[RUN_KINDS] = {
      [RUN_LESSON] = N_("a lesson"), [RUN_QUIZ] = N_("questions"),
      [RUN_DRILL] = N_("a drill"),   [RUN_EXAM] = N_("a test"),
      [RUN_REVIEW] = N_("a review"), [RUN_DIAGNOSTIC] = N_("where one stands"),
  };
  return _(words[kind]);
}

static void say_seen(const struct happening *h, struct str *out) {
  size_t done = 0;
  add(out, _("kind"), evidence_word(h->evidence));
  add(out, _("competency"), h->competency);
  if (h->verb == VERB_RATED)
    add_number(out, _("level"), h->level);
  else
    say_measured(h, out);
  add(out, _("what is missing"), cause_word(h->cause));
  for (size_t i = 0; i < h->n_steps; i++)
    done += h->steps[i].verdict == STEP_DONE;
  if (h->n_steps)
    str_printf(out, _("; steps done: %zu of %zu"), done, h->n_steps);
}

static void say_ruling(const struct happening *h, struct str *out) {
  static const char *const words[] = {N_("it stays as it was marked"), N_("annulled"),
                                      N_("corrected")};
  add(out, _("ruling"), _(words[h->ruling]));
  if (h->ruling == RULING_CORRECTED)
    add_score(out, _("score"), h->score);
}

static void say_settings(const struct happening *h, struct str *out) {
  const struct settings *s = &h->settings;
  add(out, _("language"), s->language);
  add_number(out, _("colours"), (long long)s->theme);
  add_number(out, _("time in tests, per cent"), s->time_percent);
  add_word(out, s->no_mouse, _("no mouse"));
  add_word(out, s->still, _("nothing moves"));
}

static void say_details(const struct happening *h, struct str *out) {
  switch (h->verb) {
  case VERB_PERSON_STATED:
    say_person(h, out);
    break;
  case VERB_STARTED:
    add(out, _("kind"), run_word(h->plan.kind));
    break;
  case VERB_ANSWERED:
    add(out, _("competency"), h->competency);
    say_measured(h, out);
    break;
  case VERB_DECIDED:
  case VERB_COMPLETED:
    say_measured(h, out);
    break;
  case VERB_RATED:
  case VERB_OBSERVED:
  case VERB_MARKED:
    say_seen(h, out);
    break;
  case VERB_PREFERRED:
    say_settings(h, out);
    break;
  case VERB_RULED:
    say_ruling(h, out);
    break;
  case VERB_JOINED:
    add_word(out, h->undone, _("undone"));
    break;
  default:
    break;
  }
  add(out, _("words"), h->words);
}

/* -- Rows ----------------------------------------------------------------------------------------
 */

static bool is_own(const struct showing *s, const uint8_t id[ID_BYTES]) {
  for (size_t i = 0; i < s->n_ids; i++)
    if (memcmp(s->ids[i], id, ID_BYTES) == 0)
      return true;
  return false;
}

static struct cell safe_cell(struct arena *arena, const char *text) {
  return text && text[0] ? cell_text(text_safe(arena, text, strlen(text), false))
                         : (struct cell){.state = CELL_ABSENT};
}

/* Who acted: the person, somebody known by name, or the beginning of an id. */
static struct cell actor_cell(const struct showing *s, const uint8_t id[ID_BYTES]) {
  static const uint8_t nobody[ID_BYTES];
  char hex[2 * ID_BYTES + 1];
  if (memcmp(id, nobody, ID_BYTES) == 0)
    return cell_text(_("whoever held the records"));
  if (is_own(s, id))
    return cell_text(_("this person"));
  for (size_t i = 0; i < s->n_people; i++)
    if (memcmp(s->people[i].id, id, ID_BYTES) == 0)
      return safe_cell(s->arena, s->people[i].name);
  seal_hex(id, ID_BYTES, hex);
  return cell_text(arena_printf(s->arena, "%.8s", hex));
}

static struct cell time_cell(struct arena *arena, int64_t time) {
  struct str text = {0};
  json_time_put(&text, time);
  struct cell cell = cell_text(arena_printf(arena, "%.19sZ", str_text(&text)));
  str_done(&text);
  return cell;
}

/* Of others only that something was recorded: what it says is theirs. */
static bool is_of_others(const struct showing *s, const struct record *record) {
  static const uint8_t nobody[ID_BYTES];
  return memcmp(record->subject, nobody, ID_BYTES) != 0 && !is_own(s, record->subject);
}

static enum group group_of(const struct showing *s, const struct record *record) {
  if (!record->happening)
    return REST;
  return is_of_others(s, record) ? ACTS : verbs[record->happening->verb].group;
}

static void show(void *ctx, const struct event_seen *seen) {
  struct showing *s = ctx;
  struct telling telling = {0};
  struct record record;
  struct str details = {0};
  telling_record(seen, &telling, &record);
  struct group_cells *cells = &s->cells[group_of(s, &record)];
  const struct happening *h = record.happening;
  bool others = is_of_others(s, &record);
  if (h && !others)
    say_details(h, &details);
  VEC_PUSH(cells, time_cell(s->arena, seen->time));
  VEC_PUSH(cells, safe_cell(s->arena, h ? _(verbs[h->verb].word) : record.verb));
  VEC_PUSH(cells, safe_cell(s->arena, record.path));
  VEC_PUSH(cells, safe_cell(s->arena, str_text(&details)));
  VEC_PUSH(cells, actor_cell(s, record.actor));
  str_done(&details);
  telling_next(&telling);
}

/* What counts otherwise than it was marked, since somebody ruled on the question. */
static void show_rescored(struct showing *s, const struct rescored *one) {
  struct group_cells *cells = &s->cells[CONTESTS];
  struct str details = {0};
  add_word(&details, one->annulled, _("annulled"));
  if (!one->annulled)
    add_score(&details, _("score"), one->score);
  add_score(&details, _("as marked"), one->marked);
  VEC_PUSH(cells, time_cell(s->arena, one->time));
  VEC_PUSH(cells, cell_text(_("counts otherwise since")));
  VEC_PUSH(cells, safe_cell(s->arena, one->path));
  VEC_PUSH(cells, safe_cell(s->arena, str_text(&details)));
  VEC_PUSH(cells, actor_cell(s, one->by));
  str_done(&details);
}

static enum rc show_rulings(struct showing *s, struct store *store, struct diags *diags) {
  enum rc rc = RC_OK;
  for (size_t i = 0; rc == RC_OK && i < s->n_ids; i++) {
    struct rescored *list = NULL;
    size_t n = 0;
    rc = store_rescored(store, s->ids[i], NULL, INT64_MAX, &list, &n, diags);
    for (size_t k = 0; k < n; k++)
      show_rescored(s, &list[k]);
    free(list);
  }
  return rc;
}

/* -- The paper -----------------------------------------------------------------------------------
 */

static const struct table *table_of(const struct showing *s, enum group group) {
  static const struct column columns[COLUMNS] = {{.key = "when", .kind = COLUMN_DATE},
                                                 {.key = "what"},
                                                 {.key = "where"},
                                                 {.key = "details"},
                                                 {.key = "by"}};
  static const char *const labels[COLUMNS] = {N_("When"), N_("What"), N_("Where"), N_("Details"),
                                              N_("By")};
  const struct group_cells *cells = &s->cells[group];
  struct table *table = arena_alloc(s->arena, sizeof *table);
  struct cell *copy = arena_array(s->arena, cells->n + 1, sizeof *copy);
  struct column *named = arena_alloc(s->arena, sizeof columns);
  memcpy(named, columns, sizeof columns);
  for (size_t i = 0; i < COLUMNS; i++)
    named[i].label = _(labels[i]);
  if (cells->n)
    memcpy(copy, cells->list, cells->n * sizeof *copy);
  *table = (struct table){.id = groups[group].id,
                          .columns = named,
                          .n_columns = COLUMNS,
                          .n_rows = cells->n / COLUMNS,
                          .cells = copy};
  return table;
}

static struct paper *write_paper(const struct showing *s, const struct person *person) {
  const struct paper_head head = {
      .id = "person",
      .title = arena_printf(s->arena, _("What is recorded of %s"),
                            text_safe(s->arena, person->name, strlen(person->name), false)),
      .confidential = true};
  struct paper *paper = paper_new(s->arena, &head);
  for (enum group group = 0; group < GROUPS; group++) {
    if (group == REST && s->cells[group].n == 0)
      continue;
    paper_section(paper, _(groups[group].title));
    if (s->cells[group].n)
      paper_table(paper, PAPER_TABLE, table_of(s, group));
    else
      paper_text(paper, _("Nothing."));
  }
  return paper;
}

enum rc personal_paper(struct app *app, const char *name, struct arena *arena,
                       const struct paper **paper, struct diags *diags) {
  struct showing showing = {.arena = arena};
  struct person person, *people = NULL;
  uint8_t(*ids)[ID_BYTES] = NULL;
  const struct evidence_scope scope = {.person = person.id, .until = INT64_MAX};
  enum rc rc = personal_find(app, name, &person, diags);
  if (rc == RC_OK)
    rc = store_people(app->store, &people, &showing.n_people, diags);
  if (rc == RC_OK)
    rc = store_ids(app->store, person.id, &ids, &showing.n_ids, diags);
  showing.people = people;
  showing.ids = (const uint8_t(*)[ID_BYTES])ids;
  if (rc == RC_OK)
    rc = store_recorded(app->store, &scope, show, &showing, diags);
  if (rc == RC_OK)
    rc = show_rulings(&showing, app->store, diags);
  *paper = rc == RC_OK ? write_paper(&showing, &person) : NULL;
  for (enum group group = 0; group < GROUPS; group++)
    free(showing.cells[group].list);
  free(ids);
  free(people);
  return rc;
}
