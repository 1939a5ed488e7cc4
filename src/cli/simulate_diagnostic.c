/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the diagnostic gives, beside what is wanted of it. */
#include "cli/simulate.h"

#include "app/simulate.h"
#include "base/text.h"
#include "cli/rows.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum { OFFICERS = 20000, NAME = 44 };

struct request {
  struct simulate_how how;
  bool json;
};

/* -- The request ----------------------------------------------------------------------------- */

static bool read_number(const char *text, unsigned long least, unsigned long most,
                        unsigned long *out) {
  char *end;
  errno = 0;
  *out = strtoul(text, &end, 10);
  return *text >= '0' && *text <= '9' && !*end && !errno && *out >= least && *out <= most;
}

static int read_option(int option, struct request *request) {
  unsigned long number = 0;
  switch (option) {
  case 'n':
    if (!read_number(optarg, 1, SIMULATE_MOST, &number))
      return cli_usage(&cli_simulate, _("--n is a number from 1 to %d"), SIMULATE_MOST);
    request->how.n = (uint32_t)number;
    return EX_OK;
  case 's':
    if (!read_number(optarg, 0, ULONG_MAX, &number))
      return cli_usage(&cli_simulate, "%s", _("the seed is a number"));
    request->how.seed = number;
    return EX_OK;
  case 't':
    request->how.authors_know = true;
    return strcmp(optarg, "author") == 0
               ? EX_OK
               : cli_usage(&cli_simulate, "%s", _("--truth knows: author"));
  case 'f':
    request->json = strcmp(optarg, "json") == 0;
    return request->json || strcmp(optarg, "text") == 0
               ? EX_OK
               : cli_usage(&cli_simulate, "%s", _("the format is text or json"));
  default:
    return cli_usage(&cli_simulate, "%s", _("there is no such option, or it lacks its value"));
  }
}

static int read_request(const struct cli_options *options, int argc, char **argv,
                        struct request *request) {
  static const struct option longs[] = {{"n", required_argument, NULL, 'n'},
                                        {"seed", required_argument, NULL, 's'},
                                        {"truth", required_argument, NULL, 't'},
                                        {"format", required_argument, NULL, 'f'},
                                        {0}};
  int usage = EX_OK;
  *request = (struct request){.how = {.courses = options->courses, .n = OFFICERS, .seed = 1}};
  optind = 0;
  opterr = 0;
  for (int option; usage == EX_OK && (option = getopt_long(argc, argv, "", longs, NULL)) != -1;)
    usage = read_option(option, request);
  if (usage == EX_OK && optind < argc)
    return cli_usage(&cli_simulate, "%s", _("the courses are given before: --courses DIR"));
  return usage;
}

/* -- As text --------------------------------------------------------------------------------- */

static void add_cells(struct str *out, const char *text, unsigned width) {
  size_t cells = text_width(text, strlen(text));
  str_printf(out, "%s%*s", text, cells < width ? (int)(width - cells) : 0, "");
}

static void add_goal(struct str *out, const char *name, bool good, double value, double scale,
                     const char *goal) {
  str_puts(out, "  ");
  add_cells(out, name, NAME);
  str_printf(out, " %5.1f%s  ", value * scale, scale > 1 ? " %" : "  ");
  add_cells(out, goal, 16);
  str_printf(out, "%s\n", good ? _("reached") : _("MISSED"));
}

static void add_goals(struct str *out, const struct simulate_goals *goals) {
  struct arena arena = {0};
  add_goal(out, _("right about who meets the level"), goals->right_good, goals->right, 100,
           arena_printf(&arena, _("%.1f %% or more"), 100 * goals->right_least));
  add_goal(out, _("questions, on the average"), goals->items_good, goals->items, 1,
           arena_printf(&arena, _("%.0f or fewer"), SIMULATE_ITEMS_GOAL));
  add_goal(out, _("questions, on the average of the worst level"), goals->items_level_good,
           goals->items_level, 1, arena_printf(&arena, _("%.0f or fewer"), SIMULATE_LEVEL_GOAL));
  add_goal(out, _("intervals (90 of 100) that hold the truth"), goals->covered_good, goals->covered,
           100,
           arena_printf(&arena, _("%.0f to %.0f %%"), 100 * SIMULATE_COVER_LOW,
                        100 * SIMULATE_COVER_HIGH));
  str_puts(out, "  ");
  add_cells(out, _("of 15 competencies at least one wrong \"gap\""), NAME);
  str_printf(out, " %5.1f %%\n", 100 * goals->wrong_gap);
  arena_done(&arena);
}

static double share(uint32_t part, uint32_t all) { return all ? 100. * part / all : 0; }

static void add_head(struct str *out, const char *text, size_t width) { /* to the right */
  size_t cells = text_width(text, strlen(text));
  str_printf(out, "%*s%s", cells < width ? (int)(width - cells) : 1, "", text);
}

static void add_heads(struct str *out, const char *name, unsigned width) {
  str_puts(out, "  ");
  add_cells(out, name, width);
  add_head(out, _("questions"), 10);
  add_head(out, _("right"), 8);
  add_head(out, _("fixed"), 9);
  add_head(out, _("covered"), 10);
  add_head(out, _("unclear"), 11);
  str_putc(out, '\n');
}

static void add_count(struct str *out, const struct simulate_count *c) {
  double items = c->n ? (double)c->items / c->n : 0;
  uint32_t open = c->unclear + c->insufficient;
  str_printf(out, "%10.1f%6.1f %%%7.1f %%%8.1f %%%9.1f %%\n", items, share(c->right, c->n),
             share(c->right_fixed, c->n), share(c->covered, c->n), share(open, c->n));
}

static void add_levels(struct str *out, const struct simulate_result *result) {
  enum { WIDTH = 24 };
  add_heads(out, _("level required"), WIDTH);
  for (unsigned level = 1; level < LEVELS; level++) {
    str_printf(out, "    %-*u", WIDTH - 2, level);
    add_count(out, &result->required[level]);
  }
  add_heads(out, _("level that is true"), WIDTH);
  for (unsigned level = 0; level < LEVELS; level++) {
    str_printf(out, "    %-*u", WIDTH - 2, level);
    add_count(out, &result->level[level]);
  }
}

static void add_competencies(struct str *out, const struct simulation *simulation) {
  struct arena arena = {0};
  add_heads(out, _("competency"), 12);
  for (size_t i = 0; i < simulation->n_competencies; i++) {
    const struct simulate_competency *it = &simulation->competencies[i];
    str_puts(out, "    ");
    add_cells(out, text_safe(&arena, it->id, strlen(it->id), false), 10);
    add_count(out, &it->result.all);
  }
  str_printf(out, "  %s\n", _("questions in the courses, of levels 1 to 4"));
  for (size_t i = 0; i < simulation->n_competencies; i++) {
    const struct simulate_competency *it = &simulation->competencies[i];
    str_puts(out, "    ");
    add_cells(out, text_safe(&arena, it->id, strlen(it->id), false), 10);
    str_printf(out, "%6zu%6zu%6zu%6zu\n", it->level[1], it->level[2], it->level[3], it->level[4]);
  }
  arena_done(&arena);
}

static void add_result(struct str *out, const struct simulate_result *result) {
  struct simulate_goals goals = simulate_goals(result);
  add_goals(out, &goals);
  add_levels(out, result);
}

static void add_all(struct str *out, const struct request *request,
                    const struct simulation *simulation) {
  size_t ideal = simulation->ideal;
  str_printf(out, request->how.authors_know
                      ? _("Questions are as hard as their authors say.\n")
                      : _("Questions are about as hard as their authors say.\n"));
  str_printf(out, _("\nIdeal bank: %zu questions a level; %u officers, seed %llu\n"), ideal,
             (unsigned)simulation->on_ideal.all.n, (unsigned long long)request->how.seed);
  add_result(out, &simulation->on_ideal);
  if (!simulation->n_competencies)
    return;
  str_printf(out, _("\nThe courses' questions, one of two forms each: %u officers\n"),
             (unsigned)simulation->on_courses.all.n);
  add_result(out, &simulation->on_courses);
  add_competencies(out, simulation);
}

/* -- As JSON --------------------------------------------------------------------------------- */

static json_t *count_json(const struct simulate_count *c) {
  return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}", "officers", (json_int_t)c->n,
                   "questions", (json_int_t)c->items, "right", (json_int_t)c->right, "right_fixed",
                   (json_int_t)c->right_fixed, "covered", (json_int_t)c->covered, "wrong_gaps",
                   (json_int_t)c->wrong_gaps, "unclear", (json_int_t)c->unclear, "insufficient",
                   (json_int_t)c->insufficient);
}

static json_t *levels_json(const struct simulate_count counts[LEVELS], unsigned from) {
  static const char *const names[LEVELS] = {"0", "1", "2", "3", "4"};
  json_t *map = json_object();
  for (unsigned level = from; level < LEVELS; level++)
    json_object_set_new(map, names[level], count_json(&counts[level]));
  return map;
}

static double rounded(double value) { return (double)(long long)(value * 1e4 + .5) / 1e4; }

static json_t *goals_json(const struct simulate_goals *goals) {
  return json_pack(
      "{s:{s:f, s:f, s:b}, s:{s:f, s:f, s:b}, s:{s:f, s:f, s:b},"
      " s:{s:f, s:f, s:f, s:b}, s:f}",
      "right", "value", rounded(goals->right), "least", rounded(goals->right_least), "reached",
      goals->right_good, "questions", "value", rounded(goals->items), "most", SIMULATE_ITEMS_GOAL,
      "reached", goals->items_good, "questions_worst_level", "value", rounded(goals->items_level),
      "most", SIMULATE_LEVEL_GOAL, "reached", goals->items_level_good, "covered", "value",
      rounded(goals->covered), "least", SIMULATE_COVER_LOW, "most", SIMULATE_COVER_HIGH, "reached",
      goals->covered_good, "wrong_gap_in_15_competencies", rounded(goals->wrong_gap));
}

static json_t *result_json(const struct simulate_result *result) {
  struct simulate_goals goals = simulate_goals(result);
  return json_pack("{s:o, s:o, s:o, s:o}", "goals", goals_json(&goals), "all",
                   count_json(&result->all), "required", levels_json(result->required, 1), "level",
                   levels_json(result->level, 0));
}

static json_t *competency_json(const struct simulate_competency *it) {
  json_t *map = result_json(&it->result);
  json_object_set_new(map, "bank",
                      json_pack("[I, I, I, I]", (json_int_t)it->level[1], (json_int_t)it->level[2],
                                (json_int_t)it->level[3], (json_int_t)it->level[4]));
  return map;
}

static bool print_json(const struct request *request, const struct simulation *simulation) {
  json_t *competencies = json_object(), *all = json_object();
  for (size_t i = 0; i < simulation->n_competencies; i++)
    json_object_set_new(competencies, simulation->competencies[i].id,
                        competency_json(&simulation->competencies[i]));
  json_object_set_new(all, "seed", json_integer((json_int_t)request->how.seed));
  json_object_set_new(all, "truth",
                      json_string(request->how.authors_know ? "author" : "about-author"));
  json_object_set_new(all, "ideal", result_json(&simulation->on_ideal));
  json_object_set_new(all, "courses",
                      simulation->n_competencies ? result_json(&simulation->on_courses)
                                                 : json_null());
  json_object_set_new(all, "competencies", competencies);
  bool good = json_dumpf(all, stdout, JSON_INDENT(1)) == 0 && putchar('\n') != EOF;
  json_decref(all);
  return good;
}

/* -- The command ----------------------------------------------------------------------------- */

static bool print_text(const struct request *request, const struct simulation *simulation) {
  struct str out = {0};
  add_all(&out, request, simulation);
  bool good = fputs(str_text(&out), stdout) >= 0;
  str_done(&out);
  return good;
}

int cli_simulate_diagnostic(const struct cli_options *options, int argc, char **argv) {
  struct request request;
  struct simulation simulation;
  struct diags diags = {0};
  int usage = read_request(options, argc, argv, &request);
  if (usage != EX_OK)
    return usage;
  enum rc rc = simulate_courses(&request.how, &simulation, &diags);
  bool good = request.json ? print_json(&request, &simulation) : print_text(&request, &simulation);
  good = fflush(stdout) == 0 && good;
  cli_print_diags(&diags);
  simulation_done(&simulation);
  diags_done(&diags);
  return rc != RC_OK ? rc_exit(rc) : good ? EX_OK : EX_IOERR;
}
