/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/code.h"

#include <ctype.h>
#include <string.h>

static const char signs[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
enum { BASE = sizeof signs - 1, MOST = SPOKEN_SIGNS };

struct form { /* so many signs, shown in groups of so many */
  int signs, group;
};
static const struct form person = {CODE_SIGNS, CODE_SIGNS / 2}, spoken = {SPOKEN_SIGNS, 4};

static int value(int sign) {
  const char *at = strchr(signs, toupper(sign));
  return at && *at ? (int)(at - signs) : -1;
}

static void show(const struct form *form, const int *digits, char *out) {
  int at = 0;
  for (int i = 0; i < form->signs; i++) {
    if (i && i % form->group == 0)
      out[at++] = '-';
    out[at++] = signs[digits[i]];
  }
  out[at] = '\0';
}

static int weighted(const int *digits, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += (i + 1) * digits[i];
  return sum % BASE;
}

static void make(const struct form *form, uint64_t number, char *out) {
  int digits[MOST], check = form->signs - 1;
  for (int i = 0; i < check; i++, number /= BASE)
    digits[i] = (int)(number % BASE);
  for (digits[check] = 0; weighted(digits, form->signs) != 0;)
    digits[check]++;
  show(form, digits, out);
}

static bool read(const struct form *form, const char *text, char *out) {
  int digits[MOST], n = 0;
  out[0] = '\0';
  for (const char *at = text; *at; at++) {
    if (*at == '-' || *at == ' ')
      continue;
    int digit = value((unsigned char)*at);
    if (digit < 0 || n == form->signs)
      return false;
    digits[n++] = digit;
  }
  if (n != form->signs || weighted(digits, form->signs) != 0)
    return false;
  show(form, digits, out);
  return true;
}

void code_make(uint64_t number, char out[CODE_TEXT]) { make(&person, number, out); }
bool code_read(const char *text, char out[CODE_TEXT]) { return read(&person, text, out); }
void spoken_make(uint64_t number, char out[SPOKEN_TEXT]) { make(&spoken, number, out); }
bool spoken_read(const char *text, char out[SPOKEN_TEXT]) { return read(&spoken, text, out); }
