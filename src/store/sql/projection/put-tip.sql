-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR REPLACE INTO proj.tip (chain, seq, events, before, here, oldest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
