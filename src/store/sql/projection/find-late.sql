-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT time FROM proj.late WHERE chain = ?1 AND seq = ?2 AND hash = ?3;
