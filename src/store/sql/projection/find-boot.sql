-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT ahead, late FROM proj.boot WHERE chain = ?1 AND boot = ?2;
