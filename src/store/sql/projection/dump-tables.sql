-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every projected table, and the statement that reads all of it in the order of its key. What is
-- left out says only how much was projected so far, or is not the store's to compute; and what is of
-- the chain ?1.
SELECT t.name,
       'SELECT * FROM proj."' || t.name || '"' ||
       iif((SELECT count(*) FROM pragma_table_info(t.name, 'proj') AS c WHERE c.name = 'chain'),
           ' WHERE chain IS NOT ?1', '') || ' ORDER BY ' ||
       (SELECT group_concat('"' || k.name || '"', ', ')
        FROM (SELECT i.name FROM pragma_table_info(t.name, 'proj') AS i
              WHERE i.pk > 0 ORDER BY i.pk) AS k)
FROM proj.sqlite_schema AS t
WHERE t.type = 'table' AND t.name NOT IN ('scope', 'mark', 'kept', 'kept_by', 'dirty', 'deeds', 'behind')
ORDER BY t.name;
