-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether anything was contested that can concern a person: found in the index alone.
SELECT 1
FROM main.event INDEXED BY event_session
WHERE subject IN (zeroblob(16), ?1) AND session = zeroblob(16) AND verb = 'contested'
LIMIT 1;
