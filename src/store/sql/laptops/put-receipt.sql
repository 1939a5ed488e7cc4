-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO main.receipt (chain, seq, hash) VALUES (?1, ?2, ?3)
ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash WHERE excluded.seq > seq;
