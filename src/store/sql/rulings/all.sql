-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT about, path, key_rev, ruling, picked, score FROM temp.ruling ORDER BY about, path, key_rev;
