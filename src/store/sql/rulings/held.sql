-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether a ruling changes anything, as of the time that temp.ruling was filled for.
SELECT 1 FROM temp.ruling WHERE ruling <> 0 LIMIT 1;
