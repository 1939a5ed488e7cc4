-- SPDX-License-Identifier: GPL-3.0-or-later
-- The latest word on each two people, whichever way round it was said.
SELECT subject, other
FROM (SELECT min(subject, other) AS subject, max(subject, other) AS other, undone,
             row_number() OVER (PARTITION BY min(subject, other), max(subject, other)
                                ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC) AS nth
      FROM proj.joined CROSS JOIN temp.clock AS c USING (subject, hash)
      WHERE c.time < ?1)
WHERE nth = 1 AND NOT undone AND subject <> other
ORDER BY subject, other;
