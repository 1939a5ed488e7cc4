/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts of what people did, beside a statement that says the same in another way. */
#include "base/random.h"
#include "store/evidence.h"
#include "store_fixture.h"

enum { LAPTOPS = 3, EVENTS = 160 };

static struct happening random_happening(struct rng *rng) {
  static const char *const paths[] = {"c/m/a", "c/m/b", "c/m/d", "c/n/a"};
  static const char *const competencies[] = {"DOC-EXAM", "PROT-REF", ""};
  static const enum run_mode modes[] = {MODE_PRACTICE, MODE_PRACTICE, MODE_EXAM, MODE_REVIEW};
  const char *path = paths[rng_below(rng, 4)];
  uint64_t what = rng_below(rng, 8);
  if (what == 0) {
    struct happening h = decided("c/m/drill");
    h.scores[0].score = (int32_t)rng_below(rng, SCORE_ONE);
    h.scores[1].weight = (int32_t)rng_below(rng, 2);
    return h;
  }
  if (what == 1)
    return completed(rng_below(rng, 2) ? "c/m/drill" : "c/m", SCORE_ONE, true);
  struct happening h =
      answered(path, competencies[rng_below(rng, 3)], (int32_t)rng_below(rng, SCORE_ONE + 1));
  h.mode = modes[rng_below(rng, 4)];
  h.level = (uint8_t)rng_below(rng, 6);
  h.hinted = rng_below(rng, 4) == 0;
  h.faulty = rng_below(rng, 6) == 0;
  h.attempt = (uint8_t)(1 + rng_below(rng, 4) / 3);
  return h;
}

/* Clocks jump, boots come and go, and bear the same names on every laptop. */
static void live(struct store *store, struct rng *rng) {
  struct scene scene = {.wall = 1000000, .mono = 1};
  for (size_t i = 0; i < EVENTS; i++) {
    struct happening h = random_happening(rng);
    if (rng_below(rng, 12) == 0) {
      scene.boot++;
      scene.mono = (int64_t)rng_below(rng, 50);
      scene.wall = 1000000 + (int64_t)rng_below(rng, 20000) - 10000;
    }
    scene.person = (uint8_t)(1 + rng_below(rng, 5));
    scene.session = (uint8_t)(1 + rng_below(rng, 6));
    scene.mono += (int64_t)rng_below(rng, 100);
    scene_must_append(store, scene, &h, 1);
  }
}

static void take(void *ctx, const struct event_bytes *event) {
  struct diags diags = {0};
  cr_assert_eq(store_import(ctx, event, 1, &diags), RC_OK);
  diags_done(&diags);
}

static struct store *collected(struct rng *rng, char folder[64]) {
  struct happening same = {.verb = VERB_JOINED, .other = {2}};
  struct diags diags = {0};
  folder_temporary(folder, 64);
  struct store *all = store_must_open(folder);
  for (int i = 0; i < LAPTOPS; i++) {
    char other[64];
    folder_temporary(other, sizeof other);
    struct store *store = store_must_open(other);
    live(store, rng);
    cr_assert_eq(store_each(store, take, all, &diags), RC_OK);
    store_close(store);
  }
  scene_must_append(all, (struct scene){4, 1, 1, 0, 0}, &same, 1);
  return all;
}

static void tell(void *ctx, const struct response_seen *seen) {
  str_printf(ctx, "%d %s %s %d %d %d %d %ld\n", seen->person[0], seen->competency, seen->path,
             (int)seen->mode, seen->decision, seen->marked, seen->score, (long)seen->time);
}

/* Of two who are joined (2 and 4) the events are 2's. */
static const char statement[] =
    "WITH deed AS ("
    "  SELECT a.*, iif(a.subject = X'04000000000000000000000000000000',"
    "                  X'02000000000000000000000000000000', a.subject) AS person,"
    "         c.time, c.chain, c.seq FROM proj.answer AS a"
    "  CROSS JOIN temp.clock AS c USING (subject, hash)),"
    "step AS ("
    "  SELECT d.*, iif(d.subject = X'04000000000000000000000000000000',"
    "                  X'02000000000000000000000000000000', d.subject) AS person,"
    "         c.time, c.chain, c.seq FROM proj.decision AS d"
    "  CROSS JOIN temp.clock AS c USING (subject, hash) WHERE c.time < ?1),"
    "answered AS ("
    "  SELECT d.*, row_number() OVER (PARTITION BY person, path"
    "    ORDER BY time DESC, chain DESC, seq DESC, hash DESC) AS nth FROM deed AS d"
    "  WHERE time < ?1 AND attempt = 1 AND NOT faulty AND mode <> 3 AND competency <> ''"
    "    AND level BETWEEN 1 AND 4 AND NOT EXISTS ("
    "      SELECT 1 FROM deed AS f WHERE f.faulty AND f.subject = d.subject"
    "        AND f.session = d.session AND f.path = d.path"
    "        AND (f.time, f.chain, f.seq, f.hash) > (d.time, d.chain, d.seq, d.hash))),"
    "played AS ("
    "  SELECT *, row_number() OVER (PARTITION BY person, path"
    "    ORDER BY ended DESC, time DESC, session DESC) AS nth"
    "  FROM (SELECT person, path, session, max(time) AS time, EXISTS ("
    "          SELECT 1 FROM proj.finish AS f WHERE f.subject = s.subject AND f.path = s.path"
    "            AND f.session = s.session) AS ended"
    "        FROM step AS s GROUP BY subject, path, session)) "
    "SELECT * FROM ("
    "  SELECT person, competency, path, mode, 0, iif(hinted, 0, score), iif(hinted, 0, score), time,"
    "         chain, seq, hash FROM answered WHERE nth = 1"
    "  UNION ALL"
    "  SELECT person, competency, path, 1, 1, score, score, time, chain, seq, hash FROM step"
    "  WHERE weight > 0 AND (person, path, session) IN"
    "    (SELECT person, path, session FROM played WHERE nth = 1)) "
    "ORDER BY 1, 2, 8, 9, 10, 11";

static void tell_otherwise(struct store *store, int64_t until, struct str *out) {
  sqlite3_stmt *row;
  struct diags diags = {0};
  cr_assert_eq(project_deeds(store, NULL, &diags), RC_OK);
  cr_assert_eq(sqlite3_prepare_v2(store->db, statement, -1, &row, NULL), SQLITE_OK, "%s",
               sqlite3_errmsg(store->db));
  sqlite3_bind_int64(row, 1, until);
  while (sqlite3_step(row) == SQLITE_ROW)
    str_printf(out, "%d %s %s %d %d %d %d %ld\n", *(const uint8_t *)sqlite3_column_blob(row, 0),
               (const char *)sqlite3_column_text(row, 1), (const char *)sqlite3_column_text(row, 2),
               sqlite3_column_int(row, 3), sqlite3_column_int(row, 4), sqlite3_column_int(row, 5),
               sqlite3_column_int(row, 6), (long)sqlite3_column_int64(row, 7));
  sqlite3_finalize(row);
  diags_done(&diags);
}

Test(store_responses, are_what_a_statement_over_all_answers_finds) {
  struct rng rng;
  for (uint64_t seed = 1; seed <= 8; seed++) {
    char folder[64];
    struct diags diags = {0};
    rng_seed(&rng, seed);
    struct store *store = collected(&rng, folder);
    for (int64_t until = 1002000; until <= 1014000; until += 6000) {
      const struct evidence_scope scope = {.until = until};
      struct str told = {0}, otherwise = {0};
      cr_assert_eq(store_evidence(store, &scope, tell, &told, &diags), RC_OK);
      tell_otherwise(store, until, &otherwise);
      cr_expect_gt(told.len, 100);
      cr_expect_str_eq(told.at, otherwise.at, "seed %lu, until %ld", (unsigned long)seed,
                       (long)until);
      str_done(&told);
      str_done(&otherwise);
    }
    store_close(store);
    diags_done(&diags);
  }
}
