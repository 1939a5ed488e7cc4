/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/re.h"

#include <criterion/criterion.h>
#include <string.h>

static char message[128];
static size_t offset;

static enum re_result match(const char *pattern, const char *subject) {
  struct re *re = re_new(pattern, message, sizeof message, &offset);
  cr_assert_not_null(re, "%s: %s", pattern, message);
  enum re_result result = re_match(re, subject);
  re_free(re);
  return result;
}

static void refused(const char *pattern) {
  message[0] = '\0';
  cr_expect_null(re_new(pattern, message, sizeof message, &offset), "%s", pattern);
  cr_expect_neq(message[0], '\0');
}

TestSuite(base_re);

Test(base_re, both_ends_are_anchored) {
  cr_assert_eq(match("74", "74"), RE_MATCH);
  cr_assert_eq(match("74", "740"), RE_NO);
  cr_assert_eq(match("74", "174"), RE_NO);
  cr_assert_eq(match("a|ab", "ab"), RE_MATCH);
  cr_assert_eq(match("^74[ -]?08[ -]?12$", "74-08 12"), RE_MATCH);
  cr_assert_eq(match("a$", "a\n"), RE_NO);
}

Test(base_re, case_does_not_matter_in_any_script) {
  cr_assert_eq(match("émission", "ÉMISSION"), RE_MATCH);
  cr_assert_eq(match("виза", "ВИЗА"), RE_MATCH);
  cr_assert_eq(match("\\w+", "Grüße"), RE_MATCH);
  cr_assert_eq(match(".", "護"), RE_MATCH);
}

Test(base_re, bad_patterns_say_where) {
  refused("a(b");
  cr_assert_eq(offset, 3);
  refused("[z-a]");
  refused("\xff");
  refused("*");
}

Test(base_re, single_code_units_are_refused) {
  refused("\\C");
  refused("a\\C+b");
}

Test(base_re, long_patterns_are_refused) {
  char pattern[514];
  memset(pattern, 'a', sizeof pattern);
  pattern[513] = '\0';
  refused(pattern);
  pattern[512] = '\0';
  cr_assert_eq(match(pattern, pattern), RE_MATCH);
}

Test(base_re, a_small_message_buffer_is_respected) {
  char small[5] = "xxxx";
  cr_assert_null(re_new("(", small, 4, &offset));
  cr_assert_eq(strlen(small), 3);
}

Test(base_re, runaway_patterns_are_faulty_and_not_wrong) {
  char subject[502];
  memset(subject, 'a', 500);
  memcpy(subject + 500, "!", 2);
  cr_assert_eq(match("(a+)+[yz]", subject), RE_LIMIT);
  cr_assert_eq(match("(a|a)*[yz]", subject), RE_LIMIT);
  cr_assert_eq(match("(.*)(.*)(.*)(.*)[yz]", subject), RE_LIMIT);
  cr_assert_eq(match("(?:[\\pL\\pN\\pM\\pP]*+[yz]|(?:.|.))*[yz]", subject), RE_LIMIT);
  cr_assert_eq(match("(?:a|(?R))*[bc]", "aaaa"), RE_LIMIT);
}

Test(base_re, ordinary_patterns_stay_far_from_the_limits) {
  static const char text[] = "a visa is in the passport, I think, but I am not really sure of that";
  cr_assert_eq(match("(?=.*passport)(?=.*visa).*", text), RE_MATCH);
  cr_assert_eq(match(".*(foo|bar).*(baz|qux).*", text), RE_NO);
  cr_assert_eq(match("\\s*(the\\s+)?\\w+\\s+of\\s+(birth|expiry)\\s*", "the  Date of Birth"),
               RE_MATCH);
  cr_assert_eq(match("(北京|上海)市?", "上海市"), RE_MATCH);
}

Test(base_re, subjects_too_long_or_ill_formed_do_not_match) {
  char subject[1100];
  memset(subject, 'a', sizeof subject - 1);
  subject[sizeof subject - 1] = '\0';
  cr_assert_eq(match(".*", subject), RE_NO);
  subject[1024] = '\0';
  cr_assert_eq(match(".*", subject), RE_MATCH);
  cr_assert_eq(match(".*", "a\xff"), RE_NO);
  cr_assert_eq(match(".*", "\xc3"), RE_NO);
}

Test(base_re, nothing_can_be_freed) {
  re_free(NULL);
  cr_assert_eq(match("", ""), RE_MATCH);
}

static size_t work_of(const char *pattern, const char *subject, enum re_result expected) {
  size_t work = 0;
  struct re *re = re_new(pattern, message, sizeof message, &offset);
  cr_assert_not_null(re);
  cr_expect_eq(re_try(re, subject, &work), expected, "%s", pattern);
  cr_expect_eq(re_match(re, subject), expected, "%s", pattern);
  re_free(re);
  return work;
}

Test(base_re, trying_says_the_same_and_what_it_took) {
  size_t plain = work_of("^74[ -]?08[ -]?12$", "74-08-12", RE_MATCH);
  size_t bomb = work_of("(a+)+[bc]", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", RE_LIMIT);
  cr_expect_gt(plain, 0);
  cr_expect_lt(plain * 100, bomb);
  (void)work_of("(foo|bar)+", "foobaz", RE_NO);
}

Test(base_re, compiling_is_work_too) {
  struct re *small = re_new("a", message, sizeof message, &offset);
  struct re *large = re_new("(((a{40}){40}){20})", message, sizeof message, &offset);
  cr_assert(small && large);
  cr_expect_lt(re_work(small) * 10, re_work(large));
  cr_expect_gt(re_work(NULL), re_work(large), "one that fails may have failed late");
  re_free(small);
  re_free(large);
}
