-- SPDX-License-Identifier: GPL-3.0-or-later
-- Exams (3) that somebody began within a time and had not finished at its end.
SELECT DISTINCT b.path
FROM proj.start AS b CROSS JOIN temp.clock AS c USING (subject, hash)
WHERE b.kind = 3 AND c.time >= ?2 AND c.time < ?3 AND NOT EXISTS (
  SELECT 1 FROM proj.finish AS f CROSS JOIN temp.clock AS fc USING (subject, hash)
  WHERE f.subject = b.subject AND f.session = b.session AND fc.time < ?3)
ORDER BY b.path;
