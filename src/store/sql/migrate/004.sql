-- SPDX-License-Identifier: GPL-3.0-or-later
-- When a file was taken in, by the clock of the machine that did: milliseconds since 1970; 0: nobody
-- noted it then.
ALTER TABLE taken ADD COLUMN time INTEGER NOT NULL DEFAULT 0;
