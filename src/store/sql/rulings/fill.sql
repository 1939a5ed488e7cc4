-- SPDX-License-Identifier: GPL-3.0-or-later
-- Before ?1 (not included): the latest ruling on each matter that somebody else had contested.
-- Nobody decides on his own complaint, in a matter in which he complained too, or on what is his.
-- Whichever clock was wrong, a ruling comes after its contest, so that only its own time is asked.
-- One that upholds (0) ends what an earlier one had changed. A key that picks nothing is none.
INSERT INTO temp.ruling (about, path, key_rev, hash, ruling, picked, score)
SELECT about, path, key_rev, hash, ruling, picked, score
FROM (SELECT r.*, row_number() OVER (PARTITION BY r.about, r.path, r.key_rev
                                     ORDER BY c.time DESC, c.chain DESC, c.seq DESC, c.hash DESC)
                  AS nth
      FROM proj.ruled AS r CROSS JOIN temp.clock AS c USING (subject, hash)
      WHERE c.time < ?1
        AND EXISTS (SELECT 1 FROM proj.contested AS k
                    WHERE k.about = r.about AND k.path = r.path AND k.key_rev = r.key_rev)
        AND NOT EXISTS (SELECT 1 FROM proj.contested AS k
                        WHERE k.about = r.about AND k.path = r.path AND k.key_rev = r.key_rev
                          AND k.actor = r.actor)
        AND NOT EXISTS (SELECT 1 FROM main.event AS e
                        WHERE e.subject = r.actor AND e.hash = r.about
                          AND e.verb IN ('answered', 'marked', 'observed'))
        AND (r.ruling <> 2 OR r.about <> zeroblob(32) OR r.picked <> 0)
        AND r.score BETWEEN 0 AND 1000000)
WHERE nth = 1;
