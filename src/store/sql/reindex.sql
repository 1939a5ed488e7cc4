-- SPDX-License-Identifier: GPL-3.0-or-later
-- Indexes are made of the table and can be made again; if the table cannot be read, nothing is changed.
BEGIN IMMEDIATE;
REINDEX main.event;
REINDEX main.chain;
COMMIT;
