-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT value FROM main.memo WHERE key = ?1;
