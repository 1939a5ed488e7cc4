-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.dirty (subject) VALUES (?1);
