-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT (SELECT min(time) FROM proj.clock WHERE chain = ?1),
       (SELECT max(time) FROM proj.clock WHERE chain = ?1);
