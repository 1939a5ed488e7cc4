-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT seq, events, before, here, oldest FROM proj.tip WHERE chain = ?1;
