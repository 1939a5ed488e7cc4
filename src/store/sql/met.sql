-- SPDX-License-Identifier: GPL-3.0-or-later
-- The questions that a person has answered, those of exams apart.
SELECT DISTINCT path FROM proj.answer WHERE subject = ?1 AND mode <> 2 ORDER BY path;
