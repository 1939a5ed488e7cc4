-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody did, in the order in which it is kept.
SELECT hash, head, scheme, payload FROM main.event WHERE subject = ?1 ORDER BY hash;
