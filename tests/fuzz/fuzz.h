/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fuzz target: any bytes must be read without a fault of memory, arithmetic or assertion. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
