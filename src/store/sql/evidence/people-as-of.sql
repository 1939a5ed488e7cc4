-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody as last stated before a time; of those who are joined, under the id that stands for all.
SELECT person, name, agency, unit, position, cohort, code, sex, grade, language, served
FROM (SELECT ifnull(j.person, s.subject) AS person, s.*,
             row_number() OVER (PARTITION BY ifnull(j.person, s.subject)
                                ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
      FROM proj.stated AS s CROSS JOIN temp.clock AS c USING (subject, hash)
      LEFT JOIN temp.same AS j ON j.subject = s.subject
      WHERE c.time < ?1)
WHERE nth = 1
ORDER BY person;
