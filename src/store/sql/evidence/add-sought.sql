-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everything that a person answered, under whichever id.
INSERT OR IGNORE INTO temp.sought (subject)
SELECT ?1 UNION ALL SELECT subject FROM temp.same WHERE person = ?1;
