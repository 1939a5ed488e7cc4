-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT competency, score, weight FROM proj.observed_score WHERE hash = ?1 ORDER BY competency;
