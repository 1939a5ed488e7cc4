-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT OR IGNORE INTO proj.observed_step (hash, step, verdict)
VALUES (?1, ?2, ?3);
