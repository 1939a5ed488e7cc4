-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose answers changed, under the ids that stand for all.
SELECT DISTINCT ifnull(s.person, d.subject) AS person
FROM proj.dirty AS d LEFT JOIN temp.same AS s ON s.subject = d.subject
ORDER BY person;
