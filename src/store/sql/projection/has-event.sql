-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT 1 FROM main.event WHERE chain = ?1 AND seq = ?2 AND hash = ?3;
