/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/code.h"

#include <ctype.h>
#include <string.h>

static const char signs[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
enum { BASE = sizeof signs - 1, CHECK = CODE_SIGNS - 1 };

static int value(int sign) {
  const char *at = strchr(signs, toupper(sign));
  return at && *at ? (int)(at - signs) : -1;
}

static void show(const int digits[CODE_SIGNS], char out[CODE_TEXT]) {
  for (int i = 0, at = 0; i < CODE_SIGNS; i++) {
    if (i == CODE_SIGNS / 2)
      out[at++] = '-';
    out[at++] = signs[digits[i]];
  }
  out[CODE_TEXT - 1] = '\0';
}

static int weighted(const int digits[CODE_SIGNS], int n) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += (i + 1) * digits[i];
  return sum % BASE;
}

void code_make(uint64_t number, char out[CODE_TEXT]) {
  int digits[CODE_SIGNS];
  for (int i = 0; i < CHECK; i++, number /= BASE)
    digits[i] = (int)(number % BASE);
  for (digits[CHECK] = 0; weighted(digits, CODE_SIGNS) != 0;)
    digits[CHECK]++;
  show(digits, out);
}

bool code_read(const char *text, char out[CODE_TEXT]) {
  int digits[CODE_SIGNS], n = 0;
  out[0] = '\0';
  for (const char *at = text; *at; at++) {
    if (*at == '-' || *at == ' ')
      continue;
    int digit = value((unsigned char)*at);
    if (digit < 0 || n == CODE_SIGNS)
      return false;
    digits[n++] = digit;
  }
  if (n != CODE_SIGNS || weighted(digits, CODE_SIGNS) != 0)
    return false;
  show(digits, out);
  return true;
}
