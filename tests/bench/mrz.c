/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of two lines of 44 characters, each verified so many times: by document/mrz.h, reading
 * and all ("ours"), or by a bare loop over the digits that knows this one format and believes that
 * every character is legal ("bare"). Both print how many add up.
 *
 *   bench_mrz ours|bare TIMES < LINES */
#include "document/mrz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ours(const char *const line[2]) {
  struct mrz_lines lines;
  struct mrz_digit digits[MRZ_DIGITS];
  size_t n;
  return mrz_read(line, 2, &lines, NULL) == MRZ_OK && mrz_verify(&lines, digits, &n);
}

static int value(char c) { return c <= '9' ? c == '<' ? 0 : c - '0' : c >= 'A' ? c - 'A' + 10 : 0; }

/* Goes on with the weight that *i says. */
static int sum(const char *text, int length, int *i) {
  static const int weights[] = {7, 3, 1};
  int total = 0;
  for (const char *end = text + length; text < end; text++) {
    total += value(*text) * weights[*i];
    *i = *i == 2 ? 0 : *i + 1;
  }
  return total;
}

static int bare(const char *const line[2]) {
  static const struct {
    int at, length, digit;
  } fields[] = {{0, 9, 9}, {13, 6, 19}, {21, 6, 27}, {28, 14, 42}};
  const char *text = line[1];
  int good = 1, i;
  for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
    i = 0;
    good &= sum(text + fields[k].at, fields[k].length, &i) % 10 == value(text[fields[k].digit]);
  }
  i = 0;
  int all = sum(text, 10, &i);
  all += sum(text + 13, 7, &i);
  all += sum(text + 21, 22, &i);
  return good & (all % 10 == value(text[43]));
}

int main(int argc, char **argv) {
  static char one[64], two[64];
  unsigned long good = 0;
  if (argc != 3)
    return 2;
  int (*verify)(const char *const line[2]) = strcmp(argv[1], "ours") == 0 ? ours : bare;
  unsigned long times = strtoul(argv[2], NULL, 10);
  while (fgets(one, sizeof one, stdin) && fgets(two, sizeof two, stdin)) {
    one[strcspn(one, "\n")] = two[strcspn(two, "\n")] = '\0';
    for (unsigned long i = 0; i < times; i++)
      good += (unsigned long)verify((const char *const[]){one, two});
  }
  printf("%lu add up\n", good);
  return 0;
}
