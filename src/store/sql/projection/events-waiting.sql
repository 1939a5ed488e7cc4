-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a chain got since it was projected, in its order, for add-clock.
SELECT hash, head, scheme, payload FROM main.event WHERE chain = ?1 AND seq >= ?2 ORDER BY seq;
