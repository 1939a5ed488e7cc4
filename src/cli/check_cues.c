/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/check_cues.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void keep_competencies(struct cue_gate *gate, const struct module *module) {
  if (gate->n_competencies || !module->n_competencies)
    return;
  gate->n_competencies = module->n_competencies;
  gate->competencies =
      arena_array(&gate->arena, module->n_competencies, sizeof *gate->competencies);
  for (size_t i = 0; i < module->n_competencies; i++)
    gate->competencies[i] = arena_strdup(&gate->arena, module->competencies[i].key);
}

static void list_questions(struct cue_gate *gate, const struct module *module) {
  if (!gate->questions)
    gate->questions = json_array();
  for (size_t i = 0; i < module->quiz.n_items; i++) {
    char revision[REVISION_DIGITS + 1];
    reader_revision(&module->quiz.items[i], revision);
    json_array_append_new(
        gate->questions,
        json_pack("{s:s, s:s}", "item", module->quiz.items[i].path, "revision", revision));
  }
}

void cue_gate_add(void *ctx, const struct module *module, const char *file) {
  struct cue_gate *gate = ctx;
  keep_competencies(gate, module);
  census_add(&gate->census, &gate->arena, module);
  bank_add(&gate->bank, module, file);
  reader_add(&gate->reader, module, file);
  list_questions(gate, module);
}

void cue_gate_judge(struct cue_gate *gate, const char *where) {
  reader_end(&gate->reader);
  bank_judge(&gate->bank, where);
  diags_sort(gate->bank.diags);
}

void cue_gate_done(struct cue_gate *gate) {
  bank_done(&gate->bank);
  reader_done(&gate->reader);
  json_decref(gate->questions);
  census_done(&gate->census);
  arena_done(&gate->arena);
}

/* -- As text ------------------------------------------------------------------------------- */

static void print_tallies(const char *kind, const struct cue_tally *tallies) {
  size_t n = 0;
  for (size_t rule = 0; rule < CUE_RULES; rule++)
    n = tallies[rule].n > n ? tallies[rule].n : n;
  if (!n)
    return;
  printf("  %-14s%6zu", kind, n); /* with the rules, less than 80 cells */
  for (size_t rule = 0; rule < CUE_RULES; rule++) {
    long long tenths = (long long)cue_tally_off(&tallies[rule]) / 1000;
    if (tallies[rule].n)
      printf("%*s%lld.%lld", llabs(tenths) < 100 ? 4 : 3, tenths < 0 ? "-" : "+",
             llabs(tenths) / 10, llabs(tenths) % 10);
    else
      printf("%7s", "");
  }
  putchar('\n');
}

static void print_rules(const struct bank *bank) {
  puts(_("Points (of 100) that a rule without knowledge is from chance:"));
  printf("  %-14s%6s%7s%7s%7s%7s%7s%7s%7s%7s\n", "", _("all"), _("first"), _("last"), _("long"),
         _("short"), _("shared"), _("apart"), _("hedged"), _("argued"));
  print_tallies(_("all"), bank->all);
  for (size_t kind = 0; bank->kinds && kind < n_item_kinds; kind++)
    print_tallies(item_kinds[kind]->key, bank->kinds[kind]);
}

static void print_lessons(const struct bank *bank) {
  size_t n = 0, least = SIZE_MAX, most = 0;
  int32_t hardest = INT32_MAX, easiest = INT32_MIN;
  for (size_t i = 0; i < bank->lessons.n; i++) {
    const struct bank_lesson *lesson = &bank->lessons.list[i];
    if (lesson->ease == LESSON_UNREAD)
      continue;
    n++;
    least = lesson->words < least ? lesson->words : least;
    most = lesson->words > most ? lesson->words : most;
    hardest = lesson->ease < hardest ? lesson->ease : hardest;
    easiest = lesson->ease > easiest ? lesson->ease : easiest;
  }
  if (n) {
    printf(ngettext("%zu lesson in English: ", "%zu lessons in English: ", n), n);
    printf(_("%zu to %zu words, reading ease %d to %d\n"), least, most, hardest / 1000,
           easiest / 1000);
  }
}

static void print_thin(const struct cue_gate *gate) {
  bool any = false;
  for (size_t i = 0; i < gate->n_competencies; i++) {
    const struct census_competency *row = census_of(&gate->census, gate->competencies[i]);
    if (!census_thin(row))
      continue;
    if (!any)
      printf(_("Thin: fewer than %d questions, or than %d of a level (1, 2, 3, 4):\n"),
             CENSUS_ENOUGH, CENSUS_ENOUGH_LEVEL);
    any = true;
    printf("  %-14s%6zu    %zu, %zu, %zu, %zu\n", gate->competencies[i], row->items, row->level[1],
           row->level[2], row->level[3], row->level[4]);
  }
}

static void print_reader(const struct reader *reader) {
  if (reader->items)
    printf(_("A second pair of eyes read %zu of %zu questions as they are now.\n"),
           reader->items - reader->unread, reader->items);
}

void cue_gate_print(const struct cue_gate *gate) {
  print_rules(&gate->bank);
  print_reader(&gate->reader);
  print_lessons(&gate->bank);
  print_thin(gate);
}

/* -- As JSON ------------------------------------------------------------------------------- */

static void add_tallies(json_t *list, const char *kind, const struct cue_tally *tallies) {
  for (enum cue_rule rule = 0; (int)rule < CUE_RULES; rule++)
    if (tallies[rule].n)
      json_array_append_new(list, json_pack("{s:s?, s:s, s:I, s:I, s:I}", "kind", kind, "rule",
                                            cue_rule_name(rule), "n", (json_int_t)tallies[rule].n,
                                            "score", (json_int_t)tallies[rule].score, "chance",
                                            (json_int_t)tallies[rule].chance));
}

static json_t *rules_json(const struct bank *bank) {
  json_t *list = json_array();
  add_tallies(list, NULL, bank->all);
  for (size_t kind = 0; bank->kinds && kind < n_item_kinds; kind++)
    add_tallies(list, item_kinds[kind]->key, bank->kinds[kind]);
  return list;
}

static json_t *thin_json(const struct cue_gate *gate) {
  json_t *list = json_array();
  for (size_t i = 0; i < gate->n_competencies; i++) {
    const struct census_competency *row = census_of(&gate->census, gate->competencies[i]);
    if (census_thin(row))
      json_array_append_new(list, json_pack("{s:s, s:I, s:[I,I,I,I]}", "competency",
                                            gate->competencies[i], "items", (json_int_t)row->items,
                                            "levels", (json_int_t)row->level[1],
                                            (json_int_t)row->level[2], (json_int_t)row->level[3],
                                            (json_int_t)row->level[4]));
  }
  return list;
}

static json_t *lessons_json(const struct bank *bank) {
  json_t *list = json_array();
  for (size_t i = 0; i < bank->lessons.n; i++) {
    const struct bank_lesson *lesson = &bank->lessons.list[i];
    json_t *ease = lesson->ease == LESSON_UNREAD ? json_null() : json_integer(lesson->ease);
    json_array_append_new(list, json_pack("{s:s, s:I, s:o}", "lesson", lesson->path, "words",
                                          (json_int_t)lesson->words, "ease", ease));
  }
  return list;
}

json_t *cue_gate_json(const struct cue_gate *gate) {
  return json_pack("{s:o, s:o, s:o, s:O?}", "rules", rules_json(&gate->bank), "thin",
                   thin_json(gate), "lessons", lessons_json(&gate->bank), "questions",
                   gate->questions);
}
