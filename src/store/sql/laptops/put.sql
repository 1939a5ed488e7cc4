-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO main.laptop (chain, parent, state, label) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (chain) DO UPDATE SET parent = excluded.parent, state = excluded.state, label = excluded.label;
