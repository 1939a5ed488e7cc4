-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO main.memo (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value;
