-- SPDX-License-Identifier: GPL-3.0-or-later
DROP TABLE IF EXISTS temp.sat;
DROP TABLE IF EXISTS temp.shown;
