/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards and requests of others, read in a cage (app/caged.h). What lies in the own folder was read
 * so before it was put there. */
#ifndef APP_CARD_READ_H
#define APP_CARD_READ_H

#include "exchange/card.h"

/* card_read by a child that can do nothing else, of a card; or of a request, a trainer's or an
 * agency's. What it says is bound to the signature anew: written again it must be the text that was
 * signed. Its results, without a diagnostic; and RC_DATA with "card.child": the child broke.
 * card_done either way. */
enum rc card_read_caged(const char *shown, const struct str *bytes, struct card *card,
                        struct diags *diags);
enum rc request_read_caged(const char *shown, const struct str *bytes, struct card *request,
                           bool *agency, struct diags *diags);

#endif
