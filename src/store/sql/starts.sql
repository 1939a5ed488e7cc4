-- SPDX-License-Identifier: GPL-3.0-or-later
-- How often a person began something.
SELECT count(*) FROM proj.start WHERE subject = ?1 AND path = ?2;
