-- SPDX-License-Identifier: GPL-3.0-or-later
-- Places are kept under the ids of people, and what else is known of them under those and a byte; no
-- other key has 16 or 17 bytes.
DELETE FROM main.memo WHERE length(key) IN (16, 17);
