-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.decision (hash, subject, session, path, competency, score, weight)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
