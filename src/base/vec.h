/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays that grow, in any struct that has the members  T *list; size_t n, cap;
 *
 *   struct { int *list; size_t n, cap; } v = {0};
 *   VEC_PUSH(&v, 7);   ...   free(v.list);
 *
 * The pushed expression is evaluated once, after the growth. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/mem.h"

#define VEC_ROOM(v)                                                                                \
  ((v)->n == (v)->cap ? (void)((v)->cap = (v)->cap ? (v)->cap * 2 : 8,                             \
                               (v)->list = mem_grow((v)->list, (v)->cap, sizeof *(v)->list))       \
                      : (void)0)
#define VEC_PUSH(v, ...) (VEC_ROOM(v), (v)->list[(v)->n++] = __VA_ARGS__)

/* Members of an array whose length the compiler knows. */
#define COUNT(array) (sizeof(array) / sizeof *(array))

#endif
