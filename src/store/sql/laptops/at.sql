-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT hash FROM main.event WHERE chain = ?1 AND seq = ?2;
