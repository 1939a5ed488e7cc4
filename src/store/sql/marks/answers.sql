-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of each question, by its key, everybody's answer in his first run that had it.
SELECT module, mode, path, key, score, iif(annulled, total, total - score),
       iif(annulled, n, n - 1), picks, annulled
FROM (SELECT m.module, r.mode, m.path, m.key, m.score, m.annulled, r.total, r.n, m.picks, m.subject,
             row_number() OVER (PARTITION BY m.subject, r.mode, m.path, m.key
                                ORDER BY r.time, r.chain, r.seq, r.hash) AS nth
      FROM temp.mark AS m JOIN temp.run AS r USING (subject, session, module))
WHERE nth = 1
ORDER BY module, mode, path, key, subject;
