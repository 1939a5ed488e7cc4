-- SPDX-License-Identifier: GPL-3.0-or-later
-- Events and chains; how often a wall clock went back by more than a minute along a chain; how many
-- events bear a time more than a day from their projected one, and the newest projected time.
SELECT (SELECT count(*) FROM main.event),
       (SELECT count(DISTINCT chain) FROM main.event),
       (SELECT count(*)
        FROM (SELECT wall - lag(wall) OVER (PARTITION BY chain ORDER BY seq, hash) AS step
              FROM main.event)
        WHERE step < -60000),
       (SELECT count(*) FROM temp.clock WHERE abs(wall - time) > 86400000),
       (SELECT ifnull(max(here), 0) FROM proj.tip);
