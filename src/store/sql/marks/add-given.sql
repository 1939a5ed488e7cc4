-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO temp.given (hash, subject, session, path, key, score, faulty, picks, picked)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
