/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mistake of YAML anywhere in a module: it is said once, nothing that it took is called missing
 * or unknown, and everything else of the file is still reported. */
#include "base/seal.h"
#include "base/str.h"
#include "course/course.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct competency competencies[] = {{.id = "DOC-ELEC"}, {.id = "DOC-EXAM"}};
static const struct framework framework = {.competencies = competencies, .n_competencies = 2};

/* Without a mistake of YAML: two others, the last in its last line. */
static const char nested[] = "id: m\n"
                             "title: T\n"
                             "objectives:\n"
                             "  o: Do it\n"
                             "glossary:\n"
                             "  mrz: Zone\n"
                             "sources:\n"
                             "  s: Book\n"
                             "lessons:\n"
                             "  - id: l\n"
                             "    title: L\n"
                             "    minutes: 9000\n"
                             "    text: Text\n"
                             "    objectives:\n"
                             "      - o\n"
                             "    source: s\n"
                             "quiz:\n"
                             "  draw: 1\n"
                             "  pass: 80\n"
                             "  questions:\n"
                             "    - id: a\n"
                             "      choose: Which?\n"
                             "      competency: DOC-ELEC\n"
                             "      level: 2\n"
                             "      objective: o\n"
                             "      source: s\n"
                             "      options:\n"
                             "        - right: One\n"
                             "        - wrong: Two\n"
                             "          why: No\n"
                             "    - id: b\n"
                             "      write: What?\n"
                             "      accept:\n"
                             "        - that\n"
                             "      reject:\n"
                             "        - this\n"
                             "      why: So\n"
                             "      competency: DOC-ELEC\n"
                             "      level: 2\n"
                             "      source: s\n"
                             "    - id: c\n"
                             "      match: Match.\n"
                             "      pairs:\n"
                             "        - left: A\n"
                             "          right: a\n"
                             "        - left: B\n"
                             "          right: b\n"
                             "      also:\n"
                             "        - z\n"
                             "      why: So\n"
                             "      competency: DOC-ELEC\n"
                             "      level: 2\n"
                             "      source: s\n"
                             "    - id: e\n"
                             "      classify: Sort.\n"
                             "      into:\n"
                             "        - class: A\n"
                             "          items:\n"
                             "            - a\n"
                             "        - class: B\n"
                             "          items:\n"
                             "            - b\n"
                             "      why: So\n"
                             "      competency: DOC-ELEC\n"
                             "      level: 2\n"
                             "      source: s\n"
                             "    - id: f\n"
                             "      order: Order.\n"
                             "      items:\n"
                             "        - one\n"
                             "        - two\n"
                             "        - three\n"
                             "      why: So\n"
                             "      competency: DOC-ELEC\n"
                             "      level: 2\n"
                             "      source: s\n"
                             "drills:\n"
                             "  - id: d\n"
                             "    scenario: S\n"
                             "    minutes: 5\n"
                             "    state:\n"
                             "      trust:\n"
                             "        start: 2\n"
                             "        from: 1\n"
                             "        to: 4\n"
                             "    start: desk\n"
                             "    scenes:\n"
                             "      desk:\n"
                             "        text: Desk\n"
                             "        choices:\n"
                             "          - do: A\n"
                             "            score:\n"
                             "              DOC-EXAM: 2\n"
                             "            when: trust > 1 or not seen(home)\n"
                             "            set:\n"
                             "              trust: +1\n"
                             "            go: home\n"
                             "          - do: B\n"
                             "            go: home\n"
                             "      home:\n"
                             "        text: Home\n"
                             "        end: pass\n"
                             "        skore: 2\n";

struct faulted {
  struct str text;
  size_t line; /* from 1; 0 when there are no more */
};

/* The text with the value of the next line that has one turned into the mistake. */
static bool fault_next(struct faulted *it, const char *mistake) {
  const char *at = nested;
  size_t line = 0;
  str_clear(&it->text);
  while (*at) {
    size_t len = strcspn(at, "\n"), dash = strspn(at, " ");
    const char *value = memmem(at, len, ": ", 2);
    if (!value && at[dash] == '-')
      value = at + dash;
    if (++line > it->line && value) {
      str_add(&it->text, nested, (size_t)(value + 2 - nested));
      str_printf(&it->text, "%s%s", mistake, at + len);
      it->line = line;
      return true;
    }
    at += len + 1;
  }
  return false;
}

static void codes_of(const char *text, struct diags *diags) {
  char folder[256], path[300];
  const char *tmp = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/mafunzo-recover-XXXXXX", tmp ? tmp : "/tmp");
  cr_assert_not_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/m.yaml", folder);
  FILE *file = fopen(path, "w");
  cr_assert_not_null(file);
  fputs(text, file);
  fclose(file);
  struct course course = {.id = "c", .language = "en", .folder = folder};
  module_free(module_load(&course, "m.yaml", &framework, diags));
  diags_sort(diags);
  unlink(path);
  rmdir(folder);
}

static void expect_one_fault(const char *text, size_t line) {
  struct diags diags = {0};
  size_t yaml = 0, range = 0, unknown = 0, other = 0;
  codes_of(text, &diags);
  for (size_t i = 0; i < diags.n; i++) {
    const struct diag *diag = &diags.list[i];
    bool ours = strncmp(diag->code, "yaml.", 5) == 0 && diag->at.line == line;
    if (ours)
      yaml++;
    else if (strcmp(diag->code, "number.range") == 0)
      range++;
    else if (strcmp(diag->code, "key.unknown") == 0)
      unknown++;
    else
      other++, cr_log_error("line %zu: %s at %u\n", line, diag->code, diag->at.line);
  }
  cr_expect_eq(yaml, 1, "line %zu", line);
  cr_expect_eq(other, 0, "line %zu", line);
  cr_expect(range == 1 || line == 12, "line %zu", line);
  cr_expect(unknown == 1 || line == 103, "line %zu", line);
  diags_done(&diags);
}

static void try_everywhere(const char *mistake) {
  struct faulted it = {0};
  size_t tried = 0;
  cr_assert(seal_init());
  for (; fault_next(&it, mistake); tried++)
    expect_one_fault(str_text(&it.text), it.line);
  cr_expect_eq(tried, 78);
  str_done(&it.text);
}

Test(course_recover, a_colon_anywhere) { try_everywhere("a: b: c"); }
Test(course_recover, a_sign_anywhere) { try_everywhere("@home"); }
Test(course_recover, a_bracket_anywhere) { try_everywhere("[Which] of these"); }
Test(course_recover, a_star_anywhere) { try_everywhere("*Never* stamp"); }
Test(course_recover, text_behind_quotes_anywhere) { try_everywhere("\"Never\" stamp"); }

Test(course_recover, a_lost_scene_or_state_is_not_unknown) {
  static const char text[] = "id: m\ntitle: T\ndrills:\n- id: d\n  scenario: S\n  start: desk\n"
                             "  state:\n    trust: start: 2\n  scenes:\n    desk:\n      text: T\n"
                             "      choices:\n      - do: A\n        when: trust > 1\n"
                             "        go: home\n      - {do: B, set: {trust: 1}, go: home}\n"
                             "    home: end: pass\n";
  struct diags diags = {0};
  cr_assert(seal_init());
  codes_of(text, &diags);
  cr_assert_eq(diags.n, 2);
  cr_expect_str_eq(diags.list[0].code, "yaml.colon");
  cr_expect_eq(diags.list[0].at.line, 8);
  cr_expect_str_eq(diags.list[1].code, "yaml.colon");
  cr_expect_eq(diags.list[1].at.line, 17);
  diags_done(&diags);
}
