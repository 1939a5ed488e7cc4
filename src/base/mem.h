/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heap memory that never returns NULL.
 *
 * Out of memory ends the program through one function, mem_die, which first calls the hook that the
 * curses face sets (it restores the terminal) and then exits with EX_OSERR. Callers never test for
 * NULL. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                    /* zeroed */
void *mem_array(size_t n, size_t size);          /* zeroed; overflow of n * size dies */
void *mem_grow(void *at, size_t n, size_t size); /* realloc; the new part is not zeroed */
char *mem_strdup(const char *text);
void mem_on_death(void (*restore)(void)); /* one hook; NULL removes it */
_Noreturn void mem_die(void);

/* For a large local that is wholly written before it is read: the hardened build would clear it each
 * time the function is entered. */
#define MEM_UNCLEARED __attribute__((uninitialized))

#endif
