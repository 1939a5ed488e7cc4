-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM proj.late WHERE chain = ?1;
