-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR REPLACE INTO temp.same (subject, person) VALUES (?1, ?2);
