-- SPDX-License-Identifier: GPL-3.0-or-later
-- Places are kept under the ids of people; no other key has 16 bytes.
DELETE FROM main.memo WHERE length(key) = 16;
