-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.joined (hash, subject, other, undone)
VALUES (?1, ?2, ?3, ?4);
