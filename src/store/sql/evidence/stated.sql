-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every statement of somebody before a time, under the id that stands for all, and where it stands.
SELECT ifnull(j.person, s.subject), s.subject, s.hash, c.chain, c.seq, c.time
FROM proj.stated AS s CROSS JOIN temp.clock AS c USING (subject, hash)
LEFT JOIN temp.same AS j ON j.subject = s.subject
WHERE c.time < ?1;
