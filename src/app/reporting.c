/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/reporting.h"

#include "base/text.h"
#include "base/vec.h"
#include "document/date.h"
#include "measure/retention.h"

#include <stdlib.h>
#include <string.h>

static struct paper *paper_of(const struct reporting *r, const char *id, const char *title,
                              bool names) {
  const struct paper_head head = {.id = id,
                                  .title = title,
                                  .as_of = r->wanted->as_of,
                                  .confidential = names || r->wanted->cohort};
  struct paper *paper = paper_new(r->arena, &head);
  const char *note = agency_note(r->agencies);
  bool of_class = !names && r->wanted->cohort;
  if (note || of_class)
    paper_section(paper, _("For whom this is"));
  if (note)
    paper_text(paper, note);
  if (of_class)
    paper_text(paper, _("This is of one class alone. Whoever has a report of another class or of "
                        "everybody beside it can subtract one from the other, and learn of few "
                        "people what is hidden in each: it is for those who may read of people by "
                        "name."));
  return paper;
}

struct paper *reporting_paper(const struct reporting *r, const char *id, const char *title) {
  return paper_of(r, id, title, reporting_by_person(r));
}

struct paper *reporting_nameless(const struct reporting *r, const char *id, const char *title) {
  return paper_of(r, id, title, false);
}

/* -- Whom ------------------------------------------------------------------------------------ */

static int by_id(const void *id, const void *person) {
  return memcmp(id, ((const struct person *)person)->id, ID_BYTES);
}

size_t reporting_person(const struct reporting *r, const uint8_t id[ID_BYTES]) {
  const struct person *found = r->n ? bsearch(id, r->people, r->n, sizeof *r->people, by_id) : NULL;
  return found ? (size_t)(found - r->people) : NOBODY;
}

bool reporting_by_person(const struct reporting *r) { return r->wanted->by == REPORT_BY_PERSON; }

enum rollup_kind reporting_kind(const struct reporting *r) {
  if (r->wanted->by == REPORT_BY_AGENCY)
    return ROLLUP_AGENCY;
  return r->wanted->by == REPORT_BY_POSITION ? ROLLUP_POSITION : ROLLUP_UNIT;
}

struct placed {
  const struct person *person;
  size_t at;
};

static int by_place(const void *a, const void *b) {
  const struct person *x = ((const struct placed *)a)->person;
  const struct person *y = ((const struct placed *)b)->person;
  int order = strcmp(x->agency, y->agency);
  order = order ? order : strcmp(x->unit, y->unit);
  order = order ? order : strcmp(x->name, y->name);
  return order ? order : memcmp(x->id, y->id, ID_BYTES);
}

const size_t *reporting_order(const struct reporting *r) {
  struct placed *placed = arena_array(r->arena, r->n + 1, sizeof *placed);
  size_t *order = arena_array(r->arena, r->n + 1, sizeof *order);
  for (size_t i = 0; i < r->n; i++)
    placed[i] = (struct placed){r->shown[i], i};
  qsort(placed, r->n, sizeof *placed, by_place);
  for (size_t i = 0; i < r->n; i++)
    order[i] = placed[i].at;
  return order;
}

static const char *safe_or(const struct reporting *r, const char *text, const char *none) {
  return *text ? text_safe(r->arena, text, strlen(text), false) : none;
}

const char *reporting_name(const struct reporting *r, size_t person) {
  const struct person *who = r->shown[person];
  char hex[2 * ID_BYTES + 1];
  if (*who->name)
    return text_safe(r->arena, who->name, strlen(who->name), false);
  seal_hex(who->id, ID_BYTES, hex);
  return arena_printf(r->arena, "%s (%.8s)", _("no name stated"), hex);
}

static const char *position_title(const struct reporting *r, const char *position) {
  int at = *position ? framework_position(r->framework, position) : -1;
  return safe_or(r, at >= 0 ? r->framework->positions[at].title : position, _("no post stated"));
}

const char *reporting_group(const struct reporting *r, const struct rollup_group *group) {
  if (group->kind == ROLLUP_ALL)
    return _("everybody");
  if (group->kind == ROLLUP_POSITION)
    return position_title(r, group->position);
  const char *agency = safe_or(r, agency_name(r->agencies, group->agency), _("no agency stated"));
  if (!group->unit)
    return agency;
  const char *unit = agency_unit(r->agencies, group->agency, group->unit);
  return arena_printf(r->arena, "%s, %s", agency, safe_or(r, unit, _("no unit stated")));
}

/* -- Groups in their order --------------------------------------------------------------------- */

struct standing { /* a group as it is shown */
  enum rollup_kind kind;
  const char *names[3];
  size_t at;
};

static int by_standing(const void *a, const void *b) {
  const struct standing *x = a, *y = b;
  int order = (x->kind > y->kind) - (x->kind < y->kind);
  for (size_t i = 0; order == 0 && i < COUNT(x->names); i++)
    order = strcmp(x->names[i], y->names[i]);
  return order ? order : (x->at > y->at) - (x->at < y->at);
}

static const char *or_empty(const char *text) { return text ? text : ""; }

const size_t *reporting_groups(const struct reporting *r, const struct rollup *rollup) {
  struct standing *standing = arena_array(r->arena, rollup->n + 1, sizeof *standing);
  size_t *order = arena_array(r->arena, rollup->n + 1, sizeof *order);
  for (size_t i = 0; i < rollup->n; i++) {
    const struct rollup_group *group = &rollup->list[i];
    standing[i] = (struct standing){group->kind,
                                    {or_empty(agency_name(r->agencies, group->agency)),
                                     or_empty(agency_unit(r->agencies, group->agency, group->unit)),
                                     or_empty(group->position)},
                                    i};
  }
  qsort(standing, rollup->n, sizeof *standing, by_standing);
  for (size_t i = 0; i < rollup->n; i++)
    order[i] = standing[i].at;
  return order;
}

/* -- Cells ----------------------------------------------------------------------------------- */

const char *reporting_day(const struct reporting *r, int64_t time) {
  struct date date = date_from_number(retention_day(time));
  return arena_printf(r->arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

struct cell cell_day(const struct reporting *r, int64_t time) {
  return cell_text(reporting_day(r, time));
}

struct cell cell_line(const struct reporting *r, const char *text) {
  char *line = arena_strdup(r->arena, text);
  for (char *at = line; *at; at++)
    if (*at == '\n' || *at == '\t')
      *at = ' ';
  size_t len = strlen(line);
  while (len && line[len - 1] == ' ')
    len--;
  return cell_text(text_safe(r->arena, line, len, false));
}

/* -- Modules --------------------------------------------------------------------------------- */

size_t reporting_modules(const struct reporting *r, const struct reporting_module **out) {
  const struct catalogue *catalogue = app_catalogue(r->app);
  struct diags untold = {0}; /* mistakes of courses are for mafunzo check */
  struct {
    struct reporting_module *list;
    size_t n, cap;
  } all = {0};
  for (size_t c = 0; c < catalogue->n; c++)
    for (size_t i = 0; !catalogue->courses[c].broken && i < catalogue->courses[c].n_files; i++) {
      const struct module *module = app_module(r->app, &catalogue->courses[c], i, &untold);
      if (module)
        VEC_PUSH(&all, (struct reporting_module){&catalogue->courses[c], module});
    }
  struct reporting_module *kept = arena_array(r->arena, all.n + 1, sizeof *kept);
  if (all.n)
    memcpy(kept, all.list, all.n * sizeof *kept);
  free(all.list);
  diags_done(&untold);
  *out = kept;
  return all.n;
}

bool reporting_module_holds(const struct module *module, const char *path) {
  size_t len = strlen(module->path);
  return strncmp(path, module->path, len) == 0 && (path[len] == '/' || path[len] == '\0');
}
