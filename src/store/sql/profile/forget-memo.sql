-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is kept of a person to be quick: its keys begin with the id.
DELETE FROM main.memo WHERE substr(key, 1, 16) = ?1;
