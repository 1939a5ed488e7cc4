-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.answer (hash, subject, session, path, competency, mode, attempt, score,
  hinted, faulty, key_rev, level, shape, guess, certainty, picked, duration)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17);
