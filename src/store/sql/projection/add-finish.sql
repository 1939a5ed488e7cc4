-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.finish (hash, subject, session, path, score, passed, critical)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
