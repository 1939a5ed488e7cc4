-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT ifnull(min(oldest), 0), ifnull(max(here), 0) FROM proj.tip;
