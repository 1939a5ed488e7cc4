-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.stated (hash, subject, name, agency, unit, position, cohort)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
