-- SPDX-License-Identifier: GPL-3.0-or-later
-- Takes back what a COMMIT that failed may have left: it was never told to be saved.
DELETE FROM main.event WHERE chain = ?1 AND seq >= ?2;
