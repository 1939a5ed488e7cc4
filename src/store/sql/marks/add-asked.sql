-- SPDX-License-Identifier: GPL-3.0-or-later
-- Two plans of one session are hostile; whichever comes first, the same one stays.
INSERT INTO temp.asked (subject, session, path, key) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO UPDATE SET key = max(key, excluded.key);
