/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Schemas (Draft 7) of course and module files, so that an editor completes every key. What
 * the kinds add comes from their rows, so that it cannot drift. */
#include "course/build.h"

#include "assess/kind.h"
#include "drill/kind.h"

#include <string.h>

#define TEXT "{\"$ref\": \"#/definitions/text\"}"
#define ID "{\"$ref\": \"#/definitions/id\"}"
#define TEXTS "{\"type\": \"object\", \"additionalProperties\": " TEXT "}"
#define WORDS "{\"type\": \"array\", \"items\": " TEXT "}"
#define OBJECT "\"type\": \"object\", \"additionalProperties\": false, \"properties\": {"

static const char head[] = "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", "
                           "\"title\": \"%s\", " OBJECT;

/* YAML reads 44, no and ~ as other than text; we do not. */
static const char definitions[] =
    "\"definitions\": {"
    "\"text\": {\"type\": [\"string\", \"number\", \"boolean\", \"null\"]}, "
    "\"id\": {\"type\": \"string\", \"pattern\": \"^[a-z][a-z0-9]*(-[a-z0-9]+)*$\", "
    "\"maxLength\": 64}";

static const char course_members[] =
    "\"id\": " ID ", \"title\": " TEXT ", \"language\": {\"type\": \"string\"}, "
    "\"version\": " TEXT ", \"summary\": " TEXT ", \"audience\": " WORDS ", "
    "\"requires\": {\"type\": \"array\", \"items\": " ID "}, \"licence\": " TEXT ", "
    "\"certainty\": {\"enum\": [true, false, \"yes\", \"no\"]}, "
    "\"modules\": {\"type\": \"array\", \"items\": {\"type\": \"string\", "
    "\"pattern\": \"^[A-Za-z0-9_-]+\\\\.ya?ml$\"}}}, "
    "\"required\": [\"id\", \"title\", \"language\", \"version\", \"summary\", \"modules\"], ";

static const char module_members[] =
    "\"id\": " ID ", \"title\": " TEXT ", \"objectives\": " TEXTS ", \"glossary\": " TEXTS ", "
    "\"sources\": " TEXTS ", "
    "\"holders\": {\"type\": \"object\", \"additionalProperties\": "
    "{\"$ref\": \"#/definitions/holder\"}}, "
    "\"lessons\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/lesson\"}}, "
    "\"quiz\": {" OBJECT "\"draw\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 40}, "
    "\"pass\": {\"type\": \"integer\", \"minimum\": 0, \"maximum\": 100}, "
    "\"exam\": {" OBJECT "\"draw\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 40}, "
    "\"minutes\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 600}}, "
    "\"required\": [\"draw\"]}, "
    "\"questions\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/question\"}}}, "
    "\"required\": [\"draw\", \"pass\", \"questions\"]}, "
    "\"drills\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/drill\"}}, "
    "\"practical\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/definitions/station\"}}}, "
    "\"required\": [\"id\", \"title\"], ";

static const char document_definitions[] =
    ", \"holder\": {" OBJECT "\"surname\": " TEXT ", \"given\": " TEXT ", \"number\": " TEXT
    ", \"nationality\": " TEXT ", \"birth\": " TEXT ", \"sex\": " TEXT ", \"expiry\": " TEXT
    ", \"issuer\": " TEXT ", \"code\": " TEXT ", \"optional\": " TEXT ", \"optional-2\": " TEXT
    "}, \"required\": [\"surname\"]}"
    ", \"specimen\": {" OBJECT "\"document\": {\"enum\": [\"td1\", \"td2\", \"td3\", \"mrv-a\", "
    "\"mrv-b\"]}, \"holder\": " TEXT ", \"show\": {\"enum\": [\"mrz\", \"page\"]}, "
    "\"printed\": " TEXTS ", \"tamper\": " TEXTS "}, \"required\": [\"document\", \"holder\"]}"
    ", \"specimens\": {\"oneOf\": [{\"$ref\": \"#/definitions/specimen\"}, {\"type\": \"array\", "
    "\"items\": {\"$ref\": \"#/definitions/specimen\"}}]}";

static const char lesson_definition[] =
    ", \"lesson\": {" OBJECT "\"id\": " ID ", \"title\": " TEXT ", "
    "\"minutes\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 600}, "
    "\"objectives\": " WORDS ", \"text\": " TEXT ", "
    "\"specimen\": {\"$ref\": \"#/definitions/specimens\"}, \"source\": " TEXT "}, "
    "\"required\": [\"id\", \"title\", \"text\"]}";

static const char station_definition[] =
    ", \"station\": {" OBJECT "\"id\": " ID ", \"title\": " TEXT ", "
    "\"minutes\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 600}, "
    "\"task\": " TEXT ", \"specimens\": " WORDS ", \"objective\": " TEXT ", \"source\": " TEXT ", "
    "\"pass\": {\"type\": \"integer\", \"minimum\": 0, \"maximum\": 100}, "
    "\"steps\": {\"type\": \"array\", \"minItems\": 1, \"maxItems\": 32, \"items\": {" OBJECT
    "\"id\": " ID ", \"text\": " TEXT ", \"competency\": " TEXT ", "
    "\"points\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100}, "
    "\"critical\": " TEXT "}, \"required\": [\"id\", \"text\", \"competency\"]}}}, "
    "\"required\": [\"id\", \"title\", \"task\", \"pass\", \"steps\"]}";

static const char item_members[] =
    "\"id\": " ID ", \"competency\": " TEXT ", "
    "\"level\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 4}, "
    "\"objective\": " TEXT ", \"source\": " TEXT ", \"hint\": " TEXT ", \"why\": " TEXT ", "
    "\"use\": {\"enum\": [\"both\", \"practice\", \"exam\"]}, "
    "\"specimen\": {\"$ref\": \"#/definitions/specimens\"}, ";

static const char drill_members[] =
    "\"id\": " ID ", \"minutes\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 600}, "
    "\"source\": " TEXT ", \"objective\": " TEXT ", ";

/* The required names of a kind, which stand behind the tab, as JSON. */
static void add_required(struct str *out, const char *names) {
  while (*names) {
    size_t n = strcspn(names, " ");
    str_printf(out, ", \"%.*s\"", (int)n, names);
    names += n + (names[n] == ' ');
  }
}

/* One kind: what all have, what it adds, and what must be there. */
static void add_kind(struct str *out, const char *members, const char *required,
                     const char *fragment) {
  size_t n = strcspn(fragment, "\t");
  str_printf(out, "{" OBJECT "%s%.*s}, \"required\": [%s", members, (int)n, fragment, required);
  if (fragment[n])
    add_required(out, fragment + n + 1);
  str_puts(out, "]}");
}

void schema_course(struct str *out) {
  str_printf(out, head, "Mafunzo course");
  str_puts(out, course_members);
  str_puts(out, definitions);
  str_puts(out, "}}\n");
}

void schema_module(struct str *out) {
  str_printf(out, head, "Mafunzo module");
  str_puts(out, module_members);
  str_puts(out, definitions);
  str_puts(out, document_definitions);
  str_puts(out, lesson_definition);
  str_puts(out, station_definition);
  str_puts(out, ", \"question\": {\"oneOf\": [");
  for (size_t i = 0; i < n_item_kinds; i++) {
    str_puts(out, i ? ", " : "");
    add_kind(out, item_members, "\"id\", \"competency\", \"level\"", item_kinds[i]->schema);
  }
  str_puts(out, "]}, \"drill\": {\"oneOf\": [");
  for (size_t i = 0; i < n_drill_kinds; i++) {
    str_puts(out, i ? ", " : "");
    add_kind(out, drill_members, "\"id\"", drill_kinds[i]->schema);
  }
  str_puts(out, "]}}}\n");
}
