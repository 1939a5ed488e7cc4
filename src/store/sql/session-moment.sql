-- SPDX-License-Identifier: GPL-3.0-or-later
-- When a run's newest event was recorded.
SELECT boot, wall, mono
FROM main.event INDEXED BY event_session
WHERE subject = ?1 AND session = ?2
ORDER BY seq DESC, hash DESC
LIMIT 1;
