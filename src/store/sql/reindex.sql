-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is kept only to be quick is forgotten; indexes are made of the table and can be made again; if the table cannot be read, nothing is changed.
BEGIN IMMEDIATE;
DELETE FROM main.memo;
REINDEX main.event;
REINDEX main.chain;
COMMIT;
