-- SPDX-License-Identifier: GPL-3.0-or-later
-- Replaced where it lies.
INSERT OR REPLACE INTO main.memo (key, value) VALUES (?1, ?2);
