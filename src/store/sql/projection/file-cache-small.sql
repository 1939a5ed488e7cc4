-- SPDX-License-Identifier: GPL-3.0-or-later
PRAGMA proj.cache_size = -2048;
