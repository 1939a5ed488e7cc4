-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.calibrated (hash, subject, path, key_rev, competency, b, sd, answers)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
