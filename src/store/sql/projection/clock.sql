-- SPDX-License-Identifier: GPL-3.0-or-later
-- Where every event stands in canonical order, by its person and hash. Whoever joins it says CROSS
-- JOIN: by itself SQLite would begin with all events.
CREATE TEMP VIEW IF NOT EXISTS clock AS
SELECT e.subject, e.hash, e.chain, e.seq, e.wall,
       CASE WHEN b.late THEN ifnull((SELECT l.time FROM proj.late AS l
                                     WHERE l.chain = e.chain AND l.seq = e.seq AND l.hash = e.hash),
                                    b.ahead + e.mono)
            ELSE b.ahead + e.mono END AS time
FROM main.event AS e CROSS JOIN proj.boot AS b ON b.chain = e.chain AND b.boot = e.boot;
