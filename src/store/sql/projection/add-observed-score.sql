-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.observed_score (hash, competency, score, weight)
VALUES (?1, ?2, ?3, ?4);
