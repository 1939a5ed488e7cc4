-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM proj.clock WHERE chain = ?1;
