/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Course packs, read in a cage (app/caged.h). */
#ifndef APP_PACK_READ_H
#define APP_PACK_READ_H

#include "exchange/coursepack.h"

/* coursepack_read by a child that can do nothing else; what it says is bound to the signature anew.
 * Its codes, and "pack.child": the child broke. */
enum rc pack_read_caged(const char *shown, const struct str *bytes, struct coursepack *pack,
                        struct diags *diags);

#endif
