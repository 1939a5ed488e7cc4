-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR REPLACE INTO proj.kept (person, bytes) VALUES (?1, ?2);
