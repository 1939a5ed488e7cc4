/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside cards only. */
#ifndef EXCHANGE_CARD_INNER_H
#define EXCHANGE_CARD_INNER_H

enum { CARD_LINKS = 64, CARD_TRAINERS = 4096, CARD_AGENCIES = 1024 }; /* at most */

#endif
