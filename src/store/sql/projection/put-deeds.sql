-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.deeds (id) VALUES (1);
DELETE FROM proj.behind;
