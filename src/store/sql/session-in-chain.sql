-- SPDX-License-Identifier: GPL-3.0-or-later
-- Along one chain time does not run back: its order is that of the numbers.
SELECT hash, head, scheme, payload, salt, payload_hash
FROM main.event INDEXED BY event_session
WHERE subject = ?1 AND session = ?2
ORDER BY seq;
