/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of question: one row each, in the order of the manual. */
#include "assess/kind.h"

extern const struct item_kind item_choose, item_choose_all, item_true_or_false, item_order,
    item_match, item_classify, item_number, item_fill, item_spot, item_write;

const struct item_kind *const item_kinds[] = {
    &item_choose,   &item_choose_all, &item_true_or_false, &item_order, &item_match,
    &item_classify, &item_number,     &item_fill,          &item_spot,  &item_write,
};
const size_t n_item_kinds = sizeof item_kinds / sizeof item_kinds[0];
