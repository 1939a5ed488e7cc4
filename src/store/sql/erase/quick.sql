-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whatever is kept only to be quick may hold something of the erased, and can be computed again.
-- What is freed from now on is written over.
PRAGMA main.secure_delete = ON;
DELETE FROM main.memo;
