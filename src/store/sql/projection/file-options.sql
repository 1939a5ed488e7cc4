-- SPDX-License-Identifier: GPL-3.0-or-later
-- A file of what can be computed again: a kill is taken back by its journal, and what a power cut may
-- leave is found out when it is next opened. Its cache does not grow with it. What is sorted for a
-- report neither stays in memory: it goes to a file beside the store that has no name any more.
PRAGMA proj.journal_mode = TRUNCATE;
PRAGMA proj.synchronous = NORMAL;
PRAGMA proj.mmap_size = 0;
PRAGMA proj.cache_size = -2048;
PRAGMA temp_store = FILE;
