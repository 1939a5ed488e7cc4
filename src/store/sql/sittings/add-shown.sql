-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO temp.shown (hash, subject, path, key, exam) VALUES (?1, ?2, ?3, ?4, ?5);
