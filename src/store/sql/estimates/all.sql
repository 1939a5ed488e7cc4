-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT person, bytes FROM proj.kept ORDER BY person;
