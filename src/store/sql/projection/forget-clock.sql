-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM proj.clock;
DELETE FROM proj.boot;
