/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk with keys, a course that has an exam, and a stick; and a laptop that takes it in. The app
 * of app_fixture.h is the desk's until go_to_laptop, from then on the laptop's. */
#ifndef CLASS_FIXTURE_H
#define CLASS_FIXTURE_H

#include "app_fixture.h"

#include "app/class_stick.h"
#include "app/install.h"
#include "app/sitting.h"
#include "base/file.h"

#define EXAM "demo/first/exam"
#define EXAM_FILE "01-first.yaml"

static char desk[300], out[300], on_stick[400];
static struct keys keys;
static struct stick_codes codes;
static struct stick_offer offer;

static const char class_roster[] = "code,name,agency,unit,position\n222-222,Amina,BG,North,POL\n"
                                   ",Bakari,BG,North,POL\n";

static inline void put_exam(void) {
  char yaml[4096];
  int at =
      sprintf(yaml, "id: first\ntitle: First module\nobjectives:\n  o: Say it.\nsources:\n"
                    "  s: A source\nlessons:\n  - {id: l, title: T, minutes: 1, objectives: [o], "
                    "text: Read., source: s}\nquiz:\n  draw: 2\n  pass: 50\n"
                    "  exam: {draw: 2, minutes: 2}\n  questions:\n");
  for (int i = 0; i < 6; i++)
    at += sprintf(yaml + at,
                  "    - {id: q%d, true-or-false: Water is wet %d., truth: yes, why: It is., "
                  "competency: ABC, level: 1, objective: o, source: s%s}\n",
                  i, i, i < 4 ? ", use: exam" : "");
  put_file("demo/" EXAM_FILE, yaml);
}

static inline void forget_diags(void) {
  diags_done(&diags);
  diags = (struct diags){0};
}

/* The code of the last refusal, "" after none. */
static inline const char *refusal(void) { return diags.n ? diags.list[diags.n - 1].code : ""; }

#define EXPECT_REFUSED(call, rc, code)                                                             \
  do {                                                                                             \
    forget_diags();                                                                                \
    cr_expect_eq((call), (rc), "%s", refusal());                                                   \
    cr_expect_str_eq(refusal(), (code));                                                           \
  } while (0)

#define MUST(call)                                                                                 \
  do {                                                                                             \
    forget_diags();                                                                                \
    enum rc must = (call);                                                                         \
    cr_assert_eq(must, RC_OK, "%s: %s", refusal(), diags.n ? diags.list[0].message : "");          \
  } while (0)

static inline const char *beneath(const char *folder, const char *name) {
  static char paths[4][600];
  static size_t turn;
  char *path = paths[turn++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

static inline void read_bytes(const char *path, struct str *bytes) {
  char piece[4096];
  FILE *in = fopen(path, "rb");
  cr_assert_not_null(in, "%s", path);
  for (size_t n; (n = fread(piece, 1, sizeof piece, in)) > 0;)
    str_add(bytes, piece, n);
  fclose(in);
}

static inline void write_bytes(const char *path, const void *bytes, size_t len) {
  FILE *to = fopen(path, "wb");
  cr_assert_not_null(to, "%s", path);
  cr_assert_eq(fwrite(bytes, 1, len, to), len);
  cr_assert_eq(fclose(to), 0);
}

static inline enum rc make_class(const char *name, const char *exam) {
  static const char *const course[] = {"demo"};
  const char *const exams[] = {exam};
  struct roster_taken taken;
  const struct stick_wanted wanted = {.name = name,
                                      .roster = beneath(root, "roster.csv"),
                                      .courses = {course, 1},
                                      .exams = {exams, exam ? 1 : 0},
                                      .settings = SETTINGS_PLAIN,
                                      .out = out};
  stick_codes_done(&codes);
  return stick_make(app, &wanted, &keys, &taken, &codes, &diags);
}

static inline void setup_class(void) {
  uint8_t escrow[KEY_BYTES];
  cr_assert(seal_init());
  setup();
  put_exam();
  snprintf(desk, sizeof desk, "%s", records);
  snprintf(out, sizeof out, "%s/stick", root);
  snprintf(on_stick, sizeof on_stick, "%s/" STICK_FOLDER "A", out);
  cr_assert_eq(mkdir(out, 0700), 0);
  write_bytes(beneath(root, "roster.csv"), class_roster, strlen(class_roster));
  MUST(keys_init(desk, KEYS_COORDINATOR, "Office", "four words nobody joins", &keys, escrow,
                 &diags));
}

static inline void teardown_class(void) {
  stick_offer_done(&offer);
  stick_codes_done(&codes);
  keys_done(&keys);
  teardown();
}

/* Another one each time, with the framework that every laptop has, and no course. */
static inline void go_to_laptop(void) {
  static char nth = 'a';
  app_close(app);
  snprintf(courses, sizeof courses, "%s/courses-%c", root, nth);
  snprintf(records, sizeof records, "%s/laptop-%c", root, nth++);
  put_courses();
  cr_assert_eq(unlink(beneath(courses, "demo/" EXAM_FILE)), 0);
  cr_assert_eq(unlink(beneath(courses, "demo/course.yaml")), 0);
  cr_assert_eq(rmdir(beneath(courses, "demo")), 0);
  open_app();
}

static inline void go_to_desk(void) {
  app_close(app);
  snprintf(courses, sizeof courses, "%s/courses", root);
  snprintf(records, sizeof records, "%s", desk);
  open_app();
}

static inline enum rc examine(void) {
  stick_offer_done(&offer);
  return stick_examine(records, out, false, &offer, &diags);
}

/* The stick, opened by that code: nothing is kept yet. */
static inline enum rc open_stick(const char *code) {
  enum rc rc = examine();
  return rc == RC_OK ? stick_open(records, &offer, code, &diags) : rc;
}

static inline void install_course(void) {
  struct arena arena = {0};
  struct offer pack;
  struct installed installed;
  MUST(offer_read(records, stick_pack(&offer, 0, &arena), &pack, &diags));
  MUST(install_pack(courses, &pack, false, &installed, &diags));
  offer_done(&pack);
  arena_done(&arena);
}

/* All that the command does to take it in. */
static inline void join(unsigned seat) {
  struct roster_taken taken;
  MUST(open_stick(codes.code));
  MUST(trust_take(records, &offer.card, &diags));
  if (!joined_started(records, &offer.stick, "demo"))
    install_course();
  app_close(app);
  open_app();
  MUST(stick_people(app, &offer, false, &taken, &diags));
  MUST(joined_take(records, on_stick, &offer.stick, seat, &diags));
}

#endif
