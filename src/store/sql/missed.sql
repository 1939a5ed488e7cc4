-- SPDX-License-Identifier: GPL-3.0-or-later
-- Practice and review, first attempts, all people: how often each question was missed, as ruled.
SELECT path, count(*), sum(counts < 1000000)
FROM temp.ruled_answer
WHERE attempt = 1 AND NOT faulty AND NOT annulled AND mode IN (1, 3)
GROUP BY path
ORDER BY path;
