-- SPDX-License-Identifier: GPL-3.0-or-later
-- Is this a session whose events only the clock can put in order?
SELECT min(chain) <> max(chain) OR count(*) <> count(DISTINCT seq)
FROM main.event INDEXED BY event_session
WHERE subject = ?1 AND session = ?2;
