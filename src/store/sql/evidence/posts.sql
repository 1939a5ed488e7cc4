-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT agency, unit, position, posts
FROM (SELECT e.*, row_number() OVER (PARTITION BY e.agency, e.unit, e.position
                                     ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC)
                  AS nth
      FROM proj.established AS e CROSS JOIN temp.clock AS c USING (subject, hash)
      WHERE c.time < ?1)
WHERE nth = 1
ORDER BY agency, unit, position;
