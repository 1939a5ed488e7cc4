-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type, name;
