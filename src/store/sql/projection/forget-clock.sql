-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM proj.boot;
DELETE FROM proj.late;
DELETE FROM proj.tip;
