/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sitting.h"

#include "app/inner.h"
#include "app/mrz.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/json_value.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "class"
#define JOINED FOLDER "/joined.json"

enum { LAYOUT = 1, JOINED_BYTES = 1 << 20 };
static const char kind[] = "joined";
static const char *const stages[SITTING_STAGES] = {"sealed", "open", "closed"};

void joined_done(struct joined *joined) {
  for (size_t i = 0; i < joined->sittings.n; i++)
    free(joined->sittings.list[i].attempts.list);
  free(joined->sittings.list);
  *joined = (struct joined){0};
}

/* -- Reading ---------------------------------------------------------------------------------- */

static bool get_attempts(const json_t *list, struct sitting *sitting) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    const char *person = json_string_value(json_object_get(one, "person"));
    const char *session = json_string_value(json_object_get(one, "session"));
    struct attempt attempt;
    if (!person || !seal_unhex(person, attempt.person, ID_BYTES) || !session ||
        !seal_unhex(session, attempt.session, ID_BYTES))
      return false;
    VEC_PUSH(&sitting->attempts, attempt);
  }
  return true;
}

static bool get_sitting(const json_t *object, struct sitting *sitting) {
  const char *stage = json_string_value(json_object_get(object, "stage"));
  int at = SITTING_STAGES;
  while (stage && at-- > 0 && strcmp(stages[at], stage) != 0)
    ;
  sitting->stage = (enum sitting_stage)at;
  return stage && at >= 0 && stick_sitting_read(object, &sitting->what);
}

static bool get_joined(const json_t *root, struct joined *joined) {
  const json_t *list = json_object_get(root, "sittings");
  const char *said = json_string_value(json_object_get(root, "mafunzo"));
  const char *id = json_string_value(json_object_get(root, "id"));
  const char *name = json_string_value(json_object_get(root, "name"));
  json_int_t serial = json_integer_value(json_object_get(root, "serial"));
  json_int_t seat = json_integer_value(json_object_get(root, "seat"));
  if (!said || strcmp(said, kind) != 0 || !id || !seal_unhex(id, joined->id, ID_BYTES) || !name ||
      !stick_name_fits(name) || serial < 1 || serial > UINT32_MAX || seat < 0 || seat > SEATS ||
      json_array_size(list) > STICK_SITTINGS)
    return false;
  strcpy(joined->name, name);
  joined->serial = (uint32_t)serial;
  joined->seat = (unsigned)seat;
  for (size_t i = 0; i < json_array_size(list); i++) {
    struct sitting sitting = {0};
    bool good = get_sitting(json_array_get(list, i), &sitting) &&
                get_attempts(json_object_get(json_array_get(list, i), "attempts"), &sitting);
    VEC_PUSH(&joined->sittings, sitting); /* in any case: it is to be freed */
    if (!good)
      return false;
  }
  return true;
}

static enum rc read_file(const char *path, struct joined *joined, struct diags *diags) {
  struct str bytes = {0};
  enum rc rc = mrz_load(path, JOINED_BYTES, &bytes, diags);
  json_t *root =
      rc == RC_OK ? json_loadb(str_text(&bytes), bytes.len, JSON_REJECT_DUPLICATES, NULL) : NULL;
  if (rc == RC_OK && !get_joined(root, joined)) {
    joined_done(joined);
    diag_error(diags, (struct place){.file = path}, 1, "class.damaged",
               _("take the class stick in once more: mafunzo class join STICK"),
               _("what this laptop knew of its class is damaged"));
    rc = RC_DATA;
  }
  json_decref(root);
  str_done(&bytes);
  return rc;
}

enum rc joined_read(const char *store, struct joined *joined, struct diags *diags) {
  struct arena arena = {0};
  const char *path = arena_printf(&arena, "%s/" JOINED, store);
  *joined = (struct joined){0};
  enum rc rc =
      access(path, F_OK) != 0 && errno == ENOENT ? RC_MISSING : read_file(path, joined, diags);
  arena_done(&arena);
  return rc;
}

/* -- Writing ---------------------------------------------------------------------------------- */

static json_t *attempts_json(const struct sitting *sitting) {
  json_t *list = json_array();
  for (size_t i = 0; i < sitting->attempts.n; i++) {
    json_t *one = json_object();
    json_add(one, "person", json_hex(sitting->attempts.list[i].person, ID_BYTES));
    json_add(one, "session", json_hex(sitting->attempts.list[i].session, ID_BYTES));
    json_push(list, one);
  }
  return list;
}

static void joined_text(const struct joined *joined, struct str *out) {
  json_t *root = json_object(), *list = json_array();
  json_add(root, "mafunzo", json_string(kind));
  json_add(root, "version", json_integer(LAYOUT));
  json_add(root, "id", json_hex(joined->id, ID_BYTES));
  json_add(root, "name", json_string(joined->name));
  json_add(root, "serial", json_integer(joined->serial));
  json_add(root, "seat", json_integer(joined->seat));
  for (size_t i = 0; i < joined->sittings.n; i++) {
    json_t *sitting = stick_sitting_json(&joined->sittings.list[i].what);
    json_add(sitting, "stage", json_string(stages[joined->sittings.list[i].stage]));
    json_add(sitting, "attempts", attempts_json(&joined->sittings.list[i]));
    json_push(list, sitting);
  }
  json_add(root, "sittings", list);
  json_put(out, root, JSON_INDENT(1));
  str_putc(out, '\n');
}

static bool sync_folder(const char *path) {
  int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool good = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0)
    close(fd);
  return good;
}

static enum rc make_folder(const char *store, struct diags *diags) {
  struct arena arena = {0};
  const char *folder = arena_printf(&arena, "%s/" FOLDER, store);
  enum rc rc = RC_OK;
  if ((mkdir(folder, 0700) != 0 && errno != EEXIST) || !sync_folder(store)) {
    diag_error(diags, (struct place){.file = folder}, 1, "class.folder",
               _("see that the disk can be written, and has room"),
               _("the folder for the class cannot be made: %s"), strerror(errno));
    rc = errno == ENOSPC ? RC_FULL : RC_CREATE;
  }
  arena_done(&arena);
  return rc;
}

enum rc joined_write(const char *store, const struct joined *joined, struct diags *diags) {
  struct arena arena = {0};
  struct str text = {0};
  joined_text(joined, &text);
  enum rc rc = make_folder(store, diags);
  if (rc == RC_OK)
    rc = file_write_whole(arena_printf(&arena, "%s/" JOINED, store), text.at, text.len, diags);
  str_done(&text);
  arena_done(&arena);
  return rc;
}

/* -- What holds meanwhile --------------------------------------------------------------------- */

static struct sitting *find(const struct joined *joined, const char *path) {
  for (size_t i = 0; i < joined->sittings.n; i++)
    if (strcmp(joined->sittings.list[i].what.path, path) == 0)
      return &joined->sittings.list[i];
  return NULL;
}

enum sitting_stage sitting_of(const struct joined *joined, const char *path) {
  const struct sitting *sitting = find(joined, path);
  return sitting ? sitting->stage : SITTING_STAGES;
}

static bool is_open(const struct joined *joined) {
  for (size_t i = 0; i < joined->sittings.n; i++)
    if (joined->sittings.list[i].stage == SITTING_OPEN)
      return true;
  return false;
}

bool sitting_hushed(const char *store) {
  struct joined joined;
  struct diags untold = {0};
  enum rc rc = joined_read(store, &joined, &untold);
  bool hushed = is_open(&joined) || (rc != RC_OK && rc != RC_MISSING);
  joined_done(&joined);
  diags_done(&untold);
  return hushed;
}

bool sitting_form(const char *store, const char *path, uint8_t *form) {
  struct joined joined;
  struct diags untold = {0};
  joined_read(store, &joined, &untold);
  bool given = joined.seat && sitting_of(&joined, path) == SITTING_OPEN;
  if (given)
    *form = joined.seat % 2 ? FORM_A : FORM_B;
  joined_done(&joined);
  diags_done(&untold);
  return given;
}

/* NULL: none that came into the records. */
static struct attempt *attempt_of(const struct sitting *sitting, const uint8_t person[ID_BYTES]) {
  for (size_t i = 0; i < sitting->attempts.n; i++)
    if (memcmp(sitting->attempts.list[i].person, person, ID_BYTES) == 0)
      return &sitting->attempts.list[i];
  return NULL;
}

/* RC_MISSING: there is no such attempt, or it was cut off before anything was recorded. */
static enum rc look_up(struct app *app, const struct attempt *attempt, struct diags *diags) {
  struct moment moment;
  return attempt
             ? store_session_moment(app->store, attempt->person, attempt->session, &moment, diags)
             : RC_MISSING;
}

static enum rc keep_attempt(struct app *app, const struct joined *joined, struct sitting *sitting,
                            const uint8_t session[ID_BYTES], struct diags *diags) {
  struct attempt *attempt = attempt_of(sitting, app->person.id), now;
  enum rc rc = look_up(app, attempt, diags);
  if (rc == RC_OK) {
    diag_error(diags, (struct place){0}, 1, "sitting.sat",
               _("tell the trainer, who can give you another seat"),
               _("you have sat this test: in a sitting there is one attempt"));
    return RC_USAGE;
  }
  if (rc != RC_MISSING) /* it cannot be known */
    return rc;
  memcpy(now.person, app->person.id, ID_BYTES);
  memcpy(now.session, session, ID_BYTES);
  if (attempt)
    *attempt = now;
  else
    VEC_PUSH(&sitting->attempts, now);
  return joined_write(app->folder, joined, diags);
}

enum rc sitting_attempt(struct app *app, const char *path, const uint8_t session[ID_BYTES],
                        struct diags *diags) {
  struct joined joined;
  struct diags untold = {0};
  joined_read(app->folder, &joined,
              &untold); /* damaged: the exam may be sat, and nothing is told */
  struct sitting *sitting = find(&joined, path);
  enum rc rc = RC_OK;
  if (sitting && sitting->stage == SITTING_OPEN)
    rc = keep_attempt(app, &joined, sitting, session, diags);
  joined_done(&joined);
  diags_done(&untold);
  return rc;
}

enum rc sitting_refuse(const char *store, struct diags *diags) {
  if (!sitting_hushed(store))
    return RC_OK;
  diag_error(diags, (struct place){0}, 1, "sitting.hushed",
             _("type its closing code first: mafunzo class close"),
             _("a sitting is open on this laptop, and nothing is told before it is closed"));
  return RC_USAGE;
}

/* -- Taking a stick in ------------------------------------------------------------------------ */

static bool has_exam(const struct stick *stick, const char *path) {
  for (size_t i = 0; i < stick->sittings.n; i++)
    if (strcmp(stick->sittings.list[i].path, path) == 0)
      return true;
  return false;
}

/* Its code would close nothing any more, and what is sat would be told. */
static bool loses_open(const struct joined *joined, const struct stick *stick, bool same) {
  for (size_t i = 0; i < joined->sittings.n; i++)
    if (joined->sittings.list[i].stage == SITTING_OPEN &&
        (!same || !has_exam(stick, joined->sittings.list[i].what.path)))
      return true;
  return false;
}

static enum rc weigh(const struct joined *joined, const struct stick *stick, struct diags *diags) {
  bool same = memcmp(joined->id, stick->id, ID_BYTES) == 0;
  if (same && stick->serial < joined->serial)
    diag_error(diags, (struct place){0}, 1, "stick.older",
               _("take the stick that the trainer made last"),
               _("this laptop took in a later stick of this class"));
  else if (loses_open(joined, stick, same))
    diag_error(diags, (struct place){0}, 1, "sitting.open",
               _("type its closing code first: mafunzo class close"),
               _("a sitting of the class %s is not closed on this laptop"), joined->name);
  else
    return RC_OK;
  return RC_DATA;
}

/* What is damaged is mended by the stick. */
static void read_or_none(const char *store, struct joined *joined) {
  struct diags untold = {0};
  joined_read(store, joined, &untold);
  diags_done(&untold);
}

enum rc joined_weigh(const char *store, const struct stick *stick, struct diags *diags) {
  struct joined joined;
  read_or_none(store, &joined);
  enum rc rc = weigh(&joined, stick, diags);
  joined_done(&joined);
  return rc;
}

bool sitting_in(const struct stick_sitting *sitting, const char *course) {
  size_t len = strlen(course);
  return strncmp(sitting->path, course, len) == 0 && sitting->path[len] == '/';
}

bool joined_started(const char *store, const struct stick *stick, const char *course) {
  struct joined joined;
  read_or_none(store, &joined);
  bool started = false;
  for (size_t i = 0; i < joined.sittings.n; i++)
    started |= joined.sittings.list[i].stage != SITTING_SEALED &&
               sitting_in(&joined.sittings.list[i].what, course);
  started = started && memcmp(joined.id, stick->id, ID_BYTES) == 0;
  joined_done(&joined);
  return started;
}

static enum rc copy_exam(const char *store, const char *from, const char *name,
                         struct diags *diags) {
  struct arena arena = {0};
  struct str bytes = {0};
  enum rc rc = mrz_load(arena_printf(&arena, "%s/%s", from, name), CODEBOX_BYTES, &bytes, diags);
  if (rc == RC_OK)
    rc = file_write_whole(arena_printf(&arena, "%s/" FOLDER "/%s", store, name), str_text(&bytes),
                          bytes.len, diags);
  str_done(&bytes);
  arena_done(&arena);
  return rc;
}

static enum rc copy_exams(const char *store, const char *from, const struct stick *stick,
                          struct diags *diags) {
  enum rc rc = make_folder(store, diags);
  for (size_t i = 0; rc == RC_OK && i < stick->sittings.n; i++)
    rc = copy_exam(store, from, stick->sittings.list[i].file.name, diags);
  return rc;
}

enum rc joined_take(const char *store, const char *from, const struct stick *stick, unsigned seat,
                    struct diags *diags) {
  struct joined before, now = {.serial = stick->serial};
  read_or_none(store, &before);
  bool same = memcmp(before.id, stick->id, ID_BYTES) == 0;
  memcpy(now.id, stick->id, ID_BYTES);
  strcpy(now.name, stick->name);
  now.seat = seat ? seat : same ? before.seat : 0;
  for (size_t i = 0; i < stick->sittings.n; i++) {
    struct sitting sitting = {.what = stick->sittings.list[i]};
    struct sitting *known = same ? find(&before, sitting.what.path) : NULL;
    if (known) {
      sitting.stage = known->stage;
      sitting.attempts.list = known->attempts.list; /* moved */
      sitting.attempts.n = known->attempts.n;
      sitting.attempts.cap = known->attempts.cap;
      known->attempts.list = NULL;
    }
    VEC_PUSH(&now.sittings, sitting);
  }
  enum rc rc = copy_exams(store, from, stick, diags);
  if (rc == RC_OK)
    rc = joined_write(store, &now, diags);
  joined_done(&before);
  joined_done(&now);
  return rc;
}
