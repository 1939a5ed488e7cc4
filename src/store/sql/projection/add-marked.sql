-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.marked (hash, subject, path, competency, level, shape, guess, score,
  latest)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
