/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit of a session: reads a module's events, then for every line it is given shows a line and
 * writes a row as large as Mafunzo's, each in its own transaction. Knows no question, hashes
 * nothing.
 *
 *   bench_loop MODULE.yaml DATABASE-WITH-ITS-TABLES < LINES */
#include "store/sql_gen.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { HEAD = 267, PAYLOAD = 137 }; /* what those of such a session take on average */

static size_t read_events(const char *file) {
  static unsigned char bytes[1 << 20 | 1];
  yaml_parser_t parser;
  yaml_event_t event;
  size_t n = 0;
  FILE *in = fopen(file, "rb");
  size_t len = in ? fread(bytes, 1, sizeof bytes, in) : 0;
  if (len == 0 || !yaml_parser_initialize(&parser))
    return 0;
  yaml_parser_set_input_string(&parser, bytes, len);
  for (int over = 0; !over; n++) {
    if (!yaml_parser_parse(&parser, &event))
      return 0;
    over = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  fclose(in);
  return n;
}

/* As scattered as hashes are, at no cost. */
static void scatter(uint64_t n, uint8_t *out, size_t len) {
  for (size_t i = 0; i < len; i += sizeof n) {
    n = (n + 0x9e3779b97f4a7c15U) * 0xbf58476d1ce4e5b9U;
    memcpy(out + i, &n, sizeof n);
  }
}

static int insert(sqlite3_stmt *add, int64_t seq) {
  static uint8_t subject[16], chain[32], session[16], boot[16], head[HEAD], payload[PAYLOAD];
  uint8_t hash[32], salt[16];
  scatter((uint64_t)seq, hash, sizeof hash);
  scatter((uint64_t)seq, salt, sizeof salt);
  memcpy(head + 1, hash, sizeof hash);
  sqlite3_bind_blob(add, 1, subject, sizeof subject, SQLITE_STATIC);
  sqlite3_bind_blob(add, 2, hash, sizeof hash, SQLITE_STATIC);
  sqlite3_bind_blob(add, 3, chain, sizeof chain, SQLITE_STATIC);
  sqlite3_bind_int64(add, 4, seq);
  sqlite3_bind_blob(add, 5, session, sizeof session, SQLITE_STATIC);
  sqlite3_bind_text(add, 6, "answered", -1, SQLITE_STATIC);
  sqlite3_bind_blob(add, 7, boot, sizeof boot, SQLITE_STATIC);
  sqlite3_bind_int64(add, 8, 1700000000000 + seq * 1000);
  sqlite3_bind_int64(add, 9, seq * 1000);
  sqlite3_bind_blob(add, 10, head, sizeof head, SQLITE_STATIC);
  sqlite3_bind_int(add, 11, 0);
  sqlite3_bind_blob(add, 12, payload, sizeof payload, SQLITE_STATIC);
  sqlite3_bind_blob(add, 13, salt, sizeof salt, SQLITE_STATIC);
  sqlite3_bind_blob(add, 14, hash, sizeof hash, SQLITE_STATIC);
  int step = sqlite3_step(add);
  sqlite3_reset(add);
  return step == SQLITE_DONE;
}

int main(int argc, char **argv) {
  sqlite3 *db;
  sqlite3_stmt *begin, *add, *commit;
  char line[256];
  int64_t seq = 0;
  if (argc != 3 || read_events(argv[1]) == 0 || sqlite3_open(argv[2], &db) != SQLITE_OK ||
      sqlite3_exec(db, sql_options, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec(db, sql_journal, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &begin, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(db, sql_add_event, -1, &add, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(db, "COMMIT", -1, &commit, NULL) != SQLITE_OK)
    return 2;
  while (fgets(line, sizeof line, stdin)) {
    sqlite3_step(begin);
    sqlite3_reset(begin);
    if (!insert(add, ++seq) || sqlite3_step(commit) != SQLITE_DONE)
      return 1;
    sqlite3_reset(commit);
    printf("Question %ld\n> %s", (long)seq, line);
    fflush(stdout);
  }
  sqlite3_finalize(begin);
  sqlite3_finalize(add);
  sqlite3_finalize(commit);
  return sqlite3_close(db) != SQLITE_OK;
}
