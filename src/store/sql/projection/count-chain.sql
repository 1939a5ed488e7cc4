-- SPDX-License-Identifier: GPL-3.0-or-later
-- The events of a chain up to a number.
SELECT count(*) FROM main.event WHERE chain = ?1 AND seq <= ?2;
