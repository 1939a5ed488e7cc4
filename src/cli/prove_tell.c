/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/prove.h"

#include "base/file.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/diag_json.h"
#include "exchange/graph.h"
#include "session/preview.h"

#include <stdio.h>
#include <string.h>

static const struct drill *drill_of(const struct course_proof *one) {
  return &one->module->drills[one->index];
}

static const struct proof_way *way_of(const struct course_proof *one, size_t finding) {
  const struct proof *proof = &one->proof;
  bool there = proof->ways && finding < DIAGS_MAX && proof->ways[finding].scene;
  return there ? &proof->ways[finding] : NULL;
}

/* -- As text --------------------------------------------------------------------------------- */

static void put_quoted(struct str *out, const char *text) { /* for a shell */
  if (text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./")] ==
      '\0') {
    str_puts(out, text);
    return;
  }
  str_putc(out, '\'');
  for (; *text; text++)
    if (*text == '\'')
      str_puts(out, "'\\''");
    else
      str_putc(out, *text);
  str_putc(out, '\'');
}

/* A command that goes there. */
static void print_way(const struct course_proof *one, const struct proof_way *way) {
  struct str line = {0};
  str_printf(&line, "printf '%%s\\n' %zu", preview_row_of_drill(one->module, one->index));
  for (size_t i = 0; i < way->n; i++) {
    str_putc(&line, ' ');
    put_quoted(&line, way->lines[i]);
  }
  str_puts(&line, " | mafunzo --linear preview ");
  put_quoted(&line, one->path);
  if (*way->scene)
    fprintf(stderr, _("  the way to scene %s:\n"), way->scene);
  else
    fputs(_("  the way:\n"), stderr);
  fprintf(stderr, "    %s\n", str_text(&line));
  str_done(&line);
}

static void print_findings(const struct course_proof *one) {
  for (size_t i = 0; i < one->proof.diags.n; i++) {
    const struct diags single = {.list = &one->proof.diags.list[i], .n = 1};
    const struct proof_way *way = way_of(one, i);
    cli_print_diags(&single);
    if (way)
      print_way(one, way);
  }
}

/* 95.8 %, or at least that where circles or what was not looked at may move it. */
static void add_bound(struct str *out, int32_t millionths, bool exact, const char *mark) {
  str_printf(out, "%s%d.%d %%", exact ? "" : mark, millionths / 10000, millionths / 1000 % 10);
}

static void print_range(const struct proof_range *range) {
  struct str low = {0}, high = {0};
  add_bound(&low, range->low, range->exact_low, "<= ");
  add_bound(&high, range->high, range->exact_high, ">= ");
  printf(_("  %s: from %s to %s\n"), range->competency ? range->competency : _("the whole score"),
         str_text(&low), str_text(&high));
  str_done(&low);
  str_done(&high);
}

static void print_scores(const struct course_proof *one) {
  const struct proof *proof = &one->proof;
  printf("%s: %s: ", one->path, drill_of(one)->id);
  if (proof->played)
    printf(ngettext("played at random, %zu time\n", "played at random, %zu times\n",
                    proof->situations),
           proof->situations);
  else
    printf(proof->complete
               ? ngettext("%zu situation, every way tried\n", "%zu situations, every way tried\n",
                          proof->situations)
               : ngettext("%zu situation tried, and there are more\n",
                          "%zu situations tried, and there are more\n", proof->situations),
           proof->situations);
  for (size_t i = 0; i < proof->n_ranges; i++)
    print_range(&proof->ranges[i]);
}

void prove_print(const struct course_proof *one, bool quiet) {
  print_findings(one);
  if (!quiet)
    print_scores(one);
}

/* -- As JSON --------------------------------------------------------------------------------- */

static json_t *lines_json(const struct course_proof *one, const struct proof_way *way) {
  char row[24];
  json_t *lines = json_array();
  snprintf(row, sizeof row, "%zu", preview_row_of_drill(one->module, one->index));
  json_array_append_new(lines, json_string(row));
  for (size_t i = 0; i < way->n; i++)
    json_array_append_new(lines, json_string(way->lines[i]));
  return lines;
}

static json_t *finding_json(const struct course_proof *one, size_t i) {
  const struct proof_way *way = way_of(one, i);
  json_t *finding = cli_diag_json(&one->proof.diags.list[i]);
  json_object_set_new(finding, "scene", way && *way->scene ? json_string(way->scene) : json_null());
  json_object_set_new(finding, "lines", way ? lines_json(one, way) : json_null());
  return finding;
}

static json_t *range_json(const struct proof_range *range) {
  return json_pack("{s:o, s:f, s:f, s:b, s:b}", "competency", cli_text_json(range->competency),
                   "low", range->low / 1e6, "high", range->high / 1e6, "exact_low",
                   range->exact_low, "exact_high", range->exact_high);
}

json_t *prove_json(const struct course_proof *one) {
  const struct proof *proof = &one->proof;
  const char *how = proof->played ? "random" : "every-way";
  json_t *findings = json_array(), *scores = json_array();
  for (size_t i = 0; i < proof->diags.n; i++)
    json_array_append_new(findings, finding_json(one, i));
  for (size_t i = 0; i < proof->n_ranges; i++)
    json_array_append_new(scores, range_json(&proof->ranges[i]));
  return json_pack("{s:s, s:s, s:s, s:s, s:I, s:b, s:o, s:o}", "file", one->path, "drill",
                   drill_of(one)->id, "title", drill_of(one)->title, "how", how, "tried",
                   (json_int_t)proof->situations, "complete", proof->complete, "scores", scores,
                   "findings", findings);
}

/* -- As a map -------------------------------------------------------------------------------- */

static enum rc write_one(const char *base, const char *ending,
                         void (*write)(const struct graph *graph, struct str *out),
                         const struct graph *graph, struct diags *diags) {
  struct str path = {0}, bytes = {0};
  str_printf(&path, "%s.%s", base, ending);
  write(graph, &bytes);
  enum rc rc = file_write_whole(str_text(&path), bytes.at, bytes.len, diags);
  str_done(&path);
  str_done(&bytes);
  return rc;
}

enum rc prove_write_graph(const struct course_proof *one, const char *folder, bool longer,
                          struct diags *diags) {
  struct str base = {0};
  const struct module *module = one->module;
  if (longer)
    str_printf(&base, "%s/%s.%s.%s", folder, module->course_id, module->id, drill_of(one)->id);
  else
    str_printf(&base, "%s/%s", folder, drill_of(one)->id);
  enum rc rc = write_one(str_text(&base), "dot", graph_write_dot, &one->graph, diags);
  if (rc == RC_OK)
    rc = write_one(str_text(&base), "svg", graph_write_svg, &one->graph, diags);
  str_done(&base);
  return rc;
}
