-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR REPLACE INTO main.profile (subject, nickname, public, salt, passes, kib, sealed, recovery,
                                     tries, boot, mono)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
