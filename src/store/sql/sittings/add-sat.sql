-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO temp.sat (hash, subject, session, path, form, n)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);
