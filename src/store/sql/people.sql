-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody as last stated.
SELECT subject, name, agency, unit, position, cohort, code, sex, grade, language, served
FROM (SELECT s.*, row_number() OVER (PARTITION BY s.subject
                                     ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC)
                  AS nth
      FROM proj.stated AS s CROSS JOIN temp.clock AS c USING (subject, hash))
WHERE nth = 1
ORDER BY subject;
