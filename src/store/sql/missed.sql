-- SPDX-License-Identifier: GPL-3.0-or-later
-- Practice and review, first attempts, all people: how often each question was missed.
SELECT path, count(*), sum(score < 1000000 OR hinted)
FROM proj.answer
WHERE attempt = 1 AND NOT faulty AND mode IN (1, 3)
GROUP BY path
ORDER BY path;
