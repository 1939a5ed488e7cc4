-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR REPLACE INTO proj.mark (id, layout, chain, seq, tip, arrived)
VALUES (1, ?1, ?2, ?3, ?4, ?5);
