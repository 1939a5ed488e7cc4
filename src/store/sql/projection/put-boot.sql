-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO proj.boot (chain, boot, wall, mono) VALUES (?1, ?2, ?3, ?4);
