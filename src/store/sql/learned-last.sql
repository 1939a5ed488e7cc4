-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose the newest event of a run is.
SELECT subject FROM main.event
WHERE chain = ?1 AND session <> zeroblob(16)
ORDER BY seq DESC LIMIT 1;
