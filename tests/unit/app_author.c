/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new module does to the text of a course.yaml: one entry more, and nothing else. */
#include "app/author.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEAD "# mine\nid: a   # for ever\ntitle: T\n"

static const struct {
  const char *text, *out; /* NULL: not safe */
} rows[] = {
    {HEAD "modules:\n  - a.yaml\n", HEAD "modules:\n  - a.yaml\n  - b.yaml\n"},
    {HEAD "modules:\n- a.yaml # first\n\n# end\n",
     HEAD "modules:\n- a.yaml # first\n- b.yaml\n\n# end\n"},
    {HEAD "modules:\n  - a.yaml", HEAD "modules:\n  - a.yaml\n  - b.yaml\n"},
    {HEAD "modules:\r\n  - a.yaml\r\nlicence: x\r\n",
     HEAD "modules:\r\n  - a.yaml\r\n  - b.yaml\r\nlicence: x\r\n"},
    {HEAD "modules:\n  -   'a.yaml'\nlicence: x\n",
     HEAD "modules:\n  -   'a.yaml'\n  -   b.yaml\nlicence: x\n"},
    {HEAD "modules: [a.yaml]\n", HEAD "modules: [a.yaml, b.yaml]\n"},
    {HEAD "modules: [ 'a.yaml' , c.yaml ] # all\nlicence: x\n",
     HEAD "modules: [ 'a.yaml' , c.yaml, b.yaml ] # all\nlicence: x\n"},
    {HEAD "modules:\n  [a.yaml,\n   \"c.yaml\",\n  ]\n",
     HEAD "modules:\n  [a.yaml,\n   \"c.yaml\", b.yaml,\n  ]\n"},
    {HEAD "modules: []\n", HEAD "modules: [b.yaml]\n"},
    {"{id: a, modules: [a.yaml], title: T}\n", "{id: a, modules: [a.yaml, b.yaml], title: T}\n"},
    {"title: \xe4\xb8\xad\xe6\x96\x87\nmodules: [\xc3\xa9.yaml]\n",
     "title: \xe4\xb8\xad\xe6\x96\x87\nmodules: [\xc3\xa9.yaml, b.yaml]\n"},
    {HEAD "modules:\n", NULL},
    {HEAD, NULL},
    {HEAD "modules: a.yaml\n", NULL},
    {HEAD "modules: {a: b}\n", NULL},
    {HEAD "modules:\n  - a.yaml\nsummary: a: b\n", NULL},
    {HEAD "modules:\n  - a.yaml\n    c.yaml\n", NULL},
    {HEAD "modules:\n  - >-\n    a.yaml\n", NULL},
    {"", NULL},
    {"- a\n", NULL},
};

Test(app_author, a_module_is_appended_and_all_else_stays) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    struct arena arena = {0};
    const char *out = author_list_module(&arena, rows[i].text, "b.yaml");
    if (rows[i].out && out)
      cr_expect_str_eq(out, rows[i].out, "%s became %s", rows[i].text, out);
    else
      cr_expect(!rows[i].out && !out, "%s gave %s", rows[i].text, out ? out : "nothing");
    arena_done(&arena);
  }
}
