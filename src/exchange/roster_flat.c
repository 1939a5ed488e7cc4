/* SPDX-License-Identifier: GPL-3.0-or-later */
/* u32 how many people, then of each its texts, years of service (u8), and where it, its code and
 * its position stand (line, column; of the cells the span too: u32 each); u32 how many posts, then
 * of each its texts, how many (u32), and where its position stands. */
#include "base/text.h"
#include "base/vec.h"
#include "exchange/roster.h"
#include "model/code.h"

#include <string.h>

enum { MOST_SERVED = 71 };

/* -- From the child -----------------------------------------------------------------------------
 */

static void put_place(struct str *out, struct place at) {
  pack_u32(out, at.line);
  pack_u32(out, at.column);
}

static void put_person(struct str *out, const struct roster_person *row) {
  const struct person *person = &row->person;
  const char *const texts[] = {person->name,     person->agency, person->unit,
                               person->position, person->cohort, person->grade,
                               person->code,     person->sex,    person->language};
  for (size_t i = 0; i < COUNT(texts); i++)
    pack_text(out, texts[i]);
  pack_u8(out, person->served);
  put_place(out, row->at);
  put_place(out, row->code_at);
  pack_u32(out, row->code_span);
  put_place(out, row->position_at);
  pack_u32(out, row->position_span);
}

static void put_posts(struct str *out, const struct roster_posts *row) {
  pack_text(out, row->agency);
  pack_text(out, row->unit);
  pack_text(out, row->position);
  pack_u32(out, row->n);
  put_place(out, row->position_at);
  pack_u32(out, row->position_span);
}

void roster_flatten(const struct roster *roster, struct str *out) {
  pack_u32(out, (uint32_t)roster->people.n);
  for (size_t i = 0; i < roster->people.n; i++)
    put_person(out, &roster->people.list[i]);
  pack_u32(out, (uint32_t)roster->posts.n);
  for (size_t i = 0; i < roster->posts.n; i++)
    put_posts(out, &roster->posts.list[i]);
}

/* -- In the parent ------------------------------------------------------------------------------
 */

static void take_text(struct unpack *in, char *out, size_t size) {
  size_t len;
  const char *text = unpack_text(in, &len);
  if (len >= size || memchr(text, '\0', len) || text_unsafe_at(text, len, false) != len) {
    in->bad = true;
    return;
  }
  memcpy(out, text, len);
  out[len] = '\0';
}

static struct place take_place(struct unpack *in, const char *shown) {
  struct place at = {.file = shown};
  at.line = unpack_u32(in);
  at.column = unpack_u32(in);
  return at;
}

static bool is_person(const struct person *person) {
  char code[CODE_TEXT];
  return person->served <= MOST_SERVED &&
         (!person->code[0] || (code_read(person->code, code) && strcmp(code, person->code) == 0));
}

static bool take_person(struct unpack *in, const char *shown, struct roster *roster) {
  struct roster_person row = {0};
  struct person *person = &row.person;
  take_text(in, person->name, sizeof person->name);
  take_text(in, person->agency, sizeof person->agency);
  take_text(in, person->unit, sizeof person->unit);
  take_text(in, person->position, sizeof person->position);
  take_text(in, person->cohort, sizeof person->cohort);
  take_text(in, person->grade, sizeof person->grade);
  take_text(in, person->code, sizeof person->code);
  take_text(in, person->sex, sizeof person->sex);
  take_text(in, person->language, sizeof person->language);
  person->served = unpack_u8(in);
  row.at = take_place(in, shown);
  row.code_at = take_place(in, shown);
  row.code_span = unpack_u32(in);
  row.position_at = take_place(in, shown);
  row.position_span = unpack_u32(in);
  if (in->bad || !is_person(person))
    return false;
  VEC_PUSH(&roster->people, row);
  return true;
}

static bool take_posts(struct unpack *in, const char *shown, struct roster *roster) {
  struct roster_posts row = {0};
  take_text(in, row.agency, sizeof row.agency);
  take_text(in, row.unit, sizeof row.unit);
  take_text(in, row.position, sizeof row.position);
  row.n = unpack_u32(in);
  row.position_at = take_place(in, shown);
  row.position_span = unpack_u32(in);
  if (in->bad || row.n > ROSTER_POSTS)
    return false;
  VEC_PUSH(&roster->posts, row);
  return true;
}

bool roster_unflatten(struct unpack *in, const char *shown, struct roster *roster) {
  *roster = (struct roster){0};
  for (uint32_t n = unpack_u32(in); n > 0; n--)
    if (!take_person(in, shown, roster))
      return false;
  for (uint32_t n = unpack_u32(in); n > 0; n--)
    if (!take_posts(in, shown, roster))
      return false;
  return unpack_done(in);
}
