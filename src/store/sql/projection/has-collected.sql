-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether an event is of a chain that is not written here: one look into the index for each chain.
WITH RECURSIVE seen(chain) AS (
  SELECT min(chain) FROM main.event
  UNION ALL
  SELECT (SELECT min(chain) FROM main.event WHERE chain > s.chain)
  FROM seen AS s WHERE s.chain IN (SELECT public FROM main.chain)
)
SELECT count(*) FROM seen WHERE chain NOT IN (SELECT public FROM main.chain);
