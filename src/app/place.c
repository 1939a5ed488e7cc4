/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody would go on, in words, kept beside the events: so that Home need neither load the
 * module nor step through the run. The record decides; this only spares it being asked. */
#include "app/inner.h"

#include <stdio.h>
#include <string.h>

/* Of all that the words depend on besides the record: the courses, the language, the module. */
static bool stamp_of(const struct app *app, const char *file, uint8_t out[HASH_BYTES]) {
  uint8_t shelf[HASH_BYTES];
  struct stamp stamp = {0};
  shelf_stamp(app, shelf);
  stamp_file(&stamp, file);
  struct seal_part parts[] = {{shelf, HASH_BYTES}, {stamp.bytes.at, stamp.bytes.len}};
  seal_hash(parts, 2, out);
  bool lasting = !stamp.fresh && !app->files.fresh;
  stamp_done(&stamp);
  return lasting;
}

void place_stamp_module(const struct app *app, struct module_slot *slot) {
  slot->lasting = stamp_of(app, slot->file, slot->stamp);
}

/* The module's file is certainly what it was. */
bool place_stamp_holds(const struct app *app, const struct module_slot *slot) {
  uint8_t stamp[HASH_BYTES];
  return slot->lasting && stamp_of(app, slot->file, stamp) &&
         memcmp(stamp, slot->stamp, HASH_BYTES) == 0;
}

/* What the words of a gathered module's run depend on is in many files; that of one stands for
 * them: if another one changed, the number of questions that are left may be told wrongly once. */
static const struct module *told_by(const struct module *module) {
  return module->homes && module->quiz.n_items ? module->homes[0] : module;
}

bool place_make(const struct app *app, const uint8_t id[ID_BYTES], const struct session *session,
                const struct module *module, struct place_kept *place) {
  const struct module_slot *slot = NULL;
  for (size_t i = 0; i < app->n_modules; i++)
    if (app->modules[i].module == told_by(module))
      slot = &app->modules[i];
  if (!slot || !slot->lasting || session->over || strlen(slot->file) >= sizeof place->file)
    return false;
  struct arena arena = {0};
  int n = snprintf(place->words, sizeof place->words, "%s: %s", module->title,
                   session_where(session, module, &arena));
  arena_done(&arena);
  memcpy(place->session, id, ID_BYTES);
  memcpy(place->stamp, slot->stamp, HASH_BYTES);
  strcpy(place->file, slot->file);
  return n > 0 && (size_t)n < sizeof place->words;
}

enum place_state place_read(struct app *app, struct place_kept *place) {
  static const uint8_t none[ID_BYTES];
  uint8_t stamp[HASH_BYTES];
  if (!store_place(app->store, app->person.id, place))
    return PLACE_UNKNOWN;
  if (memcmp(place->session, none, ID_BYTES) == 0)
    return PLACE_NONE;
  bool same = stamp_of(app, place->file, stamp) && memcmp(stamp, place->stamp, HASH_BYTES) == 0;
  return same ? PLACE_KNOWN : PLACE_UNKNOWN;
}
