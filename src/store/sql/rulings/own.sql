-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether a person (?1, of those who are joined any) contested a matter (?4, ?5, ?6), or it is about
-- what is that person's (?7). ?2 and ?3 as everywhere: what is known of who is whom.
SELECT 1
FROM (SELECT actor AS who FROM proj.contested WHERE about = ?4 AND path = ?5 AND key_rev = ?6
      UNION ALL
      SELECT ?7) AS w
LEFT JOIN temp.same AS s ON s.subject = w.who
WHERE ?2 < ?3
  AND ifnull(s.person, w.who) = ifnull((SELECT person FROM temp.same WHERE subject = ?1), ?1)
LIMIT 1;
