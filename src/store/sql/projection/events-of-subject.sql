-- SPDX-License-Identifier: GPL-3.0-or-later
-- With what is stated of nobody in particular: posts, questions, calibrations.
SELECT hash, head, CASE scheme WHEN 1 THEN opened(subject, hash, payload) ELSE payload END
FROM main.event WHERE subject IN (?1, zeroblob(16));
