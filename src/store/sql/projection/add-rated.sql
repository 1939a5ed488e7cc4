-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.rated (hash, subject, actor, evidence, competency, level, cause, latest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
