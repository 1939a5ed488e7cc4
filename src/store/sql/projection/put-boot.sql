-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR REPLACE INTO proj.boot (chain, boot, ahead, late) VALUES (?1, ?2, ?3, ?4);
