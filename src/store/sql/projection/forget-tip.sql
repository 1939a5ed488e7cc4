-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM proj.tip WHERE chain = ?1;
