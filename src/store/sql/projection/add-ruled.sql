-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.ruled (hash, subject, actor, about, path, key_rev, ruling, picked, score,
  words)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
