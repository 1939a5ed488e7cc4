-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of a chain, after a number.
SELECT hash, head, scheme, payload FROM main.event WHERE chain = ?1 AND seq > ?2;
