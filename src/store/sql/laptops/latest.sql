-- SPDX-License-Identifier: GPL-3.0-or-later
-- The latest that the clock here is known to have said: with a file that was taken in, or with the
-- newest event that was recorded here.
SELECT max(ifnull((SELECT max(time) FROM main.taken), 0),
           ifnull((SELECT wall FROM main.event WHERE chain = ?1 ORDER BY seq DESC LIMIT 1), 0));
