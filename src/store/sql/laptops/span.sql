-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT seq FROM main.event WHERE chain = ?1 ORDER BY seq;
