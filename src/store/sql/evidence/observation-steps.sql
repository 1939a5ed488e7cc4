-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT step, verdict FROM proj.observed_step WHERE hash = ?1 ORDER BY step;
