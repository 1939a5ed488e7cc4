-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.start (hash, subject, session, kind, path)
VALUES (?1, ?2, ?3, ?4, ?5);
