-- SPDX-License-Identifier: GPL-3.0-or-later
-- One look into the index for each chain.
WITH RECURSIVE seen(chain) AS (
  SELECT min(chain) FROM main.event
  UNION ALL
  SELECT (SELECT min(chain) FROM main.event WHERE chain > s.chain) FROM seen AS s WHERE s.chain NOT NULL
)
SELECT count(*) FROM seen WHERE chain NOT NULL AND chain NOT IN (SELECT public FROM main.chain);
