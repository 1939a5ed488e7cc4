/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export.h"

#include "app/export_inner.h"
#include "app/inner.h"
#include "base/text.h"
#include "document/date.h"
#include "exchange/case.h"
#include "store/event.h"
#include "store/rulings.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 * 1000 };

const char *const export_names[] = {"events", "xapi", "case", NULL};

struct exporting {
  const struct export_wanted *wanted;
  int64_t until; /* not included */
  struct sink *sink;
  struct export_told *told;
  struct arena arena; /* of one event */
  struct happening happening;
  uint64_t damaged, unsaid; /* altered; sealed, erased or of a later version */
  void (*each)(struct exporting *e, const struct record *record);
  struct export_people people;
  struct export_courses courses;
  struct xapi_writer writer;
  struct rescored *rescored; /* by event */
  size_t n_rescored;
};

/* -- Events --------------------------------------------------------------------------------------
 */

static void see(void *ctx, const struct event_seen *seen) {
  struct exporting *e = ctx;
  struct event_head head;
  if (seen->time >= e->until || e->sink->failed)
    return;
  struct record record;
  export_record(seen, &e->arena, &head, &e->happening, &record);
  e->each(e, &record);
  arena_done(&e->arena);
}

static void count(struct exporting *e, const struct record *record) {
  e->told->events++;
  e->damaged += !record->whole;
  e->unsaid += record->whole && !record->happening;
}

static void put_event(struct exporting *e, const struct record *record) {
  count(e, record);
  record_put_line(record, e->sink);
}

/* -- Statements ----------------------------------------------------------------------------------
 */

static void learn_people(struct exporting *e, const struct record *record) {
  export_people_add(&e->people, record);
}

static int by_event(const void *hash, const void *rescored) {
  return memcmp(hash, ((const struct rescored *)rescored)->hash, HASH_BYTES);
}

/* What was ruled of an event, if anything. */
static bool find_ruled(const struct exporting *e, const struct record *record,
                       struct xapi_ruled *ruled) {
  const struct rescored *found = e->n_rescored ? bsearch(record->hash, e->rescored, e->n_rescored,
                                                         sizeof *e->rescored, by_event)
                                               : NULL;
  if (!found)
    return false;
  *ruled = (struct xapi_ruled){.annulled = found->annulled,
                               .score = found->score,
                               .by = export_person(&e->people, found->by),
                               .time = found->time};
  memcpy(ruled->ruling, found->ruling, HASH_BYTES);
  return true;
}

static void put_statement(struct exporting *e, const struct record *record) {
  struct xapi_ruled ruled;
  struct xapi_about about = {
      .person = export_person(&e->people, record->subject),
      .actor = export_person(&e->people, record->actor),
  };
  count(e, record);
  if (!record->happening)
    return;
  about.name = export_name(&e->people, about.person);
  about.activity = export_activity(&e->courses, record);
  if (find_ruled(e, record, &ruled))
    about.ruled = &ruled;
  xapi_put(&e->writer, record, &about);
}

static enum rc export_statements(struct exporting *e, struct store *store, const char *courses,
                                 struct diags *diags) {
  e->people.names = e->wanted->names;
  e->each = learn_people;
  enum rc rc = store_each_seen(store, see, e, diags);
  if (rc == RC_OK)
    rc = store_rescored(store, NULL, NULL, e->until, &e->rescored, &e->n_rescored, diags);
  if (rc == RC_OK) {
    export_people_settle(&e->people);
    export_courses_open(&e->courses, courses, diags);
    e->writer.sink = e->sink;
    e->each = put_statement;
    rc = store_each_seen(store, see, e, diags);
    xapi_end(&e->writer);
    export_courses_done(&e->courses);
  }
  e->told->statements = e->writer.total;
  free(e->rescored);
  export_people_done(&e->people);
  return rc;
}

/* -- What was left -------------------------------------------------------------------------------
 */

static enum rc tell(const struct exporting *e, const char *folder, struct diags *diags) {
  bool statements = strcmp(e->wanted->what, "xapi") == 0;
  if (e->unsaid && statements)
    diag_warn(
        diags, (struct place){.file = folder}, 1, "export.unsaid",
        _("\"mafunzo export events\" gives them as they are"),
        ngettext("%llu event is sealed, erased or of a newer Mafunzo: no statement tells of it",
                 "%llu events are sealed, erased or of a newer Mafunzo: no statement tells of "
                 "them",
                 (unsigned long)e->unsaid),
        (unsigned long long)e->unsaid);
  if (!e->damaged)
    return RC_OK;
  diag_error(diags, (struct place){.file = folder}, 1, "export.damaged",
             _("\"mafunzo doctor\" says which, and what can be done"),
             ngettext("%llu event was altered after it was recorded",
                      "%llu events were altered after they were recorded",
                      (unsigned long)e->damaged),
             (unsigned long long)e->damaged);
  return RC_DATA;
}

static enum rc export_records(struct exporting *e, const struct app_paths *paths,
                              struct diags *diags) {
  struct store *store = NULL;
  enum rc rc = store_open_existing(paths->store, &store, diags);
  if (rc != RC_OK)
    return rc;
  if (strcmp(e->wanted->what, "xapi") == 0)
    rc = export_statements(e, store, paths->courses, diags);
  else {
    e->each = put_event;
    rc = store_each_seen(store, see, e, diags);
  }
  store_close(store);
  return rc == RC_OK ? tell(e, paths->store, diags) : rc;
}

/* -- The framework -------------------------------------------------------------------------------
 */

static enum rc export_framework(struct exporting *e, const struct app_paths *paths,
                                struct diags *diags) {
  struct arena arena = {0};
  struct framework *framework =
      framework_load(arena_printf(&arena, "%s/framework", paths->courses), diags);
  arena_done(&arena);
  if (!framework) {
    diag_error(diags, (struct place){.file = paths->courses}, 1, "report.framework",
               _("say where the courses are with --courses FOLDER"),
               _("the competency framework cannot be read, and a report needs it"));
    return RC_MISSING;
  }
  if (!e->wanted->as_of)
    diag_warn(diags, (struct place){0}, 1, "export.undated", _("say it with --as-of DATE"),
              _("nothing says when the framework was last changed, and CASE requires it: it is "
                "given as 1970-01-01"));
  case_put(framework, e->wanted->as_of ? e->until - DAY : 0, e->sink);
  framework_free(framework);
  return RC_OK;
}

/* -- The whole way -------------------------------------------------------------------------------
 */

static enum rc refuse(const char *code, const char *what, const char *message, const char *hint,
                      struct diags *diags) {
  diag_error(diags, (struct place){0}, 1, code, hint, "%s: \"%s\"", message, what);
  return RC_USAGE;
}

static enum rc read_wanted(struct exporting *e, struct diags *diags) {
  const struct export_wanted *wanted = e->wanted;
  struct date date;
  size_t i = 0;
  while (export_names[i] && strcmp(export_names[i], wanted->what) != 0)
    i++;
  if (!export_names[i])
    return refuse("export.unknown", wanted->what, _("there is no such export"),
                  _("exports: events, xapi, case"), diags);
  e->until = INT64_MAX;
  if (!wanted->as_of)
    return RC_OK;
  if (!date_read(wanted->as_of, &date))
    return refuse("export.date", wanted->as_of, _("there is no such day"),
                  _("write it as 2026-11-26"), diags);
  e->until = ((int64_t)date_number(date) + 1) * DAY;
  return RC_OK;
}

enum rc export_make(const struct app_paths *paths, const struct export_wanted *wanted,
                    struct sink *sink, struct export_told *told, struct diags *diags) {
  struct exporting e = {.wanted = wanted, .sink = sink, .told = told};
  *told = (struct export_told){0};
  enum rc rc = read_wanted(&e, diags);
  if (rc != RC_OK)
    return rc;
  rc = strcmp(wanted->what, "case") == 0 ? export_framework(&e, paths, diags)
                                         : export_records(&e, paths, diags);
  bool whole = sink_finish(sink);
  return !whole ? RC_IO : rc;
}
