-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO proj.clock (hash, chain, seq, time) VALUES (?1, ?2, ?3, ?4);
