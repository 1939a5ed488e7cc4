/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns for short answers: the only user of PCRE2.
 *
 * Anchored at both ends, caseless, UTF, never \C, no JIT; the pattern at most 512 bytes. The match,
 * depth and heap limits bound the worst answer to a few milliseconds: then RE_LIMIT, which means
 * "this question is faulty" and never "wrong". Longer answers and fuller classes are allowed
 * fewer steps. A subject of more than 1 KiB, or ill-formed, never matches. */
#ifndef BASE_RE_H
#define BASE_RE_H

#include <stddef.h>

struct re; /* heap; re_free */

enum re_result { RE_NO, RE_MATCH, RE_LIMIT };

/* NULL if it does not compile: message (at most size bytes) and *offset in bytes say why. */
struct re *re_new(const char *pattern, char *message, size_t size, size_t *offset);
void re_free(struct re *re);
enum re_result re_match(const struct re *re, const char *subject);

/* The same for who tries out patterns by the thousand: *work grows by what it took at most, in
 * units of about a hundred instructions. A good pattern takes a hundredth of the worst. */
enum re_result re_try(const struct re *re, const char *subject, size_t *work);
/* What it took to compile a pattern, in the same units; NULL: one that did not compile. */
size_t re_work(const struct re *re);

#endif
