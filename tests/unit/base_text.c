/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;

static const char *safe(const char *text, size_t len, bool keep_lines) {
  return text_safe(&arena, text, len, keep_lines);
}

static const char *fold(const char *text) { return text_fold(&arena, text); }

#define FFFD "\xef\xbf\xbd"

TestSuite(base_text);

Test(base_text, plain_text_is_copied_as_it_is) {
  static const char text[] = "Grüße, 護照, سفر, 🛂 e\u0301";
  cr_assert_str_eq(safe(text, strlen(text), false), text);
  cr_assert_eq(text_unsafe_at(text, strlen(text), false), strlen(text));
  arena_done(&arena);
}

Test(base_text, control_characters_never_pass) {
  cr_assert_str_eq(safe("a\033]52;c;x\a", 10, false), "a" FFFD "]52;c;x" FFFD);
  cr_assert_str_eq(safe("a\0b", 3, true), "a" FFFD "b");
  cr_assert_str_eq(safe("a\x7f", 2, true), "a" FFFD);
  cr_assert_str_eq(safe("\xc2\x9b"
                        "1m",
                        4, true),
                   FFFD "1m");
  cr_assert_str_eq(safe("a\r\n", 3, true), "a" FFFD "\n");
  arena_done(&arena);
}

Test(base_text, lines_and_tabs_pass_only_where_asked) {
  cr_assert_str_eq(safe("a\n\tb", 4, true), "a\n\tb");
  cr_assert_str_eq(safe("a\n\tb", 4, false), "a" FFFD FFFD "b");
  arena_done(&arena);
}

Test(base_text, every_bidi_control_is_replaced) {
  static const char *const controls[] = {"\u061c", "\u200e", "\u200f", "\u202a", "\u202b",
                                         "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
                                         "\u2068", "\u2069", "\u2028", "\u2029", "\ufeff"};
  for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
    cr_expect_str_eq(safe(controls[i], strlen(controls[i]), true), FFFD, "control %zu", i);
  cr_assert_str_eq(safe("\u2065\u2027\u202f", 9, true), "\u2065\u2027\u202f");
  arena_done(&arena);
}

Test(base_text, noncharacters_are_replaced) {
  cr_assert_str_eq(safe("\xef\xb7\x90|\xef\xbf\xbe|\xf0\x9f\xbf\xbf", 12, true),
                   FFFD "|" FFFD "|" FFFD);
  arena_done(&arena);
}

Test(base_text, each_ill_formed_byte_becomes_one_replacement) {
  cr_assert_str_eq(safe("\xc3(", 2, true), FFFD "(");
  cr_assert_str_eq(safe("\xe2\x82", 2, true), FFFD FFFD);
  cr_assert_str_eq(safe("\xc0\xaf", 2, true), FFFD FFFD);          /* overlong */
  cr_assert_str_eq(safe("\xed\xa0\x80", 3, true), FFFD FFFD FFFD); /* a surrogate */
  cr_assert_str_eq(safe("\xf5\x80\x80\x80", 4, true), FFFD FFFD FFFD FFFD);
  arena_done(&arena);
}

Test(base_text, offsets_of_what_is_wrong) {
  cr_assert_eq(text_unsafe_at("ab\u202e", 5, false), 2);
  cr_assert_eq(text_unsafe_at("ab\n", 3, false), 2);
  cr_assert_eq(text_unsafe_at("ab\n", 3, true), 3);
  cr_assert_eq(text_invalid_at("ab\xff", 3), 2);
  cr_assert_eq(text_invalid_at("é", 2), 2);
  cr_assert_eq(text_invalid_at("é", 1), 0);
  cr_assert_eq(text_invalid_at("", 0), 0);
}

Test(base_text, width_counts_cells) {
  cr_assert_eq(text_width("abc", 3), 3);
  cr_assert_eq(text_width("護照", strlen("護照")), 4);
  cr_assert_eq(text_width("e\u0301", 3), 1);
  cr_assert_eq(text_width("\xff", 1), 1);
  cr_assert_eq(text_width("\t", 1), 1);
  cr_assert_eq(text_width("§°±", strlen("§°±")), 3, "ambiguous width is narrow in every locale");
}

Test(base_text, points_count_ill_formed_bytes_singly) {
  cr_assert_eq(text_points("é護", 5), 2);
  cr_assert_eq(text_points("\xe8\xad", 2), 2);
}

Test(base_text, fit_never_cuts_a_cluster_or_a_wide_character) {
  static const char wide[] = "a護b";
  cr_assert_eq(text_fit(wide, strlen(wide), 2), 1);
  cr_assert_eq(text_fit(wide, strlen(wide), 3), 4);
  static const char accent[] = "e\u0301x";
  cr_assert_eq(text_fit(accent, strlen(accent), 1), 3);
  cr_assert_eq(text_fit("abc", 3, 0), 0);
  cr_assert_eq(text_fit("abc", 3, 9), 3);
}

Test(base_text, next_and_prev_agree) {
  static const char text[] = "ae\u0301護\xff\u0928\u093fz";
  size_t len = strlen(text), at = 0, back = len;
  size_t stops[16], n = 0;
  for (; at < len; at = text_next(text, len, at))
    stops[n++] = at;
  cr_assert_eq(at, len);
  cr_assert_eq(stops[2], 4);
  while (n) {
    back = text_prev(text, back);
    cr_assert_eq(back, stops[--n]);
  }
  cr_assert_eq(text_prev(text, 0), 0);
}

static void join(void *ctx, const char *at, size_t len) {
  str_add(ctx, at, len);
  str_putc(ctx, '|');
}

static const char *wrap(const char *text, size_t width) {
  static struct str out;
  str_clear(&out);
  text_wrap(text, strlen(text), width, join, &out);
  return str_text(&out);
}

Test(base_text, wrap_breaks_at_blanks_and_drops_them) {
  cr_assert_str_eq(wrap("one two three", 7), "one two|three|");
  cr_assert_str_eq(wrap("one two   three", 7), "one two|three|");
  cr_assert_str_eq(wrap("one two three", 6), "one|two|three|");
  cr_assert_str_eq(wrap("word ", 4), "word|");
}

Test(base_text, wrap_holds_abbreviations_and_short_brackets_together) {
  cr_assert_str_eq(wrap("the F.A.L.S.E. rule", 8), "the|F.A.L.S.|E. rule|", "longer words are cut");
  cr_assert_str_eq(wrap("the F.A.L.S.E. rule", 12), "the|F.A.L.S.E.|rule|");
  cr_assert_str_eq(wrap("a lesson (8 min) now", 12), "a lesson|(8 min) now|");
  cr_assert_str_eq(wrap("a (very long remark) b", 12), "a (very long|remark) b|");
  cr_assert_str_eq(wrap("f (8 min)", 6), "f (8|min)|", "where there is no room they break");
  cr_assert_str_eq(wrap("end. Next one", 8), "end.|Next one|");
}

Test(base_text, wrap_keeps_lines_and_makes_one_of_nothing) {
  cr_assert_str_eq(wrap("", 10), "|");
  cr_assert_str_eq(wrap("a\n\nb", 10), "a||b|");
  cr_assert_str_eq(wrap("a\n", 10), "a|");
  cr_assert_str_eq(wrap("  a b", 10), "  a b|");
}

Test(base_text, wrap_cuts_what_is_too_long) {
  cr_assert_str_eq(wrap("abcdefgh", 3), "abc|def|gh|");
  cr_assert_str_eq(wrap("x abcdefgh", 3), "x|abc|def|gh|");
  cr_assert_str_eq(wrap("護照護照", 5), "護照|護照|");
  cr_assert_str_eq(wrap("護照", 1), "護|照|");
  cr_assert_str_eq(wrap("ab", 0), "a|b|");
  cr_assert_str_eq(wrap("ab \u0301 \u0301c", 3), "ab \u0301| \u0301c|",
                   "a blank with an accent is none");
}

Test(base_text, wrap_follows_the_line_breaking_rules) {
  cr_assert_str_eq(wrap("well-known fact", 11), "well-known|fact|");
  cr_assert_str_eq(wrap("well-known", 6), "well-|known|");
  cr_assert_str_eq(wrap("cost 12\u00a0km now", 9), "cost|12\u00a0km now|");
}

/* A letter with an accent lets a paragraph be broken by the rules of Unicode, one without by those
 * for common ones: it shows in nothing else. */
Test(base_text, common_paragraphs_break_as_the_rules_have_it) {
  static const char letters[] = "aabeZ  25  .,;:'--";
  unsigned seed = 7;
  for (int round = 0; round < 3000; round++) {
    char plain[48], strange[48], broken[2][200];
    size_t n = 0, width = 3 + (size_t)round % 17;
    for (; n < 40; n++) {
      seed = seed * 1103515245 + 12345;
      plain[n] = strange[n] = letters[(seed >> 16) % (sizeof letters - 1)];
    }
    strcpy(plain + n, "a e");
    strcpy(strange + n, "a \u00e9");
    snprintf(broken[0], sizeof broken[0], "%s", wrap(plain, width));
    snprintf(broken[1], sizeof broken[1], "%s", wrap(strange, width));
    char *accent = strstr(broken[1], "\u00e9");
    cr_assert_not_null(accent);
    memmove(accent + 1, accent + 2, strlen(accent + 1));
    *accent = 'e';
    cr_assert_str_eq(broken[0], broken[1], "%s at %zu", plain, width);
  }
}

Test(base_text, folding_forgets_case_accents_and_spare_blanks) {
  cr_assert_str_eq(fold("  Élan \t VITAL "), "elan vital");
  cr_assert_str_eq(fold("E\u0301lan"), fold("Élan"));
  cr_assert_str_eq(fold("STRASSE"), fold("Straße"));
  cr_assert_str_eq(fold("ＡＢ１\u00a0ﬁ"), "ab1 fi");
  cr_assert_str_eq(fold("ÇÃO"), "cao");
  cr_assert_str_eq(fold(" \n "), "");
  arena_done(&arena);
}

Test(base_text, folding_knows_what_keyboards_do) {
  cr_assert_str_eq(fold("l\u2019agent"), "l'agent");
  cr_assert_str_eq(fold("a\u2013b"), "a-b");
  cr_assert_str_eq(fold("Œuvre"), "oeuvre");
  cr_assert_str_eq(fold("١٢٣"), "123");
  cr_assert_str_eq(fold("so\u00adft"), "soft");
  cr_assert_str_eq(fold("كِتَاب"), fold("كتاب"));
  arena_done(&arena);
}

Test(base_text, folding_keeps_letters_apart) {
  cr_assert_str_eq(fold("ø"), "ø");
  cr_assert_str_neq(fold("か"), fold("が"));
  cr_assert_str_eq(fold("a\xff"), "");
  arena_done(&arena);
}

Test(base_text, distances_are_damerau_levenshtein) {
  cr_assert_eq(text_distance("", ""), 0);
  cr_assert_eq(text_distance("", "abc"), 3);
  cr_assert_eq(text_distance("kitten", "sitting"), 3);
  cr_assert_eq(text_distance("opiton", "option"), 1);
  cr_assert_eq(text_distance("ca", "abc"), 3);
  cr_assert_eq(text_distance("a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), SIZE_MAX);
}

Test(base_text, the_nearest_word_is_near_and_first) {
  static const char *const words[] = {"choose", "order", "older", "match"};
  cr_assert_str_eq(text_nearest("chose", words, 4), "choose");
  cr_assert_str_eq(text_nearest("oder", words, 4), "order");
  cr_assert_str_eq(text_nearest("mtach", words, 4), "match");
  cr_assert_null(text_nearest("quiz", words, 4));
  cr_assert_null(text_nearest("choose", NULL, 0));
  cr_assert_null(text_nearest("t", (const char *const[]){"s"}, 1), "one letter is no likeness");
  cr_assert_str_eq(text_nearest("df", (const char *const[]){"d4", "s"}, 2), "d4");
}

/* Eight bytes at a time or one by one: every byte, at every place of a word and past it. */
Test(base_text, plain_is_what_is_printable_ascii) {
  char text[24];
  for (unsigned byte = 0; byte < 256; byte++)
    for (size_t at = 0; at < sizeof text; at++) {
      bool plain = byte >= 0x20 && byte < 0x7f;
      memset(text, 'a', sizeof text);
      text[at] = (char)byte;
      cr_assert_eq(text_plain(text, sizeof text), plain ? sizeof text : at, "%u at %zu", byte, at);
      cr_assert_eq(text_plain(text, at), at);
    }
}
