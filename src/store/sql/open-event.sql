-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE main.event SET scheme = 0, payload = ?3, salt = ?4
WHERE subject = ?1 AND hash = ?2 AND scheme = 1;
