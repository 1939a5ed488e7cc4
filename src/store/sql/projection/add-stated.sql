-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.stated (hash, subject, name, agency, unit, position, cohort, code, sex, grade,
                                    language, served)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);
