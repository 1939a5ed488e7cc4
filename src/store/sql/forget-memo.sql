-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM main.memo WHERE key = ?1;
