-- SPDX-License-Identifier: GPL-3.0-or-later
-- Under which ids a person is recorded.
SELECT ?1 UNION SELECT subject FROM temp.same WHERE person = ?1;
