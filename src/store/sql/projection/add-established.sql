-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.established (hash, subject, agency, unit, position, posts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
