/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/iri.h"

#include <string.h>

void iri_put(struct str *out, const char *kind, const char *name, size_t len) {
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  str_puts(out, IRI_BASE);
  str_puts(out, kind);
  for (size_t i = 0; i < len; i++)
    if (name[i] && strchr(plain, name[i]))
      str_putc(out, name[i]);
    else
      str_printf(out, "%%%02X", (unsigned)(unsigned char)name[i]);
}
