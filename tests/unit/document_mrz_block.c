/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "document/mrz.h"

#define ONE "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
#define TWO "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
#define CARD "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\n"
#define FILLERS "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<"

/* The blocks of a text: "td3 1", or "- 1" where it cannot be read, then its faults. */
static void assert_blocks(const char *bytes, const char *expected) {
  struct mrz_text text = {bytes, strlen(bytes), 1};
  struct mrz_block block;
  struct mrz_lines lines;
  struct mrz_fault faults[MRZ_BLOCK_FAULTS];
  char said[1024] = "";
  while (mrz_block_next(&text, &block)) {
    size_t n;
    bool read = mrz_block_read(&block, &lines, faults, &n);
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s%s %zu", *said ? " | " : "",
             read ? mrz_format_name(lines.format) : "-", block.first);
    for (size_t i = 0; i < n; i++)
      snprintf(said + strlen(said), sizeof said - strlen(said), " %s %zu:%zu+%zu",
               mrz_error_name(faults[i].error), faults[i].line, faults[i].column, faults[i].span);
  }
  cr_expect_str_eq(said, expected, "%s\nnot %s", said, expected);
}

Test(document_mrz_block, blocks_and_formats) {
  assert_blocks("", "");
  assert_blocks("\n \n\t\n", "");
  assert_blocks(ONE "\n" TWO "\n", "td3 1");
  assert_blocks(ONE "\n" TWO, "td3 1");
  assert_blocks("\n\n" ONE "\n" TWO "\n \n\n" CARD "ERIKSSON<<ANNA<MARIA<<<<<<<<<<\n",
                "td3 3 | td1 7");
  assert_blocks("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<",
                "mrv-b 1");
  assert_blocks("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
                "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
                "mrv-a 1");
  assert_blocks("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6\n",
                "td2 1");
}

Test(document_mrz_block, case_and_line_ends_are_mended) {
  assert_blocks("P<UTOErikSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" TWO, "td3 1 mrz.case 1:7+3");
  assert_blocks("p<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" TWO, "td3 1 mrz.case 1:1+1");
  assert_blocks(ONE "\r\n" TWO "\r\n\r\n" ONE "\r\n" TWO "\n",
                "td3 1 mrz.line-end 1:45+1 mrz.line-end 2:45+1 | td3 4 mrz.line-end 1:45+1");
  assert_blocks(ONE "\r" TWO "\xe2\x80\xa8", "td3 1 mrz.line-end 1:45+1 mrz.line-end 2:45+1");
}

Test(document_mrz_block, lengths) {
  assert_blocks("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<\n" TWO, "- 1 mrz.length 1:44+1");
  assert_blocks(ONE "\n" TWO "<<<\n", "- 1 mrz.length 2:45+3");
  assert_blocks(ONE "<\n" TWO "<<\n", "- 1 mrz.length 1:45+1 mrz.length 2:45+2");
  assert_blocks("P<UTOERIKSSON<<ANNA\nL898902C3\n",
                "- 1 mrz.length 1:20+1 mrz.length 2:10+1 mrz.lines 3:1+1");
  assert_blocks(FILLERS FILLERS FILLERS "\n", "- 1 mrz.length 1:45+88 mrz.lines 2:1+1");
}

Test(document_mrz_block, characters) {
  assert_blocks("P<UTOERIKSSON, ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" TWO, "- 1 mrz.character 1:14+2");
  assert_blocks("P<UTOERIKSS\u00D6N<<\u00c4nna<MARIA<<<<<<<<<<<<<<<<<<<\n" TWO,
                "- 1 mrz.character 1:12+1 mrz.character 1:16+1 mrz.case 1:17+3");
  assert_blocks(ONE "\n"
                    "L898902C36UTO7408122F1204159ZE184226B<<<<<1 \n",
                "- 1 mrz.character 2:44+1");
  assert_blocks(ONE "\n" TWO " \n", "- 1 mrz.length 2:45+1");
  assert_blocks(ONE "\n\xff\xfe"
                    "8902C36UTO7408122F1204159ZE184226B<<<<<1\x01"
                    "0\n",
                "- 1 mrz.character 2:1+2 mrz.character 2:43+1");
}

Test(document_mrz_block, missing_and_surplus_lines) {
  assert_blocks(ONE "\n\n" TWO "\n", "- 1 mrz.lines 2:1+1 | - 3 mrz.lines 2:1+1");
  assert_blocks(ONE "\n" TWO "\n" ONE "\n" TWO "\n", "- 1 mrz.lines 3:1+1");
  assert_blocks(ONE "\n" TWO "\n" ONE "\n", "- 1 mrz.lines 3:1+1");
  assert_blocks(CARD, "- 1 mrz.lines 3:1+1");
  assert_blocks(CARD "ERIKSSON<<ANNA<MARIA<<<<<<<<<<\n<\n<\n", "- 1 mrz.lines 4:1+1");
}

Test(document_mrz_block, as_many_faults_as_there_are_characters) {
  char bytes[3 * 40];
  struct mrz_text text = {bytes, sizeof bytes, 1};
  struct mrz_block block;
  struct mrz_lines lines;
  struct mrz_fault faults[MRZ_BLOCK_FAULTS];
  size_t n;
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = i % 40 == 39 ? '\r' : i % 2 ? '?' : 'a';
  cr_assert(mrz_block_next(&text, &block));
  cr_expect_eq(text.length, 0);
  cr_expect_not(mrz_block_read(&block, &lines, faults, &n));
  cr_expect_eq(n, 2 * (36 + 2) + 1); /* as two lines of 36, and a third one */
  cr_expect_eq(lines.count, 0);
}
