-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM proj.scope;
DELETE FROM proj.stated;
DELETE FROM proj.start;
DELETE FROM proj.answer;
DELETE FROM proj.decision;
DELETE FROM proj.finish;
