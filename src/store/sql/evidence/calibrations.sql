-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of each question, by its key, and of each competency what was found last.
SELECT path, key_rev, competency, b, sd, answers
FROM (SELECT k.*, row_number() OVER (PARTITION BY k.path, k.key_rev, k.competency
                                     ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC)
                  AS nth
      FROM proj.calibrated AS k CROSS JOIN temp.clock AS c USING (subject, hash)
      WHERE c.time < ?1)
WHERE nth = 1
ORDER BY path, key_rev, competency;
