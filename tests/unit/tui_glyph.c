/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/glyph.h"

#include <criterion/criterion.h>

static struct arena arena;

TestSuite(tui_glyph);

static void same(enum font font, const char *text, const char *expected) {
  cr_expect_str_eq(glyph_text(&arena, font, text), expected);
  const char *once = glyph_text(&arena, font, text);
  cr_expect_str_eq(glyph_text(&arena, font, once), expected, "mapping twice changes nothing");
  arena_done(&arena);
}

Test(tui_glyph, full_font_keeps_the_very_text) {
  const char *text = "“日本” … ✓";
  cr_assert(glyph_text(&arena, FONT_FULL, text) == text);
}

Test(tui_glyph, smart_punctuation_becomes_ascii) {
  same(FONT_CONSOLE, "“it’s” – 5…", "\"it's\" - 5...");
  same(FONT_ASCII, "a\u00a0b → c", "a b -> c");
}

Test(tui_glyph, console_keeps_latin_1_and_page_437) {
  same(FONT_CONSOLE, "São Ω ─ ½", "São Ω ─ ½");
  same(FONT_CONSOLE, "日 ✓ م", "? ? ?");
}

Test(tui_glyph, console_has_no_half_blocks_and_no_soft_hyphen) {
  same(FONT_CONSOLE, "▌█", "##");
  same(FONT_CONSOLE, "\u00ad", "-");
}

Test(tui_glyph, ascii_strips_accents_and_lines) {
  same(FONT_ASCII, "São Tomé œ ┌─│", "Sao Tome oe +-|");
  same(FONT_ASCII, "ÀßÿÆ¿", "AsyA?");
}

Test(tui_glyph, combining_marks_vanish) { same(FONT_CONSOLE, "e\u0301x", "ex"); }

Test(tui_glyph, broken_bytes_do_not_run_past_the_end) {
  const char *at = "\xe6\x97";
  glyph_next(&at);
  cr_assert_eq(*at, 0);
}
