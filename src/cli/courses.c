/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rows.h"

#include "app/library.h"
#include "base/text.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

enum { WIDTH = 78, NAME = 24 };

struct request {
  const char *path;
  bool json;
};

static int read_request(const struct cli_options *options, int argc, char **argv,
                        struct request *request) {
  static const struct option longs[] = {{"format", required_argument, NULL, 'f'}, {0}};
  int option;
  *request = (struct request){.path = options->courses};
  opterr = 0;
  while ((option = getopt_long(argc, argv, "", longs, NULL)) != -1)
    if (option == 'f' && (strcmp(optarg, "json") == 0 || strcmp(optarg, "text") == 0))
      request->json = strcmp(optarg, "json") == 0;
    else
      return cli_usage(&cli_courses, "%s",
                       option == 'f' ? _("the format is text or json")
                                     : _("there is no such option"));
  if (argc - optind > 1)
    return cli_usage(&cli_courses, "%s", _("one folder at a time"));
  if (optind < argc)
    request->path = argv[optind];
  return *request->path ? EX_OK : cli_usage(&cli_courses, "%s", _("which folder?"));
}

static const char *const use_names[CENSUS_USES] = {"both", "practice", "exam"};

/* -- As text -------------------------------------------------------------------------------------
 */

struct wrapped {
  struct str *out;
  size_t lines;
};

static void add_line(void *ctx, const char *at, size_t len) {
  struct wrapped *to = ctx;
  str_puts(to->out, to->lines++ ? "    " : "  ");
  str_add(to->out, at, len);
  str_putc(to->out, '\n');
}

static void add_wrapped(struct str *out, const char *label, const struct str *text) {
  struct str line = {0};
  struct wrapped to = {.out = out};
  str_printf(&line, "%s: %s", label, str_text(text));
  text_wrap(str_text(&line), line.len, WIDTH - 4, add_line, &to);
  str_done(&line);
}

/* The name and the number do not part at the end of a line. */
static void add_count(struct str *out, const char *name, size_t n) {
  if (n)
    str_printf(out, "%s%s\xc2\xa0%zu", out->len ? ", " : "", name, n);
}

static void add_amounts(struct str *out, const struct census *c) {
  struct str text = {0};
  add_count(&text, _("modules"), c->modules);
  add_count(&text, _("lessons"), c->lessons);
  add_count(&text, _("words of lessons"), c->words);
  add_count(&text, _("minutes of lessons"), c->lesson_minutes);
  add_count(&text, _("drills"), c->drills);
  add_count(&text, _("scenes"), c->scenes);
  add_count(&text, _("minutes of drills"), c->drill_minutes);
  add_wrapped(out, _("has"), &text);
  str_done(&text);
}

static void add_questions(struct str *out, const struct census *c) {
  struct str text = {0}, label = {0};
  for (size_t i = 0; i < census_kinds(); i++)
    add_count(&text, census_kind_key(i), c->kind[i]);
  str_printf(&label, "%s (%zu)", _("questions"), c->items);
  add_wrapped(out, str_text(&label), &text);
  str_clear(&text);
  add_count(&text, _("practice and exam"), c->use[USE_BOTH]);
  add_count(&text, _("practice alone"), c->use[USE_PRACTICE]);
  add_count(&text, _("exam alone"), c->use[USE_EXAM]);
  add_wrapped(out, _("used in"), &text);
  str_done(&text);
  str_done(&label);
}

static void add_row(struct str *out, const char *name, const size_t level[CENSUS_LEVELS],
                    size_t all) {
  struct arena arena = {0};
  const char *safe = text_safe(&arena, name, strlen(name), false);
  size_t fit = text_fit(safe, strlen(safe), NAME), cells = text_width(safe, fit);
  str_printf(out, "    %.*s%*s", (int)fit, safe, (int)(NAME - cells), "");
  for (size_t i = 1; i < CENSUS_LEVELS; i++)
    str_printf(out, "%6zu", level[i]);
  str_printf(out, "%7zu\n", all);
  arena_done(&arena);
}

static void add_table(struct str *out, const struct census *c) {
  str_printf(out, "  %-*s", NAME + 2, _("by competency and level"));
  str_printf(out, "%6d%6d%6d%6d%7s\n", 1, 2, 3, 4, _("all"));
  for (size_t i = 0; i < c->n_competencies; i++)
    add_row(out, c->competencies[i].id, c->competencies[i].level, c->competencies[i].items);
  if (c->n_competencies > 1)
    add_row(out, _("all"), c->level, c->items);
}

static void add_census(struct str *out, const struct census *c) {
  if (c->modules)
    add_amounts(out, c);
  if (!c->items)
    return;
  add_questions(out, c);
  add_table(out, c);
}

static void add_safe(struct str *out, const char *text) {
  struct arena arena = {0};
  str_puts(out, text_safe(&arena, text, strlen(text), false));
  arena_done(&arena);
}

static void add_heading(struct str *out, const struct course *course) {
  add_safe(out, course->id);
  str_puts(out, ": ");
  add_safe(out, *course->title ? course->title : course->folder);
  if (*course->language)
    str_puts(out, " (");
  add_safe(out, course->language);
  str_puts(out, *course->language ? " " : "");
  add_safe(out, course->version);
  str_puts(out, *course->language ? ")\n" : "\n");
}

static void add_fault(struct str *out, const struct diag *fault) {
  str_printf(out, "  %s %s", _("BROKEN:"), fault->at.file ? fault->at.file : "");
  if (fault->at.line)
    str_printf(out, ":%u:%u", fault->at.line, fault->at.column);
  str_printf(out, ": %s [%s]\n", fault->message, fault->code);
}

static void add_library(struct str *out, const struct library *library) {
  for (size_t i = 0; i < library->n; i++) {
    const struct library_course *it = &library->courses[i];
    add_heading(out, it->course);
    for (size_t k = 0; k < it->n_faults; k++)
      add_fault(out, &it->faults[k]);
    add_census(out, &it->census);
    str_putc(out, '\n');
  }
  str_printf(out, ngettext("%zu course", "%zu courses", library->n), library->n);
  if (library->n_broken)
    str_printf(out, ngettext(", %zu of them broken", ", %zu of them broken", library->n_broken),
               library->n_broken);
  str_putc(out, '\n');
  add_census(out, &library->total);
}

/* -- As JSON --------------------------------------------------------------------------------------
 */

static json_t *number(size_t n) { return json_integer((json_int_t)n); }

static json_t *levels_json(const size_t level[CENSUS_LEVELS]) {
  static const char *const names[CENSUS_LEVELS] = {"0", "1", "2", "3", "4"};
  json_t *map = json_object();
  for (size_t i = 1; i < CENSUS_LEVELS; i++)
    json_object_set_new(map, names[i], number(level[i]));
  return map;
}

static json_t *competencies_json(const struct census *c) {
  json_t *map = json_object();
  for (size_t i = 0; i < c->n_competencies; i++) {
    json_t *row = levels_json(c->competencies[i].level);
    json_object_set_new(row, "all", number(c->competencies[i].items));
    json_object_set_new(map, c->competencies[i].id, row);
  }
  return map;
}

static json_t *questions_json(const struct census *c) {
  json_t *kinds = json_object(), *uses = json_object();
  for (size_t i = 0; i < census_kinds(); i++)
    json_object_set_new(kinds, census_kind_key(i), number(c->kind[i]));
  for (size_t i = 0; i < CENSUS_USES; i++)
    json_object_set_new(uses, use_names[i], number(c->use[i]));
  return json_pack("{s:o, s:o, s:o, s:o, s:o}", "all", number(c->items), "kinds", kinds, "levels",
                   levels_json(c->level), "use", uses, "competencies", competencies_json(c));
}

static void set_census(json_t *map, const struct census *c) {
  json_object_set_new(map, "modules", number(c->modules));
  json_object_set_new(map, "lessons", number(c->lessons));
  json_object_set_new(map, "words", number(c->words));
  json_object_set_new(map, "lesson_minutes", number(c->lesson_minutes));
  json_object_set_new(map, "drills", number(c->drills));
  json_object_set_new(map, "scenes", number(c->scenes));
  json_object_set_new(map, "drill_minutes", number(c->drill_minutes));
  json_object_set_new(map, "questions", questions_json(c));
}

static json_t *fault_json(const struct diag *fault) {
  return json_pack("{s:s?, s:I, s:I, s:s, s:s}", "file", fault->at.file, "line",
                   (json_int_t)fault->at.line, "column", (json_int_t)fault->at.column, "code",
                   fault->code, "message", fault->message);
}

static json_t *course_json(const struct library_course *it) {
  const struct course *course = it->course;
  json_t *faults = json_array();
  for (size_t i = 0; i < it->n_faults; i++)
    json_array_append_new(faults, fault_json(&it->faults[i]));
  struct arena arena = {0}; /* a path may be anything */
  const char *folder = text_safe(&arena, course->folder, strlen(course->folder), false);
  json_t *map =
      json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", course->id, "title", course->title, "language",
                course->language, "version", course->version, "folder", folder);
  arena_done(&arena);
  set_census(map, &it->census);
  json_object_set_new(map, "faults", faults);
  return map;
}

static bool print_json(const struct library *library) {
  json_t *courses = json_array(), *total = json_object(), *all = json_object();
  for (size_t i = 0; i < library->n; i++)
    json_array_append_new(courses, course_json(&library->courses[i]));
  json_object_set_new(total, "courses", number(library->n));
  json_object_set_new(total, "broken", number(library->n_broken));
  set_census(total, &library->total);
  json_object_set_new(all, "courses", courses);
  json_object_set_new(all, "total", total);
  bool good = json_dumpf(all, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF;
  json_decref(all);
  return good;
}

/* -- The command
 * ----------------------------------------------------------------------------------- */

static bool print_text(const struct library *library) {
  struct str out = {0};
  add_library(&out, library);
  bool good = fputs(str_text(&out), stdout) >= 0;
  str_done(&out);
  return good;
}

static int courses_run(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  struct library library;
  struct diags diags = {0};
  struct str framework = {0};
  int usage = read_request(options, argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  str_printf(&framework, "%s/framework", options->courses);
  enum rc rc = library_open(request.path, str_text(&framework), &library, &diags);
  bool good = true;
  if (library.n)
    good = request.json ? print_json(&library) : print_text(&library);
  good = fflush(stdout) == 0 && good;
  cli_print_diags(&diags);
  library_done(&library);
  diags_done(&diags);
  str_done(&framework);
  return rc != RC_OK ? rc_exit(rc) : good ? EX_OK : EX_IOERR;
}

const struct cli_command cli_courses = {
    .name = "courses",
    .arguments = "[PATH] [--format text|json]",
    .summary = N_("Count what the courses have: lessons, questions by kind, level and competency"),
    .run = courses_run,
};
