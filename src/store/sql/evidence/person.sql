-- SPDX-License-Identifier: GPL-3.0-or-later
-- What one statement (?2, ?3) says of a person (?1).
SELECT ?1, name, agency, unit, position, cohort, code, sex, grade, language, served
FROM proj.stated WHERE subject = ?2 AND hash = ?3;
