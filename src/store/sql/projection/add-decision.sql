-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.decision (hash, subject, competency) VALUES (?1, ?2, ?3);
