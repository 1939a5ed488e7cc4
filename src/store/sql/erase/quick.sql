-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whatever is kept only to be quick may hold something of the erased, and can be computed again. What
-- codes and letters are made by (app/pseudonym.h, app/agency.h) cannot, and is of nobody.
-- What is freed from now on is written over.
PRAGMA main.secure_delete = ON;
DELETE FROM main.memo WHERE key NOT IN (CAST('pseudonyms' AS BLOB), CAST('agencies' AS BLOB));
