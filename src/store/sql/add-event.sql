-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO main.event (subject, hash, chain, seq, session, verb, boot, wall, mono,
                        head, scheme, payload, salt, payload_hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT DO NOTHING;
