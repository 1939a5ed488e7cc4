/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/xapi.h"

#include <inttypes.h>
#include <string.h>

/* A statement's two answers are xAPI's own. */
void xapi_put_name(struct str *out, uint64_t name) {
  if (name == seal_name("true"))
    str_puts(out, "true");
  else if (name == seal_name("false"))
    str_puts(out, "false");
  else
    str_printf(out, "%016" PRIx64, name);
}

/* Of several gaps each is a line. */
static void put_text(struct str *out, const char *text) {
  for (; *text; text++)
    if (*text == '\n')
      str_puts(out, "[,]");
    else
      str_putc(out, *text);
}

static void put_pairs(struct str *out, const struct response *response, const uint64_t *names) {
  bool first = true;
  for (size_t i = 0; i < response->n; i++) {
    if (response->pick[i] == PICK_NONE)
      continue;
    str_printf(out, "%s%zu[.]", first ? "" : "[,]", i + 1);
    xapi_put_name(out, names[i]);
    first = false;
  }
}

void xapi_put_response(struct str *out, unsigned shape, const struct response *response,
                       const uint64_t *names) {
  if (response->text[0])
    put_text(out, response->text);
  else if (shape == SHAPE_PAIRING)
    put_pairs(out, response, names);
  else
    for (size_t i = 0; i < response->n; i++) {
      str_puts(out, i ? "[,]" : "");
      xapi_put_name(out, names[i]);
    }
}
