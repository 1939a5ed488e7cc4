-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.behind (subject) VALUES (?1);
