-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT ifnull(min(time), 0), ifnull(max(time), 0) FROM proj.clock;
