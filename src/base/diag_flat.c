/* SPDX-License-Identifier: GPL-3.0-or-later */
/* u32 how many, then of each: severity (u8), line, column, span (u32), code, message (texts),
 * whether there is a hint (u8), hint (text). */
#include "base/diag.h"
#include "base/text.h"

#include <string.h>

void diags_flatten(const struct diags *diags, struct str *out) {
  pack_u32(out, (uint32_t)diags->n);
  for (size_t i = 0; i < diags->n; i++) {
    const struct diag *diag = &diags->list[i];
    pack_u8(out, (uint8_t)diag->severity);
    pack_u32(out, diag->at.line);
    pack_u32(out, diag->at.column);
    pack_u32(out, diag->span);
    pack_text(out, diag->code);
    pack_text(out, diag->message);
    pack_u8(out, diag->hint != NULL);
    pack_text(out, diag->hint);
  }
}

static const char *take_text(struct unpack *in, struct arena *arena) {
  size_t len;
  const char *text = unpack_text(in, &len);
  return text_safe(arena, text, len, true);
}

static bool take(struct unpack *in, const char *shown, struct diags *diags) {
  unsigned severity = unpack_u8(in);
  struct place at = {.file = shown};
  at.line = unpack_u32(in);
  at.column = unpack_u32(in);
  unsigned span = unpack_u32(in);
  const char *code = take_text(in, &diags->arena), *message = take_text(in, &diags->arena);
  bool hinted = unpack_u8(in) != 0;
  const char *hint = take_text(in, &diags->arena);
  if (in->bad || severity > SEVERITY_NOTE || !diag_is_code(code))
    return false;
  diag_add(diags, (enum severity)severity, at, span, code, hinted ? hint : NULL, "%s", message);
  return true;
}

bool diags_unflatten(struct unpack *in, const char *shown, struct diags *diags) {
  uint32_t n = unpack_u32(in);
  if (in->bad || n > DIAGS_MAX + 1)
    return false;
  while (n-- > 0)
    if (!take(in, shown, diags))
      return false;
  return true;
}
