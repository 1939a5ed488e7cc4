-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.contested (hash, subject, actor, about, path, key_rev, words)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
