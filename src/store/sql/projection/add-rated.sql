-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.rated (hash, subject, actor, evidence, competency, level)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
