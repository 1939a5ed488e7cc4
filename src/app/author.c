/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/author.h"

#include "app/embedded.h"
#include "base/file.h"
#include "base/str.h"
#include "base/text.h"
#include "course/course.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char first_module[] = "first-steps", first_file[] = "01-first-steps.yaml";

static struct place place_at(const char *file) { return (struct place){.file = file}; }

static char *joined(const struct author *author, const char *folder, const char *name) {
  size_t n = strlen(folder);
  if (strcmp(folder, ".") == 0)
    return arena_strdup(author->arena, name);
  return arena_printf(author->arena, "%s%s%s", folder, n && folder[n - 1] == '/' ? "" : "/", name);
}

/* -- Ids ----------------------------------------------------------------------------------------
 */

/* null means nothing in YAML; a folder called framework is not a course. */
static bool is_free_id(const struct author *author, const char *id) {
  if (!node_is_id(id)) {
    diag_error(author->diags, place_at(NULL), 1, "id.form",
               _("A to z, digits and single hyphens, a letter first, at most 64: check-digit."),
               _("%.64s is not an identifier"), id);
    return false;
  }
  if (strcmp(id, "null") != 0 && strcmp(id, "framework") != 0)
    return true;
  diag_error(author->diags, place_at(NULL), 1, "id.reserved", NULL,
             _("%s has a meaning of its own: choose another id"), id);
  return false;
}

/* "check-digits": "Check digits". */
static char *title_of(struct arena *arena, const char *id) {
  char *title = arena_strdup(arena, id);
  for (char *at = title; *at; at++)
    *at = *at == '-' ? ' ' : *at;
  if (*title >= 'a' && *title <= 'z')
    *title = (char)(*title - 'a' + 'A');
  return title;
}

/* -- Skeletons ------------------------------------------------------------------------------------
 */

static const char *competency_of(const struct framework *framework) {
  static const char usual[] = "DOC-ELEC";
  if (!framework || !framework->n_competencies || framework_competency(framework, usual) >= 0)
    return usual;
  return framework->competencies[0].id;
}

static const char *position_of(const struct framework *framework) {
  static const char usual[] = "PLO";
  if (framework && framework_position(framework, usual) < 0)
    return framework->n_positions ? framework->positions[0].id : "";
  return usual;
}

static const char *skeleton_text(const char *name) {
  const struct embedded *file = skeleton_files;
  while (file->name && strcmp(file->name, name) != 0)
    file++;
  return file->name ? file->text : "";
}

/* The skeleton with what its @WORDS@ stand for. */
static char *skeleton_fill(const struct author *author, const char *name, const char *id) {
  const char *const words[][2] = {{"@ID@", id},
                                  {"@TITLE@", title_of(author->arena, id)},
                                  {"@SCHEMA@", author->schema},
                                  {"@COMPETENCY@", competency_of(author->framework)},
                                  {"@POSITION@", position_of(author->framework)}};
  struct str out = {0};
  for (const char *at = skeleton_text(name); *at;) {
    size_t i = 0, n = sizeof words / sizeof *words;
    while (i < n && strncmp(at, words[i][0], strlen(words[i][0])) != 0)
      i++;
    if (i < n)
      str_puts(&out, words[i][1]);
    else
      str_putc(&out, *at);
    at += i < n ? strlen(words[i][0]) : 1;
  }
  char *text = arena_strdup(author->arena, str_text(&out));
  str_done(&out);
  return text;
}

/* -- Files ----------------------------------------------------------------------------------------
 */

static enum rc create_fault(const struct author *author, const char *path, int error) {
  bool full = error == ENOSPC || error == EDQUOT || error == EFBIG, there = error == EEXIST;
  const char *code = there ? "file.exists" : full ? "file.full" : "file.create";
  diag_error(author->diags, place_at(path), 1, code,
             there ? _("Choose another id; nothing was changed.") : NULL, "%s",
             there ? _("this is there already") : strerror(error));
  return full ? RC_FULL : error == EIO ? RC_IO : RC_CREATE;
}

/* Only where there is nothing yet. */
static enum rc create_file(const struct author *author, const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    return create_fault(author, path, errno);
  FILE *file = fdopen(fd, "w");
  bool good = file && fwrite(text, 1, strlen(text), file) == strlen(text) && fflush(file) == 0 &&
              fsync(fd) == 0;
  int error = errno;
  if (file ? fclose(file) != 0 && good : close(fd) != 0) {
    error = errno;
    good = false;
  }
  if (good)
    return RC_OK;
  unlink(path);
  return create_fault(author, path, error);
}

enum rc author_course(const struct author *author, const char *parent, const char *id,
                      const char **course, const char **module) {
  if (!is_free_id(author, id))
    return RC_USAGE;
  const char *folder = joined(author, parent, id);
  *course = joined(author, folder, "course.yaml");
  *module = joined(author, folder, first_file);
  if (mkdir(folder, 0777) != 0)
    return create_fault(author, folder, errno);
  enum rc rc = create_file(author, *module, skeleton_fill(author, "module.yaml", first_module));
  if (rc == RC_OK)
    rc = create_file(author, *course, skeleton_fill(author, "course.yaml", id));
  if (rc == RC_OK)
    return rc;
  unlink(*module); /* both are our own */
  rmdir(folder);
  return rc;
}

/* -- A module beside others
 * ------------------------------------------------------------------------- */

struct listed {     /* what course.yaml says */
  const char *text; /* NULL if it cannot be read */
  const struct node *modules;
};

static const char *read_whole_file(struct arena *arena, const char *path) {
  enum { MOST = 1 << 20 };
  FILE *file = fopen(path, "r");
  if (!file)
    return NULL;
  char *text = arena_alloc(arena, MOST + 1);
  size_t n = fread(text, 1, MOST, file);
  bool whole = !ferror(file) && feof(file) && !memchr(text, '\0', n);
  fclose(file);
  return whole ? text : NULL;
}

static struct listed read_listed(const struct author *author, const char *path) {
  struct diags untold = {0}; /* check says them */
  struct reading r = {.arena = author->arena, .diags = &untold};
  struct listed listed = {.text = read_whole_file(author->arena, path)};
  if (listed.text)
    listed.modules =
        node_get(yaml_read_bytes(&r, listed.text, strlen(listed.text), path), "modules");
  if (listed.modules && listed.modules->kind != NODE_LIST)
    listed.modules = NULL;
  diags_done(&untold);
  return listed;
}

static const char *module_id(const struct author *author, const char *path) {
  struct diags untold = {0};
  struct reading r = {.arena = author->arena, .diags = &untold};
  const struct node *id = node_get(yaml_read_file(&r, path, path), "id");
  diags_done(&untold);
  return id && id->kind == NODE_SCALAR ? id->text : "";
}

/* "07-check-digits.yaml": 7; 0 without a number. */
static unsigned number_of(const char *file) {
  size_t digits = strspn(file, "0123456789");
  return digits && digits < 4 && file[digits] == '-' ? (unsigned)strtoul(file, NULL, 10) : 0;
}

/* Is it the file of such a module by its name, with a number or without? */
static bool is_named(const char *file, const char *id) {
  size_t n = strlen(id);
  file += number_of(file) ? strspn(file, "0123456789") + 1 : 0;
  return strncmp(file, id, n) == 0 &&
         (strcmp(file + n, ".yaml") == 0 || strcmp(file + n, ".yml") == 0);
}

struct choice_of_name {
  const char *file;
  bool listed, taken; /* taken: a module of that id is there */
};

static struct choice_of_name choose_name(const struct author *author, const char *folder,
                                         const struct node *modules, const char *id) {
  struct choice_of_name choice = {0};
  unsigned most = 0;
  size_t n = modules ? modules->n : 0;
  for (size_t i = 0; i < n; i++) {
    const struct node *item = modules->items[i];
    if (item->kind != NODE_SCALAR || strchr(item->text, '/'))
      continue;
    const char *path = joined(author, folder, item->text);
    unsigned number = number_of(item->text);
    most = number > most ? number : most;
    choice.taken |= strcmp(module_id(author, path), id) == 0;
    if (is_named(item->text, id) && access(path, F_OK) != 0) {
      choice.file = item->text;
      choice.listed = true;
    }
  }
  if (!choice.listed)
    choice.file = most || !n ? arena_printf(author->arena, "%02u-%s.yaml", most + 1, id)
                             : arena_printf(author->arena, "%s.yaml", id);
  return choice;
}

/* True if course.yaml now lists it. Its mode stays. */
static bool list_module(const struct author *author, const char *path, const struct listed *listed,
                        const char *file) {
  struct stat was;
  struct diags untold = {0};
  const char *text = author_list_module(author->arena, listed->text, file);
  bool good = text && stat(path, &was) == 0 && access(path, W_OK) == 0 &&
              file_write_whole(path, text, strlen(text), &untold) == RC_OK;
  if (good)
    (void)!chmod(path, was.st_mode & 07777);
  diags_done(&untold);
  return good;
}

enum rc author_module(const struct author *author, const char *folder, const char *id,
                      const char **module) {
  if (!is_free_id(author, id))
    return RC_USAGE;
  const char *course = joined(author, folder, "course.yaml");
  struct listed listed = read_listed(author, course);
  if (!listed.text) {
    diag_error(author->diags, place_at(course), 1, "file.missing",
               _("Say where the course is with --course DIR, or begin one: mafunzo new course ID."),
               _("there is no course here"));
    return RC_MISSING;
  }
  struct choice_of_name choice = choose_name(author, folder, listed.modules, id);
  *module = joined(author, folder, choice.file);
  if (choice.taken) {
    diag_error(author->diags, place_at(course), 1, "id.duplicate", _("Choose another id."),
               _("the course has a module %s already"), id);
    return RC_CREATE;
  }
  enum rc rc = create_file(author, *module, skeleton_fill(author, "module.yaml", id));
  if (rc == RC_OK && !choice.listed && !list_module(author, course, &listed, choice.file))
    diag_warn(author->diags, place_at(course), 1, "module.unlisted",
              arena_printf(author->arena, _("Add to its modules this line:   - %s"), choice.file),
              _("the list of modules could not be added to safely"));
  return rc;
}
