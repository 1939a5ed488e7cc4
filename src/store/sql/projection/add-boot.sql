-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.boot (chain, boot, wall, mono) VALUES (?1, ?2, ?3, ?4);
