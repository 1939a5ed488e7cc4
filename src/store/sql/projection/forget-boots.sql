-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM proj.boot WHERE chain = ?1;
