/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a holder's papers say, as JSON, to the lines of the machine readable zone. */
#include "app/mrz.h"

#include "base/text.h"
#include "base/vec.h"
#include "document/mrz.h"

#include <jansson.h>
#include <stddef.h>
#include <string.h>

const struct mrz_key mrz_keys[] = {
    {"code", offsetof(struct holder, code)},
    {"issuer", offsetof(struct holder, issuer)},
    {"surname", offsetof(struct holder, surname)},
    {"given", offsetof(struct holder, given)},
    {"number", offsetof(struct holder, number)},
    {"nationality", offsetof(struct holder, nationality)},
    {"birth", offsetof(struct holder, birth)},
    {"sex", offsetof(struct holder, sex)},
    {"expiry", offsetof(struct holder, expiry)},
    {"optional", offsetof(struct holder, optional)},
    {"optional-2", offsetof(struct holder, optional_2)},
};
const size_t mrz_n_keys = COUNT(mrz_keys);

const char *mrz_key_value(const struct holder *holder, const struct mrz_key *key) {
  const char *value;
  memcpy(&value, (const char *)holder + key->offset, sizeof value);
  return value;
}

struct writing {
  const char *shown;
  struct str *out;
  struct diags *diags;
  size_t number; /* of the document, from 1 */
};

static bool refuse(struct writing *w, const char *hint, const char *what, const char *key) {
  diag_error(w->diags, (struct place){.file = w->shown}, 1, "mrz.json", hint,
             _("document %zu: %s \"%s\""), w->number, what, key);
  return false;
}

static bool take_key(struct writing *w, const char *name, const json_t *value,
                     struct holder *holder, const char **zero) {
  const char *text = json_string_value(value);
  if (!text)
    return refuse(w, NULL, _("a text is missing for"), name);
  if (strcmp(name, "optional-check") == 0) {
    *zero = text;
    return true;
  }
  for (size_t i = 0; i < COUNT(mrz_keys); i++)
    if (strcmp(name, mrz_keys[i].name) == 0) {
      memcpy((char *)holder + mrz_keys[i].offset, &text, sizeof text);
      return true;
    }
  return refuse(w, _("What a holder has is told by mafunzo mrz --json."), _("a holder has no"),
                name);
}

static bool take_holder(struct writing *w, json_t *object, struct holder *holder,
                        const char **zero) {
  const char *name;
  json_t *value;
  bool good = true;
  if (!json_is_object(object))
    return refuse(w, NULL, _("an object is missing for"), "holder");
  json_object_foreach(object, name, value) good = take_key(w, name, value, holder, zero) && good;
  return good;
}

/* The digit of a personal number that is empty may be a zero; no other may be said. */
static bool put_zero(struct writing *w, const char *zero, const struct holder *holder,
                     struct mrz_lines *lines) {
  bool empty = !holder->optional || !*holder->optional;
  if (!zero)
    return true;
  if (!empty || lines->format != MRZ_TD3 || (strcmp(zero, "0") != 0 && strcmp(zero, "<") != 0))
    return refuse(w, _("It is 0 or <, and goes with an empty personal number of TD3."),
                  _("this cannot be said here:"), "optional-check");
  mrz_set(lines, MRZ_OPTIONAL_CHECK, zero, NULL);
  return true;
}

static bool compose(struct writing *w, enum mrz_format format, const struct holder *holder,
                    struct mrz_lines *lines) {
  struct arena arena = {0};
  struct mrz_fault fault;
  enum mrz_error error = mrz_compose(format, holder, lines, &fault);
  if (error)
    mrz_say(&fault,
            arena_printf(&arena, _("document %zu, %s: "), w->number, mrz_field_name(fault.field)),
            (struct place){.file = w->shown}, w->diags);
  arena_done(&arena);
  return !error;
}

static void write_document(struct writing *w, json_t *document) {
  const char *name = json_string_value(json_object_get(document, "format")), *zero = NULL;
  enum mrz_format format = mrz_format_from_name(name);
  struct holder holder = {0};
  struct mrz_lines lines;
  w->number++;
  if (format == MRZ_FORMATS) {
    refuse(w, _("Formats: td1, td2, td3, mrv-a, mrv-b."), _("there is no such format:"),
           name ? name : "null");
    return;
  }
  if (!take_holder(w, json_object_get(document, "holder"), &holder, &zero) ||
      !compose(w, format, &holder, &lines) || !put_zero(w, zero, &holder, &lines))
    return;
  if (w->out->len)
    str_putc(w->out, '\n');
  for (size_t i = 0; i < lines.count; i++)
    str_printf(w->out, "%s\n", lines.line[i]);
}

static json_t *read_json(struct writing *w, const struct str *json) {
  json_error_t error;
  json_t *root = json_loadb(str_text(json), json->len, JSON_REJECT_DUPLICATES, &error);
  struct place at = {.file = w->shown};
  if (root)
    return root;
  if (error.line > 0) {
    at.line = (unsigned)error.line;
    at.column = error.column > 0 ? (unsigned)error.column : 1;
  }
  diag_error(w->diags, at, 1, "mrz.json", NULL, _("this is no JSON: %s"), error.text);
  return NULL;
}

enum rc mrz_write(const char *shown, const struct str *json, struct str *out, struct diags *diags) {
  struct str lines = {0};
  struct writing w = {.shown = shown, .out = &lines, .diags = diags};
  json_t *root = read_json(&w, json), *list = json_object_get(root, "documents");
  if (json_is_array(list))
    for (size_t i = 0; i < json_array_size(list); i++)
      write_document(&w, json_array_get(list, i));
  else if (root)
    write_document(&w, root);
  if (root && w.number == 0)
    diag_error(diags, (struct place){.file = shown}, 1, "file.empty", NULL,
               _("there is no document in it"));
  json_decref(root);
  if (!diags->errors)
    str_add(out, str_text(&lines), lines.len);
  str_done(&lines);
  return diags->errors ? RC_DATA : RC_OK;
}
