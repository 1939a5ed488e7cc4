-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.scope (subject) VALUES (?1);
