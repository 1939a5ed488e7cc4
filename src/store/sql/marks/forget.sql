-- SPDX-License-Identifier: GPL-3.0-or-later
DROP TABLE IF EXISTS temp.run;
DROP TABLE IF EXISTS temp.mark;
DROP TABLE IF EXISTS temp.blank;
DROP TABLE IF EXISTS temp.latest;
DROP TABLE IF EXISTS temp.finished;
DROP TABLE IF EXISTS temp.ended;
DROP TABLE IF EXISTS temp.given;
DROP TABLE IF EXISTS temp.asked;
