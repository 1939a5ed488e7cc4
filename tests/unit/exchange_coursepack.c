/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/coursepack.h"

#include "base/vec.h"
#include "exchange/json_value.h"
#include "exchange/minisign.h"
#include "exchange/ustar.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static uint8_t secret[SECRET_BYTES];
static struct coursepack pack, back;
static struct str bytes;
static struct diags diags;

static void add(const char *name, const char *text) {
  struct coursepack_file file = {.name = name, .at = text, .len = strlen(text)};
  VEC_PUSH(&pack.files, file);
}

static void setup(void) {
  cr_assert(seal_init());
  seal_keypair(pack.signer, secret);
  strcpy(pack.name, "Border Guard");
  strcpy(pack.course, "demo");
  strcpy(pack.version, "1.2.0");
  add("course/course.yaml", "id: demo\n");
  add("course/01-a.yaml", "id: a\n");
}

static void teardown(void) {
  coursepack_done(&pack);
  coursepack_done(&back);
  str_done(&bytes);
  diags_done(&diags);
}

TestSuite(exchange_coursepack, .init = setup, .fini = teardown);

static enum rc read_again(void) {
  coursepack_done(&back);
  diags_done(&diags);
  diags = (struct diags){0};
  return coursepack_read("p", &bytes, &back, &diags);
}

static void expect_fault(const char *code) {
  cr_expect_eq(read_again(), strcmp(code, "pack.newer") == 0 ? RC_NEWER : RC_DATA);
  cr_assert_eq(diags.n, 1);
  cr_expect_str_eq(diags.list[0].code, code);
  cr_expect_eq(back.files.n, 0);
}

Test(exchange_coursepack, is_read_as_it_was_written) {
  strcpy(pack.framework, "3");
  add("framework/positions/PLO.yaml", "");
  coursepack_write(&pack, secret, &bytes);
  cr_assert_eq(read_again(), RC_OK);
  cr_expect_str_eq(back.name, "Border Guard");
  cr_expect_str_eq(back.course, "demo");
  cr_expect_str_eq(back.version, "1.2.0");
  cr_expect_str_eq(back.framework, "3");
  cr_expect_eq(memcmp(back.signer, pack.signer, KEY_BYTES), 0);
  cr_assert_eq(back.files.n, 3);
  cr_expect_str_eq(back.files.list[0].name, "course/01-a.yaml");
  cr_expect_eq(back.files.list[0].len, 6);
  cr_expect_eq(memcmp(back.files.list[1].at, "id: demo\n", 9), 0);
}

/* All but the comment that says of itself that nobody need trust it. */
Test(exchange_coursepack, every_flipped_bit_is_refused) {
  coursepack_write(&pack, secret, &bytes);
  const char *comment = memmem(bytes.at, bytes.len, "untrusted comment: ", 19);
  cr_assert_not_null(comment);
  size_t from = (size_t)(comment - bytes.at), to = (size_t)(strchr(comment, '\n') - bytes.at);
  for (size_t i = 0; i < bytes.len; i++) {
    char bit = (char)(1 << i % 8);
    bytes.at[i] ^= bit;
    bool free = (i >= from && i < to) || i % 512 == 148; /* a sum may begin with a blank */
    cr_expect(free || read_again() != RC_OK, "byte %zu", i);
    bytes.at[i] ^= bit;
  }
  cr_expect_eq(read_again(), RC_OK);
}

Test(exchange_coursepack, every_cut_is_refused) {
  coursepack_write(&pack, secret, &bytes);
  while (bytes.len > 0) {
    bytes.len--;
    cr_expect_eq(read_again(), RC_DATA, "%zu", bytes.len);
  }
}

Test(exchange_coursepack, names_are_plain_ones_beneath_two_folders) {
  static const char *const good[] = {"course/course.yaml", "framework/positions/PLO.yaml",
                                     "course/a..b"};
  static const char *const bad[] = {"",
                                    "course",
                                    "course/",
                                    "course.yaml",
                                    "/course/a",
                                    "course/..",
                                    "course/../a",
                                    "course/.hidden",
                                    "course//a",
                                    "course/./a",
                                    "../a",
                                    "course/a/../../b",
                                    "course/a/b/c",
                                    "framework/a/",
                                    "Course/a",
                                    "course/a b",
                                    "course/a\\b",
                                    "course/a\nb",
                                    "course/\xc3\xa9",
                                    "framework/../course/a",
                                    "course/a:b",
                                    "course/positions/.x"};
  for (size_t i = 0; i < COUNT(good); i++)
    cr_expect(coursepack_name_fits(good[i]), "%s", good[i]);
  for (size_t i = 0; i < COUNT(bad); i++)
    cr_expect_not(coursepack_name_fits(bad[i]), "%s", bad[i]);
  char name[120] = "course/";
  memset(name + 7, 'a', 92);
  cr_expect(coursepack_name_fits(name));
  name[99] = 'a';
  cr_expect_not(coursepack_name_fits(name));
}

/* Signed, but by somebody who would like to write elsewhere. */
Test(exchange_coursepack, a_signed_name_that_leads_out_is_refused) {
  static const char *const names[] = {"course/../../x", "/etc/x", "course/.ssh", "elsewhere/x"};
  for (size_t i = 0; i < COUNT(names); i++) {
    pack.files.n = 2;
    add(names[i], "x");
    str_clear(&bytes);
    coursepack_write(&pack, secret, &bytes);
    expect_fault("pack.name");
  }
}

/* -- Made by hand --------------------------------------------------------------------------- */

/* The pack once more, with its manifest edited and signed again. */
static bool unended; /* the manifest lacks its last newline */

static void forge(void (*edit)(json_t *), const char *extra) {
  struct ustar_file manifest, signature, file;
  struct str made = {0}, text = {0}, sig = {0};
  str_clear(&bytes);
  coursepack_write(&pack, secret, &bytes);
  struct ustar_walk walk = {bytes.at, bytes.at + bytes.len};
  cr_assert(ustar_next(&walk, &manifest) && ustar_next(&walk, &signature));
  json_t *root = json_loadb(manifest.at, manifest.len, 0, NULL);
  edit(root);
  json_put(&text, json_incref(root), JSON_INDENT(1));
  if (!unended)
    str_putc(&text, '\n');
  minisign_sign(text.at, text.len, secret, "x", &sig);
  ustar_put(&made, "manifest.json", text.at, text.len);
  ustar_put(&made, "manifest.json.minisig", sig.at, sig.len);
  while (ustar_next(&walk, &file))
    ustar_put(&made, file.name, file.at, file.len);
  if (extra)
    ustar_put(&made, extra, "x", 1);
  ustar_end(&made);
  str_clear(&bytes);
  str_add(&bytes, made.at, made.len);
  json_decref(root);
  str_done(&made);
  str_done(&text);
  str_done(&sig);
}

static json_t *first_file(json_t *root) {
  return json_array_get(json_object_get(root, "files"), 0);
}
static void nothing(json_t *root) { (void)root; }
static void later(json_t *root) { json_object_set_new(root, "version", json_integer(2)); }
static void more(json_t *root) { json_object_set_new(root, "more", json_null()); }
static void other_kind(json_t *root) { json_object_set_new(root, "mafunzo", json_string("card")); }
static void no_name(json_t *root) { json_object_set_new(root, "name", json_string("a\033]52;b")); }
static void course_up(json_t *root) { json_object_set_new(root, "course", json_string("../x")); }
static void huge(json_t *root) {
  json_object_set_new(first_file(root), "size", json_integer(COURSEPACK_FILE + 1));
}
static void negative(json_t *root) {
  json_object_set_new(first_file(root), "size", json_integer(-1));
}
static void longer(json_t *root) { json_object_set_new(first_file(root), "size", json_integer(7)); }
static void other_hash(json_t *root) {
  json_object_set_new(first_file(root), "blake2b", json_string("00"));
}
static void twice(json_t *root) {
  json_array_insert(json_object_get(root, "files"), 0, first_file(root));
}
static void fewer(json_t *root) { json_array_remove(json_object_get(root, "files"), 1); }
static void none(json_t *root) { json_array_clear(json_object_get(root, "files")); }
static void other_signer(json_t *root) {
  uint8_t key[KEY_BYTES], ignored[SECRET_BYTES];
  struct str text = {0};
  seal_keypair(key, ignored);
  minisign_public_text(key, &text);
  json_object_set_new(root, "signer", json_string(text.at));
  str_done(&text);
}
static void many(json_t *root) {
  for (size_t i = 0; i < COURSEPACK_FILES; i++)
    json_array_append(json_object_get(root, "files"), first_file(root));
}

Test(exchange_coursepack, what_is_signed_is_checked_all_the_same) {
  static const struct {
    void (*edit)(json_t *);
    const char *code;
  } forged[] = {
      {later, "pack.newer"},       {other_kind, "pack.damaged"}, {no_name, "pack.damaged"},
      {course_up, "pack.damaged"}, {huge, "pack.large"},         {negative, "pack.large"},
      {longer, "pack.damaged"},    {other_hash, "pack.damaged"}, {twice, "pack.damaged"},
      {fewer, "pack.damaged"},     {none, "pack.damaged"},       {other_signer, "pack.signature"},
      {many, "pack.large"},        {more, "pack.damaged"}};
  forge(nothing, NULL);
  cr_assert_eq(read_again(), RC_OK);
  for (size_t i = 0; i < COUNT(forged); i++) {
    forge(forged[i].edit, NULL);
    expect_fault(forged[i].code);
  }
  forge(nothing, "course/zz.yaml");
  expect_fault("pack.damaged");
  unended = true;
  forge(nothing, NULL);
  expect_fault("pack.damaged");
}

/* -- What a child says of a pack -------------------------------------------------------------- */

static struct str said;

static bool believed(void) {
  struct unpack in = {.at = (const uint8_t *)said.at, .end = (const uint8_t *)said.at + said.len};
  coursepack_done(&back);
  bool good = coursepack_unflatten(&in, &bytes, &back);
  cr_expect(good || back.files.n == 0);
  return good;
}

static void say(const struct coursepack *what) {
  str_clear(&said);
  coursepack_flatten(what, &said);
}

Test(exchange_coursepack, child_is_believed_what_was_signed) {
  add("framework/positions/PLO.yaml", "");
  strcpy(pack.framework, "3");
  coursepack_write(&pack, secret, &bytes);
  cr_assert_eq(read_again(), RC_OK);
  say(&back);
  cr_assert(believed());
  cr_expect_str_eq(back.name, "Border Guard");
  cr_expect_str_eq(back.framework, "3");
  cr_assert_eq(back.files.n, 3);
  cr_expect_str_eq(back.files.list[1].name, "course/course.yaml");
  cr_expect_arr_eq(back.files.list[1].at, "id: demo\n", 9);
  str_done(&said);
}

/* Whatever byte of its answer it alters: another name, place, length, signer or signature. Only how
 * far the signature goes may differ, since nothing behind its last line is read. */
Test(exchange_coursepack, child_that_was_taken_over_is_not) {
  coursepack_write(&pack, secret, &bytes);
  cr_assert_eq(read_again(), RC_OK);
  say(&back);
  size_t end =
      4 * 2 + strlen(pack.name) + strlen(pack.course) + strlen(pack.version) + KEY_BYTES + 4;
  for (size_t i = 0; i < said.len; i++)
    for (unsigned bit = 0; bit < 8 && (i < end || i >= end + 4); bit++) {
      said.at[i] ^= (char)(1 << bit);
      cr_expect_not(believed(), "byte %zu", i);
      said.at[i] ^= (char)(1 << bit);
    }
  for (size_t whole = said.len; said.len-- > 0;)
    cr_expect_not(believed(), "%zu of %zu", said.len, whole);
  str_done(&said);
}

/* Each with an answer of its own, since the list must be in order and each file once. */
Test(exchange_coursepack, child_makes_no_pack_of_its_own) {
  coursepack_write(&pack, secret, &bytes);
  cr_assert_eq(read_again(), RC_OK);
  struct coursepack_file first = back.files.list[0];
  back.files.list[0] = back.files.list[1];
  back.files.list[1] = first;
  say(&back);
  cr_expect_not(believed(), "another order");
  cr_assert_eq(read_again(), RC_OK);
  back.files.list[1] = back.files.list[0];
  say(&back);
  cr_expect_not(believed(), "twice the same");
  cr_assert_eq(read_again(), RC_OK);
  back.files.n = 0;
  say(&back);
  cr_expect_not(believed(), "none");
  str_done(&said);
}

enum { HEADER = 512, KIND = 156, SUM = 148 };

/* The header of the last file becomes another kind, with its sum put right. */
Test(exchange_coursepack, links_devices_and_folders_are_refused) {
  for (const char *kind = "123456SLxgKV"; *kind; kind++) {
    str_clear(&bytes);
    coursepack_write(&pack, secret, &bytes);
    char *header = bytes.at + bytes.len - 4 * HEADER;
    unsigned sum = 0;
    cr_assert_str_eq(header, "course/course.yaml");
    header[KIND] = *kind;
    memset(header + SUM, ' ', 8);
    for (size_t i = 0; i < HEADER; i++)
      sum += (unsigned char)header[i];
    snprintf(header + SUM, 8, "%06o", sum);
    expect_fault("pack.damaged");
  }
}

Test(exchange_coursepack, versions_are_plain_words) {
  cr_expect(coursepack_text_fits("2.0.1-rc_3"));
  cr_expect_not(coursepack_text_fits(""));
  cr_expect_not(coursepack_text_fits(".."));
  cr_expect_not(coursepack_text_fits("a/b"));
  cr_expect_not(
      coursepack_text_fits("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}
