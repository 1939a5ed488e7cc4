-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO temp.ended (hash, subject, session, mode, counted)
VALUES (?1, ?2, ?3, ?4, ?5);
