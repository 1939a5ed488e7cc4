-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO proj.late (chain, seq, hash, time) VALUES (?1, ?2, ?3, ?4);
