-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT chain, first, last, time FROM main.taken WHERE file = ?1;
