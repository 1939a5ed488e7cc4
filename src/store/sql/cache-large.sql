-- SPDX-License-Identifier: GPL-3.0-or-later
-- All that a transaction of what was collected writes: each page goes to the log once.
PRAGMA main.cache_size = -49152;
