-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT e.hash, e.head, e.scheme, e.payload, e.salt, e.payload_hash
FROM main.event AS e NOT INDEXED
ORDER BY e.subject, e.hash;
