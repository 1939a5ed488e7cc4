-- SPDX-License-Identifier: GPL-3.0-or-later
-- With what is stated of nobody in particular: posts, questions, calibrations.
SELECT hash, head, scheme, payload FROM main.event WHERE subject IN (?1, zeroblob(16));
