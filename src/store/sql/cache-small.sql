-- SPDX-License-Identifier: GPL-3.0-or-later
PRAGMA main.cache_size = -2000;
