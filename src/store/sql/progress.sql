-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a person completed, path by path. A start that has not arrived yet leaves the kind a lesson.
SELECT f.path,
       ifnull(max((SELECT max(s.kind) FROM proj.start AS s
                   WHERE s.subject = f.subject AND s.session = f.session)), 0),
       count(*), max(f.score), max(f.passed)
FROM proj.finish AS f
WHERE f.subject = ?1
GROUP BY f.path
ORDER BY f.path;
