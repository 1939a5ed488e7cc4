-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whoever has another passphrase has not failed yet.
INSERT OR REPLACE INTO main.profile (subject, nickname, public, salt, passes, kib, sealed, recovery,
                                     tries, boot, mono)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, zeroblob(16), 0);
