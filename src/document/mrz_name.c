/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: cut to their field as Doc 9303-3 section 4.6 has it. */
#include "document/mrz.h"

#include "document/mrz_private.h"

#include <string.h>

/*
 * An identifier as components. Letters and components past these bounds can never reach a field
 * of MRZ_WIDTH columns, however it is truncated, so they are let go without a loss.
 */
enum { PARTS = MRZ_WIDTH / 2 + 1, PART = MRZ_WIDTH };

struct identifier {
  size_t count;
  size_t length[PARTS];
  char part[PARTS][PART];
};

static void identifier_add(struct identifier *id, char letter, bool *open) {
  if (letter == '<') {
    *open = false;
    return;
  }
  if (!*open && id->count < PARTS + 1)
    id->count++;
  *open = true;
  if (id->count > PARTS)
    return;
  size_t last = id->count - 1;
  if (id->length[last] < PART)
    id->part[last][id->length[last]++] = letter;
}

static enum mrz_error identifier_read(struct identifier *id, const char *text, const char *end,
                                      struct mrz_fault *fault) {
  bool open = false;
  *id = (struct identifier){0};
  while (text < end) {
    char form[MRZ_LETTERS + 1];
    if (!mrz_letter(&text, form))
      return fault_at(fault, MRZ_E_LETTER, MRZ_NAME, text);
    for (size_t i = 0; form[i]; i++)
      identifier_add(id, form[i], &open);
  }
  if (id->count > PARTS)
    id->count = PARTS;
  return MRZ_OK;
}

static size_t identifier_length(const struct identifier *id) {
  size_t length = id->count > 0 ? id->count - 1 : 0;
  for (size_t i = 0; i < id->count; i++)
    length += id->length[i];
  return length;
}

/* Rule 2 of the header. */
static void identifier_fit(struct identifier *id, size_t room) {
  while (id->count > 1 && 2 * id->count - 1 > room)
    id->count--;
  for (size_t i = id->count; i-- > 0;) {
    size_t length = identifier_length(id);
    if (length <= room)
      return;
    size_t surplus = length - room, spare = id->length[i] - 1;
    id->length[i] -= surplus < spare ? surplus : spare;
  }
}

static void identifier_write(const struct identifier *id, char *out) {
  for (size_t i = 0; i < id->count; i++) {
    memcpy(out, id->part[i], id->length[i]);
    out += id->length[i] + 1; /* over one filler */
  }
}

/* Cuts the primary identifier to `room` and the secondary to what is left; their whole length. */
static size_t name_cut(const struct identifier whole[2], size_t room, size_t width,
                       struct identifier cut[2]) {
  cut[0] = whole[0];
  cut[1] = whole[1];
  identifier_fit(&cut[0], room);
  size_t primary = identifier_length(&cut[0]);
  identifier_fit(&cut[1], width - primary - 2);
  return primary + 2 + identifier_length(&cut[1]);
}

static void name_fit(const struct identifier whole[2], size_t width, struct identifier cut[2]) {
  size_t primary = identifier_length(&whole[0]), secondary = identifier_length(&whole[1]);
  cut[0] = whole[0];
  cut[1] = whole[1];
  if (secondary == 0) {
    identifier_fit(&cut[0], width);
    return;
  }
  if (primary + 2 + secondary <= width)
    return;
  size_t room = primary;
  if (primary > width - 3)
    room = width - 2 - (whole[1].length[0] > 1 ? 2 : 1);
  for (size_t less = room; less > 0; less--) /* a letter less where initials end one short */
    if (name_cut(whole, less, width, cut) == width)
      return;
  name_cut(whole, room, width, cut);
}

static enum mrz_error name_read(const char *surname, const char *given, struct identifier name[2],
                                struct mrz_fault *fault) {
  const char *end = surname + strlen(surname);
  const char *comma = *given ? NULL : strchr(surname, ',');
  enum mrz_error error = identifier_read(&name[0], surname, comma ? comma : end, fault);
  if (error)
    return error;
  if (comma)
    error = identifier_read(&name[1], comma + 1, end, fault);
  else
    error = identifier_read(&name[1], given, given + strlen(given), fault);
  if (error)
    return error;
  if (name[0].count == 0) {
    name[0] = name[1];
    name[1] = (struct identifier){0};
  }
  return name[0].count > 0 ? MRZ_OK : fault_at(fault, MRZ_E_MISSING, MRZ_NAME, NULL);
}

enum mrz_error mrz_name(const char *surname, const char *given, size_t width, char *out,
                        struct mrz_fault *fault) {
  struct identifier whole[2], cut[2];
  memset(out, '<', width);
  out[width] = '\0';
  enum mrz_error error = name_read(text_or_empty(surname), text_or_empty(given), whole, fault);
  if (error)
    return error;
  name_fit(whole, width, cut);
  identifier_write(&cut[0], out);
  if (cut[1].count > 0)
    identifier_write(&cut[1], out + identifier_length(&cut[0]) + 2);
  return MRZ_OK;
}
