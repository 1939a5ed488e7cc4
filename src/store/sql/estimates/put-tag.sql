-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.kept_by (tag) VALUES (?1);
