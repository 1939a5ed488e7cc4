/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/intake_inner.h"

#include "app/inner.h"
#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"
#include "model/code.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct intake_kind *const kinds[] = {&intake_ratings, &intake_sheets, &intake_paper};

/* -- Headings -------------------------------------------------------------------------------- */

bool intake_needs(struct intake *in, const char *const *headings) {
  bool all = true;
  for (; *headings; headings++)
    if (filled_column(&in->form, *headings) == FILLED_NOWHERE) {
      all = false;
      diag_error(in->form.diags, (struct place){in->form.shown, 1, 1}, 1, "marks.header", NULL,
                 _("the column \"%s\" is missing"), *headings);
    }
  return all;
}

void intake_only(struct intake *in, const char *const *headings) {
  struct str list = {0};
  for (size_t i = 0; headings[i]; i++)
    str_printf(&list, "%s%s", i ? ", " : "", headings[i]);
  for (size_t c = 0; c < in->form.n_columns; c++) {
    const struct filled_cell *heading = filled_heading(&in->form, c);
    if (filled_word(heading, headings) == FILLED_NOWHERE)
      filled_fault(&in->form, heading, "marks.header", str_text(&list),
                   _("there is no column \"%s\" in such a file"), heading->text);
  }
  str_done(&list);
}

/* -- People and days ------------------------------------------------------------------------- */

/* A name may look like a code: BAKARI. */
static const struct person *find_person(struct intake *in, const char *text, size_t *n) {
  struct person wanted = {0};
  char code[CODE_TEXT];
  if (code_read(text, code)) {
    memcpy(wanted.code, code, CODE_TEXT);
    const struct person *coded = known_find(&in->known, &wanted);
    *n = 1;
    if (coded)
      return coded;
  }
  const struct known_name *named = known_named(&in->known, text, n);
  return *n ? named->person : NULL;
}

bool intake_person(struct intake *in, const struct filled_cell *cell, uint8_t id[ID_BYTES]) {
  size_t n;
  if (!cell->text[0]) {
    filled_fault(&in->form, cell, "marks.person", NULL, _("nobody is named here"));
    return false;
  }
  const struct person *found = find_person(in, cell->text, &n);
  if (n == 1) {
    memcpy(id, found->id, ID_BYTES);
    return true;
  }
  filled_fault(&in->form, cell, "marks.person",
               n ? _("give the code, which mafunzo roster export has")
                 : _("mafunzo roster import takes people in; roster export has their codes"),
               n ? _("several people have the name \"%s\"")
                 : _("nobody has the code or the name \"%s\""),
               cell->text);
  return false;
}

static bool read_day(struct intake *in, const struct filled_cell *cell, uint32_t *day) {
  struct date date;
  *day = 0;
  if (!cell->text[0])
    return true;
  long number = date_read(cell->text, &date) ? date_number(date) : 0;
  *day = number > 0 ? (uint32_t)number : 0;
  if (!*day)
    filled_fault(&in->form, cell, "marks.date", _("year, month and day: 2026-11-26"),
                 _("there is no day \"%s\", or it is before 1971"), cell->text);
  else if (*day > in->today) /* it may be the laptop's clock that is wrong */
    diag_warn(in->form.diags, filled_place(&in->form, cell), cell->points, "marks.date",
              _("it counts as seen when it is recorded"), _("the day \"%s\" has not come yet"),
              cell->text);
  return *day > 0;
}

struct intake_row intake_row_of(struct intake *in, size_t row) {
  struct intake_row entry = {0};
  struct filled_cell person = filled_at(&in->form, row, filled_column(&in->form, "person"));
  struct filled_cell date = filled_at(&in->form, row, filled_column(&in->form, "date"));
  entry.good = intake_person(in, &person, entry.subject);
  entry.good &= read_day(in, &date, &entry.day);
  memcpy(entry.actor, entry.subject, ID_BYTES);
  return entry;
}

/* -- What is to be recorded ------------------------------------------------------------------ */

void intake_once(struct intake *in, const struct filled_cell *at, const struct intake_row *entry,
                 const char *what, unsigned kind) {
  struct intake_key key = {.at = at};
  const struct seal_part parts[] = {{entry->subject, ID_BYTES},       {entry->actor, ID_BYTES},
                                    {entry->session, ID_BYTES},       {what, strlen(what)},
                                    {&entry->day, sizeof entry->day}, {&kind, sizeof kind}};
  seal_hash(parts, COUNT(parts), key.of);
  if (entry->good)
    VEC_PUSH(&in->keys, key);
}

static int by_key(const void *a, const void *b) {
  const struct intake_key *x = a, *y = b;
  int order = memcmp(x->of, y->of, HASH_BYTES);
  return order ? order : (x->at->line > y->at->line) - (x->at->line < y->at->line);
}

static void find_twice(struct intake *in) {
  if (in->keys.n)
    qsort(in->keys.list, in->keys.n, sizeof *in->keys.list, by_key);
  for (size_t i = 1; i < in->keys.n; i++)
    if (memcmp(in->keys.list[i].of, in->keys.list[i - 1].of, HASH_BYTES) == 0)
      filled_fault(&in->form, in->keys.list[i].at, "marks.twice",
                   _("a column date tells two of them apart"),
                   _("this stands here twice; before in line %u"), in->keys.list[i - 1].at->line);
}

static void push_id(uint8_t (**list)[ID_BYTES], size_t *n, size_t *cap,
                    const uint8_t id[ID_BYTES]) {
  if (*n == *cap)
    *list = mem_grow(*list, *cap = *cap ? 2 * *cap : 8, sizeof **list);
  memcpy((*list)[(*n)++], id, ID_BYTES);
}

#define PUSH_ID(v, id) push_id(&(v)->list, &(v)->n, &(v)->cap, id)

void intake_say(struct intake *in, const struct intake_row *entry,
                const struct happening *happening) {
  if (in->happened.n > INTAKE_MOST)
    return;
  VEC_PUSH(&in->happened, *happening);
  in->happened.list[in->happened.n - 1].day = entry->day;
  PUSH_ID(&in->subjects, entry->subject);
  PUSH_ID(&in->actors, entry->actor);
  PUSH_ID(&in->sessions, entry->session);
  if (in->happened.n > INTAKE_MOST)
    diag_error(in->form.diags, (struct place){.file = in->form.shown}, 1, "marks.many",
               _("divide the file, and take in one part after the other"),
               _("there are more than %d marks, ratings or sheets in it"), INTAKE_MOST);
}

/* -- Recording ------------------------------------------------------------------------------- */

struct contents {
  uint8_t (*list)[HASH_BYTES];
  size_t n, cap;
};

static int by_content(const void *a, const void *b) { return memcmp(a, b, HASH_BYTES); }

static void add_content(void *ctx, const uint8_t content[HASH_BYTES]) {
  struct contents *all = ctx;
  VEC_ROOM(all);
  memcpy(all->list[all->n++], content, HASH_BYTES);
}

static struct append append_of(const struct intake *in) {
  return (struct append){.happened = in->happened.list,
                         .n = in->happened.n,
                         .subjects = (const uint8_t(*)[ID_BYTES])in->subjects.list,
                         .actors = (const uint8_t(*)[ID_BYTES])in->actors.list,
                         .sessions = (const uint8_t(*)[ID_BYTES])in->sessions.list};
}

static void move(struct intake *in, size_t from, size_t to) {
  in->happened.list[to] = in->happened.list[from];
  memmove(in->subjects.list[to], in->subjects.list[from], ID_BYTES);
  memmove(in->actors.list[to], in->actors.list[from], ID_BYTES);
  memmove(in->sessions.list[to], in->sessions.list[from], ID_BYTES);
}

/* What is recorded already is taken off the lists. */
static enum rc leave_new(struct intake *in, size_t *same, struct diags *diags) {
  struct contents known = {0};
  struct append append = append_of(in);
  size_t kept = 0;
  enum rc rc = store_contents(in->app->store, add_content, &known, diags);
  if (known.n)
    qsort(known.list, known.n, sizeof *known.list, by_content);
  for (size_t i = 0; rc == RC_OK && i < append.n; i++) {
    uint8_t content[HASH_BYTES];
    store_content(&append, i, content);
    if (known.n && bsearch(content, known.list, known.n, sizeof *known.list, by_content))
      ++*same;
    else
      move(in, i, kept++);
  }
  in->happened.n = kept;
  free(known.list);
  return rc;
}

static enum rc record(struct intake *in, bool try_only, struct intake_taken *taken,
                      struct diags *diags) {
  enum rc rc = leave_new(in, &taken->same, diags);
  struct append append = append_of(in);
  taken->added = append.n;
  clock_read(&append.moment);
  return rc == RC_OK && append.n && !try_only ? store_append(in->app->store, &append, diags) : rc;
}

/* -- The whole way --------------------------------------------------------------------------- */

static const struct intake_kind *kind_of(struct intake *in) {
  for (size_t i = 0; i < COUNT(kinds); i++)
    if (kinds[i]->is(&in->form))
      return kinds[i];
  diag_error(in->form.diags, (struct place){in->form.shown, 1, 1}, 1, "marks.header",
             _("person and questions (module/question) for a test on paper; person, rater, "
               "competency, level for ratings; person, assessor, station or checklist, and steps "
               "for sheets"),
             _("the first row tells of no test, no ratings and no sheets"));
  return NULL;
}

static void read_all(struct intake *in, struct intake_taken *taken) {
  const struct intake_kind *kind = kind_of(in);
  static const char *const needed[] = {"person", NULL};
  if (!kind || !intake_needs(in, needed))
    return;
  taken->kind = kind->name;
  kind->take(in);
  find_twice(in);
}

static void intake_done(struct intake *in) {
  free(in->happened.list);
  free(in->subjects.list);
  free(in->actors.list);
  free(in->sessions.list);
  free(in->keys.list);
  known_done(&in->known);
  filled_done(&in->form);
  arena_done(&in->arena);
}

static enum rc begin(struct intake *in, struct diags *diags) {
  struct moment now;
  clock_read(&now);
  in->today = (uint32_t)(now.wall / 86400000);
  in->framework = app_framework(in->app);
  if (in->framework)
    return known_read(in->app, &in->known, diags);
  diag_error(diags, (struct place){0}, 1, "marks.framework",
             _("say where the courses are with --courses FOLDER"),
             _("the competency framework cannot be read"));
  return RC_MISSING;
}

enum rc intake_take(struct app *app, const char *shown, const char *bytes, size_t len,
                    bool try_only, struct intake_taken *taken, struct diags *diags) {
  struct intake in = {.app = app};
  size_t before = diags->errors;
  *taken = (struct intake_taken){0};
  enum rc rc = begin(&in, diags);
  if (rc == RC_OK) {
    filled_read_caged(shown, bytes, len, &in.form, diags);
    if (in.form.n_columns || diags->errors == before)
      read_all(&in, taken);
    diags_sort(diags);
    diags_excerpt(diags, shown, bytes, len);
    rc = diags->errors == before ? RC_OK : RC_DATA;
  }
  if (rc == RC_OK)
    rc = record(&in, try_only, taken, diags);
  intake_done(&in);
  return rc;
}
