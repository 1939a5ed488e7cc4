-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO main.taken (file, chain, first, last, time) VALUES (?1, ?2, ?3, ?4, ?5);
