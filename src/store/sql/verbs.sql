-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT verb, count(*) FROM main.event GROUP BY verb;
