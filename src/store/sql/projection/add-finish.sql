-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.finish (hash, subject, session, path, score, passed)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
