-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everybody under whose id a person's events are, each with the id that stands for all.
SELECT ?1, ifnull((SELECT person FROM temp.same WHERE subject = ?1), ?1)
UNION ALL
SELECT subject, person FROM temp.same WHERE person = ?1 AND subject <> ?1;
