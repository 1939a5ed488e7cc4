/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"
#include "base/canon.h"
#include "base/mem.h"
#include "base/pack.h"
#include "base/random.h"
#include "base/seal.h"
#include "base/str.h"
#include "base/vec.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

TestSuite(base_core);

Test(base_core, arena_memory_is_zeroed_aligned_and_lasting) {
  struct arena arena = {0};
  char *first = arena_strdup(&arena, "first");
  for (size_t size = 1; size < 40000; size = size * 3 + 1) {
    unsigned char *at = arena_alloc(&arena, size);
    cr_assert_eq((uintptr_t)at % _Alignof(max_align_t), 0);
    for (size_t i = 0; i < size; i++)
      cr_assert_eq(at[i], 0);
    memset(at, 0xff, size);
  }
  cr_assert_str_eq(first, "first");
  cr_assert_gt(arena.used, 40000 / 3);
  arena_done(&arena);
  cr_assert_eq(arena.used, 0);
  cr_assert_null(arena.chunk);
}

Test(base_core, arena_texts) {
  struct arena arena = {0};
  cr_assert_null(arena_strdup(&arena, NULL));
  cr_assert_str_eq(arena_strndup(&arena, "abcdef", 3), "abc");
  cr_assert_str_eq(arena_strndup(&arena, NULL, 0), "");
  cr_assert_str_eq(arena_printf(&arena, "%s-%d", "a", 7), "a-7");
  arena_done(&arena);
}

Test(base_core, str_grows_and_is_always_terminated) {
  struct str str = {0};
  cr_assert_str_eq(str_text(&str), "");
  for (int i = 0; i < 1000; i++)
    str_printf(&str, "%d,", i);
  cr_assert_eq(str.len, 3890);
  cr_assert_eq(strlen(str.at), str.len);
  str_clear(&str);
  cr_assert_str_eq(str_text(&str), "");
  str_add(&str, "a\0b", 3);
  str_putc(&str, 'c');
  str_puts(&str, "d");
  cr_assert_eq(memcmp(str.at, "a\0bcd", 6), 0);
  str_done(&str);
  cr_assert_null(str.at);
}

Test(base_core, vec_keeps_what_was_pushed) {
  struct {
    int *list;
    size_t n, cap;
  } v = {0};
  int calls = 0;
  for (int i = 0; i < 100; i++)
    VEC_PUSH(&v, i + 0 * calls++);
  cr_assert_eq(v.n, 100);
  cr_assert_eq(calls, 100);
  for (int i = 0; i < 100; i++)
    cr_assert_eq(v.list[i], i);
  free(v.list);
}

/* Reference: xoshiro256** seeded by SplitMix64 from 0 and 1, computed by a separate program. */
Test(base_core, random_numbers_are_those_of_the_reference) {
  struct rng rng;
  rng_seed(&rng, 0);
  cr_assert_eq(rng.s[0], 0xe220a8397b1dcdafu);
  cr_assert_eq(rng_next(&rng), 0x99ec5f36cb75f2b4u);
  cr_assert_eq(rng_next(&rng), 0xbf6e1f784956452au);
  rng_seed(&rng, 1);
  cr_assert_eq(rng_next(&rng), 0xb3f2af6d0fc710c5u);
}

Test(base_core, the_seed_decides) {
  struct rng a, b, c;
  rng_seed(&a, 42);
  rng_seed(&b, 42);
  rng_seed(&c, 43);
  uint64_t first = rng_next(&a);
  cr_assert_eq(first, rng_next(&b));
  cr_assert_neq(first, rng_next(&c));
}

Test(base_core, draws_stay_below_their_bound_and_reach_all_of_it) {
  struct rng rng;
  unsigned seen[7] = {0};
  rng_seed(&rng, 7);
  for (int i = 0; i < 7000; i++) {
    uint64_t x = rng_below(&rng, 7);
    cr_assert_lt(x, 7u);
    seen[x]++;
  }
  for (size_t i = 0; i < 7; i++)
    cr_assert(seen[i] > 850 && seen[i] < 1150);
  cr_assert_eq(rng_below(&rng, 1), 0);
}

Test(base_core, permutations_hold_every_number_once_and_differ_by_seed) {
  struct rng rng;
  uint8_t order[2][32];
  for (uint64_t seed = 0; seed < 2; seed++) {
    uint32_t seen = 0;
    rng_seed(&rng, seed);
    rng_permute(&rng, order[seed], 32);
    for (size_t i = 0; i < 32; i++)
      seen |= (uint32_t)1 << order[seed][i];
    cr_assert_eq(seen, UINT32_MAX);
  }
  cr_assert_neq(memcmp(order[0], order[1], 32), 0);
}

Test(base_core, every_permutation_of_three_is_as_likely) {
  struct rng rng;
  unsigned seen[27] = {0};
  rng_seed(&rng, 3);
  for (int i = 0; i < 6000; i++) {
    uint8_t order[3];
    rng_permute(&rng, order, 3);
    seen[order[0] * 9 + order[1] * 3 + order[2]]++;
  }
  unsigned kinds = 0;
  for (size_t i = 0; i < 27; i++)
    if (seen[i]) {
      kinds++;
      cr_assert(seen[i] > 910 && seen[i] < 1090);
    }
  cr_assert_eq(kinds, 6);
}

Test(base_core, packed_bytes_are_little_endian_and_come_back) {
  struct str out = {0};
  pack_u8(&out, 0xfe);
  pack_u16(&out, 0x1234);
  pack_u32(&out, 0xdeadbeef);
  pack_u64(&out, 0x0123456789abcdefu);
  pack_text(&out, "abc");
  pack_text(&out, NULL);
  pack_bytes(&out, "xy", 2);
  cr_assert_eq(memcmp(out.at, "\xfe\x34\x12\xef\xbe\xad\xde\xef", 8), 0);
  struct unpack in = {(const uint8_t *)out.at, (const uint8_t *)out.at + out.len, false};
  size_t len;
  char two[2];
  cr_assert_eq(unpack_u8(&in), 0xfe);
  cr_assert_eq(unpack_u16(&in), 0x1234);
  cr_assert_eq(unpack_u32(&in), 0xdeadbeef);
  cr_assert_eq(unpack_u64(&in), 0x0123456789abcdefu);
  const char *text = unpack_text(&in, &len);
  cr_assert(len == 3 && memcmp(text, "abc", 3) == 0);
  unpack_text(&in, &len);
  cr_assert_eq(len, 0);
  cr_assert_not(unpack_done(&in));
  unpack_bytes(&in, two, 2);
  cr_assert_eq(memcmp(two, "xy", 2), 0);
  cr_assert(unpack_done(&in));
  str_done(&out);
}

Test(base_core, reading_past_the_end_is_bad_for_ever) {
  static const uint8_t bytes[] = {9, 0, 'a', 'b'};
  struct unpack in = {bytes, bytes + sizeof bytes, false};
  size_t len;
  char rest[2] = "x";
  cr_assert_str_eq(unpack_text(&in, &len), "");
  cr_assert_eq(len, 0);
  cr_assert(in.bad);
  cr_assert_eq(unpack_u8(&in), 0);
  unpack_bytes(&in, rest, 1);
  cr_assert_eq(rest[0], 0);
  cr_assert_not(unpack_done(&in));
}

Test(base_core, a_text_too_long_for_its_length_is_cut) {
  struct str out = {0};
  char *text = mem_alloc(70001);
  memset(text, 'a', 70000);
  pack_text(&out, text);
  cr_assert_eq(out.len, 2u + UINT16_MAX);
  free(text);
  str_done(&out);
}

/* BLAKE2b-256 of "abc": `printf abc | b2sum -l 256`. */
Test(base_core, hashes_are_blake2b_and_know_no_parts) {
  uint8_t one[HASH_BYTES], two[HASH_BYTES];
  char hex[2 * HASH_BYTES + 1];
  cr_assert(seal_init());
  seal_hash((struct seal_part[]){{"abc", 3}}, 1, one);
  seal_hash((struct seal_part[]){{"a", 1}, {NULL, 0}, {"bc", 2}}, 3, two);
  cr_assert_eq(memcmp(one, two, HASH_BYTES), 0);
  seal_hex(one, HASH_BYTES, hex);
  cr_assert_str_eq(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  cr_assert_eq(seal_name("abc") & 0xff, one[0]);
  cr_assert_eq(seal_name("abc") >> 56, one[7]);
}

Test(base_core, hexadecimal_is_exact) {
  uint8_t bytes[3] = {0};
  cr_assert(seal_unhex("00ff10", bytes, 3));
  cr_assert_eq(memcmp(bytes, "\0\xff\x10", 3), 0);
  cr_assert_not(seal_unhex("00ff1", bytes, 3));
  cr_assert_not(seal_unhex("00ff1g", bytes, 3));
  cr_assert_not(seal_unhex("00ff1000", bytes, 3));
}

Test(base_core, key_pairs_and_random_bytes_differ) {
  uint8_t a[KEY_BYTES], b[KEY_BYTES], secret[SECRET_BYTES], x[ID_BYTES], y[ID_BYTES];
  cr_assert(seal_init());
  seal_keypair(a, secret);
  seal_keypair(b, secret);
  seal_random(x, sizeof x);
  seal_random(y, sizeof y);
  cr_assert_neq(memcmp(a, b, sizeof a), 0);
  cr_assert_neq(memcmp(x, y, sizeof x), 0);
}

struct revs {
  uint8_t key[HASH_BYTES], text[HASH_BYTES];
};

static struct revs revisions(const char *key, const char *value, const char *text) {
  struct revs revs;
  struct canon canon = {0};
  canon_key(&canon, key, value);
  canon_text(&canon, "stem", text);
  canon_done(&canon, revs.key, revs.text);
  return revs;
}

Test(base_core, the_key_revision_knows_only_what_is_right) {
  struct revs a = revisions("truth", "no", "A"), b = revisions("truth", "no", "B");
  cr_assert_eq(memcmp(a.key, b.key, HASH_BYTES), 0);
  cr_assert_neq(memcmp(a.text, b.text, HASH_BYTES), 0);
  struct revs c = revisions("truth", "yes", "A");
  cr_assert_neq(memcmp(a.key, c.key, HASH_BYTES), 0);
  cr_assert_neq(memcmp(a.text, c.text, HASH_BYTES), 0);
}

Test(base_core, canonical_bytes_cannot_be_shifted) {
  struct revs a = revisions("ab", "c", ""), b = revisions("a", "bc", ""),
              c = revisions("a", NULL, ""), d = revisions("a", "", "");
  cr_assert_neq(memcmp(a.key, b.key, HASH_BYTES), 0);
  cr_assert_neq(memcmp(c.key, d.key, HASH_BYTES), 0, "nothing is not the empty text");
}
