-- SPDX-License-Identifier: GPL-3.0-or-later
-- From the other end, up to the damage.
SELECT e.hash, e.head, e.scheme, e.payload, e.salt, e.payload_hash
FROM main.event AS e NOT INDEXED
ORDER BY e.subject DESC, e.hash DESC;
