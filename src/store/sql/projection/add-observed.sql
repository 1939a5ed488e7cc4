-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.observed (hash, subject, actor, session, path, evidence, specimen,
  score, passed, critical, latest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
