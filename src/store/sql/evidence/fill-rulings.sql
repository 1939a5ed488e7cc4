-- SPDX-License-Identifier: GPL-3.0-or-later
-- The latest ruling on each matter that somebody else had contested before: nobody decides on his own
-- complaint. A ruling that upholds ends what an earlier one had changed.
INSERT INTO temp.ruling (about, path, key_rev, ruling, picked, score)
SELECT about, path, key_rev, ruling, picked, score
FROM (SELECT r.*, row_number() OVER (PARTITION BY r.about, r.path, r.key_rev
                                     ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC)
                  AS nth
      FROM proj.ruled AS r CROSS JOIN proj.clock AS c USING (hash)
      WHERE c.time < ?1 AND EXISTS (
        SELECT 1 FROM proj.contested AS k CROSS JOIN proj.clock AS kc USING (hash)
        WHERE k.about = r.about AND k.path = r.path AND k.key_rev = r.key_rev
          AND k.actor <> r.actor AND kc.time <= c.time))
WHERE nth = 1 AND ruling <> 0;
